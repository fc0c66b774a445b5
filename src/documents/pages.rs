//! What the pages about documents show.

use super::mail::{DocumentAnsweredMail, DocumentHandedInMail};
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Instant;
use chrono::NaiveDate;
use serde::Serialize;

crate::samples! {
    pages: DocumentsPage, DocumentPage, DocumentFormPage;
    mails: DocumentHandedInMail, DocumentAnsweredMail
}

/// Documents: one's own, or those that one answers.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentsPage {
    /// Whether the reader answers them.
    pub review: bool,
    /// How many wait.
    pub waiting: i64,
    /// Days that the oldest of them has waited.
    pub oldest_days: Option<i64>,
    /// The states to choose from, where the reader answers.
    pub states: Vec<StateChip>,
    /// The documents.
    pub rows: Vec<DocumentRow>,
    /// Address of the next ones.
    pub next: Option<String>,
    /// Address of what waits for the reader, where they answer documents.
    pub review_href: Option<String>,
}

/// A filter.
#[derive(Clone, Debug, Serialize)]
pub struct StateChip {
    /// Its address.
    pub href: String,
    /// Its words.
    pub label: String,
    /// Whether it is chosen.
    pub current: bool,
}

/// A document of the list.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentRow {
    /// Its page.
    pub href: String,
    /// What it is.
    pub title: String,
    /// Whom it is about; none: the reader.
    pub person: Option<String>,
    /// Title of the requirement it is meant for.
    pub requirement: Option<String>,
    /// The last day on which it holds.
    pub valid_until: Option<NaiveDate>,
    /// When it was handed in.
    pub handed_in_on: NaiveDate,
    /// A word of the states.
    pub state: &'static str,
    /// Its mark.
    pub mark: &'static str,
    /// Days that it has waited, where it waits.
    pub waited_days: Option<i64>,
}

/// One document, and the form that answers it.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentPage {
    /// What it is.
    pub title: String,
    /// Whom it is about.
    pub person: String,
    /// Their record, where the reader may see it.
    pub record_href: Option<String>,
    /// A word of the states.
    pub state: &'static str,
    /// Its mark.
    pub mark: &'static str,
    /// Days that it has waited, where it waits.
    pub waited_days: Option<i64>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When.
    pub issued_on: NaiveDate,
    /// The last day on which it holds.
    pub valid_until: Option<NaiveDate>,
    /// Title of the requirement it is meant for.
    pub requirement: Option<String>,
    /// The course that it equals.
    pub course: Option<String>,
    /// What else is known.
    pub note: Option<String>,
    /// Who handed it in.
    pub handed_in_by: String,
    /// When.
    pub handed_in_at: Instant,
    /// Who answered or took it back, and when.
    pub answered: Option<Answered>,
    /// The file, where the reader may open it.
    pub file_href: Option<String>,
    /// The evidence that it made.
    pub evidence_href: Option<String>,
    /// Where it is taken back.
    pub withdraw_action: Option<String>,
    /// Whether the reader would answer, but it is about them.
    pub own: bool,
    /// The form, where the reader answers.
    pub form: Option<AnswerForm>,
    /// Where one came from.
    pub back: &'static str,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

/// An answer.
#[derive(Clone, Debug, Serialize)]
pub struct Answered {
    /// Who.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Why so.
    pub reason: Option<String>,
}

/// The form that answers.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerForm {
    /// Where it goes.
    pub action: String,
    /// Recognise or decline.
    pub answer: Field,
    /// The two.
    pub answers: Vec<Choice>,
    /// The course that it equals.
    pub course: Field,
    /// Courses to choose from.
    pub courses: Vec<Choice>,
    /// The day that it is about.
    pub proven_on: Field,
    /// The last day on which it counts.
    pub valid_until: Field,
    /// Hours that it is worth.
    pub hours: Field,
    /// Points that it is worth.
    pub points: Field,
    /// Why.
    pub reason: Field,
}

/// The form that hands a document in.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentFormPage {
    /// Whom it is about; none: the reader.
    pub person: Option<String>,
    /// Where it goes.
    pub action: String,
    /// Where one came from.
    pub back: String,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// What it is.
    pub title: Field,
    /// Who issued it.
    pub issuer: Field,
    /// When.
    pub issued_on: Field,
    /// The last day on which it holds.
    pub valid_until: Field,
    /// For which requirement.
    pub requirement: Field,
    /// Requirements to choose from.
    pub requirements: Vec<Choice>,
    /// The file.
    pub scan: Field,
    /// What else is to be known.
    pub note: Field,
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the calendar")
}

fn at(text: &str) -> Instant {
    let at: chrono::DateTime<chrono::Utc> = text.parse().expect("an instant");
    at.into()
}

fn row(title: &str, person: Option<&str>, state: &'static str, mark: &'static str, waited: Option<i64>) -> DocumentRow {
    DocumentRow {
        href: "/documents/7".to_owned(),
        title: title.to_owned(),
        person: person.map(str::to_owned),
        requirement: Some("Hartlöten, Prüfungsbescheinigung".to_owned()),
        valid_until: Some(day("2028-10-31")),
        handed_in_on: day("2026-11-05"),
        state,
        mark,
        waited_days: waited,
    }
}

impl Page for DocumentsPage {
    const TEMPLATE: &'static str = "documents/list";

