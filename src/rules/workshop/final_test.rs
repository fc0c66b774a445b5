//! The final test: what whoever attended must also pass, on their own and at a screen, before attending is evidence.
//!
//! It counts within a window of days: from the session's first day, or so many days before it, up to so many days after its last day, or after
//! the day of the closing where that came later, since nobody is told before. The evidence is then about the later of the session's last day
//! and the day of the pass. Where the pass is taken back, what it made goes with it; what somebody took back by themselves stays so.

use crate::rules::id::Id;
use chrono::{Days, NaiveDate};

/// Most days before a session.
pub const MOST_BEFORE: i32 = 365;

/// Most days after it.
pub const MOST_AFTER: i32 = 365;

/// Days after it where nobody says otherwise.
pub const USUAL_AFTER: i32 = 30;

/// The days on which a pass counts, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first one.
    pub from_on: NaiveDate,
    /// The last one.
    pub to_on: NaiveDate,
}

/// That somebody passed the test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pass {
    /// Its evidence.
    pub id: Id,
    /// The day.
    pub on: NaiveDate,
    /// Whether it was taken back.
    pub is_revoked: bool,
}

fn days(count: i32) -> Days {
    Days::new(u64::from(count.unsigned_abs()))
}

impl Window {
    /// Of a session from its first to its last day that is closed on a day, with so many days before and after it.
    pub fn of(first_on: NaiveDate, last_on: NaiveDate, closed_on: NaiveDate, before_days: i32, after_days: i32) -> Self {
        let (begins, ends) = (first_on, last_on.max(closed_on));
        Self {
            from_on: begins.checked_sub_days(days(before_days)).unwrap_or(begins),
            to_on: ends.checked_add_days(days(after_days)).unwrap_or(ends),
        }
    }

    /// The pass that counts: the first one on these days that stands.
    pub fn pass(&self, passes: &[Pass]) -> Option<Pass> {
        let counts = |pass: &&Pass| !pass.is_revoked && self.from_on <= pass.on && pass.on <= self.to_on;
        passes.iter().filter(counts).min_by_key(|pass| (pass.on, pass.id)).copied()
    }

    /// How somebody stands on a day who has passed, or has not.
    pub fn standing(&self, is_passed: bool, today: NaiveDate) -> Standing {
        match is_passed {
            true => Standing::Passed,
            false if today <= self.to_on => Standing::Open,
            false => Standing::Over,
        }
    }
}

/// How somebody who attended stands with the test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is passed, and attending is evidence.
    Passed,
    /// It is still to be passed.
    Open,
    /// The time for it is over: attended, and not proven.
    Over,
}

impl Standing {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Open => "open",
            Self::Over => "over",
        }
    }
}

/// The day that the evidence is about: the later of the session's last day and that of the pass.
pub fn proven_on(last_on: NaiveDate, passed_on: NaiveDate) -> NaiveDate {
    last_on.max(passed_on)
}

/// The evidence that attending made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// There is none.
    Missing,
    /// It stands.
    Stands,
    /// Somebody took it back.
    Revoked,
}

/// What is to be done so that evidence and test say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing.
    Rest,
    /// The evidence is due, by this pass.
    Prove(Pass),
    /// The pass by which it came was taken back.
    TakeBack,
}

