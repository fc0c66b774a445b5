//! The default ladder: what holds, what will, whom it concerns, and the form that changes it.

use super::{Tab, day, tabs};
use crate::obligations::pages::LadderFields;
use crate::people::menu::Menu;
use crate::platform::views::{Field, FormFault, Frame, Page};
use crate::rules::id::Id;
use chrono::NaiveDate;
use serde::Serialize;

/// The default ladder.
#[derive(Clone, Debug, Serialize)]
pub struct LadderPage {
    /// Places beside this one.
    pub tabs: Vec<Tab>,
    /// Its steps today, a line each.
    pub now: Vec<String>,
    /// Since when; none: nobody has set one.
    pub since_on: Option<NaiveDate>,
    /// Ladders whose day comes.
    pub ahead: Vec<LadderAhead>,
    /// The requirements that inherit it.
    pub heirs: Vec<HeirRow>,
    /// The form; none for whoever may not change it.
    pub form: Option<LadderForm>,
}

/// A ladder whose day comes.
#[derive(Clone, Debug, Serialize)]
pub struct LadderAhead {
    /// Identifier.
    pub id: Id,
    /// First day.
    pub from_on: NaiveDate,
    /// Its steps, a line each.
    pub lines: Vec<String>,
}

/// A requirement that inherits the default.
#[derive(Clone, Debug, Serialize)]
pub struct HeirRow {
    /// Its page.
    pub href: String,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Whether it decides now.
    pub in_force: bool,
    /// People to whom it applies.
    pub people: i64,
    /// Steps that come too early for its anniversary, in words.
    pub warnings: Vec<String>,
}

/// What changes the default.
#[derive(Clone, Debug, Serialize)]
pub struct LadderForm {
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// The steps.
    pub ladder: LadderFields,
    /// The first day.
    pub from_on: Field,
}

impl Page for LadderPage {
    const TEMPLATE: &'static str = "reminders/ladder";

    fn samples() -> Vec<Self> {
        let lines = |days: u32| {
            vec![
                format!("{days} Tage vorher: Lernende"),
                "7 Tage vorher: Lernende und Teamleitung".to_owned(),
                "14 Tage danach: Lernende und Partnerverwaltung, danach alle 30 Tage".to_owned(),
            ]
        };
        let heir = |code: &str, title: &str, in_force, people| HeirRow {
            href: format!("/requirements/{code}"),
            code: code.to_owned(),
            title: title.to_owned(),
            in_force,
            people,
            warnings: Vec::new(),
        };
        let early = HeirRow {
            warnings: vec!["Die Erinnerung 100 Tage vorher kommt vor dem Zeitraum, in dem Auffrischen den Stichtag hält.".to_owned()],
            ..heir("HV", "Hochvolt-Sicherheit, jährlich zum Stichtag", true, 412)
        };
        let full = Self {
            tabs: tabs("/reminders/ladder", 0),
            now: lines(60),
            since_on: Some(day(2026, 3, 1)),
            ahead: vec![LadderAhead {
                id: Id(uuid::Uuid::from_u128(7)),
                from_on: day(2027, 1, 1),
                lines: lines(90),
            }],
            heirs: vec![early, heir("PSA", "Persönliche Schutzausrüstung", false, 0)],
            form: Some(LadderForm {
                faults: vec![FormFault {
                    field: "from_on".to_owned(),
                    text: "Gilt ab: Dieser Tag ist schon vorbei.".to_owned(),
                }],
                ladder: LadderFields::sample("/reminders/ladder"),
                from_on: Field::with("from_on", "01.01.2026").wrong("Dieser Tag ist schon vorbei."),
            }),
        };
        let seen = Self {
            now: Vec::new(),
            since_on: None,
            ahead: Vec::new(),
            heirs: Vec::new(),
            form: None,
            ..full.clone()
        };
        vec![full, seen]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/requirements")
    }
}
