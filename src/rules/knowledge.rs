//! What was known when. Whoever audits a day that is over asks how things stood as they were known then: evidence counts from the day on
//! which it was written down until the one on which it was revoked, and pauses and waivers likewise, whatever days they are about. The one
//! exception is a record that was taken over from an earlier system: it was known there, and counts for what was before it came
//! (docs/obligations.md, "Days that lie behind").

use super::id::Instant;
use super::obligation::today;
use chrono::NaiveDate;
use chrono_tz::Tz;

/// As of when it is asked what is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Knowledge {
    /// All that is known by now.
    #[default]
    Today,
    /// What was known when this day was over at the person's place.
    Of(NaiveDate),
}

/// When something was written down, and when it was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// When it was written down here.
    pub recorded_at: Instant,
    /// When it was revoked or withdrawn; none: it stands.
    pub withdrawn_at: Option<Instant>,
    /// Whether it was taken over from an earlier system, where it was known before.
    pub taken_over: bool,
}

/// What became known only after the day that is asked about, and on which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Later {
    /// It was written down later.
    Recorded(NaiveDate),
    /// It was taken over from an earlier system later, and counts all the same.
    TakenOver(NaiveDate),
    /// It was revoked or withdrawn later, and counted still.
    Withdrawn(NaiveDate),
}

impl Knowledge {
    /// Whether something counts by what was known.
    pub fn counts(self, written: &Written, zone: Tz) -> bool {
        let Self::Of(day) = self else {
            return written.withdrawn_at.is_none();
        };
        let known = |at: Instant| today(at, zone) <= day;
        match written.withdrawn_at {
            None => written.taken_over || known(written.recorded_at),
            Some(at) => known(written.recorded_at) && !known(at),
        }
    }

    /// What became known of it only later; none: all was known, or today is asked about.
    pub fn later(self, written: &Written, zone: Tz) -> Option<Later> {
        let Self::Of(day) = self else { return None };
        let (recorded_on, withdrawn_on) = (today(written.recorded_at, zone), written.withdrawn_at.map(|at| today(at, zone)));
        match withdrawn_on {
            None if recorded_on > day && written.taken_over => Some(Later::TakenOver(recorded_on)),
            _ if recorded_on > day => Some(Later::Recorded(recorded_on)),
            Some(on) if on > day => Some(Later::Withdrawn(on)),
            _ => None,
        }
    }

    /// Whether anything may have become known of it only later, in whatever zone the day ends: asked before it is looked at twice.
    pub fn may_be_later(self, written: &Written) -> bool {
        let Self::Of(day) = self else { return false };
        // Where it is a later day than in UTC, that of UTC is this day at least.
        let at_all = |at: Instant| at.utc().date_naive() >= day;
        at_all(written.recorded_at) || written.withdrawn_at.is_some_and(at_all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY: &str = "2026-03-31";

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day of the calendar")
    }

    fn at(text: &str) -> Instant {
        let at: chrono::DateTime<chrono::Utc> = text.parse().expect("an instant");
        Instant::from(at)
    }

    fn written(recorded: &str, withdrawn: Option<&str>) -> Written {
        Written {
            recorded_at: at(recorded),
            withdrawn_at: withdrawn.map(at),
            taken_over: false,
        }
    }

    fn then(written: &Written) -> (bool, Option<Later>) {
        let knowledge = Knowledge::Of(day(DAY));
        let zone = chrono_tz::Europe::Berlin;
        (knowledge.counts(written, zone), knowledge.later(written, zone))
    }

    #[test]
    fn what_was_written_down_by_the_end_of_the_day_counts_and_what_came_later_does_not() {
        // In Berlin the last day of March ends at ten in the evening, UTC.
        assert_eq!(then(&written("2026-03-31T21:59:59Z", None)), (true, None));
        let later = Some(Later::Recorded(day("2026-04-01")));
        assert_eq!(then(&written("2026-03-31T22:00:00Z", None)), (false, later));
    }

    #[test]
    fn what_was_taken_back_later_counted_still_and_what_was_taken_back_on_the_day_did_not() {
        assert_eq!(then(&written("2026-01-01T12:00:00Z", Some("2026-03-31T21:00:00Z"))), (false, None));
        let later = Some(Later::Withdrawn(day("2026-04-01")));
        assert_eq!(then(&written("2026-01-01T12:00:00Z", Some("2026-03-31T22:00:00Z"))), (true, later));
    }

    #[test]
    fn what_came_and_went_later_never_counted() {
        let later = Some(Later::Recorded(day("2026-05-01")));
        let one = written("2026-05-01T12:00:00Z", Some("2026-05-02T12:00:00Z"));
        assert_eq!(then(&one), (false, later));
        assert_eq!(then(&Written { taken_over: true, ..one }), (false, later));
    }

    #[test]
    fn what_an_earlier_system_knew_counts_for_days_before_it_was_taken_over_and_is_told() {
        let one = Written {
            taken_over: true,
            ..written("2026-05-01T12:00:00Z", None)
        };
        assert_eq!(then(&one), (true, Some(Later::TakenOver(day("2026-05-01")))));
    }

    #[test]
    fn today_all_that_stands_counts_and_nothing_came_later() {
        let zone = chrono_tz::Europe::Berlin;
        for (withdrawn, counts) in [(None, true), (Some("2026-05-02T12:00:00Z"), false)] {
            let one = written("2026-05-01T12:00:00Z", withdrawn);
            assert_eq!(Knowledge::Today.counts(&one, zone), counts);
            assert_eq!(Knowledge::Today.later(&one, zone), None);
        }
    }

    proptest! {
        #[test]
        fn nothing_became_known_later_that_may_not_have(
            recorded in 0i64..2_000,
            stood in proptest::option::of(0i64..2_000),
            taken_over: bool,
            zone in 0usize..4,
        ) {
            let zone = [chrono_tz::UTC, chrono_tz::Europe::Berlin, chrono_tz::Pacific::Kiritimati, chrono_tz::Pacific::Pago_Pago][zone];
            let begin = at("2026-02-15T00:00:00Z");
            let recorded_at = begin.plus(chrono::Duration::hours(recorded));
            let withdrawn_at = stood.map(|hours| recorded_at.plus(chrono::Duration::hours(hours)));
            let one = Written { recorded_at, withdrawn_at, taken_over };
            let knowledge = Knowledge::Of(day(DAY));
            prop_assert!(knowledge.later(&one, zone).is_none() || knowledge.may_be_later(&one));
            // Where nothing became known later, the day is answered as it is today.
            if knowledge.later(&one, zone).is_none() {
                prop_assert_eq!(knowledge.counts(&one, zone), Knowledge::Today.counts(&one, zone));
            }
        }
    }
}
