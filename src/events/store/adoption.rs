//! What happened to a double happened to the record that is kept.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::events;
use diesel::prelude::*;

/// Carries the double's events over, withdrawn ones included.
pub fn adopt(conn: &mut Conn, double: Id, kept: Id, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(events::table.filter(events::person_id.eq(double)))
        .set((events::person_id.eq(kept), events::updated_at.eq(now)))
        .execute(c))?;
    Ok(())
}
