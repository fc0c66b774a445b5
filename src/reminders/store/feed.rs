//! Secret addresses of calendars, what stands in them, and what somebody was told.

use super::notices::Notice;
use crate::on;
use crate::platform::db::{Conn, Json};
use crate::platform::push::outbox::PushState;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Status;
use crate::rules::reminder::{Claim, Fate};
use crate::rules::requirement::Texts;
use crate::schema::{calendar_feeds, notices, obligation_changes, obligations, push_devices, push_notices, pushes, requirement_versions};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// A calendar's secret address.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = calendar_feeds)]
pub struct Feed {
    /// Whose.
    pub person_id: Id,
    /// Which of theirs: a word of [`Which`](crate::reminders::feed::Which).
    pub kind: String,
    /// Of what; empty: of the person's own.
    pub subject_id: String,
    /// When it was made.
    pub created_at: Instant,
    /// When a program last asked for it.
    pub last_read_at: Option<Instant>,
}

/// Somebody's feeds.
pub fn list(conn: &mut Conn, person_id: Id) -> QueryResult<Vec<Feed>> {
    on!(conn, c => calendar_feeds::table
        .filter(calendar_feeds::person_id.eq(person_id))
        .order((calendar_feeds::kind, calendar_feeds::subject_id))
        .select(Feed::as_select())
        .load(c))
}

/// The feed behind a secret.
pub fn find_by_hash(conn: &mut Conn, token_hash: &str) -> QueryResult<Option<Feed>> {
    on!(conn, c => calendar_feeds::table
        .filter(calendar_feeds::token_hash.eq(token_hash))
        .select(Feed::as_select())
        .first(c)
        .optional())
}

/// Puts a secret in the place of the one before.
pub fn set(conn: &mut Conn, person_id: Id, kind: &str, subject_id: &str, token_hash: &str, now: Instant) -> QueryResult<()> {
    remove(conn, person_id, kind, subject_id)?;
    let row = (
        calendar_feeds::person_id.eq(person_id),
        calendar_feeds::kind.eq(kind),
        calendar_feeds::subject_id.eq(subject_id),
        calendar_feeds::token_hash.eq(token_hash),
        calendar_feeds::created_at.eq(now),
    );
    on!(conn, c => diesel::insert_into(calendar_feeds::table).values(row).execute(c))?;
    Ok(())
}

/// Ends an address. False where there was none.
pub fn remove(conn: &mut Conn, person_id: Id, kind: &str, subject_id: &str) -> QueryResult<bool> {
    Ok(on!(conn, c => diesel::delete(calendar_feeds::table.find((person_id, kind, subject_id))).execute(c))? == 1)
}

/// Notes that a program asked for it.
pub fn touch(conn: &mut Conn, feed: &Feed, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(calendar_feeds::table.find((feed.person_id, &feed.kind, &feed.subject_id)))
        .set(calendar_feeds::last_read_at.eq(now))
        .execute(c))?;
    Ok(())
}

/// A date of one's own.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// The requirement.
    pub requirement_id: Id,
    /// Its title per locale.
    pub title: Texts,
    /// How it stands.
    pub status: Status,
    /// By when.
    pub due_on: NaiveDate,
    /// How often it changed.
    pub changes: i32,
    /// When it last did.
    pub changed_at: Instant,
}

/// What somebody owes, the earliest first.
pub fn deadlines(conn: &mut Conn, person_id: Id) -> QueryResult<Vec<Deadline>> {
    type Row = (Id, Json<Texts>, String, Option<NaiveDate>, Instant);
    let tells = |status: &Status| Claim::of(*status) != Claim::Nothing;
    let words: Vec<&str> = Status::ALL.into_iter().filter(tells).map(Status::as_str).collect();
    let rows: Vec<Row> = on!(conn, c => obligations::table
        .inner_join(requirement_versions::table)
        .filter(obligations::person_id.eq(person_id))
        .filter(obligations::status.eq_any(words))
        .filter(obligations::due_on.is_not_null())
        .order((obligations::due_on, obligations::requirement_id))
        .select((
            obligations::requirement_id,
            requirement_versions::title,
            obligations::status,
            obligations::due_on,
            obligations::assessed_at,
        ))
        .load(c))?;
    let changes: Vec<(Id, Instant)> = on!(conn, c => obligation_changes::table
        .filter(obligation_changes::person_id.eq(person_id))
        .order(obligation_changes::at)
        .select((obligation_changes::requirement_id, obligation_changes::at))
        .load(c))?;
    let mut changed: HashMap<Id, (i32, Instant)> = HashMap::new();
    for (requirement_id, at) in changes {
        let entry = changed.entry(requirement_id).or_insert((0, at));
        *entry = (entry.0 + 1, at);
    }
    let deadline = |(requirement_id, title, status, due_on, assessed_at): Row| {
        let (changes, changed_at) = changed.get(&requirement_id).copied().unwrap_or((0, assessed_at));
        Some(Deadline {
            requirement_id,
            title: title.0,
            status: Status::from_word(&status)?,
            due_on: due_on?,
            changes,
            changed_at,
        })
    };
    Ok(rows.into_iter().filter_map(deadline).collect())
}

/// What somebody was told by mail or on a device, and what others were told about them, the newest first.
pub fn told(conn: &mut Conn, person_id: Id, before: Option<Id>, limit: i64) -> QueryResult<Vec<Notice>> {
    on!(conn, c => {
        // What their device told stands here whether or not the mail has left.
        let pushed = push_notices::table
            .inner_join(pushes::table)
            .inner_join(push_devices::table)
            .filter(push_devices::person_id.eq(person_id))
            .filter(pushes::state.eq_any([PushState::Sent, PushState::Unknown].map(PushState::as_str)))
            .select(push_notices::notice_id);
        let by_mail = notices::fate.eq_any([Fate::Sent, Fate::Failed].map(Fate::as_str));
        let by_device = notices::fate.eq(Fate::Planned.as_str()).and(notices::id.eq_any(pushed));
        let mut query = notices::table
            .filter(notices::recipient_id.eq(person_id).or(notices::person_id.eq(person_id)))
            .filter(by_mail.or(by_device))
            .into_boxed();
        if let Some(before) = before {
            query = query.filter(notices::id.lt(before));
        }
        query.order(notices::id.desc()).limit(limit).select(Notice::as_select()).load(c)
    })
}

/// The double's addresses end: whoever has one would read another person's dates.
pub fn adopt(conn: &mut Conn, double: Id) -> QueryResult<()> {
    on!(conn, c => diesel::delete(calendar_feeds::table.filter(calendar_feeds::person_id.eq(double))).execute(c)).map(drop)
}
