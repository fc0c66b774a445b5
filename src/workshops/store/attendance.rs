//! Marks of attendance, closings and their results in the database: only ever added, but for the evidence of a result that follows a test
//! ([`set_proof`](super::set_proof)).

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::attendance::{Answer, Mark, Way};
use crate::schema::{attendance_marks, attendance_results, session_closings, sessions};
use diesel::prelude::*;
use serde::Serialize;

/// A mark as it is kept.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = attendance_marks)]
pub struct AttendanceMark {
    /// Identifier; made where the mark was made.
    pub id: Id,
    /// Of which session.
    pub session_id: Id,
    /// Of which booking.
    pub booking_id: Id,
    /// Of which part.
    pub part_id: Id,
    /// A word of [`Answer`].
    pub answer: String,
    /// Minutes of a partial one.
    pub minutes: Option<i32>,
    /// From when somebody was there, where not from the beginning.
    pub from_at: Option<Instant>,
    /// Until when, where not to the end.
    pub to_at: Option<Instant>,
    /// A word of [`Way`].
    pub way: String,
    /// When it was made.
    pub made_at: Instant,
    /// When it arrived.
    pub recorded_at: Instant,
    /// By whom; none: somebody in the room who was not signed in.
    pub by_id: Option<Id>,
    /// Why it corrects the one before.
    pub reason: Option<String>,
}

impl AttendanceMark {
    /// As the rules read it; a word that nobody knows counts as not there, so that nothing is proven by it.
    pub fn mark(&self) -> Mark {
        Mark {
            id: self.id,
            booking_id: self.booking_id,
            part_id: self.part_id,
            answer: Answer::from_word(&self.answer).unwrap_or(Answer::NoShow),
            minutes: self.minutes,
            from_at: self.from_at,
            to_at: self.to_at,
            way: Way::of(&self.way),
            made_at: self.made_at,
            recorded_at: self.recorded_at,
        }
    }
}

/// That a session was closed, or opened again.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = session_closings)]
pub struct Closing {
    /// Identifier.
    pub id: Id,
    /// Of which session.
    pub session_id: Id,
    /// `closed` or `reopened`.
    pub kind: String,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by_id: Option<Id>,
    /// Why, of one that was opened again.
    pub reason: Option<String>,
}

/// What a closing came to for a booking.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = attendance_results)]
pub struct AttendanceResult {
    /// Identifier.
    pub id: Id,
    /// Of which closing.
    pub closing_id: Id,
    /// Of which booking.
    pub booking_id: Id,
    /// A word of [`Outcome`](crate::rules::workshop::attendance::Outcome).
    pub outcome: String,
    /// Minutes that somebody was there.
    pub minutes: i32,
    /// Minutes of all parts.
    pub of_minutes: i32,
    /// The evidence that it made; where a test is asked for, once that is passed.
    pub evidence_id: Option<Id>,
}

/// Adds a mark; false where one of that identifier is there already.
pub fn insert_mark(conn: &mut Conn, mark: &AttendanceMark) -> QueryResult<bool> {
    let added = on!(conn, c => diesel::insert_into(attendance_marks::table).values(mark).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// One mark.
pub fn find_mark(conn: &mut Conn, id: Id) -> QueryResult<Option<AttendanceMark>> {
    on!(conn, c => attendance_marks::table.find(id).select(AttendanceMark::as_select()).first(c).optional())
}

/// Every mark of a session, in the order of arrival.
pub fn marks_of(conn: &mut Conn, session_id: Id) -> QueryResult<Vec<AttendanceMark>> {
    on!(conn, c => attendance_marks::table
        .filter(attendance_marks::session_id.eq(session_id))
        .order((attendance_marks::recorded_at, attendance_marks::made_at, attendance_marks::id))
        .select(AttendanceMark::as_select())
        .load(c))
}

/// Adds a closing or its opposite.
pub fn insert_closing(conn: &mut Conn, closing: &Closing) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(session_closings::table).values(closing).execute(c))?;
    Ok(())
}

/// Adds the results of a closing.
pub fn insert_results(conn: &mut Conn, results: &[AttendanceResult]) -> QueryResult<()> {
    for results in results.chunks(500) {
        on!(conn, c => diesel::insert_into(attendance_results::table).values(results).execute(c))?;
    }
    Ok(())
}

/// What happened to a session in the way of closing, in order.
pub fn closings_of(conn: &mut Conn, session_id: Id) -> QueryResult<Vec<Closing>> {
    on!(conn, c => session_closings::table
        .filter(session_closings::session_id.eq(session_id))
        .order((session_closings::at, session_closings::id))
        .select(Closing::as_select())
        .load(c))
}

/// The closing that stands, where the session is closed.
pub fn last_closing(conn: &mut Conn, session_id: Id) -> QueryResult<Option<Closing>> {
    Ok(closings_of(conn, session_id)?.pop().filter(|closing| closing.kind == "closed"))
}

/// The results of a closing.
pub fn results_of(conn: &mut Conn, closing_id: Id) -> QueryResult<Vec<AttendanceResult>> {
    on!(conn, c => attendance_results::table
        .filter(attendance_results::closing_id.eq(closing_id))
        .order(attendance_results::id)
        .select(AttendanceResult::as_select())
        .load(c))
}

/// Closes a session (with when and by whom), or opens it again.
pub fn set_closed(conn: &mut Conn, id: Id, closed_at: Option<Instant>, closed_by: Option<Id>) -> QueryResult<()> {
    on!(conn, c => diesel::update(sessions::table.find(id))
        .set((sessions::closed_at.eq(closed_at), sessions::closed_by.eq(closed_by)))
        .execute(c))?;
    Ok(())
}

/// Notes that missing marks were asked for.
pub fn set_asked(conn: &mut Conn, id: Id, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(sessions::table.find(id)).set(sessions::asked_at.eq(now)).execute(c))?;
    Ok(())
}
