//! Ways in of others: invitations for a whole organisation, code letters, ending sign-ins; and ending a place of work.

use super::shape::{MembershipOut, place_out};
use crate::people::guard::{ManagePeople, May};
use crate::people::manage::Hand;
use crate::people::store::change;
use crate::platform::api::Problem;
use crate::platform::error::Error;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What became of inviting a whole organisation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InvitedOut {
    /// Mails on their way.
    pub invited: usize,
    /// Left out since they have no address: they need a letter.
    pub without_address: usize,
}

/// The code of a letter for somebody without a mail address.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LetterOut {
    /// The code; it is in this answer and nowhere else.
    pub code: String,
    /// Where it is typed.
    pub sign_in_url: String,
    /// The last day on which it works.
    pub last_on: NaiveDate,
}

/// The last day of a place of work.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MembershipEndBody {
    /// The last day.
    pub end_on: NaiveDate,
}

/// End a place of work
#[utoipa::path(post, path = "/api/v1/people/{id}/memberships/{membership_id}/end", params(("id" = Uuid, Path,), ("membership_id" = Uuid, Path,)), request_body = MembershipEndBody, responses(
    (status = 200, body = MembershipOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"), (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"), (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn end_membership(
    may: May<ManagePeople>,
    state: web::Data<State>,
    ids: web::Path<(Id, Id)>,
    body: Json<MembershipEndBody>,
) -> Result<HttpResponse, Error> {
    let ((id, membership_id), hand, end_on) = (*ids, Hand::of(&may, &state), body.end_on);
    let ended = state
        .db
        .save(move |conn| {
            hand.managed(conn, id)?;
            change::find_membership(conn, &hand.scope, id, membership_id)?.ok_or(Error::NotFound)?;
            let membership = hand.end_membership(conn, id, membership_id, end_on)?;
            place_out(conn, &hand.scope, &membership)
        })
        .await?;
    Ok(HttpResponse::Ok().json(ended))
}

/// Make the code of a letter for somebody without a mail address; earlier letters end
#[utoipa::path(post, path = "/api/v1/people/{id}/code-letter", params(("id" = Uuid, Path,)), responses(
    (status = 201, body = LetterOut), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn letter(may: May<ManagePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let (_, code) = state.db.save(move |conn| hand.letter(conn, id)).await?;
    let last_at = may.actor.now.plus(Duration::days(state.config.sign_in.invitation_days.into()));
    Ok(HttpResponse::Created().json(LetterOut {
        code,
        sign_in_url: format!("{}/sign-in/code", state.config.server.public_url),
        last_on: last_at.utc().with_timezone(&may.actor.zone()).date_naive(),
    }))
}

/// Invite everybody of an organisation and below who has no way in yet
#[utoipa::path(post, path = "/api/v1/organisations/{id}/invitations", params(("id" = Uuid, Path,)), responses(
    (status = 200, body = InvitedOut), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn invite_all(may: May<ManagePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let done = state.db.save(move |conn| hand.invite_all(conn, id)).await?;
    Ok(HttpResponse::Ok().json(InvitedOut {
        invited: done.invited,
        without_address: done.without_address,
    }))
}

/// End somebody's running sign-ins
#[utoipa::path(delete, path = "/api/v1/people/{id}/sign-ins", params(("id" = Uuid, Path,)), responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn end_sign_ins(may: May<ManagePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    state.db.save(move |conn| hand.end_sign_ins(conn, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
