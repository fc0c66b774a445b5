//! Who was there, part by part: marks that are only ever added, the minutes that follow from them, and what a session comes to for each.
//!
//! - A **mark** says of one booking and one part that somebody was there, for part of it, is excused or did not come. The mark that was made
//!   last stands; those before it stay as history. Which one stands does not depend on the order in which marks arrive, so that several
//!   devices without a network come to the same.
//! - A **correction** gives its reason: after the part is over, or where it takes back that somebody checked in themselves, or part of it. Whoever could
//!   not know of the mark that stands corrects nothing.
//! - **Closing** waits for the end of the last part, needs a mark of everybody for every part, and turns the minutes into one result each.

use super::check_in::Figures;
use super::part::Span;
use crate::rules::id::{Id, Instant};
use chrono::Duration;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fmt;

#[cfg(test)]
mod tests;

/// What a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Was there, from the first to the last minute or between two clock times.
    Present,
    /// Was there for so many minutes.
    Partial,
    /// Did not come and said why.
    Excused,
    /// Did not come.
    NoShow,
}

impl Answer {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Present, Self::Partial, Self::Excused, Self::NoShow];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Partial => "partial",
            Self::Excused => "excused",
            Self::NoShow => "no_show",
        }
    }

    /// The answer with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str() == word)
    }

    /// Whether somebody was there at all.
    pub fn is_in(self) -> bool {
        matches!(self, Self::Present | Self::Partial)
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How a mark came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// By whoever teaches, on the list.
    List,
    /// By the person themself, who scanned the code and is signed in.
    Code,
    /// By somebody in the room who scanned the code, chose this name, and is not signed in.
    Unsigned,
    /// By whoever teaches, of somebody who came without a booking.
    WalkIn,
    /// From the report of a meeting provider.
    Report,
    /// By whoever teaches, who scanned the person's badge.
    Badge,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::List, Self::Code, Self::Unsigned, Self::WalkIn, Self::Report, Self::Badge];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Code => "code",
            Self::Unsigned => "unsigned",
            Self::WalkIn => "walk_in",
            Self::Report => "report",
            Self::Badge => "badge",
        }
    }

    /// The way with this word; an unknown one counts as the list.
    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|way| way.as_str() == word).unwrap_or(Self::List)
    }

    /// Whether it came from the person's own phone.
    pub fn is_own(self) -> bool {
        matches!(self, Self::Code | Self::Unsigned)
    }
}

/// A mark as the rules read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Identifier; made where the mark was made, so that it is known again.
    pub id: Id,
    /// Of which booking.
    pub booking_id: Id,
    /// Of which part.
    pub part_id: Id,
    /// What it says.
    pub answer: Answer,
    /// Minutes of a partial one.
    pub minutes: Option<i32>,
    /// From when somebody was there, where not from the beginning.
    pub from_at: Option<Instant>,
    /// Until when, where not to the end.
    pub to_at: Option<Instant>,
    /// How it came about.
    pub way: Way,
    /// When it was made.
    pub made_at: Instant,
    /// When it arrived here.
    pub recorded_at: Instant,
}

impl Mark {
    /// Minutes that count, never more than the part has.
    pub fn minutes_of(&self, span: &Span) -> i64 {
        match self.answer {
            Answer::Excused | Answer::NoShow => 0,
            Answer::Partial => i64::from(self.minutes.unwrap_or(0)).clamp(0, span.minutes()),
            Answer::Present => {
                let from = self.from_at.map_or(span.starts_at, |at| at.max(span.starts_at));
                let to = self.to_at.map_or(span.ends_at, |at| at.min(span.ends_at));
                (*to - *from).num_minutes().clamp(0, span.minutes())
            }
        }
    }

    /// Whether it says something else than another one.
    pub fn differs(&self, other: &Self) -> bool {
        (self.answer, self.minutes, self.from_at, self.to_at) != (other.answer, other.minutes, other.from_at, other.to_at)
    }

    /// What decides which of two marks stands: the later one, by when it was made.
    fn order(&self) -> (Instant, Instant, Id) {
        (self.made_at, self.recorded_at, self.id)
    }
}

/// The mark that stands for each booking and part.
pub type Standing<'m> = HashMap<(Id, Id), &'m Mark>;

/// Which marks stand, in whatever order they are given.
pub fn standing(marks: &[Mark]) -> Standing<'_> {
    let mut standing: Standing<'_> = HashMap::new();
    for mark in marks {
        let place = standing.entry((mark.booking_id, mark.part_id)).or_insert(mark);
        if mark.order() > place.order() {
            *place = mark;
        }
    }
    standing
}

/// Why a mark cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The part is not yet open for it.
    Early,
    /// Minutes are missing, or more than the part has; that many.
    Minutes(i64),
    /// The clock times do not lie in order within the part.
    Times,
    /// It corrects another one and says no reason.
    Reason,
}

