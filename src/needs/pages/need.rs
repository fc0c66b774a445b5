//! What is asked, and one need.

use crate::people::menu::Menu;
use crate::platform::views::{Frame, Page};
use crate::rules::id::Instant;
use chrono::NaiveDate;
use serde::Serialize;

/// What is asked.
#[derive(Clone, Debug, Serialize)]
pub struct NeedsPage {
    /// Whether the manufacturer looks.
    pub manufacturer: bool,
    /// Where one asks, for those who may.
    pub ask_href: Option<String>,
    /// Needs without an answer.
    pub open: usize,
    /// Needs whose answer nobody judged yet.
    pub answered: usize,
    /// Needs of one's own, those that one joined among them; for the manufacturer all.
    pub rows: Vec<NeedRow>,
    /// What others ask and one could join.
    pub others: Vec<NeedRow>,
}

/// A need.
#[derive(Clone, Debug, Serialize)]
pub struct NeedRow {
    /// Its page; of others', where one joins.
    pub href: String,
    /// The course's title, or the topic.
    pub title: String,
    /// Who asks, where that may be seen.
    pub organisation: Option<String>,
    /// For how many people, those of the joined among them.
    pub people: i64,
    /// How many joined.
    pub joined: usize,
    /// By when it is wanted.
    pub wanted_by_on: Option<NaiveDate>,
    /// In which language, ISO 639-1 in capitals.
    pub language: String,
    /// State word.
    pub state: &'static str,
    /// Its mark.
    pub mark: &'static str,
    /// By when an answer is owed, or since when it is too late.
    pub answer_on: Option<NaiveDate>,
    /// Whether that has passed.
    pub breached: bool,
}

/// One need.
#[derive(Clone, Debug, Serialize)]
pub struct NeedPage {
    /// The course's title, or the topic.
    pub title: String,
    /// Who asks, where that may be seen.
    pub organisation: Option<String>,
    /// The course, where it is one.
    pub course_code: Option<String>,
    /// For how many people, those of the joined among them.
    pub people: i64,
    /// How many joined.
    pub joined: usize,
    /// Who, for the manufacturer.
    pub joined_by: Vec<String>,
    /// People named, where that may be seen.
    pub named: Vec<String>,
    /// By when it is wanted.
    pub wanted_by_on: Option<NaiveDate>,
    /// Where.
    pub place: Option<String>,
    /// In which language.
    pub language: String,
    /// State word.
    pub state: &'static str,
    /// Its mark.
    pub mark: &'static str,
    /// How the duty to answer stands, in a sentence.
    pub why: Option<String>,
    /// The page of that duty.
    pub duty_href: Option<String>,
    /// What happened, the latest first.
    pub events: Vec<NeedLine>,
    /// Where it is answered.
    pub answer_href: Option<String>,
    /// Where one says that the answer helps.
    pub confirm_action: Option<String>,
    /// Where one says that it does not.
    pub objection_href: Option<String>,
    /// Where it is taken back.
    pub withdrawal_href: Option<String>,
    /// Where one says that one does not ask any more.
    pub leave_action: Option<String>,
}

/// Something that happened.
#[derive(Clone, Debug, Serialize)]
pub struct NeedLine {
    /// When.
    pub at: Instant,
    /// What.
    pub word: String,
    /// Who, where that may be seen.
    pub by: Option<String>,
    /// `date`, `substitute` or `refusal`.
    pub answer: Option<String>,
    /// The day on which it is taught.
    pub held_on: Option<NaiveDate>,
    /// The course that serves.
    pub course: Option<String>,
    /// Remark or reason.
    pub remark: Option<String>,
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn row(title: &str, state: &'static str, mark: &'static str, due: Option<&str>) -> NeedRow {
    NeedRow {
        href: "/needs/7".to_owned(),
        title: title.to_owned(),
        organisation: Some("Kälte Albers".to_owned()),
        people: 9,
        joined: 2,
        wanted_by_on: day("2027-02-15"),
        language: "DE".to_owned(),
        state,
        mark,
        answer_on: due.and_then(day),
        breached: mark == "overdue",
    }
}

impl Page for NeedsPage {
    const TEMPLATE: &'static str = "needs/list";

