//! The queue of mails in the database: claimed for a while by one worker, every later write carries the fence number of that claim.

use super::body;
pub use super::claim::{Claimed, Lane, claim};
pub use super::state::{MailState, Note, Outcome};
use super::{Letter, Urgency};
use crate::on;
use crate::platform::chance::Chance;
use crate::platform::db::bulk::{self, Holds, Table};
use crate::platform::db::{Conn, Json};
use crate::rules::id::{Id, Instant};
use crate::schema::mails;
use chrono::Duration;
use diesel::prelude::*;
use serde::Serialize;

/// A mail as it is kept; its words stand in [`body`](super::body).
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = mails)]
pub struct Mail {
    /// Identifier.
    pub id: Id,
    /// With its angle brackets; the same at every hand-over.
    pub message_id: String,
    /// Stable word for what it is about.
    pub kind: String,
    /// See [`Urgency`].
    pub urgency: i32,
    /// The person, where it is one.
    pub recipient_id: Option<Id>,
    /// Name in the head.
    pub to_name: String,
    /// Address.
    pub to_address: String,
    /// Language it is written in.
    pub language: String,
    /// One line.
    pub subject: String,
    /// Further head lines.
    pub headers: Json<Vec<(String, String)>>,
    /// One of [`MailState`]'s words.
    pub state: String,
    /// When it was decided.
    pub queued_at: Instant,
    /// Not handed over before.
    pub not_before: Instant,
    /// Hand-overs that did not succeed.
    pub attempts: i32,
    /// Number of the present or last claim.
    pub fence: i32,
    /// What last went wrong, one of [`Note`]'s words.
    pub last_error: Option<String>,
    /// The server's last answer, or why there was none.
    pub reply: Option<String>,
    /// When it was handed over or kept.
    pub sent_at: Option<Instant>,
    /// How often it was handed over anew without anybody knowing whether it had arrived before: each is a possible double.
    pub repeats: i32,
}

impl Mail {
    /// Whether somebody waits for it: never handed over twice, since it carries a secret for one use.
    pub fn is_at_once(&self) -> bool {
        self.urgency == Urgency::AtOnce as i32
    }
}

/// Mails in a worker's first claim: as many as may be handed over twice where a worker dies before it could record.
pub const BATCH: i64 = 20;

/// The most in one claim, of a worker whose mails leave fast.
pub const MOST: i64 = 320;

/// How many mails a worker claims after it handed over so many in so long a time: as many as leave in a second or a little more, so that a
/// fast server does not wait for the database, and a worker that dies beside a slow one has few in its hands.
pub fn next_batch(now: i64, handed_over: usize, spent: std::time::Duration) -> i64 {
    let full = i64::try_from(handed_over).is_ok_and(|count| count >= now);
    match spent.as_millis() {
        0..=500 if full => (now * 2).min(MOST),
        0..=1500 => now,
        _ => (now / 2).max(BATCH),
    }
}

/// Whether a worker that claims so many at most, and was given so many, hands them over fast and has more behind them: then the next are got
/// ready while these leave.
pub fn leaves_fast(most: i64, claimed: usize) -> bool {
    most > BATCH && i64::try_from(claimed).is_ok_and(|count| count * 2 >= most)
}

/// After so many hand-overs of which nobody knows how they ended a mail is set aside: each may have been a double, and something about it
/// may be what workers die of.
pub(super) const MOST_REPEATS: i32 = 5;

/// A mail that is not accepted for so long is set aside.
const PATIENCE: Duration = Duration::days(3);

/// A mail's own number with that of its claim, and the server's answer.
#[derive(Serialize)]
struct Accepted<'a> {
    id: Id,
    fence: i32,
    state: &'static str,
    reply: Option<&'a str>,
    #[serde(serialize_with = "bulk::instant")]
    sent_at: Instant,
    claimed_by: Option<String>,
    claimed_until: Option<String>,
}

