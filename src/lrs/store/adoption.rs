//! One record of a person takes over another's statements, in the database. What a statement says stays word for word.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::Id;
use crate::schema::statements;
use diesel::prelude::*;

/// Carries the double's statements over.
pub fn adopt(conn: &mut Conn, double: Id, kept: Id) -> QueryResult<()> {
    let theirs = statements::table.filter(statements::person_id.eq(double));
    on!(conn, c => diesel::update(theirs).set(statements::person_id.eq(kept)).execute(c))?;
    Ok(())
}
