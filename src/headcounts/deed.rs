//! What is done with head counts, each with its entry in the audit.

use super::form::NewHeadCount;
use super::store::{self, HeadCount};
use crate::organisations::store as organisations;
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::{Conn, Json};
use crate::platform::error::Error;
use crate::rules::day;
use crate::rules::id::{Id, Instant};
use chrono::NaiveDate;

/// Asks for it from its first day on.
///
/// # Errors
///
/// A fault at `code` where it is taken.
pub fn ask(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, new: NewHeadCount) -> Result<HeadCount, Error> {
    let row = HeadCount {
        id: chance.id(now),
        code: new.code,
        title: Json(new.title),
        requirement_id: new.requirement_id,
        least: new.least,
        services: Json(new.services),
        in_force_on: new.in_force_on,
        retired_on: None,
        created_by: by.actor_id,
        created_at: now,
    };
    if !store::insert(conn, &row)? {
        return Err(Error::field("code", "fault-code-taken"));
    }
    record(conn, chance, now, by, "head_count.ask", None, &row)?;
    Ok(row)
}

/// Says which is its last day.
///
/// # Errors
///
/// [`Error::NotFound`] where there is none, [`Error::Refused`] where that was said before.
pub fn retire(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, id: Id, on: NaiveDate) -> Result<HeadCount, Error> {
    let (before, _) = store::find(conn, id)?.ok_or(Error::NotFound)?;
    if on < before.in_force_on || !day::is_possible(on) {
        return Err(Error::field("on", "fault-no-date"));
    }
    if !store::retire(conn, id, on)? {
        return Err(Error::refused("head-count-retired-before"));
    }
    let after = HeadCount {
        retired_on: Some(on),
        ..before.clone()
    };
    record(conn, chance, now, by, "head_count.retire", Some(&before), &after)?;
    Ok(after)
}

fn record(
    conn: &mut Conn,
    chance: &Chance,
    now: Instant,
    by: &By,
    action: &str,
    before: Option<&HeadCount>,
    after: &HeadCount,
) -> Result<(), Error> {
    let deed = Deed {
        action,
        subject_kind: "head_counts",
        subject_id: after.id.to_string(),
        subject_label: after.code.clone(),
        organisation_path: organisations::top_path(conn)?,
        before: before.map(HeadCount::state),
        after: Some(after.state()),
    };
    Ok(audit::record(conn, chance, now, by, deed)?)
}
