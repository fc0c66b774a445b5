//! Signatures.

use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::workshops::sight::Sight;
use crate::workshops::store;
use crate::workshops::web::signature::put;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// That somebody signed for a part.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignatureRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// Of which booking.
    #[schema(value_type = uuid::Uuid)]
    booking_id: Id,
    /// Of which part.
    #[schema(value_type = uuid::Uuid)]
    part_id: Id,
    /// The name that was typed; null: it was drawn.
    name: Option<String>,
    /// The hash of the drawing's file (SHA-256).
    hash: Option<String>,
    /// When.
    #[schema(value_type = DateTime<Utc>)]
    at: Instant,
    /// On whose device.
    #[schema(value_type = uuid::Uuid)]
    by_id: Id,
}

/// A signature: drawn, or the name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignatureBody {
    /// For which part.
    #[schema(value_type = uuid::Uuid)]
    part_id: Id,
    /// Lines parted by `;`, points by spaces, `x,y` each, on a field of 1000 by 300.
    #[serde(default)]
    #[schema(max_length = 45000)]
    strokes: Option<String>,
    /// Or the name.
    #[serde(default)]
    #[schema(max_length = 200)]
    name: Option<String>,
}

/// Lists the signatures of a session in the order of time, for whoever teaches or runs it.
#[utoipa::path(get, path = "/api/v1/sessions/{id}/signatures", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<SignatureRecord>), Refusals))]
pub async fn list(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let all = state
        .db
        .gather(move |conn| {
            Sight::of(conn, &actor)?.held(conn, id)?;
            Ok(store::signatures_of(conn, id)?)
        })
        .await?;
    let records: Vec<SignatureRecord> = all
        .into_iter()
        .map(|(signature, hash)| SignatureRecord {
            id: signature.id,
            booking_id: signature.booking_id,
            part_id: signature.part_id,
            name: signature.name,
            hash,
            at: signature.at,
            by_id: signature.by_id,
        })
        .collect();
    Ok(HttpResponse::Ok().json(records))
}

/// Signs for somebody's part; whoever is not marked yet is marked with it.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/signatures/{booking}", tag = "workshops",
    params(("id" = uuid::Uuid, Path), ("booking" = uuid::Uuid, Path)), request_body = SignatureBody,
    responses((status = 204), Refusals))]
pub async fn sign(
    may: May<Learn>,
    state: web::Data<State>,
    path: web::Path<(Id, Id)>,
    body: Json<SignatureBody>,
) -> Result<HttpResponse, Error> {
    let ((id, booking_id), body) = (path.into_inner(), body.into_inner());
    let mut fields = vec![("part".to_owned(), body.part_id.to_string())];
    fields.extend(body.strokes.map(|text| ("strokes".to_owned(), text)));
    fields.extend(body.name.map(|text| ("name".to_owned(), text)));
    put(&may, &state, id, booking_id, &Typed::of(fields)).await?;
    Ok(HttpResponse::NoContent().finish())
}