const ACCEPTED: Table = Table {
    name: "mails",
    columns: &[
        ("id", Holds::Text),
        ("fence", Holds::Integer),
        ("state", Holds::Text),
        ("reply", Holds::Text),
        ("sent_at", Holds::Instant),
        ("claimed_by", Holds::Text),
        ("claimed_until", Holds::Instant),
    ],
};

/// Records with one statement that these mails were accepted by the server or kept, whether or not their claims had run out meanwhile:
/// nobody has to repeat them then. Answers those that another worker holds by now, which are noted.
pub fn record_accepted<'a>(conn: &mut Conn, mails: &[(&'a Mail, Option<&str>)], now: Instant) -> QueryResult<Vec<&'a Mail>> {
    let replies: Vec<Option<String>> = mails.iter().map(|(_, reply)| reply.map(shortened)).collect();
    let rows: Vec<Accepted<'_>> = mails
        .iter()
        .zip(&replies)
        .map(|((mail, _), reply)| Accepted {
            id: mail.id,
            fence: mail.fence,
            state: if reply.is_some() { MailState::Sent } else { MailState::Kept }.as_str(),
            reply: reply.as_deref(),
            sent_at: now,
            claimed_by: None,
            claimed_until: None,
        })
        .collect();
    if ACCEPTED.update_by(conn, 2, &rows)? == rows.len() {
        return Ok(Vec::new());
    }
    let mut late = Vec::new();
    for (mail, reply) in mails {
        let mine = mails::table.filter(mails::id.eq(mail.id).and(mails::fence.eq(mail.fence)));
        let held: i64 = on!(conn, c => mine.count().get_result(c))?;
        if held == 0 {
            tracing::warn!(mail = %mail.id, reply, "a mail was handed over after its claim had run out");
            on!(conn, c => diesel::update(mails::table.find(mail.id))
                .set(mails::last_error.eq(Note::UnknownRepeated.as_str()))
                .execute(c))?;
            late.push(*mail);
        }
    }
    Ok(late)
}

/// Records how a hand-over ended that did not succeed, and answers where the mail is now; none where the claim had run out and another
/// worker holds the mail.
pub fn record(conn: &mut Conn, chance: &Chance, mail: &Mail, outcome: &Outcome, now: Instant) -> QueryResult<Option<MailState>> {
    let step = Step::of(mail, outcome, chance, now);
    let mine = mails::id
        .eq(mail.id)
        .and(mails::fence.eq(mail.fence))
        .and(mails::state.eq(MailState::Sending.as_str()));
    let repeated = step.state == MailState::Queued && matches!(outcome, Outcome::Unknown(_));
    let changed = on!(conn, c => diesel::update(mails::table.filter(mine))
        .set((
            mails::state.eq(step.state.as_str()),
            mails::attempts.eq(mails::attempts + i32::from(step.counts)),
            mails::repeats.eq(mails::repeats + i32::from(repeated)),
            mails::not_before.eq(step.not_before),
            mails::last_error.eq(step.note.map(Note::as_str).map(str::to_owned).or_else(|| mail.last_error.clone())),
            mails::reply.eq(step.reply.map(shortened).or_else(|| mail.reply.clone())),
            mails::claimed_by.eq(None::<String>),
            mails::claimed_until.eq(None::<Instant>),
        ))
        .execute(c))?;
    Ok((changed == 1).then_some(step.state))
}

/// What an outcome makes of a mail.
struct Step<'a> {
    state: MailState,
    note: Option<Note>,
    reply: Option<&'a str>,
    not_before: Instant,
    counts: bool,
}

