//! What the manufacturer and a partner owe each other, of the same kind as what people owe: with creditor, debtor, basis, due date, evidence,
//! breach and cure. [`assess`] says how a duty stands from what happened to it and today; nothing else decides it.
//!
//! The rules, exactly:
//!
//! 1. A *clock* begins when a duty opens and ends on its due date, that day included. A clock of working days ends on the last of so many
//!    working days after the day on which it began, by the calendar of the debtor's country; a clock of months ends on the same day so many
//!    months later. The due date is kept with what began the clock, so that a setting changed later moves no clock that runs.
//! 2. What keeps the duty stops the clock. A duty that is owed again and again begins a new one on that day. One that is kept by something
//!    that stands (a course that can be taken any day) has no clock as long as that stands; a new one begins on the day it ends.
//! 3. A clock that ends without being stopped is a *breach*, from the day after the due date. What stops it later *cures* it; the breach
//!    stays in the record. What happened counts by its own day, also where it was recorded later.
//! 4. A duty whose reason is gone *falls away*. Whether a clock had ended by then stays in the record too. It may open again.
//! 5. What happens after today does not count yet.
//! 6. A duty can be owed *every day*. Its clock then ends on the day before it began: on the day on which what kept it ends, it is in breach,
//!    and on the day on which it is kept again the breach is over. Where it is known on which day it will end, the day before is the
//!    date that comes near; nothing is in breach before it has come.

mod kind;
mod sanction;
#[cfg(test)]
mod tests;

pub use kind::{Clock, Kind, Side};
pub use sanction::{Owed, Sanction, sanction_allowed};

use chrono::{Days, NaiveDate};
use serde::Serialize;
use std::fmt;

/// What happened to a duty on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day on which it happened.
    pub on: NaiveDate,
    /// What.
    pub what: Happened,
}

/// What can happen to a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// It is owed from now on, by a day.
    Opened {
        /// The last day on which it is kept in time.
        due_on: NaiveDate,
    },
    /// It was kept.
    Kept {
        /// By when it is to be kept again; none: it was owed once.
        next_due_on: Option<NaiveDate>,
    },
    /// From now on it is kept every day.
    Stands,
    /// What kept it every day is no more.
    Ended {
        /// By when it is to be kept again.
        due_on: NaiveDate,
    },
    /// The reason for it is gone.
    FellAway,
}

/// How a duty stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The due date has passed and nothing kept it.
    Breached,
    /// The due date is near.
    DueSoon,
    /// The clock runs.
    Open,
    /// Kept, but late.
    Cured,
    /// Kept in time.
    Kept,
    /// Nobody is owed it any more.
    FallenAway,
}

impl Status {
    /// All of them, the most pressing first.
    pub const ALL: [Self; 6] = [Self::Breached, Self::DueSoon, Self::Open, Self::Cured, Self::Kept, Self::FallenAway];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Breached => "breached",
            Self::DueSoon => "due_soon",
            Self::Open => "open",
            Self::Cured => "cured",
            Self::Kept => "kept",
            Self::FallenAway => "fallen_away",
        }
    }

    /// The status with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a duty stands as it does: a sentence's facts. The words are the pages'.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Reason {
    /// The clock began on a day and nothing has kept the duty yet.
    Awaited {
        /// When it began.
        since_on: NaiveDate,
        /// When it ends.
        due_on: NaiveDate,
    },
    /// It was kept on a day, and is owed again by another.
    Again {
        /// When it was kept.
        kept_on: NaiveDate,
        /// When the clock ends.
        due_on: NaiveDate,
    },
    /// It was kept on a day.
    Done {
        /// That day.
        kept_on: NaiveDate,
        /// The day by which it was owed.
        due_on: NaiveDate,
    },
    /// It is kept every day since then.
    Stands {
        /// Since when.
        since_on: NaiveDate,
    },
    /// The clock began, ended, and nothing kept the duty.
    Missed {
        /// When it began.
        since_on: NaiveDate,
        /// When it ended.
        due_on: NaiveDate,
    },
    /// The reason for it is gone.
    Gone {
        /// Since when.
        since_on: NaiveDate,
    },
}

