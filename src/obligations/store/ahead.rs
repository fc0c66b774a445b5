//! What lies ahead, counted and listed in SQL. Which obligation counts where is [`crate::rules::ahead`]'s to say; a test holds the two
//! against each other.

use super::overview::Sight;
use crate::platform::db::Conn;
use crate::rules::ahead::Window;
use crate::rules::id::Id;
use crate::schema::{locations, memberships, obligations, organisations, people, requirement_versions, requirements};
use crate::{on, scoped};
use chrono::NaiveDate;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Text};
use std::collections::HashMap;

/// By what the figures are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// `version/path/turn`: what leads to the course.
    Course,
    /// The requirement's identifier.
    Requirement,
    /// `organisation/location`: what leads to the country; the location is empty where the membership names none.
    Place,
    /// The organisation's identifier: what leads to the sales region.
    Organisation,
    /// The person's language.
    Language,
}

impl Key {
    /// Only what is asked for is looked up: the overview of the whole network reads each row once.
    fn sql(self) -> &'static str {
        match self {
            Self::Course => {
                "obligations.requirement_version_id || '/' || COALESCE(obligations.path, '') || '/' || \
                 COALESCE(CAST(obligations.refresher_turn AS TEXT), '')"
            }
            Self::Requirement => "obligations.requirement_id",
            Self::Place => {
                "obligations.organisation_id || '/' || COALESCE((SELECT memberships.location_id FROM memberships \
                 WHERE memberships.id = obligations.membership_id), '')"
            }
            Self::Organisation => "obligations.organisation_id",
            Self::Language => "(SELECT people.language FROM people WHERE people.id = obligations.person_id)",
        }
    }
}

/// One country: its locations, and the organisations whose people work there unless their membership says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// ISO 3166-1 alpha-2; empty: nowhere known.
    pub country: String,
    /// Organisations.
    pub organisation_ids: Vec<Id>,
}

/// One course, as versions of requirements lead to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leading {
    /// Versions that name it, or a course for which it counts.
    pub version_ids: Vec<Id>,
    /// Where it is the one that counts, as [`course_key`] has it.
    pub keys: Vec<String>,
}

/// What leads to a course in a month, or where it is behind.
pub fn course_key(version_id: Id, path: Option<&str>, turn: Option<usize>, month: Option<NaiveDate>) -> String {
    let turn = turn.map(|turn| turn.to_string()).unwrap_or_default();
    let month = month.map(|month| month.format("%Y-%m").to_string()).unwrap_or_default();
    format!("{version_id}/{}/{turn}/{month}", path.unwrap_or_default())
}

/// The month of the due date as `2027-06`, or nothing where it lies behind the day that is put before it.
fn month_sql(conn: &Conn) -> &'static str {
    match conn {
        Conn::Sqlite(_) => " THEN '' ELSE substr(obligations.due_on, 1, 7) END",
        Conn::Postgres(_) => " THEN '' ELSE to_char(obligations.due_on, 'YYYY-MM') END",
    }
}

/// Which part of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What was due before today.
    Behind,
    /// From this day to that.
    Days(NaiveDate, NaiveDate),
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Whose obligations.
    pub sight: Sight,
    /// When.
    pub window: Window,
    /// Only a part of it.
    pub part: Option<Part>,
    /// Only by this requirement.
    pub requirement_id: Option<Id>,
    /// Only people with this language.
    pub language: Option<String>,
    /// Only in this country.
    pub places: Option<Places>,
    /// Only at these organisations.
    pub organisation_ids: Option<Vec<Id>>,
    /// Only this course.
    pub course: Option<Leading>,
}

/// How many obligations of a key fall due in a month.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Figure {
    /// As [`Key`] says.
    pub key: String,
    /// `2027-06`; empty: behind.
    pub month: String,
    /// How many.
    pub count: i64,
}

/// External id, given name, family name, language.
type Who = (Option<String>, String, String, String);

/// An obligation as it stands in its table.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = obligations)]
struct Bare {
    person_id: Id,
    requirement_id: Id,
    requirement_version_id: Id,
    membership_id: Id,
    organisation_id: Id,
    status: String,
    due_on: Option<NaiveDate>,
    path: Option<String>,
    refresher_turn: Option<i32>,
}

