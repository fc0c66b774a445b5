//! Signing on the screen.

use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Instant;
use serde::Serialize;

/// A signature in somebody's history.
#[derive(Clone, Debug, Serialize)]
pub struct SignatureLine {
    /// When.
    pub at: Instant,
    /// The name that was typed.
    pub name: Option<String>,
    /// The drawing.
    pub href: Option<String>,
    /// The hash of its file (SHA-256), by which it can be told from any other.
    pub hash: Option<String>,
}

/// Signing on the screen.
#[derive(Clone, Debug, Serialize)]
pub struct SignaturePage {
    /// What is taught.
    pub title: String,
    /// Who signs.
    pub person: String,
    /// The part that is chosen.
    pub part_label: String,
    /// Where it is sent.
    pub action: String,
    /// Back.
    pub back: String,
    /// Units across.
    pub width: u16,
    /// Units down.
    pub height: u16,
    /// The parts.
    pub choices: Vec<Choice>,
    /// The part.
    pub part: Field,
    /// The lines.
    pub strokes: Field,
    /// The name instead.
    pub name: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

impl Page for SignaturePage {
    const TEMPLATE: &'static str = "workshops/signature";

    fn samples() -> Vec<Self> {
        let one = Self {
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            person: "Selin Aydın".to_owned(),
            part_label: "Mo 8. Feb., 09:00".to_owned(),
            action: "/sessions/7/signatures/1".to_owned(),
            back: "/sessions/7/attendance/1".to_owned(),
            width: 1000,
            height: 300,
            choices: vec![Choice::new("1", "Mo 8. Feb., 09:00").chosen(true)],
            part: Field::with("part", "1"),
            strokes: Field::new("strokes"),
            name: Field::new("name"),
            faults: Vec::new(),
        };
        let error = "Bitte unterschreiben Sie, oder tippen Sie Ihren Namen.";
        let several = Self {
            choices: vec![
                Choice::new("1", "Mo 8. Feb., 09:00").chosen(true),
                Choice::new("2", "Di 9. Feb., 09:00"),
            ],
            name: Field::new("name").wrong(error),
            faults: vec![FormFault {
                field: "name".to_owned(),
                text: format!("Name: {error}"),
            }],
            ..one.clone()
        };
        vec![one, several]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}
