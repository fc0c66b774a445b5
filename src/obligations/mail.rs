//! Mails about obligations that are no reminders.

use crate::platform::views::Mail;
use chrono::NaiveDate;
use serde::Serialize;

/// A request for more time was answered.
#[derive(Clone, Debug, Serialize)]
pub struct ExtensionAnsweredMail {
    /// Whom it greets: whoever asked.
    pub name: String,
    /// For whom it was asked; none: for oneself.
    pub person: Option<String>,
    /// Title of the requirement.
    pub requirement: String,
    /// The day that was given; none: the answer is no.
    pub until: Option<NaiveDate>,
    /// The due date when it was asked.
    pub due: NaiveDate,
    /// Why it was answered so.
    pub reason: Option<String>,
    /// Where it stands.
    pub url: String,
}

impl Mail for ExtensionAnsweredMail {
    const MESSAGE: &'static str = "extension_answered";

    fn samples() -> Vec<Self> {
        let yes = Self {
            name: "Selin Aydın".to_owned(),
            person: None,
            requirement: "Hochvolt-Sicherheit, jährlich".to_owned(),
            until: "2027-01-31".parse().ok(),
            due: "2026-12-02".parse().expect("a day of the calendar"),
            reason: None,
            url: "https://akademie.nordhaus.example/training/HV/why".to_owned(),
        };
        let no = Self {
            name: "Hannes Weiß".to_owned(),
            person: Some("Selin Aydın".to_owned()),
            until: None,
            reason: Some("Der Kurs dauert 30 Minuten und ist überall möglich.".to_owned()),
            url: "https://akademie.nordhaus.example/people/7/record".to_owned(),
            ..yes.clone()
        };
        vec![yes, no]
    }
}
