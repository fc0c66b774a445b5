//! How a new version differs from the one that decides now, and what becomes of what is owed.

use crate::platform::i18n::Words;
use crate::rules::obligation::{Assessment, Status};
use serde::Serialize;
use utoipa::ToSchema;

/// How a new version differs from the one that decides now, in people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReachChange {
    /// It did not apply to them, and now does.
    pub come_in: u64,
    /// It applied to them, and does no more.
    pub drop_out: u64,
    /// Their due date moves to an earlier day, or they get one.
    pub earlier: u64,
    /// Their due date moves to a later day, or goes away.
    pub later: u64,
    /// Overdue or lapsed without it, and neither with it: forgiven.
    pub overdue_gone: u64,
    /// Owing something in time, and out of it with the change.
    pub open_gone: u64,
    /// Owing something in time or too late, and still so by another date; those of `overdue_gone` left out.
    pub open_moved: u64,
}

/// What becomes of something that is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    /// Too late without the change, in time or out of it with it.
    OverdueGone,
    /// In time without the change, out of it with it.
    OpenGone,
    /// Still owed, by another date.
    OpenMoved,
}

/// What a change makes of what somebody owes; none: it stays, or nothing was owed.
pub(super) fn loss(then: Option<&Assessment>, present: Option<&Assessment>) -> Option<Loss> {
    let present = present?;
    let late = |said: &Assessment| !said.compliant();
    let owes = late(present) || matches!(present.status, Status::Open | Status::Due | Status::Grace);
    match then {
        _ if !owes => None,
        Some(then) if late(then) || !late(present) => (then.due != present.due).then_some(Loss::OpenMoved),
        None if !late(present) => Some(Loss::OpenGone),
        _ => Some(Loss::OverdueGone),
    }
}

impl ReachChange {
    /// Counts somebody: how they are moved, if they are, and what becomes of what they owe.
    pub(super) fn add(&mut self, how: Option<&str>, loss: Option<Loss>) {
        match loss {
            Some(Loss::OverdueGone) => self.overdue_gone += 1,
            Some(Loss::OpenGone) => self.open_gone += 1,
            Some(Loss::OpenMoved) => self.open_moved += 1,
            None => {}
        }
        match how {
            Some("come_in") => self.come_in += 1,
            Some("drop_out") => self.drop_out += 1,
            Some("earlier") => self.earlier += 1,
            Some(_) => self.later += 1,
            None => {}
        }
    }

    /// Takes another count in.
    pub(super) fn join(&mut self, other: Self) {
        self.come_in += other.come_in;
        self.drop_out += other.drop_out;
        self.earlier += other.earlier;
        self.later += other.later;
        self.overdue_gone += other.overdue_gone;
        self.open_gone += other.open_gone;
        self.open_moved += other.open_moved;
    }

    /// What becomes of what is owed, a sentence for each that is not nothing.
    pub fn told(&self, words: &Words) -> Vec<String> {
        [
            ("overdue_gone", self.overdue_gone),
            ("open_gone", self.open_gone),
            ("open_moved", self.open_moved),
        ]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(what, count)| words.text(&format!("reach-owed-{what}"), &[("count", count.into())]))
        .collect()
    }

    /// People who are moved in any way.
    pub fn all(&self) -> u64 {
        self.come_in + self.drop_out + self.earlier + self.later
    }
}
