//! Files that go with a workshop or one session of it.

use crate::people::menu::Menu;
use crate::platform::views::{Field, FormFault, Frame, Page};
use chrono::NaiveDate;
use serde::Serialize;

/// A file.
#[derive(Clone, Debug, Serialize)]
pub struct MaterialRow {
    /// Where it is downloaded.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Size in kibibytes, at least 1.
    pub kibibytes: i64,
    /// Whether it goes with every session of the workshop, on the page of one.
    pub of_all: bool,
    /// Where it is taken away, for those who may.
    pub remove_action: Option<String>,
}

impl MaterialRow {
    /// A handout and a drawing.
    pub fn samples() -> Vec<Self> {
        ["R290 Handzettel für die erste Inbetriebnahme.pdf", "Hydraulik.png"]
            .map(|name| Self {
                href: "/sessions/7/material/7".to_owned(),
                name: name.to_owned(),
                kibibytes: 340,
                of_all: false,
                remove_action: None,
            })
            .to_vec()
    }
}

/// The files of a workshop or of one session, for those who run it.
#[derive(Clone, Debug, Serialize)]
pub struct MaterialPage {
    /// What is taught.
    pub title: String,
    /// The course's code.
    pub code: String,
    /// The session's first day; none: it has no date, or these are the workshop's.
    pub on: Option<NaiveDate>,
    /// Whether they go with one session.
    pub of_session: bool,
    /// What is there.
    pub rows: Vec<MaterialRow>,
    /// Where a file is sent.
    pub action: String,
    /// Back.
    pub back: String,
    /// Largest file in mebibytes.
    pub most_mebibytes: u32,
    /// Most files.
    pub most_files: usize,
    /// Most mebibytes of them together.
    pub most_together: i64,
    /// The file.
    pub file: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

impl Page for MaterialPage {
    const TEMPLATE: &'static str = "workshops/material";

    fn samples() -> Vec<Self> {
        let removable = |row: MaterialRow| MaterialRow {
            remove_action: Some("/material/7/removal".to_owned()),
            ..row
        };
        let workshop = Self {
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            code: "R290-1".to_owned(),
            on: None,
            of_session: false,
            rows: MaterialRow::samples().into_iter().map(removable).collect(),
            action: "/workshops/7/material".to_owned(),
            back: "/workshops/7".to_owned(),
            most_mebibytes: 50,
            most_files: 40,
            most_together: 500,
            file: Field::new("file"),
            faults: Vec::new(),
        };
        let mut rows = workshop.rows.clone();
        rows.extend(
            MaterialRow::samples()
                .into_iter()
                .take(1)
                .map(|row| MaterialRow { of_all: true, ..row }),
        );
        let session = Self {
            on: "2027-02-08".parse().ok(),
            of_session: true,
            rows,
            action: "/sessions/7/material".to_owned(),
            back: "/sessions/7".to_owned(),
            ..workshop.clone()
        };
        let none = Self {
            rows: Vec::new(),
            ..workshop.clone()
        };
        let full = Self {
            file: Field::new("file").wrong("Es sind schon 40 Dateien, mehr nicht. Entfernen Sie eine, die niemand mehr braucht."),
            faults: vec![FormFault {
                field: "file".to_owned(),
                text: "Datei: Es sind schon 40 Dateien, mehr nicht.".to_owned(),
            }],
            ..session.clone()
        };
        vec![workshop, session, none, full]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}
