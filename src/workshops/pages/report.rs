//! The report of a meeting provider, handed in and looked over.

use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use serde::Serialize;

/// Where the report is handed in.
#[derive(Clone, Debug, Serialize)]
pub struct ReportPage {
    /// The course's title.
    pub title: String,
    /// Where it is sent.
    pub action: String,
    /// Back to the list.
    pub back: String,
    /// The parts to choose from.
    pub choices: Vec<Choice>,
    /// The part.
    pub part: Field,
    /// The file.
    pub file: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

/// What a report comes to.
#[derive(Clone, Debug, Serialize)]
pub struct ReportWeighedPage {
    /// The course's title.
    pub title: String,
    /// The part, as it is called.
    pub part: String,
    /// Its identifier.
    pub part_id: String,
    /// Its minutes.
    pub of_minutes: i64,
    /// Where it is taken.
    pub action: String,
    /// Where another file is handed in.
    pub again: String,
    /// Back to the list.
    pub back: String,
    /// Everybody in the report.
    pub lines: Vec<ReportLine>,
    /// Who is on the list and not in the report.
    pub absent: Vec<String>,
}

/// Somebody in the report.
#[derive(Clone, Debug, Serialize)]
pub struct ReportLine {
    /// The name they went by.
    pub name: String,
    /// Their address.
    pub email: Option<String>,
    /// Minutes within the part.
    pub minutes: i64,
    /// Whether it is plain who that is.
    pub assigned: bool,
    /// Whether the list has a mark of theirs, which stays.
    pub stands: bool,
    /// Who it may be.
    pub choices: Vec<Choice>,
}

const TITLE: &str = "Wärmepumpen mit R290 in Betrieb nehmen";

impl Page for ReportPage {
    const TEMPLATE: &'static str = "workshops/report";

    fn samples() -> Vec<Self> {
        let page = Self {
            title: TITLE.to_owned(),
            action: "/sessions/7/meeting-report".to_owned(),
            back: "/sessions/7/attendance".to_owned(),
            choices: vec![
                Choice::new("1", "Mo 8. Feb., 09:00").chosen(true),
                Choice::new("2", "Di 9. Feb., 09:00"),
            ],
            part: Field::with("part", "1"),
            file: Field::new("file"),
            faults: Vec::new(),
        };
        let wrong = Self {
            choices: vec![Choice::new("1", "Mo 8. Feb., 09:00").chosen(true)],
            file: Field::new("file").wrong("Keine Zeile nennt Spalten für Namen und Zeiten."),
            faults: vec![FormFault {
                field: "file".to_owned(),
                text: "Bericht: Keine Zeile nennt Spalten für Namen und Zeiten.".to_owned(),
            }],
            ..page.clone()
        };
        vec![page, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}

impl Page for ReportWeighedPage {
    const TEMPLATE: &'static str = "workshops/report_weighed";

    fn samples() -> Vec<Self> {
        let choices = |chosen: &str| {
            [("1", "Anna Schmidt, Kälte Albers"), ("2", "Bernd Meier, Lindqvist Kylteknik AB")]
                .map(|(value, label)| Choice::new(value, label).chosen(value == chosen))
                .to_vec()
        };
        let line = |name: &str, email: Option<&str>, minutes, chosen: &str| ReportLine {
            name: name.to_owned(),
            email: email.map(str::to_owned),
            minutes,
            assigned: !chosen.is_empty(),
            stands: chosen == "1",
            choices: choices(chosen),
        };
        vec![Self {
            title: TITLE.to_owned(),
            part: "Mo 8. Feb., 09:00".to_owned(),
            part_id: "1".to_owned(),
            of_minutes: 180,
            action: "/sessions/7/meeting-report/marks".to_owned(),
            again: "/sessions/7/meeting-report/new?part=1".to_owned(),
            back: "/sessions/7/attendance".to_owned(),
            lines: vec![
                line("Anna Schmidt", Some("anna.schmidt@kaelte-albers.example"), 180, "1"),
                line("MEIER, Bernd (Guest)", None, 62, "2"),
                line("iPhone", None, 12, ""),
            ],
            absent: vec!["Selin Aydın, Thermopartner Wien".to_owned()],
        }]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}
