//! Keeping the ledger of yearly offers up to date.

use super::refresh;
use crate::duties::Book;
use crate::obligations::job::LEDGERS_WAIT_FOR;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::platform::{jobs, settings};
use crate::rules::id::Instant;
use serde_json::json;

/// Holds the ledger against the network.
pub const REFRESH: &str = "offers.refresh";

/// Setting: the day for which the last daily run was enqueued.
const LAST_DAY: &str = "offers.last_day";

/// Changes that share a transaction.
const PORTION: usize = 200;

/// Enqueues the run of this day (UTC), once; call it every minute or so.
pub async fn tick(state: &State) -> Result<(), Error> {
    let now = state.clock.now();
    let day = now.date_naive();
    if state.db.look(move |conn| ran_on(conn, day)).await? {
        return Ok(());
    }
    let chance = state.chance.clone();
    state
        .db
        .save(move |conn| {
            settings::set(conn, LAST_DAY, &day.to_string(), now)?;
            enqueue(conn, &chance, now)
        })
        .await
}

/// Whether the daily run of a day was begun.
pub fn ran_on(conn: &mut Conn, day: chrono::NaiveDate) -> Result<bool, Error> {
    Ok(settings::find(conn, LAST_DAY)?.is_some_and(|last| last >= day.to_string()))
}

/// Enqueues a run because something changed that offers depend on.
pub fn enqueue(conn: &mut Conn, chance: &Chance, now: Instant) -> Result<(), Error> {
    Ok(jobs::enqueue(conn, chance, now, REFRESH, Some("all"), &json!({}), now)?)
}

/// The same from a job that has just ended.
pub async fn soon(state: &State) -> Result<(), Error> {
    let (now, chance) = (state.clock.now(), state.chance.clone());
    state.db.save(move |conn| enqueue(conn, &chance, now)).await
}

/// Writes down what the ledger lacks; nothing as long as obligations wait to be recalculated, since a network that is half known would seem
/// to need no offers. What was written stays where the run is broken off; the next one goes on from there.
pub async fn refresh(state: &State) -> Result<(), Error> {
    let now = state.clock.now();
    let today = now.date_naive();
    let lacking = state
        .db
        .gather(move |conn| match jobs::waiting_of(conn, &LEDGERS_WAIT_FOR, now)? {
            0 => refresh::missing(conn, today),
            _ => Ok(Vec::new()),
        })
        .await?;
    tracing::info!(changes = lacking.len(), "yearly offers held against the network");
    for portion in lacking.chunks(PORTION) {
        let (portion, chance) = (portion.to_vec(), state.chance.clone());
        state
            .db
            .save(move |conn| {
                let book = Book::begin(conn, &chance, now, today, None)?;
                refresh::write(conn, &book, &portion)
            })
            .await?;
    }
    Ok(())
}
