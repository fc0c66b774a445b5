//! The queue of mails in the database: claimed for a while by one worker, every later write carries the fence number of that claim.

use super::Urgency;
pub use super::state::{MailState, Note, Outcome};
use crate::on;
use crate::platform::chance::Chance;
use crate::platform::db::{Conn, Json};
use crate::rules::id::{Id, Instant};
use crate::schema::mails;
use chrono::Duration;
use diesel::prelude::*;

/// A mail as it is kept.
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
    /// The plain part.
    pub text_body: String,
    /// The HTML part.
    pub html_body: String,
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
}

impl Mail {
    /// Whether somebody waits for it: never handed over twice, since it carries a secret for one use.
    pub fn is_at_once(&self) -> bool {
        self.urgency == Urgency::AtOnce as i32
    }
}

/// Most mails in one claim: as many as may be handed over twice where a worker dies before it could record.
pub const BATCH: i64 = 20;

/// How long a claim holds: longer than the slowest batch (see `delivery`).
const LEASE: Duration = Duration::minutes(15);

/// A mail that is not accepted for so long is set aside.
const PATIENCE: Duration = Duration::days(3);

/// Claims the next mails that may go, the most urgent first: at most [`BATCH`], and of those that somebody waits for only one, so that no
/// secret is caught in another mail's trouble.
pub fn claim(conn: &mut Conn, worker: &str, now: Instant) -> QueryResult<Vec<Mail>> {
    recover(conn, now)?;
    let ready = mails::state.eq(MailState::Queued.as_str()).and(mails::not_before.le(now));
    let order = (mails::urgency, mails::not_before, mails::id);
    let mut found: Vec<Mail> = match conn {
        Conn::Sqlite(c) => mails::table
            .filter(ready)
            .order(order)
            .limit(BATCH)
            .select(Mail::as_select())
            .load(*c)?,
        Conn::Postgres(c) => mails::table
            .filter(ready)
            .order(order)
            .limit(BATCH)
            .select(Mail::as_select())
            .for_update()
            .skip_locked()
            .load(*c)?,
    };
    if found.first().is_some_and(Mail::is_at_once) {
        found.truncate(1);
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
    Ok(found)
}

/// Takes back what a worker left behind. Nobody knows whether it went out: it is repeated, and noted, save where it must not be.
fn recover(conn: &mut Conn, now: Instant) -> QueryResult<()> {
    let left = mails::state.eq(MailState::Sending.as_str()).and(mails::claimed_until.lt(now));
    let at_once = mails::urgency.eq(Urgency::AtOnce as i32);
    on!(conn, c => diesel::update(mails::table.filter(left.and(at_once)))
        .set((
            mails::state.eq(MailState::SetAside.as_str()),
            mails::last_error.eq(Note::UnknownKept.as_str()),
            mails::attempts.eq(mails::attempts + 1),
            mails::claimed_by.eq(None::<String>),
        ))
        .execute(c))?;
    on!(conn, c => diesel::update(mails::table.filter(left))
        .set((
            mails::state.eq(MailState::Queued.as_str()),
            mails::last_error.eq(Note::UnknownRepeated.as_str()),
            mails::attempts.eq(mails::attempts + 1),
            mails::claimed_by.eq(None::<String>),
        ))
        .execute(c))?;
    Ok(())
}

/// Records how a hand-over ended, and answers where the mail is now; none where the claim had run out and another worker holds the mail,
/// which is noted on it.
pub fn record(conn: &mut Conn, chance: &Chance, mail: &Mail, outcome: &Outcome, now: Instant) -> QueryResult<Option<MailState>> {
    let step = Step::of(mail, outcome, chance, now);
    let mine = mails::id
        .eq(mail.id)
        .and(mails::fence.eq(mail.fence))
        .and(mails::state.eq(MailState::Sending.as_str()));
    let changed = on!(conn, c => diesel::update(mails::table.filter(mine))
        .set((
            mails::state.eq(step.state.as_str()),
            mails::attempts.eq(mails::attempts + i32::from(step.counts)),
            mails::not_before.eq(step.not_before),
            mails::last_error.eq(step.note.map(Note::as_str).map(str::to_owned).or_else(|| mail.last_error.clone())),
            mails::reply.eq(step.reply.map(shortened).or_else(|| mail.reply.clone())),
            mails::sent_at.eq(matches!(step.state, MailState::Sent | MailState::Kept).then_some(now)),
            mails::claimed_by.eq(None::<String>),
            mails::claimed_until.eq(None::<Instant>),
        ))
        .execute(c))?;
    if changed == 1 {
        return Ok(Some(step.state));
    }
    if let Outcome::Sent(reply) = outcome {
        tracing::warn!(mail = %mail.id, reply, "a mail was handed over after its claim had run out");
        on!(conn, c => diesel::update(mails::table.find(mail.id))
            .set(mails::last_error.eq(Note::UnknownRepeated.as_str()))
            .execute(c))?;
    }
    Ok(None)
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

/// Takes a mail off the queue that is not owed any more. False where a worker has it or it is gone already.
pub fn drop_queued(conn: &mut Conn, id: Id, note: Note) -> QueryResult<bool> {
    let queued = mails::id.eq(id).and(mails::state.eq(MailState::Queued.as_str()));
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

/// Writes new words into a mail in the hands of this claim.
pub(super) fn rewrite(conn: &mut Conn, mail: &Mail) -> QueryResult<()> {
    let mine = mails::id.eq(mail.id).and(mails::fence.eq(mail.fence));
    on!(conn, c => diesel::update(mails::table.filter(mine))
        .set((
            mails::to_address.eq(&mail.to_address),
            mails::subject.eq(&mail.subject),
            mails::text_body.eq(&mail.text_body),
            mails::html_body.eq(&mail.html_body),
        ))
        .execute(c))?;
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

/// Whether anything could be claimed, asked before the writer is.
pub(super) fn is_due(conn: &mut Conn, now: Instant) -> QueryResult<bool> {
    let ready = mails::state.eq(MailState::Queued.as_str()).and(mails::not_before.le(now));
    let left = mails::state.eq(MailState::Sending.as_str()).and(mails::claimed_until.lt(now));
    let found: Option<Id> = on!(conn, c => mails::table.filter(ready.or(left)).select(mails::id).first(c).optional())?;
    Ok(found.is_some())
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
