//! Choosing mails away, and the senders of branches.

use super::{Tab, tabs};
use crate::people::menu::Menu;
use crate::platform::views::{Field, FormFault, Frame, Page, Shell};
use serde::Serialize;

/// Choosing a kind of mail away by its link, without a sign-in.
#[derive(Clone, Debug, Serialize)]
pub struct UnsubscribePage {
    /// Kind of mail, as a stable word.
    pub kind: &'static str,
    /// Where the button leads.
    pub action: String,
    /// Whether it has been chosen away.
    pub done: bool,
}

/// The mails that one may choose.
#[derive(Clone, Debug, Serialize)]
pub struct MailChoicesPage {
    /// Kinds.
    pub rows: Vec<ChoiceRow>,
}

/// A kind of mail.
#[derive(Clone, Debug, Serialize)]
pub struct ChoiceRow {
    /// As a stable word.
    pub kind: &'static str,
    /// Whether one gets it.
    pub wanted: bool,
}

/// Under which name mails go to whom.
#[derive(Clone, Debug, Serialize)]
pub struct SendersPage {
    /// Places beside this one.
    pub tabs: Vec<Tab>,
    /// What is used where nothing is set.
    pub usual_name: String,
    /// Its address.
    pub usual_address: String,
    /// What was set.
    pub rows: Vec<SenderRow>,
    /// Number of the organisation.
    pub organisation: Field,
    /// Name before the address.
    pub from_name: Field,
    /// Where answers go.
    pub reply_to: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

/// What was set for an organisation.
#[derive(Clone, Debug, Serialize)]
pub struct SenderRow {
    /// Where it is changed.
    pub href: String,
    /// The organisation.
    pub organisation: String,
    /// Name before the address.
    pub from_name: Option<String>,
    /// Where answers go.
    pub reply_to: Option<String>,
}

impl Page for UnsubscribePage {
    const TEMPLATE: &'static str = "reminders/unsubscribe";

    fn samples() -> Vec<Self> {
        let asked = Self {
            kind: "overview",
            action: "/unsubscribe/overview.0193.7f".to_owned(),
            done: false,
        };
        let done = Self {
            kind: "released",
            done: true,
            ..asked.clone()
        };
        vec![asked, done]
    }

    fn sample_frame() -> Frame {
        let mut frame = Frame::sample();
        frame.shell = Shell::Public;
        frame
    }
}

impl Page for MailChoicesPage {
    const TEMPLATE: &'static str = "reminders/choices";

    fn samples() -> Vec<Self> {
        let row = |kind, wanted| ChoiceRow { kind, wanted };
        vec![Self {
            rows: vec![row("overview", true), row("released", false)],
        }]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/profile")
    }
}

impl Page for SendersPage {
    const TEMPLATE: &'static str = "reminders/senders";

    fn samples() -> Vec<Self> {
        let full = Self {
            tabs: tabs("/reminders/texts", 0),
            usual_name: "Nordhaus Akademie".to_owned(),
            usual_address: "akademie@nordhaus.example".to_owned(),
            rows: vec![SenderRow {
                href: "/reminders/senders?organisation=L-AT".to_owned(),
                organisation: "Nordhaus Österreich".to_owned(),
                from_name: Some("Nordhaus Akademie Wien".to_owned()),
                reply_to: Some("wien@nordhaus.example".to_owned()),
            }],
            organisation: Field::new("organisation"),
            from_name: Field::new("from_name"),
            reply_to: Field::new("reply_to"),
            faults: Vec::new(),
        };
        let wrong = Self {
            rows: Vec::new(),
            reply_to: Field::with("reply_to", "wien").wrong("Das ist keine Mail-Adresse."),
            faults: vec![FormFault {
                field: "reply_to".to_owned(),
                text: "Antworten an: Das ist keine Mail-Adresse.".to_owned(),
            }],
            ..full.clone()
        };
        vec![full, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}
