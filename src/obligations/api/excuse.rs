//! Pauses and waivers: two kinds of record of one shape.

use super::Refusals;
use crate::evidence::api::NewScan;
use crate::obligations::excuse;
use crate::obligations::store::{self, Excuse, ExcuseKind, NewExcuse};
use crate::people::May;
use crate::people::guard::ExcusePeople;
use crate::platform::answer;
use crate::platform::api::{Listing, PageQuery};
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request::{Json, Query};
use crate::platform::state::State;
use crate::rules::field;
use crate::rules::id::{Id, Instant};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A pause or a waiver.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExcuseRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// Whose.
    #[schema(value_type = uuid::Uuid)]
    person_id: Id,
    /// For which requirement; null: for all.
    #[schema(value_type = Option<uuid::Uuid>)]
    requirement_id: Option<Id>,
    /// First day.
    from_on: NaiveDate,
    /// Last day; null: open.
    to_on: Option<NaiveDate>,
    /// Why.
    reason: String,
    /// Who recorded it; null: the installation itself.
    #[schema(value_type = Option<uuid::Uuid>)]
    created_by: Option<Id>,
    /// When it was recorded.
    #[schema(value_type = DateTime<Utc>)]
    created_at: Instant,
    /// Whether it rests on a document.
    has_document: bool,
    /// When it was withdrawn.
    #[schema(value_type = Option<DateTime<Utc>>)]
    withdrawn_at: Option<Instant>,
    /// Why it was withdrawn.
    withdrawn_reason: Option<String>,
}

/// What is recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewExcuseBody {
    /// Whose.
    #[schema(value_type = uuid::Uuid)]
    person_id: Id,
    /// For which requirement; left out: for all.
    #[schema(value_type = Option<uuid::Uuid>)]
    requirement_id: Option<Id>,
    /// First day, `YYYY-MM-DD`.
    #[schema(value_type = NaiveDate)]
    from_on: String,
    /// Last day; left out: open.
    #[schema(value_type = Option<NaiveDate>)]
    to_on: Option<String>,
    /// Why; at most 500 characters.
    reason: String,
    /// The document on which it rests.
    #[serde(default)]
    document: Option<NewScan>,
}

/// Why it is withdrawn.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// At most 500 characters.
    reason: String,
}

/// Which are asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExcuseQuery {
    /// Of this person.
    #[param(value_type = Option<uuid::Uuid>)]
    person_id: Option<Id>,
    /// Where the page before ended; from `next_cursor`.
    cursor: Option<String>,
    /// Most records of a page, 1 to 500; 100 where it is left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
}

const LONGEST_REASON: usize = 500;

fn record(excuse: Excuse) -> ExcuseRecord {
    ExcuseRecord {
        id: excuse.id,
        person_id: excuse.person_id,
        requirement_id: excuse.requirement_id,
        from_on: excuse.from_on,
        to_on: excuse.to_on,
        reason: excuse.reason,
        created_by: excuse.created_by,
        created_at: excuse.created_at,
        has_document: excuse.file_id.is_some(),
        withdrawn_at: excuse.withdrawn_at,
        withdrawn_reason: excuse.withdrawn_reason,
    }
}

fn read(body: &NewExcuseBody) -> Result<NewExcuse, Error> {
    let mut faults = Faults::new();
    let mut day = |name: &str, text: &str| {
        let day = field::date(text);
        if day.is_none() {
            faults.note(name, "fault-no-date");
        }
        day
    };
    let from_on = day("from_on", &body.from_on);
    let to_on = body
        .to_on
        .as_deref()
        .filter(|text| *text != field::OPEN_END)
        .and_then(|text| day("to_on", text));
    let reason = faults.text("reason", &body.reason, LONGEST_REASON, true);
    faults.done()?;
    match (from_on, reason) {
        (Some(from_on), Some(reason)) => Ok(NewExcuse {
            person_id: body.person_id,
            requirement_id: body.requirement_id,
            from_on,
            to_on,
            reason,
        }),
        _ => Err(Error::internal("a field without fault has a value")),
    }
}

async fn list(may: May<ExcusePeople>, state: web::Data<State>, query: ExcuseQuery, kind: ExcuseKind) -> Result<HttpResponse, Error> {
    let page = PageQuery {
        cursor: query.cursor,
        limit: query.limit,
    };
    let limit = page.limit()?;
    let after = page.after_key::<Id>()?;
    let rows = state
        .db
        .gather(move |conn| {
            Ok(store::list_excuses(
                conn,
                &may.scope,
                kind,
                query.person_id,
                after,
                i64::from(limit) + 1,
            )?)
        })
        .await?;
    let records: Vec<ExcuseRecord> = rows.into_iter().map(record).collect();
    Ok(HttpResponse::Ok().json(Listing::of(records, limit, |record| record.id.to_string())))
}

async fn create(may: May<ExcusePeople>, state: web::Data<State>, body: &NewExcuseBody, kind: ExcuseKind) -> Result<HttpResponse, Error> {
    let new = read(body)?;
    let scan = body.document.as_ref().map(|document| document.scan("document")).transpose()?;
    let made = excuse::give(&state, &may.actor, &may.scope, kind, new, scan).await?;
    Ok(HttpResponse::Created().json(record(made)))
}

