//! The list of requirements.

use chrono::NaiveDate;
use serde::Serialize;

use crate::people::menu::Menu;
use crate::platform::views::{Frame, Page};

/// All requirements.
#[derive(Clone, Debug, Serialize)]
pub struct RequirementsPage {
    /// By code.
    pub rows: Vec<RequirementRow>,
    /// How many decide now.
    pub in_force: usize,
    /// How many drafts there are.
    pub drafts: usize,
    /// Where a new one is written; none for whoever may not.
    pub new_href: Option<String>,
    /// Where a file with requirements is imported; none for whoever may not.
    pub import_href: Option<String>,
}

/// One requirement in the list.
#[derive(Clone, Debug, Serialize)]
pub struct RequirementRow {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Kind of recurrence.
    pub kind: String,
    /// Months between proofs, or of the period that is counted, where the kind has them.
    pub months: Option<u32>,
    /// The day from which the version that decides holds.
    pub since_on: Option<NaiveDate>,
    /// The last day on which it holds.
    pub retired_on: Option<NaiveDate>,
    /// Whether that day has passed.
    pub ended: bool,
    /// `draft` or `waiting`, where the next version is written.
    pub draft: Option<&'static str>,
    /// People within sight to whom it applies.
    pub people: i64,
    /// Those of them who are overdue or lapsed.
    pub behind: i64,
}

impl Page for RequirementsPage {
    const TEMPLATE: &'static str = "obligations/requirements";

    fn samples() -> Vec<Self> {
        let row = |code: &str, title: &str, kind: &str, months, draft, people, behind| RequirementRow {
            code: code.to_owned(),
            title: title.to_owned(),
            href: format!("/requirements/{code}"),
            kind: kind.to_owned(),
            months,
            since_on: (people > 0).then(|| day("2022-01-01")),
            retired_on: (code == "CARE").then(|| day("2026-12-31")),
            ended: false,
            draft,
            people,
            behind,
        };
        vec![
            Self {
                rows: vec![
                    row("CARE", "Umgang mit Kunden, alle zwei Jahre", "rolling", Some(24), None, 120, 4),
                    row(
                        "HV",
                        "Hochvolt-Sicherheit, jährlich zum Stichtag",
                        "anniversary",
                        Some(12),
                        Some("waiting"),
                        412,
                        26,
                    ),
                    row("CPD", "Weiterbildung, 24 Stunden in drei Jahren", "sum", Some(36), None, 7, 0),
                    row("N8", "Baureihe N8: Inbetriebnahme", "once", None, Some("draft"), 0, 0),
                ],
                in_force: 3,
                drafts: 1,
                new_href: Some("/requirements/new".to_owned()),
                import_href: Some("/imports/new?kind=requirements".to_owned()),
            },
            Self {
                rows: Vec::new(),
                in_force: 0,
                drafts: 0,
                new_href: Some("/requirements/new".to_owned()),
                import_href: Some("/imports/new?kind=requirements".to_owned()),
            },
        ]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/requirements")
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the calendar")
}
