//! The examples of RFC 5545 (section 3.8.5.3) as far as they are offered, and what holds of every series.

use super::*;
use chrono::{NaiveTime, Timelike, Utc};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn clock(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

fn long_ago() -> Instant {
    "1990-01-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap().into()
}

fn part(on: NaiveDate, from: &str, to: &str) -> Local {
    Local {
        on,
        from: clock(from),
        to: clock(to),
    }
}

/// The days of an example, its first among them, as RFC 5545 prints them: in New York at nine.
fn example(first: &str, rule: &str) -> Vec<String> {
    let zone = chrono_tz::America::New_York;
    let first = day(first);
    let rule = Rule::parse(rule, first.and_time(clock("09:00")), zone).unwrap_or_else(|| panic!("{rule} is read"));
    let series = rule.series(&[part(first, "09:00", "10:00")], zone, long_ago());
    assert!(series.skipped.is_empty());
    let days = series.days.iter().map(|day| day.on);
    std::iter::once(first)
        .chain(days)
        .map(|on| on.format("%y-%m-%d").to_string())
        .collect()
}

#[test]
fn the_examples_of_the_standard_give_the_days_that_it_prints() {
    let cases: [(&str, &str, &[&str]); 12] = [
        (
            "1997-09-02",
            "FREQ=WEEKLY;COUNT=10",
            &[
                "97-09-02", "97-09-09", "97-09-16", "97-09-23", "97-09-30", "97-10-07", "97-10-14", "97-10-21", "97-10-28", "97-11-04",
            ],
        ),
        (
            "1997-09-02",
            "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=MO;BYDAY=TU,TH",
            &[
                "97-09-02", "97-09-04", "97-09-09", "97-09-11", "97-09-16", "97-09-18", "97-09-23", "97-09-25", "97-09-30", "97-10-02",
            ],
        ),
        (
            "1997-09-01",
            "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;BYDAY=MO,WE,FR",
            &[
                "97-09-01", "97-09-03", "97-09-05", "97-09-15", "97-09-17", "97-09-19", "97-09-29", "97-10-01", "97-10-03", "97-10-13",
                "97-10-15", "97-10-17", "97-10-27", "97-10-29", "97-10-31", "97-11-10", "97-11-12", "97-11-14", "97-11-24", "97-11-26",
                "97-11-28", "97-12-08", "97-12-10", "97-12-12", "97-12-22",
            ],
        ),
        (
            "1997-08-05",
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
            &["97-08-05", "97-08-10", "97-08-19", "97-08-24"],
        ),
        (
            "1997-09-05",
            "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
            &[
                "97-09-05", "97-10-03", "97-11-07", "97-12-05", "98-01-02", "98-02-06", "98-03-06", "98-04-03", "98-05-01", "98-06-05",
            ],
        ),
        (
            "1997-09-05",
            "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
            &["97-09-05", "97-10-03", "97-11-07", "97-12-05"],
        ),
        (
            "1997-09-30",
            "FREQ=MONTHLY;COUNT=6;BYMONTHDAY=-1",
            &["97-09-30", "97-10-31", "97-11-30", "97-12-31", "98-01-31", "98-02-28"],
        ),
        // February has no day 30: it is ignored and not counted.
        (
            "2007-01-15",
            "FREQ=MONTHLY;BYMONTHDAY=30;COUNT=4",
            &["07-01-15", "07-01-30", "07-03-30", "07-04-30"],
        ),
        (
            "1997-12-31",
            "FREQ=MONTHLY;COUNT=4",
            &["97-12-31", "98-01-31", "98-03-31", "98-05-31"],
        ),
        (
            "1997-09-29",
            "FREQ=MONTHLY;BYDAY=5MO;COUNT=3",
            &["97-09-29", "97-12-29", "98-03-30"],
        ),
        (
            "1997-09-29",
            "FREQ=MONTHLY;BYDAY=-1MO;COUNT=3",
            &["97-09-29", "97-10-27", "97-11-24"],
        ),
        (
            "1997-09-02",
            "RRULE:FREQ=MONTHLY;INTERVAL=18;COUNT=3;BYDAY=TU;BYSETPOS=1",
            &["97-09-02", "99-03-02", "00-09-05"],
        ),
    ];
    for (first, rule, expected) in cases {
        assert_eq!(example(first, rule), expected, "{rule}");
    }
}

#[test]
fn what_is_not_offered_is_not_read_as_something_else() {
    let first = day("2027-02-08").and_time(clock("09:00"));
    let cases = [
        "",
        "FREQ=WEEKLY",
        "FREQ=DAILY;COUNT=3",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=3;UNTIL=20270301",
        "FREQ=WEEKLY;BYDAY=1MO;COUNT=3",
        "FREQ=MONTHLY;BYDAY=MO;COUNT=3",
        "FREQ=MONTHLY;BYDAY=6MO;COUNT=3",
        "FREQ=MONTHLY;BYMONTHDAY=0;COUNT=3",
        "FREQ=MONTHLY;BYMONTHDAY=32;COUNT=3",
        "FREQ=WEEKLY;INTERVAL=0;COUNT=3",
        "FREQ=WEEKLY;INTERVAL=99;COUNT=3",
        "FREQ=WEEKLY;WKST=SU;COUNT=3",
        "FREQ=WEEKLY;BYHOUR=9;COUNT=3",
        "FREQ=WEEKLY;UNTIL=morgen",
        "COUNT=3",
        "FREQ=WEEKLY;BYDAY=XX;COUNT=3",
        "FREQ=WEEKLY;BYDAY=é;COUNT=3",
    ];
    for rule in cases {
        assert_eq!(Rule::parse(rule, first, chrono_tz::Europe::Berlin), None, "{rule}");
    }
}

#[test]
fn clock_times_stay_over_the_change_of_clocks_and_a_skipped_hour_is_said() {
    let zone = chrono_tz::Europe::Berlin;
    let first = day("2027-03-21");
    let rule = Rule::parse("FREQ=WEEKLY;COUNT=3", first.and_time(clock("09:00")), zone).unwrap();
    let hours = |series: &Series| -> Vec<(NaiveDate, u32)> {
        let hour = |day: &Day| day.spans.as_ref().unwrap()[0].starts_at.utc().hour();
        series.days.iter().map(|day| (day.on, hour(day))).collect()
    };
    // The clocks change on 28 March: nine is eight in UTC before it and seven after it.
    let before = day("2027-03-21").and_hms_opt(8, 0, 0).unwrap().and_utc();
    assert_eq!(before.with_timezone(&zone).hour(), 9);
    let series = rule.series(&[part(first, "09:00", "16:00")], zone, long_ago());
    assert_eq!(hours(&series), [(day("2027-03-28"), 7), (day("2027-04-04"), 7)]);
    // At half past two the hour is skipped on that day: it is said, and does not count.
    let night = rule.series(&[part(first, "02:30", "05:00")], zone, long_ago());
    assert_eq!(night.skipped, [day("2027-03-28")]);
    assert_eq!(hours(&night), [(day("2027-04-04"), 0), (day("2027-04-11"), 0)]);
    // What is over is named, and cannot be made.
    let now: Instant = "2027-03-30T00:00:00Z".parse::<DateTime<Utc>>().unwrap().into();
    let late = rule.series(&[part(first, "09:00", "16:00")], zone, now);
    assert_eq!(late.days.iter().map(|day| day.spans.is_some()).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn every_part_moves_with_the_first() {
    let zone = chrono_tz::Europe::Berlin;
    let parts = [part(day("2027-02-08"), "09:00", "16:00"), part(day("2027-02-10"), "09:00", "12:00")];
    let rule = Rule::parse("FREQ=MONTHLY;BYDAY=2MO;COUNT=2", day("2027-02-08").and_time(clock("09:00")), zone).unwrap();
    let series = rule.series(&parts, zone, long_ago());
    let spans = series.days[0].spans.clone().unwrap();
    let days: Vec<NaiveDate> = spans
        .iter()
        .map(|span| super::super::part::local(span.starts_at, zone).date())
        .collect();
    assert_eq!(days, [day("2027-03-08"), day("2027-03-10")]);
}

fn cycles() -> impl Strategy<Value = Cycle> {
    prop_oneof![
        proptest::sample::subsequence(WEEKDAYS.to_vec(), 0..=7).prop_map(Cycle::Weekly),
        prop_oneof![Just(None), (1..=31).prop_map(Some), Just(Some(-1))].prop_map(Cycle::MonthlyOn),
        (prop_oneof![Just(-1), 1..=5], proptest::sample::select(WEEKDAYS.to_vec())).prop_map(|(nth, day)| Cycle::MonthlyNth(nth, day)),
    ]
}

proptest! {
    #[test]
    fn a_rule_is_read_as_it_is_written_and_its_days_rise(
        cycle in cycles(), interval in 1_u32..=12, first in 0_i64..3000,
        end in prop_oneof![(1_usize..60).prop_map(End::Count), (0_i64..900).prop_map(|days| End::Until(day("2027-01-01") + Duration::days(days)))],
    ) {
        let zone = chrono_tz::Europe::Berlin;
        let first = day("2026-01-01") + Duration::days(first);
        let rule = Rule { cycle, interval, end };
        let begin = first.and_time(clock("09:00"));
        prop_assert_eq!(Rule::parse(&rule.text(zone), begin, zone), Some(rule.clone()));
        let series = rule.series(&[part(first, "09:00", "10:00")], zone, long_ago());
        let days: Vec<NaiveDate> = series.days.iter().map(|day| day.on).collect();
        prop_assert!(days.windows(2).all(|pair| pair[0] < pair[1]) && days.iter().all(|on| *on > first));
        match end {
            End::Count(count) => prop_assert!(days.len() < count.max(1)),
            End::Until(until) => prop_assert!(days.iter().all(|on| *on <= until)),
        }
        prop_assert!(days.len() < MOST_SESSIONS);
    }
}
