//! The dates behind a due date that is known already, for lists that show many obligations without assessing each anew.

use super::date::{NEVER, after, known, months_after, next};
use super::{Excuses, Rule, Status};
use chrono::NaiveDate;

/// What comes after a due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// Last day of grace; none where a pause or waiver without end took it away. The due date itself where there is no grace.
    pub grace_until: Option<NaiveDate>,
    /// The day after which it has lapsed; none where nothing lapses.
    pub lapses_on: Option<NaiveDate>,
}

impl Late {
    /// The day behind a status that follows the due date: in grace its last one; of what is overdue or has lapsed the first one on which it
    /// was, which is never the due date itself. None for every other status, and where a pause or waiver without end took the day away.
    pub fn on(&self, status: Status) -> Option<NaiveDate> {
        match status {
            Status::Grace => self.grace_until,
            Status::Overdue => self.grace_until.map(next),
            Status::Lapsed => self.lapses_on.map(next),
            _ => None,
        }
    }
}

impl Rule {
    /// The dates that belong to a due date. `own_end_on` is that of the evidence in force, where it has one: nothing moves what follows
    /// from it.
    pub fn late(&self, excuses: &Excuses, due: NaiveDate, own_end_on: Option<NaiveDate>) -> Late {
        let dates = |from: NaiveDate, moved: &dyn Fn(NaiveDate) -> NaiveDate| {
            let grace = moved(after(from, self.grace_days));
            let lapse = self.lapses_after().map(|months| moved(months_after(from, months)).max(grace));
            (grace, lapse.unwrap_or(NEVER))
        };
        let ruled = dates(due, &|date| excuses.moved(date, self.return_days));
        let own = own_end_on.map_or((NEVER, NEVER), |end| dates(end, &|date| date));
        Late {
            grace_until: known(ruled.0.min(own.0)),
            lapses_on: known(ruled.1.min(own.1)),
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
            rotation: Vec::new(),
            strength: Default::default(),
            recognise_days: None,
            first_due: Some(FirstDue::DaysAfterStart(0)),
            recurrence: Recurrence::Rolling { months: 12 },
            round_to_month_end: false,
            notice_days: 0,
            grace_days: 30,
            lapse_months: Some(6),
            return_days: 10,
        };
        let none = Excuses::default();
        let late = rule.late(&none, day("2026-01-01"), None);
        let shown = [Status::Due, Status::Grace, Status::Overdue, Status::Lapsed].map(|status| late.on(status));
        assert_eq!(
            shown,
            [None, Some(day("2026-01-31")), Some(day("2026-02-01")), Some(day("2026-07-02"))]
        );
        assert_eq!(
            (late.grace_until, late.lapses_on),
            (Some(day("2026-01-31")), Some(day("2026-07-01")))
        );
        let pause = Range {
            from: day("2026-01-15"),
            to: Some(day("2026-02-28")),
        };
        let paused = Excuses::new([pause], []);
        assert_eq!(rule.late(&paused, day("2026-01-01"), None).grace_until, Some(day("2026-03-10")));
        let open = Excuses::new([Range { to: None, ..pause }], []);
        assert_eq!(rule.late(&open, day("2026-01-01"), None).grace_until, None);
        let own = |end: &str| rule.late(&open, day("2026-01-01"), Some(day(end)));
        assert_eq!(own("2026-01-01").grace_until, Some(day("2026-01-31")));
        assert_eq!(own("2026-01-20").lapses_on, Some(day("2026-07-20")));
    }
}
