//! What is done with a training need by calls.

use super::{NeedDetail, Refusals, detail, perform};
use crate::needs::deed::{self, Hand};
use crate::needs::form::{self, LONGEST_TEXT, Offered};
use crate::needs::web::join::joinable;
use crate::people::May;
use crate::people::guard::{AnswerNeeds, AskTraining, Permission};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::{Faults, Typed};
use crate::platform::request::Json;
use crate::platform::state::State as Installation;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// How the manufacturer answers.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAnswerBody {
    /// `date`, `substitute` or `refusal`.
    answer: String,
    /// Of a date: the day, today or later.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    held_on: Option<String>,
    /// Of a substitute: code of the course that serves.
    #[serde(default)]
    course: Option<String>,
    /// Place, what else serves, or the reason; at most 2,000 characters.
    #[serde(default)]
    remark: Option<String>,
}

/// Why an answer does not help.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedReason {
    /// At most 2,000 characters.
    reason: String,
}

/// Why a need is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedWithdrawal {
    /// At most 2,000 characters.
    #[serde(default)]
    reason: Option<String>,
}

/// Who joins.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewJoining {
    /// Number of the organisation; left out: the caller's first.
    #[serde(default)]
    organisation: Option<String>,
    /// For how many people, 1 to 1,000.
    #[schema(minimum = 1, maximum = 1000)]
    people_count: i64,
}

async fn then_show<P: Permission>(
    may: &May<P>,
    state: &Installation,
    id: Id,
    deed: impl FnOnce(&mut Conn, Hand<'_>) -> Result<(), Error> + Send + 'static,
) -> Result<NeedDetail, Error> {
    perform(may, state, move |conn, hand| {
        deed(conn, hand)?;
        detail(conn, hand.actor, hand.scope, id)
    })
    .await
}

fn typed(fields: impl IntoIterator<Item = (&'static str, Option<String>)>) -> Typed {
    let given = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Typed::of(given.collect())
}

/// Answers a need, for the first time or anew.
#[utoipa::path(post, path = "/api/v1/training-needs/{id}/answers", tag = "training needs", params(("id" = uuid::Uuid, Path)),
    request_body = NewAnswerBody, responses((status = 201, body = NeedDetail), Refusals))]
pub async fn answer(
    may: May<AnswerNeeds>,
    state: web::Data<Installation>,
    id: web::Path<Id>,
    body: Json<NewAnswerBody>,
) -> Result<HttpResponse, Error> {
    let (id, body, today) = (*id, body.into_inner(), may.actor.today());
    let shown = then_show(&may, &state, id, move |conn, hand| {
        let typed = typed([
            ("answer", Some(body.answer)),
            ("held_on", body.held_on),
            ("course", body.course),
            ("remark", body.remark),
        ]);
        let new = form::answer(&typed, &form::courses_in_use(conn)?, today)?;
        deed::answer(conn, hand, id, &new)
    });
    Ok(HttpResponse::Created().json(shown.await?))
}

/// Says that the answer helps.
#[utoipa::path(post, path = "/api/v1/training-needs/{id}/confirmation", tag = "training needs", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = NeedDetail), Refusals))]
pub async fn confirm(may: May<AskTraining>, state: web::Data<Installation>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let id = *id;
    let shown = then_show(&may, &state, id, move |conn, hand| deed::confirm(conn, hand, id)).await?;
    Ok(HttpResponse::Ok().json(shown))
}

/// Says that the answer does not help: another one is owed, with a new clock.
#[utoipa::path(post, path = "/api/v1/training-needs/{id}/objection", tag = "training needs", params(("id" = uuid::Uuid, Path)),
    request_body = NeedReason, responses((status = 200, body = NeedDetail), Refusals))]
pub async fn object(
    may: May<AskTraining>,
    state: web::Data<Installation>,
    id: web::Path<Id>,
    body: Json<NeedReason>,
) -> Result<HttpResponse, Error> {
    let mut faults = Faults::new();
    let reason = faults.text("reason", &body.reason, LONGEST_TEXT, true);
    let (id, reason) = (*id, faults.or(reason)?);
    let shown = then_show(&may, &state, id, move |conn, hand| deed::object(conn, hand, id, &reason)).await?;
    Ok(HttpResponse::Ok().json(shown))
}

/// Takes a need back. Where others joined, the first of them asks on.
#[utoipa::path(post, path = "/api/v1/training-needs/{id}/withdrawal", tag = "training needs", params(("id" = uuid::Uuid, Path)),
    request_body = NeedWithdrawal, responses((status = 204), Refusals))]
pub async fn withdraw(
    may: May<AskTraining>,
    state: web::Data<Installation>,
    id: web::Path<Id>,
    body: Json<NeedWithdrawal>,
) -> Result<HttpResponse, Error> {
    let mut faults = Faults::new();
    let reason = faults.text("reason", body.reason.as_deref().unwrap_or_default(), LONGEST_TEXT, false);
    faults.done()?;
    let id = *id;
    perform(&may, &state, move |conn, hand| deed::withdraw(conn, hand, id, reason)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Asks for the same as somebody else.
#[utoipa::path(post, path = "/api/v1/training-needs/{id}/joining", tag = "training needs", params(("id" = uuid::Uuid, Path)),
    request_body = NewJoining, responses((status = 201, body = NeedDetail), Refusals))]
pub async fn join(
    may: May<AskTraining>,
    state: web::Data<Installation>,
    id: web::Path<Id>,
    body: Json<NewJoining>,
) -> Result<HttpResponse, Error> {
    let (id, body, today) = (*id, body.into_inner(), may.actor.today());
    let shown = then_show(&may, &state, id, move |conn, hand| {
        joinable(conn, hand.actor, hand.scope, id)?;
        let offered = Offered::load(conn, hand.scope, today)?;
        let typed = typed([
            ("organisation", body.organisation),
            ("people_count", Some(body.people_count.to_string())),
        ]);
        let (organisation, count) = form::joining(&typed, &offered.organisations)?;
        deed::join(conn, hand, id, &organisation, count)
    });
    Ok(HttpResponse::Created().json(shown.await?))
}

/// Does not ask any more for the same.
#[utoipa::path(delete, path = "/api/v1/training-needs/{id}/joining", tag = "training needs", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), Refusals))]
pub async fn leave(may: May<AskTraining>, state: web::Data<Installation>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let id = *id;
    perform(&may, &state, move |conn, hand| deed::leave(conn, hand, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
