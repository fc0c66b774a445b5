//! One record of a person takes another's place in sessions and bookings, in the database.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::Status;
use crate::schema::{
    attendance_marks, attendance_signatures, badges, booking_events, bookings, feedback, session_trainers, sessions, sign_off_entries,
    trainer_absences,
};
use diesel::prelude::*;

/// Puts the kept record wherever the double teaches, is booked or booked. Where both have a booking in one session, the double's ends, and
/// its seat is given on, and what was marked of it counts for the kept one's.
pub fn adopt(conn: &mut Conn, double: Id, kept: Id, now: Instant) -> QueryResult<()> {
    let taught = session_trainers::table.filter(session_trainers::person_id.eq(double));
    on!(conn, c => diesel::update(taught).set(session_trainers::person_id.eq(kept)).execute(c))?;
    let away = trainer_absences::table.filter(trainer_absences::person_id.eq(double));
    on!(conn, c => diesel::update(away).set(trainer_absences::person_id.eq(kept)).execute(c))?;
    // Of two badges the kept one's counts.
    let carries: i64 = on!(conn, c => badges::table.filter(badges::person_id.eq(kept)).count().get_result(c))?;
    let other = badges::table.filter(badges::person_id.eq(double));
    if carries == 0 {
        on!(conn, c => diesel::update(other).set(badges::person_id.eq(kept)).execute(c))?;
    } else {
        on!(conn, c => diesel::delete(other).execute(c))?;
    }
    let live: Vec<Id> = on!(conn, c => bookings::table
        .filter(bookings::person_id.eq(kept).and(bookings::ended_at.is_null()))
        .select(bookings::session_id)
        .load(c))?;
    let twice: Vec<(Id, Id)> = on!(conn, c => bookings::table
        .filter(bookings::person_id.eq(double).and(bookings::ended_at.is_null()).and(bookings::session_id.eq_any(&live)))
        .select((bookings::id, bookings::session_id))
        .load(c))?;
    for (id, session_id) in twice {
        on!(conn, c => diesel::update(bookings::table.find(id))
            .set((bookings::status.eq(Status::Cancelled.as_str()), bookings::ended_at.eq(now), bookings::updated_at.eq(now)))
            .execute(c))?;
        let theirs = bookings::person_id
            .eq(kept)
            .and(bookings::session_id.eq(session_id))
            .and(bookings::ended_at.is_null());
        let stays: Id = on!(conn, c => bookings::table.filter(theirs).select(bookings::id).first(c))?;
        let marked = attendance_marks::table.filter(attendance_marks::booking_id.eq(id));
        on!(conn, c => diesel::update(marked).set(attendance_marks::booking_id.eq(stays)).execute(c))?;
        let signed = attendance_signatures::table.filter(attendance_signatures::booking_id.eq(id));
        on!(conn, c => diesel::update(signed).set(attendance_signatures::booking_id.eq(stays)).execute(c))?;
        let shown = sign_off_entries::table.filter(sign_off_entries::booking_id.eq(id));
        on!(conn, c => diesel::update(shown).set(sign_off_entries::booking_id.eq(stays)).execute(c))?;
        // What the kept one said of it stands; else what the double did.
        let asked: i64 = on!(conn, c => feedback::table.filter(feedback::booking_id.eq(stays)).count().get_result(c))?;
        let said = feedback::table.filter(feedback::booking_id.eq(id));
        if asked == 0 {
            on!(conn, c => diesel::update(said).set(feedback::booking_id.eq(stays)).execute(c))?;
        } else {
            on!(conn, c => diesel::update(said).set(feedback::attended.eq(false)).execute(c))?;
        }
        on!(conn, c => diesel::update(sessions::table.find(session_id)).set(sessions::next_at.eq(now)).execute(c))?;
    }
    let booked = bookings::table.filter(bookings::person_id.eq(double));
    on!(conn, c => diesel::update(booked).set(bookings::person_id.eq(kept)).execute(c))?;
    let made = bookings::table.filter(bookings::booked_by.eq(double));
    on!(conn, c => diesel::update(made).set(bookings::booked_by.eq(kept)).execute(c))?;
    let meant = booking_events::table.filter(booking_events::person_id.eq(double));
    on!(conn, c => diesel::update(meant).set(booking_events::person_id.eq(kept)).execute(c))?;
    Ok(())
}
