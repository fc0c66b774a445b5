//! Work for later: what waits, and what was set aside and can be tried again.

use crate::administration::pages::{JobRow, JobsPage};
use crate::administration::{job, store};
use crate::people::guard::{May, Operate};
use crate::platform::answer;
use crate::platform::error::{Error, Message};
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};

/// Rows of each list.
const ROWS: i64 = 100;

/// `GET /administration/jobs`
pub async fn list(may: May<Operate>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let page = state
        .db
        .gather(|conn| {
            let failed = store::jobs_in(conn, &["failed"], ROWS)?;
            let waiting = store::jobs_in(conn, &["waiting", "running"], ROWS)?;
            let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
            Ok(JobsPage {
                failed_count: count(store::count_jobs(conn, "failed")?),
                waiting_count: count(store::count_jobs(conn, "waiting")? + store::count_jobs(conn, "running")?),
                failed: failed.into_iter().map(row).collect(),
                waiting: waiting.into_iter().map(row).collect(),
            })
        })
        .await?;
    may.show(&state, &page)
}

fn row(job: store::JobEntry) -> JobRow {
    JobRow {
        retry_url: format!("/administration/jobs/{}/retry", job.id),
        kind: job.kind,
        about: job.payload.chars().take(200).collect(),
        state: job.state,
        run_at: job.run_at,
        attempts: job.attempts,
        last_error: job.last_error,
    }
}

/// `POST /administration/jobs/{id}/retry`
pub async fn retry(may: May<Operate>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, settings, actor) = (*id, state.clone(), may.actor.clone());
    state.db.save(move |conn| job::retry(conn, &settings, &actor, id)).await?;
    answer::done(&state, "/administration/jobs", &Message::new("jobs-retried"), None)
}
