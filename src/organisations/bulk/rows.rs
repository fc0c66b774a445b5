//! Organisations, locations and services as rows that travel in bulk.

use super::Entry;
use crate::platform::db::bulk::{Holds, Table, instant};
use crate::rules::id::{Id, Instant};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Row<'a> {
    id: Id,
    external_id: &'a str,
    parent_id: Option<Id>,
    kind: &'a str,
    name: &'a str,
    path: &'a str,
    since_on: Option<NaiveDate>,
    #[serde(serialize_with = "instant")]
    created_at: Instant,
    #[serde(serialize_with = "instant")]
    updated_at: Instant,
    revision: i32,
}

pub(super) const NEW: Table = Table {
    name: "organisations",
    columns: &[
        ("id", Holds::Text),
        ("external_id", Holds::Text),
        ("parent_id", Holds::Text),
        ("kind", Holds::Text),
        ("name", Holds::Text),
        ("path", Holds::Text),
        ("since_on", Holds::Date),
        ("created_at", Holds::Instant),
        ("updated_at", Holds::Instant),
        ("revision", Holds::Integer),
    ],
};

pub(super) const CHANGED: Table = Table {
    name: "organisations",
    columns: &[
        ("id", Holds::Text),
        ("external_id", Holds::Text),
        ("parent_id", Holds::Text),
        ("kind", Holds::Text),
        ("name", Holds::Text),
        ("since_on", Holds::Date),
        ("updated_at", Holds::Instant),
        ("revision", Holds::Integer),
    ],
};

#[derive(Serialize)]
pub(super) struct LocationRow<'a> {
    id: Id,
    organisation_id: Id,
    name: &'a str,
    main: bool,
    country: &'a str,
    city: &'a str,
    postal_code: &'a str,
    street: &'a str,
    latitude: Option<f64>,
    longitude: Option<f64>,
    time_zone: &'a str,
    languages: String,
    #[serde(serialize_with = "instant")]
    created_at: Instant,
    #[serde(serialize_with = "instant")]
    updated_at: Instant,
}

pub(super) const NEW_LOCATIONS: Table = Table {
    name: "locations",
    columns: &[
        ("id", Holds::Text),
        ("organisation_id", Holds::Text),
        ("name", Holds::Text),
        ("main", Holds::Bool),
        ("country", Holds::Text),
        ("city", Holds::Text),
        ("postal_code", Holds::Text),
        ("street", Holds::Text),
        ("latitude", Holds::Double),
        ("longitude", Holds::Double),
        ("time_zone", Holds::Text),
        ("languages", Holds::Text),
        ("created_at", Holds::Instant),
        ("updated_at", Holds::Instant),
    ],
};

pub(super) const CHANGED_LOCATIONS: Table = Table {
    name: "locations",
    columns: &[
        ("id", Holds::Text),
        ("name", Holds::Text),
        ("country", Holds::Text),
        ("city", Holds::Text),
        ("postal_code", Holds::Text),
        ("street", Holds::Text),
        ("latitude", Holds::Double),
        ("longitude", Holds::Double),
        ("time_zone", Holds::Text),
        ("languages", Holds::Text),
        ("updated_at", Holds::Instant),
    ],
};

#[derive(Serialize)]
pub(super) struct ServiceRow {
    pub(super) location_id: Id,
    pub(super) service_id: Id,
}

pub(super) const LOCATION_SERVICES: Table = Table {
    name: "location_services",
    columns: &[("location_id", Holds::Text), ("service_id", Holds::Text)],
};

pub(super) fn row<'a>(entry: &'a Entry, path: &'a str, now: Instant, revision: i32) -> Row<'a> {
    Row {
        id: entry.id,
        external_id: &entry.external_id,
        parent_id: entry.parent_id,
        kind: &entry.facts.kind,
        name: &entry.facts.name,
        path,
        since_on: entry.facts.since_on,
        created_at: now,
        updated_at: now,
        revision,
    }
}

pub(super) fn location_row(entry: &Entry, now: Instant) -> Option<LocationRow<'_>> {
    let facts = &entry.facts;
    Some(LocationRow {
        id: entry.location_id?,
        organisation_id: entry.id,
        name: &facts.name,
        main: true,
        country: &facts.country,
        city: &facts.city,
        postal_code: &facts.postal_code,
        street: &facts.street,
        latitude: facts.coordinates.map(|(north, _)| north),
        longitude: facts.coordinates.map(|(_, east)| east),
        time_zone: &facts.time_zone,
        languages: serde_json::to_string(&facts.languages).unwrap_or_default(),
        created_at: now,
        updated_at: now,
    })
}
