//! What the operator's monitoring asks: how mail, jobs and the database stand. Figures of the whole installation and of this node, and
//! nothing of anybody's data.

use super::store;
use crate::people::guard::{May, SeeMetrics};
use crate::platform::db::{Backend, PoolLoad, server_clock};
use crate::platform::error::Error;
use crate::platform::exposition::{self, Figure, Kind};
use crate::platform::mail::delivery;
use crate::platform::mail::figures::{self, UNSENT, Waiting};
use crate::platform::state::State;
use crate::platform::{jobs, settings};
use crate::reminders::job::LAST_RUN;
use crate::rules::id::Instant;
use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};

/// States of jobs that are not done.
const JOB_STATES: [&str; 3] = ["waiting", "running", "failed"];

/// What the database knows: the same on every node.
struct Known {
    mails: Vec<Waiting>,
    stands_still: bool,
    jobs: Vec<(&'static str, i64)>,
    job_since: Option<Instant>,
    last_run: Option<DateTime<Utc>>,
    database_at: Option<Instant>,
}

/// What this node counts itself.
struct Node {
    hand_overs: Vec<(&'static str, u64)>,
    full_batches: Vec<(&'static str, u64)>,
    pools: Vec<PoolLoad>,
    backend: Backend,
}

/// `GET /metrics`
pub async fn show(_may: May<SeeMetrics>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let now = state.clock.now();
    // Before a connection is taken for asking: that one is nobody's load.
    let node = Node {
        hand_overs: state.tally.hand_overs(),
        full_batches: state.tally.full_batches(),
        pools: state.db.pools(),
        backend: state.db.backend(),
    };
    let known = state
        .db
        .gather(move |conn| {
            let mut jobs_by_state = Vec::with_capacity(JOB_STATES.len());
            for word in JOB_STATES {
                jobs_by_state.push((word, store::count_jobs(conn, word)?));
            }
            Ok(Known {
                mails: figures::waiting(conn, now)?,
                stands_still: delivery::standstill(conn)?.is_some(),
                jobs: jobs_by_state,
                job_since: jobs::due_since(conn, now)?,
                last_run: settings::find(conn, LAST_RUN)?.and_then(|text| text.parse().ok()),
                database_at: server_clock(conn)?,
            })
        })
        .await?;
    let text = exposition::text(&told(&known, &node, now));
    Ok(HttpResponse::Ok().content_type(exposition::MEDIA_TYPE).body(text))
}

/// Seconds since an instant, none before it.
fn age(since: Option<Instant>, now: Instant) -> f64 {
    since.map_or(0.0, |since| seconds(*now - *since).max(0.0))
}

fn seconds(span: chrono::Duration) -> f64 {
    span.num_milliseconds() as f64 / 1000.0
}

fn told(known: &Known, node: &Node, now: Instant) -> Vec<Figure> {
    let mut oldest = Figure::new(
        Kind::Gauge,
        "kundig_mail_oldest_unsent_seconds",
        "Age of the oldest mail of a lane that should have left; 0: none. Of all nodes.",
    );
    let mut waiting = Figure::new(
        Kind::Gauge,
        "kundig_mails_unsent",
        "Mails of a lane that wait, are being handed over or were set aside for a person. Of all nodes.",
    );
    for lane in &known.mails {
        oldest = oldest.with(&[("lane", lane.urgency)], age(lane.since, now));
        for (state, count) in UNSENT.into_iter().zip(lane.counts) {
            waiting = waiting.with(&[("lane", lane.urgency), ("state", state.as_str())], count as f64);
        }
    }
    let stands_still = Figure::new(
        Kind::Gauge,
        "kundig_mail_standstill",
        "1 while no mail leaves until somebody has looked. Of all nodes.",
    )
    .with(&[], f64::from(u8::from(known.stands_still)));
    let mut jobs_by_state = Figure::new(Kind::Gauge, "kundig_jobs", "Jobs that wait, run or were given up. Of all nodes.");
    for (word, count) in &known.jobs {
        jobs_by_state = jobs_by_state.with(&[("state", *word)], *count as f64);
    }
    let oldest_job = Figure::new(
        Kind::Gauge,
        "kundig_job_oldest_due_seconds",
        "For how long the job has been due that should have been done first; 0: none. Of all nodes.",
    )
    .with(&[], age(known.job_since, now));
    let mut last_run = Figure::new(
        Kind::Gauge,
        "kundig_reminders_last_run_timestamp_seconds",
        "When the last run of reminders was written to its end; not there before the first. Of all nodes.",
    );
    if let Some(at) = known.last_run {
        last_run = last_run.with(&[], at.timestamp() as f64);
    }
    let mut ahead = Figure::new(
        Kind::Gauge,
        "kundig_clock_ahead_seconds",
        "By how much the clock of this node is ahead of the database's; not there on SQLite.",
    );
    if let Some(theirs) = known.database_at {
        ahead = ahead.with(&[], seconds(*now - *theirs));
    }
    let mut figures = vec![oldest, waiting, stands_still, jobs_by_state, oldest_job, last_run, ahead];
    figures.extend(of_node(node));
    figures
}

fn of_node(node: &Node) -> Vec<Figure> {
    let mut hand_overs = Figure::new(
        Kind::Counter,
        "kundig_mail_hand_overs_total",
        "Hand-overs of mails by how they ended. Of this node since it was started.",
    );
    for (outcome, count) in &node.hand_overs {
        hand_overs = hand_overs.with(&[("outcome", *outcome)], *count as f64);
    }
    let mut full = Figure::new(
        Kind::Counter,
        "kundig_mail_batches_at_capacity_total",
        "Claims of a worker that took as many mails as they might, so that more may wait. Of this node since it was started.",
    );
    for (worker, count) in &node.full_batches {
        full = full.with(&[("worker", *worker)], *count as f64);
    }
    let mut connections = Figure::new(
        Kind::Gauge,
        "kundig_database_connections",
        "Connections to the database that are used, idle or the most there may be. Of this node.",
    );
    for pool in &node.pools {
        for (state, count) in [("used", pool.used()), ("idle", pool.idle), ("most", pool.most)] {
            connections = connections.with(&[("pool", pool.pool), ("state", state)], f64::from(count));
        }
    }
    let database = match node.backend {
        Backend::Sqlite => "sqlite",
        Backend::Postgres => "postgres",
    };
    let build = Figure::new(
        Kind::Gauge,
        "kundig_build_info",
        "1, with the version of this program and its database.",
    )
    .with(&[("version", env!("CARGO_PKG_VERSION")), ("database", database)], 1.0);
    vec![hand_overs, full, connections, build]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse::<DateTime<Utc>>().expect("an instant").into()
    }

    #[test]
    fn an_age_is_counted_in_seconds_and_never_below_nothing() {
        let now = at("2026-11-24T12:00:00Z");
        assert!((age(Some(at("2026-11-24T11:58:29.5Z")), now) - 90.5).abs() < 1e-9);
        assert!(age(Some(at("2026-11-24T12:00:01Z")), now) == 0.0 && age(None, now) == 0.0);
    }

    #[test]
    fn every_figure_says_whether_it_is_of_all_nodes_or_of_this_one() {
        let now = at("2026-11-24T12:00:00Z");
        let known = Known {
            mails: Vec::new(),
            stands_still: false,
            jobs: Vec::new(),
            job_since: None,
            last_run: None,
            database_at: Some(now),
        };
        let node = Node {
            hand_overs: Vec::new(),
            full_batches: Vec::new(),
            pools: Vec::new(),
            backend: Backend::Sqlite,
        };
        for figure in told(&known, &node, now) {
            let says = ["all nodes", "this node", "this program"]
                .iter()
                .any(|place| figure.help.contains(place));
            assert!(says, "{figure:?}");
            assert_eq!(figure.kind == Kind::Counter, figure.name.ends_with("_total"), "{figure:?}");
        }
    }
}
