//! More time for one obligation: what may be asked for, and what a yes does to the due date.
//!
//! A yes is a waiver from the due date to the day that was agreed: a date inside a waiver moves to the waiver's last day, so that day is
//! the new due date, and nothing is missed until then. What was proven before and what follows after stay as the rules say; whoever was
//! overdue is no longer. An obligation whose date was taken away needs none.

use crate::rules::obligation::{Range, Status};
use chrono::{Months, NaiveDate};

/// Longest reason of whoever asks or answers, in characters.
pub const LONGEST_REASON: usize = 1_000;

/// Months beyond today, or the due date where that is later, that can be given at once.
pub const MOST_MONTHS: u32 = 24;

/// Why no such extension can be asked for or given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing is due, or it was done for good.
    #[error("nothing is due that could be put off")]
    NothingDue,
    /// The day is not later than the due date.
    #[error("the day is not after the due date")]
    NotLater,
    /// The day has passed.
    #[error("the day has passed")]
    Past,
    /// The day is further away than can be given at once.
    #[error("the day is more than {MOST_MONTHS} months away")]
    TooFar,
}

/// The waiver that gives somebody time until a day.
///
/// # Errors
///
/// [`Refusal`] where the obligation has no date to put off, or the day does not put it off within bounds.
pub fn waiver(status: Status, due_on: Option<NaiveDate>, until: NaiveDate, today: NaiveDate) -> Result<Range, Refusal> {
    let asks = !matches!(status, Status::Satisfied | Status::NotSubject);
    let due = due_on.filter(|_| asks).ok_or(Refusal::NothingDue)?;
    if until <= due {
        return Err(Refusal::NotLater);
    }
    if until < today {
        return Err(Refusal::Past);
    }
    let furthest = due.max(today).checked_add_months(Months::new(MOST_MONTHS));
    if furthest.is_some_and(|furthest| until > furthest) {
        return Err(Refusal::TooFar);
    }
    Ok(Range {
        from: due,
        to: Some(until),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::obligation::case::answer;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn asked(due: &str, until: &str) -> Result<Range, Refusal> {
        waiver(Status::Due, Some(day(due)), day(until), day("2026-11-24"))
    }

    #[test]
    fn only_a_later_day_within_bounds_puts_a_date_off() {
        assert!(asked("2026-12-02", "2027-01-31").is_ok());
        assert_eq!(asked("2026-12-02", "2026-12-02"), Err(Refusal::NotLater));
        assert_eq!(asked("2026-06-30", "2026-11-23"), Err(Refusal::Past));
        assert!(asked("2026-06-30", "2026-11-24").is_ok());
        assert_eq!(asked("2026-06-30", "2028-11-25"), Err(Refusal::TooFar));
        assert!(asked("2027-06-30", "2029-06-30").is_ok());
        let until = day("2027-01-31");
        assert_eq!(waiver(Status::Open, None, until, day("2026-11-24")), Err(Refusal::NothingDue));
        assert_eq!(
            waiver(Status::Satisfied, Some(day("2026-12-02")), until, day("2026-11-24")),
            Err(Refusal::NothingDue)
        );
    }

    /// The answer to a case of this recurrence, with these waivers.
    fn assessed(recurrence: &Value, as_of: NaiveDate, waivers: &[Range]) -> Value {
        let case = json!({
            "name": "extension",
            "requirement": {
                "initial": ["A"], "refresher": [], "first_due": {"on": "2026-12-02"}, "recurrence": recurrence,
                "notice_days": 30, "grace_days": 14, "lapse_months": 6, "return_days": 30
            },
            "subject": {"start": "2026-01-01", "end": null, "time_zone": "UTC"},
            "evidence": [], "pauses": [], "waivers": waivers, "as_of": format!("{as_of}T12:00:00Z")
        });
        serde_json::to_value(answer(case.to_string().as_bytes())).unwrap()
    }

    proptest! {
        /// Whatever the kind and however late it is, the day that was agreed is the due date, and until then nothing is missed.
        #[test]
        fn the_day_that_was_agreed_becomes_the_due_date(kind in 0_usize..4, late in -300_i64..300, more in 1_i64..400) {
            let kinds = [
                json!({"kind": "once"}),
                json!({"kind": "rolling", "months": 12}),
                json!({"kind": "anniversary", "months": 12, "window_days": 60}),
                json!({"kind": "calendar", "year_starts": "01-01", "joiner_min_days": 0}),
            ];
            let today = day("2026-12-02") + chrono::Duration::days(late);
            let before = assessed(&kinds[kind], today, &[]);
            let Some(due) = before["due"].as_str().map(day) else { return Ok(()) };
            let status = Status::from_word(before["status"].as_str().unwrap()).unwrap();
            let until = due.max(today) + chrono::Duration::days(more);
            let Ok(range) = waiver(status, Some(due), until, today) else { return Ok(()) };
            let after = assessed(&kinds[kind], today, &[range]);
            prop_assert_eq!(after["due"].as_str().map(day), Some(until), "{} {}", before, after);
            prop_assert_eq!(&after["compliant"], &json!(true));
        }
    }
}