/// One obligation that falls due.
#[derive(Clone, Debug)]
pub struct Row {
    /// Who.
    pub person_id: Id,
    /// The person's external id.
    pub person_external_id: Option<String>,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Language.
    pub language: String,
    /// Where.
    pub organisation_id: Id,
    /// Its name.
    pub organisation: String,
    /// At which of its locations, where the membership names one.
    pub location_id: Option<Id>,
    /// By which requirement.
    pub requirement_id: Id,
    /// Its code.
    pub requirement: String,
    /// By which version of it.
    pub version_id: Id,
    /// `initial` or `refresher`.
    pub path: Option<String>,
    /// Which list of refreshers it is the turn of, from 0, where they take turns.
    pub turn: Option<usize>,
    /// Status word.
    pub status: String,
    /// The due date.
    pub due_on: Option<NaiveDate>,
}

/// Where a page of rows begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// After so many rows.
    Row(i64),
    /// After this due date, person and requirement.
    After(NaiveDate, Id, Id),
}

/// Confines a query over obligations to what is asked for.
macro_rules! narrowed {
    ($query:expr, $asked:expr, $month:expr) => {{
        let asked: &Asked = $asked;
        let mut query = scoped!($query, obligations::organisation_path, asked.sight.scope)
            .filter(obligations::status.ne_all(["satisfied", "not_subject"]))
            .filter(obligations::due_on.le(asked.window.until))
            .filter(obligations::end_on.is_null().or(obligations::end_on.ge(obligations::due_on)));
        query = match asked.part {
            None => query,
            Some(Part::Behind) => query.filter(obligations::due_on.lt(asked.window.today)),
            Some(Part::Days(first, last)) => query.filter(obligations::due_on.between(first, last)),
        };
        if let Some(supervisor_id) = asked.sight.supervisor_id {
            let led = memberships::table
                .filter(memberships::supervisor_id.eq(supervisor_id))
                .select(memberships::id);
            query = query.filter(obligations::membership_id.eq_any(led));
        }
        if let Some(id) = asked.requirement_id {
            query = query.filter(obligations::requirement_id.eq(id));
        }
        if let Some(language) = &asked.language {
            let speaking = people::table.filter(people::language.eq(language)).select(people::id);
            query = query.filter(obligations::person_id.eq_any(speaking));
        }
        if let Some(places) = &asked.places {
            let there = memberships::table
                .inner_join(locations::table)
                .filter(locations::country.eq(&places.country))
                .select(memberships::id);
            let unnamed = memberships::table
                .filter(memberships::location_id.is_null())
                .select(memberships::id);
            query = query.filter(
                obligations::membership_id.eq_any(there).or(obligations::organisation_id
                    .eq_any(&places.organisation_ids)
                    .and(obligations::membership_id.eq_any(unnamed))),
            );
        }
        if let Some(ids) = &asked.organisation_ids {
            query = query.filter(obligations::organisation_id.eq_any(ids));
        }
        if let Some(course) = &asked.course {
            let key = sql::<Text>(Key::Course.sql())
                .sql(" || '/' || CASE WHEN obligations.due_on < ")
                .bind::<Date, _>(asked.window.today)
                .sql($month);
            query = query.filter(
                obligations::requirement_version_id
                    .eq_any(&course.version_ids)
                    .and(key.eq_any(&course.keys)),
            );
        }
        query
    }};
}

/// How many fall due, by key and month.
pub fn figures(conn: &mut Conn, asked: &Asked, key: Key) -> QueryResult<Vec<Figure>> {
    let month = month_sql(conn);
    on!(conn, c => narrowed!(
        obligations::table.group_by(sql::<Text>("1, 2")).select((
            sql::<Text>(key.sql()),
            sql::<Text>("CASE WHEN obligations.due_on < ").bind::<Date, _>(asked.window.today).sql(month),
            sql::<BigInt>("COUNT(*)"),
        )),
        asked,
        month
    )
    .load(c))
}

/// How many rows there are.
pub fn count(conn: &mut Conn, asked: &Asked) -> QueryResult<i64> {
    let month = month_sql(conn);
    on!(conn, c => narrowed!(obligations::table.select(sql::<BigInt>("COUNT(*)")), asked, month).first(c))
}

