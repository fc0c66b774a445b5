//! What was decided, and what the brake holds.

use super::{Tab, day, tabs};
use crate::people::menu::Menu;
use crate::platform::table::Export;
use crate::platform::views::{Frame, Link, Page};
use chrono::NaiveDate;
use serde::Serialize;

/// What was decided.
#[derive(Clone, Debug, Serialize)]
pub struct LogPage {
    /// Places beside this one.
    pub tabs: Vec<Tab>,
    /// Filters by fate; `label` is ready words.
    pub fates: Vec<Link>,
    /// The one chosen, in words.
    pub fate: Option<String>,
    /// The notices, the newest first.
    pub rows: Vec<NoticeRow>,
    /// Address of older ones.
    pub next: Option<String>,
    /// Whether any exists at all.
    pub any: bool,
    /// The same as a file.
    pub export: Export,
}

/// A notice in the log.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeRow {
    /// When it was decided.
    pub at: chrono::DateTime<chrono::Utc>,
    /// Who is told.
    pub recipient: String,
    /// Under which role.
    pub role: String,
    /// Whose obligation.
    pub person: String,
    /// Title of the requirement.
    pub requirement: String,
    /// The due date at that time.
    pub due_on: NaiveDate,
    /// Whether it is the word that nothing is owed any more, and no step.
    pub released: bool,
    /// Days before or after it; negative: before.
    pub offset: i32,
    /// The same without its sign.
    pub distance: u32,
    /// What became of it.
    pub fate: String,
    /// Why, as a stable word.
    pub reason: Option<String>,
    /// The day of its step, where it was told later.
    pub missed_on: Option<NaiveDate>,
    /// What the mail server said of what could not be delivered.
    pub reply: Option<String>,
    /// Who asked for it by hand.
    pub asked_by: Option<String>,
    /// Whether its mail may have arrived more than once.
    pub repeated: bool,
    /// The mail, for whoever may see it.
    pub mail_href: Option<String>,
    /// Where it is sent again; none where that makes no sense.
    pub resend: Option<String>,
}

/// What the brake holds.
#[derive(Clone, Debug, Serialize)]
pub struct HeldPage {
    /// Places beside this one.
    pub tabs: Vec<Tab>,
    /// How many notices are held.
    pub total: usize,
    /// By run and requirement.
    pub rows: Vec<HeldRow>,
}

/// Notices of one requirement that one run held.
#[derive(Clone, Debug, Serialize)]
pub struct HeldRow {
    /// When.
    pub at: chrono::DateTime<chrono::Utc>,
    /// Names the run in the form.
    pub run: String,
    /// Names the requirement in the form.
    pub requirement_id: String,
    /// Title of the requirement.
    pub requirement: String,
    /// How many notices.
    pub count: usize,
    /// To how many people.
    pub recipients: usize,
}

impl Page for LogPage {
    const TEMPLATE: &'static str = "reminders/log";

    fn samples() -> Vec<Self> {
        let row = |fate: &str, offset: i32, reason: Option<&str>| NoticeRow {
            at: at(),
            recipient: "Hannes Weiß".to_owned(),
            role: "supervisor".to_owned(),
            person: "Selin Aydın".to_owned(),
            requirement: "Hochvolt-Sicherheit".to_owned(),
            due_on: day(2026, 12, 2),
            released: reason == Some("done"),
            offset,
            distance: offset.unsigned_abs(),
            fate: fate.to_owned(),
            reason: reason.map(str::to_owned),
            missed_on: (reason == Some("caught_up")).then(|| day(2026, 11, 2)),
            reply: (fate == "failed").then(|| "550 5.1.1 no such person".to_owned()),
            asked_by: (reason == Some("by_hand")).then(|| "Hannes Weiß".to_owned()),
            repeated: fate == "sent",
            mail_href: (fate == "sent").then(|| "/mailbox/0193".to_owned()),
            resend: (fate == "sent").then(|| "/reminders/log/0193/resend".to_owned()),
        };
        let full = Self {
            tabs: tabs("/reminders/log", 0),
            fates: Vec::new(),
            fate: None,
            rows: vec![
                row("sent", -7, None),
                row("skipped", -60, Some("before_switched_on")),
                row("withdrawn", 1, Some("nothing_owed")),
                row("sent", 0, Some("done")),
                row("failed", 0, Some("refused")),
                row("planned", -30, Some("caught_up")),
                row("superseded", -60, Some("later_step")),
                row("held", -7, Some("brake")),
            ],
            next: Some("/reminders/log?before=0193".to_owned()),
            any: true,
            export: Export::of("/reminders/log.csv".to_owned()),
        };
        let empty = Self {
            rows: Vec::new(),
            next: None,
            any: false,
            ..full.clone()
        };
        vec![full, empty]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}

impl Page for HeldPage {
    const TEMPLATE: &'static str = "reminders/held";

    fn samples() -> Vec<Self> {
        let full = Self {
            tabs: tabs("/reminders/held", 1840),
            total: 1840,
            rows: vec![HeldRow {
                at: at(),
                run: "2026-11-24T06:00:00Z".to_owned(),
                requirement_id: "0193".to_owned(),
                requirement: "Hochvolt-Sicherheit".to_owned(),
                count: 1840,
                recipients: 1610,
            }],
        };
        let empty = Self {
            tabs: tabs("/reminders/held", 0),
            total: 0,
            rows: Vec::new(),
        };
        vec![full, empty]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}

fn at() -> chrono::DateTime<chrono::Utc> {
    day(2026, 11, 24).and_hms_opt(6, 0, 0).expect("a time of day").and_utc()
}
