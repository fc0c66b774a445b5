//! When the weekly overview of a partner's administrators is due.

use crate::rules::calendar::Calendar;
use crate::rules::id::Instant;
use chrono::{Datelike, Duration, NaiveDate, Timelike, Weekday};
use chrono_tz::Tz;

/// When overviews go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day of the week.
    pub weekday: Weekday,
    /// The local hour, 0 to 23.
    pub hour: u32,
}

/// An overview that could not go out on its day goes out so many days later at most: after that the next one says more.
const LATE_DAYS: i64 = 3;

/// The overview that is due at this instant at a place, by the day of the week to which it belongs; none: not now. On a free day it moves on
/// to the next working day.
pub fn due(moment: Moment, calendar: &Calendar, country: &str, zone: Tz, now: Instant) -> Option<NaiveDate> {
    let local = now.utc().with_timezone(&zone);
    let today = local.date_naive();
    let back = (7 + i64::from(today.weekday().num_days_from_monday()) - i64::from(moment.weekday.num_days_from_monday())) % 7;
    let belongs_to = today - Duration::days(back);
    let goes_on = (0..7)
        .map(|later| belongs_to + Duration::days(later))
        .find(|day| calendar.works(country, *day))
        .unwrap_or(belongs_to);
    let come = today > goes_on || (today == goes_on && local.hour() >= moment.hour);
    (come && (today - goes_on).num_days() <= LATE_DAYS).then_some(belongs_to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MONDAY: Moment = Moment {
        weekday: Weekday::Mon,
        hour: 7,
    };

    fn at(text: &str) -> Instant {
        text.parse::<chrono::DateTime<chrono::Utc>>().unwrap().into()
    }

    fn due_at(text: &str) -> Option<String> {
        due(MONDAY, &Calendar::default(), "DE", chrono_tz::Europe::Berlin, at(text)).map(|day| day.to_string())
    }

    #[test]
    fn it_goes_out_on_its_day_from_its_hour_on_and_a_little_later_after_an_outage() {
        // The 23rd of November 2026 is a Monday; 07:00 in Berlin is 06:00 in UTC.
        assert_eq!(due_at("2026-11-23T05:59:00Z"), None);
        assert_eq!(due_at("2026-11-23T06:00:00Z").as_deref(), Some("2026-11-23"));
        assert_eq!(due_at("2026-11-26T20:00:00Z").as_deref(), Some("2026-11-23"));
        assert_eq!(due_at("2026-11-27T08:00:00Z"), None, "the next one says more");
        assert_eq!(due_at("2026-11-30T08:00:00Z").as_deref(), Some("2026-11-30"));
    }

    #[test]
    fn on_a_free_day_it_moves_on() {
        let mut calendar = Calendar::default();
        calendar
            .holidays
            .entry("DE".to_owned())
            .or_default()
            .insert("2026-11-23".parse().unwrap());
        let due = |text| due(MONDAY, &calendar, "DE", chrono_tz::Europe::Berlin, at(text)).map(|day| day.to_string());
        assert_eq!(due("2026-11-23T12:00:00Z"), None);
        assert_eq!(due("2026-11-24T06:00:00Z").as_deref(), Some("2026-11-23"));
    }

    proptest! {
        #[test]
        fn each_week_has_one(hours in 0_i64..20_000, weekday in 0_u8..7, hour in 0_u32..24) {
            let moment = Moment { weekday: Weekday::try_from(weekday).unwrap(), hour };
            let begin = at("2026-01-01T00:00:00Z").plus(Duration::hours(hours));
            let mut found: Vec<NaiveDate> = (0..24 * 7 * 3)
                .filter_map(|later| due(moment, &Calendar::default(), "DE", chrono_tz::Europe::Berlin, begin.plus(Duration::hours(later))))
                .collect();
            found.dedup();
            // Three weeks hold three of them, and the end of a fourth at most.
            prop_assert!((3..=4).contains(&found.len()), "{found:?}");
            prop_assert!(found.windows(2).all(|pair| pair[1] - pair[0] == Duration::days(7)));
        }
    }
}
