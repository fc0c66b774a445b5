//! Requests for more time: asked for, listed, answered.

use super::Refusals;
use crate::obligations::extension::{self as deeds, Answer, Request};
use crate::obligations::store::extension::{self as store, Extension, State as Step, Wanted};
use crate::obligations::store::{self as obligations, overview};
use crate::obligations::web::{hand, sight_of};
use crate::people::May;
use crate::people::guard::{ExcusePeople, Learn, SeeTeam};
use crate::platform::api::{Listing, PageQuery};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request::{Json, Query};
use crate::platform::state::State;
use crate::rules::extension::LONGEST_REASON;
use crate::rules::field;
use crate::rules::id::{Id, Instant};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A request for more time.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExtensionRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// Whose obligation.
    #[schema(value_type = uuid::Uuid)]
    person_id: Id,
    /// By which requirement.
    #[schema(value_type = uuid::Uuid)]
    requirement_id: Id,
    /// `asked`, `granted` or `refused`.
    state: String,
    /// The due date when it was asked.
    due_on: NaiveDate,
    /// The day asked for.
    until_on: NaiveDate,
    /// Why.
    reason: String,
    /// Who asked.
    #[schema(value_type = uuid::Uuid)]
    asked_by: Id,
    /// When.
    #[schema(value_type = DateTime<Utc>)]
    asked_at: Instant,
    /// When it was answered.
    #[schema(value_type = Option<DateTime<Utc>>)]
    answered_at: Option<Instant>,
    /// The day that was given.
    answered_until_on: Option<NaiveDate>,
    /// Why it was answered so.
    answer_reason: Option<String>,
    /// The waiver that gives the time.
    #[schema(value_type = Option<uuid::Uuid>)]
    waiver_id: Option<Id>,
}

impl From<Extension> for ExtensionRecord {
    fn from(extension: Extension) -> Self {
        Self {
            id: extension.id,
            person_id: extension.person_id,
            requirement_id: extension.requirement_id,
            state: extension.state,
            due_on: extension.due_on,
            until_on: extension.until_on,
            reason: extension.reason,
            asked_by: extension.asked_by,
            asked_at: extension.asked_at,
            answered_at: extension.answered_at,
            answered_until_on: extension.answered_until_on,
            answer_reason: extension.answer_reason,
            waiver_id: extension.waiver_id,
        }
    }
}

/// What is asked for somebody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewExtensionBody {
    /// Whose obligation.
    #[schema(value_type = uuid::Uuid)]
    person_id: Id,
    /// Code of the requirement.
    requirement: String,
    /// The day asked for, `YYYY-MM-DD`, after the due date.
    #[schema(value_type = NaiveDate)]
    until_on: String,
    /// Why; at most 1,000 characters.
    reason: String,
}

/// What is asked for oneself.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnExtensionBody {
    /// Code of the requirement.
    requirement: String,
    /// The day asked for, `YYYY-MM-DD`, after the due date.
    #[schema(value_type = NaiveDate)]
    until_on: String,
    /// Why; at most 1,000 characters.
    reason: String,
}

/// An answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtensionAnswerBody {
    /// The day that is given, `YYYY-MM-DD`; left out: the answer is no.
    #[schema(value_type = Option<NaiveDate>)]
    until_on: Option<String>,
    /// Why; needed where the answer is no.
    reason: Option<String>,
}

/// Which requests.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExtensionQuery {
    /// `asked`, `granted` or `refused`; left out: all.
    state: Option<String>,
    /// Where the page before ended; from `next_cursor`.
    cursor: Option<String>,
    /// Most records of a page, 1 to 500; 100 where it is left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
}

/// Requests for more time, the latest first.
#[utoipa::path(get, path = "/api/v1/extensions", tag = "pauses and waivers", params(ExtensionQuery),
    responses((status = 200, body = Listing<ExtensionRecord>), Refusals))]
pub async fn list(may: May<ExcusePeople>, state: web::Data<State>, query: Query<ExtensionQuery>) -> Result<HttpResponse, Error> {
    let query = query.into_inner();
    let page = PageQuery {
        cursor: query.cursor,
        limit: query.limit,
    };
    let limit = page.limit()?;
    let step = match query.state.as_deref() {
        None => None,
        Some(word) => Some(Step::from_word(word).ok_or_else(|| Error::field("state", "fault-unknown-word"))?),
    };
    let wanted = Wanted {
        state: step,
        before: page.after_key()?,
        ..Wanted::default()
    };
    let found = state
        .db
        .gather(move |conn| Ok(store::list(conn, &may.scope, &wanted, i64::from(limit) + 1)?))
        .await?;
    let records = found.into_iter().map(ExtensionRecord::from).collect();
    Ok(HttpResponse::Ok().json(Listing::of(records, limit, |record: &ExtensionRecord| record.id.to_string())))
}

