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
