//! What courses ask everybody to show, in the database.

use crate::on;
use crate::platform::db::{Conn, Json};
use crate::rules::course::Texts;
use crate::rules::id::{Id, Instant};
use crate::schema::{course_sign_off_items, course_sign_offs, workshops};
use diesel::prelude::*;

/// Something that a course asks everybody to show.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = course_sign_off_items, treat_none_as_null = true)]
pub struct CourseItem {
    /// Identifier.
    pub id: Id,
    /// Of which course.
    pub course_id: Id,
    /// Its place in the list, from 1 up.
    pub place: i32,
    /// What is to be shown.
    pub words: Json<Texts>,
    /// Whether there is no evidence without it.
    pub required: bool,
    /// Since when it is not asked any more.
    pub archived_at: Option<Instant>,
}

/// What a course asks for, in its order.
pub fn course_items(conn: &mut Conn, course_id: Id) -> QueryResult<Vec<CourseItem>> {
    on!(conn, c => course_sign_off_items::table
        .filter(course_sign_off_items::course_id.eq(course_id).and(course_sign_off_items::archived_at.is_null()))
        .order((course_sign_off_items::place, course_sign_off_items::id))
        .select(CourseItem::as_select())
        .load(c))
}

/// Adds one.
pub fn insert_course_item(conn: &mut Conn, item: &CourseItem) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(course_sign_off_items::table).values(item).execute(c))?;
    Ok(())
}

/// Changes one.
pub fn update_course_item(conn: &mut Conn, item: &CourseItem) -> QueryResult<()> {
    on!(conn, c => diesel::update(course_sign_off_items::table.find(item.id)).set(item).execute(c))?;
    Ok(())
}

/// How often what a course asks for was changed.
pub fn course_items_revision(conn: &mut Conn, course_id: Id) -> QueryResult<i32> {
    let known: Option<i32> = on!(conn, c => course_sign_offs::table
        .find(course_id)
        .select(course_sign_offs::revision)
        .first(c)
        .optional())?;
    Ok(known.unwrap_or(0))
}

/// Counts one more change, unless somebody else made one since that revision; 0: nobody had. Nobody else makes one until the transaction
/// ends.
pub fn count_course_items_change(conn: &mut Conn, course_id: Id, before: i32, now: Instant) -> QueryResult<bool> {
    let columns = (
        course_sign_offs::course_id.eq(course_id),
        course_sign_offs::updated_at.eq(now),
        course_sign_offs::revision.eq(before + 1),
    );
    let same = course_sign_offs::table.filter(course_sign_offs::course_id.eq(course_id).and(course_sign_offs::revision.eq(before)));
    let counted = match before {
        0 => on!(conn, c => diesel::insert_into(course_sign_offs::table).values(columns).on_conflict_do_nothing().execute(c))?,
        _ => on!(conn, c => diesel::update(same).set(columns).execute(c))?,
    };
    Ok(counted == 1)
}

/// The workshops of a course.
pub fn workshops_of_course(conn: &mut Conn, course_id: Id) -> QueryResult<Vec<Id>> {
    on!(conn, c => workshops::table
        .filter(workshops::course_id.eq(course_id))
        .order(workshops::id)
        .select(workshops::id)
        .load(c))
}
