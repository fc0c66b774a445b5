//! The mails of this slice: one digest a day, and word to the training managers that a run was held.

use crate::platform::views::Mail;
use crate::rules::obligation::Status;
use crate::rules::reminder::Ending;
use chrono::NaiveDate;
use serde::Serialize;

/// All that one recipient is owed on one day.
#[derive(Clone, Debug, Serialize)]
pub struct ReminderMail {
    /// Whom it greets.
    pub name: String,
    /// What the recipient owes most urgently; none: it is only about others.
    pub own: Option<OwnFinding>,
    /// What else the recipient owes, at most five.
    pub others: Vec<OwnLine>,
    /// How many more that are not listed.
    pub others_more: usize,
    /// What the recipient's people owe.
    pub groups: Vec<Group>,
    /// People who are late, each once.
    pub late: usize,
    /// Things of people that are due.
    pub coming: usize,
    /// Things of people that are not listed.
    pub team_more: usize,
    /// Where the button leads.
    pub url: String,
    /// Codes of the courses that would do for the finding, the shortest way first; the button leads to the first that can be taken here.
    #[serde(skip)]
    pub courses: Vec<String>,
    /// What the requirement is founded on, in the recipient's language.
    pub basis: Option<String>,
    /// Under which role it is sent: `learner`, `supervisor`, `partner_admin`, `partner_manager`, `training_manager`.
    pub role: &'static str,
    /// Names of others who got this reminder, joined.
    pub also: Option<String>,
    /// When the next reminder of the finding would come.
    pub next_on: Option<NaiveDate>,
    /// What is not owed any more, the reader's own first.
    pub released: Vec<ReleasedLine>,
    /// How many such things there are.
    pub released_count: usize,
    /// How many of them are not listed.
    pub released_more: usize,
    /// Whether one of them is the reader's own.
    pub released_own: bool,
}

/// Something that is not owed any more.
#[derive(Clone, Debug, Serialize)]
pub struct ReleasedLine {
    /// Who; none: the reader.
    pub person: Option<String>,
    /// Title of the requirement.
    pub requirement: String,
    /// Why, to the reader alone.
    pub ending: Option<Ending>,
}

/// What stands in the heading.
#[derive(Clone, Debug, Serialize)]
pub struct OwnFinding {
    /// `ahead`, `grace`, `overdue` or `lapsed`.
    pub kind: &'static str,
    /// Title of the requirement.
    pub requirement: String,
    /// By when.
    pub due_on: NaiveDate,
    /// Days until then, 0 today; negative once it is past.
    pub days: i64,
}

/// Another thing the recipient owes.
#[derive(Clone, Debug, Serialize)]
pub struct OwnLine {
    /// Status.
    pub status: &'static str,
    /// Its mark as a character.
    pub mark: &'static str,
    /// Colour of the mark.
    pub tone: &'static str,
    /// Colour of the word: red where it is too late, else as text.
    pub word: &'static str,
    /// Title of the requirement.
    pub requirement: String,
    /// By when, or since when.
    pub due_on: NaiveDate,
}

/// Things of one urgency.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Status.
    pub status: &'static str,
    /// Its mark as a character.
    pub mark: &'static str,
    /// Colour of the mark.
    pub tone: &'static str,
    /// Colour of the word: red where it is too late, else as text.
    pub word: &'static str,
    /// By requirement, then team.
    pub topics: Vec<Topic>,
}

/// Things of one requirement and team.
#[derive(Clone, Debug, Serialize)]
pub struct Topic {
    /// Title of the requirement.
    pub requirement: String,
    /// The organisation.
    pub team: String,
    /// Who, and by when.
    pub people: Vec<PersonLine>,
}

/// A person in a digest.
#[derive(Clone, Debug, Serialize)]
pub struct PersonLine {
    /// Name.
    pub name: String,
    /// By when, or since when.
    pub due_on: NaiveDate,
    /// No mail reaches them: the reader is asked to pass it on.
    pub pass_on: bool,
}

/// More would have gone out than the brake lets pass.
#[derive(Clone, Debug, Serialize)]
pub struct RemindersHeldMail {
    /// Whom it greets.
    pub name: String,
    /// How many notices are held.
    pub held: usize,
    /// Codes of their requirements, joined.
    pub requirements: String,
    /// Where one decides.
    pub url: String,
}

