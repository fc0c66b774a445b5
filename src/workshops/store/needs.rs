//! What those who are booked need, in the database.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{booking_needs, bookings};
use diesel::prelude::*;
use std::collections::HashMap;

/// What somebody needs, in their own words. Never serialised: it does not belong into the audit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Queryable)]
pub struct Needs {
    /// What they eat.
    pub diet: Option<String>,
    /// How they get in and follow.
    pub access: Option<String>,
}

impl Needs {
    /// Both on one line; none: nothing.
    pub fn line(&self) -> Option<String> {
        let said: Vec<&str> = [&self.diet, &self.access].into_iter().flatten().map(String::as_str).collect();
        (!said.is_empty()).then(|| said.join(" · "))
    }
}

/// What goes with these bookings; those that need nothing are left out.
pub fn needs_of(conn: &mut Conn, booking_ids: &[Id]) -> QueryResult<HashMap<Id, Needs>> {
    let mut found = HashMap::new();
    for ids in booking_ids.chunks(500) {
        let rows: Vec<(Id, Needs)> = on!(conn, c => booking_needs::table
            .filter(booking_needs::booking_id.eq_any(ids))
            .select((booking_needs::booking_id, (booking_needs::diet, booking_needs::access)))
            .load(c))?;
        found.extend(rows);
    }
    Ok(found)
}

/// Puts this in the place of what was said before; nothing takes it back.
pub fn set_needs(conn: &mut Conn, booking_id: Id, needs: &Needs, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::delete(booking_needs::table.find(booking_id)).execute(c))?;
    if *needs == Needs::default() {
        return Ok(());
    }
    let row = (
        booking_needs::booking_id.eq(booking_id),
        booking_needs::diet.eq(&needs.diet),
        booking_needs::access.eq(&needs.access),
        booking_needs::said_at.eq(now),
    );
    on!(conn, c => diesel::insert_into(booking_needs::table).values(row).execute(c))?;
    Ok(())
}

/// Forgets what was needed for a session.
pub fn forget_needs(conn: &mut Conn, session_id: Id) -> QueryResult<()> {
    let of_session = bookings::table.filter(bookings::session_id.eq(session_id)).select(bookings::id);
    on!(conn, c => diesel::delete(booking_needs::table.filter(booking_needs::booking_id.eq_any(of_session))).execute(c))?;
    Ok(())
}