    fn samples() -> Vec<Self> {
        let own = Self {
            review: false,
            waiting: 1,
            oldest_days: Some(19),
            states: Vec::new(),
            rows: vec![
                row("Ersthelferschein", None, "waiting", "open", Some(19)),
                row("Schweißerprüfung ISO 13585", None, "recognised", "satisfied", None),
                DocumentRow {
                    requirement: None,
                    valid_until: None,
                    ..row("Staplerschein", Some("Luca Bianchi"), "declined", "refused", None)
                },
                row("Ersthelferschein, altes Bild", None, "withdrawn", "waived", None),
            ],
            next: None,
            review_href: None,
        };
        let chip = |word: &str, label: &str, current: bool| StateChip {
            href: format!("/documents/waiting?state={word}"),
            label: label.to_owned(),
            current,
        };
        let review = Self {
            review: true,
            waiting: 2,
            states: vec![chip("waiting", "Wartet", true), chip("recognised", "Anerkannt", false)],
            rows: vec![
                row("Ersthelferschein", Some("Selin Aydın"), "waiting", "open", Some(19)),
                row("G 25, Tauglichkeit", Some("Ole Brandt"), "waiting", "open", Some(0)),
            ],
            next: Some("/documents/waiting?after=7".to_owned()),
            ..own.clone()
        };
        let empty = Self {
            waiting: 0,
            oldest_days: None,
            rows: Vec::new(),
            review_href: Some("/documents/waiting".to_owned()),
            ..own.clone()
        };
        let done = Self {
            waiting: 0,
            oldest_days: None,
            rows: Vec::new(),
            next: None,
            ..review.clone()
        };
        vec![own, review, empty, done]
    }
}

impl Page for DocumentPage {
    const TEMPLATE: &'static str = "documents/document";

    fn samples() -> Vec<Self> {
        let waiting = Self {
            title: "Ersthelferschein".to_owned(),
            person: "Selin Aydın".to_owned(),
            record_href: Some("/people/7/record".to_owned()),
            state: "waiting",
            mark: "open",
            waited_days: Some(19),
            issuer: Some("DRK Hamburg".to_owned()),
            issued_on: day("2026-10-31"),
            valid_until: Some(day("2028-10-31")),
            requirement: Some("Erste Hilfe im Betrieb".to_owned()),
            course: None,
            note: Some("Der Lehrgang ging über zwei Tage.".to_owned()),
            handed_in_by: "Hannes Weiß".to_owned(),
            handed_in_at: at("2026-11-05T09:30:00Z"),
            answered: None,
            file_href: Some("/documents/7/file".to_owned()),
            evidence_href: None,
            withdraw_action: None,
            own: false,
            form: Some(AnswerForm {
                action: "/documents/7/answer".to_owned(),
                answer: Field::with("answer", "recognise"),
                answers: vec![
                    Choice::new("recognise", "Anerkennen").chosen(true),
                    Choice::new("decline", "Ablehnen"),
                ],
                course: Field::with("course", "EH-1"),
                courses: vec![Choice::new("EH-1", "EH-1 Erste Hilfe").chosen(true)],
                proven_on: Field::with("proven_on", "31.10.2026"),
                valid_until: Field::with("valid_until", "31.10.2028"),
                hours: Field::with("hours", "8"),
                points: Field::new("points"),
                reason: Field::new("reason"),
            }),
            back: "/documents/waiting",
            faults: Vec::new(),
        };
        let answered = |by: &str, reason: Option<&str>| {
            Some(Answered {
                by: by.to_owned(),
                at: at("2026-11-12T14:00:00Z"),
                reason: reason.map(str::to_owned),
            })
        };
        let recognised = Self {
            state: "recognised",
            mark: "satisfied",
            waited_days: None,
            course: Some("EH-1 Erste Hilfe".to_owned()),
            answered: answered("Marta Kjellberg", None),
            evidence_href: Some("/evidence/7".to_owned()),
            form: None,
            record_href: None,
            back: "/documents",
            ..waiting.clone()
        };
        let declined = Self {
            state: "declined",
            mark: "refused",
            waited_days: None,
            issuer: None,
            valid_until: None,
            requirement: None,
            note: None,
            answered: answered("Marta Kjellberg", Some("Auf dem Bild ist das Datum nicht zu lesen.")),
            file_href: None,
            form: None,
            ..waiting.clone()
        };
        let own = Self {
            own: true,
            form: None,
            withdraw_action: Some("/documents/7/withdrawal".to_owned()),
            ..waiting.clone()
        };
        vec![waiting, recognised, declined, own]
    }
}

impl Page for DocumentFormPage {
    const TEMPLATE: &'static str = "documents/form";

    fn samples() -> Vec<Self> {
        let own = Self {
            person: None,
            action: "/documents".to_owned(),
            back: "/documents".to_owned(),
            faults: Vec::new(),
            title: Field::new("title"),
            issuer: Field::new("issuer"),
            issued_on: Field::new("issued_on"),
            valid_until: Field::new("valid_until"),
            requirement: Field::with("requirement", "EH"),
            requirements: vec![
                Choice::new("EH", "Erste Hilfe im Betrieb").chosen(true),
                Choice::new("HV", "Hochvolt-Sicherheit"),
            ],
            scan: Field::new("scan"),
            note: Field::new("note"),
        };
        let wrong = Self {
            person: Some("Luca Bianchi".to_owned()),
            action: "/people/7/documents".to_owned(),
            back: "/people/7/record".to_owned(),
            faults: vec![FormFault {
                field: "scan".to_owned(),
                text: "Datei: Bitte eine Datei wählen.".to_owned(),
            }],
            title: Field::with("title", "Ersthelferschein"),
            issued_on: Field::with("issued_on", "31.10.2026"),
            requirements: Vec::new(),
            scan: Field::new("scan").wrong("Bitte eine Datei wählen."),
            ..own.clone()
        };
        vec![own, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Learner.sample_frame("/certificates")
    }
}
