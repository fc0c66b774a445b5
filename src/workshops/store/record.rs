//! What became of the bookings of many sessions, in the database.

use super::booking::{Booking, named};
use super::{AttendanceResult, Named};
use crate::on;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::Status;
use crate::rules::workshop::attendance::Outcome;
use crate::schema::{attendance_results, booking_events, bookings, memberships, organisations, people, session_closings};
use crate::scoped;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// Every booking of a scope in these sessions, those that ended too.
pub fn in_sessions(conn: &mut Conn, scope: &Scope, session_ids: &[Id]) -> QueryResult<Vec<Named>> {
    let mut all = Vec::new();
    for ids in session_ids.chunks(500) {
        let found: QueryResult<Vec<Named>> = on!(conn, c => named!(c, scoped!(
            bookings::table.left_join(people::table).inner_join(organisations::table), organisations::path, scope
        ).filter(bookings::session_id.eq_any(ids))));
        all.extend(found?);
    }
    Ok(all)
}

/// How a booking ended.
#[derive(Clone, Debug, Default)]
pub struct End {
    /// Whether it had a seat for sure at any time.
    pub had_seat: bool,
    /// What happened to it last.
    pub last: String,
}

/// How these bookings ended.
pub fn ends_of(conn: &mut Conn, booking_ids: &[Id]) -> QueryResult<HashMap<Id, End>> {
    let mut ends: HashMap<Id, End> = HashMap::new();
    for ids in booking_ids.chunks(500) {
        let rows: Vec<(Id, String, String, Instant)> = on!(conn, c => booking_events::table
            .filter(booking_events::booking_id.eq_any(ids))
            .order((booking_events::at, booking_events::id))
            .select((booking_events::booking_id, booking_events::kind, booking_events::status, booking_events::at))
            .load(c))?;
        for (id, kind, status, _) in rows {
            let end = ends.entry(id).or_default();
            end.had_seat |= status == Status::Booked.as_str();
            end.last = kind;
        }
    }
    Ok(ends)
}

/// What the attendance of these closed sessions came to, by booking.
pub fn outcomes_of(conn: &mut Conn, session_ids: &[Id]) -> QueryResult<HashMap<Id, Outcome>> {
    let results = results_in(conn, session_ids)?;
    let known = results
        .into_iter()
        .filter_map(|(id, result)| Some((id, Outcome::from_word(&result.outcome)?)));
    Ok(known.collect())
}

/// The results of these closed sessions, by booking: of each session the closing that stands.
pub fn results_in(conn: &mut Conn, session_ids: &[Id]) -> QueryResult<HashMap<Id, AttendanceResult>> {
    let mut results = HashMap::new();
    for ids in session_ids.chunks(500) {
        let closings: Vec<(Id, Id)> = on!(conn, c => session_closings::table
            .filter(session_closings::session_id.eq_any(ids).and(session_closings::kind.eq("closed")))
            .order((session_closings::at, session_closings::id))
            .select((session_closings::session_id, session_closings::id))
            .load(c))?;
        // The last of each session.
        let standing: HashMap<Id, Id> = closings.into_iter().collect();
        let standing: Vec<Id> = standing.into_values().collect();
        let rows: Vec<AttendanceResult> = on!(conn, c => attendance_results::table
            .filter(attendance_results::closing_id.eq_any(&standing))
            .select(AttendanceResult::as_select())
            .load(c))?;
        results.extend(rows.into_iter().map(|result| (result.booking_id, result)));
    }
    Ok(results)
}

/// Whether anybody ever had a seat in a session, or is held one.
pub fn booked_ever(conn: &mut Conn, session_id: Id) -> QueryResult<bool> {
    let words = [Status::Requested, Status::Booked, Status::Offered].map(Status::as_str);
    on!(conn, c => diesel::select(diesel::dsl::exists(booking_events::table
        .inner_join(bookings::table)
        .filter(bookings::session_id.eq(session_id).and(booking_events::status.eq_any(words)))))
        .get_result(c))
}

/// Who works where within a scope on a day: the path of the organisation and the person, each pair once.
pub fn heads(conn: &mut Conn, scope: &Scope, today: NaiveDate) -> QueryResult<HashSet<(String, Id)>> {
    let rows: Vec<(String, Id)> = on!(conn, c => scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope)
        .filter(memberships::start_on.le(today))
        .filter(memberships::end_on.is_null().or(memberships::end_on.ge(today)))
        .select((organisations::path, memberships::person_id))
        .load(c))?;
    Ok(rows.into_iter().collect())
}
