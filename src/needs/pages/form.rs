//! Asking, answering, joining, and giving a reason.

use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use chrono::NaiveDate;
use serde::Serialize;

/// The form that asks.
#[derive(Clone, Debug, Serialize)]
pub struct AskPage {
    /// For which organisation.
    pub organisation: Field,
    /// Those that can be chosen.
    pub organisations: Vec<Choice>,
    /// Which course.
    pub course: Field,
    /// Those that there are.
    pub courses: Vec<Choice>,
    /// Or which topic.
    pub topic: Field,
    /// More about it.
    pub details: Field,
    /// Who is to learn it.
    pub people: Field,
    /// People who can be named.
    pub choices: Vec<Choice>,
    /// Or how many.
    pub people_count: Field,
    /// By when.
    pub wanted_by_on: Field,
    /// Where.
    pub place: Field,
    /// In which language.
    pub language: Field,
    /// Those that are offered.
    pub languages: Vec<Choice>,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

/// The form that answers.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerPage {
    /// Who asks.
    pub organisation: String,
    /// For what.
    pub title: String,
    /// Where the form goes.
    pub action: String,
    /// The need.
    pub back: String,
    /// In which way.
    pub answer: Field,
    /// The ways.
    pub ways: Vec<Choice>,
    /// On which day.
    pub held_on: Field,
    /// Which course serves.
    pub course: Field,
    /// Those that there are.
    pub courses: Vec<Choice>,
    /// Place, what else serves, or the reason.
    pub remark: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

/// The form that takes a need back, or says that an answer does not help.
#[derive(Clone, Debug, Serialize)]
pub struct ReasonPage {
    /// `objection` or `withdrawal`.
    pub kind: &'static str,
    /// What was asked for.
    pub title: String,
    /// How many joined.
    pub joined: usize,
    /// Whether the reason may be left out.
    pub optional: bool,
    /// Where the form goes.
    pub action: String,
    /// The need.
    pub back: String,
    /// Why.
    pub reason: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

/// The form that joins.
#[derive(Clone, Debug, Serialize)]
pub struct JoinPage {
    /// What is asked for.
    pub title: String,
    /// How many ask.
    pub asking: usize,
    /// By when it is wanted.
    pub wanted_by_on: Option<NaiveDate>,
    /// In which language.
    pub language: String,
    /// State word.
    pub state: &'static str,
    /// Where the form goes.
    pub action: String,
    /// For which organisation.
    pub organisation: Field,
    /// Those that can be chosen.
    pub organisations: Vec<Choice>,
    /// For how many people.
    pub people_count: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

fn fault(field: &str, text: &str) -> Vec<FormFault> {
    vec![FormFault {
        field: field.to_owned(),
        text: text.to_owned(),
    }]
}

fn courses() -> Vec<Choice> {
    vec![
        Choice::new("HV-101", "Hochvolt-Sicherheit (HV-101)"),
        Choice::new("REF-1", "Kältemittel (REF-1)"),
    ]
}

fn organisations() -> Vec<Choice> {
    vec![Choice::new("1", "Thermopartner Leipzig"), Choice::new("2", "Thermopartner Halle")]
}

impl Page for AskPage {
    const TEMPLATE: &'static str = "needs/ask";

    fn samples() -> Vec<Self> {
        let empty = Self {
            organisation: Field::new("organisation"),
            organisations: organisations(),
            course: Field::new("course"),
            courses: courses(),
            topic: Field::new("topic"),
            details: Field::new("details"),
            people: Field::new("people"),
            choices: vec![
                Choice::new("4", "Selin Aydın"),
                Choice::new("5", "Luca Bianchi"),
                Choice::new("6", "Wendelin".repeat(10)),
            ],
            people_count: Field::new("people_count"),
            wanted_by_on: Field::new("wanted_by_on"),
            place: Field::new("place"),
            language: Field::with("language", "de"),
            languages: vec![Choice::new("de", "Deutsch").chosen(true), Choice::new("en", "Englisch")],
            faults: Vec::new(),
        };
        let what = "Wählen Sie einen Kurs, oder nennen Sie ein Thema.";
        let wrong = Self {
            topic: Field::new("topic").wrong(what),
            people_count: Field::with("people_count", "viele").wrong("Eine ganze Zahl von 1 bis 1000."),
            organisations: Vec::new(),
            choices: Vec::new(),
            faults: fault("topic", &format!("Thema: {what}")),
            ..empty.clone()
        };
        vec![empty, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/both-sides")
    }
}

impl Page for AnswerPage {
    const TEMPLATE: &'static str = "needs/answer";

    fn samples() -> Vec<Self> {
        let ways = [
            ("date", "Wir schulen es an einem Tag", "Nennen Sie den Tag, und wo."),
            ("substitute", "Etwas anderes erfüllt den Zweck", "Ein Kurs, oder was sonst hilft."),
            ("refusal", "Wir schulen es nicht", "Mit dem Grund, so dass der Partner planen kann."),
        ];
        let empty = Self {
            organisation: "Kälte Albers".to_owned(),
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            action: "/needs/7/answer".to_owned(),
            back: "/needs/7".to_owned(),
            answer: Field::new("answer"),
            ways: ways.map(|(value, label, hint)| Choice::new(value, label).hint(hint)).to_vec(),
            held_on: Field::new("held_on"),
            course: Field::new("course"),
            courses: courses(),
            remark: Field::new("remark"),
            faults: Vec::new(),
        };
        let why = "Nennen Sie den Grund.";
        let wrong = Self {
            answer: Field::with("answer", "refusal"),
            remark: Field::new("remark").wrong(why),
            faults: fault("remark", &format!("Ort, Ersatz oder Grund: {why}")),
            ..empty.clone()
        };
        vec![empty, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/network")
    }
}

impl Page for ReasonPage {
    const TEMPLATE: &'static str = "needs/reason";

    fn samples() -> Vec<Self> {
        let objection = Self {
            kind: "objection",
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            joined: 2,
            optional: false,
            action: "/needs/7/objection".to_owned(),
            back: "/needs/7".to_owned(),
            reason: Field::new("reason").wrong("Bitte ausfüllen."),
            faults: fault("reason", "Grund: Bitte ausfüllen."),
        };
        let withdrawal = Self {
            kind: "withdrawal",
            optional: true,
            action: "/needs/7/withdrawal".to_owned(),
            reason: Field::new("reason"),
            faults: Vec::new(),
            ..objection.clone()
        };
        let alone = Self {
            joined: 0,
            ..withdrawal.clone()
        };
        vec![objection, withdrawal, alone]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/both-sides")
    }
}

impl Page for JoinPage {
    const TEMPLATE: &'static str = "needs/join";

    fn samples() -> Vec<Self> {
        let several = Self {
            title: "Fehlersuche an Verdichtern der Reihe N7".to_owned(),
            asking: 3,
            wanted_by_on: "2027-03-01".parse().ok(),
            language: "DE".to_owned(),
            state: "open",
            action: "/needs/8/joining".to_owned(),
            organisation: Field::new("organisation"),
            organisations: organisations(),
            people_count: Field::new("people_count"),
            faults: Vec::new(),
        };
        let one = Self {
            asking: 1,
            wanted_by_on: None,
            state: "answered",
            organisations: Vec::new(),
            people_count: Field::with("people_count", "0").wrong("Eine ganze Zahl von 1 bis 1000."),
            faults: fault("people_count", "Wie viele: Eine ganze Zahl von 1 bis 1000."),
            ..several.clone()
        };
        vec![several, one]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/both-sides")
    }
}
