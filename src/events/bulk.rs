//! Many events at once, as files bring them: what is known, adding, and taking back.

use crate::on;
use crate::platform::db::Conn;
use crate::platform::db::bulk::{Holds, Table, written};
use crate::rules::id::{Id, Instant};
use crate::schema::{events, memberships};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::{HashMap, HashSet};

/// Values that one statement takes safely on either database.
const PORTION: usize = 5_000;

/// What makes an event the same as another one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Queryable)]
pub struct Known {
    /// What happened.
    pub kind_id: Id,
    /// On which day.
    pub happened_on: NaiveDate,
    /// Where.
    pub organisation_id: Id,
    /// To which product.
    pub product_id: Option<Id>,
    /// To whom.
    pub person_id: Option<Id>,
}

/// An event that is to be written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Identifier.
    pub id: Id,
    /// What, when, and about whom.
    pub known: Known,
    /// What else there is to say.
    pub note: String,
}

/// What stands on record.
pub fn known(conn: &mut Conn) -> QueryResult<HashSet<Known>> {
    let all: Vec<Known> = on!(conn, c => events::table
        .filter(events::withdrawn_at.is_null())
        .select((
            events::kind_id,
            events::happened_on,
            events::organisation_id,
            events::product_id,
            events::person_id,
        ))
        .load(c))?;
    Ok(all.into_iter().collect())
}

/// Where these people belong: their latest membership.
pub fn homes(conn: &mut Conn, person_ids: &[Id]) -> QueryResult<HashMap<Id, Id>> {
    let mut homes = HashMap::new();
    for portion in person_ids.chunks(PORTION) {
        let rows: Vec<(Id, Id)> = on!(conn, c => memberships::table
            .filter(memberships::person_id.eq_any(portion))
            .order((memberships::start_on, memberships::id))
            .select((memberships::person_id, memberships::organisation_id))
            .load(c))?;
        // The last in order stays.
        homes.extend(rows);
    }
    Ok(homes)
}

const NEW: Table = Table {
    name: "events",
    columns: &[
        ("id", Holds::Text),
        ("kind_id", Holds::Text),
        ("happened_on", Holds::Date),
        ("organisation_id", Holds::Text),
        ("product_id", Holds::Text),
        ("person_id", Holds::Text),
        ("note", Holds::Text),
        ("recorded_at", Holds::Instant),
        ("recorded_by", Holds::Text),
        ("updated_at", Holds::Instant),
    ],
};

/// Writes them down.
pub fn insert(conn: &mut Conn, plans: &[Plan], by: Option<Id>, now: Instant) -> QueryResult<()> {
    let at = written(&now).to_string();
    let row = |plan: &Plan| {
        json!({
            "id": plan.id, "kind_id": plan.known.kind_id, "happened_on": plan.known.happened_on,
            "organisation_id": plan.known.organisation_id, "product_id": plan.known.product_id, "person_id": plan.known.person_id,
            "note": plan.note, "recorded_at": at, "recorded_by": by, "updated_at": at,
        })
    };
    let rows: Vec<_> = plans.iter().map(row).collect();
    NEW.insert(conn, &rows)?;
    Ok(())
}

/// Takes back those that stand: they never happened.
pub fn withdraw(conn: &mut Conn, plans: &[Plan], by: Option<Id>, now: Instant) -> QueryResult<()> {
    for portion in plans.chunks(PORTION) {
        let these = events::table.filter(
            events::id
                .eq_any(portion.iter().map(|plan| plan.id))
                .and(events::withdrawn_at.is_null()),
        );
        on!(conn, c => diesel::update(these)
            .set((events::withdrawn_at.eq(now), events::withdrawn_by.eq(by), events::updated_at.eq(now)))
            .execute(c))?;
    }
    Ok(())
}
