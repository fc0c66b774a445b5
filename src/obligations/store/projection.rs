//! The projection: where everybody stands, as last assessed, and the record of what changed in it.

use crate::organisations::Scope;
use crate::people::store::{Whose, of_whom};
use crate::platform::db::Conn;
use crate::platform::db::bulk::{self, Holds, Packed, Table};
use crate::rules::id::{Id, Instant};
use crate::schema::{obligation_changes, obligations, people, requirements};
use crate::{on, scoped};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// What somebody owes by a requirement, as last assessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = obligations)]
pub struct Obligation {
    /// Who.
    pub person_id: Id,
    /// By which requirement.
    pub requirement_id: Id,
    /// By which version of it.
    pub requirement_version_id: Id,
    /// The earliest membership that matches and holds now.
    pub membership_id: Id,
    /// Its organisation.
    pub organisation_id: Id,
    /// That organisation's path, for scope.
    pub organisation_path: String,
    /// The zone in which the person's days begin.
    pub time_zone: String,
    /// First day on which the requirement applies to this person.
    pub start_on: NaiveDate,
    /// Last such day.
    pub end_on: Option<NaiveDate>,
    /// A word of [`Status`](crate::rules::obligation::Status).
    pub status: String,
    /// Whether nothing is missed.
    pub compliant: bool,
    /// The due date.
    pub due_on: Option<NaiveDate>,
    /// `initial` or `refresher`.
    pub path: Option<String>,
    /// Day of the last evidence that qualified.
    pub satisfied_on: Option<NaiveDate>,
    /// When the answer changes if nothing else happens; none: never.
    #[serde(serialize_with = "bulk::instant_or_none")]
    pub next_change_at: Option<Instant>,
    /// The person's date on which this due date became known here.
    pub due_known_on: NaiveDate,
    /// When it was assessed.
    #[serde(serialize_with = "bulk::instant")]
    pub assessed_at: Instant,
    /// The own end of the evidence in force: a document's last day.
    pub own_end_on: Option<NaiveDate>,
    /// Which list of refreshers it is the turn of, from 0, where they take turns and count.
    pub refresher_turn: Option<i32>,
}

impl Obligation {
    /// Whether another assessment says the same, whenever it was made.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let plain = |row: &Self| Self {
            due_known_on: self.due_known_on,
            assessed_at: self.assessed_at,
            ..row.clone()
        };
        *self == plain(other)
    }
}

/// What changed in an obligation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = obligation_changes)]
pub struct Change {
    /// Identifier.
    pub id: Id,
    /// Whose.
    pub person_id: Id,
    /// Of which requirement.
    pub requirement_id: Id,
    /// When it was noticed.
    #[serde(serialize_with = "bulk::instant")]
    pub at: Instant,
    /// Status before; none: there was no obligation.
    pub status_before: Option<String>,
    /// Status after; none: there is none any more.
    pub status_after: Option<String>,
    /// Due date before.
    pub due_before: Option<NaiveDate>,
    /// Due date after.
    pub due_after: Option<NaiveDate>,
    /// What made it: a word of [`Cause`](crate::obligations::Cause).
    pub cause: String,
}

/// Which obligations are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of this person.
    pub person_id: Option<Id>,
    /// By this requirement.
    pub requirement_id: Option<Id>,
    /// With one of these statuses; empty: all but `not_subject`.
    pub statuses: Vec<&'static str>,
    /// In the organisation with this path, and below.
    pub branch: Option<String>,
}

/// An obligation with the names that stand for its identifiers outside.
#[derive(Clone, Debug, Queryable)]
pub struct Listed {
    /// The obligation.
    pub obligation: Obligation,
    /// The person's external id.
    pub person_external_id: Option<String>,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// The requirement's code.
    pub code: String,
}

/// Lets one recalculation write at a time, so that the later one has seen what the earlier one had. SQLite has one writer anyway.
pub fn hold(conn: &mut Conn) -> QueryResult<()> {
    if let Conn::Postgres(c) = conn {
        diesel::sql_query("SELECT pg_advisory_xact_lock(7309453200)").execute(*c)?;
    }
    Ok(())
}

/// The obligations of these people, ordered by person and requirement. Without scope: for jobs.
pub fn of_people(conn: &mut Conn, ids: &[Id]) -> QueryResult<Vec<Obligation>> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let whose = Whose::of(conn, &ids)?;
    on!(conn, c => of_whom!(obligations::table, obligations::person_id, whose)
        .order((obligations::person_id, obligations::requirement_id))
        .select(Obligation::as_select())
        .load(c))
}

/// One person's obligations with the requirements' codes, by code. Without scope: ask whether the person may be seen before.
pub fn obligations_of(conn: &mut Conn, person_id: Id) -> QueryResult<Vec<(Obligation, String)>> {
    let mut rows: Vec<(Obligation, String)> = on!(conn, c => obligations::table
        .inner_join(requirements::table)
        .filter(obligations::person_id.eq(person_id))
        .select((Obligation::as_select(), requirements::code))
        .load(c))?;
    rows.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(rows)
}

/// One obligation within the scope.
pub fn find_obligation(conn: &mut Conn, scope: &Scope, person_id: Id, requirement_id: Id) -> QueryResult<Option<Obligation>> {
    on!(conn, c => scoped!(obligations::table, obligations::organisation_path, scope)
        .filter(obligations::person_id.eq(person_id).and(obligations::requirement_id.eq(requirement_id)))
        .select(Obligation::as_select())
        .first(c)
        .optional())
}

