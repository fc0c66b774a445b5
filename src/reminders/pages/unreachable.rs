//! People whom no mail reaches.

use crate::people::menu::Menu;
use crate::platform::views::{Frame, Page};
use chrono::{DateTime, Utc};
use serde::Serialize;

/// Everybody without a working address.
#[derive(Clone, Debug, Serialize)]
pub struct UnreachablePage {
    /// How many.
    pub total: usize,
    /// The people, by organisation.
    pub rows: Vec<UnreachableRow>,
}

/// Somebody whom no mail reaches.
#[derive(Clone, Debug, Serialize)]
pub struct UnreachableRow {
    /// Their page.
    pub href: String,
    /// Name.
    pub name: String,
    /// Where they work.
    pub organisation: String,
    /// The address that is dead; none: they have none.
    pub address: Option<String>,
    /// Since when.
    pub since_at: Option<DateTime<Utc>>,
    /// What the mail server said.
    pub reason: Option<String>,
    /// Where one says that it works again.
    pub confirm: Option<String>,
}

impl Page for UnreachablePage {
    const TEMPLATE: &'static str = "reminders/unreachable";

    fn samples() -> Vec<Self> {
        let dead = UnreachableRow {
            href: "/people/0193".to_owned(),
            name: "Selin Aydın".to_owned(),
            organisation: "Thermopartner Leipzig".to_owned(),
            address: Some("selin@thermopartner.example".to_owned()),
            since_at: "2026-11-24T12:00:00Z".parse().ok(),
            reason: Some("5.1.1 550 User unknown".to_owned()),
            confirm: Some("/people/0193/address/confirmation".to_owned()),
        };
        let none = UnreachableRow {
            name: "Franz Gruber".to_owned(),
            address: None,
            since_at: None,
            reason: None,
            confirm: None,
            ..dead.clone()
        };
        let full = Self {
            total: 2,
            rows: vec![dead, none],
        };
        let empty = Self {
            total: 0,
            rows: Vec::new(),
        };
        vec![full, empty]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/people")
    }
}
