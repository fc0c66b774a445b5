//! Running jobs: which slice listens to which kind, and the loop that claims them.

use crate::administration;
use crate::certificates;
use crate::headcounts;
use crate::imports;
use crate::obligations::{self, Cause};
use crate::offers;
use crate::people;
use crate::platform::error::Error;
use crate::platform::faults;
use crate::platform::jobs::{self, Job};
use crate::platform::mail::delivery;
use crate::platform::push;
use crate::platform::state::State;
use crate::player;
use crate::reminders::{self, Crier, Postman};
use crate::workshops;
use std::time::Duration;

/// How often an idle worker looks for jobs.
const PAUSE: Duration = Duration::from_millis(500);

/// How often a worker looks whether a day came on which something is to be done.
const TURN: Duration = Duration::from_secs(60);

/// Claims and runs jobs until the process is to stop; `serve` starts it beside the listener.
pub async fn run_worker(state: State) {
    let mut turned: Option<tokio::time::Instant> = None;
    while !state.stop.is_requested() {
        if turned.is_none_or(|at| at.elapsed() >= TURN) {
            turned = Some(tokio::time::Instant::now());
            if let Err(error) = begin_what_is_due(&state).await {
                tracing::warn!(%error, "what the day asks for has to wait");
            }
        }
        if let Err(error) = run_due_jobs(&state).await {
            tracing::warn!(%error, "jobs have to wait");
        }
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            () = state.stop.requested() => {}
        }
    }
}

/// Enqueues what the day asks for, each kind once; the jobs then run like any other.
pub async fn begin_what_is_due(state: &State) -> Result<(), Error> {
    obligations::job::begin_due(state).await?;
    headcounts::job::tick(state).await?;
    offers::job::tick(state).await?;
    workshops::job::tick(state).await?;
    reminders::bounce::tick(state).await?;
    reminders::job::tick(state).await
}

/// Hands mail over until the process is to stop; `serve` starts it beside the jobs, so that a long job never keeps a sign-in link waiting.
pub async fn run_mailer(state: State) {
    let postman = Postman::new(&state);
    delivery::run(state, postman).await;
}

/// Hands over what is due now and answers how that ended.
pub async fn deliver_due_mail(state: &State) -> Result<delivery::Turn, Error> {
    delivery::deliver_due(state, Postman::new(state), None).await
}

/// Tells people's devices until the process is to stop; `serve` starts it beside the mail, which never waits for it.
pub async fn run_pusher(state: State) {
    let crier = Crier::new(&state);
    push::delivery::run(state, crier).await;
}

/// Tells people's devices what they are to be told now.
pub async fn deliver_due_pushes(state: &State) -> Result<(), Error> {
    push::delivery::deliver_due(state, &Crier::new(state)).await
}

/// Runs every job that is due now, one after the other, and answers how many ran. A job that fails does not stop the rest.
pub async fn run_due_jobs(state: &State) -> Result<u32, Error> {
    // A name alone would come back after a restart.
    let worker = format!("worker-{:016x}", state.chance.seed());
    let mut count = 0;
    while !state.stop.is_requested() {
        let (now, name) = (state.clock.now(), worker.clone());
        let Some(job) = state.db.save(move |conn| Ok(jobs::claim(conn, &name, now)?)).await? else {
            return Ok(count);
        };
        count += 1;
        faults::point("jobs.claimed");
        let outcome = run(state, &job).await;
        faults::point("jobs.ran");
        let now = state.clock.now();
        match outcome {
            Ok(()) => {
                state.db.save(move |conn| Ok(jobs::finish(conn, &job, now)?)).await?;
                faults::point("jobs.finished");
            }
            Err(error) => {
                tracing::error!(job = %job.id, kind = job.kind, %error, "a job failed");
                state
                    .db
                    .save(move |conn| Ok(jobs::fail(conn, &job, &error.to_string(), now)?))
                    .await?;
            }
        }
    }
    Ok(count)
}

async fn run(state: &State, job: &Job) -> Result<(), Error> {
    match job.kind.as_str() {
        people::job::RESET => people::job::send_reset(state, job).await,
        "evidence.recorded" => certificates::job::recorded(state, &job.payload).await,
        obligations::job::ALL => {
            obligations::job::all(state, job, Cause::Recalculation).await?;
            headcounts::job::soon(state).await?;
            offers::job::soon(state).await
        }
        obligations::job::PERSON => {
            obligations::job::person(state, job, Cause::Person).await?;
            headcounts::job::later(state).await
        }
        obligations::job::DUE => obligations::job::due(state).await,
        obligations::job::ENTER => {
            obligations::job::enter(state, job).await?;
            headcounts::job::soon(state).await?;
            offers::job::soon(state).await
        }
        "people.changed" => {
            obligations::job::person(state, job, Cause::Person).await?;
            headcounts::job::later(state).await
        }
        "evidence.changed" => {
            obligations::job::person(state, job, Cause::Evidence).await?;
            workshops::job::tested(state, job).await?;
            headcounts::job::later(state).await
        }
        "organisations.changed" => {
            obligations::job::all(state, job, Cause::Person).await?;
            headcounts::job::soon(state).await?;
            offers::job::soon(state).await
        }
        "imports.applied" => obligations::job::soon(state, Cause::Import).await,
        administration::folder::BUILD => administration::folder::run(state, job).await,
        imports::CHECK => imports::job::check(state, job).await,
        imports::APPLY => imports::job::apply(state, job).await,
        reminders::job::RUN => reminders::job::run(state).await,
        reminders::duty::RUN => reminders::duty::run(state).await,
        reminders::overview::RUN => reminders::overview::run(state).await,
        player::job::PUBLISHED => {
            player::job::version_published(state, job).await?;
            offers::job::soon(state).await
        }
        workshops::job::RUN => workshops::job::run(state).await,
        workshops::job::FREED => workshops::job::freed(state, job).await,
        workshops::job::TESTED => workshops::job::tested(state, job).await,
        headcounts::job::REFRESH => headcounts::job::refresh(state).await,
        offers::job::REFRESH => offers::job::refresh(state).await,
        unknown => Err(Error::internal(format!("nobody listens to jobs of the kind {unknown}"))),
    }
}
