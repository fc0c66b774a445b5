//! Asking for more time, the requests that wait, and answering one.

use super::Later;
use super::overview::Unit;
use crate::people::menu::Menu;
use crate::platform::table::Export;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use chrono::NaiveDate;
use serde::Serialize;

/// The form that asks.
#[derive(Clone, Debug, Serialize)]
pub struct ExtensionAskPage {
    /// For whom; none: for oneself.
    pub person: Option<String>,
    /// Title of the requirement.
    pub requirement: String,
    /// The due date in force; none: there is nothing to put off.
    pub due_on: Option<NaiveDate>,
    /// The last request, where there is one.
    pub last: Option<ExtensionFact>,
    /// Where the form goes.
    pub action: String,
    /// Where one came from.
    pub back: String,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// Code of the requirement, where the address does not name it.
    pub code: String,
    /// Until when.
    pub until_on: Field,
    /// Why.
    pub reason: Field,
}

/// A request and its answer.
#[derive(Clone, Debug, Serialize)]
pub struct ExtensionFact {
    /// `asked`, `granted` or `refused`.
    pub state: String,
    /// Title of the requirement.
    pub requirement: String,
    /// The day on which it was asked.
    pub asked_on: NaiveDate,
    /// The day asked for.
    pub until_on: NaiveDate,
    /// The day that was given.
    pub answered_until_on: Option<NaiveDate>,
    /// Why it was answered so.
    pub answer_reason: Option<String>,
    /// On a record of a past day: that it was answered only later.
    pub later: Option<Later>,
}

/// The requests of a branch.
#[derive(Clone, Debug, Serialize)]
pub struct ExtensionsPage {
    /// How many wait.
    pub waiting: i64,
    /// Waiting, granted, refused.
    pub states: Vec<Unit>,
    /// The requests, the latest first.
    pub rows: Vec<ExtensionRow>,
    /// Address of those before.
    pub older: Option<String>,
    /// All of the state as a file.
    pub export: Export,
}

/// One request of the list.
#[derive(Clone, Debug, Serialize)]
pub struct ExtensionRow {
    /// Where it is answered.
    pub href: String,
    /// For whom.
    pub person: String,
    /// Title of the requirement.
    pub requirement: String,
    /// The due date when it was asked.
    pub due_on: NaiveDate,
    /// The day asked for, or given.
    pub until_on: NaiveDate,
    /// `asked`, `granted` or `refused`.
    pub state: String,
    /// The day on which it was asked.
    pub asked_on: NaiveDate,
}

/// One request, and the form that answers it.
#[derive(Clone, Debug, Serialize)]
pub struct ExtensionPage {
    /// For whom.
    pub person: String,
    /// Their record.
    pub record_href: String,
    /// Title of the requirement.
    pub requirement: String,
    /// The due date when it was asked.
    pub due_on: NaiveDate,
    /// Who asked.
    pub asked_by: String,
    /// Why.
    pub asked_reason: String,
    /// The request and its answer.
    pub fact: ExtensionFact,
    /// Where the form goes; none: it was answered.
    pub action: Option<String>,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// Yes or no.
    pub answer: Field,
    /// The two.
    pub answers: Vec<Choice>,
    /// Until when.
    pub until_on: Field,
    /// Why.
    pub reason: Field,
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the calendar")
}

pub(super) fn fact(state: &str) -> ExtensionFact {
    ExtensionFact {
        state: state.to_owned(),
        requirement: "Hochvolt-Sicherheit".to_owned(),
        asked_on: day("2026-11-23"),
        until_on: day("2027-01-31"),
        answered_until_on: (state == "granted").then(|| day("2027-01-15")),
        answer_reason: (state == "refused").then(|| "Der Kurs dauert 30 Minuten.".to_owned()),
        later: None,
    }
}

impl Page for ExtensionAskPage {
    const TEMPLATE: &'static str = "obligations/extension_ask";

    fn samples() -> Vec<Self> {
        let own = Self {
            person: None,
            requirement: "Hochvolt-Sicherheit".to_owned(),
            due_on: Some(day("2026-12-02")),
            last: None,
            action: "/training/HV/extensions".to_owned(),
            back: "/training/HV/why".to_owned(),
            faults: Vec::new(),
            code: "HV".to_owned(),
            until_on: Field::new("until_on"),
            reason: Field::new("reason"),
        };
        let refused = Self {
            person: Some("Selin Aydın".to_owned()),
            last: Some(fact("refused")),
            faults: vec![FormFault {
                field: "until_on".to_owned(),
                text: "Bis wann: Der Tag liegt nicht nach der Frist. Nennen Sie einen späteren.".to_owned(),
            }],
            until_on: Field {
                error: Some("Der Tag liegt nicht nach der Frist. Nennen Sie einen späteren.".to_owned()),
                ..Field::with("until_on", "01.12.2026")
            },
            ..own.clone()
        };
        let waiting = Self {
            last: Some(fact("asked")),
            ..own.clone()
        };
        let nothing = Self {
            due_on: None,
            last: Some(fact("granted")),
            ..own.clone()
        };
        vec![own, refused, waiting, nothing]
    }
}

impl Page for ExtensionsPage {
    const TEMPLATE: &'static str = "obligations/extensions";

    fn samples() -> Vec<Self> {
        let unit = |state: &str, label: &str| Unit {
            href: format!("/extensions?state={state}"),
            label: label.to_owned(),
            current: state == "asked",
        };
        let row = |person: &str, state: &str| ExtensionRow {
            href: "/extensions/7".to_owned(),
            person: person.to_owned(),
            requirement: "Hochvolt-Sicherheit".to_owned(),
            due_on: day("2026-12-02"),
            until_on: day("2027-01-31"),
            state: state.to_owned(),
            asked_on: day("2026-11-23"),
        };
        let some = Self {
            waiting: 2,
            states: vec![unit("asked", "Offen"), unit("granted", "Bewilligt"), unit("refused", "Abgelehnt")],
            rows: vec![row("Selin Aydın", "asked"), row("Ole Brandt", "asked")],
            older: Some("/extensions?before=7".to_owned()),
            export: Export::of("/extensions/table.csv".to_owned()),
        };
        let none = Self {
            waiting: 0,
            rows: Vec::new(),
            older: None,
            ..some.clone()
        };
        vec![some, none]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/network")
    }
}

impl Page for ExtensionPage {
    const TEMPLATE: &'static str = "obligations/extension";

    fn samples() -> Vec<Self> {
        let waiting = Self {
            person: "Selin Aydın".to_owned(),
            record_href: "/people/7/record".to_owned(),
            requirement: "Hochvolt-Sicherheit".to_owned(),
            due_on: day("2026-12-02"),
            asked_by: "Hannes Weiß".to_owned(),
            asked_reason: "Bis Mitte Januar auf Montage in Norwegen.".to_owned(),
            fact: fact("asked"),
            action: Some("/extensions/7/answer".to_owned()),
            faults: Vec::new(),
            answer: Field::with("answer", "yes"),
            answers: vec![
                Choice::new("yes", "Ja, mehr Zeit").chosen(true),
                Choice::new("no", "Nein, es bleibt bei der Frist"),
            ],
            until_on: Field::with("until_on", "31.01.2027"),
            reason: Field::new("reason"),
        };
        let refused = Self {
            fact: fact("refused"),
            action: None,
            ..waiting.clone()
        };
        let granted = Self {
            fact: fact("granted"),
            ..refused.clone()
        };
        vec![waiting, refused, granted]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/network")
    }
}
