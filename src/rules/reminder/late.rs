//! What is told later than on the day of its step says so, in the mail and in the log alike (faults.md 4.9), with why as far as that is known.

use super::plan::{Reason, tracks};
use super::{Calendar, Key, Obligation, Schedule};
use crate::rules::id::Instant;
use chrono::NaiveDate;

/// When a notice should have been told, and what is known of its way since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// The step, by its days relative to the due date; none: the word that nothing is owed any more, which has no day.
    pub offset_days: Option<i32>,
    /// The step's date, moved off free days.
    pub step_on: NaiveDate,
    /// The recipient's date when it was decided.
    pub decided_on: NaiveDate,
    /// Whether somebody had it sent once more.
    pub again: bool,
}

/// Why something is told late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delay {
    /// It was decided in time, and its mail waited.
    Waited,
    /// Somebody had it sent once more.
    Again,
    /// It was not decided on its day, and nobody knows why: an outage, or what was held and then approved.
    Missed,
    /// Nobody could have been told on its day (rule 5).
    Before(Reason),
}

/// Whether a notice that is told on a day, at the recipient's place, is told late, and why as far as its own dates say.
pub fn late(timing: &Timing, told_on: NaiveDate) -> Option<Delay> {
    timing.offset_days?;
    if timing.step_on >= told_on {
        return None;
    }
    Some(match timing {
        Timing { again: true, .. } => Delay::Again,
        _ if timing.decided_on <= timing.step_on => Delay::Waited,
        _ => Delay::Missed,
    })
}

/// Why nobody could have been told of a step on its day, as the obligation stands; none: somebody could have been, or the ladder has no such
/// step for the recipient.
pub fn too_early(obligation: &Obligation, schedule: &Schedule, calendar: &Calendar, key: &Key, now: Instant) -> Option<Reason> {
    let (standing, due_on) = obligation.owed_at(now)?;
    let offset_days = key.offset_days.filter(|_| due_on == key.due_on)?;
    let since_on = obligation.reminders_since_on?;
    let tracks = tracks(
        obligation,
        (schedule, obligation.local(now)),
        calendar,
        due_on,
        i64::from(offset_days),
    );
    let step = tracks.get(&key.recipient_id)?.step(offset_days)?;
    let (from, why) = step.told_from(obligation, standing, since_on);
    (step.step_on < from).then_some(why)
}
