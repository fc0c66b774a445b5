//! What runs when something changed or a day came. Slices that stand before this one enqueue `people.changed`, `evidence.changed`,
//! `organisations.changed` and `imports.applied`; those after it may call the functions here.

use super::recalculation::{self, Cause, Whom};
use super::requirement;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::jobs::{self, Job};
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;
use serde_json::json;

/// Recalculates everybody, or whoever is below an organisation.
pub const ALL: &str = "obligations.recalculate";
/// Recalculates one person.
pub const PERSON: &str = "obligations.person";
/// Recalculates whoever's answer changes because a day came.
pub const DUE: &str = "obligations.due";
/// Puts a draft into force on its day.
pub const ENTER: &str = "obligations.enter";

/// Jobs after which the network is another: ledgers that are held against it wait until each has ended.
pub const LEDGERS_WAIT_FOR: [&str; 4] = [ALL, ENTER, "organisations.changed", "imports.applied"];

/// Jobs that change obligations: while one is on its way, the projection may say something else than the rules.
pub const CHANGE: [&str; 8] = [
    ALL,
    PERSON,
    DUE,
    ENTER,
    "people.changed",
    "evidence.changed",
    "organisations.changed",
    "imports.applied",
];

/// Portions of one job; what is left is a job of its own, so that none outlasts its claim.
const MOST_PORTIONS: u32 = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Payload {
    person_id: Option<Id>,
    organisation_id: Option<Id>,
    after: Option<Id>,
    version_id: Option<Id>,
    cause: Option<String>,
}

impl Payload {
    fn of(job: &Job) -> Result<Self, Error> {
        serde_json::from_str(&job.payload).map_err(Error::internal)
    }

    fn cause(&self, usual: Cause) -> Cause {
        self.cause.as_deref().and_then(Cause::from_word).unwrap_or(usual)
    }
}

/// Has everybody recalculated soon.
pub fn recalculate_all(conn: &mut Conn, chance: &Chance, now: Instant, cause: Cause) -> Result<(), Error> {
    let payload = json!({ "cause": cause.as_str() });
    Ok(jobs::enqueue(conn, chance, now, ALL, Some("all"), &payload, now)?)
}

/// Has one person recalculated soon.
pub fn recalculate_person(conn: &mut Conn, chance: &Chance, now: Instant, person_id: Id, cause: Cause) -> Result<(), Error> {
    let payload = json!({ "person_id": person_id, "cause": cause.as_str() });
    Ok(jobs::enqueue(
        conn,
        chance,
        now,
        PERSON,
        Some(&person_id.to_string()),
        &payload,
        now,
    )?)
}

/// Recalculates one person in the caller's transaction, for whoever shows the answer right after.
pub fn recalculate_person_now(conn: &mut Conn, chance: &Chance, now: Instant, person_id: Id, cause: Cause) -> Result<(), Error> {
    let mut known = recalculation::Known::default();
    recalculation::recalculate(conn, &mut known, chance, now, cause, vec![person_id])?;
    Ok(())
}

/// Has a draft put into force when its day begins (UTC).
pub(super) fn enter_on(conn: &mut Conn, chance: &Chance, now: Instant, version_id: Id, day: NaiveDate) -> Result<(), Error> {
    let at: Instant = day.and_time(NaiveTime::MIN).and_utc().into();
    let payload = json!({ "version_id": version_id });
    Ok(jobs::enqueue(
        conn,
        chance,
        now,
        ENTER,
        Some(&version_id.to_string()),
        &payload,
        at,
    )?)
}

/// Enqueues [`DUE`] where somebody's answer may have changed by now; call it every minute or so.
pub async fn begin_due(state: &State) -> Result<(), Error> {
    let now = state.clock.now();
    if !state.db.look(move |conn| Ok(super::store::anybody_due(conn, now)?)).await? {
        return Ok(());
    }
    let chance = state.chance.clone();
    state
        .db
        .save(move |conn| Ok(jobs::enqueue(conn, &chance, now, DUE, Some("due"), &json!({}), now)?))
        .await
}

/// Has everybody recalculated once for several causes that come together, such as the files of one import.
pub async fn soon(state: &State, cause: Cause) -> Result<(), Error> {
    let (now, chance) = (state.clock.now(), state.chance.clone());
    state.db.save(move |conn| recalculate_all(conn, &chance, now, cause)).await
}

/// Recalculates everybody before anything else runs, whatever waits: a run as at another instant than that of the clock by which its jobs
/// were written finds none that is due.
pub async fn everybody_now(state: &State, cause: Cause) -> Result<(), Error> {
    let state = state.clone();
    let run = move || -> Result<(), Error> {
        let now = state.clock.now();
        let mut next = Some(Whom::default());
        while let Some(whom) = next {
            let (_, left) = recalculation::recalculate_all(&state.db, &state.chance, now, cause, whom, MOST_PORTIONS)?;
            next = left.filter(|whom| whom.after.is_some());
        }
        Ok(())
    };
    actix_web::web::block(run).await?
}

/// Everybody, or whoever is below the organisation that the job names, in portions.
pub async fn all(state: &State, job: &Job, usual: Cause) -> Result<(), Error> {
    let payload = Payload::of(job)?;
    let (cause, state) = (payload.cause(usual), state.clone());
    let whom = Whom {
        below: payload.organisation_id,
        after: payload.after,
    };
    let run = move || {
        let now = state.clock.now();
        let (done, left) = recalculation::recalculate_all(&state.db, &state.chance, now, cause, whom, MOST_PORTIONS)?;
        tracing::info!(people = done.people, changed = done.changed, "obligations recalculated");
        let Some((whom, after)) = left.and_then(|whom| Some((whom, whom.after?))) else {
            return Ok(());
        };
        let payload = json!({ "organisation_id": whom.below, "after": after, "cause": cause.as_str() });
        let key = whom.below.map_or_else(|| after.to_string(), |below| format!("{below} {after}"));
        state
            .db
            .write(|conn| Ok(jobs::enqueue(conn, &state.chance, now, ALL, Some(&key), &payload, now)?))
    };
    actix_web::web::block(run).await?
}

/// One person.
pub async fn person(state: &State, job: &Job, usual: Cause) -> Result<(), Error> {
    let payload = Payload::of(job)?;
    let Some(person_id) = payload.person_id else {
        return Err(Error::internal("the job names no person"));
    };
    let (cause, now, chance) = (payload.cause(usual), state.clock.now(), state.chance.clone());
    state
        .db
        .save(move |conn| recalculate_person_now(conn, &chance, now, person_id, cause))
        .await
}

/// Whoever's day came.
pub async fn due(state: &State) -> Result<(), Error> {
    let state = state.clone();
    let run = move || recalculation::recalculate_due(&state.db, &state.chance, state.clock.now());
    let done = actix_web::web::block(run).await??;
    tracing::info!(people = done.people, changed = done.changed, "obligations followed the day");
    Ok(())
}

/// A draft whose day came.
pub async fn enter(state: &State, job: &Job) -> Result<(), Error> {
    let Some(version_id) = Payload::of(job)?.version_id else {
        return Err(Error::internal("the job names no version"));
    };
    let (now, chance) = (state.clock.now(), state.chance.clone());
    state
        .db
        .save(move |conn| requirement::enter_promised(conn, &chance, now, version_id))
        .await
}
