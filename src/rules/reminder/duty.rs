//! The ladder of the manufacturer's own duties: the same steps as for people, told to whoever is in charge of the partner, and from the day
//! on which the duty is breached to the training managers as well.

use super::{Calendar, Ladder};
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

/// The latest step that has come; of those before the clock began, none, but of a breached duty the latest in any case. Whoever was told of a
/// step is told of no earlier one.
pub fn duty_step(
    ladder: &Ladder,
    calendar: &Calendar,
    country: &str,
    since_on: NaiveDate,
    due_on: NaiveDate,
    today: NaiveDate,
) -> Option<DutyStep> {
    let reach = (today - due_on).num_days() + MARGIN_DAYS;
    let come: Vec<(i32, NaiveDate)> = ladder
        .up_to(reach)
        .into_iter()
        .filter_map(|(offset_days, _)| Some((offset_days, calendar.step_on(country, due_on, offset_days)?)))
        .filter(|(_, step_on)| *step_on <= today)
        .collect();
    let (offset_days, step_on) = come.last().copied()?;
    let breached = today > due_on;
    (step_on >= since_on || breached).then_some(DutyStep {
        offset_days,
        escalates: offset_days > 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn step(since: &str, due: &str, today: &str) -> Option<(i32, bool)> {
        let found = duty_step(&Ladder::usual(), &Calendar::default(), "DE", day(since), day(due), day(today));
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
        let early = Ladder::new(vec![super::super::Step {
            offset_days: -60,
            to: vec![super::super::Addressee::Learner],
            repeat_every_days: None,
        }]);
        let told = duty_step(
            &early.unwrap(),
            &Calendar::default(),
            "DE",
            day("2026-12-02"),
            day("2026-12-16"),
            day("2026-12-17"),
        );
        assert_eq!(told.map(|step| step.offset_days), Some(-60));
    }

    proptest! {
        #[test]
        fn steps_never_go_back(since in 0_i64..400, later in 0_i64..200) {
            let begin = day("2026-01-01");
            let due_on = day("2026-12-16");
            let at = |days: i64| duty_step(&Ladder::usual(), &Calendar::default(), "DE", begin, due_on, begin + chrono::Duration::days(days));
            if let (Some(before), Some(after)) = (at(since), at(since + later)) {
                prop_assert!(before.offset_days <= after.offset_days);
            }
        }
    }
}
