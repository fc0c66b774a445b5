//! Sessions with free seats, as dated facts about courses: written by whoever holds sessions, read by whoever asks whether a course can be had
//! in time.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{courses, session_seats};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// A session that still has a free seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = session_seats)]
pub struct FreeSeat {
    /// The session.
    pub session_id: Id,
    /// What is taught.
    pub course_id: Id,
    /// Until when the seat can be booked.
    pub stops_at: Instant,
    /// Its last day, on which whoever sits there could have proven the course.
    pub proves_on: NaiveDate,
}

/// Notes that a session has a free seat, or with none that it has not.
pub fn set(conn: &mut Conn, session_id: Id, seat: Option<FreeSeat>) -> QueryResult<()> {
    on!(conn, c => diesel::delete(session_seats::table.find(session_id)).execute(c))?;
    if let Some(seat) = seat {
        on!(conn, c => diesel::insert_into(session_seats::table).values(&seat).execute(c))?;
    }
    Ok(())
}

/// Everything that is known.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<FreeSeat>> {
    on!(conn, c => session_seats::table.select(FreeSeat::as_select()).load(c))
}

/// The first day on which each of these courses could have been proven in a session with a free seat, by code. Courses that were archived
/// are not asked about any more.
pub fn first_of(conn: &mut Conn, codes: &[String], now: Instant) -> QueryResult<HashMap<String, NaiveDate>> {
    let rows: Vec<(String, NaiveDate)> = on!(conn, c => session_seats::table
        .inner_join(courses::table)
        .filter(courses::code.eq_any(codes).and(courses::archived_at.is_null()))
        .filter(session_seats::stops_at.gt(now))
        .select((courses::code, session_seats::proves_on))
        .load(c))?;
    let mut first: HashMap<String, NaiveDate> = HashMap::new();
    for (code, on) in rows {
        let known = first.entry(code).or_insert(on);
        *known = (*known).min(on);
    }
    Ok(first)
}
