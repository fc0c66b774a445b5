//! One record of a person takes over the documents of another, in the database.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::Id;
use crate::schema::documents;
use diesel::prelude::*;

/// Carries over what was handed in for the double and by it.
pub fn adopt(conn: &mut Conn, double: Id, kept: Id) -> QueryResult<()> {
    let theirs = documents::table.filter(documents::person_id.eq(double));
    on!(conn, c => diesel::update(theirs).set(documents::person_id.eq(kept)).execute(c))?;
    let by_them = documents::table.filter(documents::handed_in_by.eq(double));
    on!(conn, c => diesel::update(by_them).set(documents::handed_in_by.eq(kept)).execute(c))?;
    Ok(())
}
