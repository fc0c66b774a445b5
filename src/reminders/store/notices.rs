//! The journal: every notice that was decided, with its fate.

use super::PORTION;
use crate::on;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::mail::outbox::MailState;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::{Addressee, Decision, Fate, Journal, Key, LOOKS_BACK_DAYS, Reason, UnknownFate, Usual};
use crate::schema::{mails, notices};
use chrono::{Datelike, Duration, NaiveDate};
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
    for (since, people) in by_quarter(dues) {
        for portion in people.chunks(PORTION) {
            enter(conn, &mut journal, portion, since)?;
        }
    }
    tell(conn, &mut journal, now, local)?;
    Ok(journal)
}

/// Everybody once, with those whose earliest date lies in the same quarter of a year, and from which day on these are asked for. People stand
/// in the order of the index: each of its pages is read once, and a journal that no cache holds costs little more than one that fits.
fn by_quarter(dues: &BTreeSet<(NaiveDate, Id)>) -> Vec<(NaiveDate, Vec<Id>)> {
    let mut seen: HashSet<Id> = HashSet::new();
    let mut quarters: BTreeMap<(i32, u32), (NaiveDate, Vec<Id>)> = BTreeMap::new();
    for (due_on, person_id) in dues {
        if seen.insert(*person_id) {
            let quarter = (due_on.year(), due_on.quarter());
            let (_, people) = quarters.entry(quarter).or_insert_with(|| (*due_on, Vec::new()));
            people.push(*person_id);
        }
    }
    let looking_back = |(earliest, mut people): (NaiveDate, Vec<Id>)| {
        people.sort_unstable();
        let since = earliest.checked_sub_signed(Duration::days(LOOKS_BACK_DAYS));
        (since.unwrap_or(NaiveDate::MIN), people)
    };
    quarters.into_values().map(looking_back).collect()
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

/// Notices that were not withdrawn. Not a bound value: SQLite reads the indexes of those that stand only where the statement itself says so.
fn stands() -> SqlLiteral<Bool> {
    sql("fate <> 'withdrawn'")
}

/// Notices that were planned or failed, of mails that are named beside. Not the bare column: SQLite takes any index of one to be as good as
/// another, and would go over everything that waits for anybody to find what is in twenty mails.
fn untold() -> SqlLiteral<Bool> {
    sql("(fate || '') IN ('planned', 'failed')")
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

/// Where a notice comes from and what carries it.
#[derive(Clone, Copy, Debug, Default)]
pub struct From {
    /// Who asked for it by hand; none: the ladder did.
    pub asked_by: Option<Id>,
    /// The mail that carries it, where there is one by now.
    pub mail_id: Option<Id>,
}

/// Enters a decision. None where its key is taken: somebody else decided it meanwhile.
pub fn insert(conn: &mut Conn, chance: &Chance, decision: &Decision, from: From, now: Instant) -> QueryResult<Option<Id>> {
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
        notices::mail_id.eq(from.mail_id),
        notices::asked_by.eq(from.asked_by),
    );
    let inserted = on!(conn, c => diesel::insert_into(notices::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok((inserted == 1).then_some(id))
}

/// Takes notices back that were entered in this very transaction.
pub fn take_back(conn: &mut Conn, ids: &[Id]) -> QueryResult<()> {
    on!(conn, c => diesel::delete(notices::table.filter(notices::id.eq_any(ids))).execute(c))?;
    Ok(())
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

/// The notices of a mail that were not told yet; may be none.
pub fn untold_of(conn: &mut Conn, mail_id: Id) -> QueryResult<Vec<Notice>> {
    Ok(untold_of_all(conn, &[mail_id])?.remove(&mail_id).unwrap_or_default())
}

/// The notices of these mails that were not told yet, by mail.
pub fn untold_of_all(conn: &mut Conn, mail_ids: &[Id]) -> QueryResult<HashMap<Id, Vec<Notice>>> {
    let mut found: HashMap<Id, Vec<Notice>> = HashMap::new();
    for portion in mail_ids.chunks(PORTION) {
        let rows: Vec<Notice> = on!(conn, c => notices::table
            .filter(notices::mail_id.eq_any(portion))
            .filter(untold())
            .order(notices::id)
            .select(Notice::as_select())
            .load(c))?;
        for (mail_id, notice) in rows.into_iter().filter_map(|row| Some((row.mail_id?, row))) {
            found.entry(mail_id).or_default().push(notice);
        }
    }
    Ok(found)
}

/// Follows mails: their untold notices get the fate that they met. Why one was caught up stays with it.
pub fn follow(conn: &mut Conn, mail_ids: &[Id], fate: Fate, now: Instant) -> QueryResult<()> {
    if mail_ids.is_empty() {
        return Ok(());
    }
    on!(conn, c => diesel::update(notices::table.filter(notices::mail_id.eq_any(mail_ids)).filter(untold()))
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

/// Between deciding a notice and handing it over lie hours, after an outage days. What left later was resent by hand, and says nothing of
/// what is usual.
const LEAVES_WITHIN_DAYS: i64 = 7;

/// How many notices went out on each of the last 28 days.
pub fn usual(conn: &mut Conn, now: Instant) -> QueryResult<Usual> {
    let rows: Vec<(Id, Option<Instant>)> = on!(conn, c => notices::table
        .filter(notices::fate.eq(Fate::Sent.as_str()))
        .filter(notices::decided_at.gt(now.plus(Duration::days(-28 - LEAVES_WITHIN_DAYS))))
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
