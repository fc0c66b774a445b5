//! Reading a span of days.

use crate::platform::error::Message;
use crate::platform::form::{Faults, Typed};
use crate::workshops::record::Within;
use chrono::{Datelike, NaiveDate};

/// Most days of a span: five years.
const MOST_DAYS: i64 = 1_830;

/// The year of a day.
pub fn year_of(today: NaiveDate) -> Within {
    let day = |month: u32, day: u32| NaiveDate::from_ymd_opt(today.year(), month, day).unwrap_or(today);
    Within {
        from_on: day(1, 1),
        to_on: day(12, 31),
    }
}

/// The days typed as `from` and `to`, or all that is wrong with them; an empty one is that of this year.
pub fn within(faults: &mut Faults, typed: &Typed, today: NaiveDate) -> Option<Within> {
    let usual = year_of(today);
    let mut day = |field: &str, usual: NaiveDate| match typed.one(field).trim() {
        "" => Some(usual),
        text => faults.date(field, text, true),
    };
    let (from_on, to_on) = (day("from", usual.from_on), day("to", usual.to_on));
    let within = Within {
        from_on: from_on?,
        to_on: to_on?,
    };
    let days = (within.to_on - within.from_on).num_days();
    if days < 0 {
        faults.note("to", "within-fault-order");
        return None;
    }
    if days > MOST_DAYS {
        faults.add("to", Message::new("within-fault-long").with("most", MOST_DAYS));
        return None;
    }
    Some(within)
}
