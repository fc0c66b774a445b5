//! Arithmetic of calendar dates, with one date that is later than any other.

use crate::rules::id::Instant;
use chrono::{Datelike, Days, Duration, LocalResult, Months, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;

/// Later than any date: where a pause or waiver without end has taken a date away.
pub(super) const NEVER: NaiveDate = NaiveDate::MAX;

/// The date where there is one.
pub(super) fn known(date: NaiveDate) -> Option<NaiveDate> {
    (date != NEVER).then_some(date)
}

/// So many days later.
pub(super) fn after(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_add_days(Days::new(days.into())).unwrap_or(NEVER)
}

/// So many days earlier; what never comes comes no earlier.
pub(super) fn before(date: NaiveDate, days: u32) -> NaiveDate {
    if date == NEVER {
        return NEVER;
    }
    date.checked_sub_days(Days::new(days.into())).unwrap_or(NaiveDate::MIN)
}

/// The day after.
pub(super) fn next(date: NaiveDate) -> NaiveDate {
    after(date, 1)
}

/// So many months later: the same day of the month, or the month's last where it has no such day.
pub(super) fn months_after(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months)).unwrap_or(NEVER)
}

/// The last day of the date's month.
pub(super) fn month_end(date: NaiveDate) -> NaiveDate {
    let first = date.with_day(1).unwrap_or(date);
    match months_after(first, 1) {
        NEVER => date,
        following => following.pred_opt().unwrap_or(date),
    }
}

/// The instant at which a day begins in a zone. Where clocks jump over midnight, or a zone left a day out, it is the first instant after.
pub fn midnight(day: NaiveDate, zone: Tz) -> Instant {
    let mut local = day.and_time(NaiveTime::MIN);
    // No zone ever left out more than a day.
    for _ in 0..26 * 60 {
        match zone.from_local_datetime(&local) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => return at.to_utc().into(),
            LocalResult::None => local += Duration::minutes(1),
        }
    }
    local.and_utc().into()
}
