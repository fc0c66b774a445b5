//! Due dates that cannot be kept, found in SQL, and what was decided about them. What is impossible is [`crate::rules::impossible`]'s to
//! say; a test holds the two against each other.

use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::impossible::TO_DO;
use crate::schema::{exception_decisions, obligations, organisations, people};
use crate::{on, scoped};
use chrono::NaiveDate;
use diesel::dsl::{exists, not, sql};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer};
use serde::Serialize;

/// Obligations of one version, on one path, that have less than so many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// By which version.
    pub version_id: Id,
    /// Whether the shorter courses count.
    pub refresher: bool,
    /// Less than so many days between the day it came about and the due date; none: all of them.
    pub days: Option<u32>,
    /// Which due dates.
    pub due: Due,
}

/// Due dates by where they lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Wherever.
    Any,
    /// From the first day on, and before the second.
    Between(NaiveDate, NaiveDate),
    /// Before the first day, or from the second on.
    Outside(NaiveDate, NaiveDate),
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = exception_decisions)]
pub struct Decided {
    /// Identifier.
    pub id: Id,
    /// Whose obligation.
    pub person_id: Id,
    /// By which requirement.
    pub requirement_id: Id,
    /// A word of [`Why`](crate::rules::impossible::Why).
    pub why: String,
    /// The due date that could not be kept.
    pub due_on: NaiveDate,
    /// A word of [`Decision`](crate::rules::impossible::Decision).
    pub decision: String,
    /// The due date instead.
    pub until_on: Option<NaiveDate>,
    /// Why it was decided so.
    pub reason: String,
    /// By whom.
    pub decided_by: Option<Id>,
    /// When.
    pub decided_at: Instant,
    /// The waiver that makes it so.
    pub waiver_id: Option<Id>,
}

/// One due date that cannot be kept.
#[derive(Clone, Debug, Queryable)]
pub struct Row {
    /// Who.
    pub person_id: Id,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Where.
    pub organisation: String,
    /// By which requirement.
    pub requirement_id: Id,
    /// Status word.
    pub status: String,
    /// The day on which it came about.
    pub known_on: NaiveDate,
    /// The due date.
    pub due_on: Option<NaiveDate>,
}

/// Confines a query over obligations to a group within the scope, about which nothing was decided.
macro_rules! undecided {
    ($query:expr, $scope:expr, $group:expr, $left:expr) => {{
        let group: &Group = $group;
        let mut query = scoped!($query, obligations::organisation_path, $scope)
            .filter(obligations::status.eq_any(TO_DO.map(|status| status.as_str())))
            .filter(obligations::due_on.is_not_null())
            .filter(obligations::requirement_version_id.eq(group.version_id))
            .filter(not(exists(
                exception_decisions::table
                    .filter(exception_decisions::person_id.eq(obligations::person_id))
                    .filter(exception_decisions::requirement_id.eq(obligations::requirement_id))
                    .filter(
                        obligations::due_on
                            .eq(exception_decisions::due_on.nullable())
                            .or(obligations::due_on.eq(exception_decisions::until_on)),
                    ),
            )));
        query = match group.refresher {
            true => query.filter(obligations::path.eq("refresher")),
            false => query.filter(obligations::path.is_null().or(obligations::path.ne("refresher"))),
        };
        query = match group.due {
            Due::Any => query,
            Due::Between(from, before) => query.filter(obligations::due_on.ge(from)).filter(obligations::due_on.lt(before)),
            Due::Outside(before, from) => query.filter(obligations::due_on.lt(before).or(obligations::due_on.ge(from))),
        };
        if let Some(days) = group.days {
            let days = i32::try_from(days).unwrap_or(i32::MAX);
            query = query.filter(sql::<Bool>($left).bind::<Integer, _>(days));
        }
        query
    }};
}

/// The beginning of a comparison of the days left; what follows is the bound.
fn days_left(conn: &Conn) -> &'static str {
    match conn {
        Conn::Sqlite(_) => "CAST(julianday(obligations.due_on) - julianday(obligations.due_known_on) AS INTEGER) < ",
        Conn::Postgres(_) => "(obligations.due_on - obligations.due_known_on) < ",
    }
}

/// How many there are of a group.
pub fn count(conn: &mut Conn, scope: &Scope, group: &Group) -> QueryResult<i64> {
    let left = days_left(conn);
    on!(conn, c => undecided!(obligations::table.select(sql::<BigInt>("COUNT(*)")), scope, group, left).first(c))
}

/// Those of a group, the earliest due first; of `only` these people where it names any.
pub fn rows(conn: &mut Conn, scope: &Scope, group: &Group, only: &[Id], from: i64, limit: i64) -> QueryResult<Vec<Row>> {
    let left = days_left(conn);
    on!(conn, c => {
        let mut query = undecided!(
            obligations::table.inner_join(people::table).inner_join(organisations::table).select((
                obligations::person_id,
                people::given_name,
                people::family_name,
                organisations::name,
                obligations::requirement_id,
                obligations::status,
                obligations::due_known_on,
                obligations::due_on,
            )),
            scope,
            group,
            left
        );
        if !only.is_empty() {
            query = query.filter(obligations::person_id.eq_any(only));
        }
        query.order((obligations::due_on, obligations::person_id)).offset(from).limit(limit).load(c)
    })
}

/// Remembers a decision; false where one about the same due date is remembered.
pub fn insert(conn: &mut Conn, decided: &Decided) -> QueryResult<bool> {
    let added = on!(conn, c => diesel::insert_into(exception_decisions::table).values(decided).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}
