//! Own fields of the demonstration: some that partners fill in, a level that was a fact before, and a draft that asks about them.

use crate::fields::deed::{FieldDraft, Pen};
use crate::fields::value::{About, ValueDraft};
use crate::obligations::requirement;
use crate::organisations::{Scope, store as organisations};
use crate::people::store as people;
use crate::platform::audit::By;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::Instant;
use crate::rules::own_field::Listed;
use crate::rules::requirement::Definition;
use chrono::Duration;
use serde_json::json;

/// Code, of what, kind, who fills it in, English and German title.
const FIELDS: [(&str, &str, &str, &str, &str, &str); 5] = [
    (
        "on-call",
        "person",
        "yes_no",
        "partner",
        "On the standby rota",
        "Im Bereitschaftsdienst",
    ),
    (
        "refrigerant-card",
        "person",
        "text",
        "person",
        "Number of the refrigerant card",
        "Nummer des Kältescheins",
    ),
    (
        "first-aid-on",
        "person",
        "date",
        "partner",
        "Last first-aid course",
        "Letzter Erste-Hilfe-Kurs",
    ),
    ("level", "organisation", "choice", "manufacturer", "Level", "Stufe"),
    ("service-cars", "organisation", "number", "partner", "Service cars", "Servicewagen"),
];

/// Word, English and German title of each level.
const LEVELS: [(&str, &str, &str); 3] = [
    ("gold", "Gold", "Gold"),
    ("silver", "Silver", "Silber"),
    ("bronze", "Bronze", "Bronze"),
];

/// Person, field, what it says, and since how many days.
const OF_PEOPLE: [(&str, &str, &str, i64); 6] = [
    ("T-101", "on-call", "yes", 400),
    ("T-101", "refrigerant-card", "DE-K1-20417", 400),
    ("T-102", "on-call", "no", 400),
    ("T-102", "on-call", "yes", 30),
    ("T-103", "first-aid-on", "2025-09-18", 60),
    ("A-204", "on-call", "yes", 200),
];

/// Organisation, field, what it says, and since how many days.
const OF_ORGANISATIONS: [(&str, &str, &str, i64); 3] = [
    ("P-01", "service-cars", "12", 300),
    ("P-02", "service-cars", "5", 300),
    ("P-05", "service-cars", "3", 90),
];

/// Defines them, fills some in, and drafts a requirement that asks about them; call it after levels are on record.
pub fn happen(conn: &mut Conn, state: &State, by: &By, now: Instant) -> Result<(), Error> {
    let pen = Pen {
        state: state.clone(),
        actor: super::actor(conn, "N-002", now)?,
        scope: Scope::everything(),
    };
    let titles = |en: &str, de: &str| [("en".to_owned(), en.to_owned()), ("de".to_owned(), de.to_owned())].into();
    for (code, subject, kind, filled_by, en, de) in FIELDS {
        let listed = |(code, en, de): (&str, &str, &str)| Listed {
            code: code.to_owned(),
            titles: titles(en, de),
        };
        let draft = FieldDraft {
            code: code.to_owned(),
            subject: subject.to_owned(),
            kind: kind.to_owned(),
            titles: titles(en, de),
            choices: LEVELS.into_iter().filter(|_| kind == "choice").map(listed).collect(),
            filled_by: filled_by.to_owned(),
        };
        pen.add(conn, &draft)?;
    }
    let said = |value: &str, days: i64| ValueDraft {
        value: value.to_owned(),
        from_on: (now.date_naive() - Duration::days(days)).to_string(),
        ..ValueDraft::default()
    };
    for (number, code, value, days) in OF_PEOPLE {
        let person = people::find_by_account(conn, number)?.ok_or_else(|| Error::internal("the demonstration has lost a person"))?;
        pen.fill(conn, About::Person(person.id), code, &said(value, days))?;
    }
    for (number, code, value, days) in OF_ORGANISATIONS {
        let found = organisations::find_by_external_id(conn, &Scope::everything(), number)?;
        let at = found.ok_or_else(|| Error::internal("the demonstration has lost a partner"))?;
        pen.fill(conn, About::Organisation(at.id), code, &said(value, days))?;
    }
    let standby = json!({
        "code": "STANDBY",
        "title": { "en": "Safe work on the standby rota", "de": "Sicher im Bereitschaftsdienst" },
        "in_force_on": (now.date_naive() + Duration::days(60)).to_string(),
        "audience": { "person_facts": { "on-call": ["yes"] }, "facts": { "service-cars": { "at_least": "4" } } },
        "initial": ["HV-R1"],
        "first_due": { "days_after_start": 60 },
        "recurrence": { "kind": "rolling", "months": 24 },
        "notice_days": 30
    });
    let standby = Definition::parse(&standby).map_err(|faults| Error::internal(format!("{faults:?}")))?;
    requirement::bring(conn, &state.chance, now, by, &standby, true).map(drop)
}
