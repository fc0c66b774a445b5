//! Moving somebody to another organisation, as a call.

use super::shape::{MembershipBody, MembershipOut, place_out};
use crate::people::guard::{ManagePeople, May};
use crate::people::manage::Hand;
use crate::platform::api::Problem;
use crate::platform::error::Error;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};

/// Move somebody to another organisation: the place here ends on the day before the one there begins
#[utoipa::path(post, path = "/api/v1/people/{id}/memberships/{membership_id}/move", params(("id" = Uuid, Path,), ("membership_id" = Uuid, Path,)), request_body = MembershipBody, responses(
    (status = 201, body = MembershipOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"), (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"), (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn create(
    may: May<ManagePeople>,
    state: web::Data<State>,
    ids: web::Path<(Id, Id)>,
    body: Json<MembershipBody>,
) -> Result<HttpResponse, Error> {
    let ((id, membership_id), hand) = (*ids, Hand::of(&may, &state));
    let draft = body.draft();
    let moved = state
        .db
        .save(move |conn| {
            let membership = hand.transfer(conn, id, membership_id, &draft)?;
            place_out(conn, &hand.scope, &membership)
        })
        .await?;
    Ok(HttpResponse::Created().json(moved))
}
