//! Small facts that the installation remembers about itself, by name.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::Instant;
use crate::schema::settings;
use diesel::prelude::*;

/// The value under a name.
pub fn find(conn: &mut Conn, name: &str) -> QueryResult<Option<String>> {
    on!(conn, c => settings::table.find(name).select(settings::value).first(c).optional())
}

/// Remembers a value under a name that has none yet, and answers the one that is remembered.
pub fn keep(conn: &mut Conn, name: &str, value: &str, now: Instant) -> QueryResult<String> {
    let row = (settings::name.eq(name), settings::value.eq(value), settings::updated_at.eq(now));
    on!(conn, c => diesel::insert_into(settings::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(find(conn, name)?.unwrap_or_else(|| value.to_owned()))
}

/// Remembers a value under a name.
pub fn set(conn: &mut Conn, name: &str, value: &str, now: Instant) -> QueryResult<()> {
    let row = (settings::name.eq(name), settings::value.eq(value), settings::updated_at.eq(now));
    on!(conn, c => diesel::insert_into(settings::table)
        .values(&row)
        .on_conflict(settings::name)
        .do_update()
        .set((settings::value.eq(value), settings::updated_at.eq(now)))
        .execute(c))?;
    Ok(())
}
