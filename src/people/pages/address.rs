//! What the pages of one's own mail address show.

use super::public_frame;
use crate::people::menu::Menu;
use crate::platform::views::{Field, Frame, Page};
use crate::rules::id::Instant;
use serde::Serialize;

/// One's own address, and a new one.
#[derive(Clone, Debug, Serialize)]
pub struct AddressPage {
    /// The one to which mail goes; none: there is none yet.
    pub present: Option<String>,
    /// The one that waits to be confirmed.
    pub waits: Option<WaitingAddress>,
    /// A new one.
    pub email: Field,
    /// The password; none where there is none.
    pub current: Option<Field>,
}

/// A new address that nobody has confirmed yet.
#[derive(Clone, Debug, Serialize)]
pub struct WaitingAddress {
    /// As it was written.
    pub address: String,
    /// Until when it can be confirmed.
    pub until_at: Instant,
}

/// Whether this is the reader's address.
#[derive(Clone, Debug, Serialize)]
pub struct AddressConfirmPage {
    /// Whose account.
    pub name: String,
    /// The new address.
    pub address: String,
    /// Where the button leads.
    pub url: String,
    /// Whether it has just been confirmed.
    pub done: bool,
}

impl Page for AddressPage {
    const TEMPLATE: &'static str = "people/address";

    fn samples() -> Vec<Self> {
        let until: chrono::DateTime<chrono::Utc> = "2026-11-26T11:00:00Z".parse().expect("an instant");
        let waiting = Self {
            present: Some("selin.aydin@kaelte-albers.example".to_owned()),
            waits: Some(WaitingAddress {
                address: "selin.aydin@thermopartner.example".to_owned(),
                until_at: until.into(),
            }),
            email: Field::new("email"),
            current: Some(Field::new("current")),
        };
        let first = Self {
            present: None,
            waits: None,
            email: Field::with("email", "selin").wrong("Das ist keine Mail-Adresse."),
            current: None,
        };
        vec![waiting, first]
    }

    fn sample_frame() -> Frame {
        Menu::Learner.sample_frame("/profile")
    }
}

impl Page for AddressConfirmPage {
    const TEMPLATE: &'static str = "people/address_confirm";

    fn samples() -> Vec<Self> {
        let asks = Self {
            name: "Selin Aydın".to_owned(),
            address: "selin.aydin@thermopartner.example".to_owned(),
            url: "/address/wL4v".to_owned(),
            done: false,
        };
        let done = Self {
            url: "/profile".to_owned(),
            done: true,
            ..asks.clone()
        };
        vec![asks, done]
    }

    fn sample_frame() -> Frame {
        public_frame()
    }
}
