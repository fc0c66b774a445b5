//! Files that go with a workshop or one session of it.

use crate::people::May;
use crate::people::guard::{Learn, ManageWorkshops};
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::workshops::store::Material;
use crate::workshops::web::holding::{look, receive};
use crate::workshops::web::material::{Of, hand_out, opened, take_away};
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A file that goes with a workshop or one session of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct MaterialRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// With which session; null: with every session of the workshop.
    #[schema(value_type = Option<uuid::Uuid>)]
    session_id: Option<Id>,
    /// Its name.
    name: String,
    /// Media type, as found in the content.
    media_type: String,
    /// Bytes.
    size_bytes: i64,
    /// Hash of the content (SHA-256).
    hash: String,
    /// When it was added.
    #[schema(value_type = DateTime<Utc>)]
    added_at: Instant,
}

impl From<Material> for MaterialRecord {
    fn from(material: Material) -> Self {
        Self {
            id: material.row.id,
            session_id: material.row.session_id,
            name: material.name,
            media_type: material.media_type,
            size_bytes: material.size_bytes,
            hash: material.hash,
            added_at: material.row.added_at,
        }
    }
}

/// What a file is called.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MaterialQuery {
    /// Its name.
    pub(super) name: String,
}

fn records(files: Vec<Material>) -> HttpResponse {
    let records: Vec<MaterialRecord> = files.into_iter().map(MaterialRecord::from).collect();
    HttpResponse::Ok().json(records)
}

async fn of_workshop(may: &May<ManageWorkshops>, state: &State, id: Id) -> Result<Vec<Material>, Error> {
    Ok(look(may, state, Of::Workshop(id)).await?.files)
}

async fn of_session(may: &May<Learn>, state: &State, id: Id) -> Result<Vec<Material>, Error> {
    let actor = may.actor.clone();
    state.db.look(move |conn| opened(conn, &actor, id)).await
}

/// Lists the files that go with every session of a workshop.
#[utoipa::path(get, path = "/api/v1/workshops/{id}/material", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<MaterialRecord>), Refusals))]
pub async fn list(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    Ok(records(of_workshop(&may, &state, *id).await?))
}

/// Lists the files of a session, its workshop's first
///
/// For whoever teaches or runs it, and for those who are booked; once it is over for those who came. Everybody else who sees the session gets an empty list.
#[utoipa::path(get, path = "/api/v1/sessions/{id}/material", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<MaterialRecord>), Refusals))]
pub async fn list_session(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    Ok(records(of_session(&may, &state, *id).await?))
}

/// Hands out a file of a workshop.
#[utoipa::path(get, path = "/api/v1/workshops/{id}/material/{file}", tag = "workshops",
    params(("id" = uuid::Uuid, Path), ("file" = uuid::Uuid, Path)),
    responses((status = 200, description = "The file, as its own media type", body = Vec<u8>, content_type = "*/*"), Refusals))]
pub async fn file(may: May<ManageWorkshops>, state: web::Data<State>, path: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let (id, file_id) = path.into_inner();
    hand_out(&state, of_workshop(&may, &state, id).await?, file_id).await
}

/// Hands out a file of a session to whoever may have it.
#[utoipa::path(get, path = "/api/v1/sessions/{id}/material/{file}", tag = "workshops",
    params(("id" = uuid::Uuid, Path), ("file" = uuid::Uuid, Path)),
    responses((status = 200, description = "The file, as its own media type", body = Vec<u8>, content_type = "*/*"), Refusals))]
pub async fn session_file(may: May<Learn>, state: web::Data<State>, path: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let (id, file_id) = path.into_inner();
    hand_out(&state, of_session(&may, &state, id).await?, file_id).await
}

/// Adds a file to every session of a workshop
///
/// PDF, a picture (PNG, JPEG, GIF, WebP) or an office document (DOCX, XLSX, PPTX, ODT, ODS, ODP) without programs in it, told by its content.
/// At most 40 files, 500 mebibytes together, go with a workshop, and as much with each of its sessions.
#[utoipa::path(post, path = "/api/v1/workshops/{id}/material", tag = "workshops", params(("id" = uuid::Uuid, Path), MaterialQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = MaterialRecord), Refusals))]
pub async fn add(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    query: Query<MaterialQuery>,
    content: web::Payload,
) -> Result<HttpResponse, Error> {
    let added = receive(&may, &state, Of::Workshop(*id), &query.name, content).await?;
    Ok(HttpResponse::Created().json(MaterialRecord::from(added)))
}

/// Adds a file to one session; of the same kinds, and as many and as large, as to a workshop.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/material", tag = "workshops", params(("id" = uuid::Uuid, Path), MaterialQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = MaterialRecord), Refusals))]
pub async fn add_session(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    query: Query<MaterialQuery>,
    content: web::Payload,
) -> Result<HttpResponse, Error> {
    let added = receive(&may, &state, Of::Session(*id), &query.name, content).await?;
    Ok(HttpResponse::Created().json(MaterialRecord::from(added)))
}

/// Takes a file away; that it was there stays in the log.
#[utoipa::path(delete, path = "/api/v1/material/{id}", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), Refusals))]
pub async fn remove(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    take_away(&may, &state, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
