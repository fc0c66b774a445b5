//! Working days per country, and the hour from which mail may go out: for reminders, and for what is owed within so many working days.

use crate::rules::id::Instant;
use chrono::{Datelike, Duration, NaiveDate, TimeZone, Timelike, Weekday};
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
        reached(day, self.send_hour, zone)
    }

    /// Until when somebody at a place may be told at this instant, from the hour of sending to the quiet hour (1 to 24) of their day; or from
    /// when on, where it is too early or too late.
    pub fn open_until(&self, quiet_hour: u32, zone: Tz, now: Instant) -> Result<Instant, Instant> {
        let local = now.utc().with_timezone(&zone);
        let today = local.date_naive();
        if local.hour() < self.send_hour {
            return Err(self.opens_at(today, zone));
        }
        if local.hour() >= quiet_hour {
            return Err(self.opens_at(today.succ_opt().unwrap_or(today), zone));
        }
        Ok(reached(today, quiet_hour, zone))
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

/// When an hour of a day, 0 to 24, comes at a place; where the clock jumps over it, the next hour that there is.
fn reached(day: NaiveDate, hour: u32, zone: Tz) -> Instant {
    let wanted = day.and_time(chrono::NaiveTime::MIN) + Duration::hours(hour.into());
    (0..24)
        .find_map(|later| zone.from_local_datetime(&(wanted + Duration::hours(later))).earliest())
        .map_or_else(|| wanted.and_utc(), |at| at.to_utc())
        .into()
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

    #[test]
    fn somebody_may_be_told_from_the_hour_of_sending_to_the_quiet_hour_of_their_own_day() {
        let calendar = Calendar {
            send_hour: 7,
            ..Calendar::default()
        };
        let at = |text: &str| Instant::from(text.parse::<chrono::DateTime<chrono::Utc>>().expect("an instant"));
        let asked = |quiet_hour: u32, now: &str| calendar.open_until(quiet_hour, chrono_tz::Europe::Berlin, at(now));
        assert_eq!(asked(21, "2026-11-24T12:00:00Z"), Ok(at("2026-11-24T20:00:00Z")));
        assert_eq!(asked(21, "2026-11-24T06:00:00Z"), Ok(at("2026-11-24T20:00:00Z")));
        assert_eq!(asked(21, "2026-11-24T05:59:59Z"), Err(at("2026-11-24T06:00:00Z")));
        assert_eq!(asked(21, "2026-11-24T20:00:00Z"), Err(at("2026-11-25T06:00:00Z")));
        // After midnight it is another day there; and a day without a quiet hour lasts until midnight.
        assert_eq!(asked(21, "2026-11-24T23:30:00Z"), Err(at("2026-11-25T06:00:00Z")));
        assert_eq!(asked(24, "2026-11-24T22:30:00Z"), Ok(at("2026-11-24T23:00:00Z")));
        // The night in which clocks go forward.
        assert_eq!(asked(21, "2026-03-28T20:30:00Z"), Err(at("2026-03-29T05:00:00Z")));
    }
}
