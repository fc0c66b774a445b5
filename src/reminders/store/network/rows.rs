//! The rows that the network is made of.

use super::{Place, Unit};
use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{locations, memberships, organisations, people};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};

type OrganisationRow = (Id, Option<Id>, String, String, String, Option<NaiveDate>, String);

#[derive(Queryable, Selectable)]
#[diesel(table_name = people)]
pub(super) struct PersonRow {
    pub(super) id: Id,
    pub(super) external_id: Option<String>,
    pub(super) given_name: String,
    pub(super) family_name: String,
    pub(super) email: Option<String>,
    pub(super) language: String,
    pub(super) time_zone: Option<String>,
    pub(super) disabled_at: Option<Instant>,
}

/// The organisations of these people.
pub(super) fn homes(conn: &mut Conn, ids: &[Id]) -> QueryResult<Vec<Id>> {
    on!(conn, c => memberships::table
        .filter(memberships::person_id.eq_any(ids))
        .select(memberships::organisation_id)
        .distinct()
        .load(c))
}

/// A membership as far as it says where somebody is.
pub(super) struct Seat {
    pub(super) organisation_id: Id,
    pub(super) end_on: Option<NaiveDate>,
    pub(super) place: Option<Place>,
}

/// Memberships of these people, the earliest first.
pub(super) fn seats(conn: &mut Conn, person_ids: &[Id]) -> QueryResult<HashMap<Id, Vec<Seat>>> {
    type Row = (Id, Id, Option<NaiveDate>, Option<(String, String)>);
    let rows: Vec<Row> = on!(conn, c => memberships::table
        .left_join(locations::table)
        .filter(memberships::person_id.eq_any(person_ids))
        .order((memberships::start_on, memberships::id))
        .select((
            memberships::person_id,
            memberships::organisation_id,
            memberships::end_on,
            (locations::country, locations::time_zone).nullable(),
        ))
        .load(c))?;
    let mut seats: HashMap<Id, Vec<Seat>> = HashMap::new();
    for (person_id, organisation_id, end_on, place) in rows {
        seats.entry(person_id).or_default().push(Seat {
            organisation_id,
            end_on,
            place: place.map(|(country, zone)| Place::new(country, &zone)),
        });
    }
    Ok(seats)
}

/// The paths of an organisation and of all above it.
pub(super) fn upwards(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, slash)| path.get(..at + slash.len()))
}

/// Adds the organisations with these paths, which hold those above each as well; none: all there are.
pub(super) fn units(conn: &mut Conn, paths: Option<&BTreeSet<&str>>, units: &mut HashMap<Id, Unit>) -> QueryResult<()> {
    let mut rows: Vec<OrganisationRow> = on!(conn, c => {
        let mut query = organisations::table
            .select((
                organisations::id,
                organisations::parent_id,
                organisations::kind,
                organisations::name,
                organisations::path,
                organisations::reminders_since_on,
                organisations::external_id,
            ))
            .into_boxed();
        if let Some(paths) = paths {
            query = query.filter(organisations::path.eq_any(paths.iter().copied()));
        }
        query.load(c)
    })?;
    // Whoever stands above has a shorter path and is there first.
    rows.sort_by_key(|row| row.4.len());
    let places: Vec<(Id, String, String)> = on!(conn, c => {
        let mut query = locations::table
            .filter(locations::main)
            .select((locations::organisation_id, locations::country, locations::time_zone))
            .into_boxed();
        if paths.is_some() {
            query = query.filter(locations::organisation_id.eq_any(rows.iter().map(|row| row.0)));
        }
        query.load(c)
    })?;
    let places: HashMap<Id, Place> = places
        .into_iter()
        .map(|(id, country, zone)| (id, Place::new(country, &zone)))
        .collect();
    for (id, parent_id, kind, name, path, own_switch, external_id) in rows {
        let above = parent_id.and_then(|parent_id| units.get(&parent_id));
        let inherits = matches!(kind.as_str(), "branch" | "subcontractor");
        let reminders_since_on = own_switch.or_else(|| above.filter(|_| inherits)?.reminders_since_on);
        let place = places
            .get(&id)
            .cloned()
            .or_else(|| above.map(|unit| unit.place.clone()))
            .unwrap_or_else(Place::nowhere);
        units.insert(
            id,
            Unit {
                name,
                external_id,
                path,
                reminders_since_on,
                parent_id,
                place,
            },
        );
    }
    Ok(())
}
