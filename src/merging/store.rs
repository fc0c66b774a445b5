//! Doubles in the database: people of one name, and who was said not to be the same.

use crate::on;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{memberships, organisations, people, people_apart};
use crate::scoped;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

/// Pairs that one look finds.
pub const MOST: i64 = 200;

/// Two people of one name within the scope, the older record first, that nobody told apart; in the order of names.
pub fn pairs(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<(Id, Id)>> {
    let other = diesel::alias!(people as other);
    macro_rules! within {
        () => {
            scoped!(
                memberships::table
                    .inner_join(organisations::table)
                    .select(memberships::person_id),
                organisations::path,
                scope
            )
        };
    }
    on!(conn, c => people::table
        .inner_join(other.on(other
            .field(people::search_name)
            .eq(people::search_name)
            .and(other.field(people::id).gt(people::id))))
        .filter(people::merged_into_id.is_null())
        .filter(other.field(people::merged_into_id).is_null())
        .filter(people::id.eq_any(within!()))
        .filter(other.field(people::id).eq_any(within!()))
        .filter(not(exists(
            people_apart::table
                .filter(people_apart::person_id.eq(people::id))
                .filter(people_apart::other_id.eq(other.field(people::id))),
        )))
        .order((people::search_name, people::id, other.field(people::id)))
        .limit(MOST)
        .select((people::id, other.field(people::id)))
        .load(c))
}

/// Remembers that two people are not the same, the older record first; once is enough.
pub fn set_apart(conn: &mut Conn, older: Id, newer: Id, by: Id, now: Instant) -> QueryResult<bool> {
    let row = (
        people_apart::person_id.eq(older),
        people_apart::other_id.eq(newer),
        people_apart::decided_by.eq(by),
        people_apart::decided_at.eq(now),
    );
    let added = on!(conn, c => diesel::insert_into(people_apart::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// Forgets what was said about a record that is no more.
pub fn forget(conn: &mut Conn, double: Id) -> QueryResult<()> {
    let said = people_apart::table.filter(people_apart::person_id.eq(double).or(people_apart::other_id.eq(double)));
    on!(conn, c => diesel::delete(said).execute(c))?;
    Ok(())
}
