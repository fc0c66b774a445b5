//! Reminding by hand.

use crate::people::May;
use crate::people::guard::SeeTeam;
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::request;
use crate::platform::state::State;
use crate::reminders::asking::{AskedOutcome, MOST_AT_ONCE, Order, remind};
use crate::rules::id::Id;
use actix_web::web::{Data, Json};
use serde::Deserialize;
use utoipa::ToSchema;

/// Whom to remind, and of what.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReminderOrder {
    /// These people; at most 500.
    #[schema(value_type = Vec<uuid::Uuid>, min_items = 1, max_items = 500)]
    pub people: Vec<Id>,
    /// Code of a requirement; left out: all that they owe.
    pub requirement: Option<String>,
}

/// Reminds people now, beside the ladder: once for each requirement, due date and day, with the mail of the day.
#[utoipa::path(post, path = "/api/v1/obligations/reminders", tag = "reminders", request_body = ReminderOrder,
    responses((status = 200, body = AskedOutcome), Refusals))]
pub async fn create(may: May<SeeTeam>, state: Data<State>, order: request::Json<ReminderOrder>) -> Result<Json<AskedOutcome>, Error> {
    let order = order.into_inner();
    if order.people.is_empty() {
        return Err(Error::field("people", "fault-needs-one"));
    }
    if order.people.len() > MOST_AT_ONCE {
        return Err(Error::field("people", "fault-too-many"));
    }
    let order = Order {
        people: order.people,
        requirement: order.requirement,
    };
    let owned = state.get_ref().clone();
    let outcome = state
        .db
        .save(move |conn| remind(conn, &owned, &may.actor, &may.scope, &order))
        .await?;
    Ok(Json(outcome))
}

/// The call that reminds by hand.
#[derive(utoipa::OpenApi)]
#[openapi(paths(create), components(schemas(ReminderOrder, AskedOutcome)))]
pub struct Doc;
