//! Sessions in a month.

use super::SessionRow;
use chrono::NaiveDate;
use serde::Serialize;

/// A month, week by week.
#[derive(Clone, Debug, Serialize)]
pub struct Month {
    /// Its first day.
    pub on: NaiveDate,
    /// The month before.
    pub previous: String,
    /// The month after.
    pub next: String,
    /// Monday to Sunday, as words.
    pub weekdays: [&'static str; 7],
    /// Its weeks.
    pub weeks: Vec<Vec<CalendarDay>>,
}

/// The days of a week, as the words end.
pub const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A day of a month's calendar.
#[derive(Clone, Debug, Serialize)]
pub struct CalendarDay {
    /// The day.
    pub on: NaiveDate,
    /// Its number.
    pub of_month: u32,
    /// Whether it belongs to the month.
    pub inside: bool,
    /// What begins.
    pub rows: Vec<SessionRow>,
    /// What goes on that began before.
    pub going: Vec<SessionRow>,
}
