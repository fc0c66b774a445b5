//! Taking back what was recorded by mistake, for pages and calls alike.

use super::store::EventRow;
use super::{Book, Entry, entry};
use crate::organisations::Scope;
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use chrono::NaiveDate;

/// Longest reason, in characters.
pub const LONGEST: usize = 1_000;

/// A recorded event of a duty within the scope that can be taken back.
///
/// # Errors
///
/// [`Error::NotFound`] where there is none, [`Error::Refused`] where it was taken back before.
pub fn find(conn: &mut Conn, scope: &Scope, duty_id: Id, event_id: Id, today: NaiveDate) -> Result<(Entry, EventRow), Error> {
    let entry = entry(conn, scope, duty_id, today)?.ok_or(Error::NotFound)?;
    let event = entry
        .events
        .iter()
        .find(|event| event.id == event_id)
        .cloned()
        .ok_or(Error::NotFound)?;
    if !is_revocable(&entry, &event) {
        return Err(Error::NotFound);
    }
    if is_revoked(&entry, event_id) {
        return Err(Error::refused("duty-revoked-before"));
    }
    Ok((entry, event))
}

/// Whether an event of a duty was recorded by hand and can be taken back at all.
pub fn is_revocable(entry: &Entry, event: &EventRow) -> bool {
    entry.declared.revocable && event.kind == "kept"
}

/// Whether an event of a duty was taken back.
pub fn is_revoked(entry: &Entry, event_id: Id) -> bool {
    entry.events.iter().any(|event| event.revokes_id == Some(event_id))
}

/// Takes an event back, and records who did and why.
pub fn revoke(
    conn: &mut Conn,
    chance: &Chance,
    by: &By,
    scope: &Scope,
    (duty_id, event_id): (Id, Id),
    reason: &str,
    (today, now): (NaiveDate, Instant),
) -> Result<(), Error> {
    let (entry, event) = find(conn, scope, duty_id, event_id, today)?;
    Book::begin(conn, chance, now, today, by.actor_id)?.revoke(conn, &event, reason)?;
    let deed = Deed {
        action: "duty.revoke",
        subject_kind: "duties",
        subject_id: duty_id.to_string(),
        subject_label: format!("{}, {}", entry.partner.name, entry.title("en")),
        organisation_path: entry.partner.path.clone(),
        before: audit::state(&serde_json::json!({ "on": event.happened_on, "means": event.means })),
        after: audit::state(&serde_json::json!({ "reason": reason })),
    };
    Ok(audit::record(conn, chance, now, by, deed)?)
}
