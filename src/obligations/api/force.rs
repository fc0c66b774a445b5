//! Drafts of requirements: put into force, and taken back while they wait for their day.

use super::Refusals;
use super::requirement::found;
use crate::obligations::content;
use crate::obligations::reach::{ReachChange, reach};
use crate::obligations::requirement::{self, Entry, whole_network};
use crate::obligations::store;
use crate::people::May;
use crate::people::guard::ManageRequirements;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use serde::Serialize;
use utoipa::ToSchema;

/// What became of a draft that was put into force.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryRecord {
    /// `entered`: it decides now. `waits`: it does from its day on.
    entry: &'static str,
    /// What its page warned of, in the caller's language: that no course that counts has content, and what becomes of what is owed: how many
    /// obligations are overdue and would be so no more, go away, or get another date.
    warnings: Vec<String>,
}

/// Puts the draft into force, or has it wait for its day.
#[utoipa::path(post, path = "/api/v1/requirements/{id}/draft/entry", tag = "requirements", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = EntryRecord), Refusals))]
pub async fn enter(may: May<ManageRequirements>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (chance, words) = (state.chance.clone(), may.actor.words(&state));
    let (scope, by, now) = (may.scope.clone(), may.actor.by(), may.actor.now);
    let (id, db, asked) = (id.into_inner(), state.db.clone(), scope.clone());
    let count = move || -> Result<ReachChange, Error> {
        let replacing = db.read(|conn| {
            whole_network(conn, &asked)?;
            let requirement = found(conn, id)?;
            let present = store::in_force_of(conn, requirement.id)?;
            let draft = store::draft_of(conn, requirement.id)?.filter(|_| present.is_some());
            Ok(draft.map(|draft| draft.definition(&requirement.code)))
        })?;
        let counted = replacing.map(|definition| reach(&db, &asked, &definition, now)).transpose()?;
        Ok(counted.and_then(|reach| reach.change).unwrap_or_default())
    };
    let change = web::block(count).await??;
    let (entry, lacking) = state
        .db
        .save(move |conn| {
            whole_network(conn, &scope)?;
            let requirement = found(conn, id)?;
            let lacking = match store::draft_of(conn, requirement.id)? {
                Some(draft) => content::lacking(conn, &draft)?,
                None => Vec::new(),
            };
            let entry = requirement::put_in_force(conn, &chance, now, &by, &requirement)?;
            Ok((entry, lacking))
        })
        .await?;
    let entry = match entry {
        Entry::Entered => "entered",
        Entry::Waits => "waits",
    };
    let warnings = content::warning(words, &lacking).into_iter().chain(change.told(words)).collect();
    Ok(HttpResponse::Ok().json(EntryRecord { entry, warnings }))
}

/// Takes back that the draft waits for its day.
#[utoipa::path(delete, path = "/api/v1/requirements/{id}/draft/entry", tag = "requirements", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), Refusals))]
pub async fn take_back(may: May<ManageRequirements>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let chance = state.chance.clone();
    state
        .db
        .save(move |conn| {
            whole_network(conn, &may.scope)?;
            let requirement = found(conn, *id)?;
            requirement::take_back(conn, &chance, may.actor.now, &may.actor.by(), &requirement)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
