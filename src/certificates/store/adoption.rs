//! One record of a person takes over another's certificates, in the database. The documents stay as they were issued.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::Id;
use crate::schema::certificates;
use diesel::prelude::*;

/// Carries the double's certificates over and answers how many there were.
pub fn adopt(conn: &mut Conn, double: Id, kept: Id) -> QueryResult<usize> {
    let theirs = certificates::table.filter(certificates::person_id.eq(double));
    on!(conn, c => diesel::update(theirs).set(certificates::person_id.eq(kept)).execute(c))
}
