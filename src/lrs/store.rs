//! Statements in the database: added, never changed.

pub mod adoption;

use crate::on;
use crate::platform::db::{Conn, Json};
use crate::rules::id::{Id, Instant};
use crate::rules::xapi::Statement;
use crate::schema::statements;
use diesel::prelude::*;

/// A statement with what is searched of it.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = statements)]
pub struct Record {
    /// Identifier of the statement.
    pub id: Id,
    /// When it was stored; later ones come later.
    pub stored_at: Instant,
    /// When it happened.
    pub timestamp: Instant,
    /// Who, where it is one of our people.
    pub person_id: Option<Id>,
    /// Identifier of the verb.
    pub verb: String,
    /// Identifier of the activity.
    pub activity: String,
    /// The run through a course.
    pub registration_id: Option<Id>,
    /// The run through a module.
    pub attempt_id: Option<Id>,
    /// The whole statement.
    pub body: Json<Statement>,
    /// Whether it was declared void.
    pub voided: bool,
}

/// Adds statements about a person; call it in the transaction of what they tell.
pub fn insert(conn: &mut Conn, person_id: Id, attempt_id: Option<Id>, statements: Vec<Statement>) -> QueryResult<()> {
    for statement in statements {
        let record = Record {
            id: statement.id,
            stored_at: statement.timestamp,
            timestamp: statement.timestamp,
            person_id: Some(person_id),
            verb: statement.verb.id.clone(),
            activity: statement.object.id.clone(),
            registration_id: Some(statement.context.registration),
            attempt_id,
            body: Json(statement),
            voided: false,
        };
        on!(conn, c => diesel::insert_into(statements::table).values(&record).execute(c))?;
    }
    Ok(())
}

/// A person's own statements in the order of their identifiers, after this one, at most so many.
pub fn list_of(conn: &mut Conn, person_id: Id, after: Option<&str>, limit: i64) -> QueryResult<Vec<Statement>> {
    let found: Vec<Json<Statement>> = on!(conn, c => {
        let mut query = statements::table
            .filter(statements::person_id.eq(person_id).and(statements::voided.eq(false)))
            .order(statements::id)
            .limit(limit)
            .select(statements::body)
            .into_boxed();
        if let Some(after) = after.and_then(|after| after.parse::<Id>().ok()) {
            query = query.filter(statements::id.gt(after));
        }
        query.load(c)
    })?;
    Ok(found.into_iter().map(|statement| statement.0).collect())
}
