//! Due dates that nobody can keep: they stand on a list for a person to decide, before anybody is reminded into despair.
//!
//! A due date is impossible when nothing is on offer (no published version of any course that satisfies it now), or when on the day on
//! which it came about less time was left than is needed:
//!
//! - a day for every [`MINUTES_A_DAY`] minutes of the shortest course on offer, since people learn beside their work; and
//! - the days of the last reminder before the due date, so that at least one comes before it and leaves its time.
//!
//! Only what is still to be done can be impossible: nothing that is valid, done for good, paused or waived. A decision stands for the
//! due date that it was made about, and for the one that it made: a recalculation does not bring the question back, a new cycle asks anew.

use crate::rules::obligation::Status;
use crate::rules::reminder::Ladder;
use chrono::{Days, NaiveDate};

/// Minutes of learning that fit into a day beside work.
pub const MINUTES_A_DAY: u32 = 60;

/// Statuses in which something is to be done.
pub const TO_DO: [Status; 5] = [Status::Open, Status::Due, Status::Grace, Status::Overdue, Status::Lapsed];

/// Why a due date cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// No course that satisfies it can be taken.
    NoOffer,
    /// Less time was left on the day it came about than is needed.
    NoTime,
}

impl Why {
    /// Both.
    pub const ALL: [Self; 2] = [Self::NoOffer, Self::NoTime];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoOffer => "no_offer",
            Self::NoTime => "no_time",
        }
    }

    /// What a word means; none where it is no such word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.as_str() == word)
    }
}

/// What is decided about one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It stays as it is.
    Anyway,
    /// It falls due on this day instead: a waiver until then.
    Date(NaiveDate),
    /// It is not asked: a waiver without an end.
    Not,
}

impl Decision {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Anyway => "anyway",
            Self::Date(_) => "date",
            Self::Not => "not",
        }
    }
}

/// Days that somebody needs: `minutes` of the shortest course on offer, and the lead of the last reminder before the due date.
pub fn days_needed(minutes: u32, ladder: &Ladder) -> u32 {
    let before = ladder
        .steps()
        .iter()
        .map(|step| step.offset_days)
        .filter(|offset| *offset < 0)
        .max();
    minutes.div_ceil(MINUTES_A_DAY) + before.map_or(0, i32::unsigned_abs)
}

/// Why a due date cannot be kept; none: it can. `minutes` of the shortest course on offer; none: there is none.
pub fn impossible(status: Status, known_on: NaiveDate, due_on: NaiveDate, minutes: Option<u32>, ladder: &Ladder) -> Option<Why> {
    if !TO_DO.contains(&status) {
        return None;
    }
    let Some(minutes) = minutes else { return Some(Why::NoOffer) };
    let left = (due_on - known_on).num_days();
    (left < i64::from(days_needed(minutes, ladder))).then_some(Why::NoTime)
}

/// The first day that can be kept by somebody who begins today.
pub fn realistic(today: NaiveDate, minutes: u32, ladder: &Ladder) -> NaiveDate {
    today
        .checked_add_days(Days::new(days_needed(minutes, ladder).into()))
        .unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn ladder(offsets: &[i32]) -> Ladder {
        let steps: Vec<_> = offsets
            .iter()
            .map(|offset| serde_json::json!({"offset_days": offset, "to": ["learner"]}))
            .collect();
        serde_json::from_value(serde_json::Value::Array(steps)).unwrap()
    }

    #[test]
    fn what_is_needed_are_the_courses_days_and_the_last_reminders_lead() {
        assert_eq!(days_needed(30, &ladder(&[-60, -30, -7, 14])), 8);
        assert_eq!(days_needed(61, &ladder(&[])), 2);
        assert_eq!(days_needed(0, &ladder(&[0, 7])), 0);
    }

    #[test]
    fn too_little_time_counts_from_the_day_it_came_about() {
        let told = |known: &str, status| impossible(status, day(known), day("2026-12-02"), Some(30), &ladder(&[-30, -7]));
        assert_eq!(told("2026-11-24", Status::Due), None);
        assert_eq!(told("2026-11-25", Status::Due), Some(Why::NoTime));
        assert_eq!(told("2026-12-03", Status::Overdue), Some(Why::NoTime));
        // Whoever let the time pass had it.
        assert_eq!(told("2026-01-01", Status::Overdue), None);
        for calm in [Status::Valid, Status::Satisfied, Status::Paused, Status::Waived, Status::NotSubject] {
            assert_eq!(told("2026-12-03", calm), None, "{calm}");
        }
    }

    #[test]
    fn nothing_on_offer_is_told_first() {
        let told = impossible(Status::Open, day("2026-01-01"), day("2028-12-02"), None, &ladder(&[]));
        assert_eq!(told, Some(Why::NoOffer));
        assert!(Why::ALL.into_iter().all(|why| Why::from_word(why.as_str()) == Some(why)));
    }

    proptest! {
        #[test]
        fn the_realistic_day_is_one_that_can_be_kept(minutes in 0_u32..3_000, lead in 0_i32..90, known in 0_i64..5_000) {
            let today = day("2020-01-01") + chrono::Duration::days(known);
            let ladder = if lead == 0 { ladder(&[]) } else { ladder(&[-lead]) };
            let due = realistic(today, minutes, &ladder);
            prop_assert_eq!(impossible(Status::Due, today, due, Some(minutes), &ladder), None);
            if due > today {
                prop_assert_eq!(impossible(Status::Due, today, due.pred_opt().unwrap(), Some(minutes), &ladder), Some(Why::NoTime));
            }
        }
    }
}
