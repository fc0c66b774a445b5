//! Who stands in a line and who has left, in the database.

use super::Session;
use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{bookings, memberships, people, sessions};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashSet;

/// What ends when whoever it is for leaves, as [`Status::ends_on_leaving`](crate::rules::workshop::Status::ends_on_leaving) says.
const IN_LINE: [&str; 3] = ["offered", "waiting", "interested"];

/// Who of these people belongs nowhere on a day, or has an account that is shut.
pub fn gone(conn: &mut Conn, person_ids: &[Id], on: NaiveDate) -> QueryResult<HashSet<Id>> {
    let mut gone: HashSet<Id> = person_ids.iter().copied().collect();
    for ids in person_ids.chunks(500) {
        let here: Vec<Id> = on!(conn, c => memberships::table
            .filter(memberships::person_id.eq_any(ids).and(memberships::start_on.le(on)))
            .filter(memberships::end_on.is_null().or(memberships::end_on.ge(on)))
            .select(memberships::person_id)
            .distinct()
            .load(c))?;
        let shut: Vec<Id> = on!(conn, c => people::table
            .filter(people::id.eq_any(ids).and(people::disabled_at.is_not_null()))
            .select(people::id)
            .load(c))?;
        for id in here.iter().filter(|id| !shut.contains(*id)) {
            gone.remove(id);
        }
    }
    Ok(gone)
}

/// Who stands in the line of an open session that has not begun, with the session.
pub fn in_line(conn: &mut Conn, now: Instant) -> QueryResult<Vec<(Session, Id)>> {
    on!(conn, c => bookings::table
        .inner_join(sessions::table)
        .filter(bookings::status.eq_any(IN_LINE).and(bookings::ended_at.is_null()))
        .filter(bookings::person_id.is_not_null().and(sessions::state.eq("open")).and(sessions::closed_at.is_null()))
        .filter(sessions::starts_at.is_null().or(sessions::starts_at.gt(now)))
        .order((sessions::id, bookings::id))
        .select((Session::as_select(), bookings::person_id.assume_not_null()))
        .load(c))
}
