//! What the pages about own fields show.

use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Instant;
use chrono::NaiveDate;
use serde::Serialize;

crate::samples! { pages: FieldsPage, FieldFormPage, FieldValuePage }

/// The fields that there are.
#[derive(Clone, Debug, Serialize)]
pub struct FieldsPage {
    /// Those about people, those about organisations.
    pub groups: Vec<FieldGroup>,
    /// How many are filled in.
    pub standing: usize,
    /// Whether the reader may define any.
    pub may_change: bool,
}

/// Fields about people, or about organisations.
#[derive(Clone, Debug, Serialize)]
pub struct FieldGroup {
    /// `person` or `organisation`.
    pub subject: &'static str,
    /// By code.
    pub rows: Vec<DefinedRow>,
}

/// One field.
#[derive(Clone, Debug, Serialize)]
pub struct DefinedRow {
    /// Stable word.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// Its page, for whoever may change it.
    pub href: Option<String>,
    /// Kind.
    pub kind: String,
    /// What can be said, where there is a list.
    pub choices: String,
    /// Who fills it in.
    pub filled_by: String,
    /// Whether it was put aside.
    pub archived: bool,
}

/// Defining a field.
#[derive(Clone, Debug, Serialize)]
pub struct FieldFormPage {
    /// The code of one that is there; none: a new one.
    pub fixed: Option<String>,
    /// What it is called.
    pub name: String,
    /// Where the form goes.
    pub action: String,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// How often it was changed.
    pub revision: i32,
    /// Stable word.
    pub code: Field,
    /// About whom.
    pub subject: Field,
    /// People, organisations.
    pub subjects: Vec<Choice>,
    /// What it holds.
    pub kind: Field,
    /// The kinds.
    pub kinds: Vec<Choice>,
    /// Title in German.
    pub title_de: Field,
    /// Title in English.
    pub title_en: Field,
    /// The list, a line each.
    pub choices: Field,
    /// Whether it has one.
    pub listed: bool,
    /// Who fills it in.
    pub filled_by: Field,
    /// The two.
    pub fillers: Vec<Choice>,
    /// When it was put aside.
    pub archived_at: Option<Instant>,
}

/// Filling a field in.
#[derive(Clone, Debug, Serialize)]
pub struct FieldValuePage {
    /// About whom or what.
    pub subject: String,
    /// What the field is called.
    pub title: String,
    /// Kind.
    pub kind: String,
    /// Where the form goes.
    pub url: String,
    /// The page of the person or organisation.
    pub back: String,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// What it says.
    pub value: Field,
    /// What can be said.
    pub choices: Vec<Choice>,
    /// First day.
    pub from_on: Field,
    /// Last day.
    pub to_on: Field,
    /// What is on record, the latest first.
    pub rows: Vec<ValueRow>,
}

/// A value with its days.
#[derive(Clone, Debug, Serialize)]
pub struct ValueRow {
    /// What it says.
    pub value: String,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
    /// Where it is ended today, while it runs.
    pub end_url: Option<String>,
    /// Where it is taken back, for whoever answers for the record.
    pub withdraw_url: Option<String>,
}

impl Page for FieldsPage {
    const TEMPLATE: &'static str = "fields/list";

    fn samples() -> Vec<Self> {
        let row = |code: &str, title: &str, kind: &str, filled_by: &str| DefinedRow {
            code: code.to_owned(),
            title: title.to_owned(),
            href: Some("/fields/1".to_owned()),
            kind: kind.to_owned(),
            choices: String::new(),
            filled_by: filled_by.to_owned(),
            archived: false,
        };
        let level = DefinedRow {
            choices: "Gold, Silber, Bronze".to_owned(),
            ..row("level", "Stufe", "choice", "manufacturer")
        };
        let old = DefinedRow {
            archived: true,
            ..row("fax", "Fax", "text", "partner")
        };
        let group = |subject, rows| FieldGroup { subject, rows };
        let some = Self {
            groups: vec![
                group("person", vec![row("on-call", "Im Bereitschaftsdienst", "yes_no", "partner")]),
                group("organisation", vec![old, level]),
            ],
            standing: 2,
            may_change: true,
        };
        let none = Self {
            groups: vec![group("person", Vec::new()), group("organisation", Vec::new())],
            standing: 0,
            ..some.clone()
        };
        let seen = Self {
            may_change: false,
            ..some.clone()
        };
        vec![some, none, seen]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/requirements")
    }
}

