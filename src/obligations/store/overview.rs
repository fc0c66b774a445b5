//! What the overviews read: every cell of a branch's heat map in one query by organisation path, and the network's figures in one
//! aggregate.

use crate::organisations::Scope;
use crate::organisations::catalogue::Names;
use crate::platform::db::{Conn, Json};
use crate::rules::id::Id;
use crate::rules::obligation::{Excuses, Late, Range, Rule};
use crate::rules::requirement::in_locale;
use crate::schema::{
    job_roles, locations, membership_job_roles, memberships, obligations, organisations, pauses, people, requirements, waivers,
};
use crate::{on, scoped};
use chrono::NaiveDate;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date};
use std::collections::{HashMap, HashSet};

/// Which people a reader may see: a branch, and within it perhaps only those whose team lead they are.
#[derive(Clone, Debug)]
pub struct Sight {
    /// The branches.
    pub scope: Scope,
    /// Only people with this supervisor.
    pub supervisor_id: Option<Id>,
}

/// How one person stands with one requirement.
#[derive(Clone, Debug, Queryable)]
pub struct CellRow {
    /// Who.
    pub person_id: Id,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Both names folded to lower case.
    pub search_name: String,
    /// Through which membership.
    pub membership_id: Id,
    /// Where.
    pub organisation_id: Id,
    /// What.
    pub requirement_id: Id,
    /// Status word.
    pub status: String,
    /// Due date.
    pub due_on: Option<NaiveDate>,
    /// Day of the last proof.
    pub satisfied_on: Option<NaiveDate>,
    /// The own end of the evidence in force.
    pub own_end_on: Option<NaiveDate>,
}

/// Every cell in sight, in the order of the tree, then of people; none for those to whom the requirement does not apply.
pub fn cells(conn: &mut Conn, sight: &Sight) -> QueryResult<Vec<CellRow>> {
    on!(conn, c => {
        let mut query = scoped!(
            obligations::table.inner_join(people::table).inner_join(memberships::table),
            obligations::organisation_path,
            sight.scope
        )
        .filter(obligations::status.ne("not_subject"));
        if let Some(supervisor_id) = sight.supervisor_id {
            query = query.filter(memberships::supervisor_id.eq(supervisor_id));
        }
        query
            .order((obligations::organisation_path, people::search_name, people::id))
            .select((
                people::id,
                people::given_name,
                people::family_name,
                people::search_name,
                obligations::membership_id,
                obligations::organisation_id,
                obligations::requirement_id,
                obligations::status,
                obligations::due_on,
                obligations::satisfied_on,
                obligations::own_end_on,
            ))
            .load(c)
    })
}

/// What somebody is called.
#[derive(Clone, Debug, Queryable)]
pub struct PersonNames {
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Both names folded to lower case.
    pub search_name: String,
}

/// The names of these people, a thousand or so.
pub fn names_of(conn: &mut Conn, ids: &[Id]) -> QueryResult<HashMap<Id, PersonNames>> {
    let rows: Vec<(Id, PersonNames)> = on!(conn, c => people::table
        .filter(people::id.eq_any(ids))
        .select((people::id, (people::given_name, people::family_name, people::search_name)))
        .load(c))?;
    Ok(rows.into_iter().collect())
}

/// The memberships within the branches that somebody leads or led.
pub fn led_by(conn: &mut Conn, scope: &Scope, supervisor_id: Id) -> QueryResult<HashSet<Id>> {
    let ids: Vec<Id> = on!(conn, c => scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope)
        .filter(memberships::supervisor_id.eq(supervisor_id))
        .select(memberships::id)
        .load(c))?;
    Ok(ids.into_iter().collect())
}

