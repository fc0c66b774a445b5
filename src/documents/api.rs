//! Documents for integrations: list, read, hand in, answer, take back.

use super::deed;
use super::form::{self, Offered};
use super::store::{self, Document, Wanted};
use super::view;
use super::web::hand_in::load_other;
use crate::courses::store as courses;
use crate::evidence::paper::Scan;
use crate::people::May;
use crate::people::guard::{Learn, RecordEvidence, SeeTeam};
use crate::platform::answer as answers;
use crate::platform::api::{Listing, PageQuery, Problem};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::platform::state::State as Installation;
use crate::rules::document::State;
use crate::rules::id::{Id, Instant};
use actix_web::{HttpResponse, web};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A document that was handed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// Whom it is about.
    #[schema(value_type = uuid::Uuid)]
    person_id: Id,
    /// `waiting`, `recognised`, `declined` or `withdrawn`.
    state: String,
    /// What it is.
    title: String,
    /// Who issued it.
    issuer: Option<String>,
    /// When it was issued.
    issued_on: NaiveDate,
    /// The last day on which it holds, where it says so.
    valid_until: Option<NaiveDate>,
    /// Identifier of the requirement it is meant for.
    #[schema(value_type = Option<uuid::Uuid>)]
    requirement_id: Option<Id>,
    /// Code of the course it is meant for; once recognised, of the course that it equals.
    course: Option<String>,
    /// What else is known.
    note: Option<String>,
    /// Who handed it in.
    #[schema(value_type = uuid::Uuid)]
    handed_in_by: Id,
    /// When.
    #[schema(value_type = DateTime<Utc>)]
    handed_in_at: Instant,
    /// Who answered, or took it back.
    #[schema(value_type = Option<uuid::Uuid>)]
    answered_by: Option<Id>,
    /// When.
    #[schema(value_type = Option<DateTime<Utc>>)]
    answered_at: Option<Instant>,
    /// Why it was answered so.
    answer_reason: Option<String>,
    /// The evidence that its recognition made.
    #[schema(value_type = Option<uuid::Uuid>)]
    evidence_id: Option<Id>,
}

/// A document for somebody of one's own people.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDocumentBody {
    /// Whom it is about.
    #[schema(value_type = uuid::Uuid)]
    person_id: Id,
    /// The document.
    document: DocumentBody,
}

/// What is handed in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentBody {
    /// What it is; at most 200 characters.
    title: String,
    /// Who issued it; at most 200 characters.
    #[serde(default)]
    issuer: Option<String>,
    /// When it was issued, `YYYY-MM-DD`.
    #[schema(value_type = NaiveDate)]
    issued_on: String,
    /// The last day on which it holds.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    valid_until: Option<String>,
    /// Code of a requirement that is asked of the person.
    #[serde(default)]
    requirement: Option<String>,
    /// Code of the course for which it is meant.
    #[serde(default)]
    course: Option<String>,
    /// What else is to be known; at most 1,000 characters.
    #[serde(default)]
    note: Option<String>,
    /// The file.
    file: DocumentFile,
}

/// A file in a JSON body.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentFile {
    /// Name.
    name: String,
    /// Content in Base64: PDF or a picture.
    content: String,
}

/// An answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentAnswerBody {
    /// `recognise` or `decline`.
    answer: String,
    /// Recognised: code of the course that it equals.
    #[serde(default)]
    course: Option<String>,
    /// Recognised: the day that it is about, `YYYY-MM-DD`; left out: the day on which it was issued.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    proven_on: Option<String>,
    /// Recognised: the last day on which it counts; left out: without end.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    valid_until: Option<String>,
    /// Why; needed where it is declined.
    #[serde(default)]
    reason: Option<String>,
}

/// Which documents are asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DocumentQuery {
    /// `waiting`, `recognised`, `declined` or `withdrawn`; left out: all.
    state: Option<String>,
    /// Where the page before ended; from `next_cursor`.
    cursor: Option<String>,
    /// Most records of a page, 1 to 500; 100 where it is left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
}

/// What a call may be refused with.
#[derive(utoipa::IntoResponses)]
#[expect(dead_code, reason = "it exists to be described")]
enum Refusals {
    /// What was sent cannot be read.
    #[response(status = 400, content_type = "application/problem+json")]
    Unreadable(Problem),
    /// No token, or none that counts.
    #[response(status = 401, content_type = "application/problem+json")]
    SignInNeeded(Problem),
    /// The token may not do that.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// There is no such record within reach.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// A rule says no as things stand.
    #[response(status = 409, content_type = "application/problem+json")]
    Refused(Problem),
    /// Larger than allowed.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// Fields are wrong; nothing was changed.
    #[response(status = 422, content_type = "application/problem+json")]
    Invalid(Problem),
    /// Too often; try again after the seconds in Retry-After.
    #[response(status = 429, content_type = "application/problem+json")]
    TooMany(Problem),
    /// Busy; try again after the seconds in Retry-After.
    #[response(status = 503, content_type = "application/problem+json")]
    Busy(Problem),
}

