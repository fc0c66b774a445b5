//! Whose people are reminded, and what will go out.

use super::{Tab, day, tabs};
use crate::people::menu::Menu;
use crate::platform::table::Export;
use crate::platform::views::{Field, FormFault, Frame, Page};
use chrono::NaiveDate;
use serde::Serialize;

/// Whose people are reminded.
#[derive(Clone, Debug, Serialize)]
pub struct RemindersPage {
    /// Places beside this one.
    pub tabs: Vec<Tab>,
    /// Partners whose people are reminded.
    pub switched_on: usize,
    /// All partners.
    pub total: usize,
    /// Part of the name that is searched for.
    pub search: Field,
    /// `on`, `off` or empty.
    pub only: String,
    /// The partners found.
    pub rows: Vec<PartnerRow>,
    /// How many were found; more than are shown where the list is cut.
    pub found: usize,
}

/// A partner's switch.
#[derive(Clone, Debug, Serialize)]
pub struct PartnerRow {
    /// Where it is switched.
    pub href: String,
    /// Name.
    pub name: String,
    /// The manufacturer's number.
    pub external_id: String,
    /// Since when; none: not switched on.
    pub since_on: Option<NaiveDate>,
    /// Notices of the last 28 days.
    pub told: i64,
}

/// One partner's switch, with what would go out.
#[derive(Clone, Debug, Serialize)]
pub struct SwitchPage {
    /// Where the form goes.
    pub action: String,
    /// The partner.
    pub name: String,
    /// Since when; none: not switched on.
    pub since_on: Option<NaiveDate>,
    /// First day of the forecast.
    pub from: NaiveDate,
    /// Last day of the forecast.
    pub to: NaiveDate,
    /// Mails in that time.
    pub mails: usize,
    /// Notices in that time.
    pub notices: usize,
    /// Notices on the first day.
    pub first: usize,
    /// Day by day; days on which nothing goes out are left out.
    pub days: Vec<ForecastDay>,
    /// Address of the whole forecast as a file.
    pub export: Export,
    /// From when on.
    pub since: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

/// What goes out on a day.
#[derive(Clone, Debug, Serialize)]
pub struct ForecastDay {
    /// The recipients' local date.
    pub on: NaiveDate,
    /// Mails, one a recipient.
    pub mails: usize,
    /// Notices in them.
    pub notices: usize,
    /// Of these to the people themselves.
    pub learners: usize,
    /// The largest day of the table, for the bars.
    pub most: usize,
}

/// What will go out.
#[derive(Clone, Debug, Serialize)]
pub struct ForecastPage {
    /// Places beside this one.
    pub tabs: Vec<Tab>,
    /// First day.
    pub from: Field,
    /// Last day.
    pub to: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// Mails in that time.
    pub mails: usize,
    /// Notices in that time.
    pub notices: usize,
    /// Day by day.
    pub days: Vec<ForecastDay>,
    /// The same as a file.
    pub export: Export,
    /// What is passed over in that time, by fate and reason.
    pub passed: Vec<PassedCount>,
    /// The same, step by step, as a file.
    pub passed_export: Export,
}

/// How many steps come to the same end.
#[derive(Clone, Debug, Serialize)]
pub struct PassedCount {
    /// A word of [`Fate`](crate::rules::reminder::Fate).
    pub fate: String,
    /// Why, as a stable word.
    pub reason: Option<String>,
    /// How many.
    pub count: usize,
}

impl Page for RemindersPage {
    const TEMPLATE: &'static str = "reminders/partners";

    fn samples() -> Vec<Self> {
        let row = |name: &str, external_id: &str, since_on, told| PartnerRow {
            href: "/reminders/partners/0193".to_owned(),
            name: name.to_owned(),
            external_id: external_id.to_owned(),
            since_on,
            told,
        };
        let full = Self {
            tabs: tabs("/reminders", 1840),
            switched_on: 12,
            total: 400,
            search: Field::new("search"),
            only: String::new(),
            rows: vec![
                row("Thermopartner Leipzig", "P-0121", Some(day(2026, 10, 1)), 37),
                row("Kälte Albers", "P-0043", None, 0),
            ],
            found: 400,
        };
        let empty = Self {
            tabs: tabs("/reminders", 0),
            switched_on: 0,
            total: 0,
            rows: Vec::new(),
            found: 0,
            ..full.clone()
        };
        let nothing = Self {
            search: Field::with("search", "Zürich"),
            rows: Vec::new(),
            found: 0,
            ..full.clone()
        };
        vec![full, empty, nothing]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}

impl Page for SwitchPage {
    const TEMPLATE: &'static str = "reminders/partner";

    fn samples() -> Vec<Self> {
        let off = Self {
            action: "/reminders/partners/0193".to_owned(),
            name: "Kälte Albers".to_owned(),
            since_on: None,
            from: day(2026, 11, 24),
            to: day(2026, 12, 21),
            mails: 73,
            notices: 100,
            first: 63,
            days: sample_days(),
            export: Export::of("/reminders/forecast.csv?from=2026-11-24&to=2026-12-21&organisation=0193".to_owned()),
            since: Field::with("since_on", "2026-11-24"),
            faults: Vec::new(),
        };
        let on = Self {
            since_on: Some(day(2026, 10, 1)),
            ..off.clone()
        };
        let wrong = Self {
            since: Field::with("since_on", "31.02.2026").wrong("Diesen Tag gibt es nicht."),
            faults: vec![FormFault {
                field: "since_on".to_owned(),
                text: "Ab wann: Diesen Tag gibt es nicht.".to_owned(),
            }],
            mails: 0,
            notices: 0,
            first: 0,
            days: Vec::new(),
            ..off.clone()
        };
        vec![off, on, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}

impl Page for ForecastPage {
    const TEMPLATE: &'static str = "reminders/forecast";

    fn samples() -> Vec<Self> {
        let full = Self {
            tabs: tabs("/reminders/forecast", 0),
            from: Field::with("from", "2026-11-24"),
            to: Field::with("to", "2026-12-21"),
            faults: Vec::new(),
            mails: 73,
            notices: 100,
            days: sample_days(),
            export: Export::of("/reminders/forecast.csv?from=2026-11-24&to=2026-12-21".to_owned()),
            passed: vec![
                PassedCount {
                    fate: "superseded".to_owned(),
                    reason: Some("later_step".to_owned()),
                    count: 14,
                },
                PassedCount {
                    fate: "skipped".to_owned(),
                    reason: Some("before_switched_on".to_owned()),
                    count: 1203,
                },
            ],
            passed_export: Export::of("/reminders/forecast.csv?from=2026-11-24&to=2026-12-21&passed_over=true".to_owned()),
        };
        let none = Self {
            mails: 0,
            notices: 0,
            days: Vec::new(),
            passed: Vec::new(),
            ..full.clone()
        };
        vec![full, none]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}

fn sample_days() -> Vec<ForecastDay> {
    [(24, 41, 63, 38), (25, 12, 15, 11), (27, 20, 22, 20)]
        .map(|(date, mails, notices, learners)| ForecastDay {
            on: day(2026, 11, date),
            mails,
            notices,
            learners,
            most: 63,
        })
        .to_vec()
}
