//! Booking people together: whom, on which session, and what became of each.

use super::session::{SessionRow, row};
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Id;
use chrono::NaiveDate;
use serde::Serialize;

/// Whom somebody is about to book.
#[derive(Clone, Debug, Serialize)]
pub struct EnrolPage {
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// Whether it is said for which requirement.
    pub asked: bool,
    /// The people, by name.
    pub people: Vec<EnrolRow>,
    /// For which requirement.
    pub requirement: Field,
    /// These.
    pub requirements: Vec<Choice>,
    /// On which session.
    pub session: Field,
    /// Those on offer that satisfy it.
    pub sessions: Vec<OfferedSession>,
    /// Where a training need is entered instead, where there is none.
    pub need_href: Option<String>,
    /// The partner of the heat map that it came from.
    pub partner: Option<Id>,
    /// That heat map.
    pub back: String,
    /// Where the form goes.
    pub action: String,
}

/// Somebody who is booked.
#[derive(Clone, Debug, Serialize)]
pub struct EnrolRow {
    /// Who.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// How they stand, where something is owed.
    pub status: Option<String>,
    /// The date behind the status word.
    pub due_on: Option<NaiveDate>,
    /// Why nothing is to be booked for them.
    pub why: Option<String>,
}

/// A session to choose.
#[derive(Clone, Debug, Serialize)]
pub struct OfferedSession {
    /// Identifier.
    pub id: Id,
    /// What it is.
    pub session: SessionRow,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// What became of it.
#[derive(Clone, Debug, Serialize)]
pub struct EnrolledPage {
    /// Code of the requirement.
    pub requirement: String,
    /// The session.
    pub session: SessionRow,
    /// How many have a booking now.
    pub booked: usize,
    /// Everybody, by name.
    pub rows: Vec<EnrolledRow>,
    /// The heat map that it came from.
    pub back: String,
}

/// What became of one person.
#[derive(Clone, Debug, Serialize)]
pub struct EnrolledRow {
    /// Their name.
    pub name: String,
    /// The booking.
    pub href: Option<String>,
    /// How it stands.
    pub status: Option<String>,
    /// Its mark.
    pub mark: &'static str,
    /// Why there is none.
    pub why: Option<String>,
}

impl Page for EnrolPage {
    const TEMPLATE: &'static str = "workshops/enrol";

    fn samples() -> Vec<Self> {
        let id = |number: u128| Id(uuid::Uuid::from_u128(number));
        let person = |number: u128, name: &str| EnrolRow {
            id: id(number),
            name: name.to_owned(),
            status: Some("due".to_owned()),
            due_on: NaiveDate::from_ymd_opt(2026, 12, 2),
            why: None,
        };
        let done = EnrolRow {
            status: None,
            due_on: None,
            why: Some("Der Nachweis ist in Kraft.".to_owned()),
            ..person(2, "Franz Gruber")
        };
        let some = Self {
            faults: vec![FormFault {
                field: "session".to_owned(),
                text: "Termin: Wählen Sie eines davon.".to_owned(),
            }],
            asked: true,
            people: vec![person(1, "Selin Aydın"), done],
            requirement: Field::with("requirement", "HV"),
            requirements: vec![
                Choice::new("HV", "Hochvolt-Sicherheit").chosen(true),
                Choice::new("REF", "Kältemittel"),
            ],
            session: Field::new("session").wrong("Wählen Sie eines davon."),
            sessions: vec![OfferedSession {
                id: id(3),
                session: row("open", None, "open", Some("2026-12-10")),
                chosen: false,
            }],
            need_href: None,
            partner: None,
            back: "/obligations".to_owned(),
            action: "/obligations/bookings".to_owned(),
        };
        let none = Self {
            faults: Vec::new(),
            session: Field::new("session"),
            sessions: Vec::new(),
            need_href: Some("/needs/new?course=HV-101".to_owned()),
            ..some.clone()
        };
        let begun = Self {
            asked: false,
            requirement: Field::new("requirement"),
            need_href: None,
            people: vec![EnrolRow {
                status: None,
                due_on: None,
                ..person(1, "Selin Aydın")
            }],
            ..none.clone()
        };
        let nobody = Self {
            people: Vec::new(),
            ..begun.clone()
        };
        vec![some, none, begun, nobody]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/obligations")
    }
}

impl Page for EnrolledPage {
    const TEMPLATE: &'static str = "workshops/enrolled";

    fn samples() -> Vec<Self> {
        let person = |name: &str, status: Option<&str>, mark: &'static str| EnrolledRow {
            name: name.to_owned(),
            href: status.map(|_| "/bookings/1".to_owned()),
            status: status.map(str::to_owned),
            mark,
            why: None,
        };
        let refused = EnrolledRow {
            why: Some("Jana Dvořáková ist zu dieser Zeit anderswo gebucht.".to_owned()),
            ..person("Jana Dvořáková", None, "refused")
        };
        vec![Self {
            requirement: "HV".to_owned(),
            session: row("open", None, "open", Some("2026-12-10")),
            booked: 2,
            rows: vec![
                person("Franz Gruber", Some("waiting"), "open"),
                refused,
                person("Selin Aydın", Some("booked"), "valid"),
            ],
            back: "/obligations".to_owned(),
        }]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/obligations")
    }
}
