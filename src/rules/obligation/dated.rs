//! The kinds that plan one date after the other: once, rolling, anniversary.

use super::cycle::Cycle;
use super::date::{NEVER, after, before, months_after};
use super::proof::Turns;
use super::{Case, Dates, Document, Position, Reason, Recurrence};
use chrono::NaiveDate;

impl Case<'_> {
    pub(super) fn position_by_date(&self, today: NaiveDate, closed: &mut impl FnMut(Cycle)) -> Position {
        let mut position = self.beginning();
        for day in self.proofs.days(today) {
            let refreshes = position.satisfied_on.is_some_and(|_| day[0].on <= position.dates.lapse);
            let Some(proof) = position.turns.look(self.rule, day, refreshes) else {
                continue;
            };
            let (planned, reason) = self.plan(proof.on, &position);
            position.satisfied_on = Some(proof.on);
            position.taken_over = proof.taken_over;
            let ruled = if planned == position.ruled.planned {
                position.ruled
            } else {
                self.dates(planned)
            };
            let document = Document::of(proof);
            let dates = ruled.earlier(self.dates_of(document));
            // No proof makes the date in force earlier.
            if dates < position.dates {
                continue;
            }
            if dates.due > position.dates.due {
                closed(Cycle::closed(&position.dates, None, Some(proof.on)));
            }
            position.dates = dates;
            position.ruled = ruled;
            position.reason = reason;
            position.document = document;
            if self.rule.recurrence == Recurrence::Once && document.is_none() {
                break;
            }
        }
        position
    }

    pub(super) fn beginning(&self) -> Position {
        let dates = self.dates(self.rule.first_planned(self.subject.start));
        Position {
            dates,
            ruled: dates,
            reason: match self.rule.first_due {
                Some(first_due) => Reason::FirstDue {
                    start: self.subject.start,
                    first_due,
                },
                None => Reason::Nothing,
            },
            document: None,
            missed: None,
            satisfied_on: None,
            taken_over: false,
            turns: Turns::default(),
            sum: None,
        }
    }

    /// The date that a proof plans, and why.
    fn plan(&self, on: NaiveDate, position: &Position) -> (NaiveDate, Reason) {
        let (anchor, times, months) = match (self.rule.recurrence, position.reason) {
            (Recurrence::Anniversary { months, window_days }, Reason::Anniversary { anchor, times, .. }) => {
                let following = months_after(anchor, (times + 1) * months);
                if on <= position.dates.lapse && self.keeps_anniversary(on, &position.ruled, window_days, following) {
                    (anchor, times + 1, months)
                } else {
                    (on, 1, months)
                }
            }
            (Recurrence::Anniversary { months, .. }, _) => (on, 1, months),
            (Recurrence::Rolling { months }, _) => {
                return (self.rule.rounded(months_after(on, months)), Reason::Proof { on, months });
            }
            _ => return (NEVER, Reason::Done { on }),
        };
        let planned = self.rule.rounded(months_after(anchor, times * months));
        (planned, Reason::Anniversary { anchor, times, months })
    }

    /// Whether a proof keeps the anniversary by the dates that the rule alone gives: neither too early, nor after a date that was moved, nor after the grace, nor as late as
    /// the anniversary after.
    fn keeps_anniversary(&self, on: NaiveDate, dates: &Dates, window_days: u32, following: NaiveDate) -> bool {
        let early = on < before(dates.due, window_days);
        let moved = dates.due != dates.planned && on > dates.planned;
        !early && !moved && on <= dates.grace && on < following
    }

    pub(super) fn dates(&self, planned: NaiveDate) -> Dates {
        let due = self.moved(planned);
        let grace = self.grace_of(due);
        let lapse = match self.rule.lapses_after() {
            Some(months) if due != NEVER => self.moved(months_after(due, months)).max(grace),
            _ => NEVER,
        };
        Dates {
            due,
            planned,
            grace,
            lapse,
        }
    }

    pub(super) fn moved(&self, date: NaiveDate) -> NaiveDate {
        self.excuses.moved(date, self.rule.return_days)
    }

    /// The last day of grace that belongs to a due date.
    pub(super) fn grace_of(&self, due: NaiveDate) -> NaiveDate {
        self.moved(after(due, self.rule.grace_days))
    }
}