/// Whether a mark can be taken. `seen_at` is the instant of which whoever made it last saw the list: a mark that arrived after it is not
/// corrected by somebody who could not know of it.
pub fn check(mark: &Mark, span: &Span, figures: &Figures, standing: Option<&Mark>, seen_at: Instant, reason: bool) -> Result<(), Fault> {
    if mark.answer != Answer::Excused && mark.made_at < figures.opens_at(span) {
        return Err(Fault::Early);
    }
    let most = span.minutes();
    match mark.answer {
        Answer::Partial if !mark.minutes.is_some_and(|minutes| (1..=most).contains(&i64::from(minutes))) => {
            return Err(Fault::Minutes(most));
        }
        Answer::Present => {
            let from = mark.from_at.unwrap_or(span.starts_at);
            let to = mark.to_at.unwrap_or(span.ends_at);
            if from >= to || from < span.starts_at || to > span.ends_at {
                return Err(Fault::Times);
            }
        }
        _ => {}
    }
    let corrects = standing.is_some_and(|before| {
        let less = !mark.answer.is_in() || (before.answer == Answer::Present && mark.answer == Answer::Partial);
        let takes_back = before.way.is_own() && before.answer.is_in() && less;
        mark.differs(before) && before.recorded_at <= seen_at && (mark.made_at >= span.ends_at || takes_back)
    });
    if corrects && !reason { Err(Fault::Reason) } else { Ok(()) }
}

/// What a session comes to for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// There for at least the least share of the minutes: it is evidence.
    Attended,
    /// There for less.
    Partly,
    /// Excused.
    Excused,
    /// Did not come.
    NoShow,
}

impl Outcome {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Attended => "attended",
            Self::Partly => "partly",
            Self::Excused => "excused",
            Self::NoShow => "no_show",
        }
    }

    /// The outcome with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Attended, Self::Partly, Self::Excused, Self::NoShow]
            .into_iter()
            .find(|outcome| outcome.as_str() == word)
    }
}

/// A part with its identifier.
pub type Part = (Id, Span);

/// What the marks of a booking come to, and its minutes. A part without a mark counts as none.
pub fn outcome(booking_id: Id, parts: &[Part], standing: &Standing<'_>, least_percent: i32) -> (Outcome, i64) {
    let marks = || {
        parts
            .iter()
            .filter_map(|(id, span)| Some((standing.get(&(booking_id, *id))?, span)))
    };
    let minutes: i64 = marks().map(|(mark, span)| mark.minutes_of(span)).sum();
    let all = all_minutes(parts);
    let outcome = if minutes > 0 && minutes * 100 >= all * i64::from(least_percent) {
        Outcome::Attended
    } else if minutes > 0 {
        Outcome::Partly
    } else if marks().any(|(mark, _)| mark.answer == Answer::Excused) {
        Outcome::Excused
    } else {
        Outcome::NoShow
    };
    (outcome, minutes)
}

/// Minutes of all parts.
pub fn all_minutes(parts: &[Part]) -> i64 {
    parts.iter().map(|(_, span)| span.minutes()).sum()
}

/// The bookings and parts that nobody has marked.
pub fn missing(bookings: &[Id], parts: &[Part], standing: &Standing<'_>) -> Vec<(Id, Id)> {
    let every = bookings.iter().flat_map(|booking| parts.iter().map(|(part, _)| (*booking, *part)));
    every.filter(|key| !standing.contains_key(key)).collect()
}

/// From when on a session may be closed: the last part is over. A certificate that says so many minutes is given once they have passed.
pub fn closes_from(parts: &[Part]) -> Option<Instant> {
    parts.iter().map(|(_, span)| span.ends_at).max()
}

/// Hours after the end at which missing marks are asked for first.
const ASK_AFTER_HOURS: i64 = 2;

/// Days after the end on which they are asked for last.
const ASK_DAYS: i64 = 14;

/// Whether whoever teaches is asked now to close a session that ended, once a day and for a fortnight.
pub fn asks(ends_at: Instant, asked_at: Option<Instant>, now: Instant) -> bool {
    let first = ends_at.plus(Duration::hours(ASK_AFTER_HOURS));
    let last = ends_at.plus(Duration::days(ASK_DAYS));
    let day = asked_at.is_none_or(|at| now >= at.plus(Duration::days(1)));
    now >= first && now < last && day
}

/// When that is to be looked at next; none: no more.
pub fn asks_next(ends_at: Instant, asked_at: Option<Instant>, now: Instant) -> Option<Instant> {
    let next = match asked_at {
        Some(at) => at.plus(Duration::days(1)),
        None => ends_at.plus(Duration::hours(ASK_AFTER_HOURS)),
    };
    // What is due and was not done yet is looked at again soon.
    let next = if next > now { next } else { now.plus(Duration::hours(1)) };
    (next < ends_at.plus(Duration::days(ASK_DAYS))).then_some(next)
}
