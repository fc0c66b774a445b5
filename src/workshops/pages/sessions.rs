//! Sessions as a list and a month.

use super::session::{SessionRow, Tab, row, tabs};
use super::{CalendarDay, ChipChoice, Month, WEEKDAYS};
use crate::platform::views::Page;
use chrono::NaiveDate;
use serde::Serialize;

/// Sessions that lie ahead.
#[derive(Clone, Debug, Serialize)]
pub struct SessionsPage {
    /// The pages of this slice that one may see.
    pub tabs: Vec<Tab>,
    /// As a list, without a month.
    pub rows: Vec<SessionRow>,
    /// Sessions shown.
    pub count: usize,
    /// As a month.
    pub calendar: Option<Month>,
    /// The other view.
    pub other_href: String,
    /// Courses to choose from: value is the address.
    pub courses: Vec<ChipChoice>,
    /// The course chosen.
    pub course: Option<String>,
    /// The address without it.
    pub course_off: String,
    /// Only those with free seats: the address that turns it the other way.
    pub free_href: String,
    /// Whether it is so.
    pub free_only: bool,
    /// Where workshops are run.
    pub manage_href: Option<String>,
}

impl Page for SessionsPage {
    const TEMPLATE: &'static str = "workshops/sessions";

    fn samples() -> Vec<Self> {
        let full = SessionRow {
            free: 0,
            waiting: 4,
            ..row("open", Some("waiting"), "open", Some("2026-12-10"))
        };
        let list = Self {
            tabs: tabs("/sessions"),
            rows: vec![
                row("open", None, "open", None),
                full,
                row("open", Some("booked"), "valid", Some("2027-02-08")),
                row("cancelled", None, "waived", Some("2027-02-09")),
            ],
            count: 4,
            calendar: None,
            other_href: "/sessions?month=2026-12".to_owned(),
            courses: vec![ChipChoice {
                href: "/sessions?course=R290-1".to_owned(),
                label: "R290-1".to_owned(),
                current: false,
            }],
            course: None,
            course_off: "/sessions".to_owned(),
            free_href: "/sessions?free=true".to_owned(),
            free_only: false,
            manage_href: Some("/workshops".to_owned()),
        };
        let day = |of_month: u32| CalendarDay {
            on: NaiveDate::from_ymd_opt(2026, 12, of_month).unwrap_or_default(),
            of_month,
            inside: true,
            rows: if of_month == 10 {
                vec![row("open", None, "open", Some("2026-12-10"))]
            } else {
                Vec::new()
            },
            going: if of_month == 11 {
                vec![row("open", None, "open", Some("2026-12-10"))]
            } else {
                Vec::new()
            },
        };
        let month = Self {
            calendar: Some(Month {
                on: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default(),
                previous: "/sessions?month=2026-11".to_owned(),
                next: "/sessions?month=2027-01".to_owned(),
                weekdays: WEEKDAYS,
                weeks: vec![(7..14).map(day).collect(), (14..21).map(day).collect()],
            }),
            rows: Vec::new(),
            course: Some("R290-1".to_owned()),
            free_only: true,
            ..list.clone()
        };
        let empty = Self {
            rows: Vec::new(),
            courses: Vec::new(),
            manage_href: None,
            count: 0,
            ..list.clone()
        };
        vec![list, month, empty]
    }
}
