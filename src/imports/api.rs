//! Imports for integrations: hand a file in, follow its check, read its rows, apply, take back.

mod records;

pub use records::{
    Application, Declination, FieldChange, FileKind, ImportColumns, ImportRecord, ImportRowRecord, NewImport, Reversal, RowOutcome,
    RowQuery,
};

use super::apply::Decision;
use super::begin::begin;
use super::declination::LONGEST;
use super::options::Options;
use super::store::{self, Import, RowFilter};
use super::{Upload, web as pages};
use crate::people::guard::{self, May};
use crate::platform::api::{Listing, PageQuery, Refusals};
use crate::platform::error::{Error, Message};
use crate::platform::form::Faults;
use crate::platform::request::{Json, Query};
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::rules::import::Kind;
use actix_web::{HttpResponse, HttpResponseBuilder, web};

/// Lists imports, the newest first.
#[utoipa::path(get, path = "/api/v1/imports", tag = "Imports", params(PageQuery),
    responses((status = 200, body = Listing<ImportRecord>), Refusals))]
pub async fn list(may: May<guard::Import>, state: web::Data<State>, query: Query<PageQuery>) -> Result<HttpResponse, Error> {
    let limit = query.limit()?;
    let after = query.after_key::<Id>()?;
    let (scope, most) = (may.scope.clone(), usize::try_from(limit).unwrap_or(100) + 1);
    let found = state.db.gather(move |conn| Ok(store::list(conn, &scope, after, most)?)).await?;
    let records = records(&state, found).await?;
    Ok(HttpResponse::Ok().json(Listing::of(records, limit, |one| one.id.to_string())))
}

/// Imports as they are told, each with the number of people who are missing from its file.
async fn records(state: &State, imports: Vec<Import>) -> Result<Vec<ImportRecord>, Error> {
    let ids: Vec<Id> = imports.iter().map(|import| import.id).collect();
    let absent = state.db.gather(move |conn| Ok(store::count_absent(conn, &ids)?)).await?;
    let record = |import: Import| {
        let absent = absent.get(&import.id).copied().unwrap_or(0);
        ImportRecord::of(import, absent)
    };
    imports.into_iter().map(record).collect()
}

/// One import as the answer of a call.
async fn told(state: &State, mut answer: HttpResponseBuilder, import: Import) -> Result<HttpResponse, Error> {
    let record = records(state, vec![import]).await?.pop();
    Ok(answer.json(record.ok_or(Error::NotFound)?))
}

/// Hands a file in as the body: CSV or a workbook (XLSX), or for requirements a list in JSON. A job checks it: read the import until its state is `checked`.
///
/// Requirements come in as drafts; each is put into force by a call of its own.
#[utoipa::path(post, path = "/api/v1/imports", tag = "Imports", params(NewImport),
    request_body(content((String = "text/csv"),
        (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (Vec<serde_json::Value> = "application/json"))),
    responses((status = 201, body = ImportRecord), Refusals))]
pub async fn create(
    may: May<guard::Import>,
    state: web::Data<State>,
    query: Query<NewImport>,
    body: web::Payload,
) -> Result<HttpResponse, Error> {
    let kind = query.kind.rule();
    pages::trusted(&may, &state, kind.as_str()).await?;
    let content = match body.to_bytes_limited(pages::largest(&state)).await {
        Ok(Ok(content)) => content,
        Ok(Err(_)) => return Err(Error::unreadable("fault-broken-off")),
        Err(_) => return Err(Error::TooLarge),
    };
    let mut options = Options::of(&may.actor);
    let typed = query.complete_for.as_deref().unwrap_or_default();
    options.complete_for = pages::branch(&may, &state, Some(kind), typed).await?;
    let upload = Upload {
        kind,
        file_name: query.file_name.clone().unwrap_or_else(|| kind.usual_file_name()),
        content,
    };
    let import = begin(&state, &may.actor.by(), options, upload, true, may.actor.now).await?;
    told(&state, HttpResponse::Created(), import).await
}

