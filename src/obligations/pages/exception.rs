//! Due dates that cannot be kept: the groups, and the people of one with the decision about them.

use crate::people::menu::Menu;
use crate::platform::table::Export;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use chrono::NaiveDate;
use serde::Serialize;

/// The groups.
#[derive(Clone, Debug, Serialize)]
pub struct ExceptionsPage {
    /// All together.
    pub total: i64,
    /// The list as a file.
    pub export: Export,
    /// The groups.
    pub rows: Vec<ExceptionGroup>,
}

/// One group.
#[derive(Clone, Debug, Serialize)]
pub struct ExceptionGroup {
    /// Its people.
    pub href: String,
    /// Title of the requirement.
    pub requirement: String,
    /// `initial` or `refresher`.
    pub path: &'static str,
    /// `no_offer` or `no_time`.
    pub why: &'static str,
    /// Days that are needed.
    pub days: Option<u32>,
    /// How many.
    pub count: i64,
}

/// The people of a group.
#[derive(Clone, Debug, Serialize)]
pub struct ExceptionPage {
    /// The group.
    pub group: ExceptionGroup,
    /// The people of the group as a file.
    pub export: Export,
    /// Where the form goes.
    pub action: String,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// The people of this page of the list.
    pub rows: Vec<ExceptionRow>,
    /// Number of the first one shown, from 1.
    pub first: i64,
    /// Number of the last one shown.
    pub last: i64,
    /// Address of the rows before.
    pub previous: Option<String>,
    /// Address of the rows behind.
    pub next: Option<String>,
    /// How many one deed decides about.
    pub most: usize,
    /// Whether the whole group is meant.
    pub all: bool,
    /// What is decided.
    pub decision: Field,
    /// The decisions.
    pub decisions: Vec<Choice>,
    /// The due date instead.
    pub until_on: Field,
    /// Why.
    pub reason: Field,
}

/// One of them.
#[derive(Clone, Debug, Serialize)]
pub struct ExceptionRow {
    /// Who.
    pub id: String,
    /// Name.
    pub person: String,
    /// Their record.
    pub href: String,
    /// Where.
    pub organisation: String,
    /// Status word.
    pub status: String,
    /// The day on which it came about.
    pub known_on: NaiveDate,
    /// The due date.
    pub due_on: Option<NaiveDate>,
    /// Whether it is chosen.
    pub chosen: bool,
}

fn group(why: &'static str, count: i64) -> ExceptionGroup {
    ExceptionGroup {
        href: "/exceptions/HV/initial/no_time".to_owned(),
        requirement: "Hochvolt-Sicherheit".to_owned(),
        path: "initial",
        why,
        days: (why == "no_time").then_some(9),
        count,
    }
}

impl Page for ExceptionsPage {
    const TEMPLATE: &'static str = "obligations/exceptions";

    fn samples() -> Vec<Self> {
        let some = Self {
            total: 45,
            export: Export::of("/exceptions/table.csv".to_owned()),
            rows: vec![group("no_time", 14), group("no_offer", 31)],
        };
        let none = Self {
            total: 0,
            rows: Vec::new(),
            ..some.clone()
        };
        vec![some, none]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/network")
    }
}

impl Page for ExceptionPage {
    const TEMPLATE: &'static str = "obligations/exception";

    fn samples() -> Vec<Self> {
        let row = |name: &str, status: &str, due: &str, chosen| ExceptionRow {
            id: name.to_lowercase(),
            person: name.to_owned(),
            href: "/people/7/record".to_owned(),
            organisation: "Kälte Albers".to_owned(),
            status: status.to_owned(),
            known_on: "2026-11-24".parse().expect("a day of the calendar"),
            due_on: due.parse().ok(),
            chosen,
        };
        let usual = Self {
            group: group("no_time", 14),
            export: Export::of("/exceptions/HV/initial/no_time/table.csv".to_owned()),
            action: "/exceptions/HV/initial/no_time".to_owned(),
            faults: Vec::new(),
            rows: vec![
                row("Aydın, Selin", "overdue", "2026-11-01", true),
                row("Brandt, Ole", "due", "2026-11-28", false),
            ],
            first: 1,
            last: 2,
            previous: None,
            next: Some("/exceptions/HV/initial/no_time?page=2".to_owned()),
            most: 500,
            all: false,
            decision: Field::with("decision", "date"),
            decisions: vec![
                Choice::new("date", "Neue Frist").chosen(true),
                Choice::new("anyway", "Bleibt, wie es ist"),
                Choice::new("not", "Nicht verlangen"),
            ],
            until_on: Field::with("until_on", "03.12.2026"),
            reason: Field::new("reason"),
        };
        let wrong = Self {
            faults: vec![FormFault {
                field: "reason".to_owned(),
                text: "Grund: Bitte ausfüllen.".to_owned(),
            }],
            reason: Field {
                error: Some("Bitte ausfüllen.".to_owned()),
                ..Field::new("reason")
            },
            group: group("no_offer", 31),
            ..usual.clone()
        };
        let done = Self {
            group: group("no_time", 0),
            rows: Vec::new(),
            ..usual.clone()
        };
        vec![usual, wrong, done]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/network")
    }
}
