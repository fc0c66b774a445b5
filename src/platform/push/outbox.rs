//! Pushes in the database: queued once for each device and mail, claimed for a while by one worker, and every later write carries the fence
//! number of that claim.

use super::channel::Outcome;
use super::devices;
use crate::on;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{mails, people, push_devices, pushes};
use chrono::Duration;
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::HashMap;

/// Pushes in one claim: they go out side by side.
pub(super) const BATCH: i64 = 20;

/// How long a claim holds; longer than a hand-over with all its steps.
const LEASE: Duration = Duration::minutes(5);

/// How long a push is worth being told, and a push service keeps it for a device that is off.
const WORTH: Duration = Duration::hours(12);

/// For so long a push service that cannot be reached is tried again: what comes later would come at night.
const PATIENCE: Duration = Duration::hours(2);

/// What a mail tells somebody, to be told on their devices too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The mail.
    pub mail_id: Id,
    /// Who gets it.
    pub person_id: Id,
    /// Which page of ours it leads to.
    pub path: &'static str,
}

/// Queues a push to every device of whoever was told; one that was told of the same mail before is not told again.
pub fn queue(conn: &mut Conn, chance: &Chance, told: &[Told], now: Instant) -> QueryResult<()> {
    let people: Vec<Id> = told.iter().map(|one| one.person_id).collect();
    let mut devices: HashMap<Id, Vec<Id>> = HashMap::new();
    for (person_id, id) in devices::of_all(conn, &people)? {
        devices.entry(person_id).or_default().push(id);
    }
    for one in told {
        for device_id in devices.get(&one.person_id).into_iter().flatten() {
            let row = (
                pushes::id.eq(chance.id(now)),
                pushes::device_id.eq(device_id),
                pushes::mail_id.eq(one.mail_id),
                pushes::path.eq(one.path),
                pushes::state.eq("queued"),
                pushes::queued_at.eq(now),
                pushes::not_before.eq(now),
                pushes::attempts.eq(0),
                pushes::fence.eq(0),
            );
            on!(conn, c => diesel::insert_into(pushes::table).values(row).on_conflict_do_nothing().execute(c))?;
        }
    }
    Ok(())
}

/// A push in a worker's hands.
#[derive(Clone, Debug, Queryable)]
pub(super) struct Push {
    pub id: Id,
    pub device_id: Id,
    pub path: String,
    pub queued_at: Instant,
    pub attempts: i32,
    /// Number of the claim before.
    pub fence: i32,
    /// The language of the mail.
    pub language: String,
    pub endpoint: String,
    pub p256dh: String,
    pub auth: String,
    /// Whose device, where they may not come in any more.
    pub disabled_at: Option<Instant>,
}

impl Push {
    /// For how many seconds it is still worth being told.
    pub(super) fn keep(&self, now: Instant) -> i64 {
        (*self.queued_at.plus(WORTH) - *now).num_seconds().max(0)
    }
}

/// Not a bound value: SQLite reads the indexes of what waits and of what is under way only where the statement itself says so.
fn queued() -> SqlLiteral<Bool> {
    sql("pushes.state = 'queued'")
}

fn sending() -> SqlLiteral<Bool> {
    sql("pushes.state = 'sending'")
}

/// Whether anything could be claimed, asked before the writer is.
pub(super) fn is_due(conn: &mut Conn, now: Instant) -> QueryResult<bool> {
    let ready = pushes::table.filter(queued()).filter(pushes::not_before.le(now)).select(pushes::id);
    let left = pushes::table
        .filter(sending())
        .filter(pushes::claimed_until.lt(now))
        .select(pushes::id);
    let found: Option<Id> = on!(conn, c => ready.first(c).optional())?;
    let left: Option<Id> = on!(conn, c => left.first(c).optional())?;
    Ok(found.or(left).is_some())
}

/// Claims the next pushes that may go. What a worker left behind may have arrived and is given up; devices of whoever may not come in any
/// more end here.
pub(super) fn claim(conn: &mut Conn, now: Instant) -> QueryResult<Vec<Push>> {
    let left = pushes::table.filter(sending()).filter(pushes::claimed_until.lt(now));
    on!(conn, c => diesel::update(left)
        .set((pushes::state.eq("unknown"), pushes::ended_at.eq(now), pushes::claimed_until.eq(None::<Instant>)))
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
    let found: Vec<Push> = on!(conn, c => pushes::table
        .inner_join(push_devices::table.inner_join(people::table))
        .inner_join(mails::table)
        .filter(pushes::id.eq_any(&ids))
        .order(pushes::id)
        .select((
            pushes::id,
            pushes::device_id,
            pushes::path,
            pushes::queued_at,
            pushes::attempts,
            pushes::fence,
            mails::language,
            push_devices::endpoint,
            push_devices::p256dh,
            push_devices::auth,
            people::disabled_at,
        ))
        .load(c))?;
    let (ended, mut claimed): (Vec<Push>, Vec<Push>) = found.into_iter().partition(|push| push.disabled_at.is_some());
    let ended: Vec<Id> = ended.iter().map(|push| push.device_id).collect();
    devices::remove(conn, &ended)?;
    let ids: Vec<Id> = claimed.iter().map(|push| push.id).collect();
    on!(conn, c => diesel::update(pushes::table.filter(pushes::id.eq_any(&ids)))
        .set((
            pushes::state.eq("sending"),
            pushes::claimed_until.eq(now.plus(LEASE)),
            pushes::fence.eq(pushes::fence + 1),
        ))
        .execute(c))?;
    for push in &mut claimed {
        push.fence += 1;
    }
    Ok(claimed)
}

/// Records how a hand-over ended; nothing where the claim had run out meanwhile.
pub(super) fn record(conn: &mut Conn, chance: &Chance, push: &Push, outcome: &Outcome, now: Instant) -> QueryResult<()> {
    if *outcome == Outcome::Gone {
        return devices::remove(conn, &[push.device_id]).map(drop);
    }
    let mine = pushes::table
        .filter(pushes::id.eq(push.id).and(pushes::fence.eq(push.fence)))
        .filter(sending());
    let ended = |state: &'static str, why: Option<&str>| {
        (
            pushes::state.eq(state),
            pushes::last_error.eq(why.map(str::to_owned)),
            pushes::ended_at.eq(Some(now)),
            pushes::claimed_until.eq(None::<Instant>),
            pushes::not_before.eq(now),
            pushes::attempts.eq(pushes::attempts + 1),
        )
    };
    let set = match outcome {
        Outcome::Taken | Outcome::Gone => ended("sent", None),
        Outcome::Refused(why) => ended("refused", Some(why)),
        Outcome::Unknown(why) => ended("unknown", Some(why)),
        Outcome::Later(wait, why) => {
            let next = now.plus(pause(push.attempts, *wait, chance));
            if next > push.queued_at.plus(PATIENCE) {
                ended("given_up", Some(why))
            } else {
                (
                    pushes::state.eq("queued"),
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
