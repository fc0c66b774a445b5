//! Drawn maps of rooms and of where sessions are.

use super::material::MaterialQuery;
use crate::people::May;
use crate::people::guard::{Learn, ManageWorkshops};
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::workshops::store::{Place, PlaceMap};
use crate::workshops::web::holding::{look, receive};
use crate::workshops::web::map::{hand_out, seen, take_away};
use actix_web::{HttpResponse, web};
use serde::Serialize;
use utoipa::ToSchema;

/// A picture that shows how one gets to a place, or how it is laid out.
#[derive(Debug, Serialize, ToSchema)]
pub struct MapRecord {
    /// Its name.
    name: String,
    /// Media type, as found in the content.
    media_type: String,
    /// Bytes.
    size_bytes: i64,
    /// Hash of the content (SHA-256).
    hash: String,
    /// When it was put there.
    #[schema(value_type = DateTime<Utc>)]
    added_at: Instant,
}

impl From<PlaceMap> for MapRecord {
    fn from(map: PlaceMap) -> Self {
        Self {
            name: map.name,
            media_type: map.media_type,
            size_bytes: map.size_bytes,
            hash: map.hash,
            added_at: map.row.added_at,
        }
    }
}

/// Hands out the map of a room.
#[utoipa::path(get, path = "/api/v1/rooms/{id}/map", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "image/*"), Refusals))]
pub async fn room(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (_, map) = look(&may, &state, Place::Room(*id)).await?;
    hand_out(&state, map.ok_or(Error::NotFound)?).await
}

/// Hands out the map on a session's page: its own, else that of its first room that has one.
#[utoipa::path(get, path = "/api/v1/sessions/{id}/map", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "image/*"), Refusals))]
pub async fn session(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let map = state.db.look(move |conn| seen(conn, &actor, id)).await?;
    hand_out(&state, map).await
}

/// Puts a map of a room there, in the place of the one before
///
/// A picture (PNG, JPEG, GIF, WebP), told by its content, no larger than the largest upload.
#[utoipa::path(put, path = "/api/v1/rooms/{id}/map", tag = "workshops", params(("id" = uuid::Uuid, Path), MaterialQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = MapRecord), Refusals))]
pub async fn put_room(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    query: Query<MaterialQuery>,
    content: web::Payload,
) -> Result<HttpResponse, Error> {
    let map = receive(&may, &state, Place::Room(*id), &query.name, content).await?;
    Ok(HttpResponse::Ok().json(MapRecord::from(map)))
}

/// Puts a map of where a session is there, which stands on its page instead of its room's; a picture as for a room.
#[utoipa::path(put, path = "/api/v1/sessions/{id}/map", tag = "workshops", params(("id" = uuid::Uuid, Path), MaterialQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = MapRecord), Refusals))]
pub async fn put_session(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    query: Query<MaterialQuery>,
    content: web::Payload,
) -> Result<HttpResponse, Error> {
    let map = receive(&may, &state, Place::Session(*id), &query.name, content).await?;
    Ok(HttpResponse::Ok().json(MapRecord::from(map)))
}

/// Takes the map of a room away; that it was there stays in the log.
#[utoipa::path(delete, path = "/api/v1/rooms/{id}/map", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), Refusals))]
pub async fn remove_room(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    take_away(&may, &state, Place::Room(*id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Takes the map of a session away; its room's stands on its page again.
#[utoipa::path(delete, path = "/api/v1/sessions/{id}/map", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), Refusals))]
pub async fn remove_session(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    take_away(&may, &state, Place::Session(*id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
