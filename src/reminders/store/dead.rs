//! Addresses from which a mail came back for good.

use crate::on;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::platform::mail::outbox::{Mail, MailState, Note};
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::Fate;
use crate::schema::{dead_addresses, mails, memberships, notices, organisations, people};
use crate::scoped;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// An address that nobody reads.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = dead_addresses)]
pub struct Dead {
    /// Whose.
    pub person_id: Id,
    /// As it was written to.
    pub address: String,
    /// When it came back.
    pub since_at: Instant,
    /// Enhanced status code, where there was one.
    pub status: Option<String>,
    /// What the server said.
    pub reason: String,
    /// The mail that came back.
    pub mail_id: Option<Id>,
}

impl Dead {
    /// Whether it is about this address: somebody who has another one now can be reached.
    pub fn is(&self, address: Option<&str>) -> bool {
        address.is_some_and(|address| address.eq_ignore_ascii_case(&self.address))
    }
}

/// What is known of these people's addresses.
pub fn of(conn: &mut Conn, person_ids: &[Id]) -> QueryResult<HashMap<Id, Dead>> {
    let rows: Vec<Dead> = on!(conn, c => dead_addresses::table
        .filter(dead_addresses::person_id.eq_any(person_ids))
        .select(Dead::as_select())
        .load(c))?;
    Ok(rows.into_iter().map(|row| (row.person_id, row)).collect())
}

/// Marks an address; what was known of an earlier one of the same person goes.
pub fn mark(conn: &mut Conn, dead: &Dead) -> QueryResult<()> {
    lift(conn, dead.person_id)?;
    on!(conn, c => diesel::insert_into(dead_addresses::table).values(dead).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Takes the mark away. False where there was none.
pub fn lift(conn: &mut Conn, person_id: Id) -> QueryResult<bool> {
    Ok(on!(conn, c => diesel::delete(dead_addresses::table.find(person_id)).execute(c))? == 1)
}

/// The mail with this Message-ID.
pub fn mail_by_message_id(conn: &mut Conn, message_id: &str) -> QueryResult<Option<Mail>> {
    if message_id.contains('\0') {
        return Ok(None);
    }
    on!(conn, c => mails::table.filter(mails::message_id.eq(message_id)).select(Mail::as_select()).first(c).optional())
}

/// A mail that was handed over came back: somebody has to look, and its notices were not told.
pub fn came_back(conn: &mut Conn, mail_id: Id, reason: &str, now: Instant) -> QueryResult<()> {
    let gone = mails::id
        .eq(mail_id)
        .and(mails::state.eq_any([MailState::Sent.as_str(), MailState::SetAside.as_str()]));
    on!(conn, c => diesel::update(mails::table.filter(gone))
        .set((
            mails::state.eq(MailState::SetAside.as_str()),
            mails::last_error.eq(Note::CameBack.as_str()),
            mails::reply.eq(reason),
        ))
        .execute(c))?;
    let told = notices::mail_id.eq(mail_id).and(notices::fate.eq(Fate::Sent.as_str()));
    on!(conn, c => diesel::update(notices::table.filter(told))
        .set((notices::fate.eq(Fate::Failed.as_str()), notices::reason.eq("came_back"), notices::resolved_at.eq(now)))
        .execute(c))?;
    Ok(())
}

/// Somebody whom no mail reaches.
#[derive(Clone, Debug)]
pub struct Unreachable {
    /// Who.
    pub person_id: Id,
    /// Name.
    pub name: String,
    /// Where they work.
    pub organisation: String,
    /// Why; none: they have no address.
    pub dead: Option<Dead>,
}

/// Most people of that list.
pub const MOST: usize = 500;

/// Everybody who works within the scope today and has no working address, by organisation and name.
pub fn unreachable(conn: &mut Conn, scope: &Scope, today: NaiveDate) -> QueryResult<Vec<Unreachable>> {
    type Row = (Id, String, String, Option<String>, String, Option<Dead>);
    let rows: Vec<Row> = on!(conn, c => scoped!(
            people::table
                .inner_join(memberships::table.on(memberships::person_id.eq(people::id)))
                .inner_join(organisations::table.on(organisations::id.eq(memberships::organisation_id)))
                .left_join(dead_addresses::table.on(dead_addresses::person_id.eq(people::id))),
            organisations::path,
            scope
        )
        .filter(memberships::start_on.le(today))
        .filter(memberships::end_on.is_null().or(memberships::end_on.ge(today)))
        .filter(people::disabled_at.is_null().and(people::merged_into_id.is_null()))
        .filter(people::email.is_null().or(dead_addresses::person_id.nullable().is_not_null()))
        .order((organisations::path, people::family_name, people::given_name, people::id))
        .limit(i64::try_from(2 * MOST).unwrap_or(i64::MAX))
        .select((
            people::id,
            people::given_name,
            people::family_name,
            people::email,
            organisations::name,
            Option::<Dead>::as_select(),
        ))
        .load(c))?;
    let mut found: Vec<Unreachable> = Vec::new();
    for (person_id, given, family, email, organisation, dead) in rows {
        let dead = dead.filter(|dead| dead.is(email.as_deref()));
        if (email.is_some() && dead.is_none()) || found.iter().any(|one| one.person_id == person_id) || found.len() >= MOST {
            continue;
        }
        found.push(Unreachable {
            person_id,
            name: format!("{given} {family}").trim().to_owned(),
            organisation,
            dead,
        });
    }
    Ok(found)
}

/// The mark of the double goes with its address; the kept record keeps what is known of its own.
pub fn adopt(conn: &mut Conn, double: Id, kept: Id) -> QueryResult<()> {
    let known = of(conn, &[double, kept])?;
    if let (Some(theirs), None) = (known.get(&double), known.get(&kept)) {
        let moved = Dead {
            person_id: kept,
            ..theirs.clone()
        };
        mark(conn, &moved)?;
    }
    lift(conn, double).map(drop)
}
