//! What can be done to an import, the same for pages and API.

use crate::imports::apply::{self, Decision};
use crate::imports::begin::enqueue_check;
use crate::imports::declination;
use crate::imports::store::{self, Import, State as Step, StoredRow};
use crate::imports::undo;
use crate::obligations::requirement;
use crate::people::guard::{self, May};
use crate::platform::db::Json;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::rules::import::Kind;
use crate::rules::import::header::Mapping;
use crate::rules::person::Action;
use actix_web::web;

/// The import, where it is this person's to decide about.
pub async fn held(may: &May<guard::Import>, state: &State, id: Id) -> Result<Import, Error> {
    let import = super::found(may, state, id).await?;
    trusted(may, state, &import.kind).await?;
    Ok(import)
}

/// Whoever handles requirements in a file must be trusted with requirements of the whole network.
pub async fn trusted(may: &May<guard::Import>, state: &State, kind: &str) -> Result<(), Error> {
    if kind != Kind::Requirements.as_str() {
        return Ok(());
    }
    if !may.actor.may(Action::ManageRequirements) {
        return Err(Error::Forbidden);
    }
    let scope = may.actor.scope(Action::ManageRequirements);
    state.db.look(move |conn| requirement::whole_network(conn, &scope)).await
}

/// An import that may be checked again or set aside: nothing of it is written.
fn unwritten(import: Option<Import>) -> Result<Import, Error> {
    let import = import.ok_or(Error::NotFound)?;
    if matches!(import.state(), Step::Mapping | Step::Checked | Step::Stale | Step::Failed) {
        Ok(import)
    } else {
        Err(Error::Refused(Message::new("import-refused-not-checked")))
    }
}

/// The import as it is when a check begins.
fn begun_anew(import: Import) -> Import {
    Import {
        rows_done: 0,
        error: None,
        checked_at: None,
        ..import
    }
    .now_in(Step::Checking)
}

/// Has a file checked again, against what is known now.
pub async fn check_again(may: &May<guard::Import>, state: &State, id: Id) -> Result<(), Error> {
    let (owned, by, now) = (state.clone(), may.actor.by(), may.actor.now);
    state
        .db
        .save(move |conn| {
            let import = begun_anew(unwritten(store::hold(conn, id)?)?);
            store::update(conn, &import)?;
            enqueue_check(conn, &owned, &by, &import, now)
        })
        .await
}

/// Says which column of a file is which of ours, has it checked so, and remembers it for the next file with the same first line.
///
/// # Errors
///
/// [`Error::Invalid`] at the name of each column of ours that is needed and that none of the file stands for.
pub async fn name_columns(may: &May<guard::Import>, state: &State, import: &Import, chosen: Mapping) -> Result<(), Error> {
    let kind: Kind = import.kind.parse().map_err(Error::internal)?;
    let mut mapping = chosen.confined(kind.columns(), import.header.0.len());
    if kind.has_own_fields() {
        mapping = mapping.with_own(&import.header.0);
    }
    let missing = mapping.missing(kind.columns());
    if !missing.is_empty() {
        let fault = |name: &&str| FieldError::new(*name, Message::new("import-fault-column"));
        return Err(Error::Invalid(missing.iter().map(fault).collect()));
    }
    let (owned, by, now, id) = (state.clone(), may.actor.by(), may.actor.now, import.id);
    state
        .db
        .save(move |conn| {
            let import = unwritten(store::hold(conn, id)?)?;
            store::remember_mapping(conn, &import.kind, &import.header.0, &mapping, now)?;
            let import = Import {
                mapping: Json(mapping),
                ..begun_anew(import)
            };
            store::update(conn, &import)?;
            enqueue_check(conn, &owned, &by, &import, now)
        })
        .await
}

/// The import, where its file has columns that can be named.
pub async fn table(may: &May<guard::Import>, state: &State, id: Id) -> Result<Import, Error> {
    let import = super::found(may, state, id).await?;
    if import.header.0.is_empty() {
        Err(Error::NotFound)
    } else {
        Ok(import)
    }
}

/// Lets a checked file be applied by a job.
pub async fn release(may: &May<guard::Import>, state: &State, id: Id, decision: Decision) -> Result<Import, Error> {
    let (owned, by, now) = (state.clone(), may.actor.by(), may.actor.now);
    state
        .db
        .save(move |conn| apply::release(conn, &owned, &by, id, decision, true, now))
        .await
}

/// Declines the correction of a line with a reason, or with none lets it be made after all.
pub async fn decide_row(
    may: &May<guard::Import>,
    state: &State,
    (id, line): (Id, i32),
    reason: Option<String>,
) -> Result<StoredRow, Error> {
    let (chance, by, now) = (state.chance.clone(), may.actor.by(), may.actor.now);
    state
        .db
        .save(move |conn| declination::decide(conn, &chance, &by, id, line, reason.as_deref(), now))
        .await
}

/// Sets a file aside.
pub async fn set_aside(state: &State, id: Id) -> Result<(), Error> {
    state
        .db
        .save(move |conn| {
            let import = unwritten(store::hold(conn, id)?)?.now_in(Step::Cancelled);
            Ok(store::update(conn, &import)?)
        })
        .await
}

/// Takes an applied import back; `confirmed` is the number of obligations that rest on it, as it was told.
pub async fn take_back(may: &May<guard::Import>, state: &State, id: Id, confirmed: Option<i64>) -> Result<Import, Error> {
    let (owned, by, now) = (state.clone(), may.actor.by(), may.actor.now);
    web::block(move || undo::run_knowing(&owned, id, &by, confirmed, now)).await?
}
