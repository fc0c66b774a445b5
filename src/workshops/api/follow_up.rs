//! What follows the sessions of a workshop.

use crate::people::May;
use crate::people::guard::ManageWorkshops;
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::workshops::store::FollowUp;
use crate::workshops::web::follow_up::{find, put};
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What follows the sessions of a workshop.
#[derive(Debug, Serialize, ToSchema)]
pub struct FollowUpRecord {
    /// Days after closing for which those who attended may say what they think; 0: they are not asked.
    feedback_days: i32,
    /// Counts changes.
    revision: i32,
}

/// What is to follow.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUpBody {
    /// Days after closing for which those who attended may say what they think; 0: they are not asked.
    #[schema(minimum = 0, maximum = 90)]
    feedback_days: i32,
    /// The revision that this is made from; left out: whatever it is.
    #[serde(default)]
    revision: Option<i32>,
}

impl From<FollowUp> for FollowUpRecord {
    fn from(row: FollowUp) -> Self {
        Self {
            feedback_days: row.feedback_days,
            revision: row.revision,
        }
    }
}

/// What follows the sessions of a workshop.
#[utoipa::path(get, path = "/api/v1/workshops/{id}/follow-up", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = FollowUpRecord), Refusals))]
pub async fn show(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, id, now) = (may.scope.clone(), *id, may.actor.now);
    let loaded = state.db.look(move |conn| find(conn, &scope, id, now)).await?;
    Ok(HttpResponse::Ok().json(FollowUpRecord::from(loaded.follow_up)))
}

/// Says what follows the sessions of a workshop.
#[utoipa::path(put, path = "/api/v1/workshops/{id}/follow-up", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = FollowUpBody,
    responses((status = 200, body = FollowUpRecord), Refusals))]
pub async fn update(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<FollowUpBody>,
) -> Result<HttpResponse, Error> {
    let body = body.into_inner();
    let typed = Typed::of(vec![("feedback_days".to_owned(), body.feedback_days.to_string())]);
    let saved = put(&may, &state, *id, &typed, body.revision).await?;
    Ok(HttpResponse::Ok().json(FollowUpRecord::from(saved)))
}
