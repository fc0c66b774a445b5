use super::*;
use crate::platform::i18n::{AllWords, Locale};
use crate::rules::obligation::{Demand, Evidence, Range, Subject, YearStart, assess};
use std::collections::BTreeSet;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn rule(recurrence: Recurrence, first_due: Option<FirstDue>) -> Rule {
    Rule {
        initial: vec!["A".to_owned(), "B".to_owned()],
        refresher: vec!["R".to_owned()],
        rotation: Vec::new(),
        strength: Demand::Any,
        recognise_days: None,
        first_due,
        recurrence,
        round_to_month_end: false,
        notice_days: 60,
        grace_days: 30,
        lapse_months: Some(6),
        return_days: 30,
    }
}

fn rules() -> Vec<Rule> {
    let first = [
        FirstDue::DaysAfterStart(0),
        FirstDue::DaysAfterStart(90),
        FirstDue::MonthsAfterStart(1),
        FirstDue::On(day("2024-06-30")),
    ];
    let kinds = [
        Recurrence::Once,
        Recurrence::Rolling { months: 24 },
        Recurrence::Anniversary {
            months: 12,
            window_days: 90,
        },
        Recurrence::Anniversary {
            months: 7,
            window_days: 30,
        },
    ];
    let mut all: Vec<Rule> = kinds
        .into_iter()
        .flat_map(|kind| first.map(|first| rule(kind, Some(first))))
        .collect();
    for starts in ["01-01", "09-01"] {
        let recurrence = Recurrence::Calendar {
            year_starts: YearStart::parse(starts).expect("a day of the year"),
            joiner_min_days: 90,
        };
        all.push(rule(recurrence, None));
    }
    all.push(Rule {
        round_to_month_end: true,
        grace_days: 0,
        lapse_months: None,
        ..rule(Recurrence::Rolling { months: 12 }, Some(FirstDue::DaysAfterStart(10)))
    });
    all
}

fn answers() -> Vec<(Rule, Assessment)> {
    let proof = |course: &str, on: &str| Evidence {
        course: course.to_owned(),
        on: day(on),
        ..Evidence::default()
    };
    let range = |from: &str, to: Option<&str>| Range {
        from: day(from),
        to: to.map(day),
    };
    let evidence = [
        vec![],
        vec![proof("A", "2024-05-02")],
        vec![proof("A", "2024-05-02"), proof("R", "2025-04-20")],
    ];
    let excuses = [
        vec![],
        vec![range("2024-06-01", Some("2025-03-31"))],
        vec![range("2025-06-01", None)],
    ];
    let mut all = Vec::new();
    for rule in rules() {
        for evidence in &evidence {
            for (pauses, waivers) in excuses.iter().flat_map(|e| [(e.as_slice(), &[][..]), (&[][..], e.as_slice())]) {
                for month in 0..48 {
                    let at = (day("2024-01-15") + chrono::Months::new(month))
                        .and_hms_opt(12, 0, 0)
                        .expect("noon")
                        .and_utc();
                    let subject = Subject {
                        start: day("2024-02-01"),
                        end: Some(day("2027-06-30")),
                        time_zone: chrono_tz::Europe::Berlin,
                    };
                    all.push((rule.clone(), assess(&rule, subject, evidence, pauses, waivers, at.into())));
                }
            }
        }
    }
    all
}

#[test]
fn every_status_of_every_kind_has_its_sentence_in_both_languages() {
    let all = AllWords::load().expect("all words load");
    let mut seen = BTreeSet::new();
    for (rule, answer) in answers() {
        for locale in Locale::OFFERED {
            for name in [None, Some("Selin Aydın")] {
                let told = Told {
                    words: all.of(locale),
                    name,
                    today: answer.facts.today,
                };
                let sentence = told.sentence(&answer, &rule, Some(day("2027-01-01")), false);
                let note = told.note(&answer, &rule);
                assert!(sentence.ends_with('.') && sentence.len() > 20, "{sentence}");
                for text in [&sentence, &note] {
                    assert!(!text.contains(['[', '{', '$']) && !text.contains("none"), "{text}");
                }
            }
        }
        seen.insert((answer.status, rule.recurrence.kind()));
    }
    // Nothing lapses that is once or by calendar, and done for good is only what is once.
    let missing: Vec<_> = Status::ALL
        .iter()
        .flat_map(|status| ["once", "rolling", "anniversary", "calendar"].map(|kind| (*status, kind)))
        .filter(|pair| !seen.contains(pair))
        .collect();
    let not_of_kind = [
        (Status::Satisfied, "rolling"),
        (Status::Satisfied, "anniversary"),
        (Status::Satisfied, "calendar"),
        (Status::Valid, "once"),
        (Status::Lapsed, "once"),
        (Status::Lapsed, "calendar"),
    ];
    assert_eq!(missing, not_of_kind);
}

#[test]
fn the_drawing_is_left_out_where_there_is_nothing_to_draw() {
    for (rule, answer) in answers() {
        let drawn = time_rule(&answer, &rule);
        assert!(drawn.is_none() || (answer.due.is_some() && rule.recurrence != Recurrence::Once));
        if let Some(drawn) = drawn {
            assert!(drawn.last_on.is_none_or(|last| last < drawn.due_on));
            assert!(drawn.grace_until.is_none_or(|grace| grace >= drawn.due_on));
        }
    }
}

