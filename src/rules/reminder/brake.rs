//! The brake: a run that would tell far more than usual is held until somebody looks (rule 9).

use super::{Decision, Fate, Key, Reason};
use crate::rules::id::Id;
use std::collections::{HashMap, HashSet};

/// How many are too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brake {
    /// A run of up to so many notices is never held.
    pub number: usize,
    /// Nor one of up to so many times the usual.
    pub multiple: usize,
}

/// Notices of the days of the last 28 on which mail went out, in any order.
#[derive(Clone, Debug, Default)]
pub struct Usual {
    /// Per day, all requirements together.
    pub all: Vec<usize>,
    /// The same for each requirement.
    pub each: HashMap<Id, Vec<usize>>,
}

/// With fewer days than this the number alone decides.
const ENOUGH_DAYS: usize = 10;

impl Brake {
    fn limit(self, usual: &Usual) -> usize {
        if usual.all.len() < ENOUGH_DAYS {
            self.number
        } else {
            self.number.max(median(&usual.all).saturating_mul(self.multiple))
        }
    }
}

/// Turns planned notices into held ones where the run would tell more than the brake lets pass: requirement by requirement, those furthest
/// above their own median first, until the rest is under the limit. What somebody has approved passes.
pub fn held(decisions: &mut [Decision], approved: &HashSet<Key>, brake: Brake, usual: &Usual) -> usize {
    let limit = brake.limit(usual);
    let planned = |decision: &Decision| decision.fate == Fate::Planned && !approved.contains(&decision.key);
    let mut counts: HashMap<Id, usize> = HashMap::new();
    for decision in decisions.iter().filter(|decision| planned(decision)) {
        *counts.entry(decision.key.requirement_id).or_default() += 1;
    }
    let mut rest: usize = counts.values().sum();
    let mut order: Vec<(Id, usize, usize)> = counts
        .into_iter()
        .map(|(id, count)| {
            let median = usual.each.get(&id).map_or(0, |days| median(days));
            (id, count, count.saturating_sub(median))
        })
        .collect();
    order.sort_by_key(|(id, _, above)| (std::cmp::Reverse(*above), *id));
    let mut stopped = HashSet::new();
    for (id, count, _) in order {
        if rest <= limit {
            break;
        }
        rest -= count;
        stopped.insert(id);
    }
    let mut total = 0;
    for decision in decisions.iter_mut() {
        if stopped.contains(&decision.key.requirement_id) && planned(decision) {
            decision.fate = Fate::Held;
            decision.reason = Some(Reason::Brake);
            total += 1;
        }
    }
    total
}

/// The middle one; of an even number the lower of the two in the middle.
fn median(days: &[usize]) -> usize {
    let mut sorted = days.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::Addressee;
    use super::*;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn id(number: usize) -> Id {
        Id(uuid::Uuid::from_u128(number as u128))
    }

    fn run(counts: &[usize]) -> Vec<Decision> {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let decision = |rule: usize, person: usize| Decision {
            key: Key {
                person_id: id(1000 + person),
                requirement_id: id(rule),
                due_on: day,
                offset_days: Some(-7),
                recipient_id: id(1000 + person),
            },
            role: Addressee::Learner,
            step_on: day,
            fate: Fate::Planned,
            reason: None,
        };
        let each = counts.iter().enumerate();
        each.flat_map(|(rule, count)| (0..*count).map(move |person| decision(rule, person)))
            .collect()
    }

    #[test]
    fn the_limit_is_the_number_until_ten_days_are_known_and_then_the_larger_of_the_two() {
        let brake = Brake { number: 10, multiple: 3 };
        let of = |days: &[usize]| {
            brake.limit(&Usual {
                all: days.to_vec(),
                ..Usual::default()
            })
        };
        assert_eq!(of(&[]), 10);
        assert_eq!(of(&[50; 9]), 10);
        assert_eq!(of(&[50; 10]), 150);
        assert_eq!(of(&[2; 10]), 10);
        // The middle of an even number of days is the lower one, however large the rest are.
        assert_eq!(of(&[1, 1, 1, 1, 4, 900, 900, 900, 900, 900]), 12);
    }

    proptest! {
        #[test]
        fn what_is_held_are_whole_requirements_furthest_above_their_usual_and_no_more_than_needed(
            counts in prop::collection::vec(0_usize..30, 1..5),
            medians in prop::collection::vec(0_usize..30, 5),
            days in prop::collection::vec(0_usize..60, 0..20),
            number in 0_usize..60,
            multiple in 0_usize..4,
        ) {
            let brake = Brake { number, multiple };
            let each = medians.iter().enumerate().map(|(rule, median)| (id(rule), vec![*median; days.len()])).collect();
            let usual = Usual { all: days.clone(), each };
            let mut decisions = run(&counts);
            let total = held(&mut decisions, &HashSet::new(), brake, &usual);
            let limit = brake.limit(&usual);
            let count = |rule: usize, fate| decisions.iter().filter(|one| one.key.requirement_id == id(rule) && one.fate == fate).count();
            let above = |rule: usize| counts[rule].saturating_sub(if days.is_empty() { 0 } else { medians[rule] });
            let (stopped, passed): (Vec<usize>, Vec<usize>) =
                (0..counts.len()).filter(|rule| counts[*rule] > 0).partition(|rule| count(*rule, Fate::Held) > 0);
            for rule in &stopped {
                prop_assert_eq!(count(*rule, Fate::Planned), 0, "a requirement is held as a whole");
            }
            let rest: usize = passed.iter().map(|rule| counts[*rule]).sum();
            prop_assert!(rest <= limit);
            prop_assert_eq!(total, stopped.iter().map(|rule| counts[*rule]).sum::<usize>());
            for (held, passing) in stopped.iter().flat_map(|held| passed.iter().map(move |passing| (*held, *passing))) {
                prop_assert!(above(held) >= above(passing));
            }
            if let Some(last) = stopped.iter().min_by_key(|rule| (above(**rule), std::cmp::Reverse(**rule))) {
                prop_assert!(rest + counts[*last] > limit, "the last one had to be held");
            }
        }
    }
}
