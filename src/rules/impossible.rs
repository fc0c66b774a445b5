//! Due dates that nobody can keep: they stand on a list for a person to decide, before anybody is reminded into despair.
//!
//! A due date is impossible when nothing is on offer: no published version of any course that satisfies it now, and no session of one that
//! has a free seat and ends by the due date (by any day, where the due date has passed); or when on the day on which it came about less time
//! was left than is needed:
//!
//! - a day for every [`MINUTES_A_DAY`] minutes of the shortest course on offer, since people learn beside their work; none for what can only be
//!   had in sessions; and
//! - the days of the last reminder before the due date, so that at least one comes before it and leaves its time.
//!
//! What nothing but a document of somebody else satisfies is on offer elsewhere, any day: of it only the reminder's days are needed.
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

/// How what satisfies a due date can be had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// Minutes of the shortest course that can be taken any day; none: there is none.
    pub minutes: Option<u32>,
    /// The last day of the first session with a free seat; none: there is none.
    pub seat_on: Option<NaiveDate>,
}

impl Offer {
    /// Of what nothing but a document of somebody else satisfies.
    pub const ELSEWHERE: Self = Self {
        minutes: Some(0),
        seat_on: None,
    };

    /// Minutes that somebody learns beside their work; none: nothing is on offer for this due date.
    fn minutes_for(self, due_on: NaiveDate, today: NaiveDate) -> Option<u32> {
        let in_time = |seat_on: NaiveDate| seat_on <= due_on || due_on < today;
        self.minutes.or(self.seat_on.filter(|seat_on| in_time(*seat_on)).map(|_| 0))
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

/// Why a due date cannot be kept; none: it can.
pub fn impossible(status: Status, known_on: NaiveDate, due_on: NaiveDate, offer: Offer, ladder: &Ladder, today: NaiveDate) -> Option<Why> {
    if !TO_DO.contains(&status) {
        return None;
    }
    let Some(minutes) = offer.minutes_for(due_on, today) else {
        return Some(Why::NoOffer);
    };
    let left = (due_on - known_on).num_days();
    (left < i64::from(days_needed(minutes, ladder))).then_some(Why::NoTime)
}

/// The first day that can be kept by somebody who begins today; none: nothing is on offer.
pub fn realistic(today: NaiveDate, offer: Offer, ladder: &Ladder) -> Option<NaiveDate> {
    let beside_work = |minutes: u32| {
        today
            .checked_add_days(Days::new(days_needed(minutes, ladder).into()))
            .unwrap_or(today)
    };
    match offer.minutes {
        Some(minutes) => Some(beside_work(minutes)),
        None => offer.seat_on.map(|seat_on| seat_on.max(beside_work(0))),
    }
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

    fn any_day(minutes: u32) -> Offer {
        Offer {
            minutes: Some(minutes),
            seat_on: None,
        }
    }

    fn in_session(seat_on: NaiveDate) -> Offer {
        Offer {
            minutes: None,
            seat_on: Some(seat_on),
        }
    }

    #[test]
    fn what_is_needed_are_the_courses_days_and_the_last_reminders_lead() {
        assert_eq!(days_needed(30, &ladder(&[-60, -30, -7, 14])), 8);
        assert_eq!(days_needed(61, &ladder(&[])), 2);
        assert_eq!(days_needed(0, &ladder(&[0, 7])), 0);
    }

    #[test]
    fn too_little_time_counts_from_the_day_it_came_about() {
        let today = day("2026-11-24");
        let told = |known: &str, status| impossible(status, day(known), day("2026-12-02"), any_day(30), &ladder(&[-30, -7]), today);
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
    fn what_is_only_had_in_sessions_needs_a_free_seat_by_the_due_date() {
        let today = day("2026-11-24");
        let told = |seat: Offer, due: &str, status| impossible(status, day("2026-01-01"), day(due), seat, &ladder(&[-7]), today);
        let seat = in_session(day("2026-12-10"));
        assert_eq!(told(seat, "2026-12-10", Status::Due), None, "it ends on the very day");
        assert_eq!(told(seat, "2026-12-09", Status::Due), Some(Why::NoOffer));
        assert_eq!(told(Offer::default(), "2027-12-09", Status::Due), Some(Why::NoOffer));
        // Whoever let the date pass makes up for it in the next session; without any there is nothing to make up with.
        assert_eq!(told(seat, "2026-11-23", Status::Overdue), None);
        assert_eq!(told(Offer::default(), "2026-11-23", Status::Overdue), Some(Why::NoOffer));
        // What can be taken any day needs no seat.
        let both = Offer { minutes: Some(30), ..seat };
        assert_eq!(told(both, "2026-12-09", Status::Due), None);
        let late = impossible(Status::Due, day("2026-12-05"), day("2026-12-10"), seat, &ladder(&[-7]), today);
        assert_eq!(late, Some(Why::NoTime), "no reminder comes in time");
    }

    #[test]
    fn nothing_on_offer_is_told_first() {
        let nothing = Offer::default();
        let told = impossible(
            Status::Open,
            day("2026-01-01"),
            day("2028-12-02"),
            nothing,
            &ladder(&[]),
            day("2026-11-24"),
        );
        assert_eq!(told, Some(Why::NoOffer));
        assert_eq!(realistic(day("2026-11-24"), nothing, &ladder(&[])), None);
        assert!(Why::ALL.into_iter().all(|why| Why::from_word(why.as_str()) == Some(why)));
    }

    #[test]
    fn what_only_a_document_proves_is_never_short_of_an_offer() {
        let today = day("2026-11-24");
        let told = |known: &str, due: &str, status| impossible(status, day(known), day(due), Offer::ELSEWHERE, &ladder(&[-7]), today);
        assert_eq!(told("2026-01-01", "2027-12-09", Status::Open), None);
        assert_eq!(told("2026-01-01", "2026-11-23", Status::Overdue), None);
        assert_eq!(
            told("2026-12-03", "2026-12-09", Status::Due),
            Some(Why::NoTime),
            "no reminder comes in time"
        );
        assert_eq!(realistic(today, Offer::ELSEWHERE, &ladder(&[-7])), Some(day("2026-12-01")));
    }

    proptest! {
        #[test]
        fn the_realistic_day_is_one_that_can_be_kept(minutes in 0_u32..3_000, lead in 0_i32..90, known in 0_i64..5_000) {
            let today = day("2020-01-01") + chrono::Duration::days(known);
            let ladder = if lead == 0 { ladder(&[]) } else { ladder(&[-lead]) };
            let due = realistic(today, any_day(minutes), &ladder).unwrap();
            prop_assert_eq!(impossible(Status::Due, today, due, any_day(minutes), &ladder, today), None);
            if due > today {
                let eve = due.pred_opt().unwrap();
                prop_assert_eq!(impossible(Status::Due, today, eve, any_day(minutes), &ladder, today), Some(Why::NoTime));
            }
        }

        #[test]
        fn a_seat_makes_the_first_day_that_can_be_kept_the_day_of_its_session(ahead in 0_i64..200, lead in 1_i32..90) {
            let today = day("2026-11-24");
            let (seat, ladder) = (in_session(today + chrono::Duration::days(ahead)), ladder(&[-lead]));
            let due = realistic(today, seat, &ladder).unwrap();
            prop_assert_eq!(impossible(Status::Due, today, due, seat, &ladder, today), None);
            if due > today {
                prop_assert!(impossible(Status::Due, today, due.pred_opt().unwrap(), seat, &ladder, today).is_some());
            }
        }
    }
}
