//! The ladder of the manufacturer's own duties: the same steps as for people, told to whoever is in charge of the partner, and from the day
//! on which the duty is breached to the training managers as well.

use super::{Calendar, Schedule};
use chrono::NaiveDate;

/// The step of a duty that is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DutyStep {
    /// Days relative to the due date.
    pub offset_days: i32,
    /// Whether it goes to the training managers too.
    pub escalates: bool,
}

/// A step may be moved back by a long break.
const MARGIN_DAYS: i64 = 62;

/// The latest step that has come; of those before the clock began, or before the ladder had them, none, but of a breached duty the latest in
/// any case. Whoever was told of a step is told of no earlier one.
pub fn duty_step(
    schedule: &Schedule,
    calendar: &Calendar,
    country: &str,
    since_on: NaiveDate,
    due_on: NaiveDate,
    today: NaiveDate,
) -> Option<DutyStep> {
    let reach = (today - due_on).num_days() + MARGIN_DAYS;
    let come: Vec<(i32, NaiveDate)> = schedule
        .on(today)
        .up_to(reach)
        .into_iter()
        .filter_map(|(offset_days, _)| Some((offset_days, calendar.step_on(country, due_on, offset_days)?)))
        .filter(|(_, step_on)| *step_on <= today)
        .collect();
    let (offset_days, step_on) = come.last().copied()?;
    let breached = today > due_on;
    let since_on = since_on.max(schedule.stands_since(today, offset_days, |_| true));
    (step_on >= since_on || breached).then_some(DutyStep {
        offset_days,
        escalates: offset_days > 0,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Addressee, Defaults, Ladder, Step};
    use super::*;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn usual() -> Schedule {
        Schedule::Own(Ladder::usual())
    }

    fn at(offset_days: i32) -> Ladder {
        let step = Step {
            offset_days,
            to: vec![Addressee::Learner],
            repeat_every_days: None,
        };
        Ladder::new(vec![step]).unwrap()
    }

    fn step(since: &str, due: &str, today: &str) -> Option<(i32, bool)> {
        let found = duty_step(&usual(), &Calendar::default(), "DE", day(since), day(due), day(today));
        found.map(|step| (step.offset_days, step.escalates))
    }

    #[test]
    fn the_latest_step_that_has_come_is_told_and_a_breach_goes_further_up() {
        // Due on Wednesday, 16 December 2026.
        assert_eq!(step("2026-01-01", "2026-12-16", "2026-10-01"), None);
        assert_eq!(step("2026-01-01", "2026-12-16", "2026-11-20"), Some((-30, false)));
        assert_eq!(step("2026-01-01", "2026-12-16", "2026-12-09"), Some((-7, false)));
        assert_eq!(step("2026-01-01", "2026-12-16", "2026-12-16"), Some((-7, false)));
        assert_eq!(step("2026-01-01", "2026-12-16", "2026-12-17"), Some((1, true)));
        assert_eq!(step("2026-01-01", "2026-12-16", "2027-03-01"), Some((30, true)));
    }

    #[test]
    fn what_lay_before_the_clock_began_is_not_told_unless_the_duty_is_breached() {
        // Asked on the 2nd, ten working days: the steps of sixty and thirty days lie before.
        assert_eq!(step("2026-12-02", "2026-12-16", "2026-12-03"), None);
        assert_eq!(step("2026-12-02", "2026-12-16", "2026-12-09"), Some((-7, false)));
        let early = Schedule::Own(at(-60));
        let told = duty_step(
            &early,
            &Calendar::default(),
            "DE",
            day("2026-12-02"),
            day("2026-12-16"),
            day("2026-12-17"),
        );
        assert_eq!(told.map(|step| step.offset_days), Some(-60));
    }

    #[test]
    fn a_default_that_changes_tells_no_step_of_before_its_day() {
        let schedule = Schedule::Inherited(Arc::new(Defaults::new(vec![
            (day("2026-01-01"), at(-30)),
            (day("2026-12-01"), at(-20)),
        ])));
        let step = |today: &str, due: &str| {
            duty_step(&schedule, &Calendar::default(), "DE", day("2026-01-01"), day(due), day(today)).map(|step| step.offset_days)
        };
        assert_eq!(step("2026-11-30", "2026-12-16"), Some(-30));
        assert_eq!(step("2026-12-01", "2026-12-16"), None, "twenty days before was in November");
        assert_eq!(step("2026-12-17", "2026-12-16"), Some(-20), "breached");
        assert_eq!(step("2026-12-10", "2026-12-30"), Some(-20));
    }

    proptest! {
        #[test]
        fn steps_never_go_back(since in 0_i64..400, later in 0_i64..200) {
            let begin = day("2026-01-01");
            let due_on = day("2026-12-16");
            let at = |days: i64| duty_step(&usual(), &Calendar::default(), "DE", begin, due_on, begin + chrono::Duration::days(days));
            if let (Some(before), Some(after)) = (at(since), at(since + later)) {
                prop_assert!(before.offset_days <= after.offset_days);
            }
        }
    }
}
