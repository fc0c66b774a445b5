//! Documents for integrations: list, read, hand in, answer, take back.

pub mod shape;

use shape::{DocumentAnswerBody, DocumentBody, DocumentRecord, NewDocumentBody, record, typed};

use super::deed;
use super::form::{self, Offered};
use super::store::{self, Wanted};
use super::view;
use super::web::hand_in::load_other;
use crate::people::May;
use crate::people::guard::{Learn, RecordEvidence, SeeTeam};
use crate::platform::answer as answers;
use crate::platform::api::{Listing, PageQuery, Refusals};
use crate::platform::error::Error;
use crate::platform::request::{Json, Query};
use crate::platform::state::State as Installation;
use crate::rules::document::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

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

/// Documents of your branch, in the order in which they were handed in.
#[utoipa::path(get, path = "/api/v1/documents", tag = "documents", params(DocumentQuery),
    responses((status = 200, body = Listing<DocumentRecord>), Refusals))]
pub async fn list(may: May<RecordEvidence>, state: web::Data<Installation>, query: Query<DocumentQuery>) -> Result<HttpResponse, Error> {
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
    responses((status = 200, content((Vec<u8> = "application/pdf"), (Vec<u8> = "image/*"))), Refusals))]
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
    Ok(answers::download(&file.name, &file.media_type, content))
}

/// Hands in a document for somebody of one's own people.
#[utoipa::path(post, path = "/api/v1/documents", tag = "documents", request_body = NewDocumentBody,
    responses((status = 201, body = DocumentRecord), Refusals))]
pub async fn create(may: May<SeeTeam>, state: web::Data<Installation>, body: Json<NewDocumentBody>) -> Result<HttpResponse, Error> {
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
pub async fn create_own(may: May<Learn>, state: web::Data<Installation>, body: Json<DocumentBody>) -> Result<HttpResponse, Error> {
    let (person, locale) = (may.actor.person.clone(), may.actor.locale().code());
    let offered = state.db.look(move |conn| Offered::load(conn, person, locale)).await?;
    let (typed, scan) = body.into_inner().typed()?;
    let (new, scan) = form::document(&typed, Some(scan), &offered, may.actor.today())?;
    let document = deed::hand_in(&state, &may.actor, new, scan).await?;
    let made = state.db.look(move |conn| record(conn, document)).await?;
    Ok(HttpResponse::Created().json(made))
}

/// Recognises a document, or declines.
#[utoipa::path(post, path = "/api/v1/documents/{id}/answer", tag = "documents", params(("id" = uuid::Uuid, Path)),
    request_body = DocumentAnswerBody, responses((status = 200, body = DocumentRecord), Refusals))]
pub async fn answer(
    may: May<RecordEvidence>,
    state: web::Data<Installation>,
    id: web::Path<Id>,
    body: Json<DocumentAnswerBody>,
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
                ("hours", body.hours.map(|hours| hours.to_string())),
                ("points", body.points.map(|points| points.to_string())),
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
    components(schemas(
        shape::DocumentRecord,
        shape::NewDocumentBody,
        shape::DocumentBody,
        shape::DocumentFile,
        shape::DocumentAnswerBody
    ))
)]
pub struct Doc;
