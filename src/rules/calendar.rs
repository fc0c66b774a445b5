//! Working days per country, and the hour from which mail may go out: for reminders, and for what is owed within so many working days.

use crate::rules::id::Instant;
use chrono::{Datelike, Duration, NaiveDate, TimeZone, Weekday};
use chrono_tz::Tz;
use std::collections::{HashMap, HashSet};

/// Weekend days and holidays per country (ISO 3166-1 alpha-2). Where nothing is entered, Saturday and Sunday are free and nothing else.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// Free days of the week.
    pub weekends: HashMap<String, Vec<Weekday>>,
    /// Free dates.
    pub holidays: HashMap<String, HashSet<NaiveDate>>,
    /// The recipient's local hour from which a mail is sent, 0 to 23.
    pub send_hour: u32,
}

/// Longest run of free days that is stepped over. A calendar without any working day moves nothing.
const LONGEST_BREAK_DAYS: usize = 60;

impl Calendar {
    /// Whether people work on this day in this country.
    pub fn works(&self, country: &str, on: NaiveDate) -> bool {
        let weekend = match self.weekends.get(country) {
            Some(days) => days.contains(&on.weekday()),
            None => matches!(on.weekday(), Weekday::Sat | Weekday::Sun),
        };
        !weekend && !self.holidays.get(country).is_some_and(|days| days.contains(&on))
    }

    /// When mail may go out on a day at a place: the configured hour, or where the clock jumps over it, the next hour that there is.
    pub fn opens_at(&self, day: NaiveDate, zone: Tz) -> Instant {
        let wanted = day.and_hms_opt(self.send_hour, 0, 0).unwrap_or_default();
        (0..24)
            .find_map(|later| zone.from_local_datetime(&(wanted + Duration::hours(later))).earliest())
            .map_or_else(|| wanted.and_utc(), |at| at.to_utc())
            .into()
    }

    /// The last of so many working days after a day; the day itself does not count. None beyond the calendar's end.
    pub fn after_working_days(&self, country: &str, from: NaiveDate, days: u32) -> Option<NaiveDate> {
        let (mut day, mut left, mut free) = (from, days, 0);
        while left > 0 {
            day = day.succ_opt()?;
            if self.works(country, day) || free >= LONGEST_BREAK_DAYS {
                (left, free) = (left - 1, 0);
            } else {
                free += 1;
            }
        }
        Some(day)
    }

    /// The date of a step: due date plus offset, moved off free days; up to the due date back, after it on (rule 2). None beyond the
    /// calendar's end.
    pub fn step_on(&self, country: &str, due_on: NaiveDate, offset_days: i32) -> Option<NaiveDate> {
        let planned = due_on.checked_add_signed(Duration::days(offset_days.into()))?;
        let moved = |step: fn(&NaiveDate) -> Option<NaiveDate>| {
            std::iter::successors(Some(planned), step)
                .take(LONGEST_BREAK_DAYS)
                .find(|day| self.works(country, *day))
        };
        let day = if offset_days <= 0 {
            moved(NaiveDate::pred_opt)
        } else {
            moved(NaiveDate::succ_opt)
        };
        Some(day.unwrap_or(planned))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn working_days_step_over_weekends_and_holidays() {
        let mut calendar = Calendar::default();
        calendar.holidays.entry("DE".to_owned()).or_default().insert(day("2026-12-25"));
        // Tuesday the 22nd, three working days: 23, 24 and, over Christmas and the weekend, Monday the 28th.
        assert_eq!(calendar.after_working_days("DE", day("2026-12-22"), 3), Some(day("2026-12-28")));
        assert_eq!(calendar.after_working_days("FR", day("2026-12-22"), 3), Some(day("2026-12-25")));
        assert_eq!(calendar.after_working_days("DE", day("2026-12-22"), 0), Some(day("2026-12-22")));
    }

    #[test]
    fn a_country_without_working_days_still_comes_to_an_end() {
        let mut calendar = Calendar::default();
        calendar.weekends.insert(
            "XX".to_owned(),
            Weekday::try_from(0).into_iter().chain((1..7).flat_map(Weekday::try_from)).collect(),
        );
        assert!(calendar.after_working_days("XX", day("2026-12-22"), 3) > Some(day("2027-06-01")));
    }
}
