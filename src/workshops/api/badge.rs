//! Badges, and checking oneself in.

use crate::people::May;
use crate::people::guard::{Learn, ManagePeople};
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::workshops::deed::Scanned;
use crate::workshops::web::act;
use crate::workshops::web::badge::{find, put, scan_one};
use crate::workshops::web::check_in::check_in_by_call;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The number of somebody's badge.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BadgeBody {
    /// What a scanner types, unique among all people; kept without spaces and in capitals. Null: they have none.
    #[schema(min_length = 3, max_length = 64)]
    badge: Option<String>,
}

/// A badge that was scanned.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScanBody {
    /// What the scanner typed.
    #[schema(max_length = 200)]
    badge: String,
    /// In which part; left out: the one that is open now.
    #[serde(default)]
    #[schema(value_type = Option<uuid::Uuid>)]
    part_id: Option<Id>,
}

/// What a scan came to.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScanOutcome {
    /// `marked`, `already` (nothing changed), `unknown` (nobody carries it) or `not_booked` (add them as a walk-in).
    outcome: &'static str,
    /// Who it is.
    name: Option<String>,
    /// Their booking.
    #[schema(value_type = Option<uuid::Uuid>)]
    booking_id: Option<Id>,
    /// The person who is not booked, for a walk-in.
    #[schema(value_type = Option<uuid::Uuid>)]
    person_id: Option<Id>,
}

/// The code that the screen shows.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckInBody {
    /// The last part of the scanned address; it counts for some seconds.
    #[schema(max_length = 200)]
    code: String,
}

/// One is checked in.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckedIn {
    /// To which session.
    #[schema(value_type = uuid::Uuid)]
    session_id: Id,
    /// One's booking.
    #[schema(value_type = uuid::Uuid)]
    booking_id: Id,
}

/// The number of somebody's badge.
#[utoipa::path(get, path = "/api/v1/people/{id}/badge", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = BadgeBody), Refusals))]
pub async fn show(may: May<ManagePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, id) = (may.scope.clone(), *id);
    let (_, badge) = state.db.look(move |conn| find(conn, &scope, id)).await?;
    Ok(HttpResponse::Ok().json(BadgeBody { badge }))
}

/// Gives somebody a badge, or takes it.
#[utoipa::path(put, path = "/api/v1/people/{id}/badge", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = BadgeBody,
    responses((status = 200, body = BadgeBody), Refusals))]
pub async fn update(
    may: May<ManagePeople>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<BadgeBody>,
) -> Result<HttpResponse, Error> {
    let typed = body.into_inner().badge.unwrap_or_default();
    let badge = put(&may, &state, *id, &typed).await?;
    Ok(HttpResponse::Ok().json(BadgeBody { badge }))
}

/// Marks whoever carries a badge.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/scans", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = ScanBody,
    responses((status = 200, body = ScanOutcome), Refusals))]
pub async fn scan(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, body: Json<ScanBody>) -> Result<HttpResponse, Error> {
    let (id, body) = (*id, body.into_inner());
    let done = act(&may, &state, move |conn, hand, actor| {
        scan_one(conn, hand, actor, id, body.part_id, &body.badge)
    });
    Ok(HttpResponse::Ok().json(match done.await? {
        Scanned::Marked(named) => ScanOutcome {
            outcome: "marked",
            name: named.person,
            booking_id: Some(named.booking.id),
            person_id: None,
        },
        Scanned::Already(named) => ScanOutcome {
            outcome: "already",
            name: named.person,
            booking_id: Some(named.booking.id),
            person_id: None,
        },
        Scanned::Unknown => ScanOutcome {
            outcome: "unknown",
            name: None,
            booking_id: None,
            person_id: None,
        },
        Scanned::NotBooked(person) => ScanOutcome {
            outcome: "not_booked",
            name: Some(person.name()),
            booking_id: None,
            person_id: Some(person.id),
        },
    }))
}

/// Checks oneself in with the code on the screen. A token of a program checks nobody in.
#[utoipa::path(post, path = "/api/v1/check-in/{part}", tag = "workshops", params(("part" = uuid::Uuid, Path)), request_body = CheckInBody,
    responses((status = 200, body = CheckedIn), Refusals))]
pub async fn check_in(
    may: May<Learn>,
    state: web::Data<State>,
    part: web::Path<Id>,
    body: Json<CheckInBody>,
) -> Result<HttpResponse, Error> {
    let (session_id, booking_id) = check_in_by_call(&may, &state, *part, body.into_inner().code).await?;
    Ok(HttpResponse::Ok().json(CheckedIn { session_id, booking_id }))
}
