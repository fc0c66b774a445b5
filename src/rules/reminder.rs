//! Which reminder is owed when, and to whom: a pure function of obligations, ladders, what was decided before, and the calendar.
//!
//! A notice has a key (person, requirement, due date, step, recipient). The journal holds each key at most once, with its fate, and only
//! a withdrawn one is free again; so a plan may be made as often as one likes. What a plan says is written in one transaction with the
//! mail it leads to.

mod asked;
mod brake;
mod default;
mod duty;
mod forecast;
mod ladder;
mod late;
mod plan;
mod recipient;
mod release;
#[cfg(test)]
mod simulation;
#[cfg(test)]
mod tests;

pub use asked::{asked, still_asked};
pub use brake::{Brake, Usual, held};
pub use default::{Defaults, INHERITED, Reminders, Schedule};
pub use duty::{DutyStep, duty_step};
pub use forecast::{Ahead, Forecast, PassedOver, ahead, forecast};
pub use ladder::{Ladder, LadderFault, Step};
pub use late::{Delay, Timing, late, too_early};
pub use plan::{Claim, Decision, LOOKS_BACK_DAYS, Obligation, Reason, Standing, in_her_place, next_step, plan, still_owed};
pub use recipient::{Addressee, Holder, Office, Recipient};
pub use release::{Ending, Reminded, releases, silence, still_released};

pub use crate::rules::calendar::Calendar;
use crate::rules::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

/// What makes a notice this one and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Whose obligation.
    pub person_id: Id,
    /// Which requirement.
    pub requirement_id: Id,
    /// The date by which it was owed when the notice was decided.
    pub due_on: NaiveDate,
    /// The step, by its days relative to the due date; none: the word that nothing is owed any more.
    pub offset_days: Option<i32>,
    /// Who is told.
    pub recipient_id: Id,
}

/// What became of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// In a mail that waits to be handed over.
    Planned,
    /// Handed over.
    Sent,
    /// A later step took its place before it was told.
    Superseded,
    /// Its date lay before anybody could have been told.
    Skipped,
    /// The brake holds it until somebody approves.
    Held,
    /// Not owed any more before it was handed over; the key is free again.
    Withdrawn,
    /// The mail server refused it for good.
    Failed,
}

impl Fate {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Planned,
        Self::Sent,
        Self::Superseded,
        Self::Skipped,
        Self::Held,
        Self::Withdrawn,
        Self::Failed,
    ];

    /// The stable word, as the database has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Sent => "sent",
            Self::Superseded => "superseded",
            Self::Skipped => "skipped",
            Self::Held => "held",
            Self::Withdrawn => "withdrawn",
            Self::Failed => "failed",
        }
    }
}

impl fmt::Display for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The word names no fate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no fate of a notice is called {0}")]
pub struct UnknownFate(pub String);

impl FromStr for Fate {
    type Err = UnknownFate;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|fate| fate.as_str() == word)
            .ok_or_else(|| UnknownFate(word.to_owned()))
    }
}

#[derive(Clone, Copy, Debug)]
struct Told {
    due_on: NaiveDate,
    step_on: NaiveDate,
}

/// What was decided before.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    standing: HashMap<Key, Fate>,
    /// Per person, requirement, step and recipient: the step dates for which they were told, with the due dates.
    sent: HashMap<(Id, Id, i32, Id), Vec<Told>>,
    /// The last local day on which a recipient was sent a mail.
    told: HashMap<Id, NaiveDate>,
}

impl Journal {
    /// Notes a decision. A withdrawn one leaves its key free.
    pub fn enter(&mut self, key: Key, fate: Fate, step_on: NaiveDate) {
        if fate == Fate::Withdrawn {
            return;
        }
        self.standing.insert(key, fate);
        if let (Fate::Sent, Some(offset_days)) = (fate, key.offset_days) {
            let place = (key.person_id, key.requirement_id, offset_days, key.recipient_id);
            self.sent.entry(place).or_default().push(Told {
                due_on: key.due_on,
                step_on,
            });
        }
    }

    /// Notes that a recipient gets or got a mail on this local day, and so no other one.
    pub fn tell(&mut self, recipient_id: Id, on: NaiveDate) {
        let last = self.told.entry(recipient_id).or_insert(on);
        *last = on.max(*last);
    }

    /// Whether a key is taken.
    pub fn holds(&self, key: &Key) -> bool {
        self.standing.contains_key(key)
    }

    fn told_on(&self, recipient_id: Id, day: NaiveDate) -> bool {
        self.told.get(&recipient_id).is_some_and(|last| *last >= day)
    }

    /// The latest date on which this step was told for another due date.
    fn sent_for_another_date(&self, key: &Key) -> Option<NaiveDate> {
        self.sent
            .get(&(key.person_id, key.requirement_id, key.offset_days?, key.recipient_id))?
            .iter()
            .filter(|told| told.due_on != key.due_on)
            .map(|told| told.step_on)
            .max()
    }
}
