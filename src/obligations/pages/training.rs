//! A learner's first page: what is owed, by when, why, and where to go on.

use chrono::NaiveDate;
use serde::Serialize;

use super::Why;
use crate::people::menu::Menu;
use crate::platform::table::Export;
use crate::platform::views::{Frame, Page};
use crate::rules::id::Instant;

/// My training.
#[derive(Clone, Debug, Serialize)]
pub struct TrainingPage {
    /// What the heading says.
    pub finding: Finding,
    /// The course that is running.
    pub resume: Option<Resume>,
    /// Sessions that one attended and may say something about.
    pub opinions: Vec<Opinion>,
    /// Tests that one has yet to pass after a session.
    pub tests: Vec<OpenTest>,
    /// What is to be done, in the order of the statuses, then by date.
    pub owed: Vec<Line>,
    /// What is in order, paused or waived.
    pub fine: Vec<Line>,
    /// The first day on which something of `fine` ends.
    pub fine_until: Option<NaiveDate>,
    /// The newest proof.
    pub last_proof: Option<LastProof>,
    /// The sheet, where the address asks for it.
    pub why: Option<Why>,
    /// Where more time for it is asked for; none where nothing is due.
    pub extension_href: Option<String>,
    /// Where a document for it is handed in.
    pub document_href: Option<String>,
    /// The list as a file.
    pub export: Export,
}

/// A heading that says how things stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// `missed_due`, `missed`, `due`, `open`, `fine` or `none`.
    pub kind: &'static str,
    /// How many are overdue or lapsed.
    pub missed: usize,
    /// How many are in grace or due.
    pub due: usize,
    /// The last of their days where it lies beyond this year.
    pub until: Option<NaiveDate>,
}

/// The box "continue where you were".
#[derive(Clone, Debug, Serialize)]
pub struct Resume {
    /// The course.
    pub title: String,
    /// The step one is in, from 1.
    pub step: usize,
    /// How many steps there are.
    pub total: usize,
    /// `done`, `now` or `open` for each.
    pub steps: Vec<&'static str>,
    /// What is left, about.
    pub minutes_left: i32,
    /// Where it goes on.
    pub href: String,
}

/// A session that one attended and may say something about.
#[derive(Clone, Debug, Serialize)]
pub struct Opinion {
    /// What was taught.
    pub title: String,
    /// Until when.
    pub until: Instant,
    /// The form.
    pub href: String,
}

/// A test that one has yet to pass, so that attending a session becomes evidence.
#[derive(Clone, Debug, Serialize)]
pub struct OpenTest {
    /// What the test is called.
    pub title: String,
    /// What was taught.
    pub workshop: String,
    /// Last day on which it is passed.
    pub until: NaiveDate,
    /// Where it is taken.
    pub href: String,
}

impl OpenTest {
    /// One to look at.
    pub fn sample() -> Self {
        Self {
            title: "R290: Abschlusstest".to_owned(),
            workshop: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            until: "2026-12-24".parse().unwrap_or_default(),
            href: "/courses/R290-T/take".to_owned(),
        }
    }
}

/// One obligation.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// The requirement's short title.
    pub title: String,
    /// Status word.
    pub status: String,
    /// The date behind the word.
    pub on: Option<NaiveDate>,
    /// The due day where it lies ahead, for "in 8 days".
    pub ahead: Option<NaiveDate>,
    /// Where the date comes from, in a few words of the reader's language.
    pub note: String,
    /// Code of the course that counts now, where it can be taken here.
    pub course: Option<String>,
    /// How long it takes.
    pub minutes: Option<i32>,
    /// The course, else the sheet.
    pub href: String,
    /// The sheet that says why.
    pub why_href: String,
}

/// The newest proof, beside the list on desks.
#[derive(Clone, Debug, Serialize)]
pub struct LastProof {
    /// The course.
    pub title: String,
    /// The day.
    pub on: NaiveDate,
    /// Its certificate, where there is one.
    pub certificate_href: Option<String>,
}

impl TrainingPage {
    /// Counts what the heading says.
    pub fn finding(owed: &[Line], fine: &[Line], year_end: NaiveDate) -> Finding {
        let of = |words: &[&str]| owed.iter().filter(|line| words.contains(&line.status.as_str())).count();
        let (missed, due) = (of(&["overdue", "lapsed"]), of(&["grace", "due"]));
        let last = owed.iter().filter(|line| matches!(line.status.as_str(), "grace" | "due"));
        let kind = match (missed, due) {
            (0, 0) if !owed.is_empty() => "open",
            (0, 0) if fine.is_empty() => "none",
            (0, 0) => "fine",
            (0, _) => "due",
            (_, 0) => "missed",
            _ => "missed_due",
        };
        Finding {
            kind,
            missed,
            due,
            until: last.filter_map(|line| line.on).max().filter(|last| *last > year_end),
        }
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the calendar")
}

fn line(title: &str, status: &str, on: &str, note: &str, course: Option<(&str, i32)>) -> Line {
    let ahead = matches!(status, "due" | "grace" | "open").then(|| day(on));
    Line {
        title: title.to_owned(),
        status: status.to_owned(),
        on: Some(day(on)),
        ahead,
        note: note.to_owned(),
        course: course.map(|(code, _)| code.to_owned()),
        minutes: course.map(|(_, minutes)| minutes),
        href: course.map_or_else(|| "/training/HV/why".to_owned(), |(code, _)| format!("/training/courses/{code}")),
        why_href: "/training/HV/why".to_owned(),
    }
}

impl Page for TrainingPage {
    const TEMPLATE: &'static str = "obligations/training";

