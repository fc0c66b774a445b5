//! Workshops as a list and one of them.

use super::session::{SessionRow, Tab, row, tabs};
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Frame, Page};
use serde::Serialize;

/// Workshops.
#[derive(Clone, Debug, Serialize)]
pub struct WorkshopsPage {
    /// The pages of this slice.
    pub tabs: Vec<Tab>,
    /// The workshops.
    pub rows: Vec<WorkshopRow>,
}

/// A workshop in a list.
#[derive(Clone, Debug, Serialize)]
pub struct WorkshopRow {
    /// Its page.
    pub href: String,
    /// The course's title.
    pub title: String,
    /// The course's code.
    pub code: String,
    /// Languages in capitals.
    pub languages: String,
    /// Sessions ahead.
    pub ahead: usize,
    /// Fewest and most people.
    pub least: i32,
    /// Most people.
    pub most: i32,
}

/// One workshop.
#[derive(Clone, Debug, Serialize)]
pub struct WorkshopPage {
    /// What is known of it in a list.
    pub row: WorkshopRow,
    /// Its rules, label and value.
    pub facts: Vec<Choice>,
    /// Its sessions.
    pub sessions: Vec<SessionRow>,
    /// Where it is changed.
    pub edit_href: String,
    /// What follows its sessions.
    pub follow_up_href: String,
    /// Files that go with its sessions.
    pub files_href: String,
    /// Where it gets a date.
    pub new_href: String,
}

impl Page for WorkshopsPage {
    const TEMPLATE: &'static str = "workshops/list";

    fn samples() -> Vec<Self> {
        let some = Self {
            tabs: tabs("/workshops"),
            rows: vec![workshop_row()],
        };
        let none = Self {
            rows: Vec::new(),
            ..some.clone()
        };
        vec![some, none]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}

fn workshop_row() -> WorkshopRow {
    WorkshopRow {
        href: "/workshops/7".to_owned(),
        title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
        code: "R290-1".to_owned(),
        languages: "DE, EN".to_owned(),
        ahead: 2,
        least: 4,
        most: 12,
    }
}

impl Page for WorkshopPage {
    const TEMPLATE: &'static str = "workshops/workshop";

    fn samples() -> Vec<Self> {
        let some = Self {
            row: workshop_row(),
            facts: vec![Choice::new("12", "Höchstens")],
            sessions: vec![row("draft", None, "open", Some("2027-02-08"))],
            edit_href: "/workshops/7/edit".to_owned(),
            follow_up_href: "/workshops/7/follow-up".to_owned(),
            files_href: "/workshops/7/material".to_owned(),
            new_href: "/workshops/7/sessions/new".to_owned(),
        };
        let none = Self {
            sessions: Vec::new(),
            ..some.clone()
        };
        vec![some, none]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}
