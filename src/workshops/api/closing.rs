//! Closing sessions, opening them again, and what they came to.

use super::booking::BookingReason;
use super::outcome::FinalTestState;
use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::api::Refusals;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::workshops::deed;
use crate::workshops::sight::Sight;
use crate::workshops::store::{self, Found};
use crate::workshops::web::closing::{close_one, reopen_one};
use crate::workshops::web::reason::reason;
use crate::workshops::web::{act, tests_of};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// What a session came to.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionResults {
    /// Of which session.
    #[schema(value_type = uuid::Uuid)]
    session_id: Id,
    /// When it was closed; null: it is open, and has no results.
    #[schema(value_type = Option<DateTime<Utc>>)]
    closed_at: Option<Instant>,
    /// By whom.
    #[schema(value_type = Option<uuid::Uuid>)]
    closed_by: Option<Id>,
    /// One for each who had a seat.
    results: Vec<ResultRecord>,
    /// Each closing, and each time that it was opened again, in order.
    history: Vec<ClosingRecord>,
}

/// What a session came to for somebody.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResultRecord {
    /// The booking.
    #[schema(value_type = uuid::Uuid)]
    booking_id: Id,
    /// Name.
    name: String,
    /// Where they work.
    organisation: String,
    /// `attended`, `partly`, `excused` or `no_show`.
    outcome: String,
    /// Minutes that they were there.
    minutes: i32,
    /// Minutes of all parts.
    of_minutes: i32,
    /// Items of the practical sign-off that were missing, so that attending is no evidence.
    #[schema(value_type = Vec<uuid::Uuid>)]
    lacking: Vec<Id>,
    /// The test that is to be passed besides; null: none was asked for.
    test: Option<FinalTestState>,
    /// The evidence of those who attended, and passed what was asked.
    #[schema(value_type = Option<uuid::Uuid>)]
    evidence_id: Option<Id>,
}

/// A closing, or its opposite.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosingRecord {
    /// `closed` or `reopened`.
    kind: String,
    /// When.
    #[schema(value_type = DateTime<Utc>)]
    at: Instant,
    /// By whom.
    #[schema(value_type = Option<uuid::Uuid>)]
    by_id: Option<Id>,
    /// Why it was opened again.
    reason: Option<String>,
}

fn read(conn: &mut Conn, found: &Found, today: NaiveDate) -> Result<SessionResults, Error> {
    let id = found.session.id;
    let results = match store::last_closing(conn, id)?.filter(|_| found.session.closed_at.is_some()) {
        Some(closing) => store::results_of(conn, closing.id)?,
        None => Vec::new(),
    };
    let named: HashMap<Id, store::Named> = store::of_session(conn, id, true)?
        .into_iter()
        .map(|named| (named.booking.id, named))
        .collect();
    let attended: Vec<Id> = results
        .iter()
        .filter(|one| one.outcome == "attended")
        .map(|one| one.booking_id)
        .collect();
    let tests = tests_of(conn, results.iter())?;
    let mut lacking = match found.session.closed_at {
        Some(at) => deed::lacking(conn, found, &attended, at)?,
        None => HashMap::new(),
    };
    Ok(SessionResults {
        session_id: id,
        closed_at: found.session.closed_at,
        closed_by: found.session.closed_by,
        results: results
            .into_iter()
            .map(|result| {
                let named = named.get(&result.booking_id);
                let named = named.ok_or_else(|| Error::internal("a result of a booking that is not there"))?;
                Ok(ResultRecord {
                    booking_id: result.booking_id,
                    name: named.name().to_owned(),
                    organisation: named.organisation.clone(),
                    outcome: result.outcome,
                    minutes: result.minutes,
                    of_minutes: result.of_minutes,
                    lacking: lacking
                        .remove(&result.booking_id)
                        .unwrap_or_default()
                        .iter()
                        .map(|item| item.id)
                        .collect(),
                    test: tests.get(&result.id).map(|test| FinalTestState::of(test, today)),
                    evidence_id: result.evidence_id,
                })
            })
            .collect::<Result<_, Error>>()?,
        history: store::closings_of(conn, id)?
            .into_iter()
            .map(|closing| ClosingRecord {
                kind: closing.kind,
                at: closing.at,
                by_id: closing.by_id,
                reason: closing.reason,
            })
            .collect(),
    })
}

/// What a session came to.
#[utoipa::path(get, path = "/api/v1/sessions/{id}/results", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = SessionResults), Refusals))]
pub async fn results(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let results = state
        .db
        .gather(move |conn| {
            let found = Sight::of(conn, &actor)?.held(conn, id)?;
            read(conn, &found, actor.today())
        })
        .await?;
    Ok(HttpResponse::Ok().json(results))
}

/// Closes a session whose marks are complete: whoever attended gets evidence.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/closing", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = SessionResults), Refusals))]
pub async fn close(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let id = *id;
    let done = act(&may, &state, move |conn, hand, actor| {
        close_one(conn, hand, actor, id)?;
        let found = store::find(conn, id)?.ok_or(Error::NotFound)?;
        read(conn, &found, actor.today())
    });
    Ok(HttpResponse::Ok().json(done.await?))
}

/// Opens a closed session again; the evidence that it made is revoked for the same reason.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/reopening", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = BookingReason,
    responses((status = 200, body = SessionResults), Refusals))]
pub async fn reopen(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, body: Json<BookingReason>) -> Result<HttpResponse, Error> {
    let (id, typed) = (*id, body.into_inner().typed());
    let done = act(&may, &state, move |conn, hand, actor| {
        reopen_one(conn, hand, actor, id, &reason(&typed)?)?;
        let found = store::find(conn, id)?.ok_or(Error::NotFound)?;
        read(conn, &found, actor.today())
    });
    Ok(HttpResponse::Ok().json(done.await?))
}