/// Whether somebody leads people within the branches today.
pub fn leads_anybody(conn: &mut Conn, scope: &Scope, supervisor_id: Id, today: NaiveDate) -> QueryResult<bool> {
    let found: Option<Id> = on!(conn, c => scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope)
        .filter(memberships::supervisor_id.eq(supervisor_id))
        .filter(memberships::start_on.le(today))
        .filter(memberships::end_on.is_null().or(memberships::end_on.ge(today)))
        .select(memberships::id)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

/// Whether a person is in sight: has had or will have a membership in the branches, and the supervisor where only those count.
pub fn sees(conn: &mut Conn, sight: &Sight, person_id: Id) -> QueryResult<bool> {
    let found: Option<Id> = on!(conn, c => {
        let mut query = scoped!(memberships::table.inner_join(organisations::table), organisations::path, sight.scope)
            .filter(memberships::person_id.eq(person_id));
        if let Some(supervisor_id) = sight.supervisor_id {
            query = query.filter(memberships::supervisor_id.eq(supervisor_id));
        }
        query.select(memberships::id).first(c).optional()
    })?;
    Ok(found.is_some())
}

/// Whether a person was in sight on a day: had a membership in the branches on it, and with the supervisor where only those count.
pub fn saw(conn: &mut Conn, sight: &Sight, person_id: Id, on: NaiveDate) -> QueryResult<bool> {
    let found: Option<Id> = on!(conn, c => {
        let mut query = scoped!(memberships::table.inner_join(organisations::table), organisations::path, sight.scope)
            .filter(memberships::person_id.eq(person_id))
            .filter(memberships::start_on.le(on))
            .filter(memberships::end_on.is_null().or(memberships::end_on.ge(on)));
        if let Some(supervisor_id) = sight.supervisor_id {
            query = query.filter(memberships::supervisor_id.eq(supervisor_id));
        }
        query.select(memberships::id).first(c).optional()
    })?;
    Ok(found.is_some())
}

/// Whether a person is in sight who has not left: only for them may somebody act.
pub fn sees_now(conn: &mut Conn, sight: &Sight, person_id: Id, today: NaiveDate) -> QueryResult<bool> {
    Ok(sees(conn, sight, person_id)? && crate::evidence::store::was_theirs(conn, &sight.scope, person_id, today)?)
}

/// Names of the job roles of each membership in the branches.
pub fn roles_by_membership(conn: &mut Conn, scope: &Scope) -> QueryResult<HashMap<Id, Vec<Names>>> {
    let mut rows: Vec<(Id, String, Json<Names>)> = on!(conn, c => scoped!(
            membership_job_roles::table.inner_join(job_roles::table).inner_join(memberships::table.inner_join(organisations::table)),
            organisations::path,
            scope
        )
        .select((membership_job_roles::membership_id, job_roles::code, job_roles::names))
        .load(c))?;
    // Asked for in this order, SQLite would go through the roles of everybody rather than sort these few.
    rows.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    let rows = rows.into_iter().map(|(membership_id, _, names)| (membership_id, names));
    let mut roles: HashMap<Id, Vec<Names>> = HashMap::new();
    for (membership_id, names) in rows {
        roles.entry(membership_id).or_default().push(names.0);
    }
    Ok(roles)
}

/// Names of the job roles of each membership of one person.
pub fn roles_of_person(conn: &mut Conn, person_id: Id) -> QueryResult<HashMap<Id, Vec<Names>>> {
    let rows: Vec<(Id, Json<Names>)> = on!(conn, c => membership_job_roles::table
        .inner_join(job_roles::table)
        .inner_join(memberships::table)
        .filter(memberships::person_id.eq(person_id))
        .order((membership_job_roles::membership_id, job_roles::code))
        .select((membership_job_roles::membership_id, job_roles::names))
        .load(c))?;
    let mut roles: HashMap<Id, Vec<Names>> = HashMap::new();
    for (membership_id, names) in rows {
        roles.entry(membership_id).or_default().push(names.0);
    }
    Ok(roles)
}

/// Identifier, code and title of every requirement that decides, by code: what can be paused or waived.
pub fn excusable(conn: &mut Conn, locale: &str) -> QueryResult<Vec<(Id, String, String)>> {
    let all = super::in_force(conn)?.into_iter();
    Ok(all
        .map(|(requirement, version)| {
            let title = in_locale(&version.title.0, locale).to_owned();
            (requirement.id, requirement.code, title)
        })
        .collect())
}

/// Title of every requirement that decides, by identifier.
pub fn titles(conn: &mut Conn, locale: &str) -> QueryResult<Vec<(Id, String)>> {
    Ok(excusable(conn, locale)?.into_iter().map(|(id, _, title)| (id, title)).collect())
}

/// A pause or waiver: of one requirement, or of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Excuse {
    /// Of this requirement; none: of all.
    pub requirement_id: Option<Id>,
    /// From when to when.
    pub range: Range,
}

