//! Numbers of badges, in the database.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::badges;
use diesel::prelude::*;

/// Whose badge carries a number.
pub fn bearer(conn: &mut Conn, number: &str) -> QueryResult<Option<Id>> {
    on!(conn, c => badges::table.filter(badges::number.eq(number)).select(badges::person_id).first(c).optional())
}

/// The number of somebody's badge.
pub fn badge_of(conn: &mut Conn, person_id: Id) -> QueryResult<Option<String>> {
    on!(conn, c => badges::table.find(person_id).select(badges::number).first(c).optional())
}

/// Gives somebody a badge, or takes it; false where another one carries the number.
pub fn set_badge(conn: &mut Conn, person_id: Id, number: Option<&str>, now: Instant) -> QueryResult<bool> {
    if let Some(number) = number {
        let other: i64 = on!(conn, c => badges::table
            .filter(badges::number.eq(number).and(badges::person_id.ne(person_id)))
            .count()
            .get_result(c))?;
        if other > 0 {
            return Ok(false);
        }
    }
    on!(conn, c => diesel::delete(badges::table.find(person_id)).execute(c))?;
    let Some(number) = number else { return Ok(true) };
    let row = (badges::person_id.eq(person_id), badges::number.eq(number), badges::given_at.eq(now));
    // Two who save the same number at once: the second finds it taken.
    let added = on!(conn, c => diesel::insert_into(badges::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}
