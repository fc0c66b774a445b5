//! What those who attended were asked and what they answered, in the database.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::feedback::Ratings;
use crate::schema::{bookings, feedback, sessions};
use diesel::prelude::*;

/// The question to somebody who attended, and their answer. Never serialised: it does not belong into the audit.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = feedback, primary_key(booking_id), treat_none_as_null = true)]
pub struct Feedback {
    /// Of which booking.
    pub booking_id: Id,
    /// Of which session.
    pub session_id: Id,
    /// Whether they attended, as the last closing says.
    pub attended: bool,
    /// When they were asked first.
    pub asked_at: Instant,
    /// When they answered last; none: not yet.
    pub answered_at: Option<Instant>,
    /// Rating of the content.
    pub content: Option<i32>,
    /// Rating of those who taught.
    pub trainer: Option<i32>,
    /// Rating of the use at work.
    pub usefulness: Option<i32>,
    /// Rating of room and technology.
    pub setting: Option<i32>,
    /// Whether they would recommend it.
    pub recommendation: Option<i32>,
    /// In their own words.
    pub comment: Option<String>,
}

impl Feedback {
    /// The ratings, once all are given.
    pub fn ratings(&self) -> Option<Ratings> {
        Some([self.content?, self.trainer?, self.usefulness?, self.setting?, self.recommendation?])
    }
}

/// What was asked about a booking; none: nothing.
pub fn feedback_of(conn: &mut Conn, booking_id: Id) -> QueryResult<Option<Feedback>> {
    on!(conn, c => feedback::table.find(booking_id).select(Feedback::as_select()).first(c).optional())
}

/// What those who attended a session were asked.
pub fn feedback_in(conn: &mut Conn, session_id: Id) -> QueryResult<Vec<Feedback>> {
    let attended = feedback::session_id.eq(session_id).and(feedback::attended.eq(true));
    on!(conn, c => feedback::table
        .filter(attended)
        .order(feedback::booking_id)
        .select(Feedback::as_select())
        .load(c))
}

/// What everybody was asked who attended anything, by session.
pub fn all_feedback(conn: &mut Conn) -> QueryResult<Vec<Feedback>> {
    on!(conn, c => feedback::table
        .filter(feedback::attended.eq(true))
        .order((feedback::session_id, feedback::booking_id))
        .select(Feedback::as_select())
        .load(c))
}

/// What somebody was asked about the sessions that they attended and that were closed since an instant, the latest first.
pub fn feedback_of_person(conn: &mut Conn, person_id: Id, since: Instant) -> QueryResult<Vec<Feedback>> {
    let own = bookings::table.filter(bookings::person_id.eq(person_id)).select(bookings::id);
    on!(conn, c => feedback::table
        .inner_join(sessions::table)
        .filter(feedback::booking_id.eq_any(own).and(feedback::attended.eq(true)).and(sessions::closed_at.gt(since)))
        .order((sessions::closed_at.desc(), feedback::booking_id))
        .select(Feedback::as_select())
        .load(c))
}

/// Says of everybody who was asked about a session that they did not attend it, until they are asked again.
pub fn forget_attended(conn: &mut Conn, session_id: Id) -> QueryResult<()> {
    on!(conn, c => diesel::update(feedback::table.filter(feedback::session_id.eq(session_id)))
        .set(feedback::attended.eq(false))
        .execute(c))?;
    Ok(())
}

/// Notes that somebody attended and is asked; false where they were asked before.
pub fn ask_feedback(conn: &mut Conn, booking_id: Id, session_id: Id, now: Instant) -> QueryResult<bool> {
    let new = Feedback {
        booking_id,
        session_id,
        attended: true,
        asked_at: now,
        answered_at: None,
        content: None,
        trainer: None,
        usefulness: None,
        setting: None,
        recommendation: None,
        comment: None,
    };
    let added = on!(conn, c => diesel::insert_into(feedback::table).values(&new).on_conflict_do_nothing().execute(c))?;
    if added == 0 {
        on!(conn, c => diesel::update(feedback::table.find(booking_id)).set(feedback::attended.eq(true)).execute(c))?;
    }
    Ok(added == 1)
}

/// Writes an answer.
pub fn answer_feedback(conn: &mut Conn, answer: &Feedback) -> QueryResult<()> {
    on!(conn, c => diesel::update(feedback::table.find(answer.booking_id)).set(answer).execute(c))?;
    Ok(())
}
