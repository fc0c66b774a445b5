//! The kind that asks once in every training year.
//!
//! Due dates and ends of grace never fall from one year to the next, so years and proofs are walked side by side, each once: a year that
//! a proof passes by stays unsatisfied, and those with the same due date stand together.

use super::date::NEVER;
use super::excuse::Cover;
use super::{Case, Counts, Dates, Position, Reason, YearStart};
use chrono::NaiveDate;

/// An obliged training year.
#[derive(Clone, Copy, Debug)]
struct Year {
    /// The calendar year in which it begins.
    number: i32,
    from: NaiveDate,
    to: NaiveDate,
    due: NaiveDate,
    grace: NaiveDate,
}

impl Year {
    fn dates(&self) -> Dates {
        Dates {
            planned: self.to,
            due: self.due,
            grace: self.grace,
            lapse: NEVER,
        }
    }

    fn reason(&self, missed: bool) -> Reason {
        Reason::Year {
            from: self.from,
            to: self.to,
            missed,
        }
    }
}

impl Case<'_> {
    pub(super) fn position_by_year(&self, today: NaiveDate, starts: YearStart, joiner_min_days: u32) -> Position {
        let mut year = self.obliged(starts, self.first_year(starts, joiner_min_days));
        let mut satisfied_on = None;
        // The last year that was missed, as long as none after it was satisfied.
        let mut missed: Option<Year> = None;
        for proof in self.proofs.0.iter().take_while(|proof| proof.on <= today) {
            if satisfied_on == Some(proof.on) || (proof.counts == Counts::Refresher && satisfied_on.is_none()) {
                continue;
            }
            satisfied_on = Some(proof.on);
            year = self.pass(starts, year, proof.on, &mut missed);
            let Some(chosen) = year.filter(|year| year.from <= proof.on) else {
                continue;
            };
            missed = None;
            while let Some(same) = year.filter(|year| year.from <= proof.on && year.due == chosen.due) {
                year = self.obliged(starts, same.number + 1);
            }
        }
        year = self.pass(starts, year, today, &mut missed);
        let missed = missed.filter(|missed| satisfied_on.is_none_or(|on| on <= missed.grace));
        Position {
            dates: year.map_or(Dates::NONE, |year| year.dates()),
            reason: year.map_or(Reason::Nothing, |year| year.reason(false)),
            missed: missed.map(|year| (year.dates(), year.reason(true))),
            satisfied_on,
        }
    }

    /// Passes by the years whose grace is over on a day.
    fn pass(&self, starts: YearStart, year: Option<Year>, day: NaiveDate, missed: &mut Option<Year>) -> Option<Year> {
        let mut year = year;
        while let Some(late) = year.filter(|year| year.grace < day) {
            *missed = Some(late);
            year = self.obliged(starts, late.number + 1);
        }
        year
    }

    /// The first year that asks for something: the one that holds the start, or the next where too few days of it are left.
    fn first_year(&self, starts: YearStart, joiner_min_days: u32) -> i32 {
        let number = starts.year_of(self.subject.start);
        let left = (starts.of(number + 1) - self.subject.start).num_days();
        number + i32::from(left < i64::from(joiner_min_days))
    }

    /// The first obliged year from this one on; none where a pause or waiver without end covers all that come.
    fn obliged(&self, starts: YearStart, number: i32) -> Option<Year> {
        let mut number = number;
        loop {
            let from = starts.of(number);
            let to = starts.of(number + 1).pred_opt()?;
            match self.excuses.cover(from, to) {
                Cover::AllToCome => return None,
                Cover::These => number += 1,
                Cover::None => {
                    let due = self.moved(to);
                    let grace = self.grace_of(due);
                    return Some(Year {
                        number,
                        from,
                        to,
                        due,
                        grace,
                    });
                }
            }
        }
    }
}
