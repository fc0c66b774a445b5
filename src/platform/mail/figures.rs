//! How much mail waits and for how long, for those who operate the installation: the same on every node, since the database knows.

use super::Urgency;
use super::outbox::{MailState, Note};
use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::mails;
use diesel::dsl::count_star;
use diesel::prelude::*;

/// The urgencies with the words by which operators know them.
pub const URGENCIES: [(Urgency, &str); 3] = [(Urgency::AtOnce, "at_once"), (Urgency::Soon, "soon"), (Urgency::Daily, "daily")];

/// What has not left: waits, is in a worker's hands, or was set aside.
pub const UNSENT: [MailState; 3] = [MailState::Queued, MailState::Sending, MailState::SetAside];

/// How many mails of an urgency are in each of these states, and since when the one waits that should have left first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The urgency's word.
    pub urgency: &'static str,
    /// Counts in the order of [`UNSENT`].
    pub counts: [i64; 3],
    /// When the oldest of them was queued that waits for more than its hour; none where all is well.
    pub since: Option<Instant>,
}

/// What has not left, by urgency.
pub fn waiting(conn: &mut Conn, now: Instant) -> QueryResult<Vec<Waiting>> {
    let words = UNSENT.map(MailState::as_str);
    let rows: Vec<(i32, String, i64)> = on!(conn, c => mails::table
        .filter(mails::state.eq_any(words))
        .group_by((mails::urgency, mails::state))
        .select((mails::urgency, mails::state, count_star()))
        .load(c))?;
    let mut all = Vec::with_capacity(URGENCIES.len());
    for (urgency, word) in URGENCIES {
        let number = urgency as i32;
        let count = |state: &str| {
            let found = rows.iter().find(|(of, at, _)| *of == number && at == state);
            found.map_or(0, |(_, _, count)| *count)
        };
        all.push(Waiting {
            urgency: word,
            counts: words.map(count),
            since: since(conn, urgency, now)?,
        });
    }
    Ok(all)
}

/// To whom mails wait that have to be worded anew and cannot be.
pub fn unwritten(conn: &mut Conn) -> QueryResult<Vec<Id>> {
    let found: Vec<Option<Id>> = on!(conn, c => mails::table
        .filter(mails::state.eq(MailState::Queued.as_str()))
        .filter(mails::last_error.eq(Note::Unwritten.as_str()))
        .select(mails::recipient_id)
        .distinct()
        .load(c))?;
    Ok(found.into_iter().flatten().collect())
}

/// Since when the mail of an urgency waits that should have left first; what was tried and comes again later waits as well.
fn since(conn: &mut Conn, urgency: Urgency, now: Instant) -> QueryResult<Option<Instant>> {
    let waits = [MailState::Queued, MailState::Sending].map(MailState::as_str);
    on!(conn, c => mails::table
        .filter(mails::state.eq_any(waits))
        .filter(mails::urgency.eq(urgency as i32))
        .filter(mails::not_before.le(now).or(mails::attempts.gt(0)))
        .order(mails::queued_at)
        .select(mails::queued_at)
        .first(c)
        .optional())
}
