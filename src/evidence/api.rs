//! Evidence for integrations: list, read, record. Revoking stands with the certificates, which go with it.

use super::paper::{self, Attendance, Scan};
use super::store::{self, Evidence};
use crate::people::May;
use crate::people::guard::{Learn, RecordEvidence, SeeTeam};
use crate::platform::api::{Listing, PageQuery, Problem};
use crate::platform::error::Error;
use crate::platform::request::{Json, Query};
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Amount;
use actix_web::{HttpResponse, web};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// The fact that somebody met a course.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EvidenceRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    pub id: Id,
    /// Who.
    #[schema(value_type = uuid::Uuid)]
    pub person_id: Id,
    /// Code of the course.
    pub course: String,
    /// The day the evidence is about.
    pub proven_on: NaiveDate,
    /// When it was written down.
    #[schema(value_type = chrono::DateTime<chrono::Utc>)]
    pub recorded_at: Instant,
    /// `online`, `workshop`, `paper`, `document`, `other`, or an imported file's own word.
    pub means: String,
    /// `marked_by_server`, `observed_by_trainer`, `reported_by_package`, `external_document` or `imported_record`.
    pub strength: String,
    /// What else is known.
    pub note: Option<String>,
    /// The last day on which it counts.
    pub valid_until: Option<NaiveDate>,
    /// Result in per cent.
    pub score_percent: Option<i32>,
    /// Hours that it is worth itself, whatever its course is.
    #[schema(value_type = Option<f64>)]
    pub hours: Option<Amount>,
    /// Points that it is worth itself.
    #[schema(value_type = Option<f64>)]
    pub points: Option<Amount>,
    /// When it was taken back.
    #[schema(value_type = Option<chrono::DateTime<chrono::Utc>>)]
    pub revoked_at: Option<Instant>,
    /// Why.
    pub revoked_reason: Option<String>,
}

impl EvidenceRecord {
    /// The record of evidence in this course.
    pub fn of(evidence: Evidence, course: String) -> Self {
        Self {
            id: evidence.id,
            person_id: evidence.person_id,
            course,
            proven_on: evidence.proven_on,
            recorded_at: evidence.recorded_at,
            means: evidence.means,
            strength: evidence.strength,
            note: evidence.note,
            valid_until: evidence.valid_until,
            score_percent: evidence.score_percent,
            hours: Amount::stored(evidence.hours_hundredths),
            points: Amount::stored(evidence.points_hundredths),
            revoked_at: evidence.revoked_at,
            revoked_reason: evidence.revoked_reason,
        }
    }
}

/// Which evidence is wanted.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EvidenceQuery {
    /// Of this person.
    #[serde(default)]
    #[param(value_type = Option<uuid::Uuid>)]
    pub person_id: Option<Id>,
    /// For the course with this code.
    #[serde(default)]
    pub course: Option<String>,
    /// Where the page before ended; from `next_cursor`.
    #[serde(default)]
    pub cursor: Option<String>,
    /// Most records of a page, 1 to 500; 100 where it is left out.
    #[serde(default)]
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
}

/// A course that people attended on paper, or a document of somebody else about it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAttendance {
    /// Code of the course.
    pub course: String,
    /// The day.
    pub proven_on: NaiveDate,
    /// What stands behind it.
    pub strength: RecordedStrength,
    /// Who was there: personnel numbers, mail addresses or identifiers.
    #[schema(min_items = 1, max_items = 500)]
    pub people: Vec<String>,
    /// The last day on which it counts; left out: without end.
    #[serde(default)]
    pub valid_until: Option<NaiveDate>,
    /// What else is to be known.
    #[serde(default)]
    pub note: Option<String>,
    /// The scanned list or document.
    #[serde(default)]
    pub scan: Option<NewScan>,
    /// Hours that it is worth, whatever the course is: above 0 and up to 10,000, with at most two places.
    #[serde(default)]
    pub hours: Option<f64>,
    /// Points that it is worth.
    #[serde(default)]
    pub points: Option<f64>,
}

/// What may be recorded by hand.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecordedStrength {
    /// A trainer was there; a certificate is issued.
    ObservedByTrainer,
    /// A document of somebody else was seen.
    ExternalDocument,
}

/// A file in a JSON body.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewScan {
    /// Name.
    pub name: String,
    /// Content in Base64: PDF, PNG or JPEG.
    pub content: String,
}

impl NewScan {
    /// The file that it brings; `field` is where it stands in the body.
    ///
    /// # Errors
    ///
    /// A fault at its content where that is not Base64.
    pub fn scan(&self, field: &str) -> Result<Scan, Error> {
        let content = STANDARD
            .decode(&self.content)
            .map_err(|_| Error::field(format!("{field}.content"), "paper-scan-kind"))?;
        Ok(Scan {
            name: self.name.clone(),
            content: content.into(),
        })
    }
}