/// Reads one import.
#[utoipa::path(get, path = "/api/v1/imports/{id}", tag = "Imports", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = ImportRecord), Refusals))]
pub async fn show(may: May<guard::Import>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let import = pages::found(&may, &state, *id).await?;
    told(&state, HttpResponse::Ok(), import).await
}

/// Lists the rows of a checked file by line.
#[utoipa::path(get, path = "/api/v1/imports/{id}/rows", tag = "Imports", params(("id" = uuid::Uuid, Path), RowQuery),
    responses((status = 200, body = Listing<ImportRowRecord>), Refusals))]
pub async fn rows(
    may: May<guard::Import>,
    state: web::Data<State>,
    id: web::Path<Id>,
    query: Query<RowQuery>,
) -> Result<HttpResponse, Error> {
    let page = query.page();
    let limit = page.limit()?;
    let filter = RowFilter {
        outcome: query.outcome.map(RowOutcome::rule),
        after: page.after_key()?,
    };
    let import = pages::found(&may, &state, *id).await?;
    let id = *id;
    let rows = state
        .db
        .gather(move |conn| Ok(store::list_rows(conn, id, &filter, i64::from(limit) + 1)?))
        .await?;
    let words = may.actor.words(&state);
    let records = rows.into_iter().map(|row| ImportRowRecord::of(&import, row, words)).collect();
    Ok(HttpResponse::Ok().json(Listing::of(records, limit, |row: &ImportRowRecord| row.line.to_string())))
}

/// Declines a single correction of a checked amounts file: what is on record stays, and why is kept with the row. All others are made when
/// the file is applied.
#[utoipa::path(post, path = "/api/v1/imports/{id}/rows/{line}/declination", tag = "Imports",
    params(("id" = uuid::Uuid, Path), ("line" = i32, Path)), request_body = Declination,
    responses((status = 200, body = ImportRowRecord), Refusals))]
pub async fn decline(
    may: May<guard::Import>,
    state: web::Data<State>,
    at: web::Path<(Id, i32)>,
    body: Json<Declination>,
) -> Result<HttpResponse, Error> {
    let import = pages::held(&may, &state, at.0).await?;
    let mut faults = Faults::new();
    let reason = faults.text("reason", &body.reason, LONGEST, true);
    let row = pages::decide_row(&may, &state, *at, Some(faults.or(reason)?)).await?;
    Ok(HttpResponse::Ok().json(ImportRowRecord::of(&import, row, may.actor.words(&state))))
}

/// Takes back that a correction is declined: it is made when the file is applied.
#[utoipa::path(delete, path = "/api/v1/imports/{id}/rows/{line}/declination", tag = "Imports",
    params(("id" = uuid::Uuid, Path), ("line" = i32, Path)), responses((status = 200, body = ImportRowRecord), Refusals))]
pub async fn take_after_all(may: May<guard::Import>, state: web::Data<State>, at: web::Path<(Id, i32)>) -> Result<HttpResponse, Error> {
    let import = pages::held(&may, &state, at.0).await?;
    let row = pages::decide_row(&may, &state, *at, None).await?;
    Ok(HttpResponse::Ok().json(ImportRowRecord::of(&import, row, may.actor.words(&state))))
}

/// Downloads the refused rows in the file's own form, with the reason added.
#[utoipa::path(get, path = "/api/v1/imports/{id}/refused", tag = "Imports", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, content((String = "text/csv"), (Vec<serde_json::Value> = "application/json"))), Refusals))]
pub async fn refused_file(may: May<guard::Import>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let import = pages::found(&may, &state, *id).await?;
    pages::refused_answer(&state, &import, may.actor.words(&state)).await
}

