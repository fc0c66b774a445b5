//! Changing the tree, locations and the relation of who works for whom, in the database.

use super::{Location, Organisation};
use crate::on;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{audit_entries, locations, memberships, organisations, services, works_for, works_for_services};
use chrono::NaiveDate;
use diesel::prelude::*;

/// Writes what a form can change of an organisation, and counts the change. Zero rows where somebody else changed it meanwhile.
pub fn update(conn: &mut Conn, organisation: &Organisation, revision_before: i32) -> QueryResult<usize> {
    let values = (
        organisations::external_id.eq(&organisation.external_id),
        organisations::parent_id.eq(organisation.parent_id),
        organisations::kind.eq(&organisation.kind),
        organisations::name.eq(&organisation.name),
        organisations::since_on.eq(organisation.since_on),
        organisations::archived_at.eq(organisation.archived_at),
        organisations::updated_at.eq(organisation.updated_at),
        organisations::revision.eq(revision_before + 1),
    );
    let unchanged = organisations::table.filter(
        organisations::id
            .eq(organisation.id)
            .and(organisations::revision.eq(revision_before)),
    );
    on!(conn, c => diesel::update(unchanged).set(values).execute(c))
}

/// Hangs a branch elsewhere: the paths of all that belongs to it begin anew, also those by which the audit is seen.
pub fn move_branch(conn: &mut Conn, from: &str, to: &str) -> QueryResult<()> {
    let branch = super::list(conn, &Scope::branches(vec![from.to_owned()]))?;
    for organisation in branch {
        let Some(rest) = organisation.path.strip_prefix(from) else {
            continue;
        };
        let path = format!("{to}{rest}");
        let entries = audit_entries::table.filter(audit_entries::organisation_path.eq(&organisation.path));
        on!(conn, c => diesel::update(entries).set(audit_entries::organisation_path.eq(&path)).execute(c))?;
        on!(conn, c => diesel::update(organisations::table.find(organisation.id)).set(organisations::path.eq(&path)).execute(c))?;
    }
    Ok(())
}

/// How many people have a membership of the branch that runs on a day or begins after it.
pub fn people_of(conn: &mut Conn, path: &str, today: NaiveDate) -> QueryResult<i64> {
    let scope = Scope::branches(vec![path.to_owned()]);
    on!(conn, c => crate::scoped!(memberships::table.inner_join(organisations::table), organisations::path, &scope)
        .filter(memberships::end_on.is_null().or(memberships::end_on.ge(today)))
        .count()
        .get_result(c))
}

/// Writes a location as it is now.
pub fn update_location(conn: &mut Conn, location: &Location) -> QueryResult<()> {
    let values = (
        locations::name.eq(&location.name),
        locations::country.eq(&location.country),
        locations::city.eq(&location.city),
        locations::postal_code.eq(&location.postal_code),
        locations::street.eq(&location.street),
        locations::latitude.eq(location.latitude),
        locations::longitude.eq(location.longitude),
        locations::time_zone.eq(&location.time_zone),
        locations::languages.eq(location.languages.clone()),
        locations::opening_hours.eq(&location.opening_hours),
        locations::updated_at.eq(location.updated_at),
    );
    on!(conn, c => diesel::update(locations::table.find(location.id)).set(values).execute(c))?;
    Ok(())
}

/// Makes a location the main one of its organisation.
pub fn make_main(conn: &mut Conn, organisation_id: Id, location_id: Id) -> QueryResult<()> {
    let others = locations::table.filter(locations::organisation_id.eq(organisation_id));
    on!(conn, c => diesel::update(others).set(locations::main.eq(false)).execute(c))?;
    on!(conn, c => diesel::update(locations::table.find(location_id)).set(locations::main.eq(true)).execute(c))?;
    Ok(())
}

/// That one organisation works for another: subcontractors, helpers in a region.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = works_for)]
pub struct WorksFor {
    /// Identifier.
    pub id: Id,
    /// Who works.
    pub organisation_id: Id,
    /// For whom.
    pub for_organisation_id: Id,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
    /// When it was noted.
    pub created_at: Instant,
}

/// Notes that one works for another, in these services.
pub fn insert_works_for(conn: &mut Conn, relation: &WorksFor, service_ids: &[Id]) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(works_for::table).values(relation).execute(c))?;
    let rows: Vec<_> = service_ids
        .iter()
        .map(|service_id| {
            (
                works_for_services::works_for_id.eq(relation.id),
                works_for_services::service_id.eq(*service_id),
            )
        })
        .collect();
    on!(conn, c => diesel::insert_into(works_for_services::table).values(&rows).execute(c))?;
    Ok(())
}

/// For whom an organisation works and who works for it, the latest first.
pub fn works_for_of(conn: &mut Conn, organisation_id: Id) -> QueryResult<Vec<WorksFor>> {
    on!(conn, c => works_for::table
        .filter(works_for::organisation_id.eq(organisation_id).or(works_for::for_organisation_id.eq(organisation_id)))
        .order((works_for::from_on.desc(), works_for::id))
        .select(WorksFor::as_select())
        .load(c))
}

/// Codes of the services of a relation.
pub fn works_for_services_of(conn: &mut Conn, id: Id) -> QueryResult<Vec<String>> {
    on!(conn, c => works_for_services::table
        .inner_join(services::table)
        .filter(works_for_services::works_for_id.eq(id))
        .order(services::code)
        .select(services::code)
        .load(c))
}

/// Ends a relation with a last day.
pub fn end_works_for(conn: &mut Conn, id: Id, to_on: NaiveDate) -> QueryResult<()> {
    on!(conn, c => diesel::update(works_for::table.find(id)).set(works_for::to_on.eq(to_on)).execute(c))?;
    Ok(())
}

/// Names of organisations, whether in anybody's scope or not: the other side of a relation is known by its name alone.
pub fn name_of(conn: &mut Conn, id: Id) -> QueryResult<Option<String>> {
    on!(conn, c => organisations::table.find(id).select(organisations::name).first(c).optional())
}
