//! The weekly overview.

use super::samples::day;
use crate::platform::views::Mail;
use chrono::NaiveDate;
use serde::Serialize;

/// How the people of a partner stand this week, and what they are owed.
#[derive(Clone, Debug, Serialize)]
pub struct OverviewMail {
    /// Whom it greets.
    pub name: String,
    /// Names of the organisations.
    pub partner: String,
    /// What is too late.
    pub overdue: Section,
    /// What is due within thirty days.
    pub soon: Section,
    /// What came this week and is due later.
    pub fresh: Section,
    /// What the manufacturer owes, the most pressing first.
    pub owed: Vec<OwedLine>,
    /// How many such things there are.
    pub owed_count: usize,
    /// How many of them are not listed.
    pub owed_more: usize,
    /// Where the button leads.
    pub url: String,
    /// Where one chooses it away.
    pub unsubscribe_url: String,
    /// The reader's language by its own name, where mails do not exist in it.
    pub fallback: Option<String>,
}

/// Things of one kind.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Section {
    /// People, each once.
    pub people: usize,
    /// Things.
    pub count: usize,
    /// Things that are not listed.
    pub more: usize,
    /// The first of them.
    pub lines: Vec<Line>,
}

/// What one person owes.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// Who.
    pub person: String,
    /// Title of the requirement.
    pub requirement: String,
    /// By when; of what is too late the first day on which it was.
    pub due_on: NaiveDate,
}

/// What the manufacturer owes.
#[derive(Clone, Debug, Serialize)]
pub struct OwedLine {
    /// Key of the kind of duty.
    pub kind: &'static str,
    /// What it is about.
    pub title: String,
    /// Whether the day is past.
    pub late: bool,
    /// By when, or since when: the first day on which it was breached.
    pub due_on: NaiveDate,
}

impl OverviewMail {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.overdue.count + self.soon.count + self.fresh.count + self.owed_count == 0
    }
}

impl Mail for OverviewMail {
    const MESSAGE: &'static str = "overview";

    fn samples() -> Vec<Self> {
        let line = |person: &str, requirement: &str, due_on| Line {
            person: person.to_owned(),
            requirement: requirement.to_owned(),
            due_on,
        };
        let section = |people, more, lines: Vec<Line>| Section {
            people,
            count: lines.len() + more,
            more,
            lines,
        };
        let full = Self {
            name: "Hannes Weiß".to_owned(),
            partner: "Thermopartner Leipzig".to_owned(),
            overdue: section(
                2,
                3,
                vec![
                    line("Franz Gruber", "Kältemittel, Jahresnachweis", day(2026, 1, 15)),
                    line("Luca Bianchi", "Hochvolt-Sicherheit", day(2026, 10, 3)),
                ],
            ),
            soon: section(1, 0, vec![line("Selin Aydın", "Hochvolt-Sicherheit", day(2026, 12, 2))]),
            fresh: section(1, 0, vec![line("Jana Dvořáková", "Baureihe N8", day(2027, 3, 31))]),
            owed: vec![
                OwedLine {
                    kind: "training_need",
                    title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
                    late: true,
                    due_on: day(2026, 11, 17),
                },
                OwedLine {
                    kind: "yearly_offer",
                    title: "Hochvolt-Sicherheit".to_owned(),
                    late: false,
                    due_on: day(2026, 12, 20),
                },
            ],
            owed_count: 3,
            owed_more: 1,
            url: "https://akademie.nordhaus.example/obligations".to_owned(),
            unsubscribe_url: "https://akademie.nordhaus.example/unsubscribe/overview.0193.7f".to_owned(),
            fallback: Some("Svenska".to_owned()),
        };
        let small = Self {
            overdue: Section::default(),
            fresh: Section::default(),
            owed: Vec::new(),
            owed_count: 0,
            owed_more: 0,
            fallback: None,
            ..full.clone()
        };
        vec![full, small]
    }
}
