//! Mails about documents.

use crate::platform::views::Mail;
use chrono::NaiveDate;
use serde::Serialize;

/// A document waits for somebody to look at it.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentHandedInMail {
    /// Whom it greets.
    pub name: String,
    /// Whom the document is about.
    pub person: String,
    /// What it is.
    pub title: String,
    /// Who handed it in for them; none: they themself.
    pub handed_in_by: Option<String>,
    /// The last day on which it holds.
    pub valid_until: Option<NaiveDate>,
    /// Where it is answered.
    pub url: String,
}

/// A document was recognised or declined.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentAnsweredMail {
    /// Whom it greets: the person, or whoever handed it in.
    pub name: String,
    /// Whom it is about; none: the reader.
    pub person: Option<String>,
    /// What it is.
    pub title: String,
    /// Title of the course that it equals; none: it was declined.
    pub course: Option<String>,
    /// The last day on which it counts.
    pub valid_until: Option<NaiveDate>,
    /// Who answered.
    pub by: String,
    /// Why it was answered so.
    pub reason: Option<String>,
    /// Where it stands.
    pub url: String,
}

impl Mail for DocumentHandedInMail {
    const MESSAGE: &'static str = "document_handed_in";

    fn samples() -> Vec<Self> {
        let own = Self {
            name: "Marta Kjellberg".to_owned(),
            person: "Selin Aydın".to_owned(),
            title: "Ersthelferschein".to_owned(),
            handed_in_by: None,
            valid_until: "2028-10-31".parse().ok(),
            url: "https://akademie.nordhaus.example/documents/7".to_owned(),
        };
        let other = Self {
            handed_in_by: Some("Hannes Weiß".to_owned()),
            valid_until: None,
            ..own.clone()
        };
        vec![own, other]
    }
}

impl Mail for DocumentAnsweredMail {
    const MESSAGE: &'static str = "document_answered";

    fn samples() -> Vec<Self> {
        let recognised = Self {
            name: "Selin Aydın".to_owned(),
            person: None,
            title: "Ersthelferschein".to_owned(),
            course: Some("Erste Hilfe".to_owned()),
            valid_until: "2028-10-31".parse().ok(),
            by: "Marta Kjellberg".to_owned(),
            reason: None,
            url: "https://akademie.nordhaus.example/documents/7".to_owned(),
        };
        let declined = Self {
            name: "Hannes Weiß".to_owned(),
            person: Some("Selin Aydın".to_owned()),
            course: None,
            valid_until: None,
            reason: Some("Auf dem Bild ist das Datum nicht zu lesen.".to_owned()),
            ..recognised.clone()
        };
        vec![recognised, declined]
    }
}
