//! Why a date is what it is: the sheet of the learner and the side panel of whoever looks after people.

use chrono::NaiveDate;
use serde::Serialize;

use super::Later;
use crate::platform::views::TimeRule;

/// One obligation explained. The sentences are ready words of the reader's language (`obligations::told`).
#[derive(Clone, Debug, Serialize)]
pub struct Why {
    /// The requirement's short title.
    pub title: String,
    /// The requirement's code.
    pub code: String,
    /// Status word.
    pub status: String,
    /// The date that stands behind the word.
    pub on: Option<NaiveDate>,
    /// The drawing; none for `once`, nor where there is no date.
    pub rule: Option<TimeRule>,
    /// The status by all that is known now, where what became known after a past day makes another one of it.
    pub since: Option<&'static str>,
    /// Where the date comes from, in one sentence or two.
    pub sentence: String,
    /// What else one may want to know: renewing early, what happens next, who asks for it.
    pub further: String,
    /// Courses that count from now on.
    pub counts: Vec<Counted>,
    /// What was proven so far, the newest first.
    pub proofs: Vec<Proof>,
    /// What the learner can do about it now.
    pub action: Option<WhyAction>,
}

/// A course that counts.
#[derive(Clone, Debug, Serialize)]
pub struct Counted {
    /// Its code.
    pub code: String,
    /// Its title in the reader's language.
    pub title: String,
    /// How long it takes online; none where it cannot be taken here.
    pub minutes: Option<i32>,
}

/// One proof of a course that counts.
#[derive(Clone, Debug, Serialize)]
pub struct Proof {
    /// The day it is about.
    pub on: NaiveDate,
    /// Code of the course.
    pub code: String,
    /// How it came about: `online`, `workshop`, `paper`, `import`, `external`.
    pub means: String,
    /// Share of right answers, where it was marked.
    pub score_percent: Option<i32>,
    /// Whether it was revoked.
    pub revoked: bool,
    /// What became known of it only after the past day that is looked at.
    pub later: Option<Later>,
}

/// The one button of the sheet.
#[derive(Clone, Debug, Serialize)]
pub struct WhyAction {
    /// Where it leads.
    pub href: String,
    /// `begin` or `continue`.
    pub kind: &'static str,
    /// Minutes that it still takes.
    pub minutes: i32,
}

impl Why {
    /// The case of the pictures: a refresher due in eight days.
    pub(super) fn sample() -> Self {
        let day = |text: &str| text.parse().expect("a day of the calendar");
        let proof = |on: &str, code: &str, means: &str, score_percent| Proof {
            on: day(on),
            code: code.to_owned(),
            means: means.to_owned(),
            score_percent,
            revoked: false,
            later: None,
        };
        Self {
            title: "Hochvolt-Sicherheit".to_owned(),
            code: "HV".to_owned(),
            status: "due".to_owned(),
            on: Some(day("2026-12-02")),
            rule: Some(TimeRule {
                last_on: Some(day("2025-11-19")),
                early_from: Some(day("2026-09-03")),
                shown_from: None,
                due_on: day("2026-12-02"),
                grace_until: Some(day("2027-01-01")),
                lapses_on: Some(day("2027-12-02")),
                today: Some(day("2026-11-24")),
            }),
            since: None,
            sentence: "Ihr Stichtag ist der 2. Dezember, weil Sie am 2. Dezember 2023 bestanden haben. Nötig ist ein Nachweis jedes Jahr \
                       bis zu diesem Tag."
                .to_owned(),
            further: "Wer ab dem 3. September auffrischt, behält den Stichtag. Verlangt wird das von Technik, Obertechnik und Elektrik an \
                      Standorten mit Hochvolt (Servicevertrag § 7)."
                .to_owned(),
            counts: vec![Counted {
                code: "HV-R1".to_owned(),
                title: "Hochvolt-Sicherheit, Auffrischung".to_owned(),
                minutes: Some(45),
            }],
            proofs: vec![
                proof("2025-11-19", "HV-R1", "online", Some(92)),
                proof("2024-11-28", "HV-R1", "online", Some(88)),
                proof("2023-12-02", "HV-101", "workshop", None),
            ],
            action: Some(WhyAction {
                href: "/training/courses/HV-R1".to_owned(),
                kind: "continue",
                minutes: 12,
            }),
        }
    }
}
