//! One record of a person takes another's place in training needs, in the database.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::Id;
use crate::schema::{training_need_joins, training_need_people, training_needs};
use diesel::prelude::*;

/// Puts the kept record wherever the double asked, joined or was meant.
pub fn adopt(conn: &mut Conn, double: Id, kept: Id) -> QueryResult<()> {
    let asked = training_needs::table.filter(training_needs::asked_by.eq(double));
    on!(conn, c => diesel::update(asked).set(training_needs::asked_by.eq(kept)).execute(c))?;
    let joined = training_need_joins::table.filter(training_need_joins::joined_by.eq(double));
    on!(conn, c => diesel::update(joined).set(training_need_joins::joined_by.eq(kept)).execute(c))?;
    let meant = training_need_people::table.filter(training_need_people::person_id.eq(double));
    let needs: Vec<Id> = on!(conn, c => meant.select(training_need_people::need_id).load(c))?;
    on!(conn, c => diesel::delete(meant).execute(c))?;
    for need_id in needs {
        let row = (training_need_people::need_id.eq(need_id), training_need_people::person_id.eq(kept));
        on!(conn, c => diesel::insert_into(training_need_people::table).values(row).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}
