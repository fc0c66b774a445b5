//! Claiming mails for a while, and taking back what a worker left behind.

use super::Urgency;
use super::outbox::{MOST, MOST_REPEATS, Mail, MailState, Note};
use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::mails;
use chrono::Duration;
use diesel::prelude::*;

/// How long a claim holds: longer than the slowest batch (see `delivery`).
const LEASE: Duration = Duration::minutes(15);

/// A mail with so many hand-overs of unknown end is claimed alone, so that whatever makes workers die takes no others along.
const SUSPECT: i32 = 2;

/// Which mails are claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// All of them, the most urgent first.
    All,
    /// Only those that must leave soon or at once: nobody's link waits until a batch of reminders is through.
    Urgent,
    /// Only those for which somebody waits before the screen.
    AtOnce,
    /// Only those that nobody waits for.
    Daily,
}

impl Lane {
    /// The least urgent that is taken.
    fn least(self) -> i32 {
        match self {
            Self::All | Self::Daily => i32::MAX,
            Self::Urgent => Urgency::Soon as i32,
            Self::AtOnce => Urgency::AtOnce as i32,
        }
    }

    /// The most urgent that is taken.
    fn most(self) -> i32 {
        match self {
            Self::All | Self::Urgent | Self::AtOnce => Urgency::AtOnce as i32,
            Self::Daily => Urgency::Daily as i32,
        }
    }
}

/// What a claim came to.
#[derive(Debug, Default)]
pub struct Claimed {
    /// In the hands of this worker now.
    pub mails: Vec<Mail>,
    /// Set aside, since one worker after the other died over them.
    pub given_up: Vec<Mail>,
}

/// Claims the next mails of a lane that may go, the most urgent first: at most `most` and [`MOST`], and of those that somebody waits for
/// only one, so that no secret is caught in another mail's trouble.
pub fn claim(conn: &mut Conn, worker: &str, lane: Lane, most: i64, now: Instant) -> QueryResult<Claimed> {
    let given_up = recover(conn, now)?;
    let ready = mails::state
        .eq(MailState::Queued.as_str())
        .and(mails::not_before.le(now))
        .and(mails::urgency.between(lane.most(), lane.least()));
    let order = (mails::urgency, mails::not_before, mails::id);
    let limit = most.min(MOST);
    let mut found: Vec<Mail> = match conn {
        Conn::Sqlite(c) => mails::table
            .filter(ready)
            .order(order)
            .limit(limit)
            .select(Mail::as_select())
            .load(*c)?,
        Conn::Postgres(c) => mails::table
            .filter(ready)
            .order(order)
            .limit(limit)
            .select(Mail::as_select())
            .for_update()
            .skip_locked()
            .load(*c)?,
    };
    let alone = |mail: &Mail| mail.is_at_once() || mail.repeats >= SUSPECT;
    if let Some(first) = found.iter().position(alone) {
        found.truncate(first.max(1));
    }
    let ids: Vec<Id> = found.iter().map(|mail| mail.id).collect();
    on!(conn, c => diesel::update(mails::table.filter(mails::id.eq_any(&ids)))
        .set((
            mails::state.eq(MailState::Sending.as_str()),
            mails::claimed_by.eq(worker),
            mails::claimed_until.eq(now.plus(LEASE)),
            mails::fence.eq(mails::fence + 1),
        ))
        .execute(c))?;
    for mail in &mut found {
        mail.fence += 1;
        MailState::Sending.as_str().clone_into(&mut mail.state);
    }
    Ok(Claimed { mails: found, given_up })
}

/// Takes back what a worker left behind. Nobody knows whether it went out: it is repeated, and noted, save where it must not be. Answers
/// what is not tried any more.
fn recover(conn: &mut Conn, now: Instant) -> QueryResult<Vec<Mail>> {
    let left = mails::state.eq(MailState::Sending.as_str()).and(mails::claimed_until.lt(now));
    let left: Vec<Mail> = match conn {
        Conn::Sqlite(c) => mails::table.filter(left).select(Mail::as_select()).load(*c)?,
        Conn::Postgres(c) => mails::table
            .filter(left)
            .select(Mail::as_select())
            .for_update()
            .skip_locked()
            .load(*c)?,
    };
    let (given_up, repeated): (Vec<Mail>, Vec<Mail>) = left.into_iter().partition(|mail| mail.is_at_once() || mail.repeats >= MOST_REPEATS);
    for mail in &given_up {
        let note = if mail.is_at_once() {
            Note::UnknownKept
        } else {
            Note::UnknownGivenUp
        };
        on!(conn, c => diesel::update(mails::table.find(mail.id))
            .set((
                mails::state.eq(MailState::SetAside.as_str()),
                mails::last_error.eq(note.as_str()),
                mails::attempts.eq(mails::attempts + 1),
                mails::claimed_by.eq(None::<String>),
                mails::claimed_until.eq(None::<Instant>),
            ))
            .execute(c))?;
    }
    let ids: Vec<Id> = repeated.iter().map(|mail| mail.id).collect();
    on!(conn, c => diesel::update(mails::table.filter(mails::id.eq_any(&ids)))
        .set((
            mails::state.eq(MailState::Queued.as_str()),
            mails::last_error.eq(Note::UnknownRepeated.as_str()),
            mails::attempts.eq(mails::attempts + 1),
            mails::repeats.eq(mails::repeats + 1),
            mails::claimed_by.eq(None::<String>),
            mails::claimed_until.eq(None::<Instant>),
        ))
        .execute(c))?;
    Ok(given_up)
}

/// Whether anything could be claimed, asked before the writer is.
pub(super) fn is_due(conn: &mut Conn, lane: Lane, now: Instant) -> QueryResult<bool> {
    let all = [Urgency::AtOnce, Urgency::Soon, Urgency::Daily].map(|urgency| urgency as i32);
    let urgencies = all.into_iter().filter(|urgency| (lane.most()..=lane.least()).contains(urgency));
    let ready = mails::state
        .eq(MailState::Queued.as_str())
        // One look into the index for each urgency: however many have to wait, none of them is passed over one by one.
        .and(mails::urgency.eq_any(urgencies))
        .and(mails::not_before.le(now));
    let left = mails::state.eq(MailState::Sending.as_str()).and(mails::claimed_until.lt(now));
    let found: Option<Id> = on!(conn, c => mails::table.filter(ready.or(left)).select(mails::id).first(c).optional())?;
    Ok(found.is_some())
}
