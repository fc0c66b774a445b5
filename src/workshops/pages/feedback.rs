//! What those who attended think: the form, a session's results and the overview.

use super::ChipChoice;
use super::attendance::{at, part};
use super::session::{PartView, Tab, tabs};
use crate::people::menu::Menu;
use crate::platform::table::Export;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Instant;
use chrono::NaiveDate;
use serde::Serialize;

/// A question with its scale.
#[derive(Clone, Debug, Serialize)]
pub struct Asked {
    /// Its words.
    pub label: String,
    /// The scale.
    pub choices: Vec<Choice>,
    /// What was chosen.
    pub field: Field,
}

/// Saying what one thinks.
#[derive(Clone, Debug, Serialize)]
pub struct FeedbackPage {
    /// What was taught.
    pub title: String,
    /// When its parts were.
    pub parts: Vec<PartView>,
    /// Where it is sent.
    pub action: String,
    /// Until when one may.
    pub until: Instant,
    /// Whether one answered before.
    pub answered: bool,
    /// Fewest answers of which anything is shown.
    pub fewest: usize,
    /// The questions.
    pub questions: Vec<Asked>,
    /// In one's own words.
    pub comment: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

/// How a question was answered.
#[derive(Clone, Debug, Serialize)]
pub struct FeedbackRating {
    /// Its word.
    pub question: &'static str,
    /// Mean of the ratings.
    pub mean: f64,
    /// How often each was given, from 1 up.
    pub counts: [usize; 5],
}

/// What a session's answers show.
#[derive(Clone, Debug, Serialize)]
pub struct FeedbackResultsPage {
    /// What was taught.
    pub title: String,
    /// The course's code.
    pub code: String,
    /// Day of the first part.
    pub on: Option<NaiveDate>,
    /// Back to the list.
    pub back: String,
    /// The overview, for those who run workshops.
    pub overview_href: Option<&'static str>,
    /// How many were asked.
    pub asked: usize,
    /// How many answered.
    pub answered: usize,
    /// Fewest answers of which anything is shown.
    pub fewest: usize,
    /// Until when answers are taken; none: no more.
    pub until: Option<Instant>,
    /// Zone of the place.
    pub zone: String,
    /// The questions; empty where nothing is shown.
    pub ratings: Vec<FeedbackRating>,
    /// What people wrote.
    pub comments: Vec<String>,
}

/// A sum of the overview.
#[derive(Clone, Debug, Serialize)]
pub struct FeedbackLine {
    /// Whose or what it is.
    pub label: String,
    /// The course's code.
    pub code: Option<String>,
    /// The session's results.
    pub href: Option<String>,
    /// Its day.
    pub on: Option<NaiveDate>,
    /// How many sessions asked.
    pub sessions: usize,
    /// How many of them show nothing.
    pub silent: usize,
    /// Answers that are counted.
    pub answers: usize,
    /// Means, in the order of the questions; empty: nothing is counted.
    pub means: Vec<f64>,
}

/// What people think by trainer, course or session.
#[derive(Clone, Debug, Serialize)]
pub struct FeedbacksPage {
    /// The pages of this slice.
    pub tabs: Vec<Tab>,
    /// `trainer`, `course` or `session`.
    pub by: &'static str,
    /// The three of them.
    pub choices: Vec<ChipChoice>,
    /// Words of the questions.
    pub questions: Vec<&'static str>,
    /// The sums.
    pub rows: Vec<FeedbackLine>,
    /// Fewest answers of which anything is shown.
    pub fewest: usize,
    /// The same as a file.
    pub export: Export,
}

pub(super) const TITLE: &str = "Wärmepumpen mit R290 in Betrieb nehmen";

impl Page for FeedbackPage {
    const TEMPLATE: &'static str = "workshops/feedback";

