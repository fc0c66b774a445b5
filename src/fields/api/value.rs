//! Values of own fields.

use crate::fields::deed::Pen;
use crate::fields::value::{About, ValueDraft, values};
use crate::organisations::store::field;
use crate::organisations::store::values::FieldValue;
use crate::people::guard::{FillFields, May, SeeOrganisations, SeePeople};
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A value of a field.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldValueOut {
    /// Identifier.
    id: Uuid,
    /// Code of the field.
    field: String,
    /// What it says: a choice by its code, `yes` or `no`, a number with a point, a day as `YYYY-MM-DD`.
    value: String,
    /// First day.
    from_on: NaiveDate,
    /// Last day; null: open.
    to_on: Option<NaiveDate>,
    /// When it was written down.
    #[schema(value_type = DateTime<Utc>)]
    recorded_at: Instant,
}

impl From<FieldValue> for FieldValueOut {
    fn from(one: FieldValue) -> Self {
        Self {
            id: one.id.0,
            field: one.name,
            value: one.value,
            from_on: one.from_on,
            to_on: one.to_on,
            recorded_at: one.recorded_at,
        }
    }
}

/// A value from a day on. The one before ends on its eve; one from the same day gives way.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldValueBody {
    /// What it says.
    #[schema(min_length = 1, max_length = 200)]
    value: String,
    /// First day, `YYYY-MM-DD`; left out: today.
    from_on: Option<String>,
    /// Last day; left out: open, until the next one that is on record.
    to_on: Option<String>,
}

impl From<FieldValueBody> for ValueDraft {
    /// As a form that is left empty: the rules say what a missing day means.
    fn from(body: FieldValueBody) -> Self {
        Self {
            value: body.value,
            from_on: body.from_on.unwrap_or_default(),
            to_on: body.to_on.unwrap_or_default(),
        }
    }
}

/// The last day of a value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldValueEnd {
    /// The last day on which it holds, `YYYY-MM-DD`.
    to_on: String,
}

impl FieldValueEnd {
    /// The day that is meant.
    pub(super) fn day(&self) -> Result<NaiveDate, Error> {
        let mut faults = Faults::new();
        let day = faults.date("to_on", &self.to_on, true);
        faults.or(day)
    }
}

/// What is on record of a person's fields
#[utoipa::path(get, path = "/api/v1/people/{id}/fields", tag = "fields", params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<FieldValueOut>), Refusals))]
pub async fn of_person(may: May<SeePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    show(Pen::of(&may, &state), state, About::Person(*id)).await
}

/// What is on record of an organisation's fields
#[utoipa::path(get, path = "/api/v1/organisations/{id}/fields", tag = "fields", params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<FieldValueOut>), Refusals))]
pub async fn of_organisation(may: May<SeeOrganisations>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    show(Pen::of(&may, &state), state, About::Organisation(*id)).await
}

async fn show(pen: Pen, state: web::Data<State>, about: About) -> Result<HttpResponse, Error> {
    let all = state
        .db
        .look(move |conn| {
            pen.find(conn, about)?;
            let fields = field::list(conn)?;
            let codes = fields.iter().filter(|field| field.subject() == about.subject());
            values(conn, about, &codes.map(|field| field.code.as_str()).collect::<Vec<_>>())
        })
        .await?;
    Ok(HttpResponse::Ok().json(all.into_iter().map(FieldValueOut::from).collect::<Vec<_>>()))
}

/// Fill a field of a person in
#[utoipa::path(put, path = "/api/v1/people/{id}/fields/{code}", tag = "fields", params(("id" = Uuid, Path), ("code" = String, Path)),
    request_body = FieldValueBody, responses((status = 200, body = FieldValueOut), Refusals))]
pub async fn fill_person(
    may: May<FillFields>,
    state: web::Data<State>,
    at: web::Path<(Id, String)>,
    body: Json<FieldValueBody>,
) -> Result<HttpResponse, Error> {
    let (id, code) = at.into_inner();
    fill(may, state, About::Person(id), code, body.into_inner()).await
}

/// Fill a field of an organisation in
#[utoipa::path(put, path = "/api/v1/organisations/{id}/fields/{code}", tag = "fields", params(("id" = Uuid, Path), ("code" = String, Path)),
    request_body = FieldValueBody, responses((status = 200, body = FieldValueOut), Refusals))]
