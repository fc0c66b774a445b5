//! Audit folders: asked for, followed, taken along.

use crate::administration::folder::{self, sees_all};
use crate::administration::store::folder::{self as store, Folder};
use crate::administration::web::folder::{ROWS, download, subject};
use crate::people::guard::{May, SeeAudit};
use crate::platform::api::Problem;
use crate::platform::error::Error;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// An audit folder.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditFolderOut {
    /// Identifier.
    pub id: Uuid,
    /// `partner` or `requirement`.
    pub kind: String,
    /// What it tells about.
    pub subject: String,
    /// `waiting`, `ready` or `failed`.
    pub state: String,
    /// People read so far.
    pub people_done: i32,
    /// Of so many.
    pub people_total: i32,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// When it was ready, or failed.
    pub finished_at: Option<DateTime<Utc>>,
    /// Size of the archive.
    pub size_bytes: Option<i64>,
    /// SHA-256 of the archive.
    pub sha256: Option<String>,
}

impl From<Folder> for AuditFolderOut {
    fn from(folder: Folder) -> Self {
        Self {
            id: folder.id.0,
            kind: folder.kind,
            subject: folder.subject_label,
            state: folder.state,
            people_done: folder.people_done,
            people_total: folder.people_total,
            asked_at: folder.asked_at.into(),
            finished_at: folder.finished_at.map(Into::into),
            size_bytes: folder.size_bytes,
            sha256: folder.file_hash,
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditFolderBody {
    /// `partner` or `requirement`.
    kind: String,
    /// Number of the partner.
    #[serde(default)]
    partner: Option<String>,
    /// Code of the requirement.
    #[serde(default)]
    requirement: Option<String>,
}

/// List audit folders, the latest first
#[utoipa::path(get, path = "/api/v1/audit-folders", responses(
    (status = 200, body = Vec<AuditFolderOut>), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn list(may: May<SeeAudit>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let scope = may.scope.clone();
    let found = state.db.gather(move |conn| Ok(store::list(conn, &scope, ROWS)?)).await?;
    let seen = found.into_iter().filter(|folder| sees_all(&may.actor, &folder.organisation_path));
    Ok(HttpResponse::Ok().json(seen.map(AuditFolderOut::from).collect::<Vec<_>>()))
}

/// Ask for an audit folder; a job builds it: list the folders until it is `ready`
#[utoipa::path(post, path = "/api/v1/audit-folders", request_body = AuditFolderBody, responses(
    (status = 201, body = AuditFolderOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"), (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn create(may: May<SeeAudit>, state: web::Data<State>, body: Json<AuditFolderBody>) -> Result<HttpResponse, Error> {
    let (actor, owned, body) = (may.actor.clone(), state.clone(), body.into_inner());
    let made = state
        .db
        .save(move |conn| {
            let text = |field: &Option<String>| field.clone().unwrap_or_default();
            let subject = subject(conn, &actor, &body.kind, &text(&body.partner), &text(&body.requirement))?;
            folder::ask(conn, &owned, &actor, &subject)
        })
        .await?;
    Ok(HttpResponse::Created().json(AuditFolderOut::from(made)))
}

/// Download the archive of an audit folder that is ready
#[utoipa::path(get, path = "/api/v1/audit-folders/{id}/file", params(("id" = Uuid, Path,)), responses(
    (status = 200, body = Vec<u8>, content_type = "application/zip"), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn file(may: May<SeeAudit>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, owned, id) = (may.actor.clone(), state.clone(), *id);
    let folder = state.db.save(move |conn| folder::take(conn, &owned, &actor, id)).await?;
    download(&state, &folder).await
}
