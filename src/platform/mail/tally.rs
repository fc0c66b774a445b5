//! What the workers of this node did since it was started, for its operators: counted in memory, so that counting costs a hand-over nothing.
//! What waits and what was set aside is asked of the database ([`figures`](super::figures)).

use super::claim::Lane;
use super::state::Outcome;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How a hand-over ended, as operators count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The server accepted it.
    Sent,
    /// There is no server; it stays in the mailbox.
    Kept,
    /// Not accepted for now.
    Deferred,
    /// Refused for good.
    Refused,
    /// The answer after the message was lost.
    Unknown,
    /// Not begun: no connection, or it broke before.
    NotBegun,
}

impl Ended {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Sent, Self::Kept, Self::Deferred, Self::Refused, Self::Unknown, Self::NotBegun];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Kept => "kept",
            Self::Deferred => "deferred",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::NotBegun => "not_begun",
        }
    }

    /// Which it is.
    pub fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Sent(_) => Self::Sent,
            Outcome::Kept => Self::Kept,
            Outcome::Deferred(_) => Self::Deferred,
            Outcome::Refused(..) => Self::Refused,
            Outcome::Unknown(_) => Self::Unknown,
            Outcome::NotBegun(_) => Self::NotBegun,
        }
    }
}

/// Counts of this node; its copies count together.
#[derive(Clone, Debug, Default)]
pub struct Tally(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    ended: [AtomicU64; 6],
    full: [AtomicU64; 3],
}

/// The lanes with their words.
const LANES: [(Lane, &str); 3] = [(Lane::All, "all"), (Lane::Urgent, "urgent"), (Lane::AtOnce, "at_once")];

impl Tally {
    /// Counts a claim that took as many mails as it might: more may wait behind them.
    pub(super) fn claimed(&self, lane: Lane, taken: usize, most: i64) {
        if i64::try_from(taken).is_ok_and(|taken| taken >= most) {
            for (counter, (known, _)) in self.0.full.iter().zip(LANES) {
                counter.fetch_add(u64::from(known == lane), Ordering::Relaxed);
            }
        }
    }

    /// Counts how hand-overs ended that are recorded.
    pub(super) fn ended(&self, all: &[Ended]) {
        for (counter, known) in self.0.ended.iter().zip(Ended::ALL) {
            let count = all.iter().filter(|ended| **ended == known).count();
            counter.fetch_add(count as u64, Ordering::Relaxed);
        }
    }

    /// How many hand-overs ended in each way.
    pub fn hand_overs(&self) -> Vec<(&'static str, u64)> {
        let counts = self.0.ended.iter().zip(Ended::ALL);
        counts
            .map(|(counter, ended)| (ended.as_str(), counter.load(Ordering::Relaxed)))
            .collect()
    }

    /// How many claims of each lane took as many mails as they might.
    pub fn full_batches(&self) -> Vec<(&'static str, u64)> {
        let counts = self.0.full.iter().zip(LANES);
        counts.map(|(counter, (_, word))| (word, counter.load(Ordering::Relaxed))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_claim_that_took_all_it_might_was_at_capacity() {
        let tally = Tally::default();
        tally.claimed(Lane::All, 19, 20);
        tally.claimed(Lane::All, 20, 20);
        tally.clone().claimed(Lane::Urgent, 40, 40);
        assert_eq!(tally.full_batches(), [("all", 1), ("urgent", 1), ("at_once", 0)]);
    }

    #[test]
    fn hand_overs_are_counted_by_how_they_ended() {
        let tally = Tally::default();
        tally.ended(&[Ended::Sent, Ended::Unknown, Ended::Sent]);
        tally.ended(&[Ended::NotBegun]);
        let counted: Vec<_> = tally.hand_overs().into_iter().filter(|(_, count)| *count > 0).collect();
        assert_eq!(counted, [("sent", 2), ("unknown", 1), ("not_begun", 1)]);
    }
}
