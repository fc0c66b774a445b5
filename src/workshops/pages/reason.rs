//! What is asked before something is done with a reason.

use super::Money;
use crate::platform::views::{Field, FormFault, Page};
use serde::Serialize;

/// A reason before something is done.
#[derive(Clone, Debug, Serialize)]
pub struct ReasonPage {
    /// `cancellation`, `refusal`, `session` or `reopening`.
    pub kind: &'static str,
    /// What it is about.
    pub title: String,
    /// Whether it may be left out.
    pub optional: bool,
    /// What is due for taking it back now; none: nothing.
    pub fee: Option<Money>,
    /// Whether it must be said if whoever has the seat asked for it: somebody else takes it back.
    pub asks_wish: bool,
    /// Where it is sent.
    pub action: String,
    /// Back.
    pub back: String,
    /// The reason.
    pub reason: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

impl Page for ReasonPage {
    const TEMPLATE: &'static str = "workshops/reason";

    fn samples() -> Vec<Self> {
        ["cancellation", "refusal", "session", "reopening"]
            .map(|kind| Self {
                kind,
                title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
                optional: false,
                fee: (kind == "cancellation").then(|| Money::of(12_550, "EUR")),
                asks_wish: kind == "cancellation",
                action: "/bookings/7/cancellation".to_owned(),
                back: "/bookings/7".to_owned(),
                reason: Field::new("reason"),
                faults: Vec::new(),
            })
            .to_vec()
    }
}
