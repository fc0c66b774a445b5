//! Reminding by hand: whom, and of what.

use super::day;
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Id;
use chrono::NaiveDate;
use serde::Serialize;

/// Whom somebody is about to remind.
#[derive(Clone, Debug, Serialize)]
pub struct AskedPage {
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// The people, by name.
    pub people: Vec<AskedRow>,
    /// Of which requirement; empty: of all.
    pub requirement: Field,
    /// These.
    pub requirements: Vec<Choice>,
    /// Where the form goes.
    pub action: String,
    /// The partner of the heat map that it came from.
    pub partner: Option<Id>,
    /// That heat map.
    pub back: String,
}

/// Somebody who is reminded.
#[derive(Clone, Debug, Serialize)]
pub struct AskedRow {
    /// Who.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// What they owe.
    pub owes: Vec<OwedLine>,
}

/// Something that is owed.
#[derive(Clone, Debug, Serialize)]
pub struct OwedLine {
    /// Title of the requirement.
    pub title: String,
    /// How it stands.
    pub status: String,
    /// By when, or since when; in grace its last day.
    pub due_on: Option<NaiveDate>,
}

impl Page for AskedPage {
    const TEMPLATE: &'static str = "reminders/asked";

    fn samples() -> Vec<Self> {
        let owed = |title: &str, status: &str, due_on| OwedLine {
            title: title.to_owned(),
            status: status.to_owned(),
            due_on: Some(due_on),
        };
        let row = |number: u128, name: &str, owes| AskedRow {
            id: Id(uuid::Uuid::from_u128(number)),
            name: name.to_owned(),
            owes,
        };
        let some = Self {
            faults: Vec::new(),
            people: vec![
                row(
                    1,
                    "Selin Aydın",
                    vec![
                        owed("Hochvolt-Sicherheit", "due", day(2026, 12, 2)),
                        owed("Kältemittel", "overdue", day(2026, 1, 15)),
                    ],
                ),
                row(2, "Franz Gruber", Vec::new()),
            ],
            requirement: Field::new("requirement"),
            requirements: vec![
                Choice::new("", "alles, was offen ist").chosen(true),
                Choice::new("HV", "Hochvolt-Sicherheit"),
            ],
            action: "/obligations/reminders".to_owned(),
            partner: None,
            back: "/obligations".to_owned(),
        };
        let none = Self {
            faults: vec![FormFault {
                field: "pick".to_owned(),
                text: "Wen: Nennen Sie mindestens eines.".to_owned(),
            }],
            people: Vec::new(),
            ..some.clone()
        };
        vec![some, none]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/obligations")
    }
}
