//! What the brake holds, and sending a notice again.

use crate::people::May;
use crate::people::guard::ManageReminders;
use crate::platform::api::Problem;
use crate::platform::error::Error;
use crate::platform::request;
use crate::platform::state::State;
use crate::reminders::held::{self, Decision, Group};
use crate::reminders::resend;
use crate::reminders::store::material::Material;
use crate::rules::id::Id;
use actix_web::HttpResponse;
use actix_web::web::{Data, Json, Path};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Notices of one requirement that one run held.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HeldItem {
    /// When it ran; names the run in a decision.
    pub run: DateTime<Utc>,
    /// Code of the requirement.
    pub requirement: String,
    /// Identifier of the requirement.
    #[schema(value_type = String, format = Uuid)]
    pub requirement_id: Id,
    /// How many notices.
    pub notices: usize,
    /// To how many people.
    pub recipients: usize,
}

/// What is decided about held notices.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HeldDecision {
    /// The run.
    pub run: DateTime<Utc>,
    /// The requirement.
    #[schema(value_type = String, format = Uuid)]
    pub requirement_id: Id,
    /// What is done with them.
    pub decision: Decision,
}

/// How many notices a decision was about.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Decided {
    /// Notices.
    pub notices: usize,
}

/// Lists what the brake holds, the oldest run first.
#[utoipa::path(
    get, path = "/api/v1/reminders/held", tag = "reminders",
    responses(
        (status = 200, body = Vec<HeldItem>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(may: May<ManageReminders>, state: Data<State>) -> Result<Json<Vec<HeldItem>>, Error> {
    let scope = may.scope.clone();
    let (groups, titles) = state
        .db
        .gather(move |conn| Ok((held::groups(conn, &scope)?, Material::titles(conn)?)))
        .await?;
    let item = |group: Group| HeldItem {
        run: group.run.utc(),
        requirement: titles.get(&group.requirement_id).map(|one| one.code.clone()).unwrap_or_default(),
        requirement_id: group.requirement_id,
        notices: group.notices,
        recipients: group.recipients,
    };
    Ok(Json(groups.into_iter().map(item).collect()))
}

/// Approves or discards what the brake holds; what is approved goes through all rules again.
#[utoipa::path(
    post, path = "/api/v1/reminders/held", tag = "reminders", request_body = HeldDecision,
    responses(
        (status = 200, body = Decided),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json"),
        (status = 413, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn decide(may: May<ManageReminders>, state: Data<State>, body: request::Json<HeldDecision>) -> Result<Json<Decided>, Error> {
    let (scope, by, now, chance) = (may.scope.clone(), may.actor.by(), may.actor.now, state.chance.clone());
    let run = crate::rules::id::Instant::from(body.run).to_string();
    let (requirement_id, decision) = (body.requirement_id.to_string(), body.decision);
    let notices = state
        .db
        .save(move |conn| held::decide(conn, &chance, &by, &scope, &run, &requirement_id, decision, now))
        .await?;
    Ok(Json(Decided { notices }))
}

/// Sends a notice again in a mail of its own, if what it says is still true.
#[utoipa::path(
    post, path = "/api/v1/notices/{id}/resend", tag = "reminders", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn resend(may: May<ManageReminders>, state: Data<State>, id: Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, by, now, id, writing) = (may.scope.clone(), may.actor.by(), may.actor.now, *id, state.clone());
    state
        .db
        .save(move |conn| resend::notice(conn, &writing, &by, &scope, id, now))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
