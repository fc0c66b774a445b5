//! The default ladders, in the database.

use crate::on;
use crate::platform::db::{Conn, Json};
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::Ladder;
use crate::schema::default_ladders;
use chrono::NaiveDate;
use diesel::prelude::*;

/// A default ladder as somebody set it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = default_ladders)]
pub struct DefaultLadder {
    /// Identifier.
    pub id: Id,
    /// First day.
    pub from_on: NaiveDate,
    /// What it says.
    pub ladder: Json<Ladder>,
    /// Who set it.
    pub set_by: Option<Id>,
    /// When.
    pub set_at: Instant,
}

/// All of them, in the order of their days, of one day in the order in which they were set.
pub fn list(conn: &mut Conn) -> QueryResult<Vec<DefaultLadder>> {
    on!(conn, c => default_ladders::table
        .order((default_ladders::from_on, default_ladders::set_at, default_ladders::id))
        .select(DefaultLadder::as_select())
        .load(c))
}

/// One of them.
pub fn find(conn: &mut Conn, id: Id) -> QueryResult<Option<DefaultLadder>> {
    on!(conn, c => default_ladders::table.find(id).select(DefaultLadder::as_select()).first(c).optional())
}

/// Adds one.
pub fn insert(conn: &mut Conn, one: &DefaultLadder) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(default_ladders::table).values(one).execute(c))?;
    Ok(())
}

/// Takes one back.
pub fn remove(conn: &mut Conn, id: Id) -> QueryResult<()> {
    on!(conn, c => diesel::delete(default_ladders::table.find(id)).execute(c))?;
    Ok(())
}