    fn samples() -> Vec<Self> {
        let other = NeedRow {
            href: "/needs/8/joining/new".to_owned(),
            organisation: None,
            ..row("Fehlersuche an Verdichtern der Reihe N7", "open", "open", None)
        };
        let partner = Self {
            manufacturer: false,
            ask_href: Some("/needs/new".to_owned()),
            open: 1,
            answered: 1,
            rows: vec![
                row("Wärmepumpen mit R290 in Betrieb nehmen", "open", "due", Some("2026-11-27")),
                NeedRow {
                    wanted_by_on: None,
                    joined: 0,
                    people: 1,
                    ..row("Kältemittel", "answered", "half", None)
                },
                row("Umgang mit Kunden", "settled", "satisfied", None),
                row("Druckprüfung", "withdrawn", "waived", None),
            ],
            others: vec![other],
        };
        let manufacturer = Self {
            manufacturer: true,
            ask_href: None,
            open: 2,
            rows: vec![
                row("Druckprüfung", "open", "overdue", Some("2026-11-12")),
                row("Wärmepumpen mit R290 in Betrieb nehmen", "open", "open", Some("2026-12-07")),
            ],
            others: Vec::new(),
            ..partner.clone()
        };
        let empty = Self {
            open: 0,
            answered: 0,
            rows: Vec::new(),
            others: Vec::new(),
            ..partner.clone()
        };
        let nothing = Self {
            manufacturer: true,
            ask_href: None,
            ..empty.clone()
        };
        vec![partner, manufacturer, empty, nothing]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/both-sides")
    }
}

impl Page for NeedPage {
    const TEMPLATE: &'static str = "needs/need";

    fn samples() -> Vec<Self> {
        let asker = sample();
        let manufacturer = Self {
            state: "open",
            mark: "overdue",
            joined_by: vec!["Froid Bernard".to_owned(), "Klima Krüger".to_owned()],
            why: Some("Die Frist lief seit dem 2. November und ist am 16. November abgelaufen, ohne dass etwas geschah.".to_owned()),
            events: asker.events.iter().skip(1).cloned().collect(),
            answer_href: Some("/needs/7/answer/new".to_owned()),
            confirm_action: None,
            objection_href: None,
            withdrawal_href: None,
            ..asker.clone()
        };
        let joined = Self {
            organisation: None,
            named: Vec::new(),
            place: None,
            confirm_action: None,
            objection_href: None,
            withdrawal_href: None,
            leave_action: Some("/needs/7/leaving".to_owned()),
            ..asker.clone()
        };
        vec![asker, manufacturer, joined]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/both-sides")
    }
}

fn sample() -> NeedPage {
    let at = |text: &str| -> Instant {
        let at: chrono::DateTime<chrono::Utc> = text.parse().expect("an instant");
        at.into()
    };
    let line = |when: &str, word: &str, remark: Option<&str>| NeedLine {
        at: at(when),
        word: word.to_owned(),
        by: None,
        answer: None,
        held_on: None,
        course: None,
        remark: remark.map(str::to_owned),
    };
    let refused = NeedLine {
        answer: Some("refusal".to_owned()),
        ..line("2026-11-09T08:00:00Z", "answered", Some("Dieses Gerät verkaufen wir nicht mehr."))
    };
    let substitute = NeedLine {
        answer: Some("substitute".to_owned()),
        course: Some("Kältemittel".to_owned()),
        ..line("2026-11-10T08:00:00Z", "answered", None)
    };
    let dated = NeedLine {
        answer: Some("date".to_owned()),
        held_on: day("2027-02-08"),
        ..line("2026-11-18T14:00:00Z", "answered", Some("In Kassel, acht Plätze"))
    };
    let asked = NeedLine {
        by: Some("Hannes Weiß".to_owned()),
        ..line(
            "2026-11-02T09:30:00Z",
            "asked",
            Some("Zwei Anlagen werden im Frühjahr aufgestellt."),
        )
    };
    NeedPage {
        title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
        organisation: Some("Kälte Albers".to_owned()),
        course_code: None,
        people: 9,
        joined: 2,
        joined_by: Vec::new(),
        named: vec!["Selin Aydın".to_owned(), "Luca Bianchi".to_owned()],
        wanted_by_on: day("2027-02-15"),
        place: Some("Hamburg oder Umgebung".to_owned()),
        language: "DE".to_owned(),
        state: "answered",
        mark: "half",
        why: Some("Eingehalten am 9. November; Zeit war bis 16. November.".to_owned()),
        duty_href: Some("/duties/7".to_owned()),
        events: vec![
            dated,
            line("2026-11-11T10:00:00Z", "objected", Some("Das Gerät steht bei drei Kunden.")),
            substitute,
            refused,
            asked,
        ],
        answer_href: None,
        confirm_action: Some("/needs/7/confirmation".to_owned()),
        objection_href: Some("/needs/7/objection/new".to_owned()),
        withdrawal_href: Some("/needs/7/withdrawal/new".to_owned()),
        leave_action: None,
    }
}
