//! Switching the reminders of a partner's people on from a day, or off.

use super::job;
use super::store::switch;
use crate::organisations::{Scope, store as organisations};
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use chrono::NaiveDate;

/// Switches on from a day on, or with none off; records it, and answers the partner's name. What is owed already goes out with a run of its
/// own rather than with the next hour's: whoever switches on wants to see it begin.
///
/// # Errors
///
/// No such organisation within the scope.
pub fn set(
    conn: &mut Conn,
    chance: &Chance,
    by: &By,
    scope: &Scope,
    id: Id,
    since_on: Option<NaiveDate>,
    now: Instant,
) -> Result<String, Error> {
    let unit = organisations::find(conn, scope, id)?.ok_or(Error::NotFound)?;
    switch::set(conn, id, since_on, now)?;
    let deed = Deed {
        action: if since_on.is_some() { "reminders.on" } else { "reminders.off" },
        subject_kind: "organisations",
        subject_id: id.to_string(),
        subject_label: unit.name.clone(),
        organisation_path: unit.path,
        before: audit::state(&unit.reminders_since_on),
        after: audit::state(&since_on),
    };
    audit::record(conn, chance, now, by, deed)?;
    if since_on.is_some() {
        job::enqueue(conn, chance, now)?;
    }
    Ok(unit.name)
}
