//! The trainer's day, the screen with the code, the page that a phone opens from it, and the question before a session is closed.

use super::attendance::{at, part};
use super::session::{PartView, SessionRow, Tab, row, tabs};
use crate::people::menu::Menu;
use crate::platform::qr::Qr;
use crate::platform::views::{Choice, Field, Frame, Page, Shell};
use crate::rules::id::Instant;
use serde::Serialize;

/// The screen with the code.
#[derive(Clone, Debug, Serialize)]
pub struct CodePage {
    /// The course's title.
    pub title: String,
    /// The part that is open, or the next.
    pub part: PartView,
    /// All parts, where there are several.
    pub parts: Vec<Tab>,
    /// Room or house.
    pub place: Option<String>,
    /// This page.
    pub href: String,
    /// Back to the list.
    pub back: String,
    /// The code; none: one cannot check in now.
    pub qr: Option<Qr>,
    /// From when, where it is too early.
    pub opens_at: Option<Instant>,
    /// Until when.
    pub shuts_at: Option<Instant>,
    /// Zone of the place.
    pub zone: String,
    /// How many are in.
    pub present: usize,
    /// Of how many.
    pub total: usize,
}

/// What a phone shows that scanned the code.
#[derive(Clone, Debug, Serialize)]
pub struct CheckInPage {
    /// `confirm` for whoever is signed in and booked, `choose` a name, `done`, `already`, `not_booked`, `nobody` is missing, or `stale`: the
    /// code counts no more.
    pub kind: &'static str,
    /// The course's title; empty where the code is stale.
    pub title: String,
    /// The part.
    pub part: Option<PartView>,
    /// Whoever is signed in, or was just entered.
    pub person: Option<String>,
    /// Where it is confirmed.
    pub action: Option<String>,
    /// The ticket.
    pub ticket: String,
    /// Names to choose from: booking and name.
    pub names: Vec<Choice>,
    /// The name chosen.
    pub booking: Field,
}

/// The sessions that somebody teaches.
#[derive(Clone, Debug, Serialize)]
pub struct DayPage {
    /// The pages of this slice.
    pub tabs: Vec<Tab>,
    /// Those of today.
    pub today: Vec<TaughtRow>,
    /// Those that ended and are not closed.
    pub open: Vec<TaughtRow>,
    /// Those that come next.
    pub next: Vec<TaughtRow>,
}

/// A session that somebody teaches.
#[derive(Clone, Debug, Serialize)]
pub struct TaughtRow {
    /// The session.
    pub row: SessionRow,
    /// The list.
    pub attendance_href: Option<String>,
    /// The screen with the code.
    pub code_href: Option<String>,
    /// How many have a seat.
    pub booked: usize,
    /// Marks that are missing.
    pub missing: usize,
}

/// The question before a session is closed.
#[derive(Clone, Debug, Serialize)]
pub struct ClosingPage {
    /// The course's title.
    pub title: String,
    /// Where it is closed; none: it cannot be yet.
    pub action: Option<String>,
    /// Back to the list.
    pub back: String,
    /// Names of those who lack a mark.
    pub missing: Vec<String>,
    /// Whether the last part is not over.
    pub early: bool,
    /// What it comes to, each.
    pub rows: Vec<ResultRow>,
    /// How many get evidence.
    pub proven: usize,
    /// The practical sign-off, where it keeps somebody from evidence.
    pub sign_off_href: Option<String>,
    /// Least share of the minutes.
    pub least_percent: i32,
}

/// What a session comes to for somebody.
#[derive(Clone, Debug, Serialize)]
pub struct ResultRow {
    /// Who.
    pub person: String,
    /// Where they work.
    pub organisation: String,
    /// The result.
    pub outcome: &'static str,
    /// Its mark.
    pub mark: &'static str,
    /// Minutes.
    pub minutes: i64,
    /// Of so many.
    pub of_minutes: i64,
    /// What is missing of the practical sign-off, so that there is no evidence.
    pub lacking: Vec<String>,
    /// The test that is still to be passed before there is evidence.
    pub test: Option<String>,
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "workshops/code";