/// The mark of a status as a character, its colour, and the colour of the word beside it (look, "Status marks").
pub fn mark(status: Status) -> (&'static str, &'static str, &'static str) {
    const TEXT: &str = "#1b2430";
    const RED: &str = "#a3211b";
    const AMBER: &str = "#b3690a";
    const GREY: &str = "#56606d";
    const GREEN: &str = "#17693a";
    match status {
        Status::Overdue => ("▲", RED, RED),
        Status::Lapsed => ("△", RED, RED),
        Status::Grace | Status::Due => ("◆", AMBER, TEXT),
        Status::Open => ("○", GREY, TEXT),
        _ => ("●", GREEN, TEXT),
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

impl Mail for ReminderMail {
    const MESSAGE: &'static str = "reminder";

    fn samples() -> Vec<Self> {
        let line = |status: Status, requirement: &str, due_on| {
            let (mark, tone, word) = mark(status);
            OwnLine {
                status: status.as_str(),
                mark,
                tone,
                word,
                requirement: requirement.to_owned(),
                due_on,
            }
        };
        let learner = Self {
            name: "Selin Aydın".to_owned(),
            own: Some(OwnFinding {
                kind: "ahead",
                requirement: "Hochvolt-Sicherheit".to_owned(),
                due_on: day(2026, 12, 2),
                days: 7,
            }),
            others: vec![
                line(Status::Overdue, "Kältemittel, Jahresnachweis", day(2026, 1, 15)),
                line(Status::Due, "Baureihe N7: Verdichtertausch", day(2026, 12, 31)),
            ],
            others_more: 1,
            groups: Vec::new(),
            late: 0,
            coming: 0,
            team_more: 0,
            url: "https://akademie.nordhaus.example/welcome/wL4v".to_owned(),
            courses: Vec::new(),
            basis: Some("Vereinbarung über Servicepartner, Abschnitt 4".to_owned()),
            role: "learner",
            also: Some("Hannes Weiß".to_owned()),
            next_on: Some(day(2026, 12, 3)),
            released: Vec::new(),
            released_count: 0,
            released_more: 0,
            released_own: false,
        };
        let past = |kind, due_on, days| Self {
            own: Some(OwnFinding {
                kind,
                requirement: "Kältemittel, Jahresnachweis".to_owned(),
                due_on,
                days,
            }),
            others: Vec::new(),
            others_more: 0,
            also: None,
            next_on: None,
            basis: None,
            ..learner.clone()
        };
        vec![
            learner.clone(),
            past("grace", day(2026, 11, 10), -14),
            past("overdue", day(2026, 1, 15), -313),
            past("lapsed", day(2025, 11, 3), -386),
            Self::sample_of_team(),
            Self::sample_of_release(&[Ending::Done]),
            Self::sample_of_release(&[Ending::Waived, Ending::Paused, Ending::Left]),
        ]
    }
}

impl ReminderMail {
    fn sample_of_team() -> Self {
        let person = |name: &str, due_on, pass_on| PersonLine {
            name: name.to_owned(),
            due_on,
            pass_on,
        };
        let group = |status: Status, topics| {
            let (mark, tone, word) = mark(status);
            Group {
                status: status.as_str(),
                mark,
                tone,
                word,
                topics,
            }
        };
        let topic = |requirement: &str, team: &str, people| Topic {
            requirement: requirement.to_owned(),
            team: team.to_owned(),
            people,
        };
        Self {
            name: "Hannes Weiß".to_owned(),
            own: None,
            others: Vec::new(),
            others_more: 0,
            groups: vec![
                group(
                    Status::Overdue,
                    vec![
                        topic(
                            "Hochvolt-Sicherheit",
                            "Thermopartner Leipzig",
                            vec![person("Luca Bianchi", day(2026, 10, 3), false)],
                        ),
                        topic(
                            "Kältemittel, Jahresnachweis",
                            "Thermopartner Halle",
                            vec![
                                person("Franz Gruber", day(2026, 1, 15), true),
                                person("Jana Dvořáková", day(2026, 1, 15), false),
                            ],
                        ),
                    ],
                ),
                group(
                    Status::Due,
                    vec![topic(
                        "Hochvolt-Sicherheit",
                        "Thermopartner Leipzig",
                        vec![person("Selin Aydın", day(2026, 12, 2), false)],
                    )],
                ),
            ],
            late: 3,
            coming: 1,
            team_more: 4,
            url: "https://akademie.nordhaus.example/obligations".to_owned(),
            courses: Vec::new(),
            basis: None,
            role: "supervisor",
            also: None,
            next_on: None,
            released: vec![ReleasedLine {
                person: Some("Mehmet Yılmaz".to_owned()),
                requirement: "Hochvolt-Sicherheit".to_owned(),
                ending: None,
            }],
            released_count: 1,
            released_more: 0,
            released_own: false,
        }
    }

    fn sample_of_release(endings: &[Ending]) -> Self {
        let line = |(ending, requirement): (&Ending, &str)| ReleasedLine {
            person: None,
            requirement: requirement.to_owned(),
            ending: Some(*ending),
        };
        let titles = [
            "Hochvolt-Sicherheit",
            "Kältemittel, Jahresnachweis",
            "Baureihe N7: Verdichtertausch",
        ];
        Self {
            name: "Selin Aydın".to_owned(),
            groups: Vec::new(),
            late: 0,
            coming: 0,
            team_more: 0,
            url: "https://akademie.nordhaus.example/training".to_owned(),
            role: "released",
            released: endings.iter().zip(titles).map(line).collect(),
            released_count: endings.len(),
            released_more: usize::from(endings.len() > 1),
            released_own: true,
            ..Self::sample_of_team()
        }
    }
}

impl Mail for RemindersHeldMail {
    const MESSAGE: &'static str = "reminders_held";

    fn samples() -> Vec<Self> {
        vec![Self {
            name: "Marta Kjellberg".to_owned(),
            held: 1840,
            requirements: "HV, REF".to_owned(),
            url: "https://akademie.nordhaus.example/reminders/held".to_owned(),
        }]
    }
}
