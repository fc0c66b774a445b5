//! What the page for a course attended on paper shows.

use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use serde::Serialize;

/// The list of people who attended a course on paper.
#[derive(Clone, Debug, Serialize)]
pub struct PaperPage {
    /// Faults above the form.
    pub faults: Vec<FormFault>,
    /// The course.
    pub course: Field,
    /// Courses to choose from.
    pub courses: Vec<Choice>,
    /// The day.
    pub proven_on: Field,
    /// What stands behind it.
    pub strength: Field,
    /// What can stand behind it.
    pub strengths: Vec<Choice>,
    /// The last day on which it counts.
    pub valid_until: Field,
    /// Who was there, one a line.
    pub people: Field,
    /// The scan.
    pub scan: Field,
    /// What else is to be known.
    pub note: Field,
    /// Hours that it is worth.
    pub hours: Field,
    /// Points that it is worth.
    pub points: Field,
}

impl Page for PaperPage {
    const TEMPLATE: &'static str = "evidence/paper";

    fn samples() -> Vec<Self> {
        let strengths = |chosen: &str| {
            vec![
                Choice::new("observed_by_trainer", "Ein Trainer war dabei")
                    .hint("Es entsteht ein Zertifikat mit Nummer und PDF.")
                    .chosen(chosen == "observed_by_trainer"),
                Choice::new("external_document", "Ein fremdes Dokument liegt vor")
                    .hint("Zählt als Nachweis; ein eigenes Zertifikat entsteht nicht.")
                    .chosen(chosen == "external_document"),
            ]
        };
        let courses = || {
            vec![
                Choice::new("HV-R1", "HV-R1 Hochvolt-Sicherheit, Auffrischung"),
                Choice::new("KM-1", "KM-1 Kältemittel, Jahresnachweis"),
            ]
        };
        let empty = Self {
            faults: Vec::new(),
            course: Field::new("course"),
            courses: courses(),
            proven_on: Field::new("proven_on"),
            strength: Field::new("strength"),
            strengths: strengths(""),
            valid_until: Field::new("valid_until"),
            people: Field::new("people"),
            scan: Field::new("scan"),
            note: Field::new("note"),
            hours: Field::new("hours"),
            points: Field::new("points"),
        };
        let wrong = Self {
            faults: vec![FormFault {
                field: "people".to_owned(),
                text: "Wer war da: Nicht gefunden: E-9999.".to_owned(),
            }],
            proven_on: Field::with("proven_on", "24.11.2026"),
            strengths: strengths("observed_by_trainer"),
            people: Field::with("people", "E-000001\nE-9999").wrong("Nicht gefunden: E-9999."),
            ..empty.clone()
        };
        vec![empty, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/evidence/new")
    }
}

crate::samples! { pages: PaperPage }
