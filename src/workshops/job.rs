//! What time brings to sessions: answers and offers that run out, shares that are released, too few people.

use super::deed::{Hand, run_due};
use super::store;
use crate::platform::error::Error;
use crate::platform::jobs;
use crate::platform::state::State;
use serde_json::json;

/// Goes over the sessions of which something is to be done.
pub const RUN: &str = "workshops.run";

/// Enqueues the run where something is to be done; call it every minute or so.
pub async fn tick(state: &State) -> Result<(), Error> {
    let now = state.clock.now();
    if state.db.look(move |conn| Ok(store::due(conn, now)?)).await?.is_empty() {
        return Ok(());
    }
    let chance = state.chance.clone();
    state
        .db
        .save(move |conn| Ok(jobs::enqueue(conn, &chance, now, RUN, Some("all"), &json!({}), now)?))
        .await
}

/// Does what is to be done, each session in a transaction of its own.
pub async fn run(state: &State) -> Result<(), Error> {
    let now = state.clock.now();
    for id in state.db.gather(move |conn| Ok(store::due(conn, now)?)).await? {
        let own = state.clone();
        state.db.save(move |conn| run_due(conn, &Hand::job(&own, now), id)).await?;
    }
    Ok(())
}
