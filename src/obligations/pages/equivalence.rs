//! Courses that count for another one: the list with its form, and the form that ends or withdraws a statement.

use super::super::equivalence::{Moved, Preview};
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Id;
use chrono::NaiveDate;
use serde::Serialize;

/// What counts for a course, and for what it counts.
#[derive(Clone, Debug, Serialize)]
pub struct EquivalencesPage {
    /// Code of the course.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The statements, the latest first.
    pub rows: Vec<EquivalenceRow>,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// The course that is taken.
    pub course: Field,
    /// Courses to choose from.
    pub courses: Vec<Choice>,
    /// How far it counts.
    pub extent: Field,
    /// The ways.
    pub extents: Vec<Choice>,
    /// Whether it holds the other way round too.
    pub both_ways: bool,
    /// First day.
    pub from_on: Field,
    /// Last day.
    pub to_on: Field,
    /// Why.
    pub reason: Field,
    /// Whose obligations it would change; none: not asked.
    pub preview: Option<Preview>,
}

/// One statement.
#[derive(Clone, Debug, Serialize)]
pub struct EquivalenceRow {
    /// The course that is taken.
    pub course: String,
    /// The course for which it counts.
    pub counts_for: String,
    /// `full` or `refresher`.
    pub extent: String,
    /// Whether it holds the other way round too.
    pub both_ways: bool,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
    /// Why.
    pub reason: String,
    /// When it was withdrawn.
    pub withdrawn_on: Option<NaiveDate>,
    /// Why.
    pub withdrawn_reason: Option<String>,
    /// Where it is ended; none where it was withdrawn.
    pub end_href: Option<String>,
}

impl EquivalencesPage {
    fn sample() -> Self {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day of the calendar");
        let row = EquivalenceRow {
            course: "HV-IP Arbeiten an Hochvolt-Anlagen, zwei Tage vor Ort".to_owned(),
            counts_for: "HV-101 Arbeiten an Hochvolt-Anlagen".to_owned(),
            extent: "full".to_owned(),
            both_ways: true,
            from_on: day("2024-01-01"),
            to_on: None,
            reason: "Gleicher Stoff, gleiche Prüfung".to_owned(),
            withdrawn_on: None,
            withdrawn_reason: None,
            end_href: Some("/courses/HV-101/equivalences/7/end/new".to_owned()),
        };
        Self {
            code: "HV-101".to_owned(),
            title: "Arbeiten an Hochvolt-Anlagen".to_owned(),
            rows: vec![
                row.clone(),
                EquivalenceRow {
                    extent: "refresher".to_owned(),
                    both_ways: false,
                    to_on: Some(day("2025-12-31")),
                    ..row.clone()
                },
                EquivalenceRow {
                    withdrawn_on: Some(day("2026-02-03")),
                    withdrawn_reason: Some("Falscher Kurs gewählt".to_owned()),
                    end_href: None,
                    ..row
                },
            ],
            faults: Vec::new(),
            course: Field::new("course"),
            courses: vec![
                Choice::new("HV-IP", "HV-IP Arbeiten an Hochvolt-Anlagen, zwei Tage vor Ort"),
                Choice::new("HV-R1", "HV-R1 Hochvolt-Sicherheit, Auffrischung"),
            ],
            extent: Field::new("extent"),
            extents: vec![
                Choice::new("full", "Ganz").hint("Überall, wo der andere zählt.").chosen(true),
                Choice::new("refresher", "Nur als Auffrischung").hint("Nur für Leute, die schon einen Nachweis haben."),
            ],
            both_ways: false,
            from_on: Field::with("from_on", "01.01.2026"),
            to_on: Field::new("to_on"),
            reason: Field::new("reason"),
            preview: None,
        }
    }
}

/// A preview as samples show it.
pub(super) fn seen() -> Preview {
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    Preview {
        requirements: vec!["HV".to_owned()],
        changed: 12,
        helped: 9,
        harmed: 0,
        later: 12,
        earlier: 0,
        people: vec![Moved {
            person_id: Id(uuid::Uuid::nil()),
            name: "Selin Aydın".to_owned(),
            requirement: "HV".to_owned(),
            status_before: "overdue".to_owned(),
            due_before: day("2026-10-02"),
            status_after: "valid".to_owned(),
            due_after: day("2027-10-02"),
        }],
    }
}

impl Page for EquivalencesPage {
    const TEMPLATE: &'static str = "obligations/equivalences";

    fn samples() -> Vec<Self> {
        let usual = Self::sample();
        let tried = Self {
            preview: Some(seen()),
            course: Field::with("course", "HV-IP"),
            reason: Field::with("reason", "Gleicher Stoff, gleiche Prüfung"),
            ..usual.clone()
        };
        let empty = Self {
            rows: Vec::new(),
            preview: Some(Preview::default()),
            faults: vec![FormFault {
                field: "reason".to_owned(),
                text: "Grund: Das fehlt.".to_owned(),
            }],
            reason: Field::new("reason").wrong("Das fehlt."),
            ..usual.clone()
        };
        vec![usual, tried, empty]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/courses")
    }
}

/// The form that ends a statement or withdraws it.
#[derive(Clone, Debug, Serialize)]
pub struct EquivalenceEndPage {
    /// Code of the course whose list it is.
    pub code: String,
    /// The course that is taken.
    pub course: String,
    /// The course for which it counts.
    pub counts_for: String,
    /// Where the form goes.
    pub action: String,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// Ended or withdrawn.
    pub way: Field,
    /// The two.
    pub ways: Vec<Choice>,
    /// The last day.
    pub to_on: Field,
    /// Why.
    pub reason: Field,
    /// Whose obligations it would change; none: not asked.
    pub preview: Option<Preview>,
}

impl Page for EquivalenceEndPage {
    const TEMPLATE: &'static str = "obligations/equivalence_end";

    fn samples() -> Vec<Self> {
        let usual = Self {
            code: "HV-101".to_owned(),
            course: "HV-IP".to_owned(),
            counts_for: "HV-101".to_owned(),
            action: "/courses/HV-101/equivalences/7/end".to_owned(),
            faults: Vec::new(),
            way: Field::new("way"),
            ways: vec![
                Choice::new("end", "Bis zu einem Tag")
                    .hint("Was bis dahin galt, bleibt.")
                    .chosen(true),
                Choice::new("withdraw", "Es war ein Irrtum").hint("Als wäre es nie gesagt worden."),
            ],
            to_on: Field::with("to_on", "31.12.2026"),
            reason: Field::new("reason"),
            preview: None,
        };
        let tried = Self {
            preview: Some(Preview {
                helped: 0,
                harmed: 3,
                later: 0,
                earlier: 12,
                ..seen()
            }),
            ..usual.clone()
        };
        vec![usual, tried]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/courses")
    }
}
