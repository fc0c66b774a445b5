//! The caller's own certificates, and the scan behind evidence.

use super::CertificateRecord;
use crate::certificates::store;
use crate::certificates::web::list::issued;
use crate::certificates::web::proof;
use crate::organisations::Scope;
use crate::people::May;
use crate::people::guard::{Learn, RecordEvidence};
use crate::platform::api::Problem;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};

/// List one's own certificates
#[utoipa::path(
    get, path = "/api/v1/me/certificates", tag = "certificates",
    responses(
        (status = 200, body = Vec<CertificateRecord>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let id = may.actor.person.id;
    let found = state.db.look(move |conn| Ok(store::of_person(conn, id)?)).await?;
    Ok(HttpResponse::Ok().json(found.into_iter().map(CertificateRecord::from).collect::<Vec<_>>()))
}

/// Download one's own document
///
/// The PDF (PDF/A-2a and PDF/UA-1) exactly as it was issued.
#[utoipa::path(
    get, path = "/api/v1/me/certificates/{id}/file", tag = "certificates", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/pdf"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn file(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (own, nobody, id) = (may.actor.person.id, Scope::branches(Vec::new()), id.into_inner());
    let found = state.db.look(move |conn| Ok(store::find(conn, &nobody, own, id)?)).await?;
    issued(&state, &found.ok_or(Error::NotFound)?.certificate).await
}

/// Download the scan behind evidence
///
/// It may name other people, so only those who record may read it.
#[utoipa::path(
    get, path = "/api/v1/evidence/{id}/file", tag = "evidence", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, content((Vec<u8> = "application/pdf"), (Vec<u8> = "image/*"))),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn scan(may: May<RecordEvidence>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    proof::scan(may, state, id).await
}