fn record(conn: &mut Conn, document: Document) -> Result<DocumentRecord, Error> {
    let course = match document.course_id {
        Some(id) => courses::find(conn, id)?.map(|course| course.code),
        None => None,
    };
    Ok(DocumentRecord {
        id: document.id,
        person_id: document.person_id,
        state: document.state,
        title: document.title,
        issuer: document.issuer,
        issued_on: document.issued_on,
        valid_until: document.valid_until,
        requirement_id: document.requirement_id,
        course,
        note: document.note,
        handed_in_by: document.handed_in_by,
        handed_in_at: document.handed_in_at,
        answered_by: document.answered_by,
        answered_at: document.answered_at,
        answer_reason: document.answer_reason,
        evidence_id: document.evidence_id,
    })
}

/// Documents of your branch, in the order in which they were handed in.
#[utoipa::path(get, path = "/api/v1/documents", tag = "documents", params(DocumentQuery),
    responses((status = 200, body = Listing<DocumentRecord>), Refusals))]
pub async fn list(
    may: May<RecordEvidence>,
    state: web::Data<Installation>,
    query: web::Query<DocumentQuery>,
) -> Result<HttpResponse, Error> {
    let query = query.into_inner();
    let page = PageQuery {
        cursor: query.cursor,
        limit: query.limit,
    };
    let limit = page.limit()?;
    let wanted = query
        .state
        .as_deref()
        .map(|word| State::from_word(word).ok_or_else(|| Error::field("state", "fault-unknown-word")));
    let wanted = Wanted {
        state: wanted.transpose()?,
        before: page.after_key()?,
        oldest_first: true,
    };
    let records = state
        .db
        .gather(move |conn| {
            let found = store::list(conn, &may.scope, &wanted, i64::from(limit) + 1)?;
            found
                .into_iter()
                .map(|document| record(conn, document))
                .collect::<Result<Vec<_>, _>>()
        })
        .await?;
    Ok(HttpResponse::Ok().json(Listing::of(records, limit, |record: &DocumentRecord| record.id.to_string())))
}

/// Documents that are about you or that you handed in, the latest 200.
#[utoipa::path(get, path = "/api/v1/me/documents", tag = "documents",
    responses((status = 200, body = Vec<DocumentRecord>), Refusals))]
pub async fn list_own(may: May<Learn>, state: web::Data<Installation>) -> Result<HttpResponse, Error> {
    let id = may.actor.person.id;
    let records = state
        .db
        .look(move |conn| {
            let found = store::of_person(conn, id, 200)?;
            found
                .into_iter()
                .map(|document| record(conn, document))
                .collect::<Result<Vec<_>, _>>()
        })
        .await?;
    Ok(HttpResponse::Ok().json(records))
}

/// One document that you answer, that is about you, or that you handed in.
#[utoipa::path(get, path = "/api/v1/documents/{id}", tag = "documents", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = DocumentRecord), Refusals))]
pub async fn show(may: May<Learn>, state: web::Data<Installation>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let found = state
        .db
        .look(move |conn| {
            let (document, sight) = view::find(conn, &actor, id)?;
            if sight == view::Sight::Team {
                return Err(Error::NotFound);
            }
            record(conn, document)
        })
        .await?;
    Ok(HttpResponse::Ok().json(found))
}

/// The file of a document.
#[utoipa::path(get, path = "/api/v1/documents/{id}/file", tag = "documents", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), Refusals))]
pub async fn file(may: May<RecordEvidence>, state: web::Data<Installation>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, id) = (may.scope.clone(), *id);
    let file = state
        .db
        .look(move |conn| {
            let document = store::find(conn, &scope, id)?.ok_or(Error::NotFound)?;
            store::file_of(conn, document.file_id)?.ok_or(Error::NotFound)
        })
        .await?;
    let content = state.files.content(&file.hash).await?;
    Ok(answers::download(&file.name, "application/octet-stream", content))
}

/// Hands in a document for somebody of one's own people.
#[utoipa::path(post, path = "/api/v1/documents", tag = "documents", request_body = NewDocumentBody,
    responses((status = 201, body = DocumentRecord), Refusals))]
