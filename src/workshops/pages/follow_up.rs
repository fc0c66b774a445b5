//! What follows the sessions of a workshop: what is to be shown and passed before there is evidence, and for how long it asks what people think.

use super::feedback::TITLE;
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use serde::Serialize;

/// What follows the sessions of a workshop.
#[derive(Clone, Debug, Serialize)]
pub struct FollowUpPage {
    /// What is taught.
    pub title: String,
    /// The course's code.
    pub code: String,
    /// Where it is sent.
    pub action: String,
    /// Back.
    pub back: String,
    /// Counts changes.
    pub revision: i32,
    /// Days for which people are asked.
    pub feedback_days: Field,
    /// Courses with a test.
    pub tests: Vec<Choice>,
    /// The course with the test that is asked for.
    pub test_course: Field,
    /// Days before the session from which on a pass counts.
    pub test_before_days: Field,
    /// Days after it until which one does.
    pub test_after_days: Field,
    /// What the course asks everybody to show.
    pub of_course: Vec<String>,
    /// What is to be shown besides, some of them empty.
    pub items: Vec<ItemFields>,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

/// Something to be shown, as it is typed.
#[derive(Clone, Debug, Serialize)]
pub struct ItemFields {
    /// From 1 up.
    pub place: usize,
    /// The one that it was.
    pub id: Field,
    /// German words.
    pub de: Field,
    /// English words.
    pub en: Field,
    /// Whether there is no evidence without it.
    pub required: Field,
}

/// What a course asks everybody to show.
#[derive(Clone, Debug, Serialize)]
pub struct CourseItemsPage {
    /// What is taught.
    pub title: String,
    /// The course's code.
    pub code: String,
    /// Where it is sent.
    pub action: String,
    /// Back.
    pub back: String,
    /// Counts changes.
    pub revision: i32,
    /// What is to be shown, some of them empty.
    pub items: Vec<ItemFields>,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

impl Page for FollowUpPage {
    const TEMPLATE: &'static str = "workshops/follow_up";

    fn samples() -> Vec<Self> {
        let usual = Self {
            title: TITLE.to_owned(),
            code: "R290-1".to_owned(),
            action: "/workshops/7/follow-up".to_owned(),
            back: "/workshops/7".to_owned(),
            revision: 0,
            feedback_days: Field::with("feedback_days", "14"),
            tests: vec![Choice::new("R290-T", "R290-T · R290: Abschlusstest").chosen(true)],
            test_course: Field::with("test_course", "R290-T"),
            test_before_days: Field::with("test_before_days", "0"),
            test_after_days: Field::with("test_after_days", "30"),
            of_course: vec!["Anlage spannungsfrei schalten und sichern".to_owned()],
            items: [
                ("Kältekreis auf Dichtheit prüfen", "Check the circuit for leaks", "true"),
                ("", "", ""),
            ]
            .into_iter()
            .zip(1..)
            .map(|((de, en, required), place)| ItemFields {
                place,
                id: Field::new(&format!("item-id-{place}")),
                de: Field::with(&format!("item-de-{place}"), de),
                en: Field::with(&format!("item-en-{place}"), en),
                required: Field::with(&format!("item-required-{place}"), required),
            })
            .collect(),
            faults: Vec::new(),
        };
        let untested = Self {
            tests: Vec::new(),
            test_course: Field::new("test_course"),
            ..usual.clone()
        };
        let wrong = Self {
            feedback_days: Field::with("feedback_days", "500").wrong("Bitte eine Zahl von 0 bis 90."),
            faults: vec![FormFault {
                field: "feedback_days".to_owned(),
                text: "Rückmeldung: Bitte eine Zahl von 0 bis 90.".to_owned(),
            }],
            ..usual.clone()
        };
        vec![usual, untested, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}

impl Page for CourseItemsPage {
    const TEMPLATE: &'static str = "workshops/course_items";

    fn samples() -> Vec<Self> {
        let usual = FollowUpPage::samples().swap_remove(0);
        vec![Self {
            title: usual.title,
            code: usual.code,
            action: "/courses/R290-1/sign-off".to_owned(),
            back: "/courses/R290-1".to_owned(),
            revision: usual.revision,
            items: usual.items,
            faults: Vec::new(),
        }]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/courses")
    }
}