/// The next step, where the evidence came by the pass `by`; none: it has not come, or went again with the pass.
pub fn step(window: Window, by: Option<Id>, proof: Proof, passes: &[Pass]) -> Step {
    let is_gone = |by: Id| passes.iter().any(|pass| pass.id == by && pass.is_revoked);
    match (by, proof) {
        (None, Proof::Missing) => window.pass(passes).map_or(Step::Rest, Step::Prove),
        (Some(by), Proof::Stands) if is_gone(by) => Step::TakeBack,
        _ => Step::Rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn pass(number: u128, on: &str) -> Pass {
        Pass {
            id: Id(uuid::Uuid::from_u128(number)),
            on: day(on),
            is_revoked: false,
        }
    }

    fn revoked(pass: Pass) -> Pass {
        Pass { is_revoked: true, ..pass }
    }

    fn window(before_days: i32, after_days: i32) -> Window {
        Window::of(day("2026-12-15"), day("2026-12-16"), day("2026-12-16"), before_days, after_days)
    }

    #[test]
    fn a_pass_counts_from_the_first_day_or_so_many_before_it_to_so_many_after_the_last() {
        let counts = |window: Window, on: &str| window.pass(&[pass(1, on)]).is_some();
        for (before, on, is) in [
            (0, "2026-12-14", false),
            (0, "2026-12-15", true),
            (14, "2026-11-30", false),
            (14, "2026-12-01", true),
        ] {
            assert_eq!(counts(window(before, 30), on), is, "{before} days before, {on}");
        }
        assert!(counts(window(0, 30), "2027-01-15") && !counts(window(0, 30), "2027-01-16"));
        // Whoever is told late has as much time as others.
        let late = Window::of(day("2026-12-15"), day("2026-12-16"), day("2026-12-20"), 0, 30);
        assert!(counts(late, "2027-01-19") && !counts(late, "2027-01-20"));
        // One that was closed before the day was over gains nothing.
        let early = Window::of(day("2026-12-15"), day("2026-12-16"), day("2026-12-15"), 0, 30);
        assert_eq!(early, window(0, 30));
    }

    #[test]
    fn the_first_pass_that_stands_counts_and_the_evidence_is_about_the_later_day() {
        let all = [pass(2, "2026-12-20"), revoked(pass(1, "2026-12-15")), pass(3, "2026-12-18")];
        let first = window(0, 30).pass(&all);
        assert_eq!(first, Some(pass(3, "2026-12-18")));
        assert_eq!(proven_on(day("2026-12-16"), day("2026-12-18")), day("2026-12-18"));
        assert_eq!(
            proven_on(day("2026-12-16"), day("2026-12-02")),
            day("2026-12-16"),
            "passed before it"
        );
    }

    #[test]
    fn it_is_open_until_the_time_is_over_and_stays_passed_after_it() {
        let window = window(0, 30);
        assert_eq!(window.standing(false, day("2027-01-15")), Standing::Open);
        assert_eq!(window.standing(false, day("2027-01-16")), Standing::Over);
        assert_eq!(window.standing(true, day("2027-01-16")), Standing::Passed);
    }

    #[test]
    fn what_a_pass_made_goes_with_it_and_what_somebody_took_back_stays_so() {
        let (window, one) = (window(0, 30), pass(1, "2026-12-18"));
        assert_eq!(step(window, None, Proof::Missing, &[]), Step::Rest);
        assert_eq!(step(window, None, Proof::Missing, &[one]), Step::Prove(one));
        assert_eq!(
            step(window, Some(one.id), Proof::Stands, &[one, pass(2, "2026-12-17")]),
            Step::Rest,
            "once"
        );
        assert_eq!(step(window, Some(one.id), Proof::Stands, &[revoked(one)]), Step::TakeBack);
        assert_eq!(
            step(window, Some(one.id), Proof::Revoked, &[revoked(one), pass(2, "2026-12-19")]),
            Step::Rest
        );
    }

    proptest! {
        #[test]
        fn steps_come_to_rest_with_evidence_just_where_a_pass_counts(
            told in proptest::collection::vec((0_u64..80, any::<bool>()), 0..6),
            later in proptest::collection::vec(any::<bool>(), 6),
        ) {
            let first = day("2026-11-25");
            let mut passes: Vec<Pass> = (1_u128..)
                .zip(&told)
                .map(|(number, (count, is_revoked))| Pass {
                    id: Id(uuid::Uuid::from_u128(number)),
                    on: first.checked_add_days(Days::new(*count)).unwrap(),
                    is_revoked: *is_revoked,
                })
                .collect();
            let window = window(10, 30);
            let (mut by, mut proof, mut about) = (None, Proof::Missing, None);
            // As told first, and once more after some of them were taken back.
            for round in 0..2 {
                let mut steps = 0;
                loop {
                    match step(window, by, proof, &passes) {
                        Step::Rest => break,
                        Step::Prove(pass) => {
                            prop_assert_eq!(proof, Proof::Missing, "never a second one beside the first");
                            (by, proof, about) = (Some(pass.id), Proof::Stands, Some(proven_on(day("2026-12-16"), pass.on)));
                        }
                        Step::TakeBack => (by, proof, about) = (None, Proof::Missing, None),
                    }
                    steps += 1;
                    prop_assert!(steps <= 2, "taken back, and proven by another");
                }
                prop_assert_eq!(proof == Proof::Stands, window.pass(&passes).is_some(), "round {}", round);
                if let (Some(by), Some(about)) = (by, about) {
                    let counted = passes.iter().find(|pass| pass.id == by).unwrap();
                    prop_assert!(about >= counted.on && about >= day("2026-12-16"));
                    prop_assert!(about == counted.on || about == day("2026-12-16"));
                }
                for (pass, gone) in passes.iter_mut().zip(&later) {
                    pass.is_revoked |= *gone;
                }
            }
        }
    }
}
