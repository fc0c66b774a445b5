//! Word that no mail reaches somebody any more.

use crate::platform::views::Mail;
use serde::Serialize;

/// An address that nobody reads, to whoever runs the person's organisation.
#[derive(Clone, Debug, Serialize)]
pub struct AddressDeadMail {
    /// Whom it greets.
    pub name: String,
    /// Whose address.
    pub person: String,
    /// The address.
    pub address: String,
    /// What the mail server said.
    pub reason: String,
    /// Where everybody without a working address stands.
    pub url: String,
}

impl Mail for AddressDeadMail {
    const MESSAGE: &'static str = "address_dead";

    fn samples() -> Vec<Self> {
        vec![Self {
            name: "Hannes Weiß".to_owned(),
            person: "Selin Aydın".to_owned(),
            address: "selin@thermopartner.example".to_owned(),
            reason: "5.1.1 550 User unknown".to_owned(),
            url: "https://akademie.nordhaus.example/people/unreachable".to_owned(),
        }]
    }
}