async fn document(may: May<ExcusePeople>, state: web::Data<State>, id: Id, kind: ExcuseKind) -> Result<HttpResponse, Error> {
    let found = state
        .db
        .look(move |conn| {
            let excuse = store::find_excuse(conn, &may.scope, kind, id)?.ok_or(Error::NotFound)?;
            Ok(store::document_of(conn, &excuse)?)
        })
        .await?;
    let (name, media_type, hash) = found.ok_or(Error::NotFound)?;
    Ok(answer::download(&name, &media_type, state.files.content(&hash).await?))
}

async fn withdraw(
    may: May<ExcusePeople>,
    state: web::Data<State>,
    id: Id,
    body: &Withdrawal,
    kind: ExcuseKind,
) -> Result<HttpResponse, Error> {
    let mut faults = Faults::new();
    let reason = faults.text("reason", &body.reason, LONGEST_REASON, true);
    let reason = faults.or(reason)?;
    let chance = state.chance.clone();
    let withdrawn = state
        .db
        .save(move |conn| excuse::withdraw(conn, &may.scope, kind, &chance, may.actor.now, &may.actor.by(), id, &reason))
        .await?;
    Ok(HttpResponse::Ok().json(record(withdrawn)))
}

/// Pauses, in the order of recording.
#[utoipa::path(get, path = "/api/v1/pauses", tag = "pauses and waivers", params(ExcuseQuery),
    responses((status = 200, body = Listing<ExcuseRecord>), Refusals))]
pub async fn list_pauses(may: May<ExcusePeople>, state: web::Data<State>, query: Query<ExcuseQuery>) -> Result<HttpResponse, Error> {
    list(may, state, query.into_inner(), ExcuseKind::Pause).await
}

/// Records a pause.
#[utoipa::path(post, path = "/api/v1/pauses", tag = "pauses and waivers", request_body = NewExcuseBody,
    responses((status = 201, body = ExcuseRecord), Refusals))]
pub async fn create_pause(may: May<ExcusePeople>, state: web::Data<State>, body: Json<NewExcuseBody>) -> Result<HttpResponse, Error> {
    create(may, state, &body, ExcuseKind::Pause).await
}

/// The document on which a pause rests.
#[utoipa::path(get, path = "/api/v1/pauses/{id}/file", tag = "pauses and waivers", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, content((Vec<u8> = "application/pdf"), (Vec<u8> = "image/*"))), Refusals))]
pub async fn show_pause_document(may: May<ExcusePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    document(may, state, *id, ExcuseKind::Pause).await
}

/// Withdraws a pause; it stays on record.
#[utoipa::path(post, path = "/api/v1/pauses/{id}/withdrawal", tag = "pauses and waivers", params(("id" = uuid::Uuid, Path)),
    request_body = Withdrawal, responses((status = 200, body = ExcuseRecord), Refusals))]
pub async fn withdraw_pause(
    may: May<ExcusePeople>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<Withdrawal>,
) -> Result<HttpResponse, Error> {
    withdraw(may, state, *id, &body, ExcuseKind::Pause).await
}

/// Waivers, in the order of recording.
#[utoipa::path(get, path = "/api/v1/waivers", tag = "pauses and waivers", params(ExcuseQuery),
    responses((status = 200, body = Listing<ExcuseRecord>), Refusals))]
pub async fn list_waivers(may: May<ExcusePeople>, state: web::Data<State>, query: Query<ExcuseQuery>) -> Result<HttpResponse, Error> {
    list(may, state, query.into_inner(), ExcuseKind::Waiver).await
}

/// Records a waiver.
#[utoipa::path(post, path = "/api/v1/waivers", tag = "pauses and waivers", request_body = NewExcuseBody,
    responses((status = 201, body = ExcuseRecord), Refusals))]
pub async fn create_waiver(may: May<ExcusePeople>, state: web::Data<State>, body: Json<NewExcuseBody>) -> Result<HttpResponse, Error> {
    create(may, state, &body, ExcuseKind::Waiver).await
}

/// The document on which a waiver rests.
#[utoipa::path(get, path = "/api/v1/waivers/{id}/file", tag = "pauses and waivers", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, content((Vec<u8> = "application/pdf"), (Vec<u8> = "image/*"))), Refusals))]
pub async fn show_waiver_document(may: May<ExcusePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    document(may, state, *id, ExcuseKind::Waiver).await
}

/// Withdraws a waiver; it stays on record.
#[utoipa::path(post, path = "/api/v1/waivers/{id}/withdrawal", tag = "pauses and waivers", params(("id" = uuid::Uuid, Path)),
    request_body = Withdrawal, responses((status = 200, body = ExcuseRecord), Refusals))]
pub async fn withdraw_waiver(
    may: May<ExcusePeople>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<Withdrawal>,
) -> Result<HttpResponse, Error> {
    withdraw(may, state, *id, &body, ExcuseKind::Waiver).await
}
