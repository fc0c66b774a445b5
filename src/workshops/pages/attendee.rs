//! One of those on the run sheet, and somebody who came without a booking.

use super::attendance::{at, part};
use super::session::PartView;
use super::signature::SignatureLine;
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Instant;
use serde::Serialize;

/// One of those on the list, with everything that was marked.
#[derive(Clone, Debug, Serialize)]
pub struct AttendeePage {
    /// Who.
    pub person: String,
    /// Where they work.
    pub organisation: String,
    /// The course's title.
    pub title: String,
    /// What was marked, part by part.
    pub parts: Vec<AttendeePart>,
    /// Zone of the place.
    pub zone: String,
    /// Back to the list.
    pub back: String,
    /// Where they sign; none: the session is closed.
    pub sign_href: Option<String>,
    /// Where a mark is sent; none: the session is closed.
    pub action: Option<String>,
    /// The booking.
    pub booking_id: String,
    /// Identifier of the mark that the form makes.
    pub mark_id: String,
    /// The parts to choose from.
    pub choices: Vec<Choice>,
    /// The answers to choose from.
    pub answers: Vec<Choice>,
    /// The part.
    pub part: Field,
    /// The answer.
    pub answer: Field,
    /// From when.
    pub from: Field,
    /// Until when.
    pub to: Field,
    /// Minutes.
    pub minutes: Field,
    /// Why.
    pub reason: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

/// What was marked of a part.
#[derive(Clone, Debug, Serialize)]
pub struct AttendeePart {
    /// When it is.
    pub part: PartView,
    /// Minutes that count.
    pub minutes: i64,
    /// Minutes that it has.
    pub of_minutes: i64,
    /// The marks, the one that stands first, then the latest.
    pub lines: Vec<MarkLine>,
    /// Signatures, the latest first.
    pub signatures: Vec<SignatureLine>,
}

/// A mark as history shows it.
#[derive(Clone, Debug, Serialize)]
pub struct MarkLine {
    /// When it was made.
    pub made_at: Instant,
    /// When it arrived, where that was later.
    pub recorded_at: Option<Instant>,
    /// What it says.
    pub answer: &'static str,
    /// Its mark.
    pub mark: &'static str,
    /// From when.
    pub from: Option<String>,
    /// Until when.
    pub to: Option<String>,
    /// Minutes.
    pub minutes: Option<i32>,
    /// How it came about.
    pub way: &'static str,
    /// By whom.
    pub by: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Whether it stands.
    pub stands: bool,
}

/// Somebody who came without a booking.
#[derive(Clone, Debug, Serialize)]
pub struct WalkInPage {
    /// The course's title.
    pub title: String,
    /// Where it is sent.
    pub action: String,
    /// Back.
    pub back: String,
    /// The parts to choose from.
    pub choices: Vec<Choice>,
    /// The part.
    pub part: Field,
    /// Number or address.
    pub person: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

impl Page for AttendeePage {
    const TEMPLATE: &'static str = "workshops/attendee";

    fn samples() -> Vec<Self> {
        let line = |answer: &'static str, mark: &'static str, stands: bool| {
            at("2027-02-08T08:12:00Z").map(|made_at| MarkLine {
                made_at,
                recorded_at: at("2027-02-08T15:31:00Z").filter(|_| stands),
                answer,
                mark,
                from: None,
                to: Some("15:00".to_owned()).filter(|_| stands),
                minutes: None,
                way: if stands { "list" } else { "unsigned" },
                by: Some("Jörg Albrecht".to_owned()).filter(|_| stands),
                reason: Some("Musste früher zum Kunden.".to_owned()).filter(|_| stands),
                stands,
            })
        };
        let marked = AttendeePart {
            part: part("2027-02-08"),
            minutes: 150,
            of_minutes: 210,
            lines: [line("present", "valid", true), line("no_show", "refused", false)]
                .into_iter()
                .flatten()
                .collect(),
            signatures: at("2027-02-08T07:55:00Z")
                .map(|at| SignatureLine {
                    at,
                    name: None,
                    href: Some("/sessions/7/signatures/1/1".to_owned()),
                    hash: Some("3b5d5c3712955042212316173ccf37be8".repeat(2)),
                })
                .into_iter()
                .collect(),
        };
        let unmarked = AttendeePart {
            part: part("2027-02-09"),
            minutes: 0,
            lines: Vec::new(),
            signatures: Vec::new(),
            ..marked.clone()
        };
        let page = Self {
            person: "Selin Aydın".to_owned(),
            organisation: "Kälte Albers".to_owned(),
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            parts: vec![marked, unmarked],
            zone: "Europe/Berlin".to_owned(),
            back: "/sessions/7/attendance".to_owned(),
            sign_href: Some("/sessions/7/signatures/1/new".to_owned()),
            action: Some("/sessions/7/marks".to_owned()),
            booking_id: "1".to_owned(),
            mark_id: "9".to_owned(),
            choices: vec![
                Choice::new("1", "Mo 8. Feb., 09:00").chosen(true),
                Choice::new("2", "Di 9. Feb., 09:00"),
            ],
            answers: vec![
                Choice::new("present", "Da"),
                Choice::new("partial", "Teilweise da"),
                Choice::new("excused", "Entschuldigt"),
                Choice::new("no_show", "Fehlt"),
            ],
            part: Field::with("part", "1"),
            answer: Field::new("answer"),
            from: Field::new("from"),
            to: Field::new("to"),
            minutes: Field::new("minutes"),
            reason: Field::new("reason"),
            faults: Vec::new(),
        };
        let closed = Self {
            sign_href: None,
            action: None,
            choices: Vec::new(),
            ..page.clone()
        };
        let wrong = Self {
            choices: vec![Choice::new("1", "Mo 8. Feb., 09:00").chosen(true)],
            reason: Field::new("reason").wrong("Sagen Sie, warum der Eintrag ein anderer wird."),
            faults: vec![FormFault {
                field: "reason".to_owned(),
                text: "Grund: Sagen Sie, warum der Eintrag ein anderer wird.".to_owned(),
            }],
            ..page.clone()
        };
        vec![page, closed, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}

impl Page for WalkInPage {
    const TEMPLATE: &'static str = "workshops/walk_in";

    fn samples() -> Vec<Self> {
        let page = Self {
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            action: "/sessions/7/walk-ins".to_owned(),
            back: "/sessions/7/attendance".to_owned(),
            choices: vec![Choice::new("1", "Mo 8. Feb., 09:00").chosen(true)],
            part: Field::with("part", "1"),
            person: Field::new("person"),
            faults: Vec::new(),
        };
        vec![page]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}
