//! The kinds that plan one date after the other: once, rolling, anniversary.

use super::date::{NEVER, after, before, months_after};
use super::{Case, Counts, Dates, Position, Reason, Recurrence};
use chrono::NaiveDate;

impl Case<'_> {
    pub(super) fn position_by_date(&self, today: NaiveDate) -> Position {
        let mut position = Position {
            dates: self.dates(self.rule.first_planned(self.subject.start)),
            reason: match self.rule.first_due {
                Some(first_due) => Reason::FirstDue {
                    start: self.subject.start,
                    first_due,
                },
                None => Reason::Nothing,
            },
            missed: None,
            satisfied_on: None,
        };
        for proof in self.proofs.0.iter().take_while(|proof| proof.on <= today) {
            let on = proof.on;
            let refreshes = position.satisfied_on.is_some() && on <= position.dates.lapse;
            // Of several on one day, one that counts is enough.
            if position.satisfied_on == Some(on) || (proof.counts == Counts::Refresher && !refreshes) {
                continue;
            }
            position.satisfied_on = Some(on);
            if self.rule.recurrence == Recurrence::Once {
                position.dates = Dates::NONE;
                position.reason = Reason::Done { on };
                break;
            }
            let (planned, reason) = self.plan(on, &position);
            // No proof makes the date in force earlier.
            if planned >= position.dates.planned {
                if planned != position.dates.planned {
                    position.dates = self.dates(planned);
                }
                position.reason = reason;
            }
        }
        position
    }

    /// The date that a proof plans, and why.
    fn plan(&self, on: NaiveDate, position: &Position) -> (NaiveDate, Reason) {
        let (anchor, times, months) = match (self.rule.recurrence, position.reason) {
            (Recurrence::Anniversary { months, window_days }, Reason::Anniversary { anchor, times, .. }) => {
                if self.keeps_anniversary(on, &position.dates, window_days, months_after(anchor, (times + 1) * months)) {
                    (anchor, times + 1, months)
                } else {
                    (on, 1, months)
                }
            }
            (Recurrence::Anniversary { months, .. }, _) => (on, 1, months),
            (Recurrence::Rolling { months }, _) => {
                return (self.rule.rounded(months_after(on, months)), Reason::Proof { on, months });
            }
            _ => return (NEVER, position.reason),
        };
        let planned = self.rule.rounded(months_after(anchor, times * months));
        (planned, Reason::Anniversary { anchor, times, months })
    }

    /// Whether a proof keeps the anniversary: neither too early, nor after a date that was moved, nor after the grace, nor as late as
    /// the anniversary after.
    fn keeps_anniversary(&self, on: NaiveDate, dates: &Dates, window_days: u32, following: NaiveDate) -> bool {
        let early = on < before(dates.due, window_days);
        let moved = dates.due != dates.planned && on > dates.planned;
        !early && !moved && on <= dates.grace && on < following
    }

    fn dates(&self, planned: NaiveDate) -> Dates {
        let due = self.moved(planned);
        let grace = self.grace_of(due);
        let lapse = match self.rule.lapse_months {
            Some(months) if due != NEVER => self.moved(months_after(due, months)).max(grace),
            _ => NEVER,
        };
        Dates {
            planned,
            due,
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