impl Page for FieldFormPage {
    const TEMPLATE: &'static str = "fields/form";

    fn samples() -> Vec<Self> {
        let new = Self {
            fixed: None,
            name: String::new(),
            action: "/fields".to_owned(),
            faults: vec![FormFault {
                field: "code".to_owned(),
                text: "Kurzwort: Das fehlt.".to_owned(),
            }],
            revision: 0,
            code: Field::new("code").wrong("Das fehlt."),
            subject: Field::with("subject", "person"),
            subjects: vec![
                Choice::new("person", "Personen").chosen(true),
                Choice::new("organisation", "Betriebe"),
            ],
            kind: Field::with("kind", "choice"),
            kinds: vec![
                Choice::new("text", "Text"),
                Choice::new("choice", "eines aus einer Liste").chosen(true),
            ],
            title_de: Field::new("title_de"),
            title_en: Field::new("title_en"),
            choices: Field::new("choices"),
            listed: true,
            filled_by: Field::with("filled_by", "partner"),
            fillers: vec![
                Choice::new("manufacturer", "nur der Hersteller"),
                Choice::new("partner", "auch die Partnerverwaltung").chosen(true),
            ],
            archived_at: None,
        };
        let there = Self {
            fixed: Some("level".to_owned()),
            name: "Stufe".to_owned(),
            action: "/fields/1".to_owned(),
            faults: Vec::new(),
            code: Field::with("code", "level"),
            title_de: Field::with("title_de", "Stufe"),
            title_en: Field::with("title_en", "Level"),
            choices: Field::with("choices", "gold; Gold; Gold\nsilver; Silver; Silber"),
            ..new.clone()
        };
        let at: chrono::DateTime<chrono::Utc> = "2026-11-24T09:12:00Z".parse().expect("an instant");
        let aside = Self {
            listed: false,
            archived_at: Some(at.into()),
            ..there.clone()
        };
        vec![new, there, aside]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/requirements")
    }
}

impl Page for FieldValuePage {
    const TEMPLATE: &'static str = "fields/value";

    fn samples() -> Vec<Self> {
        let day = |text: &str| text.parse().expect("a day of the calendar");
        let row = |value: &str, from: &str, to: Option<&str>| ValueRow {
            value: value.to_owned(),
            from_on: day(from),
            to_on: to.map(day),
            end_url: to.is_none().then(|| "/people/1/fields/on-call/1/end".to_owned()),
            withdraw_url: Some("/people/1/fields/on-call/1/withdrawal".to_owned()),
        };
        let list = Self {
            subject: "Selin Aydın".to_owned(),
            title: "Im Bereitschaftsdienst".to_owned(),
            kind: "yes_no".to_owned(),
            url: "/people/1/fields/on-call".to_owned(),
            back: "/people/1".to_owned(),
            faults: Vec::new(),
            value: Field::with("value", "yes"),
            choices: vec![Choice::new("yes", "ja").chosen(true), Choice::new("no", "nein")],
            from_on: Field::with("from_on", "24.11.2026"),
            to_on: Field::new("to_on"),
            rows: vec![row("ja", "2026-03-01", None), row("nein", "2024-01-01", Some("2026-02-28"))],
        };
        let wrong = Self {
            kind: "number".to_owned(),
            faults: vec![FormFault {
                field: "value".to_owned(),
                text: "Wert: Das ist keine Zahl.".to_owned(),
            }],
            value: Field::with("value", "viele").wrong("Das ist keine Zahl."),
            choices: Vec::new(),
            rows: Vec::new(),
            ..list.clone()
        };
        let date = Self {
            kind: "date".to_owned(),
            value: Field::with("value", "24.11.2026"),
            faults: Vec::new(),
            ..wrong.clone()
        };
        let text = Self {
            kind: "text".to_owned(),
            value: Field::with("value", "Halle 3"),
            ..date.clone()
        };
        let own = Self {
            url: "/profile/fields/on-call".to_owned(),
            back: "/profile".to_owned(),
            rows: list
                .rows
                .iter()
                .map(|row| ValueRow {
                    withdraw_url: None,
                    ..row.clone()
                })
                .collect(),
            ..list.clone()
        };
        vec![list, wrong, date, text, own]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/people")
    }
}
