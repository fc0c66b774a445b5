//! Many lines of what locations service, as files bring them: what is known, writing, and taking back.

use super::Stale;
use crate::on;
use crate::platform::db::Conn;
use crate::platform::db::bulk::{Holds, Table, written};
use crate::rules::id::{Id, Instant};
use crate::rules::import::product::{Comes, comes};
use crate::rules::own_field::Span;
use crate::schema::{location_products, locations};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashMap;

/// Values that one statement takes safely on either database.
const PORTION: usize = 5_000;

/// That a location services a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable)]
pub struct Serviced {
    /// Identifier.
    pub id: Id,
    /// Which location.
    pub location_id: Id,
    /// Which product.
    pub product_id: Id,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; none: open.
    pub to_on: Option<NaiveDate>,
}

impl Serviced {
    /// Its days.
    pub fn span(&self) -> Span {
        Span {
            from: self.from_on,
            to: self.to_on,
        }
    }
}

/// One that is there and gets another last day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// As it was when this was decided.
    pub before: Serviced,
    /// Its last day as it shall be; none: open.
    pub to_on: Option<NaiveDate>,
}

impl Change {
    fn after(&self) -> Serviced {
        Serviced {
            to_on: self.to_on,
            ..self.before.clone()
        }
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverted(&self) -> Self {
        Self {
            before: self.after(),
            to_on: self.before.to_on,
        }
    }
}

/// A location: its identifier, its name, and whether it is the main one.
pub type Place = (Id, String, bool);

/// The locations of these organisations, by organisation.
pub fn places(conn: &mut Conn, organisation_ids: &[Id]) -> QueryResult<HashMap<Id, Vec<Place>>> {
    let mut places: HashMap<Id, Vec<Place>> = HashMap::new();
    for portion in organisation_ids.chunks(PORTION) {
        let rows: Vec<(Id, Id, String, bool)> = on!(conn, c => locations::table
            .filter(locations::organisation_id.eq_any(portion))
            .order((locations::organisation_id, locations::id))
            .select((locations::organisation_id, locations::id, locations::name, locations::main))
            .load(c))?;
        for (organisation_id, id, name, main) in rows {
            places.entry(organisation_id).or_default().push((id, name, main));
        }
    }
    Ok(places)
}

/// What stands on record at these locations, by location and product.
pub fn known(conn: &mut Conn, location_ids: &[Id]) -> QueryResult<HashMap<(Id, Id), Vec<Serviced>>> {
    let mut known: HashMap<(Id, Id), Vec<Serviced>> = HashMap::new();
    for portion in location_ids.chunks(PORTION) {
        let rows: Vec<Serviced> = on!(conn, c => location_products::table
            .filter(location_products::location_id.eq_any(portion).and(location_products::withdrawn_at.is_null()))
            .order((location_products::from_on, location_products::id))
            .select((
                location_products::id,
                location_products::location_id,
                location_products::product_id,
                location_products::from_on,
                location_products::to_on,
            ))
            .load(c))?;
        for row in rows {
            known.entry((row.location_id, row.product_id)).or_default().push(row);
        }
    }
    Ok(known)
}

const NEW: Table = Table {
    name: "location_products",
    columns: &[
        ("id", Holds::Text),
        ("location_id", Holds::Text),
        ("product_id", Holds::Text),
        ("from_on", Holds::Date),
        ("to_on", Holds::Date),
        ("recorded_at", Holds::Instant),
        ("recorded_by", Holds::Text),
        ("updated_at", Holds::Instant),
    ],
};

const ENDS: Table = Table {
    name: "location_products",
    columns: &[("id", Holds::Text), ("to_on", Holds::Date), ("updated_at", Holds::Instant)],
};

/// Writes new lines and new last days. [`Stale`] where one is no longer as it was, or a new one would reach into another; nothing is to be
/// kept then.
pub fn write(conn: &mut Conn, new: &[Serviced], changed: &[Change], by: Option<Id>, now: Instant) -> QueryResult<Result<(), Stale>> {
    if !are_as_they_were(conn, changed.iter().map(|change| &change.before))? {
        return Ok(Err(Stale));
    }
    let at = written(&now).to_string();
    set_ends(conn, changed, &at)?;
    let places: Vec<Id> = new.iter().map(|one| one.location_id).collect();
    let known = known(conn, &places)?;
    let fits = |one: &Serviced| {
        let there = known.get(&(one.location_id, one.product_id)).map_or(&[][..], Vec::as_slice);
        comes(&there.iter().map(Serviced::span).collect::<Vec<_>>(), one.span()) == Comes::New
    };
    if !new.iter().all(fits) {
        return Ok(Err(Stale));
    }
    let row = |one: &Serviced| {
        json!({
            "id": one.id, "location_id": one.location_id, "product_id": one.product_id, "from_on": one.from_on, "to_on": one.to_on,
            "recorded_at": at, "recorded_by": by, "updated_at": at,
        })
    };
    NEW.insert(conn, &new.iter().map(row).collect::<Vec<_>>())?;
    Ok(Ok(()))
}

/// Takes [`write`] back: what was new never held, what got another last day has the one before. [`Stale`] where any of it was changed
/// since; nothing is to be kept then.
pub fn take_back(conn: &mut Conn, new: &[Serviced], changed: &[Change], by: Option<Id>, now: Instant) -> QueryResult<Result<(), Stale>> {
    let back: Vec<Change> = changed.iter().map(Change::inverted).collect();
    if !are_as_they_were(conn, new.iter().chain(back.iter().map(|change| &change.before)))? {
        return Ok(Err(Stale));
    }
    for portion in new.chunks(PORTION) {
        let these = location_products::table.filter(location_products::id.eq_any(portion.iter().map(|one| one.id)));
        on!(conn, c => diesel::update(these)
            .set((
                location_products::withdrawn_at.eq(now),
                location_products::withdrawn_by.eq(by),
                location_products::updated_at.eq(now),
            ))
            .execute(c))?;
    }
    set_ends(conn, &back, &written(&now).to_string())?;
    Ok(Ok(()))
}

fn set_ends(conn: &mut Conn, changed: &[Change], at: &str) -> QueryResult<()> {
    let row = |change: &Change| json!({ "id": change.before.id, "to_on": change.to_on, "updated_at": at });
    ENDS.update(conn, &changed.iter().map(row).collect::<Vec<_>>())?;
    Ok(())
}

fn are_as_they_were<'a>(conn: &mut Conn, seen: impl Iterator<Item = &'a Serviced>) -> QueryResult<bool> {
    let seen: Vec<&Serviced> = seen.collect();
    let places: Vec<Id> = seen.iter().map(|one| one.location_id).collect();
    let known = known(conn, &places)?;
    let there = |one: &Serviced| {
        known
            .get(&(one.location_id, one.product_id))
            .is_some_and(|there| there.contains(one))
    };
    Ok(seen.into_iter().all(there))
}
