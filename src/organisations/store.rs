//! Organisations and their locations in the database.

pub mod calendar;
pub mod change;
pub mod fact;
pub mod field;
pub mod product;
pub mod sender;
pub mod values;

use super::Scope;
use crate::platform::chance::Chance;
use crate::platform::db::{Conn, Json};
use crate::rules::id::{Id, Instant};
use crate::schema::{location_services, locations, organisations, services};
use crate::{on, scoped};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// A legal or operating unit of the network.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = organisations)]
pub struct Organisation {
    /// Identifier.
    pub id: Id,
    /// The manufacturer's number for it, unique.
    pub external_id: String,
    /// Who administers it; none for the manufacturer.
    pub parent_id: Option<Id>,
    /// `manufacturer`, `national_sales_company`, `partner`, `branch` or `subcontractor`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Segments from the root down to itself, each followed by a slash.
    pub path: String,
    /// Partner since.
    pub since_on: Option<NaiveDate>,
    /// The day from which its people are reminded by mail; none: not switched on.
    pub reminders_since_on: Option<NaiveDate>,
    /// When it left the network.
    pub archived_at: Option<Instant>,
    /// When the record was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Counts changes, so that two people who edit at once are told.
    pub revision: i32,
}

/// Where work is done.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = locations)]
#[serde(rename_all = "snake_case")]
pub struct Location {
    /// Identifier.
    pub id: Id,
    /// Whose location.
    pub organisation_id: Id,
    /// Name.
    pub name: String,
    /// The one that counts for people whose membership names none.
    pub main: bool,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// City.
    pub city: String,
    /// Postal code.
    pub postal_code: String,
    /// Street and number.
    pub street: String,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// IANA name.
    pub time_zone: String,
    /// ISO 639-1 codes, the first one used where nothing else is known.
    #[serde(skip)]
    pub languages: Json<Vec<String>>,
    /// Opening hours in words.
    pub opening_hours: Option<String>,
    /// When the record was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// One organisation within the scope.
pub fn find(conn: &mut Conn, scope: &Scope, id: Id) -> QueryResult<Option<Organisation>> {
    on!(conn, c => scoped!(organisations::table, organisations::path, scope)
        .filter(organisations::id.eq(id))
        .select(Organisation::as_select())
        .first(c)
        .optional())
}

/// One organisation within the scope, by the manufacturer's number.
pub fn find_by_external_id(conn: &mut Conn, scope: &Scope, external_id: &str) -> QueryResult<Option<Organisation>> {
    on!(conn, c => scoped!(organisations::table, organisations::path, scope)
        .filter(organisations::external_id.eq(external_id))
        .select(Organisation::as_select())
        .first(c)
        .optional())
}

/// The organisation with exactly this path.
pub fn find_by_path(conn: &mut Conn, path: &str) -> QueryResult<Option<Organisation>> {
    on!(conn, c => organisations::table
        .filter(organisations::path.eq(path))
        .select(Organisation::as_select())
        .first(c)
        .optional())
}

/// All organisations within the scope, in the order of the tree.
pub fn list(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<Organisation>> {
    on!(conn, c => scoped!(organisations::table, organisations::path, scope)
        .order(organisations::path)
        .select(Organisation::as_select())
        .load(c))
}

/// The path of the top of the tree, for the audit of what concerns everybody; empty on an installation without organisations, where there is
/// no branch that could see it.
pub fn top_path(conn: &mut Conn) -> QueryResult<String> {
    Ok(root(conn)?.map(|root| root.path).unwrap_or_default())
}

/// The top of the tree; none on an empty installation.
pub fn root(conn: &mut Conn) -> QueryResult<Option<Organisation>> {
    on!(conn, c => organisations::table
        .filter(organisations::parent_id.is_null())
        .order(organisations::created_at)
        .select(Organisation::as_select())
        .first(c)
        .optional())
}

/// A path segment: eight characters that no other organisation has, so that moving a branch never renames another.
pub fn segment(chance: &Chance) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    chance
        .bytes::<8>()
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
        .collect()
}

/// Plants the top of the tree, for an installation that starts without an import.
pub fn plant(conn: &mut Conn, chance: &Chance, name: &str, now: Instant) -> QueryResult<Organisation> {
    let root = Organisation {
        id: chance.id(now),
        external_id: "manufacturer".to_owned(),
        parent_id: None,
        kind: "manufacturer".to_owned(),
        name: name.to_owned(),
        path: format!("{}/", segment(chance)),
        since_on: None,
        reminders_since_on: None,
        archived_at: None,
        created_at: now,
        updated_at: now,
        revision: 0,
    };
    insert(conn, &root)?;
    Ok(root)
}

/// Adds an organisation.
pub fn insert(conn: &mut Conn, organisation: &Organisation) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(organisations::table).values(organisation).execute(c))?;
    Ok(())
}

