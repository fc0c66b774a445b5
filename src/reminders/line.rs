//! One notice on its way into a mail.

use super::digest;
use super::mail::ToldLate;
use super::store::material::Material;
use super::store::network::Known;
use super::store::notices::{self, Notice};
use crate::rules::id::Instant;
use crate::rules::reminder::{Addressee, Decision, Delay, Key, Timing, late, too_early};
use chrono::NaiveDate;

/// One notice in a digest.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Which.
    pub key: Key,
    /// Under which role.
    pub role: Addressee,
    /// The step's date.
    pub step_on: NaiveDate,
    /// When it was decided.
    pub decided_at: Instant,
    /// Whether somebody had it sent once more.
    pub again: bool,
}

impl Line {
    /// What a decision says that was made at an instant.
    pub fn of(decision: &Decision, now: Instant) -> Self {
        Self {
            key: decision.key,
            role: decision.role,
            step_on: decision.step_on,
            decided_at: now,
            again: false,
        }
    }

    /// What a notice says that waits to be told. One whose fate was changed before, and which waits all the same, is sent once more.
    pub fn kept(notice: &Notice) -> Self {
        Self {
            key: notice.key(),
            role: notice.addressee(),
            step_on: notice.step_on,
            decided_at: notice.decided_at,
            again: notice.resolved_at.is_some(),
        }
    }

    /// When it should have been told, by the calendar of whoever reads it.
    pub fn timing(&self, recipient: &Known) -> Timing {
        Timing {
            offset_days: self.key.offset_days,
            step_on: self.step_on,
            decided_on: digest::today(recipient, self.decided_at),
            again: self.again,
        }
    }

    /// Of which day it was, and why it is told only now, where that day is over.
    pub fn told_late(&self, material: &Material, recipient: &Known, now: Instant) -> Option<ToldLate> {
        let key = &self.key;
        let delay = late(&self.timing(recipient), digest::today(recipient, now))?;
        // What nobody could have been told on its day was not decided on it either.
        let known = || {
            let (obligation, schedule) = material.obligation(key).zip(material.ladders.get(&key.requirement_id))?;
            too_early(obligation, schedule, &material.calendar, key, now)
        };
        let delay = match delay {
            Delay::Missed => known().map_or(Delay::Missed, Delay::Before),
            other => other,
        };
        Some(told_late(self.step_on, delay))
    }
}

/// What is said of a step of this day that is told later.
pub fn told_late(on: NaiveDate, delay: Delay) -> ToldLate {
    ToldLate {
        on,
        why: match delay {
            Delay::Waited => "waited".to_owned(),
            Delay::Again => "again".to_owned(),
            Delay::Missed => "missed".to_owned(),
            Delay::Before(reason) => notices::word(reason),
        },
    }
}
