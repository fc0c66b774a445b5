//! Many organisations at once, as files bring them: what is known of them, adding, changing and taking back.

mod branch;
mod rows;
pub mod serviced;
mod write;

pub use write::{built_on, change, close_locations, insert, remove};

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::Id;
use crate::rules::import::organisation::Facts;
use crate::schema::{location_services, locations, organisations, services};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// An organisation as a file describes it, with the identifiers of its record and of its main location.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Identifier.
    pub id: Id,
    /// The manufacturer's number for it.
    pub external_id: String,
    /// Who administers it; none for the manufacturer.
    pub parent_id: Option<Id>,
    /// Its main location; none where it has none.
    pub location_id: Option<Id>,
    /// What files can say of it.
    pub facts: Facts,
}

/// An organisation that is known.
#[derive(Clone, Debug)]
pub struct Known {
    /// As a file would describe it.
    pub entry: Entry,
    /// Its path.
    pub path: String,
    /// How often it was changed.
    pub revision: i32,
}

/// An organisation before and after a change.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Change {
    /// As it was when the change was decided.
    pub before: Entry,
    /// As it shall be.
    pub after: Entry,
    /// Its revision when the change was decided.
    pub revision: i32,
}

/// What came between deciding a change and making it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stale;

/// All organisations, wherever they stand: a file may name any, and one that is not the importing person's to see must not be made a
/// second time.
pub fn known(conn: &mut Conn) -> QueryResult<Vec<Known>> {
    let all: Vec<super::Organisation> =
        on!(conn, c => organisations::table.order(organisations::path).select(super::Organisation::as_select()).load(c))?;
    let mains: Vec<super::Location> = on!(conn, c => locations::table
        .filter(locations::main.eq(true))
        .select(super::Location::as_select())
        .load(c))?;
    let offered: Vec<(Id, String)> = on!(conn, c => location_services::table
        .inner_join(services::table)
        .order(services::code)
        .select((location_services::location_id, services::code))
        .load(c))?;
    let mut services: HashMap<Id, Vec<String>> = HashMap::new();
    for (location_id, code) in offered {
        services.entry(location_id).or_default().push(code);
    }
    let mut mains: HashMap<Id, super::Location> = mains.into_iter().map(|location| (location.organisation_id, location)).collect();
    let names: HashMap<Id, String> = all.iter().map(|one| (one.id, one.external_id.clone())).collect();
    Ok(all
        .into_iter()
        .map(|one| {
            let main = mains.remove(&one.id);
            let offered = main.as_ref().and_then(|main| services.remove(&main.id)).unwrap_or_default();
            let parent = one.parent_id.and_then(|id| names.get(&id).cloned());
            Known {
                path: one.path.clone(),
                revision: one.revision,
                entry: entry(one, main, parent, offered),
            }
        })
        .collect())
}

fn entry(one: super::Organisation, main: Option<super::Location>, parent_external_id: Option<String>, services: Vec<String>) -> Entry {
    let location_id = main.as_ref().map(|main| main.id);
    let main = main.map(|main| {
        (
            main.country,
            main.city,
            main.postal_code,
            main.street,
            main.latitude.zip(main.longitude),
            main.time_zone,
            main.languages.0,
        )
    });
    let (country, city, postal_code, street, coordinates, time_zone, languages) = main.unwrap_or_default();
    Entry {
        id: one.id,
        external_id: one.external_id,
        parent_id: one.parent_id,
        location_id,
        facts: Facts {
            parent_external_id,
            kind: one.kind,
            name: one.name,
            country,
            city,
            postal_code,
            street,
            coordinates,
            time_zone,
            languages,
            services,
            since_on: one.since_on,
        },
    }
}