    fn samples() -> Vec<Self> {
        let asked = |name: &str, label: &str, chosen: usize| Asked {
            label: label.to_owned(),
            choices: ["1 – schlecht", "2", "3", "4", "5 – sehr gut"]
                .iter()
                .zip(1..)
                .map(|(label, rating)| Choice::new(rating.to_string(), *label).chosen(rating == chosen))
                .collect(),
            field: Field::with(name, chosen.to_string()),
        };
        let fresh = Self {
            title: TITLE.to_owned(),
            parts: vec![part("2026-11-18")],
            action: "/bookings/7/feedback".to_owned(),
            until: at("2026-12-02T15:00:00Z").unwrap_or_else(|| chrono::DateTime::<chrono::Utc>::UNIX_EPOCH.into()),
            answered: false,
            fewest: 3,
            questions: vec![
                asked("content", "Wie gut war der Inhalt?", 0),
                asked("trainer", "Wie gut wurde geschult?", 4),
                asked("setting", "Wie gut waren Raum und Technik?", 5),
            ],
            comment: Field::new("comment"),
            faults: Vec::new(),
        };
        let mut wrong = fresh.clone();
        let error = "Bitte wählen Sie eine Zahl von 1 bis 5.";
        if let Some(first) = wrong.questions.first_mut() {
            first.field.error = Some(error.to_owned());
        }
        wrong.faults = vec![FormFault {
            field: "content".to_owned(),
            text: format!("Wie gut war der Inhalt?: {error}"),
        }];
        let again = Self {
            answered: true,
            comment: Field::with("comment", "Mehr Zeit an der Anlage."),
            ..fresh.clone()
        };
        vec![fresh, wrong, again]
    }
}

impl Page for FeedbackResultsPage {
    const TEMPLATE: &'static str = "workshops/feedback_results";

    fn samples() -> Vec<Self> {
        let rating = |question: &'static str, mean: f64| FeedbackRating {
            question,
            mean,
            counts: [0, 1, 2, 3, 1],
        };
        let shown = Self {
            title: TITLE.to_owned(),
            code: "R290-1".to_owned(),
            on: "2026-11-02".parse().ok(),
            back: "/sessions/7/attendance".to_owned(),
            overview_href: Some("/feedback"),
            asked: 9,
            answered: 7,
            fewest: 3,
            until: None,
            zone: "Europe/Berlin".to_owned(),
            ratings: vec![
                rating("content", 4.2),
                rating("trainer", 4.6),
                rating("usefulness", 4.0),
                rating("setting", 2.9),
                rating("recommendation", 4.4),
            ],
            comments: vec!["Der Raum war zu kalt.".to_owned(), "Mehr Zeit an der Anlage, bitte.".to_owned()],
        };
        let few = Self {
            answered: 2,
            ratings: Vec::new(),
            comments: Vec::new(),
            overview_href: None,
            ..shown.clone()
        };
        let open = Self {
            until: at("2026-12-02T15:00:00Z"),
            ..few.clone()
        };
        vec![shown, few, open]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}

impl Page for FeedbacksPage {
    const TEMPLATE: &'static str = "workshops/feedbacks";

    fn samples() -> Vec<Self> {
        let line = |label: &str, answers: usize| FeedbackLine {
            label: label.to_owned(),
            code: None,
            href: None,
            on: None,
            sessions: 4,
            silent: 1,
            answers,
            means: if answers == 0 { Vec::new() } else { vec![4.2, 4.6, 4.0, 2.9, 4.4] },
        };
        let choice = |by: &str, label: &str| ChipChoice {
            href: format!("/feedback?by={by}"),
            label: label.to_owned(),
            current: by == "trainer",
        };
        let by_trainer = Self {
            tabs: tabs("/feedback"),
            by: "trainer",
            choices: vec![
                choice("trainer", "Nach Trainern"),
                choice("course", "Nach Kursen"),
                choice("session", "Nach Terminen"),
            ],
            questions: vec!["content", "trainer", "usefulness", "setting", "recommendation"],
            rows: vec![line("Jörg Albrecht", 31), line("Ada Nowak", 0)],
            fewest: 3,
            export: Export::of("/feedback/table.csv?by=trainer".to_owned()),
        };
        let by_session = Self {
            by: "session",
            rows: vec![FeedbackLine {
                code: Some("R290-1".to_owned()),
                href: Some("/sessions/7/feedback".to_owned()),
                on: "2026-11-02".parse().ok(),
                sessions: 1,
                silent: 0,
                ..line(TITLE, 7)
            }],
            ..by_trainer.clone()
        };
        let none = Self {
            rows: Vec::new(),
            ..by_trainer.clone()
        };
        vec![by_trainer, by_session, none]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}
