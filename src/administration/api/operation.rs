//! The audit log and the work for later, as on their pages.

use crate::administration::job;
use crate::administration::store::{self, Entry, JobEntry};
use crate::administration::web::audit::{AuditQuery, read};
use crate::people::guard::{May, Operate, SeeAudit};
use crate::platform::api::{Listing, PageQuery, Problem};
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Jobs of each kind that are listed.
const ROWS: i64 = 100;

/// An entry of the audit log.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditOut {
    /// Identifier.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by the name they had.
    pub actor: String,
    /// `person`, `token`, `job` or `command_line`.
    pub actor_kind: String,
    /// From which network address.
    pub address: Option<String>,
    /// Number of the request.
    pub request_id: Option<String>,
    /// What was done, such as `person.change`.
    pub action: String,
    /// To what kind of record.
    pub subject_kind: String,
    /// How a person would call it.
    pub subject: String,
    /// The record before.
    pub before: Option<Value>,
    /// The record after.
    pub after: Option<Value>,
}

impl From<Entry> for AuditOut {
    fn from(entry: Entry) -> Self {
        let read = |text: Option<String>| text.and_then(|text| serde_json::from_str(&text).ok());
        Self {
            id: entry.id.0,
            at: entry.at.into(),
            actor: entry.actor_name,
            actor_kind: entry.actor_kind,
            address: entry.address,
            request_id: entry.request_id,
            action: entry.action,
            subject_kind: entry.subject_kind,
            subject: entry.subject_label,
            before: read(entry.before_json),
            after: read(entry.after_json),
        }
    }
}

/// Which entries of the audit log.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditParams {
    /// Part of the actor's name.
    #[serde(default)]
    pub actor: Option<String>,
    /// Part of the subject's name, or its identifier.
    #[serde(default)]
    pub subject: Option<String>,
    /// The action, or its first word, such as `person`.
    #[serde(default)]
    pub action: Option<String>,
    /// First day, `YYYY-MM-DD`.
    #[serde(default)]
    pub from: Option<String>,
    /// Last day, `YYYY-MM-DD`.
    #[serde(default)]
    pub to: Option<String>,
    /// Where the page before ended; from `next_cursor`.
    #[serde(default)]
    pub cursor: Option<String>,
    /// Most records of a page, 1 to 500; 100 where it is left out.
    #[serde(default)]
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
}

/// Work for later.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct JobOut {
    /// Identifier.
    pub id: Uuid,
    /// What is to be done.
    pub kind: String,
    /// `waiting`, `running` or `failed`.
    pub state: String,
    /// Not before.
    pub run_at: DateTime<Utc>,
    /// Failures so far.
    pub attempts: i32,
    /// What went wrong last.
    pub last_error: Option<String>,
}

impl From<JobEntry> for JobOut {
    fn from(job: JobEntry) -> Self {
        Self {
            id: job.id.0,
            kind: job.kind,
            state: job.state,
            run_at: job.run_at.into(),
            attempts: job.attempts,
            last_error: job.last_error,
        }
    }
}

/// The work for later, with how much there is of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct JobsOut {
    /// How many were set aside.
    pub failed: i64,
    /// How many wait or run.
    pub waiting: i64,
    /// The first 100 that were set aside, then the first 100 that wait or run.
    pub items: Vec<JobOut>,
}

/// Search the audit log, the latest first
#[utoipa::path(get, path = "/api/v1/audit", params(AuditParams), responses(
    (status = 200, body = Listing<AuditOut>), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn audit(may: May<SeeAudit>, state: web::Data<State>, params: Query<AuditParams>) -> Result<HttpResponse, Error> {
    let params = params.into_inner();
    let page = PageQuery {
        cursor: params.cursor,
        limit: params.limit,
    };
    let limit = page.limit()?;
    // An empty field asks for nothing, as on the page.
    let query = AuditQuery {
        actor: params.actor.unwrap_or_default(),
        subject: params.subject.unwrap_or_default(),
        action: params.action.unwrap_or_default(),
        from: params.from.unwrap_or_default(),
        to: params.to.unwrap_or_default(),
        older_than: String::new(),
    };
    let mut faults = Faults::new();
    let mut search = read(&query, &may.actor, &mut faults);
    faults.done()?;
    search.older_than = page.after_key()?;
    let scope = may.scope.clone();
    let found = state
        .db
        .gather(move |conn| Ok(store::search(conn, &scope, &search, i64::from(limit) + 1)?))
        .await?;
    let entries = found.into_iter().map(AuditOut::from).collect();
    Ok(HttpResponse::Ok().json(Listing::of(entries, limit, |entry: &AuditOut| entry.id.to_string())))
}

/// List work that waits or was set aside
#[utoipa::path(get, path = "/api/v1/jobs", responses(
    (status = 200, body = JobsOut), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn jobs(_may: May<Operate>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let all = state
        .db
        .gather(|conn| {
            let mut items = store::jobs_in(conn, &["failed"], ROWS)?;
            items.extend(store::jobs_in(conn, &["waiting", "running"], ROWS)?);
            Ok(JobsOut {
                failed: store::count_jobs(conn, "failed")?,
                waiting: store::count_jobs(conn, "waiting")? + store::count_jobs(conn, "running")?,
                items: items.into_iter().map(JobOut::from).collect(),
            })
        })
        .await?;
    Ok(HttpResponse::Ok().json(all))
}

/// Let a job that was set aside run again
#[utoipa::path(post, path = "/api/v1/jobs/{id}/retry", params(("id" = Uuid, Path,)), responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn retry(may: May<Operate>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, settings, actor) = (*id, state.clone(), may.actor.clone());
    state.db.save(move |conn| job::retry(conn, &settings, &actor, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
