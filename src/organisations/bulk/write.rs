//! Adding, changing and taking back many organisations.

use super::branch::move_branches;
use super::rows::{CHANGED, CHANGED_LOCATIONS, LOCATION_SERVICES, NEW, NEW_LOCATIONS, Row, ServiceRow, location_row, row};
use super::{Change, Entry, Stale};
use crate::on;
use crate::organisations::catalogue;
use crate::organisations::store::{offer_services, segment};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{location_services, locations, organisations};
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// Adds organisations, parents before children in whatever order they come, each with its main location.
pub fn insert(conn: &mut Conn, entries: &[Entry], chance: &Chance, now: Instant) -> QueryResult<()> {
    let mut paths = paths(conn)?;
    let mut rows = Vec::with_capacity(entries.len());
    let mut waiting: Vec<&Entry> = entries.iter().collect();
    while !waiting.is_empty() {
        let before = waiting.len();
        let mut later = Vec::new();
        for entry in waiting {
            let above = match entry.parent_id {
                Some(parent) => paths.get(&parent).cloned(),
                None => Some(String::new()),
            };
            let Some(above) = above else {
                later.push(entry);
                continue;
            };
            let path = format!("{above}{}/", segment(chance));
            paths.insert(entry.id, path.clone());
            rows.push((entry, path));
        }
        if later.len() == before {
            // A parent went away after the file was checked.
            return Err(diesel::result::Error::NotFound);
        }
        waiting = later;
    }
    let rows: Vec<Row<'_>> = rows.iter().map(|(entry, path)| row(entry, path, now, 0)).collect();
    NEW.insert(conn, &rows)?;
    open_locations(conn, entries.iter(), now)
}

fn paths(conn: &mut Conn) -> QueryResult<HashMap<Id, String>> {
    let all: Vec<(Id, String)> = on!(conn, c => organisations::table.select((organisations::id, organisations::path)).load(c))?;
    Ok(all.into_iter().collect())
}

fn open_locations<'a>(conn: &mut Conn, entries: impl Iterator<Item = &'a Entry> + Clone, now: Instant) -> QueryResult<()> {
    let rows: Vec<_> = entries.clone().filter_map(|entry| location_row(entry, now)).collect();
    NEW_LOCATIONS.insert(conn, &rows)?;
    let offered = offered(conn, entries)?;
    LOCATION_SERVICES.insert(conn, &offered)?;
    Ok(())
}

fn offered<'a>(conn: &mut Conn, entries: impl Iterator<Item = &'a Entry>) -> QueryResult<Vec<ServiceRow>> {
    let catalogue: HashMap<String, Id> = catalogue::services(conn)?.into_iter().map(|one| (one.code, one.id)).collect();
    let row = |location_id: Id, code: &String| {
        catalogue.get(code).map(|id| ServiceRow {
            location_id,
            service_id: *id,
        })
    };
    Ok(entries
        .filter_map(|entry| entry.location_id.map(|location_id| (location_id, entry)))
        .flat_map(|(location_id, entry)| entry.facts.services.iter().filter_map(move |code| row(location_id, code)))
        .collect())
}

