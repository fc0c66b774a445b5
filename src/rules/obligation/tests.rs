//! The worked cases, and what holds for every case.

use super::case::{Answer, Question, answer};
use super::date::after;
use super::*;
use crate::rules::field::Fault;
use proptest::prelude::*;
use serde_json::{Value, json};

fn worked() -> Vec<(Value, Value)> {
    let cases: Vec<Value> = serde_json::from_str(include_str!("../../../tests/data/obligations.json")).expect("a list");
    cases
        .into_iter()
        .map(|case| (case["case"].clone(), case["expect"].clone()))
        .collect()
}

#[test]
fn every_worked_case_comes_out_as_stated() {
    let mut wrong = Vec::new();
    for (case, expected) in worked() {
        let answer = serde_json::to_value(answer(case.to_string().as_bytes())).expect("JSON");
        let same = match expected.get("error") {
            Some(_) => answer["name"] == expected["name"] && answer["error"].is_string(),
            None => answer == expected,
        };
        if !same {
            wrong.push(format!("{case}\n  expected {expected}\n  answered {answer}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

fn plain() -> Value {
    worked().remove(0).0
}

fn refusal(change: impl Fn(&mut Value)) -> Vec<String> {
    let mut case = plain();
    change(&mut case);
    match Question::parse(&case) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(Fault::to_string).collect(),
    }
}

type Change = fn(&mut Value);

#[test]
fn what_cannot_be_read_is_refused_with_the_name_of_the_field() {
    let changes: [(&str, Change); 27] = [
        ("requirement: is", |c| c["requirement"] = json!(null)),
        ("requirement.initial: must name", |c| c["requirement"]["initial"] = json!([])),
        ("requirement.initial.0", |c| c["requirement"]["initial"] = json!([7])),
        ("requirement.refresher", |c| c["requirement"]["refresher"] = json!("HV-R1")),
        ("requirement.first_due: is missing", |c| c["requirement"]["first_due"] = json!(null)),
        ("requirement.first_due: must hold", |c| c["requirement"]["first_due"] = json!({})),
        ("requirement.first_due.on", |c| {
            c["requirement"]["first_due"] = json!({"on": "2024-1-1"})
        }),
        ("requirement.first_due.days_after_start", |c| {
            c["requirement"]["first_due"] = json!({"days_after_start": "90"})
        }),
        ("requirement.recurrence.kind", |c| {
            c["requirement"]["recurrence"] = json!({"months": 1})
        }),
        ("requirement.recurrence.months", |c| {
            c["requirement"]["recurrence"]["months"] = json!(0)
        }),
        ("requirement.recurrence.months", |c| {
            c["requirement"]["recurrence"]["months"] = json!(10_001)
        }),
        ("requirement.recurrence.window_days", |c| {
            c["requirement"]["recurrence"]["window_days"] = json!(true)
        }),
        ("requirement.recurrence.year_starts", |c| {
            c["requirement"]["recurrence"] = json!({"kind": "calendar", "year_starts": "02-29"})
        }),
        ("requirement.round_to_month_end", |c| {
            c["requirement"]["round_to_month_end"] = json!(0)
        }),
        ("requirement.lapse_months", |c| c["requirement"]["lapse_months"] = json!(-1)),
        ("subject.start", |c| c["subject"]["start"] = json!("9999-12-31")),
        ("subject.end", |c| c["subject"]["end"] = json!("2024-01-14")),
        ("subject.time_zone", |c| c["subject"]["time_zone"] = json!("europe/berlin")),
        ("subject.time_zone", |c| c["subject"]["time_zone"] = json!("")),
        ("evidence: must be a list", |c| c["evidence"] = json!({})),
        ("evidence.0: must be an object", |c| c["evidence"] = json!([7])),
        ("evidence.0.course", |c| c["evidence"] = json!([{"on": "2024-01-01"}])),
        ("evidence.0.on", |c| {
            c["evidence"] = json!([{"course": "HV-101", "on": "2024-02-30"}])
        }),
        ("evidence.0.revoked", |c| {
            c["evidence"] = json!([{"course": "HV-101", "on": "2024-02-20", "revoked": "no"}])
        }),
        ("pauses.0.from", |c| c["pauses"] = json!([{"to": "2024-01-01"}])),
        ("waivers.0.to", |c| {
            c["waivers"] = json!([{"from": "2024-01-02", "to": "2024-01-01"}])
        }),
        ("as_of", |c| c["as_of"] = json!("2024-02-01")),
    ];
    for (expected, change) in changes {
        let told = refusal(change);
        assert!(told.len() == 1 && told[0].starts_with(expected), "{expected}: {told:?}");
    }
}

#[test]
fn what_a_kind_does_not_read_is_ignored() {
    let calendar = json!({"kind": "calendar", "year_starts": "01-01", "months": 0, "window_days": "x"});
    let told = refusal(|c| {
        c["requirement"]["recurrence"] = calendar.clone();
        c["requirement"]["first_due"] = json!("never");
        c["requirement"]["round_to_month_end"] = json!(0);
        c["requirement"]["lapse_months"] = json!("x");
        c["subject"]["shoe_size"] = json!(43);
    });
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn a_line_that_is_no_object_is_answered_too() {
    for line in ["7", "[]", "\"x\"", "null", "{", "{\"name\": \"n\"} x", "\u{feff}{}", "\u{0}"] {
        let answer = serde_json::to_value(answer(line.as_bytes())).expect("JSON");
        assert!(answer["name"].is_null() && answer["error"].is_string(), "{line}: {answer}");
    }
    assert!(matches!(answer(b"\xff\xfe"), Answer::Refused { .. }));
    let named = serde_json::to_value(answer(br#"{"name": {"a": [1]}}"#)).expect("JSON");
    assert_eq!(named["name"], json!({"a": [1]}));
}

#[test]
fn a_day_begins_at_its_first_instant_even_where_clocks_jump_over_midnight() {
    let at = |day: &str, zone: Tz| midnight(day.parse().expect("a date"), zone).to_string();
    assert_eq!(at("2026-03-29", chrono_tz::Europe::Berlin), "2026-03-28T23:00:00Z");
    assert_eq!(at("2018-11-04", chrono_tz::America::Sao_Paulo), "2018-11-04T03:00:00Z");
    assert_eq!(at("2011-12-30", chrono_tz::Pacific::Apia), "2011-12-30T10:00:00Z");
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..2_500_u32).prop_map(|days| after(NaiveDate::from_ymd_opt(2019, 1, 1).expect("a date"), days))
}

fn any_range() -> impl Strategy<Value = Range> {
    (any_day(), proptest::option::weighted(0.9, 0..500_u32)).prop_map(|(from, days)| Range {
        from,
        to: days.map(|days| after(from, days)),
    })
}

fn any_recurrence() -> impl Strategy<Value = Recurrence> {
    prop_oneof![
        Just(Recurrence::Once),
        (1..40_u32).prop_map(|months| Recurrence::Rolling { months }),
        (1..40_u32, 0..200_u32).prop_map(|(months, window_days)| Recurrence::Anniversary { months, window_days }),
        (
            prop_oneof![Just("01-01"), Just("02-28"), Just("07-15"), Just("12-31")],
            prop_oneof![0..400_u32, Just(0)]
        )
            .prop_map(|(starts, joiner_min_days)| Recurrence::Calendar {
                year_starts: YearStart::parse(starts).expect("a day of the year"),
                joiner_min_days,
            }),
    ]
}

fn any_first_due() -> impl Strategy<Value = FirstDue> {
    prop_oneof![
        (0..400_u32).prop_map(FirstDue::DaysAfterStart),
        (0..20_u32).prop_map(FirstDue::MonthsAfterStart),
        any_day().prop_map(FirstDue::On),
    ]
}

prop_compose! {
    fn any_rule()(
        recurrence in any_recurrence(),
        first_due in any_first_due(),
        round_to_month_end in any::<bool>(),
        refreshes in any::<bool>(),
        notice_days in 0..100_u32,
        grace_days in prop_oneof![Just(0), 0..500_u32],
        lapse_months in proptest::option::of(0..24_u32),
        return_days in prop_oneof![Just(0), 0..60_u32],
    ) -> Rule {
        Rule {
            initial: vec!["I".to_owned()],
            refresher: if refreshes { vec!["R".to_owned()] } else { Vec::new() },
            first_due: Some(first_due),
            recurrence,
            round_to_month_end,
            notice_days,
            grace_days,
            lapse_months,
            return_days,
        }
    }
}

#[derive(Clone, Debug)]
struct Sample {
    rule: Rule,
    subject: Subject,
    evidence: Vec<Evidence>,
    pauses: Vec<Range>,
    waivers: Vec<Range>,
}

impl Sample {
    fn on(&self, today: NaiveDate) -> Assessment {
        let noon = today.and_hms_opt(12, 0, 0).expect("noon").and_utc();
        assess(&self.rule, self.subject, &self.evidence, &self.pauses, &self.waivers, noon.into())
    }
}

prop_compose! {
    fn any_sample()(
        rule in any_rule(),
        start in any_day(),
        length in proptest::option::weighted(0.2, 0..1_500_u32),
        evidence in proptest::collection::vec((any_day(), prop_oneof!["I", "R", "X"], proptest::bool::weighted(0.1)), 0..8),
        pauses in proptest::collection::vec(any_range(), 0..3),
        waivers in proptest::collection::vec(any_range(), 0..3),
    ) -> Sample {
        Sample {
            rule,
            subject: Subject { start, end: length.map(|days| after(start, days)), time_zone: chrono_tz::UTC },
            evidence: evidence.into_iter().map(|(on, course, revoked)| Evidence { course, on, revoked }).collect(),
            pauses,
            waivers,
        }
    }
}

fn rank(status: Status) -> Option<u8> {
    match status {
        Status::Open | Status::Valid => Some(0),
        Status::Due => Some(1),
        Status::Grace => Some(2),
        Status::Overdue => Some(3),
        Status::Lapsed => Some(4),
        Status::NotSubject | Status::Waived | Status::Paused | Status::Satisfied => None,
    }
}

proptest! {
    #[test]
    fn the_order_of_what_is_known_does_not_matter(sample in any_sample(), today in any_day()) {
        let mut turned = sample.clone();
        turned.evidence.reverse();
        turned.pauses.reverse();
        turned.waivers.reverse();
        prop_assert_eq!(sample.on(today), turned.on(today));
    }

    #[test]
    fn nobody_gets_better_by_waiting(sample in any_sample(), from in any_day()) {
        let mut sample = sample;
        sample.evidence.retain(|piece| piece.on <= from);
        let mut worst = 0;
        for day in (0..1_200).step_by(3) {
            if let Some(rank) = rank(sample.on(after(from, day)).status) {
                prop_assert!(rank >= worst, "falls to {rank} after {worst} on day {day}");
                worst = rank;
            }
        }
    }

    #[test]
    fn the_next_change_is_the_first_day_with_another_answer(sample in any_sample(), today in any_day()) {
        let proofs: Proofs = sample.evidence.iter().filter(|piece| !piece.revoked)
            .filter_map(|piece| Some(Proof { on: piece.on, counts: sample.rule.counts(&piece.course)? }))
            .collect();
        let excuses = Excuses::new(sample.pauses.clone(), sample.waivers.clone());
        let case = Case { rule: &sample.rule, subject: sample.subject, proofs: &proofs, excuses: &excuses };
        let answer = case.on(today).answer();
        let told = case.next_change(today);
        let searched = (1..1_500).map(|days| after(today, days)).find(|day| case.on(*day).answer() != answer);
        match searched {
            Some(day) => prop_assert_eq!(told, Some(day)),
            None => prop_assert!(told.is_none_or(|day| day > after(today, 1_499))),
        }
    }

    #[test]
    fn no_case_panics_however_far_its_numbers_go(
        mut sample in any_sample(),
        numbers in proptest::array::uniform8(prop_oneof![0..=10_000_u32, Just(10_000), Just(0)]),
        extremes in proptest::array::uniform4(any::<bool>()),
    ) {
        let [a, b, c, d, e, f, g, h] = numbers;
        sample.rule.notice_days = a;
        sample.rule.grace_days = b;
        sample.rule.lapse_months = Some(c);
        sample.rule.return_days = d;
        sample.rule.first_due = Some(if e % 2 == 0 { FirstDue::DaysAfterStart(e) } else { FirstDue::MonthsAfterStart(e) });
        sample.rule.recurrence = match sample.rule.recurrence {
            Recurrence::Once => Recurrence::Once,
            Recurrence::Rolling { .. } => Recurrence::Rolling { months: f.max(1) },
            Recurrence::Anniversary { .. } => Recurrence::Anniversary { months: f.max(1), window_days: g },
            Recurrence::Calendar { year_starts, .. } => Recurrence::Calendar { year_starts, joiner_min_days: h },
        };
        let first = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date");
        let last = NaiveDate::from_ymd_opt(2999, 12, 31).expect("a date");
        if extremes[0] { sample.subject.start = first; }
        if extremes[1] { sample.evidence.push(Evidence { course: "I".into(), on: last, revoked: false }); }
        if extremes[2] { sample.pauses.push(Range { from: first, to: Some(last) }); }
        if extremes[3] { sample.subject.end = Some(last); }
        for today in [first, NaiveDate::from_ymd_opt(2024, 2, 29).expect("a date"), last] {
            let said = sample.on(today);
            prop_assert_eq!(said.due.is_some() && said.status == Status::NotSubject, false);
        }
    }
}
