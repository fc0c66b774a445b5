//! What workshops ask of those who teach them, in the database.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::Id;
use crate::schema::{courses, workshop_trainer_courses};
use diesel::prelude::*;
use std::collections::HashMap;

/// Courses with identifier and code.
pub type Asked = Vec<(Id, String)>;

/// The courses of which those who teach these workshops hold evidence, in the order of their codes; a workshop that asks for none is left out.
pub fn trainer_courses(conn: &mut Conn, workshop_ids: &[Id]) -> QueryResult<HashMap<Id, Asked>> {
    let mut found: HashMap<Id, Asked> = HashMap::new();
    for ids in workshop_ids.chunks(500) {
        let rows: Vec<(Id, Id, String)> = on!(conn, c => workshop_trainer_courses::table
            .inner_join(courses::table)
            .filter(workshop_trainer_courses::workshop_id.eq_any(ids))
            .order(courses::code)
            .select((workshop_trainer_courses::workshop_id, courses::id, courses::code))
            .load(c))?;
        for (workshop_id, id, code) in rows {
            found.entry(workshop_id).or_default().push((id, code));
        }
    }
    Ok(found)
}

/// Puts these in the place of what a workshop asked for.
pub fn set_trainer_courses(conn: &mut Conn, workshop_id: Id, course_ids: &[Id]) -> QueryResult<()> {
    let of = workshop_trainer_courses::table.filter(workshop_trainer_courses::workshop_id.eq(workshop_id));
    on!(conn, c => diesel::delete(of).execute(c))?;
    for course_id in course_ids {
        let row = (
            workshop_trainer_courses::workshop_id.eq(workshop_id),
            workshop_trainer_courses::course_id.eq(*course_id),
        );
        on!(conn, c => diesel::insert_into(workshop_trainer_courses::table).values(row).execute(c))?;
    }
    Ok(())
}
