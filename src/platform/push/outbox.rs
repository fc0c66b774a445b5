//! Pushes in the database: one for what a device is to be told, claimed for a while by one worker, looked at again, and every later write
//! carries the fence number of that claim.

use super::channel::Outcome;
use super::devices;
use crate::on;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{people, push_devices, pushes};
use chrono::Duration;
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::HashMap;
use std::fmt;

/// Pushes in one claim: they go out side by side.
pub(super) const BATCH: i64 = 20;

/// How long a claim holds; longer than a hand-over with all its steps.
const LEASE: Duration = Duration::minutes(5);

/// For so long a push service that cannot be reached is tried again.
const PATIENCE: Duration = Duration::hours(2);

/// Where a push is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PushState {
    /// Waits.
    Queued,
    /// A worker looks whether it is still to be told. Where the worker dies, it waits again.
    Claimed,
    /// Being handed over. Where the worker dies, nobody knows whether it arrived.
    Sending,
    /// The push service has it.
    Sent,
    /// Nobody knows whether it arrived: it is not repeated.
    Unknown,
    /// The push service does not take it.
    Refused,
    /// The push service could not be reached for too long.
    GivenUp,
    /// Nothing of it was to be told any more.
    Withdrawn,
}

impl PushState {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Queued,
        Self::Claimed,
        Self::Sending,
        Self::Sent,
        Self::Unknown,
        Self::Refused,
        Self::GivenUp,
        Self::Withdrawn,
    ];

    /// The stable word, as the database has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Claimed => "claimed",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Unknown => "unknown",
            Self::Refused => "refused",
            Self::GivenUp => "given_up",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether somebody was told by it, or may have been.
    pub fn may_have_arrived(self) -> bool {
        matches!(self, Self::Sending | Self::Sent | Self::Unknown)
    }
}

impl fmt::Display for PushState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A device that is to be told something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which.
    pub device_id: Id,
    /// Not before this instant.
    pub not_before: Instant,
}

/// A push to each of these devices, by device: the one that waits for it already and says more from now on, or a new one. The devices are
/// held ([`devices::hold_of`]).
pub fn queue(conn: &mut Conn, chance: &Chance, wanted: &[Wanted], now: Instant) -> QueryResult<HashMap<Id, Id>> {
    let ids: Vec<Id> = wanted.iter().map(|one| one.device_id).collect();
    let theirs = pushes::table
        .filter(queued())
        .filter(pushes::device_id.eq_any(&ids))
        .order(pushes::id)
        .select((pushes::device_id, pushes::id));
    // One that a worker is taking at this moment says what it says.
    let waiting: Vec<(Id, Id)> = match conn {
        Conn::Sqlite(c) => theirs.load(*c)?,
        Conn::Postgres(c) => theirs.for_update().skip_locked().load(*c)?,
    };
    let mut found: HashMap<Id, Id> = waiting.into_iter().collect();
    for one in wanted {
        if let Some(id) = found.get(&one.device_id) {
            on!(conn, c => diesel::update(pushes::table.find(id)).set(pushes::due_at.eq(one.not_before)).execute(c))?;
            continue;
        }
        let id = chance.id(now);
        let row = (
            pushes::id.eq(id),
            pushes::device_id.eq(one.device_id),
            pushes::state.eq(PushState::Queued.as_str()),
            pushes::queued_at.eq(now),
            pushes::due_at.eq(one.not_before),
            pushes::not_before.eq(one.not_before),
            pushes::attempts.eq(0),
            pushes::fence.eq(0),
        );
        on!(conn, c => diesel::insert_into(pushes::table).values(row).execute(c))?;
        found.insert(one.device_id, id);
    }
    Ok(found)
}

/// A push in a worker's hands.
#[derive(Clone, Debug, Queryable)]
pub struct Push {
    /// Identifier.
    pub id: Id,
    /// To which device.
    pub device_id: Id,
    /// Whose device it is.
    pub person_id: Id,
    /// From when on it was to be told.
    pub(super) due_at: Instant,
    pub(super) attempts: i32,
    /// Number of this claim.
    pub(super) fence: i32,
    pub(super) endpoint: String,
    pub(super) p256dh: String,
    pub(super) auth: String,
    /// Where its owner may not come in any more.
    pub(super) disabled_at: Option<Instant>,
}

