//! The number of somebody's badge.

use crate::people::menu::Menu;
use crate::platform::views::{Field, FormFault, Frame, Page};
use serde::Serialize;

/// The number of somebody's badge.
#[derive(Clone, Debug, Serialize)]
pub struct BadgePage {
    /// Whose.
    pub person: String,
    /// Where it is sent.
    pub action: String,
    /// Back.
    pub back: String,
    /// The number; empty: none.
    pub badge: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

impl Page for BadgePage {
    const TEMPLATE: &'static str = "workshops/badge";

    fn samples() -> Vec<Self> {
        let some = Self {
            person: "Selin Aydın".to_owned(),
            action: "/people/7/badge".to_owned(),
            back: "/people/7".to_owned(),
            badge: Field::with("badge", "NH-4711"),
            faults: Vec::new(),
        };
        let error = "Diese Nummer trägt schon jemand.";
        let taken = Self {
            badge: Field::with("badge", "NH-4711").wrong(error),
            faults: vec![FormFault {
                field: "badge".to_owned(),
                text: format!("Nummer: {error}"),
            }],
            ..some.clone()
        };
        vec![some, taken]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/people")
    }
}
