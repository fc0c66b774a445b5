//! The dates behind a due date that is known already, for lists that show many obligations without assessing each anew.

use super::date::{after, known, months_after};
use super::{Excuses, Rule};
use chrono::NaiveDate;

/// What comes after a due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// Last day of grace; none where a pause or waiver without end took it away. The due date itself where there is no grace.
    pub grace_until: Option<NaiveDate>,
    /// The day after which it has lapsed; none where nothing lapses.
    pub lapses_on: Option<NaiveDate>,
}

impl Rule {
    /// The dates that belong to a due date.
    pub fn late(&self, excuses: &Excuses, due: NaiveDate) -> Late {
        let grace = excuses.moved(after(due, self.grace_days), self.return_days);
        let lapse = self
            .lapse_months
            .map(|months| excuses.moved(months_after(due, months), self.return_days).max(grace));
        Late {
            grace_until: known(grace),
            lapses_on: lapse.and_then(known),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::obligation::{FirstDue, Range, Recurrence};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn grace_and_lapse_follow_the_due_date_and_are_moved_by_pauses() {
        let rule = Rule {
            initial: vec!["A".to_owned()],
            refresher: Vec::new(),
            first_due: Some(FirstDue::DaysAfterStart(0)),
            recurrence: Recurrence::Rolling { months: 12 },
            round_to_month_end: false,
            notice_days: 0,
            grace_days: 30,
            lapse_months: Some(6),
            return_days: 10,
        };
        let none = Excuses::default();
        let late = rule.late(&none, day("2026-01-01"));
        assert_eq!(
            (late.grace_until, late.lapses_on),
            (Some(day("2026-01-31")), Some(day("2026-07-01")))
        );
        let pause = Range {
            from: day("2026-01-15"),
            to: Some(day("2026-02-28")),
        };
        let paused = Excuses::new([pause], []);
        assert_eq!(rule.late(&paused, day("2026-01-01")).grace_until, Some(day("2026-03-10")));
        let open = Excuses::new([Range { to: None, ..pause }], []);
        assert_eq!(rule.late(&open, day("2026-01-01")).grace_until, None);
    }
}