impl<'a> Step<'a> {
    fn of(mail: &Mail, outcome: &'a Outcome, chance: &Chance, now: Instant) -> Self {
        let done = |state, note, reply| Self {
            state,
            note,
            reply,
            not_before: mail.not_before,
            counts: !matches!(state, MailState::Sent | MailState::Kept),
        };
        let again = |note, reply| {
            if *now - *mail.queued_at > PATIENCE {
                return done(MailState::SetAside, Some(Note::GivenUp), Some(reply));
            }
            Self {
                not_before: now.plus(pause(mail.attempts, chance)),
                ..done(MailState::Queued, Some(note), Some(reply))
            }
        };
        match outcome {
            Outcome::Sent(reply) => done(MailState::Sent, None, Some(reply)),
            Outcome::Kept => done(MailState::Kept, None, None),
            Outcome::Deferred(reply) => again(Note::Deferred, reply),
            Outcome::Refused(note, reply) => done(MailState::SetAside, Some(*note), Some(reply)),
            Outcome::Unknown(reply) if mail.is_at_once() => done(MailState::SetAside, Some(Note::UnknownKept), Some(reply)),
            Outcome::Unknown(reply) if mail.repeats >= MOST_REPEATS => done(MailState::SetAside, Some(Note::UnknownGivenUp), Some(reply)),
            Outcome::Unknown(reply) => again(Note::UnknownRepeated, reply),
            Outcome::NotBegun(why) => Self {
                counts: false,
                ..done(MailState::Queued, why.as_ref().map(|_| Note::Unreachable), why.as_deref())
            },
        }
    }
}

/// One minute, doubled each time up to four hours, and up to half as much again by chance, so that mails do not come back all at once.
fn pause(attempts: i32, chance: &Chance) -> Duration {
    let seconds = (60_i64 << attempts.clamp(0, 8)).min(4 * 3600);
    let jitter = i64::try_from(chance.seed() % 1000).unwrap_or(0) * seconds / 2000;
    Duration::seconds(seconds + jitter)
}

/// As much of a server's answer as a person reads.
fn shortened(reply: &str) -> String {
    reply
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .take(500)
        .collect()
}

/// Takes a mail off the queue whose lines another one takes over. False where a worker has it, it is gone already, or it may have arrived:
/// what is repeated keeps its number.
pub fn drop_queued(conn: &mut Conn, id: Id, note: Note) -> QueryResult<bool> {
    let queued = mails::id
        .eq(id)
        .and(mails::state.eq(MailState::Queued.as_str()))
        .and(mails::repeats.eq(0));
    Ok(on!(conn, c => diesel::update(mails::table.filter(queued))
        .set((mails::state.eq(MailState::Dropped.as_str()), mails::last_error.eq(note.as_str())))
        .execute(c))?
        == 1)
}

/// Drops a mail in the hands of this claim.
pub(super) fn drop_claimed(conn: &mut Conn, mail: &Mail) -> QueryResult<()> {
    let mine = mails::id.eq(mail.id).and(mails::fence.eq(mail.fence));
    on!(conn, c => diesel::update(mails::table.filter(mine))
        .set((
            mails::state.eq(MailState::Dropped.as_str()),
            mails::last_error.eq(Note::Withdrawn.as_str()),
            mails::claimed_by.eq(None::<String>),
        ))
        .execute(c))?;
    Ok(())
}

/// Gives a mail in the hands of this claim back to the queue until an instant.
pub(super) fn postpone(conn: &mut Conn, mail: &Mail, until: Instant) -> QueryResult<()> {
    let mine = mails::id.eq(mail.id).and(mails::fence.eq(mail.fence));
    on!(conn, c => diesel::update(mails::table.filter(mine))
        .set((
            mails::state.eq(MailState::Queued.as_str()),
            mails::not_before.eq(until),
            mails::claimed_by.eq(None::<String>),
            mails::claimed_until.eq(None::<Instant>),
        ))
        .execute(c))?;
    Ok(())
}

/// The same for a mail that cannot be put into words now, with why.
pub(super) fn postpone_unwritten(conn: &mut Conn, mail: &Mail, why: &str, until: Instant) -> QueryResult<()> {
    postpone(conn, mail, until)?;
    let mine = mails::id.eq(mail.id).and(mails::fence.eq(mail.fence));
    on!(conn, c => diesel::update(mails::table.filter(mine))
        .set((mails::last_error.eq(Note::Unwritten.as_str()), mails::reply.eq(shortened(why))))
        .execute(c))?;
    Ok(())
}

