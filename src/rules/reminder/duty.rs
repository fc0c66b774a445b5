//! The ladder of the manufacturer's own duties: the same steps as for people, told to whoever is in charge of the partner, and from the day
//! on which the duty is breached to the training managers as well.

use super::{Calendar, Delay, Reason, Schedule};
use chrono::NaiveDate;

/// The step of a duty that is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DutyStep {
    /// Days relative to the due date.
    pub offset_days: i32,
    /// Its date, moved off free days.
    pub step_on: NaiveDate,
    /// Whether it goes to the training managers too.
    pub escalates: bool,
    /// Since when the ladder has had it.
    ladder_since_on: NaiveDate,
}

impl DutyStep {
    /// Why it is told after its date, if it is, as for what people owe. `from` are the days before which nobody could have been told, each
    /// with its reason: of those that came after the date the latest explains it.
    pub fn delay(&self, from: &[(NaiveDate, Reason)], told_on: NaiveDate) -> Option<Delay> {
        if self.step_on >= told_on {
            return None;
        }
        let ladder = (self.ladder_since_on, Reason::BeforeLadder);
        let after = from.iter().copied().chain([ladder]).filter(|(day, _)| *day > self.step_on);
        Some(
            after
                .max_by_key(|(day, _)| *day)
                .map_or(Delay::Missed, |(_, why)| Delay::Before(why)),
        )
    }
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
    let ladder_since_on = schedule.stands_since(today, offset_days, |_| true);
    (step_on >= since_on.max(ladder_since_on) || breached).then_some(DutyStep {
        offset_days,
        step_on,
        escalates: offset_days > 0,
        ladder_since_on,
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

    #[test]
    fn what_is_told_after_its_day_knows_since_when_it_could_have_been_told() {
        let step = duty_step(
            &usual(),
            &Calendar::default(),
            "DE",
            day("2026-01-01"),
            day("2026-12-16"),
            day("2026-12-09"),
        );
        let step = step.unwrap();
        assert_eq!(step.step_on, day("2026-12-09"));
        assert_eq!(step.delay(&[], day("2026-12-09")), None);
        assert_eq!(step.delay(&[], day("2026-12-10")), Some(Delay::Missed));
        let from = [
            (day("2026-12-09"), Reason::BeforeRole),
            (day("2026-12-11"), Reason::BeforeSwitchedOn),
            (day("2026-12-10"), Reason::BeforeDueKnown),
        ];
        let switched_on = Some(Delay::Before(Reason::BeforeSwitchedOn));
        assert_eq!(step.delay(&from, day("2026-12-12")), switched_on, "the latest one");
        assert_eq!(
            step.delay(&from[..1], day("2026-12-12")),
            Some(Delay::Missed),
            "the role was theirs on that day"
        );
    }

    #[test]
    fn a_step_that_the_ladder_got_later_says_so() {
        let schedule = Schedule::Inherited(Arc::new(Defaults::new(vec![
            (day("2026-01-01"), at(-30)),
            (day("2026-12-01"), at(-20)),
        ])));
        let step = duty_step(
            &schedule,
            &Calendar::default(),
            "DE",
            day("2026-01-01"),
            day("2026-12-16"),
            day("2026-12-17"),
        );
        let delay = step.and_then(|step| step.delay(&[], day("2026-12-17")));
        assert_eq!(delay, Some(Delay::Before(Reason::BeforeLadder)));
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
