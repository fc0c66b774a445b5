//! What follows the sessions of a workshop, in the database.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::feedback::USUAL_DAYS;
use crate::schema::workshop_follow_ups;
use diesel::prelude::*;
use serde::Serialize;

/// What follows the sessions of a workshop.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = workshop_follow_ups, primary_key(workshop_id))]
pub struct FollowUp {
    /// Of which workshop.
    pub workshop_id: Id,
    /// Days after closing for which those who attended may say what they think; 0: they are not asked.
    pub feedback_days: i32,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Counts changes.
    pub revision: i32,
}

/// What follows the sessions of a workshop; as usual where nobody said otherwise.
pub fn follow_up_of(conn: &mut Conn, workshop_id: Id, now: Instant) -> QueryResult<FollowUp> {
    let row = on!(conn, c => workshop_follow_ups::table.find(workshop_id).select(FollowUp::as_select()).first(c).optional())?;
    Ok(row.unwrap_or(FollowUp {
        workshop_id,
        feedback_days: USUAL_DAYS,
        updated_at: now,
        revision: 0,
    }))
}

/// For how many days the workshops that say so themselves ask.
pub fn feedback_days(conn: &mut Conn) -> QueryResult<Vec<(Id, i32)>> {
    on!(conn, c => workshop_follow_ups::table
        .select((workshop_follow_ups::workshop_id, workshop_follow_ups::feedback_days))
        .load(c))
}

/// Writes it, unless somebody else did since that revision; 0: nobody had.
pub fn save_follow_up(conn: &mut Conn, new: &FollowUp, before: i32) -> QueryResult<bool> {
    if before == 0 {
        let added = on!(conn, c => diesel::insert_into(workshop_follow_ups::table).values(new).on_conflict_do_nothing().execute(c))?;
        return Ok(added == 1);
    }
    let same = workshop_follow_ups::workshop_id
        .eq(new.workshop_id)
        .and(workshop_follow_ups::revision.eq(before));
    Ok(on!(conn, c => diesel::update(workshop_follow_ups::table.filter(same)).set(new).execute(c))? == 1)
}
