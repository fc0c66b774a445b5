//! The form of a requirement, and the form that retires one.

use chrono::NaiveDate;
use serde::Serialize;

use super::{LadderFields, ReachView};
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page, TimeRule};

/// Writing a requirement or its next version.
#[derive(Clone, Debug, Serialize)]
pub struct RequirementFormPage {
    /// The code of one that is there; none: a new one.
    pub fixed: Option<String>,
    /// Its title in the reader's language; empty for a new one.
    pub name: String,
    /// Number of the version that is written.
    pub number: i32,
    /// Where the form goes.
    pub action: String,
    /// Back without saving.
    pub back: String,
    /// The revision of the draft that was there; empty where there was none.
    pub revision: String,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// The code of a new one.
    pub code: Field,
    /// Title and legal basis per language.
    pub texts: Vec<TextFields>,
    /// Texts in languages that the form does not show, kept as they are.
    pub others: Vec<Field>,
    /// The day from which it holds.
    pub in_force_on: Field,
    /// What becomes of those already in.
    pub already_in: Field,
    /// The ways; none: no version decided before.
    pub already_in_ways: Vec<Choice>,
    /// The day from which it holds for those already in.
    pub already_in_on: Field,
    /// Job roles that it concerns.
    pub job_roles: Offer,
    /// Services of the location.
    pub services: Offer,
    /// Countries of the location.
    pub countries: Offer,
    /// Languages in which people are addressed.
    pub languages: Offer,
    /// Organisations, each with those below it.
    pub organisations: Offer,
    /// Products that the location services.
    pub products: Offer,
    /// What happened.
    pub events: Offer,
    /// What is asked of facts about people and organisations.
    pub asked: AskedFields,
    /// Groups of further cases.
    pub groups: Vec<GroupFields>,
    /// What all groups stand at.
    pub groups_error: Option<String>,
    /// A tree that the form has no fields for: its text, kept as it is, and what it says.
    pub tree: Option<TreeField>,
    /// Courses that count at any time.
    pub initial: Offer,
    /// Courses that count for whoever has proven it before.
    pub refresher: Offer,
    /// Refreshers that take turns, a line each.
    pub rotation: Field,
    /// How strong evidence must be.
    pub strength: Field,
    /// The ways.
    pub strengths: Vec<Choice>,
    /// How old evidence from before the first day may be.
    pub recognise_days: Field,
    /// By when and how often.
    pub when: WhenFields,
    /// An example from a proof on the day it comes into force.
    pub rule: Option<TimeRule>,
    /// How it comes by its reminders.
    pub reminders: Field,
    /// As in the default, by steps of its own, none.
    pub reminder_kinds: Vec<Choice>,
    /// The steps of the default, a line each.
    pub inherited: Vec<String>,
    /// The ladder of its own.
    pub ladder: LadderFields,
    /// Steps that come too early for an anniversary.
    pub warnings: Vec<String>,
    /// Whom it would reach; none: not counted.
    pub reach: Option<ReachView>,
    /// How many details are missing or wrong before it can be counted; 0: none, or nothing was asked.
    pub lacking: usize,
}

/// Title and legal basis in one language.
#[derive(Clone, Debug, Serialize)]
pub struct TextFields {
    /// Code of the language.
    pub language: String,
    /// The title.
    pub title: Field,
    /// What it is founded on.
    pub basis: Field,
}

/// A list of which any entries can be chosen: all of a short catalogue, of a long one what was chosen and what was found.
#[derive(Clone, Debug, Serialize)]
pub struct Offer {
    /// Name that the form sends.
    pub name: String,
    /// What is wrong.
    pub error: Option<String>,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// The search, where the catalogue is long.
    pub find: Option<Field>,
    /// Whether something was looked for and not found.
    pub nothing: bool,
}

/// What is asked of facts, in rows of which the last is empty.
#[derive(Clone, Debug, Serialize)]
pub struct AskedFields {
    /// What faults stand at.
    pub name: String,
    /// What is wrong.
    pub error: Option<String>,
    /// The rows; none: there is nothing to ask about.
    pub rows: Vec<AskedRow>,
    /// What can be said of fields that have a list, a line each.
    pub lists: Vec<String>,
}

/// One of them.
#[derive(Clone, Debug, Serialize)]
pub struct AskedRow {
    /// About what.
    pub field: Field,
    /// The facts.
    pub fields: Vec<Choice>,
    /// How.
    pub how: Field,
    /// The ways.
    pub hows: Vec<Choice>,
    /// What it must say.
    pub value: Field,
}

