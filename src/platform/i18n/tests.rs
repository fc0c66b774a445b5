use chrono::NaiveDate;

use super::*;

fn words(locale: Locale) -> Arc<Words> {
    Arc::clone(AllWords::load().expect("all words load").of(locale))
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

#[test]
fn a_day_is_written_as_its_language_writes_it() {
    let today = day(2026, 11, 24);
    let cases = [
        (DateForm::Long, day(2026, 12, 2), "2. Dezember 2026", "2 December 2026"),
        (DateForm::Day, day(2026, 12, 2), "2. Dezember", "2 December"),
        (DateForm::Day, day(2027, 5, 31), "31. Mai 2027", "31 May 2027"),
        (DateForm::Numeric, day(2025, 11, 19), "19.11.2025", "19 Nov 2025"),
        (DateForm::Compact, day(2025, 11, 19), "19.11.25", "19 Nov 25"),
        (DateForm::Short, day(2026, 12, 2), "02.12.", "2 Dec"),
        (DateForm::Short, day(2027, 6, 30), "30.06.2027", "30 Jun 2027"),
        (DateForm::Cell, day(2026, 12, 2), "02.12.", "2 Dec"),
        (DateForm::Cell, day(2027, 6, 30), "06/27", "06/27"),
        (DateForm::Weekday, day(2026, 12, 10), "Do 10. Dez.", "Thu 10 Dec"),
        (DateForm::Weekday, day(2027, 2, 8), "Mo 8. Feb. 2027", "Mon 8 Feb 2027"),
        (
            DateForm::WeekdayLong,
            day(2027, 2, 8),
            "Montag, 8. Februar 2027",
            "Monday, 8 February 2027",
        ),
        (
            DateForm::WeekdayLong,
            day(2026, 12, 10),
            "Donnerstag, 10. Dezember",
            "Thursday, 10 December",
        ),
    ];
    for (form, date, german, english) in cases {
        assert_eq!(words(Locale::German).date(date, form, today), german);
        assert_eq!(words(Locale::English).date(date, form, today), english);
    }
}

#[test]
fn distance_in_days_has_words_for_the_near_ones() {
    let today = day(2026, 11, 24);
    let german = words(Locale::German);
    let said = [-3, -1, 0, 1, 8].map(|days| german.in_days(today + chrono::Duration::days(days), today));
    assert_eq!(said, ["vor 3 Tagen", "gestern", "heute", "morgen", "in 8 Tagen"]);
    assert_eq!(words(Locale::English).in_days(day(2026, 12, 2), today), "in 8 days");
}

#[test]
fn an_instant_is_shown_in_the_zone_of_its_place() {
    let at = "2026-07-01T12:32:00Z".parse().expect("an instant");
    assert_eq!(words(Locale::German).instant(at, chrono_tz::Europe::Berlin), "1. Juli 2026, 14:32");
    assert_eq!(
        words(Locale::English).instant_zoned(at, chrono_tz::America::New_York),
        "1 July 2026, 08:32 (America/New York)"
    );
}

#[test]
fn figures_are_grouped_in_messages_and_alone() {
    assert_eq!(words(Locale::German).number(5016.0, 0), "5.016");
    assert_eq!(words(Locale::English).number(-45_000.5, 1), "−45,000.5");
    let range = |locale| words(locale).text("paging-range", &[("first", 1.into()), ("last", 12.into()), ("total", 5016.into())]);
    assert_eq!(range(Locale::German), "1 bis 12 von 5.016");
    assert_eq!(range(Locale::English), "1 to 12 of 5,016");
}

#[test]
fn the_wished_language_is_the_first_one_that_is_offered() {
    assert_eq!(Locale::accepted("fr-CH, de-AT;q=0.9, en;q=0.8"), Locale::German);
    assert_eq!(Locale::accepted("pt, es;q=0.5"), Locale::English);
    assert_eq!(Locale::accepted("de;q=0, en"), Locale::English);
    assert_eq!(Locale::for_language("de_CH"), Some(Locale::German));
    assert_eq!(Locale::for_language("fr"), None);
}

#[test]
fn the_pseudo_language_leaves_values_and_tags_alone() {
    let said = words(Locale::Accented).text("frame-account-of", &[("name", "Selin".into())]);
    assert!(said.starts_with("Selin, ") && said.contains('ó'), "{said}");
}

#[test]
fn the_files_of_every_language_can_be_read_and_define_no_key_twice() {
    for locale in Locale::ALL {
        bundle(locale).unwrap_or_else(|fault| panic!("{}: {fault}", locale.code()));
    }
}