/// What is to be done with a claimed push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Tell it.
    StillOwed(Saying),
    /// Not at this hour: it waits until then.
    Later(Instant),
    /// Nothing of it is to be told any more.
    Withdrawn,
}

/// What a push says, and for how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// Which page of ours it leads to.
    pub path: &'static str,
    /// In which language, as it is kept with the person.
    pub language: String,
    /// A line in that language where it is told later than on its day.
    pub late: Option<String>,
    /// Until when a push service keeps it for a device that is off.
    pub until: Instant,
}

/// Not a bound value: SQLite reads the indexes of what waits and of what is under way only where the statement itself says so.
fn queued() -> SqlLiteral<Bool> {
    sql("pushes.state = 'queued'")
}

/// Whether anything could be claimed, asked before the writer is.
pub(super) fn is_due(conn: &mut Conn, now: Instant) -> QueryResult<bool> {
    let ready = pushes::table.filter(queued()).filter(pushes::not_before.le(now)).select(pushes::id);
    let left = pushes::table.filter(pushes::claimed_until.lt(now)).select(pushes::id);
    let found: Option<Id> = on!(conn, c => ready.first(c).optional())?;
    let left: Option<Id> = on!(conn, c => left.first(c).optional())?;
    Ok(found.or(left).is_some())
}

/// Claims the next pushes that may go. What a worker left behind while handing it over may have arrived and is given up; what it was still
/// looking at waits again.
pub(super) fn claim(conn: &mut Conn, now: Instant) -> QueryResult<Vec<Push>> {
    let left = |state: PushState| pushes::claimed_until.lt(now).and(pushes::state.eq(state.as_str()));
    on!(conn, c => diesel::update(pushes::table.filter(left(PushState::Sending)))
        .set((
            pushes::state.eq(PushState::Unknown.as_str()),
            pushes::ended_at.eq(now),
            pushes::claimed_until.eq(None::<Instant>),
        ))
        .execute(c))?;
    on!(conn, c => diesel::update(pushes::table.filter(left(PushState::Claimed)))
        .set((pushes::state.eq(PushState::Queued.as_str()), pushes::claimed_until.eq(None::<Instant>)))
        .execute(c))?;
    let ready = pushes::table.filter(queued()).filter(pushes::not_before.le(now));
    let order = (pushes::not_before, pushes::id);
    let ids: Vec<Id> = match conn {
        Conn::Sqlite(c) => ready.order(order).limit(BATCH).select(pushes::id).load(*c)?,
        Conn::Postgres(c) => ready
            .order(order)
            .limit(BATCH)
            .select(pushes::id)
            .for_update()
            .skip_locked()
            .load(*c)?,
    };
    on!(conn, c => diesel::update(pushes::table.filter(pushes::id.eq_any(&ids)))
        .set((
            pushes::state.eq(PushState::Claimed.as_str()),
            pushes::claimed_until.eq(now.plus(LEASE)),
            pushes::fence.eq(pushes::fence + 1),
        ))
        .execute(c))?;
    on!(conn, c => pushes::table
        .inner_join(push_devices::table.inner_join(people::table))
        .filter(pushes::id.eq_any(&ids))
        .order(pushes::id)
        .select((
            pushes::id,
            pushes::device_id,
            push_devices::person_id,
            pushes::due_at,
            pushes::attempts,
            pushes::fence,
            push_devices::endpoint,
            push_devices::p256dh,
            push_devices::auth,
            people::disabled_at,
        ))
        .load(c))
}

