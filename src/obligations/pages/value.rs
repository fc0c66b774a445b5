//! What a course is worth in hours and points: the list with its form, and the form that withdraws a statement.

use super::super::equivalence::Preview;
use crate::people::menu::Menu;
use crate::platform::views::{Field, FormFault, Frame, Page};
use chrono::NaiveDate;
use serde::Serialize;

/// What a course is worth.
#[derive(Clone, Debug, Serialize)]
pub struct CourseValuesPage {
    /// Code of the course.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The statements, the latest day first.
    pub rows: Vec<CourseValueRow>,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// First day.
    pub from_on: Field,
    /// Hours.
    pub hours: Field,
    /// Points.
    pub points: Field,
    /// Why.
    pub reason: Field,
    /// Whose obligations it would change; none: not asked.
    pub preview: Option<Preview>,
}

/// One statement.
#[derive(Clone, Debug, Serialize)]
pub struct CourseValueRow {
    /// Hours, as they are written.
    pub hours: Option<String>,
    /// Points, as they are written.
    pub points: Option<String>,
    /// First day.
    pub from_on: NaiveDate,
    /// Why.
    pub reason: String,
    /// When it was withdrawn.
    pub withdrawn_on: Option<NaiveDate>,
    /// Why.
    pub withdrawn_reason: Option<String>,
    /// Where it is withdrawn; none where it was.
    pub withdraw_href: Option<String>,
}

/// The form that withdraws a statement.
#[derive(Clone, Debug, Serialize)]
pub struct CourseValueWithdrawPage {
    /// Code of the course.
    pub code: String,
    /// The statement.
    pub row: CourseValueRow,
    /// Where the form goes.
    pub action: String,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// Why.
    pub reason: Field,
}

fn row() -> CourseValueRow {
    CourseValueRow {
        hours: Some("7,5".to_owned()),
        points: Some("10".to_owned()),
        from_on: "2025-01-01".parse().expect("a day of the calendar"),
        reason: "Katalog 2025".to_owned(),
        withdrawn_on: None,
        withdrawn_reason: None,
        withdraw_href: Some("/courses/HV-101/values/7/withdrawal/new".to_owned()),
    }
}

impl Page for CourseValuesPage {
    const TEMPLATE: &'static str = "obligations/course_values";

    fn samples() -> Vec<Self> {
        let usual = Self {
            code: "HV-101".to_owned(),
            title: "Arbeiten an Hochvolt-Anlagen".to_owned(),
            rows: vec![
                row(),
                CourseValueRow {
                    points: None,
                    withdrawn_on: "2026-02-03".parse().ok(),
                    withdrawn_reason: Some("Falscher Kurs gewählt".to_owned()),
                    withdraw_href: None,
                    ..row()
                },
                CourseValueRow {
                    hours: None,
                    points: None,
                    ..row()
                },
            ],
            faults: Vec::new(),
            from_on: Field::with("from_on", "24.11.2026"),
            hours: Field::new("hours"),
            points: Field::new("points"),
            reason: Field::new("reason"),
            preview: None,
        };
        let tried = Self {
            preview: Some(super::equivalence::seen()),
            ..usual.clone()
        };
        let wrong = Self {
            rows: Vec::new(),
            faults: vec![FormFault {
                field: "hours".to_owned(),
                text: "Stunden: Eine Zahl über 0.".to_owned(),
            }],
            hours: Field::with("hours", "acht").wrong("Eine Zahl über 0."),
            ..usual.clone()
        };
        vec![usual, tried, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/courses")
    }
}

impl Page for CourseValueWithdrawPage {
    const TEMPLATE: &'static str = "obligations/course_value_withdrawal";

    fn samples() -> Vec<Self> {
        vec![Self {
            code: "HV-101".to_owned(),
            row: row(),
            action: "/courses/HV-101/values/7/withdrawal".to_owned(),
            faults: Vec::new(),
            reason: Field::new("reason"),
        }]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/courses")
    }
}
