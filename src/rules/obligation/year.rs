//! The kind that asks once in every training year.
//!
//! Due dates and ends of grace never fall from one year to the next, so years and proofs are walked side by side, each once: a year that
//! a proof passes by stays unsatisfied, and those with the same due date stand together.

use super::cycle::Cycle;
use super::date::NEVER;
use super::excuse::Cover;
use super::proof::Turns;
use super::sum::{self, Sum};
use super::worth::Amount;
use super::{Case, Dates, Document, Position, Reason, YearStart};
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
            due: self.due,
            planned: self.to,
            grace: self.grace,
            lapse: NEVER,
        }
    }

    fn closed(&self, proven_on: Option<NaiveDate>) -> Cycle {
        Cycle::closed(&self.dates(), Some((self.from, self.to)), proven_on)
    }

    fn reason(&self, missed: bool) -> Reason {
        Reason::Year {
            from: self.from,
            to: self.to,
            missed,
        }
    }
}

/// The dates of the year that is next; none: nothing is asked.
fn ruled(year: Option<Year>) -> Dates {
    year.map_or(Dates::NONE, |year| year.dates())
}

/// The year because of which somebody is overdue: missed, and nothing qualified after its grace.
fn overdue(missed: Option<Year>, satisfied_on: Option<NaiveDate>) -> Option<Year> {
    missed.filter(|missed| satisfied_on.is_none_or(|on| on <= missed.grace))
}

impl Case<'_> {
    pub(super) fn position_by_year(
        &self,
        today: NaiveDate,
        starts: YearStart,
        joiner_min_days: u32,
        closed: &mut impl FnMut(Cycle),
    ) -> Position {
        let mut year = self.obliged(starts, self.first_year(starts, joiner_min_days));
        let (mut satisfied_on, mut taken_over, mut turns) = (None, false, Turns::default());
        let mut document: Option<Document> = None;
        let asked = self.rule.asks_sum();
        // The year for which hours or points are gathered, and how many of them.
        let mut gathered = (i32::MIN, 0u32);
        // The last year that was missed, as long as none after it was satisfied.
        let mut missed: Option<Year> = None;
        for day in self.proofs.days(today) {
            let Some(proof) = turns.look(self.rule, day, satisfied_on.is_some()) else {
                continue;
            };
            year = self.pass(starts, year, proof.on, &mut missed, closed);
            if let Some((_, amount)) = asked {
                let Some(number) = year.filter(|year| year.from <= proof.on).map(|year| year.number) else {
                    continue;
                };
                let before = if gathered.0 == number { gathered.1 } else { 0 };
                gathered = (number, before.saturating_add(sum::of_day(day)));
                if gathered.1 < amount.0 {
                    continue;
                }
            }
            let in_force = match overdue(missed, satisfied_on) {
                Some(late) => late.dates(),
                None => ruled(year).earlier(self.dates_of(document)),
            };
            (satisfied_on, taken_over) = (Some(proof.on), proof.taken_over);
            let begun = |year: &Year| year.from <= proof.on;
            let chosen = year.filter(begun);
            let mut following = year;
            while let Some(same) = following.filter(|year| begun(year) && chosen.is_some_and(|chosen| chosen.due == year.due)) {
                following = self.obliged(starts, same.number + 1);
            }
            // What was learned stays learned: where amounts are gathered, no document ends them.
            let candidate = Document::of(proof).filter(|_| asked.is_none());
            // No proof makes the date in force earlier.
            if ruled(following).earlier(self.dates_of(candidate)) < in_force {
                continue;
            }
            document = candidate;
            if chosen.is_some() {
                missed = None;
            }
            let number = following.map(|year| year.number);
            while let Some(satisfied) = year.filter(|year| Some(year.number) != number) {
                closed(satisfied.closed(Some(proof.on)));
                year = self.obliged(starts, satisfied.number + 1);
            }
        }
        year = self.pass(starts, year, today, &mut missed, closed);
        let missed = overdue(missed, satisfied_on);
        Position {
            dates: ruled(year).earlier(self.dates_of(document)),
            ruled: ruled(year),
            reason: year.map_or(Reason::Nothing, |year| year.reason(false)),
            document,
            missed: missed.map(|year| (year.dates(), year.reason(true))),
            satisfied_on,
            taken_over,
            turns,
            sum: asked.map(|(unit, amount)| Sum {
                unit,
                amount,
                counted: Amount(year.filter(|year| year.number == gathered.0).map_or(0, |_| gathered.1)),
                left: Amount(0),
                reached: false,
            }),
        }
    }

    /// Passes by the years whose grace is over on a day.
    fn pass(
        &self,
        starts: YearStart,
        year: Option<Year>,
        day: NaiveDate,
        missed: &mut Option<Year>,
        closed: &mut impl FnMut(Cycle),
    ) -> Option<Year> {
        let mut year = year;
        while let Some(late) = year.filter(|year| year.grace < day) {
            closed(late.closed(None));
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
