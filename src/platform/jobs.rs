//! Work for later: a job is written in the transaction of the change that causes it, and run at least once.
//!
//! A worker claims a job for a while (a lease) and every later write carries the fence number of that claim, so that a worker that
//! was stopped past its lease cannot write over its successor.

use crate::on;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::jobs;
use chrono::Duration;
use diesel::prelude::*;

/// How long a claim holds; a job that takes longer renews it by doing its work in portions that enqueue the next.
const LEASE: Duration = Duration::minutes(15);

/// After so many failures a job is set aside for a person to look at.
const MOST_ATTEMPTS: i32 = 8;

/// A job in a worker's hands.
#[derive(Clone, Debug, Queryable)]
pub struct Job {
    /// Identifier.
    pub id: Id,
    /// What is to be done; `app` knows who does it.
    pub kind: String,
    /// What it is about, as JSON.
    pub payload: String,
    /// Failures so far.
    pub attempts: i32,
    /// Number of this claim.
    pub fence: i32,
}

/// Enqueues a job. Of several waiting jobs of one kind with the same key only the first is kept: they would do the same.
pub fn enqueue(
    conn: &mut Conn,
    chance: &Chance,
    now: Instant,
    kind: &str,
    key: Option<&str>,
    payload: &serde_json::Value,
    run_at: Instant,
) -> QueryResult<()> {
    if let Some(key) = key {
        let waiting: i64 = on!(conn, c => jobs::table
            .filter(jobs::kind.eq(kind).and(jobs::unique_key.eq(key)).and(jobs::state.eq("waiting")))
            .count()
            .get_result(c))?;
        if waiting > 0 {
            return Ok(());
        }
    }
    let row = (
        jobs::id.eq(chance.id(now)),
        jobs::kind.eq(kind),
        jobs::payload.eq(payload.to_string()),
        jobs::unique_key.eq(key),
        jobs::state.eq("waiting"),
        jobs::run_at.eq(run_at),
        jobs::attempts.eq(0),
        jobs::fence.eq(0),
        jobs::created_at.eq(now),
    );
    // Two transactions may both have seen none waiting; the second insert then does nothing.
    on!(conn, c => diesel::insert_into(jobs::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// What is noted of a job over which one worker after the other died.
const WORKERS_DIED: &str = "every worker that ran it died or was stopped before it could say how it ended";

/// Claims the next job that is due, or none. One that its worker left behind has failed once more: whatever makes workers die is not run for
/// ever.
pub fn claim(conn: &mut Conn, worker: &str, now: Instant) -> QueryResult<Option<Job>> {
    while let Some((found, state)) = next(conn, now)? {
        let job = Job {
            attempts: found.attempts + i32::from(state == "running"),
            fence: found.fence + 1,
            ..found
        };
        if job.attempts >= MOST_ATTEMPTS {
            on!(conn, c => diesel::update(jobs::table.find(job.id))
                .set((
                    jobs::state.eq("failed"),
                    jobs::attempts.eq(job.attempts),
                    jobs::fence.eq(job.fence),
                    jobs::last_error.eq(WORKERS_DIED),
                    jobs::claimed_by.eq(None::<String>),
                ))
                .execute(c))?;
            continue;
        }
        on!(conn, c => diesel::update(jobs::table.find(job.id))
            .set((
                jobs::state.eq("running"),
                jobs::attempts.eq(job.attempts),
                jobs::claimed_by.eq(worker),
                jobs::claimed_until.eq(now.plus(LEASE)),
                jobs::fence.eq(job.fence),
            ))
            .execute(c))?;
        return Ok(Some(job));
    }
    Ok(None)
}

/// The job that is due first, or that its worker left behind, with its state.
fn next(conn: &mut Conn, now: Instant) -> QueryResult<Option<(Job, String)>> {
    let ready = jobs::state
        .eq("waiting")
        .and(jobs::run_at.le(now))
        .or(jobs::state.eq("running").and(jobs::claimed_until.lt(now)));
    let columns = ((jobs::id, jobs::kind, jobs::payload, jobs::attempts, jobs::fence), jobs::state);
    match conn {
        Conn::Sqlite(c) => jobs::table
            .filter(ready)
            .order((jobs::run_at, jobs::id))
            .select(columns)
            .first(*c)
            .optional(),
        Conn::Postgres(c) => jobs::table
            .filter(ready)
            .order((jobs::run_at, jobs::id))
            .select(columns)
            .for_update()
            .skip_locked()
            .first(*c)
            .optional(),
    }
}

/// Records that a job is done. False where the claim had run out and another worker holds it.
pub fn finish(conn: &mut Conn, job: &Job, now: Instant) -> QueryResult<bool> {
    let mine = jobs::table.filter(jobs::id.eq(job.id).and(jobs::fence.eq(job.fence)));
    let done = on!(conn, c => diesel::update(mine)
        .set((jobs::state.eq("done"), jobs::finished_at.eq(now), jobs::claimed_by.eq(None::<String>)))
        .execute(c))?;
    Ok(done == 1)
}

/// Records a failure: tried again later, each time after twice the wait, or set aside.
pub fn fail(conn: &mut Conn, job: &Job, error: &str, now: Instant) -> QueryResult<()> {
    let attempts = job.attempts + 1;
    let state = if attempts >= MOST_ATTEMPTS { "failed" } else { "waiting" };
    let wait = Duration::seconds(30 << attempts.min(10));
    let mine = jobs::table.filter(jobs::id.eq(job.id).and(jobs::fence.eq(job.fence)));
    on!(conn, c => diesel::update(mine)
        .set((
            jobs::state.eq(state),
            jobs::attempts.eq(attempts),
            jobs::last_error.eq(error),
            jobs::run_at.eq(now.plus(wait)),
            // Given up for good, so that a new job of the same key may wait.
            jobs::claimed_by.eq(None::<String>),
        ))
        .execute(c))?;
    Ok(())
}

/// Keys of the jobs of a kind that wait or run: what they are about is still on its way.
pub fn unfinished_keys(conn: &mut Conn, kind: &str) -> QueryResult<Vec<String>> {
    let keys: Vec<Option<String>> = on!(conn, c => jobs::table
        .filter(jobs::kind.eq(kind).and(jobs::state.eq_any(["waiting", "running"])))
        .select(jobs::unique_key)
        .load(c))?;
    Ok(keys.into_iter().flatten().collect())
}

/// How many jobs of these kinds wait or run.
pub fn unfinished_of(conn: &mut Conn, kinds: &[&str]) -> QueryResult<i64> {
    on!(conn, c => jobs::table
        .filter(jobs::kind.eq_any(kinds).and(jobs::state.eq_any(["waiting", "running"])))
        .count()
        .get_result(c))
}

/// How many jobs of these kinds wait and could run now: what they are about is not written yet.
pub fn waiting_of(conn: &mut Conn, kinds: &[&str], now: Instant) -> QueryResult<i64> {
    on!(conn, c => jobs::table
        .filter(jobs::kind.eq_any(kinds).and(jobs::state.eq("waiting")).and(jobs::run_at.le(now)))
        .count()
        .get_result(c))
}

/// Whether something of these kinds is not written yet: it runs, is tried again, or could run now. What waits for its day is not among them.
pub fn is_behind(conn: &mut Conn, kinds: &[&str], now: Instant) -> QueryResult<bool> {
    let waits = jobs::state.eq("waiting").and(jobs::run_at.le(now).or(jobs::attempts.gt(0)));
    let behind = jobs::table
        .filter(jobs::kind.eq_any(kinds))
        .filter(jobs::state.eq("running").or(waits));
    on!(conn, c => diesel::select(diesel::dsl::exists(behind)).get_result(c))
}

/// Whether something of these kinds was given up, so that it may never be written.
pub fn was_given_up(conn: &mut Conn, kinds: &[&str]) -> QueryResult<bool> {
    let failed = jobs::table.filter(jobs::kind.eq_any(kinds).and(jobs::state.eq("failed")));
    on!(conn, c => diesel::select(diesel::dsl::exists(failed)).get_result(c))
}

/// Jobs that were given up after too many failures: kind, last error, oldest first.
pub fn failed(conn: &mut Conn) -> QueryResult<Vec<(String, String)>> {
    let rows: Vec<(String, Option<String>)> = on!(conn, c => jobs::table
        .filter(jobs::state.eq("failed"))
        .order((jobs::created_at, jobs::id))
        .select((jobs::kind, jobs::last_error))
        .load(c))?;
    Ok(rows.into_iter().map(|(kind, error)| (kind, error.unwrap_or_default())).collect())
}

/// Since when the job is due that should have been done first; none where nothing is due.
pub fn due_since(conn: &mut Conn, now: Instant) -> QueryResult<Option<Instant>> {
    on!(conn, c => jobs::table
        .filter(jobs::state.eq_any(["waiting", "running"]).and(jobs::run_at.le(now)))
        .order(jobs::run_at)
        .select(jobs::run_at)
        .first(c)
        .optional())
}

/// How many jobs wait or run, for tests, `doctor` and the status page.
pub fn unfinished(conn: &mut Conn) -> QueryResult<i64> {
    on!(conn, c => jobs::table.filter(jobs::state.eq_any(["waiting", "running"])).count().get_result(c))
}