/// Asks for more time for somebody of one's own people.
#[utoipa::path(post, path = "/api/v1/extensions", tag = "pauses and waivers", request_body = NewExtensionBody,
    responses((status = 201, body = ExtensionRecord), Refusals))]
pub async fn create(may: May<SeeTeam>, state: web::Data<State>, body: Json<NewExtensionBody>) -> Result<HttpResponse, Error> {
    let body = body.into_inner();
    let (until_on, reason) = read(&body.until_on, &body.reason)?;
    let (hand, owned) = (hand(&may.actor), state.clone());
    let made = state
        .db
        .save(move |conn| {
            let sight = sight_of(conn, &may.actor, &may.scope, None)?;
            if !overview::sees_now(conn, &sight, body.person_id, may.actor.today())? {
                return Err(Error::field("person_id", "fault-unknown-person"));
            }
            let request = request(conn, body.person_id, &body.requirement, until_on, reason)?;
            deeds::ask(conn, &owned, &hand, request)
        })
        .await?;
    Ok(HttpResponse::Created().json(ExtensionRecord::from(made)))
}

/// Asks for more time for oneself.
#[utoipa::path(post, path = "/api/v1/me/extensions", tag = "pauses and waivers", request_body = OwnExtensionBody,
    responses((status = 201, body = ExtensionRecord), Refusals))]
pub async fn create_own(may: May<Learn>, state: web::Data<State>, body: Json<OwnExtensionBody>) -> Result<HttpResponse, Error> {
    let body = body.into_inner();
    let (until_on, reason) = read(&body.until_on, &body.reason)?;
    let (hand, owned) = (hand(&may.actor), state.clone());
    let made = state
        .db
        .save(move |conn| {
            let request = request(conn, hand.person_id, &body.requirement, until_on, reason)?;
            deeds::ask(conn, &owned, &hand, request)
        })
        .await?;
    Ok(HttpResponse::Created().json(ExtensionRecord::from(made)))
}

/// Answers a request; a yes is recorded as a waiver until the day that is given.
#[utoipa::path(post, path = "/api/v1/extensions/{id}/answer", tag = "pauses and waivers", params(("id" = uuid::Uuid, Path)),
    request_body = ExtensionAnswerBody, responses((status = 200, body = ExtensionRecord), Refusals))]
pub async fn answer(
    may: May<ExcusePeople>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<ExtensionAnswerBody>,
) -> Result<HttpResponse, Error> {
    let mut faults = Faults::new();
    let until_on = match body.until_on.as_deref() {
        None => None,
        Some(text) => {
            let day = field::date(text);
            if day.is_none() {
                faults.note("until_on", "fault-no-date");
            }
            day
        }
    };
    let typed = body.reason.as_deref().unwrap_or_default();
    let reason = faults.text("reason", typed, LONGEST_REASON, body.until_on.is_none());
    faults.done()?;
    let answer = match until_on {
        Some(until_on) => Answer::Yes(until_on, reason),
        None => Answer::No(reason.ok_or_else(|| Error::internal("a field without fault has a value"))?),
    };
    let (hand, owned, id) = (hand(&may.actor), state.clone(), *id);
    let answered = state
        .db
        .save(move |conn| deeds::answer(conn, &owned, &may.scope, &hand, id, answer))
        .await?;
    Ok(HttpResponse::Ok().json(ExtensionRecord::from(answered)))
}

fn read(until_on: &str, reason: &str) -> Result<(NaiveDate, String), Error> {
    let mut faults = Faults::new();
    let day = field::date(until_on);
    if day.is_none() {
        faults.note("until_on", "fault-no-date");
    }
    let reason = faults.text("reason", reason, LONGEST_REASON, true);
    faults.done()?;
    day.zip(reason).ok_or_else(|| Error::internal("a field without fault has a value"))
}

fn request(conn: &mut Conn, person_id: Id, code: &str, until_on: NaiveDate, reason: String) -> Result<Request, Error> {
    // PostgreSQL takes no NUL, and no code holds one.
    let found = match code.contains('\0') {
        true => None,
        false => obligations::find_requirement_by_code(conn, code)?,
    };
    let requirement = found.ok_or_else(|| Error::field("requirement", "fault-unknown-requirement"))?;
    Ok(Request {
        person_id,
        requirement_id: requirement.id,
        until_on,
        reason,
    })
}
