//! The first date: counted from the beginning, before it, or fixed.

use super::Rule;
use super::date::{after, before, months_after};
use crate::rules::field::{Reader, Wrong};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The first date by which somebody must satisfy a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstDue {
    /// So many days after the first day on which it applies.
    DaysAfterStart(u32),
    /// So many months after it.
    MonthsAfterStart(u32),
    /// So many days before it: what must be proven before something begins, such as servicing a product. It then applies already from the
    /// days on which it is shown as due.
    DaysBeforeStart(u32),
    /// On this date, or on the first day on which it applies where that is later.
    On(NaiveDate),
}

impl Rule {
    /// The first planned date of somebody to whom it applies from `start` on.
    pub(super) fn first_planned(&self, start: NaiveDate) -> NaiveDate {
        self.rounded(match self.first_due {
            // The end of the month would lie after what it must come before.
            Some(FirstDue::DaysBeforeStart(days)) => return before(start, days),
            Some(FirstDue::DaysAfterStart(days)) => after(start, days),
            Some(FirstDue::MonthsAfterStart(months)) => months_after(start, months),
            Some(FirstDue::On(date)) => date.max(start),
            None => start,
        })
    }

    /// The first day on which it applies to somebody whose `start` this is: that day, or earlier where it is to be proven before.
    pub fn applies_from(&self, start: NaiveDate) -> NaiveDate {
        match self.first_due {
            Some(FirstDue::DaysBeforeStart(days)) => before(before(start, days), self.notice_days),
            _ => start,
        }
    }
}

impl FirstDue {
    pub(super) fn read(reader: &mut Reader, field: &str, value: Option<&Value>) -> Option<Self> {
        let map = reader.object(field, value)?;
        let given: Vec<&str> = ["days_after_start", "months_after_start", "days_before_start", "on"]
            .into_iter()
            .filter(|name| map.contains_key(*name))
            .collect();
        let [name] = given[..] else {
            reader.note(field, Wrong::NotExactlyOne);
            return None;
        };
        let place = format!("{field}.{name}");
        match name {
            "on" => reader.date(&place, map.get(name)).map(Self::On),
            "days_after_start" => reader.number(&place, map.get(name), 0).map(Self::DaysAfterStart),
            "days_before_start" => reader.number(&place, map.get(name), 1).map(Self::DaysBeforeStart),
            _ => reader.number(&place, map.get(name), 0).map(Self::MonthsAfterStart),
        }
    }
}
