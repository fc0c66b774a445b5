//! Head counts, the locations that they concern, and who works there, in the database.

use crate::organisations::Scope;
use crate::platform::db::{Conn, Json};
use crate::rules::id::{Id, Instant};
use crate::rules::requirement::Texts;
use crate::schema::{
    evidence, head_count_places, head_counts, location_services, locations, memberships, organisations, pauses, people, requirements,
    services, waivers,
};
use crate::{on, scoped};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// What is asked of locations.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = head_counts)]
pub struct HeadCount {
    /// Identifier.
    pub id: Id,
    /// Stable word, unique.
    pub code: String,
    /// Title per locale.
    pub title: Json<Texts>,
    /// The requirement whose proof counts.
    pub requirement_id: Id,
    /// How many people at least.
    pub least: i32,
    /// Codes of services: it concerns locations that offer one of them; empty: all of partners.
    pub services: Json<Vec<String>>,
    /// First day.
    pub in_force_on: NaiveDate,
    /// Last day.
    pub retired_on: Option<NaiveDate>,
    /// Who wrote it.
    pub created_by: Option<Id>,
    /// When.
    pub created_at: Instant,
}

impl HeadCount {
    /// As the audit keeps it.
    pub fn state(&self) -> serde_json::Value {
        serde_json::json!({
            "code": self.code, "title": self.title.0, "requirement_id": self.requirement_id, "least": self.least,
            "services": self.services.0, "in_force_on": self.in_force_on, "retired_on": self.retired_on,
        })
    }

    /// Whether it holds on a day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.in_force_on <= day && self.retired_on.is_none_or(|last| day <= last)
    }
}

/// A location with whose it is.
#[derive(Clone, Debug, Queryable)]
pub struct Place {
    /// Identifier.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub city: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Whether memberships that name none count here.
    pub main: bool,
    /// Whose.
    pub organisation_id: Id,
    /// Its name.
    pub organisation: String,
    /// Its path.
    pub path: String,
}

/// Who works somewhere from when to when.
#[derive(Clone, Copy, Debug, Queryable)]
pub struct Stay {
    /// Who.
    pub person_id: Id,
    /// For whom.
    pub organisation_id: Id,
    /// Where; none: at the main location.
    pub location_id: Option<Id>,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
}

/// All head counts with the codes of their requirements, by code.
pub fn list(conn: &mut Conn) -> QueryResult<Vec<(HeadCount, String)>> {
    let mut all: Vec<(HeadCount, String)> = on!(conn, c => head_counts::table
        .inner_join(requirements::table)
        .select((HeadCount::as_select(), requirements::code))
        .load(c))?;
    all.sort_by(|a, b| a.0.code.cmp(&b.0.code));
    Ok(all)
}

/// One head count.
pub fn find(conn: &mut Conn, id: Id) -> QueryResult<Option<(HeadCount, String)>> {
    on!(conn, c => head_counts::table
        .inner_join(requirements::table)
        .filter(head_counts::id.eq(id))
        .select((HeadCount::as_select(), requirements::code))
        .first(c)
        .optional())
}

