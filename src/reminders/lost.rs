//! Steps that should have been decided and were not: the plan of the last run made again from what the database says, for `kundig verify`.

use super::job::{LAST_RUN, RUN};
use super::store::at_odds;
use super::store::material::{Material, Of};
use super::store::notices;
use crate::organisations::Scope;
use crate::platform::audit;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::jobs;
use crate::platform::settings;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::{Key, plan};
use chrono::{DateTime, Utc};

/// What somebody may have changed since, so that the plan of then cannot be made again.
const CHANGES: [&str; 6] = [
    "country_calendars",
    "default_ladders",
    "imports",
    "organisations",
    "people",
    "requirements",
];

/// What changes nobody's reminders.
const HARMLESS: [&str; 6] = [
    "person.invite",
    "person.letter",
    "person.password",
    "person.remind",
    "person.set_apart",
    "person.sign_out",
];

/// Why nothing can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// No run has ended yet, or one is on its way.
    NoRun,
    /// Something was changed since the last one.
    Changed,
}

/// Keys that the last run should have decided, in order: none where all is well.
pub fn undecided(conn: &mut Conn, state: &State) -> Result<Result<Vec<Key>, Unknown>, Error> {
    let last = settings::find(conn, LAST_RUN)?.and_then(|text| text.parse::<DateTime<Utc>>().ok());
    let Some(at) = last.map(Instant::from) else {
        return Ok(Err(Unknown::NoRun));
    };
    if jobs::unfinished_of(conn, &[RUN])? > 0 {
        return Ok(Err(Unknown::NoRun));
    }
    if audit::any_since(conn, &CHANGES, &HARMLESS, at)? {
        return Ok(Err(Unknown::Changed));
    }
    let everything = Scope::everything();
    let material = Material::load(conn, &Of::Until(&everything, at.date_naive()), state.config.reminders.send_hour, at)?;
    let zone_of = |id: Id| material.network.person(id).map(|known| known.recipient.zone);
    let local = |id: Id, at: Instant| Some(at.utc().with_timezone(&zone_of(id)?).date_naive());
    let journal = notices::journal_of_run(conn, &material.dues(), at, local)?;
    let moved = at_odds::moved_since(conn, at)?;
    let lost = plan(&material.obligations, &material.ladders, &journal, &material.calendar, at)
        .into_iter()
        .map(|decision| decision.key)
        .filter(|key| !moved.contains(&(key.person_id, key.requirement_id)));
    let mut lost: Vec<Key> = lost.collect();
    lost.sort_unstable();
    Ok(Ok(lost))
}
