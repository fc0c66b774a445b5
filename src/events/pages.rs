//! What the pages about events show.

use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use chrono::NaiveDate;
use serde::Serialize;

crate::samples! { pages: EventsPage, EventFormPage }

/// What happened, and what can happen.
#[derive(Clone, Debug, Serialize)]
pub struct EventsPage {
    /// What is wrong with what was typed.
    pub faults: Vec<FormFault>,
    /// What happened, the latest first.
    pub rows: Vec<EventRow>,
    /// Whether there is anything that can happen.
    pub may_record: bool,
    /// What can happen.
    pub kinds: Vec<KindRow>,
    /// Whether the reader may add to that.
    pub may_add: bool,
    /// Word for something new.
    pub code: Field,
    /// Its name in English.
    pub en: Field,
    /// Its name in German.
    pub de: Field,
}

/// One event.
#[derive(Clone, Debug, Serialize)]
pub struct EventRow {
    /// What happened.
    pub kind: String,
    /// On which day.
    pub happened_on: NaiveDate,
    /// Where: there and below.
    pub organisation: String,
    /// Code of the product; none: whatever is serviced.
    pub product: Option<String>,
    /// The person; none: everybody there.
    pub person: Option<String>,
    /// Their page.
    pub person_href: Option<String>,
    /// What else there is to say.
    pub note: String,
    /// Where it is taken back.
    pub withdraw_url: String,
}

/// Something that can happen.
#[derive(Clone, Debug, Serialize)]
pub struct KindRow {
    /// Its name.
    pub name: String,
    /// Its word.
    pub code: String,
}

/// Writing down what happened.
#[derive(Clone, Debug, Serialize)]
pub struct EventFormPage {
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// What happened.
    pub kind: Field,
    /// What can happen.
    pub kinds: Vec<Choice>,
    /// On which day.
    pub happened_on: Field,
    /// Whom it concerns.
    pub whom: Field,
    /// The ways to say so.
    pub whoms: Vec<Choice>,
    /// How many people it concerns, once that is asked before it is written down.
    pub reach: Option<usize>,
    /// The person's number.
    pub person: Field,
    /// The organisation's number.
    pub organisation: Field,
    /// Those to choose from.
    pub organisations: Vec<Choice>,
    /// The product.
    pub product: Field,
    /// Those to choose from.
    pub products: Vec<Choice>,
    /// What else there is to say.
    pub note: Field,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_default()
}

impl Page for EventsPage {
    const TEMPLATE: &'static str = "events/list";

    fn samples() -> Vec<Self> {
        let accident = EventRow {
            kind: "Beinaheunfall mit Hochvolt".to_owned(),
            happened_on: day("2026-11-17"),
            organisation: "Kälte Albers".to_owned(),
            product: None,
            person: Some("Selin Aydın".to_owned()),
            person_href: Some("/people/7".to_owned()),
            note: "Trennstelle nicht gegen Wiedereinschalten gesichert.".to_owned(),
            withdraw_url: "/events/7/withdrawal".to_owned(),
        };
        let software = EventRow {
            kind: "Neue Reglersoftware".to_owned(),
            happened_on: day("2026-12-01"),
            organisation: "Nordhaus".to_owned(),
            product: Some("N8".to_owned()),
            person: None,
            person_href: None,
            note: String::new(),
            ..accident.clone()
        };
        let kind = |name: &str, code: &str| KindRow {
            name: name.to_owned(),
            code: code.to_owned(),
        };
        let some = Self {
            faults: Vec::new(),
            rows: vec![software, accident],
            may_record: true,
            kinds: vec![
                kind("Beinaheunfall mit Hochvolt", "high-voltage-near-miss"),
                kind("Neue Reglersoftware", "controller-software"),
            ],
            may_add: true,
            code: Field::new("code"),
            en: Field::new("en"),
            de: Field::new("de"),
        };
        let none = Self {
            rows: Vec::new(),
            may_add: false,
            ..some.clone()
        };
        let wrong = Self {
            faults: vec![FormFault {
                field: "code".to_owned(),
                text: "Wort: Das fehlt.".to_owned(),
            }],
            code: Field::new("code").wrong("Das fehlt."),
            rows: Vec::new(),
            kinds: Vec::new(),
            may_record: false,
            ..some.clone()
        };
        vec![some, none, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/requirements")
    }
}

impl Page for EventFormPage {
    const TEMPLATE: &'static str = "events/form";

    fn samples() -> Vec<Self> {
        let empty = Self {
            faults: Vec::new(),
            kind: Field::new("kind"),
            kinds: vec![Choice::new("high-voltage-near-miss", "Beinaheunfall mit Hochvolt")],
            happened_on: Field::with("happened_on", "24.11.2026"),
            whom: Field::with("whom", "person"),
            whoms: vec![
                Choice::new("person", "Eine Person").chosen(true),
                Choice::new("organisation", "Ein Betrieb mit allen darunter"),
                Choice::new("everybody", "Alle, für die Sie sprechen"),
            ],
            reach: None,
            person: Field::with("person", "T-101"),
            organisation: Field::new("organisation"),
            organisations: vec![Choice::new("P-11", "P-11 Kälte Albers")],
            product: Field::new("product"),
            products: vec![Choice::new("N8", "N8 Nordhaus 8")],
            note: Field::new("note"),
        };
        let wrong = Self {
            faults: vec![FormFault {
                field: "kind".to_owned(),
                text: "Was geschehen ist: Das fehlt.".to_owned(),
            }],
            kind: Field::new("kind").wrong("Das fehlt."),
            products: Vec::new(),
            ..empty.clone()
        };
        let asked = Self {
            whom: Field::with("whom", "everybody"),
            whoms: vec![
                Choice::new("person", "Eine Person"),
                Choice::new("organisation", "Ein Betrieb mit allen darunter"),
                Choice::new("everybody", "Alle, für die Sie sprechen").chosen(true),
            ],
            reach: Some(412),
            ..empty.clone()
        };
        vec![empty, wrong, asked]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/people")
    }
}
