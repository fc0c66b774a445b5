//! What time brings to sessions: answers and offers that run out, shares that are released, too few people, those in line who left.

use super::deed::{Hand, follow_test, left_in_line, run_due, settle, turns};
use super::store;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::faults;
use crate::platform::jobs::{self, Job};
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;

/// Goes over the sessions of which something is to be done.
pub const RUN: &str = "workshops.run";

/// Looks again at the waiting lists on which somebody stands who was busy and is not any more: `person_id`.
pub const FREED: &str = "workshops.freed";

/// Looks whether somebody passed, or lost, the test that closed sessions asked them for: `person_id`. What changes of somebody's evidence asks
/// for the same.
pub const TESTED: &str = "workshops.tested";

/// Whose time became free.
#[derive(Debug, Serialize, Deserialize)]
struct Freed {
    person_id: Id,
}

/// Whose tests are looked at.
#[derive(Debug, Serialize, Deserialize)]
struct Tested {
    person_id: Id,
}

/// Has somebody's tests looked at, where any was asked for; call it in the transaction that asks, or that makes two records one.
pub fn enqueue_tested(conn: &mut Conn, chance: &Chance, person_id: Id, now: Instant) -> Result<(), Error> {
    if store::awaited_tests(conn, person_id)?.is_empty() {
        return Ok(());
    }
    let (key, payload) = (person_id.to_string(), json!(Tested { person_id }));
    Ok(jobs::enqueue(conn, chance, now, TESTED, Some(&key), &payload, now)?)
}

/// Lets the evidence of closed sessions follow the tests that somebody passed, each session in a transaction of its own.
pub async fn tested(state: &State, job: &Job) -> Result<(), Error> {
    let now = state.clock.now();
    let Tested { person_id } = serde_json::from_str(&job.payload).map_err(Error::internal)?;
    let turns = state.db.gather(move |conn| turns(conn, person_id)).await?;
    let mut sessions: Vec<Id> = turns.iter().map(|turn| turn.session_id).collect();
    sessions.sort_unstable();
    sessions.dedup();
    for id in sessions {
        let own = state.clone();
        state
            .db
            .save(move |conn| follow_test(conn, &Hand::job(&own, now), id, person_id))
            .await?;
    }
    Ok(())
}

/// Has the waiting lists looked at on which somebody stands whose time may have become free; call it in the transaction that freed it.
pub fn enqueue_freed(conn: &mut Conn, chance: &Chance, person_id: Id, now: Instant) -> Result<(), Error> {
    if store::waits_in(conn, person_id, now)?.is_empty() {
        return Ok(());
    }
    let (key, payload) = (person_id.to_string(), json!(Freed { person_id }));
    Ok(jobs::enqueue(conn, chance, now, FREED, Some(&key), &payload, now)?)
}

/// The sessions of which something is to be done by now, and those in whose line somebody stands who has left.
fn waiting(conn: &mut Conn, now: Instant) -> Result<BTreeSet<Id>, Error> {
    let mut ids = left_in_line(conn, now)?;
    ids.extend(store::due(conn, now)?);
    Ok(ids)
}

/// Enqueues the run where something is to be done; call it every minute or so.
pub async fn tick(state: &State) -> Result<(), Error> {
    let now = state.clock.now();
    if state.db.gather(move |conn| waiting(conn, now)).await?.is_empty() {
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
    for id in state.db.gather(move |conn| waiting(conn, now)).await? {
        let own = state.clone();
        state.db.save(move |conn| run_due(conn, &Hand::job(&own, now), id)).await?;
        faults::point("seats.looked_after");
    }
    Ok(())
}

/// Lets somebody whose time became free move up where they were passed over for it, each session in a transaction of its own.
pub async fn freed(state: &State, job: &Job) -> Result<(), Error> {
    let now = state.clock.now();
    let person_id: Id = {
        let payload: serde_json::Value = serde_json::from_str(&job.payload).map_err(Error::internal)?;
        serde_json::from_value(payload["person_id"].clone()).map_err(Error::internal)?
    };
    let waits = state.db.gather(move |conn| Ok(store::waits_in(conn, person_id, now)?)).await?;
    for id in waits {
        let own = state.clone();
        let looking = state.db.save(move |conn| match store::lock(conn, id)? {
            Some(_) => settle(conn, &Hand::job(&own, now), id),
            None => Ok(()),
        });
        looking.await?;
        faults::point("seats.looked_again");
    }
    Ok(())
}
