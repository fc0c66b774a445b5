//! How seats were used, and by whom.

use super::session::{Tab, tabs};
use crate::people::menu::Menu;
use crate::platform::table::Export;
use crate::platform::views::{Field, FormFault, Frame, Page};
use serde::Serialize;

/// How the seats of some days were used.
#[derive(Clone, Debug, Serialize)]
pub struct UsagePage {
    /// The pages of this slice.
    pub tabs: Vec<Tab>,
    /// By what it is counted.
    pub views: Vec<Tab>,
    /// That of them which is shown.
    pub by: &'static str,
    /// The first day.
    pub from: Field,
    /// The last day.
    pub to: Field,
    /// What is wrong with them.
    pub faults: Vec<FormFault>,
    /// Whether seats are set against heads.
    pub with_heads: bool,
    /// Of whom most is to be told, first.
    pub rows: Vec<UsageRow>,
    /// All of them together.
    pub total: UsageRow,
    /// The same as a file.
    pub export: Export,
}

/// A line of it.
#[derive(Clone, Debug, Serialize)]
pub struct UsageRow {
    /// What it is called.
    pub label: String,
    /// A code beside it.
    pub code: Option<String>,
    /// Seats.
    pub seats: i64,
    /// Were there.
    pub attended: i64,
    /// Did not come.
    pub no_show: i64,
    /// Were excused.
    pub excused: i64,
    /// Taken back in time.
    pub in_time: i64,
    /// Taken back late.
    pub late: i64,
    /// Taken back by whoever runs it.
    pub by_us: i64,
    /// People who work there.
    pub heads: i64,
    /// Seats for every hundred of them; none: there are none.
    pub per_hundred: Option<f64>,
}

impl Page for UsagePage {
    const TEMPLATE: &'static str = "workshops/usage";

    fn samples() -> Vec<Self> {
        let row = |label: &str, seats: i64, heads: i64| UsageRow {
            label: label.to_owned(),
            code: None,
            seats,
            attended: seats / 2,
            no_show: 1,
            excused: 1,
            in_time: 3,
            late: 1,
            by_us: 0,
            heads,
            per_hundred: (heads > 0).then(|| seats as f64 * 100.0 / heads as f64),
        };
        let view = |by: &str, label: &str, current: bool| Tab {
            href: format!("/bookings/usage?by={by}"),
            label: label.to_owned(),
            note: None,
            current,
        };
        let partners = Self {
            tabs: tabs("/bookings/usage"),
            views: vec![
                view("partner", "Partner", true),
                view("course", "Kurs", false),
                view("region", "Vertriebsregion", false),
                view("size", "Größe", false),
            ],
            by: "partner",
            from: Field::with("from", "2027-01-01"),
            to: Field::with("to", "2027-12-31"),
            faults: Vec::new(),
            with_heads: true,
            rows: vec![
                row("Kälte Albers", 24, 31),
                row("Thermopartner Leipzig und Umgebung", 6, 9),
                row("Froid Bernard", 0, 0),
            ],
            total: row("", 30, 40),
            export: Export::of("/bookings/usage/table.csv?by=partner".to_owned()),
        };
        let courses = Self {
            by: "course",
            with_heads: false,
            rows: vec![UsageRow {
                code: Some("R290-1".to_owned()),
                ..row("Wärmepumpen mit R290 in Betrieb nehmen", 12, 0)
            }],
            ..partners.clone()
        };
        let wrong = Self {
            from: Field::with("from", "gestern").wrong("Ein Tag wie 02.12.2026."),
            faults: vec![FormFault {
                field: "from".to_owned(),
                text: "Von: Ein Tag wie 02.12.2026.".to_owned(),
            }],
            rows: Vec::new(),
            ..courses.clone()
        };
        vec![partners, courses, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/sessions")
    }
}
