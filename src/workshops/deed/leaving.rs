//! Whoever has left stands in no line any more: nobody keeps a seat for somebody who will not come.

use super::Hand;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::Status;
use crate::rules::workshop::part::local;
use crate::workshops::store::{self, Booking, Found, Session};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The day on which whoever takes part must belong somewhere: the session's first, or today where that is over or not known yet.
pub(super) fn must_belong_on(session: &Session, now: Instant) -> NaiveDate {
    local(session.starts_at.unwrap_or(now).max(now), session.zone()).date()
}

/// Takes those who have left, or will have by then, off the line of a session that is locked, and their offers back. They hear nothing of it:
/// they are gone.
pub(super) fn leave_lines(conn: &mut Conn, hand: &Hand<'_>, found: &Found) -> Result<(), Error> {
    if !found.session.is_ahead(hand.now) {
        return Ok(());
    }
    let standing = store::of_session(conn, found.session.id, false)?;
    let line: Vec<&Booking> = standing
        .iter()
        .map(|named| &named.booking)
        .filter(|booking| booking.status().ends_on_leaving())
        .collect();
    let people: Vec<Id> = line.iter().filter_map(|booking| booking.person_id).collect();
    let gone = store::gone(conn, &people, must_belong_on(&found.session, hand.now))?;
    for booking in line {
        let leaves = booking.person_id.is_some_and(|id| gone.contains(&id));
        if leaves && store::step(conn, booking, Status::Cancelled, booking.approvals, None, hand.now)? {
            let after = Booking {
                status: Status::Cancelled.to_string(),
                due_at: None,
                ..booking.clone()
            };
            hand.note(conn, found, &after, "left", None)?;
        }
    }
    Ok(())
}

/// The sessions in whose line somebody stands who has left.
pub fn left_in_line(conn: &mut Conn, now: Instant) -> Result<BTreeSet<Id>, Error> {
    let mut by_day: BTreeMap<NaiveDate, Vec<(Id, Id)>> = BTreeMap::new();
    for (session, person_id) in store::in_line(conn, now)? {
        let on = must_belong_on(&session, now);
        by_day.entry(on).or_default().push((session.id, person_id));
    }
    let mut sessions = BTreeSet::new();
    for (on, line) in by_day {
        let people: Vec<Id> = line.iter().map(|(_, person_id)| *person_id).collect();
        let gone = store::gone(conn, &people, on)?;
        sessions.extend(line.into_iter().filter(|(_, person_id)| gone.contains(person_id)).map(|(id, _)| id));
    }
    Ok(sessions)
}
