//! The digest as tests and pictures see it.

use super::{Group, OwnFinding, OwnLine, PersonLine, ReleasedLine, ReminderMail, ToldLate, Topic, mark};
use crate::platform::views::Mail;
use crate::rules::obligation::Status;
use crate::rules::reminder::Ending;
use crate::rules::wording::{Run, plain};
use chrono::NaiveDate;

pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
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
                told_late: None,
            }
        };
        let learner = Self {
            name: "Selin Aydın".to_owned(),
            own: Some(OwnFinding {
                kind: "ahead",
                requirement: "Hochvolt-Sicherheit".to_owned(),
                due_on: day(2026, 12, 2),
                days: 7,
                since_on: None,
                grace_until: None,
                told_late: None,
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
            written: None,
            own_subject: None,
            opening: Vec::new(),
            opening_text: String::new(),
            closing: Vec::new(),
            closing_text: String::new(),
            fallback: None,
            unsubscribe: None,
        };
        let past = |kind, due_on, days| Self {
            own: Some(OwnFinding {
                kind,
                requirement: "Kältemittel, Jahresnachweis".to_owned(),
                due_on,
                days,
                since_on: (kind == "overdue").then(|| day(2026, 2, 15)),
                grace_until: (kind == "grace").then(|| day(2026, 12, 10)),
                told_late: None,
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
            learner.clone().sample_in_own_words(),
            Self::sample_of_team(),
            learner.clone().told_late(0),
            Self::sample_of_team().told_late(3),
            learner.told_late(5),
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
            told_late: None,
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
            told_late: None,
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
            written: None,
            own_subject: None,
            opening: Vec::new(),
            opening_text: String::new(),
            closing: Vec::new(),
            closing_text: String::new(),
            fallback: None,
            unsubscribe: None,
        }
    }

    /// The same, every part of it later than on its day: each for another reason, so that all of them are looked at.
    fn told_late(mut self, first: usize) -> Self {
        let mut reasons = [
            "waited",
            "missed",
            "again",
            "before_due_known",
            "before_switched_on",
            "before_role",
            "before_start",
            "before_ladder",
        ]
        .into_iter()
        .cycle()
        .skip(first);
        let mut late = || {
            Some(ToldLate {
                on: day(2026, 11, 18),
                why: reasons.next().unwrap_or("missed").to_owned(),
            })
        };
        if let Some(finding) = &mut self.own {
            finding.told_late = late();
        }
        for line in &mut self.others {
            line.told_late = late();
        }
        for topic in self.groups.iter_mut().flat_map(|group| &mut group.topics) {
            if let [person] = topic.people.as_mut_slice() {
                person.told_late = late();
            } else {
                topic.told_late = late();
            }
        }
        self
    }

    fn sample_in_own_words(self) -> Self {
        let run = |text: &str, link, breaks| Run {
            text: text.to_owned(),
            link,
            breaks,
        };
        let opening = vec![
            vec![run("Ohne diesen Nachweis dürfen Sie nicht an die Anlage.", false, false)],
            vec![
                run("Sie brauchen eine halbe Stunde.", false, false),
                run("Hier geht es los: ", false, true),
                run("https://akademie.nordhaus.example/welcome/wL4v", true, false),
            ],
        ];
        Self {
            own_subject: Some("Hochvolt-Sicherheit: bitte bis 2. Dezember".to_owned()),
            opening_text: plain(&opening),
            opening,
            closing: vec![vec![run("Ihre Akademie", false, false)]],
            closing_text: "Ihre Akademie".to_owned(),
            fallback: Some("Svenska".to_owned()),
            ..self
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
            unsubscribe: Some("https://akademie.nordhaus.example/unsubscribe/released.0193.7f".to_owned()),
            ..Self::sample_of_team()
        }
    }
}
