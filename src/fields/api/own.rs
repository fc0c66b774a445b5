//! What is on record of the caller's own fields.

use super::FieldChoice;
use super::value::{FieldValueBody, FieldValueEnd, FieldValueOut};
use crate::fields::deed::Pen;
use crate::fields::value::{ValueDraft, values};
use crate::organisations::store::field::{self, OwnField};
use crate::organisations::store::values::FieldValue;
use crate::people::guard::{Learn, May};
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::rules::own_field::{FilledBy, Subject};
use actix_web::{HttpResponse, web};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One field about people, with what it says of the caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldOfMineOut {
    /// Stable word.
    code: String,
    /// `text`, `number`, `date`, `yes_no` or `choice`.
    kind: String,
    /// Titles per locale.
    titles: BTreeMap<String, String>,
    /// What can be said, of kinds `choice` and `yes_no`.
    choices: Vec<FieldChoice>,
    /// Whether the caller fills it in.
    changeable: bool,
    /// What is on record, in the order of time.
    values: Vec<FieldValueOut>,
}

impl FieldOfMineOut {
    fn of(field: OwnField, all: &[FieldValue]) -> Self {
        let values = all.iter().filter(|one| one.name == field.code).cloned();
        Self {
            values: values.map(FieldValueOut::from).collect(),
            changeable: field.filled_by(FilledBy::Person),
            code: field.code,
            kind: field.kind,
            titles: field.titles.0,
            choices: field.choices.0.into_iter().map(FieldChoice::from).collect(),
        }
    }
}

/// The fields about people, with what they say of the caller
#[utoipa::path(get, path = "/api/v1/me/fields", tag = "fields", responses((status = 200, body = Vec<FieldOfMineOut>), Refusals))]
pub async fn list(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let pen = Pen::of(&may, &state);
    let mine = state
        .db
        .look(move |conn| {
            let (about, _) = pen.own(conn)?;
            let fields = field::standing(conn, Subject::Person)?;
            let codes: Vec<&str> = fields.iter().map(|field| field.code.as_str()).collect();
            let all = values(conn, about, &codes)?;
            Ok(fields.into_iter().map(|field| FieldOfMineOut::of(field, &all)).collect::<Vec<_>>())
        })
        .await?;
    Ok(HttpResponse::Ok().json(mine))
}

/// Fill a field of one's own in, where people fill it in themselves
#[utoipa::path(put, path = "/api/v1/me/fields/{code}", tag = "fields", params(("code" = String, Path)), request_body = FieldValueBody,
    responses((status = 200, body = FieldValueOut), Refusals))]
pub async fn fill(
    may: May<Learn>,
    state: web::Data<State>,
    code: web::Path<String>,
    body: Json<FieldValueBody>,
) -> Result<HttpResponse, Error> {
    let (pen, draft) = (Pen::of(&may, &state), ValueDraft::from(body.into_inner()));
    let written = state.db.save(move |conn| pen.fill_own(conn, &code, &draft)).await?;
    Ok(HttpResponse::Ok().json(FieldValueOut::from(written)))
}

/// Say which is the last day of a value of one's own, where people fill the field in themselves
#[utoipa::path(post, path = "/api/v1/me/fields/{code}/{value_id}/end", tag = "fields",
    params(("code" = String, Path), ("value_id" = Uuid, Path)), request_body = FieldValueEnd, responses((status = 204), Refusals))]
pub async fn end(
    may: May<Learn>,
    state: web::Data<State>,
    at: web::Path<(String, Id)>,
    body: Json<FieldValueEnd>,
) -> Result<HttpResponse, Error> {
    let ((code, value_id), pen, day) = (at.into_inner(), Pen::of(&may, &state), body.day()?);
    state.db.save(move |conn| pen.end_own(conn, &code, value_id, day)).await?;
    Ok(HttpResponse::NoContent().finish())
}
