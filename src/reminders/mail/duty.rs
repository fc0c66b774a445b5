//! What manufacturer and partners owe each other beside training, to whoever is in charge.

use super::ToldLate;
use super::samples::day;
use crate::platform::views::Mail;
use chrono::NaiveDate;
use serde::Serialize;

/// Duties of one side that are near or breached.
#[derive(Clone, Debug, Serialize)]
pub struct DutiesDueMail {
    /// Whom it greets.
    pub name: String,
    /// How many are breached.
    pub late: usize,
    /// How many are ahead.
    pub coming: usize,
    /// Where all of several are told equally late.
    pub told_late: Option<ToldLate>,
    /// The most pressing first.
    pub lines: Vec<DutyLine>,
    /// How many are not listed.
    pub more: usize,
    /// Where all of them stand.
    pub url: String,
    /// Whether it is the partner who owes them.
    pub theirs: bool,
}

/// A duty.
#[derive(Clone, Debug, Serialize)]
pub struct DutyLine {
    /// Key of its kind.
    pub kind: &'static str,
    /// What it is about.
    pub title: String,
    /// To whom.
    pub partner: String,
    /// Whether the day is past.
    pub late: bool,
    /// By when, or since when: the first day on which it was breached.
    pub due_on: NaiveDate,
    /// Where it is told late, and others beside it are not, or of another day.
    pub told_late: Option<ToldLate>,
}

impl Mail for DutiesDueMail {
    const MESSAGE: &'static str = "duties_due";

    fn samples() -> Vec<Self> {
        let line = |kind, title: &str, partner: &str, late, due_on| DutyLine {
            kind,
            title: title.to_owned(),
            partner: partner.to_owned(),
            late,
            due_on,
            told_late: None,
        };
        let missed = ToldLate {
            on: day(2026, 11, 18),
            why: "missed".to_owned(),
        };
        let full = Self {
            name: "Marta Kjellberg".to_owned(),
            late: 1,
            coming: 1,
            told_late: None,
            lines: vec![
                line(
                    "training_need",
                    "Wärmepumpen mit R290 in Betrieb nehmen",
                    "Kälte Albers",
                    true,
                    day(2026, 11, 17),
                ),
                line(
                    "yearly_offer",
                    "Hochvolt-Sicherheit",
                    "Thermopartner Leipzig",
                    false,
                    day(2026, 12, 20),
                ),
            ],
            more: 3,
            url: "https://akademie.nordhaus.example/duties".to_owned(),
            theirs: false,
        };
        let coming = Self {
            late: 0,
            lines: full.lines[1..].to_vec(),
            more: 0,
            ..full.clone()
        };
        let theirs = Self {
            late: 1,
            coming: 0,
            lines: vec![line(
                "head_count",
                "Zwei mit Hochvolt-Nachweis an jedem Standort, Hamburg",
                "Kälte Albers",
                true,
                day(2026, 11, 17),
            )],
            more: 0,
            url: "https://akademie.nordhaus.example/head-counts".to_owned(),
            theirs: true,
            ..full.clone()
        };
        let mut one_late = full.clone();
        one_late.lines[0].told_late = Some(missed.clone());
        let all_late = Self {
            told_late: Some(missed),
            ..full.clone()
        };
        vec![full, coming, theirs, one_late, all_late]
    }
}