/// Obligations within the scope, ordered by person and requirement: `limit` of them after a certain one.
pub fn list(conn: &mut Conn, scope: &Scope, filter: &Filter, after: Option<(Id, Id)>, limit: i64) -> QueryResult<Vec<Listed>> {
    on!(conn, c => {
        let mut query = scoped!(
            obligations::table.inner_join(people::table).inner_join(requirements::table),
            obligations::organisation_path,
            scope
        );
        if filter.statuses.is_empty() {
            query = query.filter(obligations::status.ne("not_subject"));
        } else {
            query = query.filter(obligations::status.eq_any(filter.statuses.clone()));
        }
        if let Some(id) = filter.person_id {
            query = query.filter(obligations::person_id.eq(id));
        }
        if let Some(id) = filter.requirement_id {
            query = query.filter(obligations::requirement_id.eq(id));
        }
        if let Some(branch) = &filter.branch {
            for (from, before) in Scope::branches(vec![branch.clone()]).ranges() {
                query = query.filter(obligations::organisation_path.ge(from).and(obligations::organisation_path.lt(before)));
            }
        }
        if let Some((person_id, requirement_id)) = after {
            query = query.filter(
                obligations::person_id
                    .gt(person_id)
                    .or(obligations::person_id.eq(person_id).and(obligations::requirement_id.gt(requirement_id))),
            );
        }
        query
            .order((obligations::person_id, obligations::requirement_id))
            .limit(limit)
            .select((
                Obligation::as_select(),
                people::external_id,
                people::given_name,
                people::family_name,
                requirements::code,
            ))
            .load(c)
    })
}

/// What changed in one person's obligations, the latest first. Without scope: ask whether the person may be seen before.
pub fn changes_of(conn: &mut Conn, person_id: Id, limit: i64) -> QueryResult<Vec<(Change, String)>> {
    on!(conn, c => obligation_changes::table
        .inner_join(requirements::table)
        .filter(obligation_changes::person_id.eq(person_id))
        .order((obligation_changes::at.desc(), obligation_changes::id.desc()))
        .limit(limit)
        .select((Change::as_select(), requirements::code))
        .load(c))
}

/// Whether anybody's answer may have changed by now.
pub fn anybody_due(conn: &mut Conn, now: Instant) -> QueryResult<bool> {
    on!(conn, c => diesel::select(diesel::dsl::exists(obligations::table.filter(obligations::next_change_at.le(now)))).get_result(c))
}

/// How many obligations are to be looked at by an instant.
pub fn count_due(conn: &mut Conn, by: Instant) -> QueryResult<i64> {
    on!(conn, c => obligations::table.filter(obligations::next_change_at.le(by)).count().get_result(c))
}

/// Everybody whose answer may have changed by now, each once, in their order.
pub fn people_due(conn: &mut Conn, now: Instant) -> QueryResult<Vec<Id>> {
    // Sorted here: asked for an order or for each once, the database would walk through everybody.
    let mut people: Vec<Id> = on!(conn, c => obligations::table
        .filter(obligations::next_change_at.le(now))
        .select(obligations::person_id)
        .load(c))?;
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

const ROWS: Table = Table {
    name: "obligations",
    columns: &[
        ("person_id", Holds::Text),
        ("requirement_id", Holds::Text),
        ("requirement_version_id", Holds::Text),
        ("membership_id", Holds::Text),
        ("organisation_id", Holds::Text),
        ("organisation_path", Holds::Text),
        ("time_zone", Holds::Text),
        ("start_on", Holds::Date),
        ("end_on", Holds::Date),
        ("status", Holds::Text),
        ("compliant", Holds::Bool),
        ("due_on", Holds::Date),
        ("path", Holds::Text),
        ("satisfied_on", Holds::Date),
        ("next_change_at", Holds::Instant),
        ("due_known_on", Holds::Date),
        ("assessed_at", Holds::Instant),
        ("own_end_on", Holds::Date),
        ("refresher_turn", Holds::Integer),
    ],
};

const CHANGES: Table = Table {
    name: "obligation_changes",
    columns: &[
        ("id", Holds::Text),
        ("person_id", Holds::Text),
        ("requirement_id", Holds::Text),
        ("at", Holds::Instant),
        ("status_before", Holds::Text),
        ("status_after", Holds::Text),
        ("due_before", Holds::Date),
        ("due_after", Holds::Date),
        ("cause", Holds::Text),
    ],
};

/// Adds rows of people and requirements that have none.
pub fn insert(conn: &mut Conn, rows: &Packed) -> QueryResult<usize> {
    ROWS.insert_packed(conn, rows)
}

/// Sets rows that are there.
pub fn update(conn: &mut Conn, rows: &Packed) -> QueryResult<usize> {
    ROWS.update_packed_by(conn, 2, rows)
}

/// Removes obligations that are none any more.
pub fn remove(conn: &mut Conn, keys: &[(Id, Id)]) -> QueryResult<()> {
    for key in keys {
        on!(conn, c => diesel::delete(obligations::table.find(*key)).execute(c))?;
    }
    Ok(())
}

/// Adds to the record of changes.
pub fn record_changes(conn: &mut Conn, changes: &Packed) -> QueryResult<usize> {
    CHANGES.insert_packed(conn, changes)
}
