//! Further attempts that people were given, in the database.

use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{course_versions, further_attempts, memberships, organisations, registrations};
use crate::{on, scoped};
use diesel::dsl::count_star;
use diesel::prelude::*;
use serde::Serialize;

/// One more run than a course allows, given to one person with a reason.
#[derive(Clone, Debug, PartialEq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = further_attempts)]
pub struct FurtherAttempt {
    /// Identifier.
    pub id: Id,
    /// To whom.
    pub person_id: Id,
    /// For which version of a course.
    pub course_version_id: Id,
    /// Why.
    pub reason: String,
    /// By whom.
    pub granted_by: Id,
    /// When.
    pub granted_at: Instant,
}

/// Adds one.
pub fn insert(conn: &mut Conn, granted: &FurtherAttempt) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(further_attempts::table).values(granted).execute(c))?;
    Ok(())
}

/// How many somebody was given for a version, after this instant where there is one.
pub fn count(conn: &mut Conn, person_id: Id, version_id: Id, after: Option<Instant>) -> QueryResult<i64> {
    on!(conn, c => {
        let mut query = further_attempts::table
            .filter(further_attempts::person_id.eq(person_id).and(further_attempts::course_version_id.eq(version_id)))
            .count()
            .into_boxed();
        if let Some(after) = after {
            query = query.filter(further_attempts::granted_at.gt(after));
        }
        query.get_result(c)
    })
}

/// Those given for any version of a course to people within the scope, the latest first, at most so many.
pub fn list(conn: &mut Conn, scope: &Scope, course_id: Id, limit: i64) -> QueryResult<Vec<FurtherAttempt>> {
    on!(conn, c => {
        let within = scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id);
        further_attempts::table
            .inner_join(course_versions::table)
            .filter(course_versions::course_id.eq(course_id))
            .filter(further_attempts::person_id.eq_any(within))
            .order(further_attempts::id.desc())
            .limit(limit)
            .select(FurtherAttempt::as_select())
            .load(c)
    })
}

/// People within the scope who failed a version at least so often, at most so many of them.
pub fn failed_often(conn: &mut Conn, scope: &Scope, version_id: Id, times: i64, limit: i64) -> QueryResult<Vec<Id>> {
    on!(conn, c => {
        let within = scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id);
        registrations::table
            .filter(registrations::course_version_id.eq(version_id).and(registrations::state.eq("failed")))
            .filter(registrations::person_id.eq_any(within))
            .group_by(registrations::person_id)
            .having(count_star().ge(times))
            .order(registrations::person_id)
            .limit(limit)
            .select(registrations::person_id)
            .load(c)
    })
}

/// Holds a run that is over until the transaction ends, so that two hands do not give the same attempt.
pub fn hold(conn: &mut Conn, registration_id: Id) -> QueryResult<()> {
    let failed = registrations::table.find(registration_id).filter(registrations::state.eq("failed"));
    on!(conn, c => diesel::update(failed).set(registrations::state.eq("failed")).execute(c))?;
    Ok(())
}
