//! The catalogues of services and job roles: listed for everybody, kept by whoever sees the whole network.

use super::shape::EntryOut;
use crate::administration::catalogue::{EntryDraft, write};
use crate::organisations::catalogue::{self, Catalogue};
use crate::people::guard::{Learn, ManageOrganisations, May};
use crate::platform::api::Problem;
use crate::platform::error::Error;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// A new entry.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEntryBody {
    /// Stable word of small letters, digits and `_`, as files and rules name it.
    code: String,
    /// Name in English.
    en: String,
    /// Name in German.
    de: String,
}

/// The names of an entry.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EntryNamesBody {
    /// Name in English.
    en: String,
    /// Name in German.
    de: String,
}

/// List services
#[utoipa::path(get, path = "/api/v1/services", responses(
    (status = 200, body = Vec<EntryOut>), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn services(_may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let all = state.db.look(|conn| Ok(catalogue::services(conn)?)).await?;
    Ok(HttpResponse::Ok().json(all.into_iter().map(EntryOut::from).collect::<Vec<_>>()))
}

/// List job roles
#[utoipa::path(get, path = "/api/v1/job-roles", responses(
    (status = 200, body = Vec<EntryOut>), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn job_roles(_may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let all = state.db.look(|conn| Ok(catalogue::job_roles(conn)?)).await?;
    Ok(HttpResponse::Ok().json(all.into_iter().map(EntryOut::from).collect::<Vec<_>>()))
}

/// Add a service
#[utoipa::path(post, path = "/api/v1/services", request_body = NewEntryBody, responses(
    (status = 201, body = EntryOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"), (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn add_service(may: May<ManageOrganisations>, state: web::Data<State>, body: Json<NewEntryBody>) -> Result<HttpResponse, Error> {
    let added = save(&may, &state, Catalogue::Services, None, new(body.into_inner())).await?;
    Ok(HttpResponse::Created().json(added))
}

/// Add a job role
#[utoipa::path(post, path = "/api/v1/job-roles", request_body = NewEntryBody, responses(
    (status = 201, body = EntryOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"), (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn add_job_role(may: May<ManageOrganisations>, state: web::Data<State>, body: Json<NewEntryBody>) -> Result<HttpResponse, Error> {
    let added = save(&may, &state, Catalogue::JobRoles, None, new(body.into_inner())).await?;
    Ok(HttpResponse::Created().json(added))
}

/// Rename a service
#[utoipa::path(put, path = "/api/v1/services/{id}", params(("id" = Uuid, Path,)), request_body = EntryNamesBody, responses(
    (status = 200, body = EntryOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"), (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn rename_service(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<EntryNamesBody>,
) -> Result<HttpResponse, Error> {
    let renamed = save(&may, &state, Catalogue::Services, Some(*id), names(body.into_inner())).await?;
    Ok(HttpResponse::Ok().json(renamed))
}

/// Rename a job role
#[utoipa::path(put, path = "/api/v1/job-roles/{id}", params(("id" = Uuid, Path,)), request_body = EntryNamesBody, responses(
    (status = 200, body = EntryOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"), (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn rename_job_role(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<EntryNamesBody>,
) -> Result<HttpResponse, Error> {
    let renamed = save(&may, &state, Catalogue::JobRoles, Some(*id), names(body.into_inner())).await?;
    Ok(HttpResponse::Ok().json(renamed))
}

fn new(body: NewEntryBody) -> EntryDraft {
    EntryDraft {
        code: body.code,
        en: body.en,
        de: body.de,
    }
}

fn names(body: EntryNamesBody) -> EntryDraft {
    EntryDraft {
        code: String::new(),
        en: body.en,
        de: body.de,
    }
}

async fn save(
    may: &May<ManageOrganisations>,
    state: &State,
    which: Catalogue,
    id: Option<Id>,
    draft: EntryDraft,
) -> Result<EntryOut, Error> {
    let (settings, actor, scope) = (state.clone(), may.actor.clone(), may.scope.clone());
    let written = state
        .db
        .save(move |conn| write(conn, &settings, &actor, &scope, which, id, &draft))
        .await?;
    Ok(EntryOut::from(written))
}
