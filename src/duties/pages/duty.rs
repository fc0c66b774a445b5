//! One duty, and taking back what was recorded of it.

use super::day;
use crate::duties::told::Span;
use crate::people::menu::Menu;
use crate::platform::views::{Field, FormFault, Frame, Page};
use crate::rules::duty::Breach;
use chrono::NaiveDate;
use serde::Serialize;

/// One duty with all that happened to it.
#[derive(Clone, Debug, Serialize)]
pub struct DutyPage {
    /// Key of its kind.
    pub kind: &'static str,
    /// What it is about.
    pub title: String,
    /// To whom it is owed.
    pub creditor: String,
    /// Both sides of that partner.
    pub back: String,
    /// Who owes it.
    pub debtor: String,
    /// Working days or months that its clock has.
    pub count: u32,
    /// Status word.
    pub status: &'static str,
    /// The mark of the status.
    pub mark: &'static str,
    /// Why, in a sentence.
    pub why: String,
    /// By when it is owed.
    pub due_on: Option<NaiveDate>,
    /// What was missed.
    pub breaches: Vec<Breach>,
    /// Of a duty of every day, the days on which it was not kept.
    pub spans: Vec<Span>,
    /// What happened, the latest first.
    pub events: Vec<EventLine>,
    /// Where the debtor acts, for those who may.
    pub act_href: Option<String>,
}

/// Something that happened.
#[derive(Clone, Debug, Serialize)]
pub struct EventLine {
    /// When.
    pub on: NaiveDate,
    /// `opened`, `kept`, `stands`, `ended` or `fell_away`.
    pub word: String,
    /// The end of the clock that it began.
    pub due_on: Option<NaiveDate>,
    /// By what means, in words.
    pub means: Option<String>,
    /// What proves it.
    pub evidence: Option<String>,
    /// A remark.
    pub remark: Option<String>,
    /// Who wrote it down.
    pub by: Option<String>,
    /// When it was taken back.
    pub revoked_on: Option<NaiveDate>,
    /// Why it was.
    pub revoked_reason: Option<String>,
    /// Where it can be taken back.
    pub revoke_href: Option<String>,
}

/// Taking something back.
#[derive(Clone, Debug, Serialize)]
pub struct RevocationPage {
    /// To whom the duty is owed.
    pub creditor: String,
    /// What it is about.
    pub title: String,
    /// The day that was recorded.
    pub on: NaiveDate,
    /// Where the form goes.
    pub action: String,
    /// The duty.
    pub back: String,
    /// Why.
    pub reason: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

impl Page for DutyPage {
    const TEMPLATE: &'static str = "duties/duty";

    fn samples() -> Vec<Self> {
        let line = |on: &str, word: &str, due: Option<&str>| EventLine {
            on: day(on),
            word: word.to_owned(),
            due_on: due.map(day),
            means: None,
            evidence: None,
            remark: None,
            by: None,
            revoked_on: None,
            revoked_reason: None,
            revoke_href: None,
        };
        let offer = EventLine {
            means: Some("Workshop beim Hersteller".to_owned()),
            evidence: Some("Einladung 2025-118".to_owned()),
            remark: Some("Zwölf Plätze in Lyon".to_owned()),
            by: Some("Marta Kjellberg".to_owned()),
            revoke_href: Some("/duties/7/events/8/revocation/new".to_owned()),
            ..line("2025-06-01", "kept", Some("2026-06-01"))
        };
        let revoked = EventLine {
            revoked_on: Some(day("2025-03-04")),
            revoked_reason: Some("Galt einem anderen Partner".to_owned()),
            revoke_href: None,
            ..EventLine {
                on: day("2025-03-01"),
                ..offer.clone()
            }
        };
        let breached = Self {
            kind: "yearly_offer",
            title: "Kältemittel, je Kalenderjahr".to_owned(),
            creditor: "Clim Atlantique".to_owned(),
            back: "/both-sides?partner=7".to_owned(),
            debtor: "Nordhaus France".to_owned(),
            count: 12,
            status: "breached",
            mark: "overdue",
            why: "Die Frist lief seit dem 1. Juni 2025 und ist am 1. Juni 2026 abgelaufen, ohne dass etwas geschah.".to_owned(),
            due_on: Some(day("2026-06-01")),
            breaches: vec![
                Breach {
                    due_on: day("2025-01-10"),
                    cured_on: Some(day("2025-06-01")),
                    dropped_on: None,
                },
                Breach {
                    due_on: day("2026-06-01"),
                    cured_on: None,
                    dropped_on: None,
                },
            ],
            spans: Vec::new(),
            events: vec![offer, revoked, line("2024-01-10", "opened", Some("2025-01-10"))],
            act_href: Some("/duties/7/offers/new".to_owned()),
        };
        let kept = Self {
            status: "kept",
            mark: "valid",
            why: "Seit dem 2. Februar 2026 steht ein Angebot, das jederzeit angenommen werden kann.".to_owned(),
            due_on: None,
            breaches: Vec::new(),
            events: vec![
                EventLine {
                    means: Some("Kurs, der jederzeit besucht werden kann".to_owned()),
                    evidence: Some("REF-1".to_owned()),
                    ..line("2026-02-02", "stands", None)
                },
                line("2026-02-02", "opened", Some("2027-02-02")),
            ],
            act_href: None,
            ..breached.clone()
        };
        let daily = Self {
            kind: "head_count",
            title: "Zwei mit Hochvolt-Nachweis, Kälte Albers".to_owned(),
            creditor: "Nordhaus Deutschland".to_owned(),
            debtor: "Kälte Albers".to_owned(),
            count: 0,
            status: "breached",
            mark: "overdue",
            why: "Seit dem 1. Juni 2026 sind es zu wenige.".to_owned(),
            spans: vec![
                Span {
                    from_on: day("2025-01-10"),
                    until_on: Some(day("2025-02-03")),
                },
                Span {
                    from_on: day("2026-06-01"),
                    until_on: None,
                },
            ],
            breaches: Vec::new(),
            events: vec![line("2026-06-01", "daily-ended", None), line("2024-01-10", "daily-opened", None)],
            act_href: Some("/head-counts".to_owned()),
            ..breached.clone()
        };
        vec![breached, kept, daily]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/network")
    }
}

impl Page for RevocationPage {
    const TEMPLATE: &'static str = "duties/revocation";

    fn samples() -> Vec<Self> {
        let empty = Self {
            creditor: "Clim Atlantique".to_owned(),
            title: "Kältemittel, je Kalenderjahr".to_owned(),
            on: day("2025-06-01"),
            action: "/duties/7/events/8/revocation".to_owned(),
            back: "/duties/7".to_owned(),
            reason: Field::new("reason"),
            faults: Vec::new(),
        };
        let wrong = Self {
            reason: Field::new("reason").wrong("Bitte ausfüllen."),
            faults: vec![FormFault {
                field: "reason".to_owned(),
                text: "Grund: Bitte ausfüllen.".to_owned(),
            }],
            ..empty.clone()
        };
        vec![empty, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/network")
    }
}
