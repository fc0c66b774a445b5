//! The journal: every notice that was decided, with its fate.

use super::PORTION;
use crate::on;
use crate::organisations::Scope;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::mail::outbox::MailState;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::{Addressee, Decision, Fate, Journal, Key, LOOKS_BACK_DAYS, Reason, UnknownFate, Usual};
use crate::schema::{mails, memberships, notices, organisations};
use crate::scoped;
use chrono::{Duration, NaiveDate};
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Kind of the mails that carry notices.
pub const MAIL_KIND: &str = "reminder";

/// A notice as it is kept.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = notices)]
pub struct Notice {
    /// Identifier.
    pub id: Id,
    /// Whose obligation.
    pub person_id: Id,
    /// Which requirement.
    pub requirement_id: Id,
    /// The due date at that time.
    pub due_on: NaiveDate,
    /// The step; none: the word that nothing is owed any more.
    pub step_offset: Option<i32>,
    /// Who is told.
    pub recipient_id: Id,
    /// Under which role.
    pub role: String,
    /// What became of it.
    pub fate: String,
    /// The step's date.
    pub step_on: NaiveDate,
    /// When it was decided.
    pub decided_at: Instant,
    /// The mail that carries it.
    pub mail_id: Option<Id>,
    /// Why, as a stable word.
    pub reason: Option<String>,
    /// When its fate was last changed.
    pub resolved_at: Option<Instant>,
    /// Who asked for it by hand; none: a step of the ladder.
    pub asked_by: Option<Id>,
}

impl Notice {
    /// Its key.
    pub fn key(&self) -> Key {
        Key {
            person_id: self.person_id,
            requirement_id: self.requirement_id,
            due_on: self.due_on,
            offset_days: self.step_offset,
            recipient_id: self.recipient_id,
        }
    }

    /// The role under which the recipient is told.
    pub fn addressee(&self) -> Addressee {
        let role = Addressee::ALL.into_iter().find(|role| role.as_str() == self.role);
        role.unwrap_or(Addressee::TrainingManager)
    }
}

