//! Own fields and their values for integrations.

pub mod own;
pub mod value;

use super::deed::{FieldDraft, Pen};
use crate::organisations::store::field::{self, OwnField};
use crate::people::guard::{FillFields, ManageRequirements, May};
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::own_field::Listed;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// An own field.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnFieldOut {
    /// Identifier.
    id: Uuid,
    /// Stable word, as audiences and files (`field:CODE`) name it.
    #[schema(example = "level")]
    code: String,
    /// `person` or `organisation`.
    subject: String,
    /// `text`, `number`, `date`, `yes_no` or `choice`.
    kind: String,
    /// Titles per locale.
    titles: BTreeMap<String, String>,
    /// What can be said, of kinds `choice` and `yes_no`.
    choices: Vec<FieldChoice>,
    /// `manufacturer`, `partner`: a partner's administrator may fill it in too, or `person`: so may the person it is about.
    filled_by: String,
    /// When it was put aside; null: it is filled in.
    #[schema(value_type = Option<DateTime<Utc>>)]
    archived_at: Option<Instant>,
    /// How often it was changed.
    revision: i32,
}

impl From<OwnField> for OwnFieldOut {
    fn from(field: OwnField) -> Self {
        Self {
            id: field.id.0,
            code: field.code,
            subject: field.subject,
            kind: field.kind,
            titles: field.titles.0,
            choices: field.choices.0.into_iter().map(FieldChoice::from).collect(),
            filled_by: field.filled_by,
            archived_at: field.archived_at,
            revision: field.revision,
        }
    }
}

/// One of the list of a field.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldChoice {
    /// Stable word: small letters, digits, `-` and `_`; at most 60.
    #[schema(min_length = 1, max_length = 60)]
    code: String,
    /// Titles in English (`en`) and German (`de`), at most 100 characters each.
    titles: BTreeMap<String, String>,
}

impl From<Listed> for FieldChoice {
    fn from(one: Listed) -> Self {
        Self {
            code: one.code,
            titles: one.titles,
        }
    }
}

/// A new field.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnFieldBody {
    /// Stable word: small letters, digits, `-` and `_`; at most 60.
    #[schema(min_length = 1, max_length = 60)]
    code: String,
    /// `person` or `organisation`.
    subject: String,
    /// `text`, `number`, `date`, `yes_no` or `choice`.
    kind: String,
    /// Titles in English (`en`) and German (`de`), at most 100 characters each.
    titles: BTreeMap<String, String>,
    /// Of kind `choice`: the list, at most 100.
    choices: Option<Vec<FieldChoice>>,
    /// `manufacturer`, `partner`, or of people `person`.
    filled_by: String,
}

/// What may change of a field. Entries of the list stay and may be renamed; others may be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnFieldChange {
    /// Titles in English (`en`) and German (`de`), at most 100 characters each.
    titles: BTreeMap<String, String>,
    /// Of kind `choice`: the whole list.
    choices: Option<Vec<FieldChoice>>,
    /// `manufacturer`, `partner`, or of people `person`.
    filled_by: String,
    /// The revision that was seen; left out: whichever there is.
    revision: Option<i32>,
}

fn listed(choices: Option<Vec<FieldChoice>>) -> Vec<Listed> {
    let one = |choice: FieldChoice| Listed {
        code: choice.code,
        titles: choice.titles,
    };
    choices.into_iter().flatten().map(one).collect()
}

/// Own fields, those put aside included: about people first, each by code
#[utoipa::path(get, path = "/api/v1/fields", tag = "fields", responses((status = 200, body = Vec<OwnFieldOut>), Refusals))]
pub async fn list(_may: May<FillFields>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let all = state.db.look(|conn| Ok(field::list(conn)?)).await?;
    Ok(HttpResponse::Ok().json(all.into_iter().map(OwnFieldOut::from).collect::<Vec<_>>()))
}

/// Add an own field
#[utoipa::path(post, path = "/api/v1/fields", tag = "fields", request_body = OwnFieldBody,
    responses((status = 201, body = OwnFieldOut), Refusals))]
pub async fn create(may: May<ManageRequirements>, state: web::Data<State>, body: Json<OwnFieldBody>) -> Result<HttpResponse, Error> {
    let (pen, body) = (Pen::of(&may, &state), body.into_inner());
    let draft = FieldDraft {
        code: body.code,
        subject: body.subject,
        kind: body.kind,
        titles: body.titles,
        choices: listed(body.choices),
        filled_by: body.filled_by,
    };
    let added = state.db.save(move |conn| pen.add(conn, &draft)).await?;
    Ok(HttpResponse::Created().json(OwnFieldOut::from(added)))
}

/// Change titles, list, and who fills a field in
#[utoipa::path(put, path = "/api/v1/fields/{id}", tag = "fields", params(("id" = Uuid, Path)), request_body = OwnFieldChange,
    responses((status = 200, body = OwnFieldOut), Refusals))]
pub async fn update(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<OwnFieldChange>,
) -> Result<HttpResponse, Error> {
    let (pen, id, body) = (Pen::of(&may, &state), *id, body.into_inner());
    let draft = FieldDraft {
        titles: body.titles,
        choices: listed(body.choices),
        filled_by: body.filled_by,
        ..FieldDraft::default()
    };
    let changed = state.db.save(move |conn| pen.change(conn, id, body.revision, &draft)).await?;
    Ok(HttpResponse::Ok().json(OwnFieldOut::from(changed)))
}

/// Put a field aside: its values stay
#[utoipa::path(put, path = "/api/v1/fields/{id}/archive", tag = "fields", params(("id" = Uuid, Path)),
    responses((status = 200, body = OwnFieldOut), Refusals))]
pub async fn archive(may: May<ManageRequirements>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    put(may, state, *id, true).await
}

/// Take a field up again
#[utoipa::path(delete, path = "/api/v1/fields/{id}/archive", tag = "fields", params(("id" = Uuid, Path)),
    responses((status = 200, body = OwnFieldOut), Refusals))]
pub async fn restore(may: May<ManageRequirements>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    put(may, state, *id, false).await
}

async fn put(may: May<ManageRequirements>, state: web::Data<State>, id: Id, aside: bool) -> Result<HttpResponse, Error> {
    let pen = Pen::of(&may, &state);
    let written = state.db.save(move |conn| pen.archive(conn, id, aside)).await?;
    Ok(HttpResponse::Ok().json(OwnFieldOut::from(written)))
}

/// The calls of this slice.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        list,
        create,
        update,
        archive,
        restore,
        own::list,
        own::fill,
        own::end,
        value::of_person,
        value::fill_person,
        value::end_of_person,
        value::withdraw_of_person,
        value::of_organisation,
        value::fill_organisation,
        value::end_of_organisation,
        value::withdraw_of_organisation
    ),
    components(schemas(
        OwnFieldOut,
        FieldChoice,
        OwnFieldBody,
        OwnFieldChange,
        own::FieldOfMineOut,
        value::FieldValueOut,
        value::FieldValueBody,
        value::FieldValueEnd
    ))
)]
pub struct Doc;
