//! Pausing and waiving: recorded and withdrawn with a reason, each with its entry in the audit and a recalculation of the person.

use super::Cause;
use super::job;
use super::store::{self, Excuse, ExcuseKind, NewExcuse};
use crate::evidence::paper::Scan;
use crate::evidence::store::{branch_of, insert_scan};
use crate::organisations::Scope;
use crate::people::{Actor, store as people};
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::media;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};

/// Keeps the document, if there is one, then records a pause or a waiver of somebody within the scope. The file comes first, so that no row
/// names one that is missing.
///
/// # Errors
///
/// As [`record`], and a fault at `document` where it is neither PDF nor picture.
pub async fn give(
    state: &State,
    actor: &Actor,
    scope: &Scope,
    kind: ExcuseKind,
    new: NewExcuse,
    scan: Option<Scan>,
) -> Result<Excuse, Error> {
    if scan.as_ref().is_some_and(|scan| media::of(&scan.content).is_none()) {
        return Err(Error::field("document", "paper-scan-kind"));
    }
    let document = match scan {
        Some(scan) => {
            let hash = state.files.keep(scan.content.clone()).await?;
            Some((scan, hash))
        }
        None => None,
    };
    let (actor, scope, chance) = (actor.clone(), scope.clone(), state.chance.clone());
    state
        .db
        .save(move |conn| rest_on(conn, &scope, kind, &chance, actor.now, &actor.by(), &new, document.as_ref()))
        .await
}

/// Records a pause or a waiver of somebody within the scope.
///
/// # Errors
///
/// Faults at their fields where the person or the requirement is unknown, or the end lies before the beginning.
pub fn record(
    conn: &mut Conn,
    scope: &Scope,
    kind: ExcuseKind,
    chance: &Chance,
    now: Instant,
    by: &By,
    new: &NewExcuse,
) -> Result<Excuse, Error> {
    rest_on(conn, scope, kind, chance, now, by, new, None)
}

/// The same with the document on which it rests, which is kept under a hash.
fn rest_on(
    conn: &mut Conn,
    scope: &Scope,
    kind: ExcuseKind,
    chance: &Chance,
    now: Instant,
    by: &By,
    new: &NewExcuse,
    document: Option<&(Scan, String)>,
) -> Result<Excuse, Error> {
    if people::find(conn, scope, new.person_id)?.is_none() {
        return Err(Error::field("person_id", "fault-unknown-person"));
    }
    if let Some(id) = new.requirement_id
        && store::find_requirement(conn, id)?.is_none()
    {
        return Err(Error::field("requirement_id", "fault-unknown-requirement"));
    }
    if new.to_on.is_some_and(|to| to < new.from_on) {
        return Err(Error::field("to_on", "fault-ends-before-it-begins"));
    }
    let file_id = match document {
        Some((scan, hash)) => Some(insert_scan(conn, chance.id(now), scan, hash, by.actor_id, now)?),
        None => None,
    };
    let excuse = Excuse {
        id: chance.id(now),
        person_id: new.person_id,
        requirement_id: new.requirement_id,
        from_on: new.from_on,
        to_on: new.to_on,
        reason: new.reason.clone(),
        created_by: by.actor_id,
        created_at: now,
        withdrawn_at: None,
        withdrawn_by: None,
        withdrawn_reason: None,
        file_id,
    };
    store::insert_excuse(conn, kind, &excuse)?;
    deed(conn, kind, chance, now, by, "create", None, &excuse)?;
    job::recalculate_person(conn, chance, now, excuse.person_id, Cause::Excuse)?;
    Ok(excuse)
}

/// Withdraws a pause or a waiver of somebody within the scope; it stays on record. One that was withdrawn before stays as it is.
pub fn withdraw(
    conn: &mut Conn,
    scope: &Scope,
    kind: ExcuseKind,
    chance: &Chance,
    now: Instant,
    by: &By,
    id: Id,
    reason: &str,
) -> Result<Excuse, Error> {
    let before = store::find_excuse(conn, scope, kind, id)?.ok_or(Error::NotFound)?;
    if !store::withdraw(conn, kind, id, by.actor_id, reason, now)? {
        return Err(Error::refused("excuse-withdrawn-before"));
    }
    let after = Excuse {
        withdrawn_at: Some(now),
        withdrawn_by: by.actor_id,
        withdrawn_reason: Some(reason.to_owned()),
        ..before.clone()
    };
    deed(conn, kind, chance, now, by, "withdraw", Some(&before), &after)?;
    job::recalculate_person(conn, chance, now, after.person_id, Cause::Excuse)?;
    Ok(after)
}

fn deed(
    conn: &mut Conn,
    kind: ExcuseKind,
    chance: &Chance,
    now: Instant,
    by: &By,
    verb: &str,
    before: Option<&Excuse>,
    after: &Excuse,
) -> Result<(), Error> {
    let name = people::name_of(conn, after.person_id)?;
    let action = format!("{}.{verb}", kind.as_str());
    let deed = Deed {
        action: &action,
        subject_kind: kind.table(),
        subject_id: after.id.to_string(),
        subject_label: name,
        organisation_path: branch_of(conn, after.person_id)?,
        before: before.and_then(audit::state),
        after: audit::state(after),
    };
    Ok(audit::record(conn, chance, now, by, deed)?)
}
