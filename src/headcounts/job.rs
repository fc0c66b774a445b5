//! Keeping head counts in the ledger up to date: every day, and soon after something changed that they depend on.

use super::{record, store};
use crate::duties::Book;
use crate::obligations::job::LEDGERS_WAIT_FOR;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::platform::{jobs, settings};
use crate::rules::field;
use crate::rules::id::Instant;
use chrono::Duration;
use serde_json::json;

/// Holds the ledger against the locations.
pub const REFRESH: &str = "headcounts.refresh";

/// Setting: the day for which the last daily run was enqueued.
const LAST_DAY: &str = "headcounts.last_day";

/// Setting: when the ledger was last held against the locations, to the end.
const LOOKED_AT: &str = "headcounts.looked_at";

/// Changes that share a transaction.
const PORTION: usize = 200;

/// Single people change all day long; they share a run.
const WAIT: Duration = Duration::minutes(10);

/// Enqueues the run of this day (UTC), once; call it every minute or so.
pub async fn tick(state: &State) -> Result<(), Error> {
    let now = state.clock.now();
    let day = now.date_naive();
    let due = move |conn: &mut Conn| {
        let ran = settings::find(conn, LAST_DAY)?.is_some_and(|last| last >= day.to_string());
        Ok(!ran && store::any(conn)?)
    };
    if !state.db.look(due).await? {
        return Ok(());
    }
    let owned = state.clone();
    state
        .db
        .save(move |conn| {
            settings::set(conn, LAST_DAY, &day.to_string(), now)?;
            enqueue(conn, &owned, now, now)
        })
        .await
}

fn enqueue(conn: &mut Conn, state: &State, now: Instant, run_at: Instant) -> Result<(), Error> {
    if !store::any(conn)? {
        return Ok(());
    }
    Ok(jobs::enqueue(conn, &state.chance, now, REFRESH, Some("all"), &json!({}), run_at)?)
}

/// Has the ledger held against the locations, in the transaction of what changed for all.
pub fn changed(conn: &mut Conn, state: &State, now: Instant) -> Result<(), Error> {
    enqueue(conn, state, now, now)
}

/// The same from a job that has just ended.
pub async fn soon(state: &State) -> Result<(), Error> {
    let (now, owned) = (state.clock.now(), state.clone());
    state.db.save(move |conn| enqueue(conn, &owned, now, now)).await
}

/// The same from a job about a single person.
pub async fn later(state: &State) -> Result<(), Error> {
    let (now, owned) = (state.clock.now(), state.clone());
    state.db.save(move |conn| enqueue(conn, &owned, now, now.plus(WAIT))).await
}

/// Writes down what the ledger lacks; nothing as long as obligations wait to be recalculated, after which it runs again. What was written
/// stays where the run is broken off; the next one goes on from there.
pub async fn refresh(state: &State) -> Result<(), Error> {
    let now = state.clock.now();
    let today = now.date_naive();
    let lacking = state
        .db
        .gather(move |conn| match jobs::waiting_of(conn, &LEDGERS_WAIT_FOR, now)? {
            0 => {
                let looked_at = settings::find(conn, LOOKED_AT)?.and_then(|at| field::instant(&at));
                record::missing(conn, today, now, looked_at).map(Some)
            }
            _ => Ok(None),
        })
        .await?;
    let Some(lacking) = lacking else { return Ok(()) };
    tracing::info!(changes = lacking.len(), "head counts held against the locations");
    for portion in lacking.chunks(PORTION) {
        let (portion, chance) = (portion.to_vec(), state.chance.clone());
        state
            .db
            .save(move |conn| {
                let book = Book::begin(conn, &chance, now, today, None)?;
                record::write(conn, &book, &chance, now, &portion)
            })
            .await?;
    }
    state
        .db
        .save(move |conn| Ok(settings::set(conn, LOOKED_AT, &now.to_string(), now)?))
        .await
}