/// A clock that ended without being stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Breach {
    /// The date that passed.
    pub due_on: NaiveDate,
    /// The day on which it was cured; none: not yet, or the duty fell away before.
    pub cured_on: Option<NaiveDate>,
    /// The day on which the duty fell away in breach.
    pub dropped_on: Option<NaiveDate>,
}

impl Breach {
    /// The first day of the breach.
    pub fn since_on(&self) -> NaiveDate {
        next_day(self.due_on)
    }

    /// Its days, the last one open while it lasts; none where it was cured on the day on which it began.
    pub fn days(&self) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let over = self.cured_on.or(self.dropped_on);
        let last = over.map(|day| day.pred_opt().unwrap_or(day));
        last.is_none_or(|last| last >= self.since_on()).then(|| (self.since_on(), last))
    }
}

/// How a duty stands today, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// In a word.
    pub status: Status,
    /// Whether nothing is in breach.
    pub compliant: bool,
    /// The end of the clock that runs or has ended; none: no clock runs.
    pub due_on: Option<NaiveDate>,
    /// The last day on which it was kept; of one that stands, today.
    pub kept_on: Option<NaiveDate>,
    /// The first day of the breach that lasts.
    pub breached_on: Option<NaiveDate>,
    /// The day on which the status changes if nothing happens; none: never.
    pub next_change_on: Option<NaiveDate>,
    /// Why.
    pub reason: Reason,
    /// All that was missed, the oldest first.
    pub breaches: Vec<Breach>,
}

/// A clock and what became of it.
#[derive(Clone, Copy, Debug)]
struct Turn {
    began_on: NaiveDate,
    due_on: NaiveDate,
    kept_on: Option<NaiveDate>,
    dropped_on: Option<NaiveDate>,
}

impl Turn {
    fn runs(&self) -> bool {
        self.kept_on.is_none() && self.dropped_on.is_none()
    }

    /// Whether it was missed, as far as is known on a day.
    fn breach(&self, today: NaiveDate) -> Option<Breach> {
        let stopped = self.kept_on.or(self.dropped_on).unwrap_or(today);
        (stopped > self.due_on).then_some(Breach {
            due_on: self.due_on,
            cured_on: self.kept_on,
            dropped_on: self.dropped_on,
        })
    }
}

/// What a ledger's page tells so far.
#[derive(Debug, Default)]
struct Story {
    turns: Vec<Turn>,
    stands_since: Option<NaiveDate>,
    gone_since: Option<NaiveDate>,
    kept_on: Option<NaiveDate>,
}

impl Story {
    fn of(events: &[Event], today: NaiveDate) -> Self {
        let mut told: Vec<Event> = events.iter().copied().filter(|event| event.on <= today).collect();
        // By their own day, and those of one day in the order of recording.
        told.sort_by_key(|event| event.on);
        let mut story = Self::default();
        for event in told {
            story.happen(event);
        }
        story
    }

    fn happen(&mut self, Event { on, what }: Event) {
        match what {
            Happened::Opened { due_on } => {
                self.gone_since = None;
                if self.stands_since.is_none() && self.running().is_none() {
                    self.begin(on, due_on);
                }
            }
            _ if self.gone_since.is_some() => {}
            Happened::Kept { next_due_on } => {
                let counted = self.keep(on);
                self.kept_on = Some(on);
                if let Some(due_on) = next_due_on.filter(|_| self.stands_since.is_none() && (counted || self.running().is_none())) {
                    self.begin(on, due_on);
                }
            }
            Happened::Stands => {
                self.keep(on);
                self.stands_since.get_or_insert(on);
            }
            Happened::Ended { due_on } => {
                if self.stands_since.take().is_some() {
                    self.kept_on = Some(on);
                    self.begin(on, due_on);
                }
            }
            Happened::FellAway => {
                if let Some(turn) = self.running() {
                    turn.dropped_on = Some(on);
                }
                self.stands_since = None;
                self.gone_since = Some(on);
            }
        }
    }

    fn running(&mut self) -> Option<&mut Turn> {
        self.turns.last_mut().filter(|turn| turn.runs())
    }