/// Pauses and waivers of each person in the branches, those withdrawn left out.
#[derive(Debug, Default)]
pub struct ExcusesOf {
    /// Pauses by person.
    pub pauses: HashMap<Id, Vec<Excuse>>,
    /// Waivers by person.
    pub waivers: HashMap<Id, Vec<Excuse>>,
}

impl ExcusesOf {
    /// What follows somebody's due date by the rule of a requirement; see [`Rule::late`].
    pub fn late(&self, rule: &Rule, person_id: Id, requirement_id: Id, due: NaiveDate, own_end_on: Option<NaiveDate>) -> Late {
        let ranges = |of: &HashMap<Id, Vec<Excuse>>| -> Vec<Range> {
            let mine = of.get(&person_id).map(Vec::as_slice).unwrap_or_default();
            let counts = |excuse: &&Excuse| excuse.requirement_id.is_none_or(|id| id == requirement_id);
            mine.iter().filter(counts).map(|excuse| excuse.range).collect()
        };
        let excuses = Excuses::new(ranges(&self.pauses), ranges(&self.waivers));
        rule.late(&excuses, due, own_end_on)
    }
}

type ExcuseRow = (Id, Option<Id>, NaiveDate, Option<NaiveDate>);

/// All pauses and waivers that stand, of people with obligations in the branches.
pub fn excuses_within(conn: &mut Conn, scope: &Scope) -> QueryResult<ExcusesOf> {
    let pauses: Vec<ExcuseRow> = on!(conn, c => pauses::table
        .filter(pauses::withdrawn_at.is_null())
        .filter(pauses::person_id.eq_any(scoped!(obligations::table.select(obligations::person_id), obligations::organisation_path, scope)))
        .select((pauses::person_id, pauses::requirement_id, pauses::from_on, pauses::to_on))
        .load(c))?;
    let waivers: Vec<ExcuseRow> = on!(conn, c => waivers::table
        .filter(waivers::withdrawn_at.is_null())
        .filter(waivers::person_id.eq_any(scoped!(obligations::table.select(obligations::person_id), obligations::organisation_path, scope)))
        .select((waivers::person_id, waivers::requirement_id, waivers::from_on, waivers::to_on))
        .load(c))?;
    Ok(ExcusesOf {
        pauses: by_person(pauses),
        waivers: by_person(waivers),
    })
}

/// People in one statement.
const PORTION: usize = 1000;

/// All pauses and waivers of these people that stand.
pub fn excuses_of_all(conn: &mut Conn, person_ids: &[Id]) -> QueryResult<ExcusesOf> {
    let (mut pauses, mut waivers): (Vec<ExcuseRow>, Vec<ExcuseRow>) = (Vec::new(), Vec::new());
    for portion in person_ids.chunks(PORTION) {
        pauses.extend(on!(conn, c => pauses::table
            .filter(pauses::withdrawn_at.is_null())
            .filter(pauses::person_id.eq_any(portion))
            .select((pauses::person_id, pauses::requirement_id, pauses::from_on, pauses::to_on))
            .load::<ExcuseRow>(c))?);
        waivers.extend(on!(conn, c => waivers::table
            .filter(waivers::withdrawn_at.is_null())
            .filter(waivers::person_id.eq_any(portion))
            .select((waivers::person_id, waivers::requirement_id, waivers::from_on, waivers::to_on))
            .load::<ExcuseRow>(c))?);
    }
    Ok(ExcusesOf {
        pauses: by_person(pauses),
        waivers: by_person(waivers),
    })
}