/// A tree that goes through the form as it is.
#[derive(Clone, Debug, Serialize)]
pub struct TreeField {
    /// What is sent.
    pub field: Field,
    /// What it says.
    pub said: String,
}

/// Cases of which something is asked.
#[derive(Clone, Debug, Serialize)]
pub struct GroupFields {
    /// Its number.
    pub number: u32,
    /// What is asked of the cases.
    pub kind: Field,
    /// The ways.
    pub kinds: Vec<Choice>,
    /// The cases.
    pub cases: Vec<CaseFields>,
}

/// Conditions that are met together.
#[derive(Clone, Debug, Serialize)]
pub struct CaseFields {
    /// Number of its group.
    pub group: u32,
    /// Its number.
    pub number: u32,
    /// The conditions that are shown.
    pub conditions: Vec<ConditionFields>,
    /// What can be asked beside them.
    pub further: Field,
    /// The ways.
    pub furthers: Vec<Choice>,
}

/// One condition of a case.
#[derive(Clone, Debug, Serialize)]
pub struct ConditionFields {
    /// Number of its group.
    pub group: u32,
    /// Number of its case.
    pub case: u32,
    /// Chooses its words.
    pub kind: &'static str,
    /// Sent along, so that a condition without words stays.
    pub has: String,
    /// Words to choose; none: facts, which are asked about in rows.
    pub offer: Option<Offer>,
    /// The rows.
    pub asked: Option<AskedFields>,
}

/// By when and how often.
#[derive(Clone, Debug, Serialize)]
pub struct WhenFields {
    /// How the first date is said.
    pub first_kind: Field,
    /// The ways.
    pub first_kinds: Vec<Choice>,
    /// Days or months.
    pub first_count: Field,
    /// The date.
    pub first_on: Field,
    /// How it comes again.
    pub kind: Field,
    /// The kinds of recurrence.
    pub kinds: Vec<Choice>,
    /// Months between proofs.
    pub months: Field,
    /// How many hours or points.
    pub amount: Field,
    /// Hours or points.
    pub unit: Field,
    /// These two.
    pub units: Vec<Choice>,
    /// Days before the date that keep the anniversary.
    pub window_days: Field,
    /// Month in which a training year begins.
    pub year_month: Field,
    /// The months.
    pub year_months: Vec<Choice>,
    /// Day of that month.
    pub year_day: Field,
    /// Whoever has fewer days left begins with the next year.
    pub joiner_min_days: Field,
    /// Shown as due so many days before.
    pub notice_days: Field,
    /// Compliant so many days after.
    pub grace_days: Field,
    /// Lapses so many months after.
    pub lapse_months: Field,
    /// Nobody is due within so many days after a pause.
    pub return_days: Field,
    /// Whether planned dates move to the end of their month.
    pub rounds: bool,
}

impl Page for RequirementFormPage {
    const TEMPLATE: &'static str = "obligations/requirement_form";

    fn samples() -> Vec<Self> {
        super::form_sample::samples()
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/requirements")
    }
}

/// The form that retires a requirement.
#[derive(Clone, Debug, Serialize)]
pub struct RetirementPage {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// People to whom it applies now.
    pub people: i64,
    /// Those of them who are overdue or lapsed.
    pub behind: i64,
    /// The day on which a draft would have come into force that waits for it.
    pub waiting_on: Option<NaiveDate>,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// The last day on which it holds.
    pub on: Field,
    /// Why.
    pub reason: Field,
}

impl Page for RetirementPage {
    const TEMPLATE: &'static str = "obligations/retirement";

    fn samples() -> Vec<Self> {
        let empty = Self {
            code: "HV".to_owned(),
            title: "Hochvolt-Sicherheit, jährlich zum Stichtag".to_owned(),
            people: 412,
            behind: 26,
            waiting_on: None,
            faults: Vec::new(),
            on: Field::with("on", "24.11.2026"),
            reason: Field::new("reason"),
        };
        let wrong = Self {
            waiting_on: NaiveDate::from_ymd_opt(2027, 1, 1),
            faults: vec![FormFault {
                field: "reason".to_owned(),
                text: "Grund: Das fehlt.".to_owned(),
            }],
            reason: Field::new("reason").wrong("Das fehlt."),
            ..empty.clone()
        };
        vec![empty, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/requirements")
    }
}
