//! The worked cases, and what is refused.

mod properties;

use super::case::{Answer, Question, answer};
use super::*;
use crate::rules::field::Fault;
use serde_json::{Value, json};

fn worked() -> Vec<(Value, Value)> {
    let files = [
        include_str!("../../../tests/data/obligations.json"),
        include_str!("../../../tests/data/obligations-evidence.json"),
        include_str!("../../../tests/data/obligations-sums.json"),
        include_str!("../../../tests/data/obligations-before.json"),
    ];
    let cases = files.map(|file| serde_json::from_str::<Vec<Value>>(file).expect("a list"));
    cases
        .concat()
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
    let changes: [(&str, Change); 37] = [
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
        ("requirement.strength", |c| c["requirement"]["strength"] = json!("strong")),
        ("requirement.recognise_days", |c| c["requirement"]["recognise_days"] = json!(-1)),
        ("evidence.0.valid_until", |c| {
            c["evidence"] = json!([{"course": "HV-101", "on": "2024-02-20", "valid_until": "2024-02-19"}])
        }),
        ("evidence.0.strength", |c| {
            c["evidence"] = json!([{"course": "HV-101", "on": "2024-02-20", "strength": "seen"}])
        }),
        ("evidence.0.recorded_on", |c| {
            c["evidence"] = json!([{"course": "HV-101", "on": "2024-02-20", "recorded_on": "yesterday"}])
        }),
        ("requirement.recurrence.unit", |c| {
            c["requirement"]["recurrence"] = json!({"kind": "sum", "unit": "days", "amount": 8, "months": 12})
        }),
        ("requirement.recurrence.amount", |c| {
            c["requirement"]["recurrence"] = json!({"kind": "sum", "unit": "hours", "amount": 0, "months": 12})
        }),
        (
            "requirement.recurrence.amount",
            |c| c["requirement"]["recurrence"] = json!({"kind": "sum_year", "unit": "points", "amount": 1.005, "year_starts": "01-01"}),
        ),
        ("evidence.0.hours", |c| {
            c["evidence"] = json!([{"course": "HV-101", "on": "2024-02-20", "hours": "8"}])
        }),
        ("values.0.points", |c| {
            c["values"] = json!([{"course": "HV-101", "from": "2024-01-01", "points": -1}])
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