#[test]
fn what_is_too_late_is_shown_from_the_day_after_the_last_good_one() {
    for (rule, answer) in answers() {
        let on = shown_on(&answer, None);
        if answer.status == Status::Overdue {
            assert!(on.is_some_and(|on| on <= answer.facts.today), "{rule:?} {answer:?}");
        }
        if answer.status == Status::Grace {
            assert!(on.is_none_or(|on| on >= answer.facts.today), "{rule:?} {answer:?}");
        }
    }
}

#[test]
fn an_anniversary_names_its_day_without_a_year() {
    let all = AllWords::load().expect("all words load");
    let told = Told {
        words: all.of(Locale::German),
        name: None,
        today: day("2026-11-24"),
    };
    let rule = rule(
        Recurrence::Anniversary {
            months: 12,
            window_days: 90,
        },
        Some(FirstDue::DaysAfterStart(90)),
    );
    let evidence = [("A", "2023-12-02"), ("R", "2024-11-28"), ("R", "2025-11-19")].map(|(course, on)| Evidence {
        course: course.to_owned(),
        on: day(on),
        ..Evidence::default()
    });
    let subject = Subject {
        start: day("2022-01-01"),
        end: None,
        time_zone: chrono_tz::Europe::Berlin,
    };
    let noon = day("2026-11-24").and_hms_opt(12, 0, 0).expect("noon").and_utc();
    let answer = assess(&rule, subject, &evidence, &[], &[], noon.into());
    assert_eq!((answer.status, shown_on(&answer, None)), (Status::Due, Some(day("2026-12-02"))));
    assert_eq!(
        told.sentence(&answer, &rule, None, false),
        "Ihr Stichtag ist der 2. Dezember, weil Sie am 2. Dezember 2023 bestanden haben. Nötig ist ein Nachweis jedes Jahr bis zu diesem Tag."
    );
    let asked = Asked {
        audience: audience_names(
            &Audience {
                job_roles: vec!["Technik".to_owned(), "Elektrik".to_owned()],
                services: vec!["Hochvolt".to_owned()],
                ..Audience::default()
            },
            |_, code| code.to_owned(),
        ),
        basis: "Servicevertrag § 7",
        version: 3,
        in_force_on: day("2022-01-01"),
    };
    assert_eq!(
        told.further(&answer, &asked),
        "Wer ab dem 3. September auffrischt, behält den Stichtag. Verlangt von Technik und Elektrik an Standorten mit Hochvolt. Fassung 3, \
         in Kraft seit 1. Januar 2022 (Servicevertrag § 7)."
    );
    assert_eq!(short_title("Hochvolt-Sicherheit, jährlich zum Stichtag"), "Hochvolt-Sicherheit");
}

#[test]
fn a_pause_says_what_becomes_of_the_proof_that_is_there() {
    let all = AllWords::load().expect("all words load");
    let said = |recurrence: Recurrence, proven: Option<&str>, pause: (&str, Option<&str>), at: &str| {
        let told = Told {
            words: all.of(Locale::German),
            name: None,
            today: day(at),
        };
        let rule = rule(recurrence, Some(FirstDue::DaysAfterStart(90)));
        let evidence: Vec<Evidence> = proven
            .map(|on| Evidence {
                course: "A".to_owned(),
                on: day(on),
                ..Evidence::default()
            })
            .into_iter()
            .collect();
        let pauses = [Range {
            from: day(pause.0),
            to: pause.1.map(day),
        }];
        let subject = Subject {
            start: day("2025-01-01"),
            end: None,
            time_zone: chrono_tz::Europe::Berlin,
        };
        let noon = day(at).and_hms_opt(12, 0, 0).expect("noon").and_utc();
        let answer = assess(&rule, subject, &evidence, &pauses, &[], noon.into());
        assert_eq!(answer.status, Status::Paused);
        told.sentence(&answer, &rule, pauses[0].to, false)
    };
    let yearly = Recurrence::Rolling { months: 12 };
    let half = ("2026-01-01", Some("2026-06-30"));
    assert_eq!(
        said(Recurrence::Once, Some("2025-03-01"), half, "2026-02-01"),
        "Die Pflicht ruht bis 30. Juni. Erledigt ist sie mit dem Nachweis vom 1. März 2025; dabei bleibt es."
    );
    assert_eq!(
        said(yearly, Some("2025-03-01"), half, "2026-02-01"),
        "Die Pflicht ruht bis 30. Juni. Der Nachweis vom 1. März 2025 gilt weiter; zu erneuern ist er bis 30. Juli."
    );
    assert_eq!(
        said(yearly, Some("2025-12-01"), half, "2026-02-01"),
        "Die Pflicht ruht bis 30. Juni. Der Nachweis vom 1. Dezember 2025 gilt weiter; zu erneuern ist er bis 1. Dezember."
    );
    assert_eq!(
        said(yearly, Some("2025-03-01"), ("2026-01-01", None), "2026-02-01"),
        "Die Pflicht ruht ohne Enddatum. Der Nachweis vom 1. März 2025 gilt so lange weiter."
    );
    assert_eq!(
        said(yearly, None, half, "2026-02-01"),
        "Die Pflicht ruht bis 30. Juni. Fällig war sie schon am 1. April 2025; was versäumt ist, ist danach nachzuholen."
    );
    assert_eq!(
        said(yearly, None, ("2025-03-01", Some("2026-06-30")), "2026-02-01"),
        "Die Pflicht ruht bis 30. Juni; nach dem Ende bleiben 30 Tage Zeit. Danach ist der Nachweis bis 30. Juli fällig."
    );
}
