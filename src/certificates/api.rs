//! Certificates for integrations: list, read, download, check by code; and revoking evidence, which takes its certificate along.

pub mod own;

use super::revocation;
use super::store::{self, Listed, Wanted};
use super::web::check;
use super::web::list::issued;
use crate::certificates::issue::today;
use crate::evidence;
use crate::evidence::api::EvidenceRecord;
use crate::people::guard::{RevokeEvidence, SeeTeam};
use crate::people::{Anybody, May};
use crate::platform::api::{Listing, PageQuery, Problem};
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request::{Json, Query};
use crate::platform::state::State;
use crate::rules::certificate::{Standing, standing};
use crate::rules::id::{Id, Instant};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// An issued document.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CertificateRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    pub id: Id,
    /// Random, unique, never used again.
    pub number: String,
    /// What anybody may ask `/api/v1/certificate-checks/{code}` or the page behind the QR code with.
    pub check_code: String,
    /// The evidence it was issued for.
    #[schema(value_type = uuid::Uuid)]
    pub evidence_id: Id,
    /// Whose it is.
    #[schema(value_type = uuid::Uuid)]
    pub person_id: Id,
    /// Code of the course.
    pub course: String,
    /// The day of the evidence.
    pub proven_on: NaiveDate,
    /// Language of the document.
    pub language: String,
    /// When it was issued.
    #[schema(value_type = chrono::DateTime<chrono::Utc>)]
    pub issued_at: Instant,
    /// SHA-256 of the PDF, lower-case hexadecimal.
    pub file_hash: String,
    /// Size of the PDF.
    pub file_size_bytes: i64,
    /// The last day on which it counts.
    pub valid_until: Option<NaiveDate>,
    /// When it was taken back.
    #[schema(value_type = Option<chrono::DateTime<chrono::Utc>>)]
    pub revoked_at: Option<Instant>,
    /// Why.
    pub revoked_reason: Option<String>,
}

impl From<Listed> for CertificateRecord {
    fn from(listed: Listed) -> Self {
        let certificate = listed.certificate;
        Self {
            id: certificate.id,
            number: certificate.number,
            check_code: certificate.check_code,
            evidence_id: certificate.evidence_id,
            person_id: certificate.person_id,
            course: listed.code,
            proven_on: listed.proven_on,
            language: certificate.language,
            issued_at: certificate.issued_at,
            file_hash: certificate.file_hash,
            file_size_bytes: certificate.file_size_bytes,
            valid_until: certificate.valid_until,
            revoked_at: certificate.revoked_at,
            revoked_reason: certificate.revoked_reason,
        }
    }
}

/// What anybody learns who has a code.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CheckAnswer {
    /// `valid`, `expired` or `revoked`.
    pub standing: &'static str,
    /// The day that belongs to it: counts until, expired after, revoked on; null: without end.
    pub on: Option<NaiveDate>,
    /// Code of the course.
    pub course: String,
    /// Given name and one letter.
    pub name: String,
    /// The day of the evidence.
    pub proven_on: NaiveDate,
    /// Number on the document.
    pub number: String,
    /// Manufacturer.
    pub issuer: String,
    /// When it was checked.
    #[schema(value_type = chrono::DateTime<chrono::Utc>)]
    pub checked_at: Instant,
}

/// Which certificates are wanted.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CertificateQuery {
    /// Of this person.
    #[serde(default)]
    #[param(value_type = Option<uuid::Uuid>)]
    pub person_id: Option<Id>,
    /// For the course with this code.
    #[serde(default)]
    pub course: Option<String>,
    /// With this number.
    #[serde(default)]
    pub number: Option<String>,
    /// Where the page before ended; from `next_cursor`.
    #[serde(default)]
    pub cursor: Option<String>,
    /// Most records of a page, 1 to 500; 100 where it is left out.
    #[serde(default)]
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
}

/// Why evidence is taken back.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRevocation {
    /// The reason; kept on record.
    #[schema(min_length = 1, max_length = 1000)]
    pub reason: String,
}

