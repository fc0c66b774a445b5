//! Pausing, waiving, and withdrawing either.

use chrono::NaiveDate;
use serde::Serialize;

use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};

/// The form for a pause or a waiver.
#[derive(Clone, Debug, Serialize)]
pub struct ExcusePage {
    /// `pause` or `waiver`.
    pub kind: &'static str,
    /// Whose.
    pub person: String,
    /// Where the form goes.
    pub action: String,
    /// The record, where one came from.
    pub back: String,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// Of which requirement.
    pub requirement: Field,
    /// All, or one of those that apply to the person.
    pub requirements: Vec<Choice>,
    /// First day.
    pub from_on: Field,
    /// Last day; open where it is empty.
    pub to_on: Field,
    /// Why.
    pub reason: Field,
    /// The document on which it rests.
    pub document: Field,
}

/// The form that withdraws one.
#[derive(Clone, Debug, Serialize)]
pub struct WithdrawPage {
    /// `pause` or `waiver`.
    pub kind: &'static str,
    /// Whose.
    pub person: String,
    /// Where the form goes.
    pub action: String,
    /// The record, where one came from.
    pub back: String,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// The requirement; none: all.
    pub requirement: Option<String>,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
    /// Why it was given.
    pub given_reason: String,
    /// Why it ends.
    pub reason: Field,
}

impl Page for ExcusePage {
    const TEMPLATE: &'static str = "obligations/excuse";

    fn samples() -> Vec<Self> {
        let empty = Self {
            kind: "pause",
            person: "Selin Aydın".to_owned(),
            action: "/people/7/pauses".to_owned(),
            back: "/people/7/record".to_owned(),
            faults: Vec::new(),
            requirement: Field::new("requirement"),
            requirements: vec![
                Choice::new("", "Alle Anforderungen").chosen(true),
                Choice::new("HV", "Hochvolt-Sicherheit, jährlich zum Stichtag"),
            ],
            from_on: Field::with("from_on", "24.11.2026"),
            to_on: Field::new("to_on"),
            reason: Field::new("reason"),
            document: Field::new("document"),
        };
        let wrong = Self {
            kind: "waiver",
            faults: vec![FormFault {
                field: "to_on".to_owned(),
                text: "Bis: Das Ende liegt vor dem Anfang.".to_owned(),
            }],
            to_on: Field::with("to_on", "23.11.2026").wrong("Das Ende liegt vor dem Anfang."),
            document: Field::new("document").wrong("Das ist weder PDF noch Bild."),
            ..empty.clone()
        };
        vec![empty, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/people/7/pauses/new")
    }
}

impl Page for WithdrawPage {
    const TEMPLATE: &'static str = "obligations/withdraw";

    fn samples() -> Vec<Self> {
        vec![Self {
            kind: "pause",
            person: "Selin Aydın".to_owned(),
            action: "/people/7/pauses/9/withdrawal".to_owned(),
            back: "/people/7/record".to_owned(),
            faults: Vec::new(),
            requirement: None,
            from_on: "2026-02-01".parse().expect("a day of the calendar"),
            to_on: None,
            given_reason: "Elternzeit".to_owned(),
            reason: Field::new("reason"),
        }]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/people/7/pauses/9/withdrawal/new")
    }
}