    fn samples() -> Vec<Self> {
        let owed = vec![
            line(
                "Kältemittel, Jahresnachweis",
                "overdue",
                "2026-01-15",
                "Für 2025 fehlt der Nachweis.",
                Some(("REF-R", 60)),
            ),
            line(
                "Hochvolt-Sicherheit",
                "due",
                "2026-12-02",
                "Jedes Jahr bis zu Ihrem Stichtag.",
                Some(("HV-R1", 45)),
            ),
            line(
                "Baureihe N7: Verdichtertausch",
                "due",
                "2026-12-31",
                "Einmalig, zu festem Datum.",
                None,
            ),
        ];
        let fine = vec![
            line("Erste Hilfe", "valid", "2027-05-31", "", None),
            line("Datenschutz", "satisfied", "2025-05-12", "", None),
        ];
        let usual = Self {
            finding: Self::finding(&owed, &fine, day("2026-12-31")),
            resume: Some(Resume {
                title: "Hochvolt-Sicherheit, Auffrischung".to_owned(),
                step: 3,
                total: 6,
                steps: vec!["done", "done", "now", "open", "open", "open"],
                minutes_left: 12,
                href: "/training/courses/HV-R1".to_owned(),
            }),
            opinions: vec![Opinion {
                title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
                until: day("2026-12-02").and_time(chrono::NaiveTime::MIN).and_utc().into(),
                href: "/bookings/7/feedback".to_owned(),
            }],
            tests: vec![OpenTest::sample()],
            owed,
            fine,
            fine_until: Some(day("2027-05-31")),
            last_proof: Some(LastProof {
                title: "Hochvolt-Sicherheit, Auffrischung".to_owned(),
                on: day("2025-11-19"),
                certificate_href: Some("/certificates".to_owned()),
            }),
            why: None,
            extension_href: None,
            document_href: None,
            export: Export::of("/training/table.csv".to_owned()),
        };
        let asked = Self {
            why: Some(Why::sample()),
            extension_href: Some("/training/HV/extensions/new".to_owned()),
            document_href: Some("/documents/new?requirement=HV".to_owned()),
            ..usual.clone()
        };
        let asked_first = Self {
            why: Some(Why {
                proofs: Vec::new(),
                action: None,
                ..Why::sample()
            }),
            ..usual.clone()
        };
        let all_fine = Self {
            finding: Self::finding(&[], &usual.fine, day("2026-12-31")),
            resume: None,
            owed: Vec::new(),
            ..usual.clone()
        };
        let nothing = Self {
            finding: Self::finding(&[], &[], day("2026-12-31")),
            fine: Vec::new(),
            opinions: Vec::new(),
            tests: Vec::new(),
            fine_until: None,
            last_proof: None,
            ..all_fine.clone()
        };
        let all = ["lapsed", "grace", "open", "paused", "waived"];
        let mut every = usual.clone();
        every.owed = all[..3]
            .iter()
            .map(|status| line("Umgang mit Kunden", status, "2027-01-31", "Alle zwei Jahre.", None))
            .collect();
        every.fine = all[3..]
            .iter()
            .map(|status| line("Umgang mit Kunden", status, "2027-01-31", "", None))
            .collect();
        every.finding = Self::finding(&every.owed, &every.fine, day("2026-12-31"));
        vec![usual, asked, all_fine, nothing, every, asked_first]
    }

    fn sample_frame() -> Frame {
        Menu::Learner.sample_frame("/training")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_counts_what_is_missed_and_what_is_due() {
        let owed = [
            line("A", "overdue", "2026-01-15", "", None),
            line("B", "due", "2026-12-02", "", None),
            line("C", "open", "2027-06-30", "", None),
        ];
        let finding = TrainingPage::finding(&owed, &[], day("2026-12-31"));
        assert_eq!(
            (finding.kind, finding.missed, finding.due, finding.until),
            ("missed_due", 1, 1, None)
        );
        let finding = TrainingPage::finding(&owed[2..], &[], day("2026-12-31"));
        assert_eq!((finding.kind, finding.until), ("open", None));
        let owed = [line("B", "due", "2027-01-14", "", None)];
        let finding = TrainingPage::finding(&owed, &[], day("2026-12-31"));
        assert_eq!((finding.kind, finding.until), ("due", Some(day("2027-01-14"))));
    }
}
