//! One's own calendar, and what one was told.

use crate::people::menu::Menu;
use crate::platform::views::{Frame, Page};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

/// The calendars that one may have.
#[derive(Clone, Debug, Serialize)]
pub struct FeedPage {
    /// One's own first.
    pub rows: Vec<FeedRow>,
}

/// The secret address of a calendar.
#[derive(Clone, Debug, Serialize)]
pub struct FeedRow {
    /// `own`, `taught`, `team` or `room`.
    pub kind: &'static str,
    /// Which room; empty: of oneself.
    pub subject: String,
    /// What the room is called.
    pub name: Option<String>,
    /// Since when there is one.
    pub since_at: Option<DateTime<Utc>>,
    /// When a program last asked for it.
    pub read_at: Option<DateTime<Utc>>,
    /// The address, this once, where it was just made.
    pub address: Option<String>,
}

/// What one was told.
#[derive(Clone, Debug, Serialize)]
pub struct ToldPage {
    /// The newest first.
    pub rows: Vec<ToldRow>,
    /// Address of older ones.
    pub next: Option<String>,
}

/// Something one was told, or that others were told about oneself.
#[derive(Clone, Debug, Serialize)]
pub struct ToldRow {
    /// When.
    pub at: DateTime<Utc>,
    /// Title of the requirement.
    pub requirement: String,
    /// About whom; none: oneself.
    pub person: Option<String>,
    /// Who was told instead, by role; none: oneself.
    pub role: Option<String>,
    /// The due date at that time.
    pub due_on: NaiveDate,
    /// Whether it is the word that nothing is owed any more.
    pub released: bool,
    /// Days before or after the date; negative: before.
    pub offset: i32,
    /// The same without its sign.
    pub distance: u32,
    /// Whether the mail could not be delivered.
    pub failed: bool,
}

impl Page for FeedPage {
    const TEMPLATE: &'static str = "reminders/feed";

    fn samples() -> Vec<Self> {
        let at = |text: &str| text.parse().ok();
        let none = FeedRow {
            kind: "own",
            subject: String::new(),
            name: None,
            since_at: None,
            read_at: None,
            address: None,
        };
        let made = FeedRow {
            kind: "taught",
            since_at: at("2026-11-24T12:00:00Z"),
            address: Some("https://akademie.nordhaus.example/calendar/wL4vT1aP0w.ics".to_owned()),
            ..none.clone()
        };
        let kept = FeedRow {
            kind: "team",
            address: None,
            read_at: at("2026-11-24T14:00:00Z"),
            ..made.clone()
        };
        let room = FeedRow {
            kind: "room",
            subject: "7".to_owned(),
            name: Some("Schulungszentrum Kassel, Raum 2".to_owned()),
            ..kept.clone()
        };
        let own = Self { rows: vec![none.clone()] };
        let all = Self {
            rows: vec![none, made, kept, room],
        };
        vec![own, all]
    }

    fn sample_frame() -> Frame {
        Menu::Learner.sample_frame("/profile")
    }
}

impl Page for ToldPage {
    const TEMPLATE: &'static str = "reminders/told";

    fn samples() -> Vec<Self> {
        let own = ToldRow {
            at: "2026-11-24T06:00:00Z".parse().expect("an instant"),
            requirement: "Hochvolt-Sicherheit".to_owned(),
            person: None,
            role: None,
            due_on: "2026-12-02".parse().expect("a day"),
            released: false,
            offset: -7,
            distance: 7,
            failed: false,
        };
        let rows = vec![
            own.clone(),
            ToldRow {
                role: Some("supervisor".to_owned()),
                offset: 1,
                distance: 1,
                ..own.clone()
            },
            ToldRow {
                person: Some("Franz Gruber".to_owned()),
                failed: true,
                ..own.clone()
            },
            ToldRow {
                released: true,
                offset: 0,
                distance: 0,
                ..own
            },
        ];
        let full = Self {
            rows,
            next: Some("/notices?before=0193".to_owned()),
        };
        let empty = Self {
            rows: Vec::new(),
            next: None,
        };
        vec![full, empty]
    }

    fn sample_frame() -> Frame {
        Menu::Learner.sample_frame("/training")
    }
}