fn by_person(rows: Vec<ExcuseRow>) -> HashMap<Id, Vec<Excuse>> {
    let mut found: HashMap<Id, Vec<Excuse>> = HashMap::new();
    for (person_id, requirement_id, from, to) in rows {
        let range = Range { from, to };
        found.entry(person_id).or_default().push(Excuse { requirement_id, range });
    }
    found
}

/// What is counted for one organisation.
#[derive(Clone, Debug, Queryable)]
pub struct Figures {
    /// Its path.
    pub path: String,
    /// People with obligations.
    pub people: i64,
    /// Those with something overdue or lapsed.
    pub behind: i64,
    /// Those with something lapsed.
    pub lapsed: i64,
    /// Obligations that fall due up to the day asked for.
    pub due: i64,
}

/// Counts by organisation, in one aggregate; `requirement` confines them to one code.
pub fn figures(conn: &mut Conn, scope: &Scope, requirement: Option<&str>, due_until: NaiveDate) -> QueryResult<Vec<Figures>> {
    on!(conn, c => {
        let mut query = scoped!(
            obligations::table.group_by(obligations::organisation_path).select((
                obligations::organisation_path,
                sql::<BigInt>("COUNT(DISTINCT obligations.person_id)"),
                sql::<BigInt>("COUNT(DISTINCT CASE WHEN obligations.status IN ('overdue', 'lapsed') THEN obligations.person_id END)"),
                sql::<BigInt>("COUNT(DISTINCT CASE WHEN obligations.status = 'lapsed' THEN obligations.person_id END)"),
                sql::<BigInt>("COUNT(CASE WHEN obligations.status IN ('open', 'valid', 'due', 'grace') AND obligations.due_on <= ")
                    .bind::<Date, _>(due_until)
                    .sql(" THEN 1 END)"),
            )),
            obligations::organisation_path,
            scope
        )
        .filter(obligations::status.ne("not_subject"));
        if let Some(code) = requirement {
            query = query.filter(obligations::requirement_id.eq_any(
                requirements::table.filter(requirements::code.eq(code.to_owned())).select(requirements::id)
            ));
        }
        query.load(c)
    })
}

/// People to whom each requirement applies, and those of them who are overdue or lapsed.
pub fn counts_by_requirement(conn: &mut Conn, scope: &Scope) -> QueryResult<HashMap<Id, (i64, i64)>> {
    let rows: Vec<(Id, i64, i64)> = on!(conn, c => scoped!(
            obligations::table.group_by(obligations::requirement_id).select((
                obligations::requirement_id,
                sql::<BigInt>("COUNT(*)"),
                sql::<BigInt>("COUNT(CASE WHEN obligations.status IN ('overdue', 'lapsed') THEN 1 END)"),
            )),
            obligations::organisation_path,
            scope
        )
        .filter(obligations::status.ne("not_subject"))
        .load(c))?;
    Ok(rows.into_iter().map(|(id, people, behind)| (id, (people, behind))).collect())
}

/// Country and city of each organisation's main location within the branches.
pub fn main_places(conn: &mut Conn, scope: &Scope) -> QueryResult<HashMap<Id, (String, String)>> {
    let rows: Vec<(Id, String, String)> = on!(conn, c => scoped!(locations::table.inner_join(organisations::table), organisations::path, scope)
        .filter(locations::main.eq(true))
        .select((locations::organisation_id, locations::country, locations::city))
        .load(c))?;
    Ok(rows.into_iter().map(|(id, country, city)| (id, (country, city))).collect())
}

/// Which requirements concern anybody of which organisation, and with which part of them still to be met.
pub fn concerned(conn: &mut Conn) -> QueryResult<Vec<(String, Id, Option<String>)>> {
    on!(conn, c => obligations::table
        .filter(obligations::status.ne("not_subject"))
        .select((obligations::organisation_path, obligations::requirement_id, obligations::path))
        .distinct()
        .load(c))
}
