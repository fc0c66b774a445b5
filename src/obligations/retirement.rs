//! Retiring a requirement, and taking that back.

use super::requirement::about;
use super::store::{self, Requirement};
use super::{Cause, job};
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::day;
use crate::rules::id::Instant;
use chrono::NaiveDate;
use serde_json::{Value, json};

/// Most characters of a reason.
pub const LONGEST_REASON: usize = 500;

/// The last day of a requirement, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastDay {
    /// The last day on which it holds.
    pub on: NaiveDate,
    /// Today at the writer's place: what has passed stays as it was.
    pub today: NaiveDate,
    /// Why.
    pub reason: String,
}

/// Retires a requirement. Nobody owes it from the day after; what was proven and missed by then stays on record. A draft that waits for its
/// day waits no longer.
///
/// # Errors
///
/// [`Error::Invalid`] at `on` where that day has passed, [`Error::Refused`] where the requirement never decided.
pub fn retire(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, requirement: &Requirement, last: &LastDay) -> Result<(), Error> {
    if store::in_force_of(conn, requirement.id)?.is_none() {
        return Err(Error::refused("requirement-never-in-force"));
    }
    if !day::is_possible(last.on) {
        return Err(Error::field("on", "fault-no-date"));
    }
    if last.on < last.today {
        return Err(Error::field("on", "fault-day-has-passed"));
    }
    if let Some(draft) = store::draft_of(conn, requirement.id)?.filter(|draft| draft.put_in_force_at.is_some()) {
        store::update_draft(conn, draft.id, draft.revision, &draft.definition(&requirement.code), now)?;
    }
    store::retire(conn, requirement.id, Some(last.on))?;
    let said = json!({ "retired_on": last.on, "reason": last.reason });
    told(conn, chance, now, by, requirement, ("requirement.retire", Some(said)))
}

/// Takes back that a requirement was retired: it holds on.
///
/// # Errors
///
/// [`Error::Refused`] where it was not retired.
pub fn hold_on(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, requirement: &Requirement) -> Result<(), Error> {
    if requirement.retired_on.is_none() {
        return Err(Error::refused("requirement-not-retired"));
    }
    store::retire(conn, requirement.id, None)?;
    told(conn, chance, now, by, requirement, ("requirement.hold_on", None))
}

/// Writes the audit entry, and has everybody looked at again.
fn told(
    conn: &mut Conn,
    chance: &Chance,
    now: Instant,
    by: &By,
    requirement: &Requirement,
    (action, after): (&str, Option<Value>),
) -> Result<(), Error> {
    let Some(version) = store::in_force_of(conn, requirement.id)? else {
        return Err(Error::NotFound);
    };
    let deed = Deed {
        before: requirement.retired_on.map(|on| json!({ "retired_on": on })),
        after,
        ..about(conn, action, &version.definition(&requirement.code))?
    };
    audit::record(conn, chance, now, by, deed)?;
    job::recalculate_all(conn, chance, now, Cause::Requirement)
}
