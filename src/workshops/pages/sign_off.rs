//! Practical sign-off: everybody of a session, and one of them.

use super::attendance::at;
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Instant;
use chrono::NaiveDate;
use serde::Serialize;

/// How far everybody is.
#[derive(Clone, Debug, Serialize)]
pub struct SignOffsPage {
    /// What is taught.
    pub title: String,
    /// The course's code.
    pub code: String,
    /// Day of the first part.
    pub on: Option<NaiveDate>,
    /// Back.
    pub back: String,
    /// How many items are asked.
    pub items: usize,
    /// Those who have a seat, by name.
    pub rows: Vec<SignOffRow>,
}

/// Somebody and how far they are.
#[derive(Clone, Debug, Serialize)]
pub struct SignOffRow {
    /// Their page.
    pub href: String,
    /// Who.
    pub person: String,
    /// Where they work.
    pub organisation: String,
    /// Items that are done.
    pub done: usize,
    /// Required items that are not.
    pub missing: usize,
}

/// What was entered once.
#[derive(Clone, Debug, Serialize)]
pub struct CheckLine {
    /// When.
    pub at: Instant,
    /// Whether it was done.
    pub done: bool,
    /// Number of the course's version for which it was shown.
    pub version: Option<i32>,
    /// Whether it counts no more, since the course must be learnt anew.
    pub lapsed: bool,
    /// What was seen.
    pub remark: Option<String>,
    /// Who else saw it.
    pub witness: Option<String>,
    /// Why it takes back what stood.
    pub reason: Option<String>,
    /// By whom.
    pub by: String,
    /// Pictures.
    pub photos: Vec<String>,
}

/// An item with what was entered of it.
#[derive(Clone, Debug, Serialize)]
pub struct CheckItem {
    /// What is to be shown.
    pub label: String,
    /// Whether there is no evidence without it.
    pub required: bool,
    /// How it stands; none: nothing was entered.
    pub done: Option<bool>,
    /// Its mark.
    pub mark: &'static str,
    /// What can be entered.
    pub choices: Vec<Choice>,
    /// What is chosen.
    pub state: Field,
    /// What is seen.
    pub remark: Field,
    /// A picture.
    pub photo: Field,
    /// How often something was entered of it.
    pub revision: Field,
    /// Everything that was entered, the latest first.
    pub lines: Vec<CheckLine>,
}

/// The sign-off of somebody.
#[derive(Clone, Debug, Serialize)]
pub struct SignOffPage {
    /// What is taught.
    pub title: String,
    /// Who.
    pub person: String,
    /// Where they work.
    pub organisation: String,
    /// Zone of the place.
    pub zone: String,
    /// Back.
    pub back: String,
    /// Where it is sent; none: it cannot be entered now.
    pub action: Option<String>,
    /// Whether the session is closed.
    pub closed: bool,
    /// Required items that are not done.
    pub missing: usize,
    /// Whether something could be taken back.
    pub takes_back: bool,
    /// The items.
    pub items: Vec<CheckItem>,
    /// Who else sees it.
    pub witness: Field,
    /// Why something is taken back.
    pub reason: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

const TITLE: &str = "Wärmepumpen mit R290 in Betrieb nehmen";

const OVERTAKEN: &str =
    "Jemand anderes hat das inzwischen geändert, dort steht jetzt „Nicht gezeigt“. Ihre Eingabe gilt, wenn Sie noch einmal speichern.";

impl CheckItem {
    /// Two of them: one done at the second try, one open.
    pub fn samples() -> Vec<Self> {
        let line = |text: &str, done: bool| {
            at(text).map(|at| CheckLine {
                at,
                done,
                version: Some(if done { 3 } else { 2 }),
                lapsed: !done,
                remark: (!done).then(|| "Dichtheit nicht geprüft".to_owned()),
                witness: done.then(|| "Ada Nowak".to_owned()),
                reason: None,
                by: "Jörg Albrecht".to_owned(),
                photos: if done {
                    vec!["/bookings/7/photos/1".to_owned()]
                } else {
                    Vec::new()
                },
            })
        };
        let choice = |word: &str, label: &str, chosen: &str| Choice::new(word, label).chosen(word == chosen);
        let item = |id: &str, label: &str, done: Option<bool>, chosen: &str| Self {
            label: label.to_owned(),
            required: done.is_some(),
            done,
            mark: if done == Some(true) { "valid" } else { "open" },
            choices: vec![
                choice("done", "Gezeigt", chosen),
                choice("not_done", "Nicht gezeigt", chosen),
                choice("", "Noch offen", chosen),
            ],
            state: Field::with(&format!("done-{id}"), chosen),
            remark: Field::new(&format!("remark-{id}")),
            photo: Field::new(&format!("photo-{id}")),
            revision: Field::with(&format!("revision-{id}"), "2"),
            lines: Vec::new(),
        };
        let lines = [line("2027-02-08T11:20:00Z", true), line("2027-02-08T09:40:00Z", false)];
        let first = Self {
            lines: lines.into_iter().flatten().collect(),
            ..item(
                "1",
                "Anlage spannungsfrei schalten und gegen Wiedereinschalten sichern",
                Some(true),
                "done",
            )
        };
        vec![first, item("2", "Kältekreis auf Dichtheit prüfen", None, "")]
    }
}

impl Page for SignOffsPage {
    const TEMPLATE: &'static str = "workshops/sign_offs";

    fn samples() -> Vec<Self> {
        let row = |person: &str, done: usize, missing: usize| SignOffRow {
            href: "/sessions/7/sign-offs/1".to_owned(),
            person: person.to_owned(),
            organisation: "Kälte Albers".to_owned(),
            done,
            missing,
        };
        let some = Self {
            title: TITLE.to_owned(),
            code: "R290-1".to_owned(),
            on: "2027-02-08".parse().ok(),
            back: "/sessions/7/attendance".to_owned(),
            items: 5,
            rows: vec![row("Selin Aydın", 5, 0), row("Hannes Weiß", 3, 2)],
        };
        let nobody = Self {
            rows: Vec::new(),
            ..some.clone()
        };
        vec![some, nobody]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}

impl Page for SignOffPage {
    const TEMPLATE: &'static str = "workshops/sign_off";

    fn samples() -> Vec<Self> {
        let open = Self {
            title: TITLE.to_owned(),
            person: "Selin Aydın".to_owned(),
            organisation: "Kälte Albers".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            back: "/sessions/7/sign-offs".to_owned(),
            action: Some("/sessions/7/sign-offs/1".to_owned()),
            closed: false,
            missing: 1,
            takes_back: true,
            items: CheckItem::samples(),
            witness: Field::new("witness"),
            reason: Field::new("reason"),
            faults: Vec::new(),
        };
        let error = "Bitte sagen Sie, warum das nicht mehr gilt.";
        let wrong = Self {
            reason: Field::new("reason").wrong(error),
            faults: vec![FormFault {
                field: "reason".to_owned(),
                text: format!("Grund: {error}"),
            }],
            ..open.clone()
        };
        let closed = Self {
            action: None,
            closed: true,
            missing: 0,
            ..open.clone()
        };
        let early = Self {
            action: None,
            ..open.clone()
        };
        let overtaken = Self {
            items: vec![CheckItem {
                state: Field::with("done-1", "done").wrong(OVERTAKEN),
                ..CheckItem::samples().swap_remove(0)
            }],
            faults: vec![FormFault {
                field: "done-1".to_owned(),
                text: format!("Anlage spannungsfrei schalten: {OVERTAKEN}"),
            }],
            ..open.clone()
        };
        vec![open, wrong, overtaken, closed, early]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}