/// Says which column of the file is which, where its first line does not say so itself, and has it checked so. It is remembered for the next
/// file with the same first line.
#[utoipa::path(put, path = "/api/v1/imports/{id}/columns", tag = "Imports", params(("id" = uuid::Uuid, Path)),
    request_body = ImportColumns, responses((status = 202, body = ImportRecord), Refusals))]
pub async fn name_columns(
    may: May<guard::Import>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<ImportColumns>,
) -> Result<HttpResponse, Error> {
    pages::held(&may, &state, *id).await?;
    let import = pages::table(&may, &state, *id).await?;
    let chosen = body.mapping(&import)?;
    match pages::name_columns(&may, &state, &import, chosen).await {
        Err(Error::Invalid(faults)) => return Err(Error::Invalid(faults.into_iter().map(records::within_columns).collect())),
        other => other?,
    }
    let import = pages::found(&may, &state, *id).await?;
    told(&state, HttpResponse::Accepted(), import).await
}

/// Applies a checked file, by a job: read the import until its state is `applied`.
#[utoipa::path(post, path = "/api/v1/imports/{id}/application", tag = "Imports", params(("id" = uuid::Uuid, Path)),
    request_body = Application, responses((status = 202, body = ImportRecord), Refusals))]
pub async fn apply(
    may: May<guard::Import>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<Application>,
) -> Result<HttpResponse, Error> {
    pages::held(&may, &state, *id).await?;
    let decision = Decision {
        take_good_rows: body.take_good_rows,
        confirmed_absent: body.confirmed_absent,
    };
    let import = pages::release(&may, &state, *id, decision).await?;
    told(&state, HttpResponse::Accepted(), import).await
}

/// Checks a file again, against what is known now.
#[utoipa::path(post, path = "/api/v1/imports/{id}/check", tag = "Imports", params(("id" = uuid::Uuid, Path)),
    responses((status = 202, body = ImportRecord), Refusals))]
pub async fn check(may: May<guard::Import>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let import = pages::held(&may, &state, *id).await?;
    let kind: Kind = import.kind.parse().map_err(Error::internal)?;
    if !import.mapping.0.missing(kind.columns()).is_empty() {
        return Err(Error::Refused(Message::new("import-refused-columns")));
    }
    pages::check_again(&may, &state, *id).await?;
    let import = pages::found(&may, &state, *id).await?;
    told(&state, HttpResponse::Accepted(), import).await
}

/// Sets a file aside of which nothing is written.
#[utoipa::path(post, path = "/api/v1/imports/{id}/cancellation", tag = "Imports", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = ImportRecord), Refusals))]
pub async fn cancel(may: May<guard::Import>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    pages::held(&may, &state, *id).await?;
    pages::set_aside(&state, *id).await?;
    let import = pages::found(&may, &state, *id).await?;
    told(&state, HttpResponse::Ok(), import).await
}

/// Takes an applied import back, as long as nothing was built on it. Where obligations rest on the amounts that it brought, the answer says how
/// many, and the call is made again with that number.
#[utoipa::path(post, path = "/api/v1/imports/{id}/reversal", tag = "Imports", params(("id" = uuid::Uuid, Path), Reversal),
    responses((status = 200, body = ImportRecord), Refusals))]
pub async fn undo(
    may: May<guard::Import>,
    state: web::Data<State>,
    id: web::Path<Id>,
    query: Query<Reversal>,
) -> Result<HttpResponse, Error> {
    pages::held(&may, &state, *id).await?;
    let import = pages::take_back(&may, &state, *id, query.confirmed_resting).await?;
    told(&state, HttpResponse::Ok(), import).await
}

/// Calls of this slice.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        list,
        create,
        show,
        rows,
        decline,
        take_after_all,
        refused_file,
        name_columns,
        apply,
        check,
        cancel,
        undo
    ),
    components(schemas(ImportRecord, ImportColumns, ImportRowRecord, FieldChange, FileKind, RowOutcome, Application))
)]
pub struct Doc;
