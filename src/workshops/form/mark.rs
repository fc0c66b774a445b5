//! Reading a mark as a page sends it.

use super::{LONGEST_TEXT, number};
use crate::platform::chance::Chance;
use crate::platform::error::Error;
use crate::platform::form::{Faults, Typed};
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::attendance::{Answer, Way};
use crate::rules::workshop::part::{instant, local};
use crate::workshops::deed::NewMark;
use crate::workshops::store::Found;
use chrono::NaiveTime;

/// A mark as typed, or all that is wrong with it. Times are those of the clock at the place, on the part's day.
pub fn mark(typed: &Typed, found: &Found, chance: &Chance, now: Instant) -> Result<NewMark, Error> {
    let mut faults = Faults::new();
    let booking_id: Id = typed.one("booking").parse().map_err(|_| Error::NotFound)?;
    let part_id = part(&mut faults, typed, found);
    let answer = Answer::from_word(typed.one("answer"));
    if answer.is_none() {
        faults.note("answer", "fault-choice");
    }
    // A part that is named wrong is a fault of its own.
    let span = found.timed().into_iter().find(|(id, _)| Some(*id) == part_id).map(|(_, span)| span);
    let most = span.and_then(|span| i32::try_from(span.minutes()).ok()).unwrap_or(i32::MAX);
    let minutes = match answer {
        Some(Answer::Partial) => number(&mut faults, typed, "minutes", None, 1, most),
        _ => None,
    };
    let [from_at, to_at] = match answer {
        Some(Answer::Present) => ["from", "to"].map(|field| clock(&mut faults, typed, field, found, part_id)),
        _ => [None, None],
    };
    let reason = faults.text("reason", typed.one("reason"), LONGEST_TEXT, false);
    let read = || {
        Some(NewMark {
            id: typed.one("id").parse().unwrap_or_else(|_| chance.id(now)),
            booking_id,
            part_id: part_id?,
            answer: answer?,
            minutes,
            from_at,
            to_at,
            way: Way::List,
            made_at: None,
            seen_at: None,
            reason,
        })
    };
    let read = read();
    faults.or(read)
}

/// The part that is named.
pub fn part(faults: &mut Faults, typed: &Typed, found: &Found) -> Option<Id> {
    let named: Option<Id> = typed.one("part").parse().ok();
    let part = named.filter(|id| found.parts.iter().any(|part| part.id == *id));
    if part.is_none() {
        faults.note("part", "fault-choice");
    }
    part
}

/// A clock time on the part's day; empty: none.
fn clock(faults: &mut Faults, typed: &Typed, field: &'static str, found: &Found, part_id: Option<Id>) -> Option<Instant> {
    let text = typed.one(field).trim();
    if text.is_empty() {
        return None;
    }
    let zone = found.session.zone();
    let part = found.parts.iter().find(|part| Some(part.id) == part_id)?;
    let time = ["%H:%M", "%H.%M", "%H:%M:%S"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(text, form).ok());
    let at = time.and_then(|time| instant(local(part.starts_at, zone).date(), time, zone));
    if at.is_none() {
        faults.note(field, "session-fault-time");
    }
    at
}