/// Writes down what was found when these pushes were looked at again, and answers those that are to be told now. Devices of whoever may not
/// come in any more end here; a push whose claim has run out meanwhile is another worker's.
pub(super) fn settle(conn: &mut Conn, looked_at: Vec<(Push, Verdict)>, now: Instant) -> QueryResult<Vec<(Push, Saying)>> {
    let ended = looked_at.iter().filter(|(push, _)| push.disabled_at.is_some());
    let ended: Vec<Id> = ended.map(|(push, _)| push.device_id).collect();
    devices::remove(conn, &ended)?;
    let mut going = Vec::with_capacity(looked_at.len());
    for (push, verdict) in looked_at {
        let mine = pushes::table.filter(pushes::id.eq(push.id).and(pushes::fence.eq(push.fence)));
        let mine = mine.filter(pushes::state.eq(PushState::Claimed.as_str()));
        match verdict {
            Verdict::StillOwed(saying) => {
                let set = (
                    pushes::state.eq(PushState::Sending.as_str()),
                    pushes::claimed_until.eq(now.plus(LEASE)),
                );
                if on!(conn, c => diesel::update(mine).set(set).execute(c))? == 1 {
                    going.push((push, saying));
                }
            }
            Verdict::Later(until) => {
                let set = (
                    pushes::state.eq(PushState::Queued.as_str()),
                    pushes::claimed_until.eq(None::<Instant>),
                    pushes::not_before.eq(until),
                    pushes::due_at.eq(until),
                );
                on!(conn, c => diesel::update(mine).set(set).execute(c))?;
            }
            Verdict::Withdrawn => {
                let set = (
                    pushes::state.eq(PushState::Withdrawn.as_str()),
                    pushes::claimed_until.eq(None::<Instant>),
                    pushes::ended_at.eq(now),
                );
                on!(conn, c => diesel::update(mine).set(set).execute(c))?;
            }
        }
    }
    Ok(going)
}

/// Records how a hand-over ended; nothing where the claim had run out meanwhile. The devices are held ([`devices::hold`]).
pub(super) fn record(conn: &mut Conn, chance: &Chance, push: &Push, outcome: &Outcome, now: Instant) -> QueryResult<()> {
    if *outcome == Outcome::Gone {
        return devices::remove(conn, &[push.device_id]).map(drop);
    }
    let mine = pushes::table
        .filter(pushes::id.eq(push.id).and(pushes::fence.eq(push.fence)))
        .filter(pushes::state.eq(PushState::Sending.as_str()));
    let ended = |state: PushState, why: Option<&str>| {
        (
            pushes::state.eq(state.as_str()),
            pushes::last_error.eq(why.map(str::to_owned)),
            pushes::ended_at.eq(Some(now)),
            pushes::claimed_until.eq(None::<Instant>),
            pushes::not_before.eq(now),
            pushes::attempts.eq(pushes::attempts + 1),
        )
    };
    let set = match outcome {
        Outcome::Taken | Outcome::Gone => ended(PushState::Sent, None),
        Outcome::Refused(why) => ended(PushState::Refused, Some(why)),
        Outcome::Unknown(why) => ended(PushState::Unknown, Some(why)),
        Outcome::Later(wait, why) => {
            let next = now.plus(pause(push.attempts, *wait, chance));
            if next > push.due_at.plus(PATIENCE) {
                ended(PushState::GivenUp, Some(why))
            } else {
                (
                    pushes::state.eq(PushState::Queued.as_str()),
                    pushes::last_error.eq(Some(why.clone())),
                    pushes::ended_at.eq(None::<Instant>),
                    pushes::claimed_until.eq(None::<Instant>),
                    pushes::not_before.eq(next),
                    pushes::attempts.eq(pushes::attempts + 1),
                )
            }
        }
    };
    if on!(conn, c => diesel::update(mine).set(set).execute(c))? == 0 {
        return Ok(());
    }
    match outcome {
        Outcome::Taken => devices::note(conn, push.device_id, Ok(now)),
        Outcome::Refused(why) => devices::note(conn, push.device_id, Err(why)),
        _ => Ok(()),
    }
}

/// Half a minute, doubled each time, and up to half as much again by chance; never shorter than the push service asks for.
fn pause(attempts: i32, asked: Option<i64>, chance: &Chance) -> Duration {
    let seconds = 30_i64 << attempts.clamp(0, 8);
    let jitter = i64::try_from(chance.seed() % 1000).unwrap_or(0) * seconds / 2000;
    Duration::seconds((seconds + jitter).max(asked.unwrap_or(0).min(24 * 3600)))
}
