//! What `kundig verify` reads of sessions and seats, in the database.

use super::attendance::{AttendanceResult, Closing};
use super::booking::BookingEvent;
use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::Status;
use crate::schema::{attendance_results, booking_events, bookings, evidence, session_closings, sessions};
use diesel::prelude::*;
use std::collections::HashMap;

/// Every session.
pub fn every_session(conn: &mut Conn) -> QueryResult<Vec<Id>> {
    on!(conn, c => sessions::table.order(sessions::id).select(sessions::id).load(c))
}

/// What happened to the bookings of a session, by booking, each in order.
pub fn history_of(conn: &mut Conn, session_id: Id) -> QueryResult<HashMap<Id, Vec<BookingEvent>>> {
    let rows: Vec<BookingEvent> = on!(conn, c => booking_events::table
        .inner_join(bookings::table)
        .filter(bookings::session_id.eq(session_id))
        .order((booking_events::at, booking_events::id))
        .select(BookingEvent::as_select())
        .load(c))?;
    let mut history: HashMap<Id, Vec<BookingEvent>> = HashMap::new();
    for event in rows {
        history.entry(event.booking_id).or_default().push(event);
    }
    Ok(history)
}

/// Evidence that a result made: of whom, for which course, and whether it still stands.
#[derive(Clone, Copy, Debug, Queryable)]
pub struct Proof {
    /// Of whom.
    pub person_id: Id,
    /// For which course.
    pub course_id: Id,
    /// When it was taken back.
    pub revoked_at: Option<Instant>,
}

/// The results of all closings of a session with the evidence that each made, in the order of the closings.
pub fn proofs_of(conn: &mut Conn, session_id: Id) -> QueryResult<Vec<(Closing, AttendanceResult, Option<Proof>)>> {
    on!(conn, c => attendance_results::table
        .inner_join(session_closings::table)
        .left_join(evidence::table)
        .filter(session_closings::session_id.eq(session_id))
        .order((session_closings::at, session_closings::id, attendance_results::id))
        .select((
            Closing::as_select(),
            AttendanceResult::as_select(),
            (evidence::person_id, evidence::course_id, evidence::revoked_at).nullable(),
        ))
        .load(c))
}

/// The sessions that have not begun and in whose line a person waits.
pub fn waits_in(conn: &mut Conn, person_id: Id, now: Instant) -> QueryResult<Vec<Id>> {
    on!(conn, c => bookings::table
        .inner_join(sessions::table)
        .filter(bookings::person_id.eq(person_id).and(bookings::status.eq(Status::Waiting.as_str())))
        .filter(bookings::ended_at.is_null().and(sessions::state.eq("open")).and(sessions::starts_at.gt(now)))
        .order(sessions::id)
        .select(sessions::id)
        .load(c))
}
