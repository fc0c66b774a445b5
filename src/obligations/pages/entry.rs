//! Who is taken into an audience or left out of it by hand.

use chrono::NaiveDate;
use serde::Serialize;

use super::MovedRow;
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Instant;

/// What was settled by hand about a requirement's audience, and the form for more.
#[derive(Clone, Debug, Serialize)]
pub struct EntriesPage {
    /// The requirement's code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// How many stand that take somebody in.
    pub included: usize,
    /// How many stand that leave somebody out.
    pub excepted: usize,
    /// All of it, the latest first.
    pub rows: Vec<EntryRow>,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// Taken in, or left out.
    pub kind: Field,
    /// The ways.
    pub kinds: Vec<Choice>,
    /// Number or mail address of a person.
    pub person: Field,
    /// Number of an organisation.
    pub organisation: Field,
    /// First day.
    pub from_on: Field,
    /// Last day.
    pub to_on: Field,
    /// Why.
    pub reason: Field,
    /// Whom it would move, where that was asked.
    pub preview: Option<EntryPreview>,
}

/// Whom an entry would move.
#[derive(Clone, Debug, Serialize)]
pub struct EntryPreview {
    /// The day that was looked at.
    pub on: NaiveDate,
    /// It does not apply to them, and would.
    pub come_in: u64,
    /// It applies to them, and would no more.
    pub drop_out: u64,
    /// Their due date would move to an earlier day.
    pub earlier: u64,
    /// Their due date would move to a later day, or go away.
    pub later: u64,
    /// What would become of what is owed, in sentences; empty: it stays.
    pub owed: String,
    /// Who would be moved.
    pub people: Vec<MovedRow>,
    /// Whether there are more than are named.
    pub more: bool,
}

/// One person or organisation.
#[derive(Clone, Debug, Serialize)]
pub struct EntryRow {
    /// Name.
    pub who: String,
    /// The person's page.
    pub href: Option<String>,
    /// Whether it is an organisation.
    pub place: bool,
    /// `included` or `excepted`.
    pub kind: String,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
    /// Why.
    pub reason: String,
    /// Who settled it.
    pub by: String,
    /// When.
    pub created_at: Instant,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// Where it is ended today.
    pub end_url: Option<String>,
    /// Where it is taken back.
    pub withdraw_url: Option<String>,
}

impl Page for EntriesPage {
    const TEMPLATE: &'static str = "obligations/entries";

    fn samples() -> Vec<Self> {
        let at: chrono::DateTime<chrono::Utc> = "2026-11-20T09:00:00Z".parse().expect("an instant");
        let row = |who: &str, kind: &str, place: bool| EntryRow {
            who: who.to_owned(),
            href: (!place).then(|| "/people/7".to_owned()),
            place,
            kind: kind.to_owned(),
            from_on: NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day of the calendar"),
            to_on: None,
            reason: "Betreut die Prüfstände mit".to_owned(),
            by: "Marta Kjellberg".to_owned(),
            created_at: at.into(),
            withdrawn: false,
            end_url: Some("/requirements/HV/entries/1/end".to_owned()),
            withdraw_url: Some("/requirements/HV/entries/1/withdrawal".to_owned()),
        };
        let gone = EntryRow {
            withdrawn: true,
            to_on: NaiveDate::from_ymd_opt(2026, 12, 31),
            end_url: None,
            withdraw_url: None,
            ..row("Jana Dvořáková", "excepted", false)
        };
        let full = Self {
            code: "HV".to_owned(),
            title: "Hochvolt-Sicherheit, jährlich zum Stichtag".to_owned(),
            included: 1,
            excepted: 1,
            rows: vec![row("Selin Aydın", "included", false), row("Kälte Albers", "excepted", true), gone],
            faults: vec![FormFault {
                field: "reason".to_owned(),
                text: "Grund: Das fehlt.".to_owned(),
            }],
            kind: Field::with("kind", "included"),
            kinds: vec![
                Choice::new("included", "Zählt dazu").chosen(true),
                Choice::new("excepted", "Ausgenommen"),
            ],
            person: Field::with("person", "T-104"),
            organisation: Field::new("organisation"),
            from_on: Field::with("from_on", "24.11.2026"),
            to_on: Field::new("to_on"),
            reason: Field::new("reason").wrong("Das fehlt."),
            preview: None,
        };
        let empty = Self {
            included: 0,
            excepted: 0,
            rows: Vec::new(),
            faults: Vec::new(),
            person: Field::new("person"),
            reason: Field::new("reason"),
            ..full.clone()
        };
        let nobody = EntryPreview {
            on: NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day of the calendar"),
            come_in: 0,
            drop_out: 0,
            earlier: 0,
            later: 0,
            owed: String::new(),
            people: Vec::new(),
            more: false,
        };
        let looked = Self {
            preview: Some(EntryPreview {
                drop_out: 1,
                owed: "Eine Person, die im Rückstand ist, wäre es dann nicht mehr.".to_owned(),
                people: vec![MovedRow {
                    href: "/people/7/record".to_owned(),
                    name: "Selin Aydın".to_owned(),
                    organisation: "Kälte Albers".to_owned(),
                    how: "drop_out".to_owned(),
                    due_before: NaiveDate::from_ymd_opt(2026, 6, 30),
                    due_after: None,
                }],
                more: true,
                ..nobody.clone()
            }),
            ..empty.clone()
        };
        let moves_nobody = Self {
            preview: Some(nobody),
            ..empty.clone()
        };
        vec![full, empty, looked, moves_nobody]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/requirements")
    }
}
