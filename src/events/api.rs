//! Events for integrations.

use super::deed::Pen;
use super::store::{self, EventKind, Listed};
use crate::people::May;
use crate::people::guard::RecordEvents;
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What happened.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// Word for what happened.
    kind: String,
    /// On which day.
    happened_on: NaiveDate,
    /// It concerns everybody there and below.
    #[schema(value_type = uuid::Uuid)]
    organisation_id: Id,
    /// Only those whose location services this product, or a model of this line.
    product: Option<String>,
    /// Only this person, wherever they are.
    #[schema(value_type = Option<uuid::Uuid>)]
    person_id: Option<Id>,
    /// What else there is to say.
    note: String,
    /// When it was written down.
    #[schema(value_type = DateTime<Utc>)]
    recorded_at: Instant,
}

impl From<Listed> for EventRecord {
    fn from(one: Listed) -> Self {
        Self {
            id: one.event.id,
            kind: one.kind.code,
            happened_on: one.event.happened_on,
            organisation_id: one.event.organisation_id,
            product: one.product,
            person_id: one.event.person_id,
            note: one.event.note,
            recorded_at: one.event.recorded_at,
        }
    }
}

/// What happened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventBody {
    /// Word of something that can happen.
    kind: String,
    /// On which day, `YYYY-MM-DD`; none to come.
    #[schema(value_type = NaiveDate)]
    happened_on: String,
    /// Number of the organisation: it concerns everybody there and below. One of `organisation`, `person` and `everybody` says whom it concerns.
    organisation: Option<String>,
    /// Code of a product: only those who service it.
    product: Option<String>,
    /// Number of a person: only them.
    person: Option<String>,
    /// `true`: it concerns everybody whom the token may speak for.
    everybody: Option<bool>,
    /// What else there is to say; at most 500 characters.
    #[schema(max_length = 500)]
    note: Option<String>,
}

impl EventBody {
    /// As a form would send it, so that pages and calls are read alike.
    ///
    /// # Errors
    ///
    /// A fault at `everybody` where it does not say whom it concerns, or says it twice.
    fn typed(self) -> Result<Typed, Error> {
        let whom = match (&self.person, &self.organisation, self.everybody == Some(true)) {
            (Some(_), None, false) => "person",
            (None, Some(_), false) => "organisation",
            (None, None, true) => "everybody",
            _ => return Err(Error::field("everybody", "fault-event-whom")),
        };
        let optional = [
            ("organisation", self.organisation),
            ("product", self.product),
            ("person", self.person),
            ("note", self.note),
        ];
        let mut fields = vec![
            ("kind".to_owned(), self.kind),
            ("happened_on".to_owned(), self.happened_on),
            ("whom".to_owned(), whom.to_owned()),
        ];
        fields.extend(optional.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
        Ok(Typed::of(fields))
    }
}

/// Something that can happen.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventKindRecord {
    /// Stable word, as requirements name it.
    code: String,
    /// Names per locale.
    names: BTreeMap<String, String>,
}

impl From<EventKind> for EventKindRecord {
    fn from(kind: EventKind) -> Self {
        Self {
            code: kind.code,
            names: kind.names.0,
        }
    }
}

/// Something that can happen.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventKindBody {
    /// Stable word: small letters, digits, `-` and `_`; at most 60.
    #[schema(min_length = 1, max_length = 60)]
    code: String,
    /// Name in English.
    #[schema(min_length = 1, max_length = 100)]
    en: String,
    /// Name in German.
    #[schema(min_length = 1, max_length = 100)]
    de: String,
}

/// What happened within your branch, the latest first; at most 500.
#[utoipa::path(get, path = "/api/v1/events", tag = "events", responses((status = 200, body = Vec<EventRecord>), Refusals))]
pub async fn list(may: May<RecordEvents>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let scope = may.scope.clone();
    let found = state.db.gather(move |conn| Ok(store::list(conn, &scope, None)?)).await?;
    Ok(HttpResponse::Ok().json(found.into_iter().map(EventRecord::from).collect::<Vec<_>>()))
}

/// Writes down what happened.
#[utoipa::path(post, path = "/api/v1/events", tag = "events", request_body = EventBody,
    responses((status = 201, body = EventRecord), Refusals))]
pub async fn record(may: May<RecordEvents>, state: web::Data<State>, body: Json<EventBody>) -> Result<HttpResponse, Error> {
    let (pen, typed) = (Pen::of(&may, &state), body.into_inner().typed()?);
    let made = state.db.save(move |conn| pen.record(conn, &typed)).await?;
    Ok(HttpResponse::Created().json(EventRecord::from(made)))
}

/// Takes back what was written down: it never happened.
#[utoipa::path(delete, path = "/api/v1/events/{id}", tag = "events", params(("id" = uuid::Uuid, Path)), responses((status = 204), Refusals))]
pub async fn withdraw(may: May<RecordEvents>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (pen, id) = (Pen::of(&may, &state), *id);
    state.db.save(move |conn| pen.withdraw(conn, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What can happen, by code.
#[utoipa::path(get, path = "/api/v1/event-kinds", tag = "events", responses((status = 200, body = Vec<EventKindRecord>), Refusals))]
pub async fn kinds(_may: May<RecordEvents>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let found = state.db.look(|conn| Ok(store::kinds(conn)?)).await?;
    Ok(HttpResponse::Ok().json(found.into_iter().map(EventKindRecord::from).collect::<Vec<_>>()))
}

/// Adds something that can happen.
#[utoipa::path(post, path = "/api/v1/event-kinds", tag = "events", request_body = EventKindBody,
    responses((status = 201, body = EventKindRecord), Refusals))]
pub async fn add_kind(may: May<RecordEvents>, state: web::Data<State>, body: Json<EventKindBody>) -> Result<HttpResponse, Error> {
    let body = body.into_inner();
    let fields = [("code", body.code), ("en", body.en), ("de", body.de)];
    let typed = Typed::of(fields.map(|(name, value)| (name.to_owned(), value)).to_vec());
    let pen = Pen::of(&may, &state);
    let made = state.db.save(move |conn| pen.add_kind(conn, &typed)).await?;
    Ok(HttpResponse::Created().json(EventKindRecord::from(made)))
}

/// The calls of this slice.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(list, record, withdraw, kinds, add_kind),
    components(schemas(EventRecord, EventBody, EventKindRecord, EventKindBody))
)]
pub struct Doc;