    fn begin(&mut self, began_on: NaiveDate, due_on: NaiveDate) {
        self.turns.push(Turn {
            began_on,
            due_on,
            kept_on: None,
            dropped_on: None,
        });
    }

    /// Stops the clock that runs, and answers whether there was one.
    fn keep(&mut self, on: NaiveDate) -> bool {
        let Some(turn) = self.running() else { return false };
        turn.kept_on = Some(on);
        true
    }
}

/// How a duty stands on a day, from what happened to it (in the order of recording) and how many days ahead its date counts as near. A duty
/// to which nothing happened yet has fallen away: nobody opened it.
pub fn assess(notice_days: u32, events: &[Event], today: NaiveDate) -> Standing {
    let story = Story::of(events, today);
    let breaches: Vec<Breach> = story.turns.iter().filter_map(|turn| turn.breach(today)).collect();
    let (status, next_change_on, reason) = judge(&story, notice_days, today);
    let running = story.turns.last().filter(|turn| turn.runs() && story.gone_since.is_none());
    let breached = status == Status::Breached;
    Standing {
        status,
        compliant: !breached,
        due_on: running.map(|turn| turn.due_on),
        kept_on: story.stands_since.map(|_| today).or(story.kept_on).or_else(|| last_kept(&story)),
        breached_on: running.filter(|_| breached).map(|turn| next_day(turn.due_on)),
        next_change_on,
        reason,
        breaches,
    }
}

/// How a duty that is kept every day stands where it is known on which day that ends.
pub fn foreseen(standing: Standing, notice_days: u32, breaks_on: NaiveDate, today: NaiveDate) -> Standing {
    let last = breaks_on.pred_opt().unwrap_or(breaks_on);
    if !matches!(standing.reason, Reason::Stands { .. }) || last < today {
        return standing;
    }
    let near_from = last.checked_sub_days(Days::new(notice_days.into())).unwrap_or(last);
    let near = today >= near_from;
    Standing {
        status: if near { Status::DueSoon } else { standing.status },
        due_on: Some(last),
        next_change_on: Some(if near { breaks_on } else { near_from }),
        ..standing
    }
}

fn judge(story: &Story, notice_days: u32, today: NaiveDate) -> (Status, Option<NaiveDate>, Reason) {
    let kept = |turn: &Turn| match turn.kept_on {
        Some(on) if on > turn.due_on => Status::Cured,
        _ => Status::Kept,
    };
    if let Some(since_on) = story.gone_since {
        return (Status::FallenAway, None, Reason::Gone { since_on });
    }
    if let Some(since_on) = story.stands_since {
        let status = story.turns.last().map_or(Status::Kept, kept);
        return (status, None, Reason::Stands { since_on });
    }
    let Some(turn) = story.turns.last() else {
        return (Status::FallenAway, None, Reason::Gone { since_on: today });
    };
    let (since_on, due_on) = (turn.began_on, turn.due_on);
    if let Some(kept_on) = turn.kept_on {
        return (kept(turn), None, Reason::Done { kept_on, due_on });
    }
    if today > due_on {
        return (Status::Breached, None, Reason::Missed { since_on, due_on });
    }
    // A clock that began because the duty was kept says so as long as its end is far.
    let before = story.turns.iter().rev().nth(1).filter(|before| before.kept_on == Some(since_on));
    let again = before.is_some() || story.kept_on == Some(since_on);
    let reason = match again {
        true => Reason::Again { kept_on: since_on, due_on },
        false => Reason::Awaited { since_on, due_on },
    };
    let near_from = due_on.checked_sub_days(Days::new(notice_days.into())).unwrap_or(due_on);
    if today >= near_from {
        return (Status::DueSoon, Some(next_day(due_on)), reason);
    }
    let status = match before {
        Some(before) => kept(before),
        None if again => Status::Kept,
        None => Status::Open,
    };
    (status, Some(near_from), reason)
}

fn last_kept(story: &Story) -> Option<NaiveDate> {
    story.turns.iter().rev().find_map(|turn| turn.kept_on)
}

fn next_day(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}