/// Changes organisations, their main locations and, where a parent changed, the paths of whole branches. [`Stale`] where one of them is no
/// longer as it was when the change was decided; nothing is to be kept then.
pub fn change(conn: &mut Conn, changes: &[Change], now: Instant) -> QueryResult<Result<(), Stale>> {
    let expected: HashMap<Id, i32> = changes.iter().map(|change| (change.after.id, change.revision)).collect();
    if !is_current(conn, &expected)? {
        return Ok(Err(Stale));
    }
    let rows: Vec<_> = changes
        .iter()
        .map(|change| row(&change.after, "", now, change.revision + 1))
        .collect();
    CHANGED.update(conn, &rows)?;
    let opened = changes
        .iter()
        .filter(|change| change.before.location_id.is_none())
        .map(|change| &change.after);
    open_locations(conn, opened, now)?;
    let kept: Vec<&Entry> = changes
        .iter()
        .filter(|change| change.before.location_id.is_some())
        .map(|change| &change.after)
        .collect();
    let rows: Vec<_> = kept.iter().filter_map(|entry| location_row(entry, now)).collect();
    CHANGED_LOCATIONS.update(conn, &rows)?;
    for change in changes
        .iter()
        .filter(|change| change.before.facts.services != change.after.facts.services)
    {
        let (Some(id), Some(_)) = (change.before.location_id, change.after.location_id) else {
            continue;
        };
        let services = offered(conn, std::iter::once(&change.after))?;
        let ids: Vec<Id> = services.iter().map(|row| row.service_id).collect();
        offer_services(conn, id, &ids)?;
    }
    let moved: Vec<&Change> = changes
        .iter()
        .filter(|change| change.before.parent_id != change.after.parent_id)
        .collect();
    move_branches(conn, &moved)?;
    Ok(Ok(()))
}

fn is_current(conn: &mut Conn, expected: &HashMap<Id, i32>) -> QueryResult<bool> {
    let ids: Vec<Id> = expected.keys().copied().collect();
    let mut count = 0;
    for portion in ids.chunks(1_000) {
        let query = organisations::table
            .filter(organisations::id.eq_any(portion))
            .select((organisations::id, organisations::revision));
        let found: Vec<(Id, i32)> = match conn {
            Conn::Sqlite(c) => query.load(*c)?,
            // Held until the end of the transaction, so that nobody changes them in between.
            Conn::Postgres(c) => query.for_update().load(*c)?,
        };
        if found.iter().any(|(id, revision)| expected.get(id) != Some(revision)) {
            return Ok(false);
        }
        count += found.len();
    }
    Ok(count == ids.len())
}

/// Which of these organisations were changed since they were made, or have an organisation below them that is none of them.
pub fn built_on(conn: &mut Conn, ids: &[Id]) -> QueryResult<i64> {
    let mine: BTreeSet<Id> = ids.iter().copied().collect();
    let mut count = 0;
    for portion in ids.chunks(1_000) {
        let touched: i64 = on!(conn, c => organisations::table
            .filter(organisations::id.eq_any(portion).and(organisations::revision.gt(0)))
            .count()
            .get_result(c))?;
        let below: Vec<Id> = on!(conn, c => organisations::table
            .filter(organisations::parent_id.eq_any(portion.iter().map(|id| Some(*id)).collect::<Vec<_>>()))
            .select(organisations::id)
            .load(c))?;
        count += touched + i64::try_from(below.iter().filter(|id| !mine.contains(id)).count()).unwrap_or(i64::MAX);
    }
    Ok(count)
}

/// Takes back organisations that were just made. A constraint refuses where something refers to them.
pub fn remove(conn: &mut Conn, ids: &[Id]) -> QueryResult<()> {
    close_locations(conn, ids)?;
    // Children before parents: the longest path first.
    let mut paths: Vec<(Id, String)> = paths(conn)?.into_iter().filter(|(id, _)| ids.contains(id)).collect();
    paths.sort_by_key(|(_, path)| std::cmp::Reverse(path.matches('/').count()));
    for (id, _) in paths {
        on!(conn, c => diesel::delete(organisations::table.find(id)).execute(c))?;
    }
    Ok(())
}

/// Removes the main locations that an import opened for organisations without one.
pub fn close_locations(conn: &mut Conn, ids: &[Id]) -> QueryResult<()> {
    for portion in ids.chunks(1_000) {
        let places: Vec<Id> = on!(conn, c => locations::table
            .filter(locations::organisation_id.eq_any(portion))
            .select(locations::id)
            .load(c))?;
        on!(conn, c => diesel::delete(location_services::table.filter(location_services::location_id.eq_any(&places))).execute(c))?;
        on!(conn, c => diesel::delete(locations::table.filter(locations::id.eq_any(&places))).execute(c))?;
    }
    Ok(())
}
