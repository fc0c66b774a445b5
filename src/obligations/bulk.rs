//! What is remembered of many people at once, taken away again.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::Id;
use crate::schema::{audience_runs, obligation_changes, obligations};
use diesel::prelude::*;

/// Values that one statement takes safely on either database.
const PORTION: usize = 5_000;

/// Forgets the projected answers about these people: for whoever is about to change what they rest on and has them recalculated.
pub fn forget_answers(conn: &mut Conn, person_ids: &[Id]) -> QueryResult<()> {
    for portion in person_ids.chunks(PORTION) {
        on!(conn, c => diesel::delete(obligations::table.filter(obligations::person_id.eq_any(portion))).execute(c))?;
    }
    Ok(())
}

/// Forgets everything that was worked out about people who were entered by mistake and are about to be removed.
pub fn forget_people(conn: &mut Conn, person_ids: &[Id]) -> QueryResult<()> {
    forget_answers(conn, person_ids)?;
    for portion in person_ids.chunks(PORTION) {
        on!(conn, c => diesel::delete(audience_runs::table.filter(audience_runs::person_id.eq_any(portion))).execute(c))?;
        on!(conn, c => diesel::delete(obligation_changes::table.filter(obligation_changes::person_id.eq_any(portion))).execute(c))?;
    }
    Ok(())
}