/// List certificates
///
/// Those of the people of your branch, the newest first.
#[utoipa::path(
    get, path = "/api/v1/certificates", tag = "certificates", params(CertificateQuery),
    responses(
        (status = 200, body = Listing<CertificateRecord>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(may: May<SeeTeam>, state: web::Data<State>, query: Query<CertificateQuery>) -> Result<HttpResponse, Error> {
    let query = query.into_inner();
    let page = PageQuery {
        cursor: query.cursor,
        limit: query.limit,
    };
    let (limit, after) = (page.limit()?, page.after_key::<Id>()?);
    for (field, text) in [("course", &query.course), ("number", &query.number)] {
        if text.as_ref().is_some_and(|text| text.contains('\0')) {
            return Err(Error::field(field, "fault-control"));
        }
    }
    let wanted = Wanted {
        person_id: query.person_id,
        course: query.course,
        number: query.number,
        name: None,
    };
    let scope = may.scope.clone();
    let found = state
        .db
        .gather(move |conn| Ok(store::list(conn, &scope, &wanted, after, i64::from(limit) + 1)?))
        .await?;
    let records = found.into_iter().map(CertificateRecord::from).collect();
    Ok(HttpResponse::Ok().json(Listing::of(records, limit, |record: &CertificateRecord| record.id.to_string())))
}

/// Read one certificate
#[utoipa::path(
    get, path = "/api/v1/certificates/{id}", tag = "certificates", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, body = CertificateRecord),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn show(may: May<SeeTeam>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    Ok(HttpResponse::Ok().json(CertificateRecord::from(find(&may, &state, id.into_inner()).await?)))
}

/// Download the document
///
/// The PDF (PDF/A-2a and PDF/UA-1) exactly as it was issued.
#[utoipa::path(
    get, path = "/api/v1/certificates/{id}/file", tag = "certificates", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/pdf"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn file(may: May<SeeTeam>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    issued(&state, &find(&may, &state, id.into_inner()).await?.certificate).await
}

async fn find(may: &May<SeeTeam>, state: &State, id: Id) -> Result<Listed, Error> {
    let (own, scope) = (may.actor.person.id, may.scope.clone());
    let found = state.db.look(move |conn| Ok(store::find(conn, &scope, own, id)?)).await?;
    found.ok_or(Error::NotFound)
}

/// Check a certificate by its code
///
/// For anybody, without a token; a wrong and an unknown code get the same answer.
#[utoipa::path(
    get, path = "/api/v1/certificate-checks/{code}", tag = "certificates", params(("code" = String, Path)),
    security(()),
    responses(
        (status = 200, body = CheckAnswer),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 429, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn check_code(whoever: Anybody, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    check::count(&state, &whoever.address, whoever.now)?;
    let (issuer, found) = check::find(&state, &code).await?;
    let listed = found.ok_or(Error::NotFound)?;
    let zone = issuer.time_zone.as_deref();
    let certificate = listed.certificate;
    let revoked_on = certificate.revoked_at.map(|at| today(at, zone));
    let (standing, on) = match standing(revoked_on, certificate.valid_until, today(whoever.now, zone)) {
        Standing::Valid(until) => ("valid", until),
        Standing::Expired(on) => ("expired", Some(on)),
        Standing::Revoked(on) => ("revoked", Some(on)),
    };
    Ok(HttpResponse::Ok().json(CheckAnswer {
        standing,
        on,
        course: listed.code,
        name: certificate.shown_name,
        proven_on: listed.proven_on,
        number: certificate.number,
        issuer: issuer.name,
        checked_at: whoever.now,
    }))
}

/// Revoke evidence
///
/// The evidence counts no more, and its certificate is revoked with it; both stay on record with the reason.
#[utoipa::path(
    post, path = "/api/v1/evidence/{id}/revocation", tag = "evidence", params(("id" = uuid::Uuid, Path)), request_body = NewRevocation,
    responses(
        (status = 201, body = EvidenceRecord),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json"),
        (status = 413, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn revoke(
    may: May<RevokeEvidence>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<NewRevocation>,
) -> Result<HttpResponse, Error> {
    let mut faults = Faults::new();
    let reason = faults.text("reason", &body.reason, 1000, true);
    faults.done()?;
    let reason = reason.unwrap_or_default();
    let (scope, chance, now, by, id) = (
        may.scope.clone(),
        state.chance.clone(),
        may.actor.now,
        may.actor.by(),
        id.into_inner(),
    );
    let record = state
        .db
        .save(move |conn| {
            revocation::revoke(conn, &scope, &chance, now, &by, id, &reason)?;
            let evidence = evidence::store::find_any(conn, id)?.ok_or(Error::NotFound)?;
            let code = evidence::store::course_code(conn, evidence.course_id)?;
            Ok(EvidenceRecord::of(evidence, code))
        })
        .await?;
    Ok(HttpResponse::Created().json(record))
}

/// What this slice says of its calls.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(list, show, file, check_code, revoke, own::list, own::file, own::scan),
    components(schemas(CertificateRecord, CheckAnswer, NewRevocation))
)]
pub struct Doc;
