//! What the pages of facts and products show.

use super::{day, frame};
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use chrono::NaiveDate;
use serde::Serialize;

/// A fact, or a product that is serviced, with its days.
#[derive(Clone, Debug, Serialize)]
pub struct DatedRow {
    /// What the fact is about, or the product's code.
    pub label: String,
    /// What it says, or the product's name.
    pub value: String,
    /// At which location.
    pub at: Option<String>,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
    /// Where it is ended today.
    pub end_url: Option<String>,
    /// Where it is taken back.
    pub withdraw_url: Option<String>,
}

impl DatedRow {
    /// One that runs, to show.
    pub fn sample(label: &str, value: &str, at: Option<&str>) -> Self {
        Self {
            label: label.to_owned(),
            value: value.to_owned(),
            at: at.map(str::to_owned),
            from_on: day(2026, 3, 1),
            to_on: None,
            end_url: Some("/organisations/1/facts/1/end".to_owned()),
            withdraw_url: Some("/organisations/1/facts/1/withdrawal".to_owned()),
        }
    }
}

/// Writing down a fact, or that a location services a product.
#[derive(Clone, Debug, Serialize)]
pub struct DatedPage {
    /// `facts` or `products`.
    pub kind: &'static str,
    /// About which organisation.
    pub organisation: String,
    /// Where the form goes.
    pub url: String,
    /// The organisation's page.
    pub back: String,
    /// Facts as they are written elsewhere.
    pub known: Vec<String>,
    /// What the fact is about.
    pub name: Field,
    /// What it says.
    pub value: Field,
    /// Where the product is serviced.
    pub location_id: Field,
    /// The organisation's locations.
    pub locations: Vec<Choice>,
    /// Which product.
    pub product: Field,
    /// The catalogue.
    pub products: Vec<Choice>,
    /// First day.
    pub from_on: Field,
    /// Last day.
    pub to_on: Field,
    /// Faults above the form.
    pub faults: Vec<FormFault>,
}

impl Page for DatedPage {
    const TEMPLATE: &'static str = "organisations/dated";

    fn samples() -> Vec<Self> {
        let fact = Self {
            kind: "facts",
            organisation: "Kälte Albers".to_owned(),
            url: "/organisations/1/facts".to_owned(),
            back: "/organisations/1".to_owned(),
            known: vec!["level = gold".to_owned(), "level = silver".to_owned()],
            name: Field::with("name", "level"),
            value: Field::with("value", "Gold").wrong("Nur kleine Buchstaben, Ziffern, - und _."),
            location_id: Field::new("location_id"),
            locations: vec![Choice::new("1", "Hamburg").chosen(true)],
            product: Field::new("product"),
            products: vec![Choice::new("N8", "N8 Nordhaus 8"), Choice::new("N8-12", "N8-12 Nordhaus 8, 12 kW")],
            from_on: Field::with("from_on", "2026-11-24"),
            to_on: Field::new("to_on"),
            faults: vec![FormFault {
                field: "value".to_owned(),
                text: "Wert: Nur kleine Buchstaben, Ziffern, - und _.".to_owned(),
            }],
        };
        let product = Self {
            kind: "products",
            url: "/organisations/1/products".to_owned(),
            faults: Vec::new(),
            ..fact.clone()
        };
        let none = Self {
            products: Vec::new(),
            known: Vec::new(),
            ..product.clone()
        };
        vec![fact, product, none]
    }

    fn sample_frame() -> Frame {
        frame("/organisations")
    }
}

/// The catalogue of products.
#[derive(Clone, Debug, Serialize)]
pub struct ProductsPage {
    /// Lines with their models.
    pub lines: Vec<ProductLine>,
    /// Code of a new product.
    pub code: Field,
    /// The line of a new model.
    pub line: Field,
    /// The lines.
    pub line_choices: Vec<Choice>,
    /// English name of a new product.
    pub en: Field,
    /// German name.
    pub de: Field,
    /// Faults above the form.
    pub faults: Vec<FormFault>,
    /// Whether the viewer may change them.
    pub may_change: bool,
}

/// A line with its models.
#[derive(Clone, Debug, Serialize)]
pub struct ProductLine {
    /// The line.
    pub line: ProductRow,
    /// Its models.
    pub models: Vec<ProductRow>,
}

/// One product.
#[derive(Clone, Debug, Serialize)]
pub struct ProductRow {
    /// Where it is renamed.
    pub url: String,
    /// Stable word.
    pub code: String,
    /// English name.
    pub en: String,
    /// German name.
    pub de: String,
}

impl Page for ProductsPage {
    const TEMPLATE: &'static str = "administration/products";

    fn samples() -> Vec<Self> {
        let row = |code: &str, en: &str, de: &str| ProductRow {
            url: "/administration/products/1".to_owned(),
            code: code.to_owned(),
            en: en.to_owned(),
            de: de.to_owned(),
        };
        let full = Self {
            lines: vec![ProductLine {
                line: row("N8", "Nordhaus 8", "Nordhaus 8"),
                models: vec![row("N8-12", "Nordhaus 8, 12 kW", "Nordhaus 8, 12 kW")],
            }],
            code: Field::with("code", "N 9").wrong("Nur Buchstaben, Ziffern, Punkt, - und _."),
            line: Field::new("line"),
            line_choices: vec![Choice::new("N8", "N8 Nordhaus 8")],
            en: Field::with("en", "Nordhaus 9"),
            de: Field::with("de", "Nordhaus 9"),
            faults: vec![FormFault {
                field: "code".to_owned(),
                text: "Kurzwort: Nur Buchstaben, Ziffern, Punkt, - und _.".to_owned(),
            }],
            may_change: true,
        };
        let empty = Self {
            lines: Vec::new(),
            line_choices: Vec::new(),
            code: Field::new("code"),
            faults: Vec::new(),
            ..full.clone()
        };
        let seen = Self {
            may_change: false,
            faults: Vec::new(),
            ..full.clone()
        };
        vec![full, empty, seen]
    }

    fn sample_frame() -> Frame {
        frame("/administration")
    }
}