/// Writes new words into a mail in the hands of this claim.
pub(super) fn rewrite(conn: &mut Conn, mail: &Mail, letter: &Letter) -> QueryResult<()> {
    let mine = mails::id.eq(mail.id).and(mails::fence.eq(mail.fence));
    let held = on!(conn, c => diesel::update(mails::table.filter(mine))
        .set((
            mails::to_address.eq(&mail.to_address),
            mails::subject.eq(&mail.subject),
            mails::last_error.eq(mail.last_error.clone()),
        ))
        .execute(c))?;
    if held == 1 {
        body::update(conn, mail.id, letter)?;
    }
    Ok(())
}

/// Takes a mail back that was queued in this very transaction.
pub fn take_back(conn: &mut Conn, id: Id) -> QueryResult<()> {
    body::remove(conn, id)?;
    on!(conn, c => diesel::delete(mails::table.find(id)).execute(c))?;
    Ok(())
}

/// Puts a mail that was set aside back into the queue. False where it is not set aside, or carries a secret for one use.
pub fn requeue(conn: &mut Conn, id: Id, now: Instant) -> QueryResult<bool> {
    let aside = mails::id
        .eq(id)
        .and(mails::state.eq(MailState::SetAside.as_str()))
        .and(mails::urgency.ne(Urgency::AtOnce as i32));
    Ok(on!(conn, c => diesel::update(mails::table.filter(aside))
        .set((
            mails::state.eq(MailState::Queued.as_str()),
            mails::not_before.eq(now),
            // The days of patience begin anew.
            mails::queued_at.eq(now),
            mails::last_error.eq(Note::Resent.as_str()),
        ))
        .execute(c))?
        == 1)
}

/// One mail.
pub fn find(conn: &mut Conn, id: Id) -> QueryResult<Option<Mail>> {
    on!(conn, c => mails::table.find(id).select(Mail::as_select()).first(c).optional())
}

/// How many mails wait, and since when the oldest does, for the status page and tests.
pub fn waiting(conn: &mut Conn) -> QueryResult<(i64, Option<Instant>)> {
    let waits = mails::state.eq_any([MailState::Queued.as_str(), MailState::Sending.as_str()]);
    let count = on!(conn, c => mails::table.filter(waits.clone()).count().get_result(c))?;
    let oldest = on!(conn, c => mails::table.filter(waits).order(mails::queued_at).select(mails::queued_at).first(c).optional())?;
    Ok((count, oldest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration as Span;

    #[test]
    fn a_fast_server_is_given_more_at_a_time_and_a_slow_one_little() {
        let sizes = |spent: Span| {
            let mut now = BATCH;
            (0..8)
                .map(|_| {
                    now = next_batch(now, usize::try_from(now).unwrap(), spent);
                    now
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(sizes(Span::from_millis(100)), [40, 80, 160, 320, 320, 320, 320, 320]);
        assert_eq!(sizes(Span::from_millis(900)), [BATCH; 8]);
        assert_eq!(next_batch(320, 320, Span::from_secs(9)), 160);
        assert_eq!(next_batch(BATCH, 20, Span::from_secs(9)), BATCH);
        assert_eq!(
            next_batch(80, 79, Span::from_millis(5)),
            80,
            "a queue that runs dry says nothing about the server"
        );
    }

    #[test]
    fn the_next_mails_are_got_ready_only_beside_a_heap_that_leaves_fast() {
        assert!(!leaves_fast(BATCH, 20), "nothing is known of the server yet, or it is slow");
        assert!(leaves_fast(40, 40) && leaves_fast(320, 200));
        assert!(!leaves_fast(320, 20), "few are left");
    }
}
