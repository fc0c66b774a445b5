//! What a kind of duty is: who owes whom, and how long its clock runs.

use crate::rules::calendar::Calendar;
use chrono::{Months, NaiveDate};
use serde::Serialize;
use std::ops::RangeInclusive;

/// A side of the partnership.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The manufacturer, or the sales company in charge of the partner.
    Manufacturer,
    /// The partner or its branch.
    Partner,
}

/// How long there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "unit", content = "count", rename_all = "snake_case")]
pub enum Clock {
    /// Once, within so many working days of the debtor's country.
    WorkingDays(u32),
    /// Again and again, at least once in so many months.
    Months(u32),
    /// Every day: what no longer keeps it breaks it at once.
    EveryDay,
}

impl Clock {
    /// How many.
    pub fn count(self) -> u32 {
        match self {
            Self::WorkingDays(count) | Self::Months(count) => count,
            Self::EveryDay => 0,
        }
    }

    /// The stable word for what is counted.
    pub fn unit(self) -> &'static str {
        match self {
            Self::WorkingDays(_) => "working_days",
            Self::Months(_) => "months",
            Self::EveryDay => "every_day",
        }
    }

    /// The same clock with another count.
    #[must_use]
    pub fn with(self, count: u32) -> Self {
        match self {
            Self::WorkingDays(_) => Self::WorkingDays(count),
            Self::Months(_) => Self::Months(count),
            Self::EveryDay => self,
        }
    }

    /// Counts that can be set.
    pub fn allowed(self) -> RangeInclusive<u32> {
        match self {
            Self::WorkingDays(_) => 1..=250,
            Self::Months(_) => 1..=60,
            Self::EveryDay => 0..=0,
        }
    }

    /// Whether its count is a setting of the installation.
    pub fn can_be_set(self) -> bool {
        self != Self::EveryDay
    }

    /// Whether what keeps the duty begins the next clock.
    pub fn repeats(self) -> bool {
        matches!(self, Self::Months(_) | Self::EveryDay)
    }

    /// The last day of a clock that begins on a day; beyond the calendar's end, that day itself.
    pub fn due_on(self, from: NaiveDate, country: &str, calendar: &Calendar) -> NaiveDate {
        match self {
            Self::WorkingDays(days) => calendar.after_working_days(country, from, days),
            Self::Months(months) => from.checked_add_months(Months::new(months)),
            // It was to be kept on the day before already.
            Self::EveryDay => from.pred_opt(),
        }
        .unwrap_or(from)
    }
}

/// A declared kind of duty. Its words are messages with its key: `duty-kind-…`, `duty-basis-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Stable word.
    pub key: &'static str,
    /// Who owes it.
    pub debtor: Side,
    /// Whom.
    pub creditor: Side,
    /// How long there is, where the installation says nothing else.
    pub clock: Clock,
    /// Days before the due date from which it counts as near.
    pub notice_days: u32,
}