/// Adds one; false where its code is taken.
pub fn insert(conn: &mut Conn, new: &HeadCount) -> QueryResult<bool> {
    let added = on!(conn, c => diesel::insert_into(head_counts::table).values(new).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// Says which is its last day; false where that was said before.
pub fn retire(conn: &mut Conn, id: Id, on: NaiveDate) -> QueryResult<bool> {
    let standing = head_counts::table.filter(head_counts::id.eq(id).and(head_counts::retired_on.is_null()));
    Ok(on!(conn, c => diesel::update(standing).set(head_counts::retired_on.eq(on)).execute(c))? == 1)
}

/// What the duties are about: a head count at a location, by both.
pub fn subjects(conn: &mut Conn) -> QueryResult<HashMap<(Id, Id), Id>> {
    let rows: Vec<(Id, Id, Id)> = on!(conn, c => head_count_places::table
        .select((head_count_places::head_count_id, head_count_places::location_id, head_count_places::id))
        .load(c))?;
    Ok(rows
        .into_iter()
        .map(|(head_count_id, location_id, id)| ((head_count_id, location_id), id))
        .collect())
}

/// What the duty of a head count at a location is about; `new_id` where nothing is remembered of it yet.
pub fn subject(conn: &mut Conn, head_count_id: Id, location_id: Id, new_id: Id) -> QueryResult<Id> {
    let row = (
        head_count_places::id.eq(new_id),
        head_count_places::head_count_id.eq(head_count_id),
        head_count_places::location_id.eq(location_id),
    );
    on!(conn, c => diesel::insert_into(head_count_places::table).values(row).on_conflict_do_nothing().execute(c))?;
    let this = head_count_places::table.filter(
        head_count_places::head_count_id
            .eq(head_count_id)
            .and(head_count_places::location_id.eq(location_id)),
    );
    on!(conn, c => this.select(head_count_places::id).first(c))
}

/// Whether any head count was ever asked for.
pub fn any(conn: &mut Conn) -> QueryResult<bool> {
    on!(conn, c => diesel::select(diesel::dsl::exists(head_counts::table.select(head_counts::id))).get_result(c))
}

/// The locations of partners within the scope, in the order of the tree.
pub fn places(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<Place>> {
    on!(conn, c => scoped!(locations::table.inner_join(organisations::table), organisations::path, scope)
        .filter(organisations::archived_at.is_null())
        .filter(organisations::kind.ne_all(["manufacturer", "national_sales_company"]))
        .order((organisations::path, locations::id))
        .select((
            locations::id,
            locations::name,
            locations::city,
            locations::country,
            locations::main,
            organisations::id,
            organisations::name,
            organisations::path,
        ))
        .load(c))
}

/// Which locations within the scope offer which services: location and code.
pub fn offered(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<(Id, String)>> {
    on!(conn, c => scoped!(
            location_services::table.inner_join(services::table).inner_join(locations::table.inner_join(organisations::table)),
            organisations::path,
            scope
        )
        .select((location_services::location_id, services::code))
        .load(c))
}

/// Who works within the scope today or later.
pub fn stays(conn: &mut Conn, scope: &Scope, today: NaiveDate) -> QueryResult<Vec<Stay>> {
    on!(conn, c => scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope)
        .filter(memberships::end_on.is_null().or(memberships::end_on.ge(today)))
        .order((memberships::person_id, memberships::start_on))
        .select((
            memberships::person_id,
            memberships::organisation_id,
            memberships::location_id,
            memberships::start_on,
            memberships::end_on,
        ))
        .load(c))
}

/// Who works, worked or will work at an organisation.
pub fn stays_at(conn: &mut Conn, organisation_id: Id) -> QueryResult<Vec<Stay>> {
    on!(conn, c => memberships::table
        .filter(memberships::organisation_id.eq(organisation_id))
        .order((memberships::person_id, memberships::start_on))
        .select((
            memberships::person_id,
            memberships::organisation_id,
            memberships::location_id,
            memberships::start_on,
            memberships::end_on,
        ))
        .load(c))
}

/// At which organisations these people work, worked or will work.
pub fn organisations_of(conn: &mut Conn, people: HashSet<Id>) -> QueryResult<HashSet<Id>> {
    let people: Vec<Id> = people.into_iter().collect();
    let mut found = HashSet::new();
    // SQLite takes at most 32,766 values in one statement.
    for portion in people.chunks(10_000) {
        found.extend::<Vec<Id>>(on!(conn, c => memberships::table
            .filter(memberships::person_id.eq_any(portion))
            .select(memberships::organisation_id)
            .distinct()
            .load(c))?);
    }
    Ok(found)
}

/// Of whom evidence, a membership, a pause or a waiver was recorded, changed or taken back since an instant.
pub fn recorded_since(conn: &mut Conn, at: Instant) -> QueryResult<HashSet<Id>> {
    let mut found: HashSet<Id> = HashSet::new();
    found.extend::<Vec<Id>>(on!(conn, c => evidence::table
        .filter(evidence::recorded_at.ge(at).or(evidence::revoked_at.ge(at)))
        .select(evidence::person_id)
        .load(c))?);
    found.extend::<Vec<Id>>(on!(conn, c => memberships::table
        .filter(memberships::updated_at.ge(at))
        .select(memberships::person_id)
        .load(c))?);
    found.extend::<Vec<Id>>(on!(conn, c => pauses::table
        .filter(pauses::created_at.ge(at).or(pauses::withdrawn_at.ge(at)))
        .select(pauses::person_id)
        .load(c))?);
    found.extend::<Vec<Id>>(on!(conn, c => waivers::table
        .filter(waivers::created_at.ge(at).or(waivers::withdrawn_at.ge(at)))
        .select(waivers::person_id)
        .load(c))?);
    Ok(found)
}

/// The names of people.
pub fn names(conn: &mut Conn, ids: &[Id]) -> QueryResult<HashMap<Id, String>> {
    let mut found = HashMap::new();
    // SQLite takes at most 32,766 values in one statement.
    for portion in ids.chunks(10_000) {
        let rows: Vec<(Id, String, String)> = on!(conn, c => people::table
            .filter(people::id.eq_any(portion))
            .select((people::id, people::given_name, people::family_name))
            .load(c))?;
        found.extend(rows.into_iter().map(|(id, given, family)| (id, format!("{given} {family}"))));
    }
    Ok(found)
}