    fn samples() -> Vec<Self> {
        let open = Self {
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            part: part("2027-02-08"),
            parts: Vec::new(),
            place: Some("Schulungszentrum Kassel, Raum 2".to_owned()),
            href: "/sessions/7/code".to_owned(),
            back: "/sessions/7/attendance".to_owned(),
            qr: Qr::of("https://akademie.nordhaus.example/check-in/019a0000-0000-7000-8000-000000000000/0011223344556677889a").ok(),
            opens_at: None,
            shuts_at: at("2027-02-08T08:30:00Z"),
            zone: "Europe/Berlin".to_owned(),
            present: 7,
            total: 12,
        };
        let early = Self {
            qr: None,
            opens_at: at("2027-02-08T07:30:00Z"),
            shuts_at: None,
            ..open.clone()
        };
        let tab = |place: usize, label: &str| Tab {
            href: format!("/sessions/7/code?part={place}"),
            label: label.to_owned(),
            note: None,
            current: place == 2,
        };
        let late = Self {
            qr: None,
            shuts_at: None,
            parts: vec![tab(1, "Mo, 8. Februar, 09:00"), tab(2, "Mo, 8. Februar, 13:00")],
            ..open.clone()
        };
        vec![open, early, late]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}

impl Page for CheckInPage {
    const TEMPLATE: &'static str = "workshops/check_in";

    fn samples() -> Vec<Self> {
        let confirm = Self {
            kind: "confirm",
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            part: Some(part("2027-02-08")),
            person: Some("Selin Aydın".to_owned()),
            action: Some("/check-in/7".to_owned()),
            ticket: "7.1.00".to_owned(),
            names: Vec::new(),
            booking: Field::new("booking"),
        };
        let choose = Self {
            kind: "choose",
            person: None,
            names: vec![
                Choice::new("1", "Selin Aydın").hint("Kälte Albers"),
                Choice::new("2", "Hannes Weiß").hint("Kälte Albers"),
            ],
            ..confirm.clone()
        };
        let before = confirm.clone();
        let told = |kind: &'static str| Self {
            kind,
            action: None,
            ..before.clone()
        };
        let stale = Self {
            title: String::new(),
            part: None,
            person: None,
            ..told("stale")
        };
        let nobody = Self {
            person: None,
            ..told("nobody")
        };
        vec![confirm, choose, told("done"), told("already"), told("not_booked"), nobody, stale]
    }

    fn sample_frame() -> Frame {
        let mut frame = Frame::sample();
        frame.shell = Shell::Public;
        frame
    }
}

impl Page for DayPage {
    const TEMPLATE: &'static str = "workshops/day";

    fn samples() -> Vec<Self> {
        let taught = |on: &str, missing: usize| TaughtRow {
            row: row("open", None, "open", Some(on)),
            attendance_href: Some("/sessions/7/attendance".to_owned()),
            code_href: Some("/sessions/7/code".to_owned()),
            booked: 9,
            missing,
        };
        let draft = TaughtRow {
            row: row("draft", None, "open", None),
            attendance_href: None,
            code_href: None,
            booked: 0,
            missing: 0,
        };
        let full = Self {
            tabs: tabs("/sessions/day"),
            today: vec![taught("2026-11-24", 9)],
            open: vec![taught("2026-11-20", 2), taught("2026-11-19", 0)],
            next: vec![taught("2026-12-10", 9), draft],
        };
        let none = Self {
            today: Vec::new(),
            open: Vec::new(),
            next: Vec::new(),
            ..full.clone()
        };
        vec![full, none]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}

impl Page for ClosingPage {
    const TEMPLATE: &'static str = "workshops/closing";

    fn samples() -> Vec<Self> {
        let row = |person: &str, outcome: &'static str, mark: &'static str, minutes: i64| ResultRow {
            person: person.to_owned(),
            organisation: "Kälte Albers".to_owned(),
            outcome,
            mark,
            minutes,
            of_minutes: 420,
            lacking: Vec::new(),
            test: None,
        };
        let whole = Self {
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            action: Some("/sessions/7/closing".to_owned()),
            back: "/sessions/7/attendance".to_owned(),
            missing: Vec::new(),
            early: false,
            rows: vec![
                row("Selin Aydın", "attended", "valid", 420),
                row("Hannes Weiß", "partly", "half", 200),
                row("Franz Gruber", "excused", "waived", 0),
                row("Ada Nowak", "no_show", "refused", 0),
            ],
            proven: 1,
            sign_off_href: None,
            least_percent: 80,
        };
        let mut unsigned = whole.clone();
        unsigned.proven = 0;
        unsigned.sign_off_href = Some("/sessions/7/sign-offs".to_owned());
        if let Some(first) = unsigned.rows.first_mut() {
            first.lacking = vec!["Kältekreis auf Dichtheit prüfen".to_owned()];
        }
        let mut untested = whole.clone();
        untested.proven = 0;
        if let Some(first) = untested.rows.first_mut() {
            first.test = Some("R290: Abschlusstest".to_owned());
        }
        let lacking = Self {
            action: None,
            missing: vec!["Selin Aydın".to_owned(), "Hannes Weiß".to_owned()],
            ..whole.clone()
        };
        let early = Self {
            action: None,
            early: true,
            ..whole.clone()
        };
        vec![whole, lacking, early, unsigned, untested]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}
