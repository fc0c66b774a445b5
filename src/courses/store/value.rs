//! What courses are worth in hours and points, in the database: statements with the day from which they hold, withdrawn, never deleted.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::{CourseValue, Statements, Worth};
use crate::schema::{course_values, courses};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// The statement what a course is worth from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = course_values)]
pub struct Value {
    /// Identifier.
    pub id: Id,
    /// The course.
    pub course_id: Id,
    /// First day of evidence for which it holds.
    pub from_on: NaiveDate,
    /// Hours, in hundredths.
    pub hours_hundredths: Option<i32>,
    /// Points, in hundredths.
    pub points_hundredths: Option<i32>,
    /// Why.
    pub reason: String,
    /// Who stated it.
    pub created_by: Option<Id>,
    /// When.
    pub created_at: Instant,
    /// Who withdrew it as a mistake.
    pub withdrawn_by: Option<Id>,
    /// When: it never held.
    pub withdrawn_at: Option<Instant>,
    /// Why.
    pub withdrawn_reason: Option<String>,
}

impl Value {
    /// What it is worth.
    pub fn worth(&self) -> Worth {
        Worth::stored(self.hours_hundredths, self.points_hundredths)
    }
}

/// Everything that courses are worth, as the rules read it, in the order in which it was stated.
fn values(conn: &mut Conn) -> QueryResult<Vec<CourseValue>> {
    let standing: Vec<(Value, String)> = on!(conn, c => course_values::table
        .inner_join(courses::table)
        .filter(course_values::withdrawn_at.is_null())
        .order(course_values::id)
        .select((Value::as_select(), courses::code))
        .load(c))?;
    Ok(standing
        .into_iter()
        .map(|(value, course)| CourseValue {
            course,
            from: value.from_on,
            worth: value.worth(),
        })
        .collect())
}

/// Everything that is stated about courses.
pub fn statements(conn: &mut Conn) -> QueryResult<Statements> {
    Ok(Statements {
        equivalences: super::equivalences(conn)?,
        values: values(conn)?,
    })
}

/// The statements about a course, the latest day first; withdrawn ones stay.
pub fn values_of(conn: &mut Conn, course_id: Id) -> QueryResult<Vec<Value>> {
    on!(conn, c => course_values::table
        .filter(course_values::course_id.eq(course_id))
        .order((course_values::from_on.desc(), course_values::id.desc()))
        .select(Value::as_select())
        .load(c))
}

/// One statement.
pub fn find_value(conn: &mut Conn, id: Id) -> QueryResult<Option<Value>> {
    on!(conn, c => course_values::table.find(id).select(Value::as_select()).first(c).optional())
}

/// Adds a statement.
pub fn insert_value(conn: &mut Conn, new: &Value) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(course_values::table).values(new).execute(c))?;
    Ok(())
}

/// Withdraws a statement that stands, as if it had never been made; false where it was withdrawn before.
pub fn withdraw_value(conn: &mut Conn, id: Id, by: Option<Id>, reason: &str, now: Instant) -> QueryResult<bool> {
    let standing = course_values::table.filter(course_values::id.eq(id).and(course_values::withdrawn_at.is_null()));
    let changed = on!(conn, c => diesel::update(standing)
        .set((
            course_values::withdrawn_by.eq(by),
            course_values::withdrawn_at.eq(now),
            course_values::withdrawn_reason.eq(reason),
        ))
        .execute(c))?;
    Ok(changed > 0)
}