pub async fn create(may: May<SeeTeam>, state: web::Data<Installation>, body: web::Json<NewDocumentBody>) -> Result<HttpResponse, Error> {
    let body = body.into_inner();
    let offered = load_other(&may, &state, body.person_id).await.map_err(|error| match error {
        Error::NotFound => Error::field("person_id", "fault-unknown-person"),
        other => other,
    })?;
    let (typed, scan) = body.document.typed()?;
    let (new, scan) = form::document(&typed, Some(scan), &offered, may.actor.today())?;
    let document = deed::hand_in(&state, &may.actor, new, scan).await?;
    let made = state.db.look(move |conn| record(conn, document)).await?;
    Ok(HttpResponse::Created().json(made))
}

/// Hands in a document about oneself.
#[utoipa::path(post, path = "/api/v1/me/documents", tag = "documents", request_body = DocumentBody,
    responses((status = 201, body = DocumentRecord), Refusals))]
pub async fn create_own(may: May<Learn>, state: web::Data<Installation>, body: web::Json<DocumentBody>) -> Result<HttpResponse, Error> {
    let (person, locale) = (may.actor.person.clone(), may.actor.locale().code());
    let offered = state.db.look(move |conn| Offered::load(conn, person, locale)).await?;
    let (typed, scan) = body.into_inner().typed()?;
    let (new, scan) = form::document(&typed, Some(scan), &offered, may.actor.today())?;
    let document = deed::hand_in(&state, &may.actor, new, scan).await?;
    let made = state.db.look(move |conn| record(conn, document)).await?;
    Ok(HttpResponse::Created().json(made))
}

impl DocumentBody {
    /// As a form would send it, so that pages and calls are read alike.
    fn typed(self) -> Result<(Typed, Scan), Error> {
        let content = STANDARD
            .decode(self.file.content)
            .map_err(|_| Error::field("file.content", "paper-scan-kind"))?;
        let given = [
            ("title", Some(self.title)),
            ("issuer", self.issuer),
            ("issued_on", Some(self.issued_on)),
            ("valid_until", self.valid_until),
            ("requirement", self.requirement),
            ("course", self.course),
            ("note", self.note),
        ];
        let scan = Scan {
            name: self.file.name,
            content: content.into(),
        };
        Ok((typed(given), scan))
    }
}

fn typed<const N: usize>(given: [(&str, Option<String>); N]) -> Typed {
    Typed::of(
        given
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect(),
    )
}

/// Recognises a document, or declines.
#[utoipa::path(post, path = "/api/v1/documents/{id}/answer", tag = "documents", params(("id" = uuid::Uuid, Path)),
    request_body = DocumentAnswerBody, responses((status = 200, body = DocumentRecord), Refusals))]
pub async fn answer(
    may: May<RecordEvidence>,
    state: web::Data<Installation>,
    id: web::Path<Id>,
    body: web::Json<DocumentAnswerBody>,
) -> Result<HttpResponse, Error> {
    let body = body.into_inner();
    let (own, actor, scope, id, today) = (state.clone(), may.actor.clone(), may.scope.clone(), *id, may.actor.today());
    let answered = state
        .db
        .save(move |conn| {
            let before = store::find(conn, &scope, id)?.ok_or(Error::NotFound)?;
            let given = [
                ("answer", Some(body.answer)),
                ("course", body.course),
                ("proven_on", body.proven_on.or(Some(before.issued_on.to_string()))),
                ("valid_until", body.valid_until),
                ("reason", body.reason),
            ];
            let answer = form::answer(&typed(given), &deed::courses_in_use(conn)?, today)?;
            let answered = deed::answer(conn, &own, &scope, &actor, id, answer)?;
            record(conn, answered)
        })
        .await?;
    Ok(HttpResponse::Ok().json(answered))
}

/// Takes a document back that is about you or that you handed in.
#[utoipa::path(post, path = "/api/v1/documents/{id}/withdrawal", tag = "documents", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = DocumentRecord), Refusals))]
pub async fn withdraw(may: May<Learn>, state: web::Data<Installation>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (own, actor, id) = (state.clone(), may.actor.clone(), *id);
    let withdrawn = state
        .db
        .save(move |conn| {
            let document = deed::withdraw(conn, &own, &actor, id)?;
            record(conn, document)
        })
        .await?;
    Ok(HttpResponse::Ok().json(withdrawn))
}

/// What this slice adds to the document of the interface.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(list, list_own, show, file, create, create_own, answer, withdraw),
    components(schemas(DocumentRecord, NewDocumentBody, DocumentBody, DocumentFile, DocumentAnswerBody))
)]
pub struct Doc;
