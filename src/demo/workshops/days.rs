//! When the demonstration's sessions take place: relative to now, and sensible at every hour of every day.

use crate::rules::id::Instant;
use crate::rules::workshop::Local;
use crate::rules::workshop::part::local;
use chrono::{Datelike, Duration, NaiveTime};
use chrono_tz::Europe::Berlin;

/// Whole days at the place, so many days from now. Nobody teaches on a Sunday: all move on until each is a working day, two days at most for
/// a single one.
pub(super) fn working(now: Instant, days: &[i64]) -> Vec<Local> {
    let on = |days: &i64, shift: i64| now.date_naive().checked_add_signed(Duration::days(days + shift));
    let is_working = |shift: &i64| {
        let mut each = days.iter().filter_map(|days| on(days, *shift));
        each.all(|on| on.weekday().number_from_monday() <= 5)
    };
    let shift = (0..7).find(is_working).unwrap_or(0);
    let day = |days: &i64| {
        Some(Local {
            on: on(days, shift)?,
            from: NaiveTime::from_hms_opt(9, 0, 0)?,
            to: NaiveTime::from_hms_opt(16, 30, 0)?,
        })
    };
    days.iter().filter_map(day).collect()
}

/// What began a while ago and goes on. Also at night it is of today: parts do not go over midnight.
pub(super) fn going_on(now: Instant) -> Local {
    let today = local(now, Berlin).date();
    let begun = local(now.plus(Duration::minutes(-40)), Berlin);
    let from = if begun.date() == today { begun.time() } else { NaiveTime::MIN };
    let last = NaiveTime::from_hms_opt(23, 59, 59).expect("a second of the day");
    let (to, days) = from.overflowing_add_signed(Duration::hours(6));
    Local {
        on: today,
        from,
        to: if days == 0 { to } else { last },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::workshop::Span;
    use crate::rules::workshop::part::place;

    /// The parts as instants, as they were planned a month before.
    fn spans(parts: &[Local], now: Instant) -> Vec<Span> {
        place(parts, Berlin, &[], now.plus(Duration::days(-29))).unwrap()
    }

    #[test]
    fn at_every_hour_of_four_years_what_is_over_is_over_and_what_goes_on_goes_on() {
        let first: Instant = "2026-01-01T00:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into();
        for hour in 0..4 * 366 * 24 {
            // The first second of each, and the last.
            for second in [0, 3599] {
                let now = first.plus(Duration::hours(hour) + Duration::seconds(second));
                let closed = spans(&working(now, &[-8]), now)[0];
                let over = spans(&working(now, &[-3]), now)[0];
                let goes_on = spans(&[going_on(now)], now)[0];
                assert!(closed.ends_at.plus(Duration::hours(12)) < over.starts_at, "{now}");
                assert!(
                    over.ends_at < now && over.ends_at.plus(Duration::hours(1)) < goes_on.starts_at,
                    "{now}"
                );
                assert!(goes_on.starts_at <= now && now <= goes_on.ends_at, "{now}");
                // Missing marks are still asked for, and people can sign in.
                assert!(now < over.ends_at.plus(Duration::days(4)), "{now}");
                let ahead = spans(&working(now, &[12]), now)[0];
                assert!(now.plus(Duration::days(10)) < ahead.starts_at, "{now}");
            }
        }
    }
}
