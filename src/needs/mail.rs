//! Mails about training needs.

use crate::platform::views::Mail;
use chrono::NaiveDate;
use serde::Serialize;

/// Something is asked of the manufacturer.
#[derive(Clone, Debug, Serialize)]
pub struct NeedAskedMail {
    /// Whom it greets.
    pub name: String,
    /// Who asks.
    pub organisation: String,
    /// For what.
    pub title: String,
    /// For how many people.
    pub people: i64,
    /// By when it is wanted.
    pub wanted_by_on: Option<NaiveDate>,
    /// Where it is answered.
    pub url: String,
}

/// What was asked is answered.
#[derive(Clone, Debug, Serialize)]
pub struct NeedAnsweredMail {
    /// Whom it greets.
    pub name: String,
    /// What was asked for.
    pub title: String,
    /// `date`, `substitute` or `refusal`.
    pub answer: &'static str,
    /// The day on which it is taught.
    pub held_on: Option<NaiveDate>,
    /// The course that serves.
    pub course: Option<String>,
    /// Place, what else serves, or the reason.
    pub remark: Option<String>,
    /// Where one says whether it helps.
    pub url: String,
}

impl Mail for NeedAskedMail {
    const MESSAGE: &'static str = "need_asked";

    fn samples() -> Vec<Self> {
        let dated = Self {
            name: "Marta Kjellberg".to_owned(),
            organisation: "Kälte Albers".to_owned(),
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            people: 4,
            wanted_by_on: "2027-02-15".parse().ok(),
            url: "https://akademie.nordhaus.example/needs/7".to_owned(),
        };
        let open = Self {
            wanted_by_on: None,
            people: 1,
            ..dated.clone()
        };
        vec![dated, open]
    }
}

impl Mail for NeedAnsweredMail {
    const MESSAGE: &'static str = "need_answered";

    fn samples() -> Vec<Self> {
        let dated = Self {
            name: "Hannes Weiß".to_owned(),
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            answer: "date",
            held_on: "2027-02-08".parse().ok(),
            course: None,
            remark: Some("In Kassel, acht Plätze".to_owned()),
            url: "https://akademie.nordhaus.example/needs/7".to_owned(),
        };
        let substitute = Self {
            answer: "substitute",
            held_on: None,
            course: Some("Kältemittel".to_owned()),
            remark: None,
            ..dated.clone()
        };
        let refusal = Self {
            answer: "refusal",
            held_on: None,
            remark: Some("Dieses Gerät verkaufen wir nicht mehr.".to_owned()),
            ..dated.clone()
        };
        vec![dated, substitute, refusal]
    }
}