/// Adds a location.
pub fn insert_location(conn: &mut Conn, location: &Location) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(locations::table).values(location).execute(c))?;
    Ok(())
}

/// Which organisation has this number, in anybody's scope: numbers are unique.
pub fn id_of(conn: &mut Conn, external_id: &str) -> QueryResult<Option<Id>> {
    on!(conn, c => organisations::table.filter(organisations::external_id.eq(external_id)).select(organisations::id).first(c).optional())
}

/// The locations of an organisation, the main one first.
pub fn locations_of(conn: &mut Conn, organisation_id: Id) -> QueryResult<Vec<Location>> {
    on!(conn, c => locations::table
        .filter(locations::organisation_id.eq(organisation_id))
        .order((locations::main.desc(), locations::name))
        .select(Location::as_select())
        .load(c))
}

/// One location of an organisation.
pub fn find_location(conn: &mut Conn, organisation_id: Id, id: Id) -> QueryResult<Option<Location>> {
    on!(conn, c => locations::table
        .filter(locations::id.eq(id).and(locations::organisation_id.eq(organisation_id)))
        .select(Location::as_select())
        .first(c)
        .optional())
}

/// City and country of each organisation's main location within the scope.
pub fn main_places(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<(Id, (String, String))>> {
    on!(conn, c => scoped!(locations::table.inner_join(organisations::table), organisations::path, scope)
        .filter(locations::main.eq(true))
        .select((organisations::id, (locations::city, locations::country)))
        .load(c))
}

/// The languages spoken at each location, with the path of its organisation.
pub fn spoken(conn: &mut Conn) -> QueryResult<Vec<(String, Vec<String>)>> {
    let rows: Vec<(String, Json<Vec<String>>)> = on!(conn, c => locations::table
        .inner_join(organisations::table)
        .select((organisations::path, locations::languages))
        .load(c))?;
    Ok(rows.into_iter().map(|(path, languages)| (path, languages.0)).collect())
}

/// Codes of the services offered at a location.
pub fn services_at(conn: &mut Conn, location_id: Id) -> QueryResult<Vec<String>> {
    on!(conn, c => location_services::table
        .inner_join(services::table)
        .filter(location_services::location_id.eq(location_id))
        .order(services::code)
        .select(services::code)
        .load(c))
}

/// Replaces the services offered at a location.
pub fn offer_services(conn: &mut Conn, location_id: Id, service_ids: &[Id]) -> QueryResult<()> {
    on!(conn, c => diesel::delete(location_services::table.filter(location_services::location_id.eq(location_id))).execute(c))?;
    let rows: Vec<_> = service_ids
        .iter()
        .map(|service_id| {
            (
                location_services::location_id.eq(location_id),
                location_services::service_id.eq(*service_id),
            )
        })
        .collect();
    on!(conn, c => diesel::insert_into(location_services::table).values(&rows).execute(c))?;
    Ok(())
}
