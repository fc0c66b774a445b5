//! What organisations leave for later slices.

use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::jobs;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};

/// Something about an organisation changed that later slices build on: its place in the tree, its locations, their services, zone or
/// country. `{"organisation_id": …}`
pub const CHANGED: &str = "organisations.changed";

/// Says that an organisation changed; call it in the transaction of the change.
pub fn say_changed(conn: &mut Conn, state: &State, organisation_id: Id, now: Instant) -> Result<(), Error> {
    let payload = serde_json::json!({ "organisation_id": organisation_id });
    Ok(jobs::enqueue(
        conn,
        &state.chance,
        now,
        CHANGED,
        Some(&organisation_id.to_string()),
        &payload,
        now,
    )?)
}
