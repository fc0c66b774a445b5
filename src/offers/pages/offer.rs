//! Recording an offer.

use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use serde::Serialize;

/// The form that records an offer.
#[derive(Clone, Debug, Serialize)]
pub struct OfferPage {
    /// To whom it was made.
    pub creditor: String,
    /// For which requirement.
    pub title: String,
    /// Where the form goes.
    pub action: String,
    /// The duty.
    pub back: String,
    /// On which day.
    pub on: Field,
    /// Of which kind.
    pub means: Field,
    /// The kinds.
    pub choices: Vec<Choice>,
    /// What shows it.
    pub evidence: Field,
    /// A remark.
    pub remark: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

impl Page for OfferPage {
    const TEMPLATE: &'static str = "offers/offer";

    fn samples() -> Vec<Self> {
        let words = [
            ("workshop", "Workshop beim Hersteller"),
            ("on_site", "Schulung beim Partner"),
            ("online", "Schulung am Bildschirm mit Trainer"),
            ("other", "Auf andere Weise"),
        ];
        let empty = Self {
            creditor: "Clim Atlantique".to_owned(),
            title: "Kältemittel, je Kalenderjahr".to_owned(),
            action: "/duties/7/offers".to_owned(),
            back: "/duties/7".to_owned(),
            on: Field::new("on"),
            means: Field::new("means"),
            choices: words.map(|(value, label)| Choice::new(value, label)).to_vec(),
            evidence: Field::new("evidence"),
            remark: Field::new("remark"),
            faults: Vec::new(),
        };
        let fault = "Nennen Sie ein Dokument, oder schreiben Sie eine Bemerkung.";
        let wrong = Self {
            on: Field::with("on", "02.06.2025"),
            evidence: Field::new("evidence").wrong(fault),
            choices: words
                .map(|(value, label)| Choice::new(value, label).chosen(value == "workshop"))
                .to_vec(),
            faults: vec![FormFault {
                field: "evidence".to_owned(),
                text: format!("Dokument: {fault}"),
            }],
            ..empty.clone()
        };
        vec![empty, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/network")
    }
}
