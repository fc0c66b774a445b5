//! Audit folders: those there are, and asking for one.

use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Instant;
use serde::Serialize;

/// The folders that the reader may see.
#[derive(Clone, Debug, Serialize)]
pub struct FoldersPage {
    /// How many can be taken along.
    pub ready: usize,
    /// Whether one is being built.
    pub building: bool,
    /// The latest first.
    pub rows: Vec<FolderRow>,
    /// What is wrong with what was asked for.
    pub faults: Vec<FormFault>,
    /// Of a partner or a requirement.
    pub kind: Field,
    /// The two, as far as the reader may see all of them.
    pub kinds: Vec<Choice>,
    /// The partner's number.
    pub partner: Field,
    /// The requirement's code.
    pub requirement: Field,
}

/// One folder.
#[derive(Clone, Debug, Serialize)]
pub struct FolderRow {
    /// `partner` or `requirement`.
    pub kind: String,
    /// What it tells about.
    pub label: String,
    /// `waiting`, `ready` or `failed`.
    pub state: String,
    /// Why it failed, in words.
    pub error: Option<String>,
    /// People read so far.
    pub done: i32,
    /// Of so many.
    pub total: i32,
    /// When it was asked for.
    pub at: Instant,
    /// Size in mebibytes.
    pub size: Option<f64>,
    /// Where it is taken along.
    pub href: Option<String>,
}

impl Page for FoldersPage {
    const TEMPLATE: &'static str = "administration/folders";

    fn samples() -> Vec<Self> {
        let at: chrono::DateTime<chrono::Utc> = "2026-11-24T09:10:00Z".parse().expect("an instant");
        let row = |state: &str, label: &str| FolderRow {
            kind: "partner".to_owned(),
            label: label.to_owned(),
            state: state.to_owned(),
            error: (state == "failed").then(|| "Der Ordner ist zu groß.".to_owned()),
            done: 75,
            total: 212,
            at: at.into(),
            size: (state == "ready").then_some(4.2),
            href: (state == "ready").then(|| "/administration/audit-folders/7/file".to_owned()),
        };
        let some = Self {
            ready: 1,
            building: true,
            rows: vec![
                row("waiting", "P-0002 Froid Bernard"),
                row("ready", "P-0001 Kälte Albers"),
                row("failed", "HV"),
            ],
            faults: Vec::new(),
            kind: Field::with("kind", "partner"),
            kinds: vec![
                Choice::new("partner", "Partner").chosen(true),
                Choice::new("requirement", "Anforderung"),
            ],
            partner: Field::new("partner"),
            requirement: Field::new("requirement"),
        };
        let wrong = Self {
            ready: 0,
            building: false,
            rows: Vec::new(),
            faults: vec![FormFault {
                field: "partner".to_owned(),
                text: "Nummer: Diesen Betrieb gibt es in Ihrem Bereich nicht.".to_owned(),
            }],
            partner: Field::with("partner", "P-9").wrong("Diesen Betrieb gibt es in Ihrem Bereich nicht."),
            ..some.clone()
        };
        vec![some, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}
