//! Courses that count for others, in the database: dated statements, ended or withdrawn, never deleted.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::{self, Extent};
use crate::schema::{course_equivalences, courses};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::HashMap;

/// The statement that one course counts for another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = course_equivalences)]
pub struct Equivalence {
    /// Identifier.
    pub id: Id,
    /// The course that is taken.
    pub course_id: Id,
    /// The course for which it counts.
    pub counts_for_id: Id,
    /// A word of [`Extent`].
    pub extent: String,
    /// Whether it holds the other way round too.
    pub both_ways: bool,
    /// First day of evidence for which it holds.
    pub from_on: NaiveDate,
    /// Last such day; none: open.
    pub to_on: Option<NaiveDate>,
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

impl Equivalence {
    /// The statement as the rules read it; `code` tells the codes of courses. None where it was withdrawn or names what is not there.
    pub fn stated(&self, code: impl Fn(Id) -> Option<String>) -> Option<obligation::Equivalence> {
        if self.withdrawn_at.is_some() {
            return None;
        }
        Some(obligation::Equivalence {
            course: code(self.course_id)?,
            counts_for: code(self.counts_for_id)?,
            extent: Extent::from_word(&self.extent)?,
            both_ways: self.both_ways,
            from: self.from_on,
            to: self.to_on,
        })
    }
}

/// Everything that counts for something, as the rules read it. Few: training managers state them one by one.
pub fn equivalences(conn: &mut Conn) -> QueryResult<Vec<obligation::Equivalence>> {
    let standing: Vec<Equivalence> = on!(conn, c => course_equivalences::table
        .filter(course_equivalences::withdrawn_at.is_null())
        .order(course_equivalences::id)
        .select(Equivalence::as_select())
        .load(c))?;
    if standing.is_empty() {
        return Ok(Vec::new());
    }
    let codes = codes_of(conn, &standing)?;
    Ok(standing.iter().filter_map(|one| one.stated(|id| codes.get(&id).cloned())).collect())
}

/// The statements about a course, either way, the latest first; withdrawn ones stay.
pub fn equivalences_of(conn: &mut Conn, course_id: Id) -> QueryResult<Vec<Equivalence>> {
    on!(conn, c => course_equivalences::table
        .filter(course_equivalences::course_id.eq(course_id).or(course_equivalences::counts_for_id.eq(course_id)))
        .order((course_equivalences::from_on.desc(), course_equivalences::id.desc()))
        .select(Equivalence::as_select())
        .load(c))
}

/// One statement.
pub fn find_equivalence(conn: &mut Conn, id: Id) -> QueryResult<Option<Equivalence>> {
    on!(conn, c => course_equivalences::table.find(id).select(Equivalence::as_select()).first(c).optional())
}

/// The codes of the courses that statements are about.
pub fn codes_of(conn: &mut Conn, statements: &[Equivalence]) -> QueryResult<HashMap<Id, String>> {
    let ids: Vec<Id> = statements.iter().flat_map(|one| [one.course_id, one.counts_for_id]).collect();
    let rows: Vec<(Id, String)> = on!(conn, c => courses::table
        .filter(courses::id.eq_any(ids.as_slice()))
        .select((courses::id, courses::code))
        .load(c))?;
    Ok(rows.into_iter().collect())
}

/// Adds a statement.
pub fn insert_equivalence(conn: &mut Conn, new: &Equivalence) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(course_equivalences::table).values(new).execute(c))?;
    Ok(())
}

/// Gives a statement that stands a last day, or another one.
pub fn end_equivalence(conn: &mut Conn, id: Id, to_on: NaiveDate) -> QueryResult<bool> {
    let standing = course_equivalences::table.filter(course_equivalences::id.eq(id).and(course_equivalences::withdrawn_at.is_null()));
    let changed = on!(conn, c => diesel::update(standing).set(course_equivalences::to_on.eq(to_on)).execute(c))?;
    Ok(changed > 0)
}

/// Withdraws a statement that stands, as if it had never been made.
pub fn withdraw_equivalence(conn: &mut Conn, id: Id, by: Option<Id>, reason: &str, now: Instant) -> QueryResult<bool> {
    let standing = course_equivalences::table.filter(course_equivalences::id.eq(id).and(course_equivalences::withdrawn_at.is_null()));
    let changed = on!(conn, c => diesel::update(standing)
        .set((
            course_equivalences::withdrawn_by.eq(by),
            course_equivalences::withdrawn_at.eq(now),
            course_equivalences::withdrawn_reason.eq(reason),
        ))
        .execute(c))?;
    Ok(changed > 0)
}