pub async fn fill_organisation(
    may: May<FillFields>,
    state: web::Data<State>,
    at: web::Path<(Id, String)>,
    body: Json<FieldValueBody>,
) -> Result<HttpResponse, Error> {
    let (id, code) = at.into_inner();
    fill(may, state, About::Organisation(id), code, body.into_inner()).await
}

async fn fill(
    may: May<FillFields>,
    state: web::Data<State>,
    about: About,
    code: String,
    body: FieldValueBody,
) -> Result<HttpResponse, Error> {
    let (pen, draft) = (Pen::of(&may, &state), ValueDraft::from(body));
    let written = state.db.save(move |conn| pen.fill(conn, about, &code, &draft)).await?;
    Ok(HttpResponse::Ok().json(FieldValueOut::from(written)))
}

/// Say which is the last day of a person's value
#[utoipa::path(post, path = "/api/v1/people/{id}/fields/{code}/{value_id}/end", tag = "fields",
    params(("id" = Uuid, Path), ("code" = String, Path), ("value_id" = Uuid, Path)), request_body = FieldValueEnd,
    responses((status = 204), Refusals))]
pub async fn end_of_person(
    may: May<FillFields>,
    state: web::Data<State>,
    at: web::Path<(Id, String, Id)>,
    body: Json<FieldValueEnd>,
) -> Result<HttpResponse, Error> {
    let (id, code, value_id) = at.into_inner();
    end(may, state, About::Person(id), (code, value_id), &body).await
}

/// Say which is the last day of an organisation's value
#[utoipa::path(post, path = "/api/v1/organisations/{id}/fields/{code}/{value_id}/end", tag = "fields",
    params(("id" = Uuid, Path), ("code" = String, Path), ("value_id" = Uuid, Path)), request_body = FieldValueEnd,
    responses((status = 204), Refusals))]
pub async fn end_of_organisation(
    may: May<FillFields>,
    state: web::Data<State>,
    at: web::Path<(Id, String, Id)>,
    body: Json<FieldValueEnd>,
) -> Result<HttpResponse, Error> {
    let (id, code, value_id) = at.into_inner();
    end(may, state, About::Organisation(id), (code, value_id), &body).await
}

async fn end(
    may: May<FillFields>,
    state: web::Data<State>,
    about: About,
    (code, value_id): (String, Id),
    body: &FieldValueEnd,
) -> Result<HttpResponse, Error> {
    let (pen, day) = (Pen::of(&may, &state), body.day()?);
    state.db.save(move |conn| pen.end(conn, about, &code, value_id, day)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take a person's value back: it never held
#[utoipa::path(delete, path = "/api/v1/people/{id}/fields/{code}/{value_id}", tag = "fields",
    params(("id" = Uuid, Path), ("code" = String, Path), ("value_id" = Uuid, Path)), responses((status = 204), Refusals))]
pub async fn withdraw_of_person(
    may: May<FillFields>,
    state: web::Data<State>,
    at: web::Path<(Id, String, Id)>,
) -> Result<HttpResponse, Error> {
    let (id, code, value_id) = at.into_inner();
    withdraw(may, state, About::Person(id), code, value_id).await
}

/// Take an organisation's value back: it never held
#[utoipa::path(delete, path = "/api/v1/organisations/{id}/fields/{code}/{value_id}", tag = "fields",
    params(("id" = Uuid, Path), ("code" = String, Path), ("value_id" = Uuid, Path)), responses((status = 204), Refusals))]
pub async fn withdraw_of_organisation(
    may: May<FillFields>,
    state: web::Data<State>,
    at: web::Path<(Id, String, Id)>,
) -> Result<HttpResponse, Error> {
    let (id, code, value_id) = at.into_inner();
    withdraw(may, state, About::Organisation(id), code, value_id).await
}

async fn withdraw(may: May<FillFields>, state: web::Data<State>, about: About, code: String, value_id: Id) -> Result<HttpResponse, Error> {
    let pen = Pen::of(&may, &state);
    state.db.save(move |conn| pen.withdraw(conn, about, &code, value_id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