/// The obligations themselves, those due first before the others.
pub fn rows(conn: &mut Conn, asked: &Asked, from: From, limit: i64) -> QueryResult<Vec<Row>> {
    let month = month_sql(conn);
    let bare: Vec<Bare> = on!(conn, c => {
        let mut query = narrowed!(obligations::table.select(Bare::as_select()), asked, month);
        query = match from {
            From::Row(row) => query.offset(row),
            From::After(due_on, person_id, requirement_id) => query.filter(
                obligations::due_on.gt(due_on).or(obligations::due_on.eq(due_on).and(
                    obligations::person_id
                        .gt(person_id)
                        .or(obligations::person_id.eq(person_id).and(obligations::requirement_id.gt(requirement_id))),
                )),
            ),
        };
        query
            .order((obligations::due_on, obligations::person_id, obligations::requirement_id))
            .limit(limit)
            .load(c)
    })?;
    named(conn, bare)
}

/// With the names that stand for identifiers outside, each looked up once.
fn named(conn: &mut Conn, bare: Vec<Bare>) -> QueryResult<Vec<Row>> {
    let people: Vec<(Id, Who)> = on!(conn, c => people::table
        .filter(people::id.eq_any(ids(&bare, |row| row.person_id)))
        .select((people::id, (people::external_id, people::given_name, people::family_name, people::language)))
        .load(c))?;
    let organisations: Vec<(Id, String)> = on!(conn, c => organisations::table
        .filter(organisations::id.eq_any(ids(&bare, |row| row.organisation_id)))
        .select((organisations::id, organisations::name))
        .load(c))?;
    let stays: Vec<(Id, Option<Id>)> = on!(conn, c => memberships::table
        .filter(memberships::id.eq_any(ids(&bare, |row| row.membership_id)))
        .select((memberships::id, memberships::location_id))
        .load(c))?;
    let codes: Vec<(Id, String)> = on!(conn, c => requirements::table.select((requirements::id, requirements::code)).load(c))?;
    let people: HashMap<Id, Who> = people.into_iter().collect();
    let organisations: HashMap<Id, String> = organisations.into_iter().collect();
    let stays: HashMap<Id, Option<Id>> = stays.into_iter().collect();
    let codes: HashMap<Id, String> = codes.into_iter().collect();
    let row = |bare: Bare| {
        let (person_external_id, given_name, family_name, language) = people.get(&bare.person_id).cloned().unwrap_or_default();
        Row {
            person_id: bare.person_id,
            person_external_id,
            given_name,
            family_name,
            language,
            organisation_id: bare.organisation_id,
            organisation: organisations.get(&bare.organisation_id).cloned().unwrap_or_default(),
            location_id: stays.get(&bare.membership_id).copied().flatten(),
            requirement_id: bare.requirement_id,
            requirement: codes.get(&bare.requirement_id).cloned().unwrap_or_default(),
            version_id: bare.requirement_version_id,
            path: bare.path,
            turn: bare.refresher_turn.and_then(|turn| usize::try_from(turn).ok()),
            status: bare.status,
            due_on: bare.due_on,
        }
    };
    Ok(bare.into_iter().map(row).collect())
}

fn ids(bare: &[Bare], of: impl Fn(&Bare) -> Id) -> Vec<Id> {
    let mut ids: Vec<Id> = bare.iter().map(of).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Every version of every requirement: identifier and what it asks for.
pub fn rules(conn: &mut Conn) -> QueryResult<Vec<(Id, crate::platform::db::Json<crate::rules::obligation::Rule>)>> {
    on!(conn, c => requirement_versions::table
        .select((requirement_versions::id, requirement_versions::rule))
        .load(c))
}

/// Languages of the people in the branches.
pub fn languages(conn: &mut Conn, sight: &Sight) -> QueryResult<Vec<String>> {
    let mut found: Vec<String> = if sight.scope.is_whole() && sight.supervisor_id.is_none() {
        on!(conn, c => people::table.select(people::language).distinct().load(c))?
    } else {
        on!(conn, c => scoped!(
            memberships::table
                .inner_join(organisations::table)
                .inner_join(people::table.on(people::id.eq(memberships::person_id)))
                .select(people::language).distinct(),
            organisations::path,
            sight.scope
        )
        .load(c))?
    };
    found.sort();
    Ok(found)
}