/// What was recorded.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RecordedAttendance {
    /// Pieces of evidence that are new.
    pub items: Vec<EvidenceRecord>,
    /// People for whom the same was recorded before.
    pub recorded_before: usize,
}

/// List evidence
///
/// What the people of your branch proved, revoked or not, in the order of recording.
#[utoipa::path(
    get, path = "/api/v1/evidence", tag = "evidence", params(EvidenceQuery),
    responses(
        (status = 200, body = Listing<EvidenceRecord>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(may: May<SeeTeam>, state: web::Data<State>, query: Query<EvidenceQuery>) -> Result<HttpResponse, Error> {
    let query = query.into_inner();
    let page = PageQuery {
        cursor: query.cursor,
        limit: query.limit,
    };
    let (limit, after) = (page.limit()?, page.after_key::<Id>()?);
    if query.course.as_ref().is_some_and(|code| code.contains('\0')) {
        return Err(Error::field("course", "fault-control"));
    }
    let scope = may.scope.clone();
    let found = state
        .db
        .gather(move |conn| {
            Ok(store::list(
                conn,
                &scope,
                query.person_id,
                query.course.as_deref(),
                after,
                i64::from(limit) + 1,
            )?)
        })
        .await?;
    let records = found
        .into_iter()
        .map(|(evidence, course)| EvidenceRecord::of(evidence, course))
        .collect();
    Ok(HttpResponse::Ok().json(Listing::of(records, limit, |record: &EvidenceRecord| record.id.to_string())))
}

/// List one's own evidence
///
/// Revoked or not, in the order of recording.
#[utoipa::path(
    get, path = "/api/v1/me/evidence", tag = "evidence",
    responses(
        (status = 200, body = Vec<EvidenceRecord>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list_own(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let id = may.actor.person.id;
    let found = state.db.look(move |conn| Ok(store::of_person(conn, id)?)).await?;
    let records = found.into_iter().map(|(evidence, course)| EvidenceRecord::of(evidence, course));
    Ok(HttpResponse::Ok().json(records.collect::<Vec<_>>()))
}

/// Read one piece of evidence
#[utoipa::path(
    get, path = "/api/v1/evidence/{id}", tag = "evidence", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, body = EvidenceRecord),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn show(may: May<SeeTeam>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, id) = (may.scope.clone(), id.into_inner());
    let found = state
        .db
        .look(move |conn| {
            let Some(evidence) = store::find(conn, &scope, id)? else {
                return Ok(None);
            };
            let code = store::course_code(conn, evidence.course_id)?;
            Ok(Some(EvidenceRecord::of(evidence, code)))
        })
        .await?;
    Ok(HttpResponse::Ok().json(found.ok_or(Error::NotFound)?))
}

/// Record a course attended on paper
///
/// One piece of evidence for each person named, all or none. Sending the same list again changes nothing.
#[utoipa::path(
    post, path = "/api/v1/evidence", tag = "evidence", request_body = NewAttendance,
    responses(
        (status = 201, body = RecordedAttendance),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 413, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn create(may: May<RecordEvidence>, state: web::Data<State>, body: Json<NewAttendance>) -> Result<HttpResponse, Error> {
    let body = body.into_inner();
    let scan = body.scan.map(|scan| scan.scan("scan")).transpose()?;
    let typed = Attendance {
        course: body.course,
        proven_on: body.proven_on.to_string(),
        strength: match body.strength {
            RecordedStrength::ObservedByTrainer => "observed_by_trainer",
            RecordedStrength::ExternalDocument => "external_document",
        }
        .to_owned(),
        valid_until: body.valid_until.map(|day| day.to_string()).unwrap_or_default(),
        note: body.note.unwrap_or_default(),
        people: body.people,
        scan,
        hours: body.hours.map(|hours| hours.to_string()).unwrap_or_default(),
        points: body.points.map(|points| points.to_string()).unwrap_or_default(),
    };
    let (course, scope, today) = (typed.course.trim().to_owned(), may.scope.clone(), may.actor.today());
    let checked = state.db.gather(move |conn| paper::check(conn, &scope, &typed, today)).await?;
    let recorded = paper::take(&state, may.actor.by(), may.actor.now, checked).await?;
    let items = recorded
        .new
        .into_iter()
        .map(|evidence| EvidenceRecord::of(evidence, course.clone()))
        .collect();
    Ok(HttpResponse::Created().json(RecordedAttendance {
        items,
        recorded_before: recorded.before,
    }))
}

/// What this slice says of its calls.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(list, list_own, show, create),
    components(schemas(EvidenceRecord, NewAttendance, RecordedStrength, NewScan, RecordedAttendance))
)]
pub struct Doc;
