//! Retiring a requirement, taking that back, and whom a requirement would reach before it is written.

use super::Refusals;
use super::requirement::{RequirementDefinition, RequirementRecord, found, parsed, record};
use crate::obligations::reach::{Reach, reach};
use crate::obligations::requirement::whole_network;
use crate::obligations::retirement::{self, LONGEST_REASON, LastDay};
use crate::people::May;
use crate::people::guard::ManageRequirements;
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;

/// The last day of a requirement, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RetirementBody {
    /// The last day on which it holds; today at the earliest.
    on: NaiveDate,
    /// Why; stands in the audit.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// Retires a requirement, or moves its last day.
#[utoipa::path(put, path = "/api/v1/requirements/{id}/retirement", tag = "requirements", params(("id" = uuid::Uuid, Path)),
    request_body = RetirementBody, responses((status = 200, body = RequirementRecord), Refusals))]
pub async fn retire(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<RetirementBody>,
) -> Result<HttpResponse, Error> {
    let mut faults = Faults::new();
    let reason = faults.text("reason", &body.reason, LONGEST_REASON, true);
    faults.done()?;
    let last = LastDay {
        on: body.on,
        today: may.actor.today(),
        reason: reason.unwrap_or_default(),
    };
    let chance = state.chance.clone();
    let retired = state
        .db
        .save(move |conn| {
            whole_network(conn, &may.scope)?;
            let requirement = found(conn, *id)?;
            retirement::retire(conn, &chance, may.actor.now, &may.actor.by(), &requirement, &last)?;
            let requirement = found(conn, *id)?;
            record(conn, requirement)
        })
        .await?;
    Ok(HttpResponse::Ok().json(retired))
}

/// Takes back that a requirement was retired.
#[utoipa::path(delete, path = "/api/v1/requirements/{id}/retirement", tag = "requirements", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), Refusals))]
pub async fn hold_on(may: May<ManageRequirements>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let chance = state.chance.clone();
    state
        .db
        .save(move |conn| {
            whole_network(conn, &may.scope)?;
            let requirement = found(conn, *id)?;
            retirement::hold_on(conn, &chance, may.actor.now, &may.actor.by(), &requirement)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Whom a definition would reach, how many would be overdue on day one, and what it changes where a requirement with its code decides. Nothing
/// is written.
#[utoipa::path(post, path = "/api/v1/requirements/reach", tag = "requirements", request_body = RequirementDefinition,
    responses((status = 200, body = Reach), Refusals))]
pub async fn try_reach(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    body: Json<serde_json::Value>,
) -> Result<HttpResponse, Error> {
    let definition = parsed(&body)?;
    let db = state.db.clone();
    let count = move || reach(&db, &may.scope, &definition, may.actor.now);
    Ok(HttpResponse::Ok().json(web::block(count).await??))
}
