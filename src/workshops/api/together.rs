//! Booking people of one requirement together.

use super::booking::BookingRecord;
use crate::people::May;
use crate::people::guard::BookSeats;
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::form::message;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::workshops::together::{MOST_AT_ONCE, enrol};
use crate::workshops::web::act;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Whom to book, for which requirement, on which session.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnrolmentOrder {
    /// These people; at most 50.
    #[schema(value_type = Vec<uuid::Uuid>, min_items = 1, max_items = 50)]
    people: Vec<Id>,
    /// Code of the requirement.
    requirement: String,
    /// The session: of a course that satisfies it.
    #[schema(value_type = uuid::Uuid)]
    session_id: Id,
}

/// What became of one person.
#[derive(Debug, Serialize, ToSchema)]
pub struct EnrolmentAnswer {
    /// Who.
    #[schema(value_type = uuid::Uuid)]
    person_id: Id,
    /// Their booking, which may wait for a seat or for a yes; null: there is none.
    booking: Option<BookingRecord>,
    /// Why there is none, in words.
    why: Option<String>,
}

/// Book people of one requirement on a session that satisfies it: an answer for each, and nobody keeps the others from it
#[utoipa::path(post, path = "/api/v1/obligations/bookings", tag = "workshops", request_body = EnrolmentOrder,
    responses((status = 200, body = Vec<EnrolmentAnswer>), Refusals))]
pub async fn create(may: May<BookSeats>, state: web::Data<State>, order: Json<EnrolmentOrder>) -> Result<HttpResponse, Error> {
    let order = order.into_inner();
    if order.people.is_empty() {
        return Err(Error::field("people", "fault-needs-one"));
    }
    if order.people.len() > MOST_AT_ONCE {
        return Err(Error::field("people", "fault-too-many"));
    }
    let (scope, people) = (may.scope.clone(), order.people.into_iter().collect::<BTreeSet<Id>>());
    let done = act(&may, &state, move |conn, hand, actor| {
        enrol(conn, hand, actor, &scope, (&people, &order.requirement, order.session_id))
    })
    .await?;
    let words = may.actor.words(&state);
    let answers: Vec<EnrolmentAnswer> = done
        .into_iter()
        .map(|one| EnrolmentAnswer {
            person_id: one.person.id,
            why: one.answer.as_ref().err().map(|why| message(words, why)),
            booking: one.answer.ok().map(BookingRecord::from),
        })
        .collect();
    Ok(HttpResponse::Ok().json(answers))
}
