//! What a meeting provider tells of a live session by itself: kept while it runs, made marks once a part is over.

use super::Hand;
use super::report::{take_report, unreadable, weigh};
use super::settle::settle;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::meeting_report::told::{Event, stays};
use crate::rules::workshop::meeting_report::{Unreadable, gather};
use crate::workshops::store::{self, Found, MeetingEvent};
use chrono::Duration;

/// Minutes after the end of a part at which it becomes marks: the last ones to leave are told of late.
const WAIT_MINUTES: i64 = 15;

/// What became of what was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Kept; so many of it were new.
    Kept(usize),
    /// The session takes no marks any more, and nothing is kept.
    Closed,
}

/// When a part that ends then becomes marks.
pub fn marks_at(ends_at: Instant) -> Instant {
    ends_at.plus(Duration::minutes(WAIT_MINUTES))
}

/// Keeps what was told of a session, each with the provider's own number.
///
/// # Errors
///
/// [`Error::NotFound`] where there is no such session with a date.
pub fn tell_meeting(conn: &mut Conn, hand: &Hand<'_>, session_id: Id, events: &[(String, Event)]) -> Result<Told, Error> {
    let found = store::lock(conn, session_id)?.filter(|found| !found.parts.is_empty());
    let found = found.ok_or(Error::NotFound)?;
    if found.session.closed_at.is_some() || found.session.state != "open" {
        return Ok(Told::Closed);
    }
    let mut new = 0;
    for (number, event) in events {
        let row = MeetingEvent {
            id: hand.state.chance.id(hand.now),
            session_id,
            number: number.clone(),
            kind: event.kind.as_str().to_owned(),
            presence: event.presence.clone(),
            name: event.name.clone(),
            email: event.email.clone(),
            at: event.at,
            received_at: hand.now,
        };
        new += usize::from(store::insert_meeting_event(conn, &row)?);
    }
    if new > 0 {
        take_meeting(conn, hand, &found)?;
        settle(conn, hand, session_id)?;
    }
    Ok(Told::Kept(new))
}

/// Marks those who were in the meeting of each part that is over, where nobody marked them yet.
pub fn take_meeting(conn: &mut Conn, hand: &Hand<'_>, found: &Found) -> Result<(), Error> {
    if found.session.closed_at.is_some() || found.session.state != "open" {
        return Ok(());
    }
    let over: Vec<_> = found
        .timed()
        .into_iter()
        .filter(|(_, span)| marks_at(span.ends_at) <= hand.now)
        .collect();
    if over.is_empty() {
        return Ok(());
    }
    let events = store::meeting_events_of(conn, found.session.id)?;
    for (part_id, span) in over {
        let joined = match gather(stays(&events, span.ends_at), &span) {
            Ok(joined) => joined,
            Err(Unreadable::Nobody) => continue,
            Err(why) => return Err(unreadable(why)),
        };
        let weighed = weigh(conn, found, part_id, joined)?;
        let plain: Vec<(Id, i64)> = weighed
            .lines
            .iter()
            .filter_map(|(one, booking_id)| Some(((*booking_id)?, one.minutes)))
            .collect();
        take_report(conn, hand, found, part_id, &plain)?;
    }
    Ok(())
}