/// The stable word of a reason, as the database has it.
pub fn word(reason: Reason) -> String {
    serde_json::to_value(reason)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// What was decided about these people, and who got a mail in the last days.
pub fn journal(conn: &mut Conn, person_ids: &[Id], now: Instant, local: impl Fn(Id, Instant) -> Option<NaiveDate>) -> QueryResult<Journal> {
    let mut journal = Journal::default();
    for portion in person_ids.chunks(PORTION) {
        enter(conn, &mut journal, portion, NaiveDate::MIN)?;
    }
    tell(conn, &mut journal, now, local)?;
    Ok(journal)
}

/// The same as far as a plan for these dates asks, the earliest date first: however much was decided for dates long gone, it stays where
/// it is.
pub fn journal_of_run(
    conn: &mut Conn,
    dues: &BTreeSet<(NaiveDate, Id)>,
    now: Instant,
    local: impl Fn(Id, Instant) -> Option<NaiveDate>,
) -> QueryResult<Journal> {
    let mut journal = Journal::default();
    let dues: Vec<(NaiveDate, Id)> = dues.iter().copied().collect();
    for portion in dues.chunks(PORTION) {
        let Some((earliest, _)) = portion.first() else { continue };
        let since = earliest
            .checked_sub_signed(Duration::days(LOOKS_BACK_DAYS))
            .unwrap_or(NaiveDate::MIN);
        let people: Vec<Id> = portion.iter().map(|(_, person_id)| *person_id).collect();
        enter(conn, &mut journal, &people, since)?;
    }
    tell(conn, &mut journal, now, local)?;
    Ok(journal)
}

/// Enters what stands about these people for due dates from a day on.
fn enter(conn: &mut Conn, journal: &mut Journal, people: &[Id], since: NaiveDate) -> QueryResult<()> {
    type Row = (Id, Id, NaiveDate, Option<i32>, Id, String, NaiveDate);
    let rows: Vec<Row> = on!(conn, c => {
        let mut query = notices::table
            .filter(notices::person_id.eq_any(people))
            .filter(stands())
            .select((
                notices::person_id,
                notices::requirement_id,
                notices::due_on,
                notices::step_offset,
                notices::recipient_id,
                notices::fate,
                notices::step_on,
            ))
            .into_boxed();
        if since > NaiveDate::MIN {
            query = query.filter(notices::due_on.ge(since));
        }
        query.load(c)
    })?;
    for (person_id, requirement_id, due_on, offset_days, recipient_id, fate, step_on) in rows {
        let key = Key {
            person_id,
            requirement_id,
            due_on,
            offset_days,
            recipient_id,
        };
        // A word that nobody knows must not make a notice look as if it had never been: it would be told twice.
        let fate = fate.parse().map_err(unreadable)?;
        journal.enter(key, fate, step_on);
    }
    Ok(())
}

/// Notices that were not withdrawn. Not a bound value: SQLite reads the index of those by key only where the statement itself says so.
fn stands() -> SqlLiteral<Bool> {
    sql("fate <> 'withdrawn'")
}

fn unreadable(error: UnknownFate) -> diesel::result::Error {
    diesel::result::Error::DeserializationError(error.into())
}

/// Enters who got a mail in the last days.
fn tell(conn: &mut Conn, journal: &mut Journal, now: Instant, local: impl Fn(Id, Instant) -> Option<NaiveDate>) -> QueryResult<()> {
    let since = now.plus(Duration::hours(-60));
    // After an outage a mail leaves on a later day than it was queued: that day has had its mail too.
    let told: Vec<(Option<Id>, Instant, Option<Instant>)> = on!(conn, c => mails::table
        .filter(mails::kind.eq(MAIL_KIND))
        .filter(mails::queued_at.gt(since).or(mails::sent_at.gt(since)))
        .filter(mails::state.ne(MailState::Dropped.as_str()))
        .select((mails::recipient_id, mails::queued_at, mails::sent_at))
        .load(c))?;
    for (recipient_id, queued_at, sent_at) in told {
        let Some(recipient_id) = recipient_id else { continue };
        for day in std::iter::once(queued_at).chain(sent_at).filter_map(|at| local(recipient_id, at)) {
            journal.tell(recipient_id, day);
        }
    }
    Ok(())
}

/// Enters a decision, which `asked_by` asked for by hand or the ladder did. None where its key is taken: somebody else decided it meanwhile.
pub fn insert(conn: &mut Conn, chance: &Chance, decision: &Decision, asked_by: Option<Id>, now: Instant) -> QueryResult<Option<Id>> {
    let id = chance.id(now);
    let key = &decision.key;
    let row = (
        notices::id.eq(id),
        notices::person_id.eq(key.person_id),
        notices::requirement_id.eq(key.requirement_id),
        notices::due_on.eq(key.due_on),
        notices::step_offset.eq(key.offset_days),
        notices::recipient_id.eq(key.recipient_id),
        notices::role.eq(decision.role.as_str()),
        notices::fate.eq(decision.fate.as_str()),
        notices::step_on.eq(decision.step_on),
        notices::decided_at.eq(now),
        notices::reason.eq(decision.reason.map(word)),
        notices::asked_by.eq(asked_by),
    );
    let inserted = on!(conn, c => diesel::insert_into(notices::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok((inserted == 1).then_some(id))
}

/// Puts notices into a mail.
pub fn attach(conn: &mut Conn, ids: &[Id], mail_id: Id) -> QueryResult<()> {
    for portion in ids.chunks(PORTION) {
        on!(conn, c => diesel::update(notices::table.filter(notices::id.eq_any(portion)))
            .set(notices::mail_id.eq(mail_id))
            .execute(c))?;
    }
    Ok(())
}

/// Gives a notice another fate.
pub fn resolve(conn: &mut Conn, ids: &[Id], fate: Fate, reason: Option<Reason>, now: Instant) -> QueryResult<()> {
    for portion in ids.chunks(PORTION) {
        on!(conn, c => diesel::update(notices::table.filter(notices::id.eq_any(portion)))
            .set((
                notices::fate.eq(fate.as_str()),
                notices::reason.eq(reason.map(word)),
                notices::resolved_at.eq(now),
            ))
            .execute(c))?;
    }
    Ok(())
}

/// The notices of a mail that were not told yet.
pub fn untold_of(conn: &mut Conn, mail_id: Id) -> QueryResult<Vec<Notice>> {
    let untold = [Fate::Planned.as_str(), Fate::Failed.as_str()];
    on!(conn, c => notices::table
        .filter(notices::mail_id.eq(mail_id))
        .filter(notices::fate.eq_any(untold))
        .order(notices::id)
        .select(Notice::as_select())
        .load(c))
}

/// Follows mails: their untold notices get the fate that they met. Why one was caught up stays with it.
pub fn follow(conn: &mut Conn, mail_ids: &[Id], fate: Fate, now: Instant) -> QueryResult<()> {
    if mail_ids.is_empty() {
        return Ok(());
    }
    let untold = notices::fate.eq_any([Fate::Planned.as_str(), Fate::Failed.as_str()]);
    on!(conn, c => diesel::update(notices::table.filter(notices::mail_id.eq_any(mail_ids).and(untold)))
        .set((notices::fate.eq(fate.as_str()), notices::resolved_at.eq(now)))
        .execute(c))?;
    Ok(())
}

/// Mails with reminders to somebody that surely nobody has handed over yet, the oldest first.
pub fn waiting_mails(conn: &mut Conn, recipient_id: Id) -> QueryResult<Vec<Id>> {
    on!(conn, c => mails::table
        .filter(mails::recipient_id.eq(recipient_id))
        .filter(mails::kind.eq(MAIL_KIND))
        .filter(mails::state.eq(MailState::Queued.as_str()))
        .filter(mails::repeats.eq(0))
        .order(mails::id)
        .select(mails::id)
        .load(c))
}

/// Whether a mail with reminders to somebody has left since an instant, or is leaving.
pub fn has_left(conn: &mut Conn, recipient_id: Id, since: Instant) -> QueryResult<bool> {
    let left = mails::state
        .eq_any([MailState::Sent.as_str(), MailState::Kept.as_str()])
        .and(mails::sent_at.ge(since));
    let leaving = mails::state.eq(MailState::Sending.as_str());
    let found: Option<Id> = on!(conn, c => mails::table
        .filter(mails::recipient_id.eq(recipient_id))
        .filter(mails::kind.eq(MAIL_KIND))
        .filter(left.or(leaving))
        .select(mails::id)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

/// Notices that the brake holds, the oldest run first.
pub fn held(conn: &mut Conn) -> QueryResult<Vec<Notice>> {
    on!(conn, c => notices::table
        .filter(notices::fate.eq(Fate::Held.as_str()))
        .order((notices::decided_at, notices::id))
        .select(Notice::as_select())
        .load(c))
}

/// Keys that somebody approved lately: the brake lets them pass.
pub fn approved(conn: &mut Conn, now: Instant) -> QueryResult<HashSet<Key>> {
    let rows: Vec<Notice> = on!(conn, c => notices::table
        .filter(notices::fate.eq(Fate::Withdrawn.as_str()))
        .filter(notices::reason.eq(word(Reason::Approved)))
        .filter(notices::resolved_at.gt(now.plus(Duration::days(-4))))
        .select(Notice::as_select())
        .load(c))?;
    Ok(rows.iter().map(Notice::key).collect())
}

/// How many notices went out on each of the last 28 days.
pub fn usual(conn: &mut Conn, now: Instant) -> QueryResult<Usual> {
    let rows: Vec<(Id, Option<Instant>)> = on!(conn, c => notices::table
        .filter(notices::fate.eq(Fate::Sent.as_str()))
        .filter(notices::resolved_at.gt(now.plus(Duration::days(-28))))
        .select((notices::requirement_id, notices::resolved_at))
        .load(c))?;
    let mut all: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    let mut each: HashMap<Id, BTreeMap<NaiveDate, usize>> = HashMap::new();
    for (requirement_id, at) in rows {
        // A day is a day in UTC here: only its size matters.
        let Some(day) = at.map(|at| at.date_naive()) else { continue };
        *all.entry(day).or_default() += 1;
        *each.entry(requirement_id).or_default().entry(day).or_default() += 1;
    }
    let days: Vec<NaiveDate> = all.keys().copied().collect();
    let on_days = |counts: &BTreeMap<NaiveDate, usize>| days.iter().map(|day| counts.get(day).copied().unwrap_or(0)).collect();
    Ok(Usual {
        each: each.iter().map(|(id, counts)| (*id, on_days(counts))).collect(),
        all: all.into_values().collect(),
    })
}

/// What a page of the log asks for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only about this person.
    pub person_id: Option<Id>,
    /// Only of this fate.
    pub fate: Option<Fate>,
    /// Only such as were entered before this one.
    pub before: Option<Id>,
}

/// Notices about people within the scope, the newest first.
pub fn list(conn: &mut Conn, scope: &Scope, wanted: &Wanted, limit: i64) -> QueryResult<Vec<Notice>> {
    on!(conn, c => {
        let within = scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id);
        let mut query = notices::table.filter(notices::person_id.eq_any(within)).into_boxed();
        if let Some(person_id) = wanted.person_id {
            query = query.filter(notices::person_id.eq(person_id));
        }
        if let Some(fate) = wanted.fate {
            query = query.filter(notices::fate.eq(fate.as_str()));
        }
        if let Some(before) = wanted.before {
            query = query.filter(notices::id.lt(before));
        }
        query.order(notices::id.desc()).limit(limit).select(Notice::as_select()).load(c)
    })
}

/// One notice about somebody within the scope.
pub fn find(conn: &mut Conn, scope: &Scope, id: Id) -> QueryResult<Option<Notice>> {
    on!(conn, c => {
        let within = scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id);
        notices::table
            .filter(notices::id.eq(id))
            .filter(notices::person_id.eq_any(within))
            .select(Notice::as_select())
            .first(c)
            .optional()
    })
}

/// A page of notices about people within the scope, in the order in which they were entered.
pub fn page(conn: &mut Conn, scope: &Scope, after: Option<Id>, limit: i64) -> QueryResult<Vec<Notice>> {
    on!(conn, c => {
        let within = scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id);
        let mut query = notices::table.filter(notices::person_id.eq_any(within)).into_boxed();
        if let Some(after) = after {
            query = query.filter(notices::id.gt(after));
        }
        query.order(notices::id).limit(limit).select(Notice::as_select()).load(c)
    })
}

/// Held notices about people within the scope, the oldest run first.
pub fn held_within(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<Notice>> {
    on!(conn, c => {
        let within = scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id);
        notices::table
            .filter(notices::fate.eq(Fate::Held.as_str()))
            .filter(notices::person_id.eq_any(within))
            .order((notices::decided_at, notices::id))
            .select(Notice::as_select())
            .load(c)
    })
}

/// How many notices about people within the scope are held.
pub fn count_held(conn: &mut Conn, scope: &Scope) -> QueryResult<i64> {
    on!(conn, c => {
        let within = scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id);
        notices::table
            .filter(notices::fate.eq(Fate::Held.as_str()))
            .filter(notices::person_id.eq_any(within))
            .count()
            .get_result(c)
    })
}
