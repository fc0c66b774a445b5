//! Sign-ins, passwords and one-time links in the database.

use super::Person;
use crate::on;
use crate::platform::db::Conn;
use crate::platform::push::devices;
use crate::rules::id::{Id, Instant};
use crate::rules::person::Role;
use crate::schema::{credentials, one_time_links, people, sign_ins};
use diesel::prelude::*;

/// Somebody's sign-in on one device.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = sign_ins)]
pub struct SignIn {
    /// Identifier.
    pub id: Id,
    /// Who.
    pub person_id: Id,
    /// Hash of the cookie's value.
    pub token_hash: String,
    /// The role whose pages are shown, where somebody holds several.
    pub acting_role: Option<String>,
    /// Signed in at.
    pub created_at: Instant,
    /// Last request.
    pub last_seen_at: Instant,
    /// Ends at the latest.
    pub expires_at: Instant,
    /// Ended at.
    pub ended_at: Option<Instant>,
    /// `signed_out`, `revoked`, `disabled`, `password_changed`.
    pub ended_reason: Option<String>,
    /// Network address at sign-in.
    pub address: String,
    /// What the browser called itself.
    pub user_agent: String,
}

/// A link that signs somebody in once: invitation, new password, reminder, code letter. Only a POST uses it up.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
// With the keyword DEFAULT for what is missing the statement would be prepared anew for every link.
#[diesel(table_name = one_time_links, treat_none_as_default_value = false)]
pub struct OneTimeLink {
    /// Identifier.
    pub id: Id,
    /// For whom.
    pub person_id: Id,
    /// `invitation`, `reset`, `reminder` or `code_letter`.
    pub purpose: String,
    /// Hash of the link's secret.
    pub token_hash: String,
    /// Where it leads afterwards, a path of ours.
    pub next_path: Option<String>,
    /// Who had it sent; none: the service itself.
    pub created_by: Option<Id>,
    /// When it was made.
    pub created_at: Instant,
    /// When it ends.
    pub expires_at: Instant,
    /// When it was used up.
    pub used_at: Option<Instant>,
}

/// The hash of somebody's password, where they have one.
pub fn password_hash(conn: &mut Conn, person_id: Id) -> QueryResult<Option<String>> {
    on!(conn, c => credentials::table.find(person_id).select(credentials::password_hash).first(c).optional())
}

/// Sets somebody's password.
pub fn set_password_hash(conn: &mut Conn, person_id: Id, hash: &str, now: Instant) -> QueryResult<()> {
    let row = (
        credentials::person_id.eq(person_id),
        credentials::password_hash.eq(hash),
        credentials::set_at.eq(now),
    );
    on!(conn, c => diesel::insert_into(credentials::table)
        .values(&row)
        .on_conflict(credentials::person_id)
        .do_update()
        .set((credentials::password_hash.eq(hash), credentials::set_at.eq(now)))
        .execute(c))?;
    Ok(())
}

/// Adds a sign-in.
pub fn insert_sign_in(conn: &mut Conn, sign_in: &SignIn) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(sign_ins::table).values(sign_in).execute(c))?;
    Ok(())
}

/// The running sign-in behind a cookie, with its person; none where it ended, ran out or the person is disabled.
pub fn find_sign_in(conn: &mut Conn, token_hash: &str, seen_after: Instant, now: Instant) -> QueryResult<Option<(SignIn, Person)>> {
    on!(conn, c => sign_ins::table
        .inner_join(people::table)
        .filter(sign_ins::token_hash.eq(token_hash))
        .filter(sign_ins::ended_at.is_null())
        .filter(sign_ins::expires_at.gt(now))
        .filter(sign_ins::last_seen_at.gt(seen_after))
        .filter(people::disabled_at.is_null())
        .select((SignIn::as_select(), Person::as_select()))
        .first(c)
        .optional())
}

/// Remembers that a sign-in is in use.
pub fn touch_sign_in(conn: &mut Conn, id: Id, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(sign_ins::table.find(id)).set(sign_ins::last_seen_at.eq(now)).execute(c))?;
    Ok(())
}

/// Ends a person's sign-ins: one of them, or all but one, or all; and with each what was switched on in it, so that nothing more is shown on
/// that device.
pub fn end_sign_ins(conn: &mut Conn, person_id: Id, only: Option<Id>, spare: Option<Id>, reason: &str, now: Instant) -> QueryResult<usize> {
    devices::end_with_sign_ins(conn, person_id, only, spare)?;
    on!(conn, c => {
        let mut query = diesel::update(sign_ins::table).filter(sign_ins::person_id.eq(person_id)).filter(sign_ins::ended_at.is_null()).into_boxed();
        if let Some(id) = only {
            query = query.filter(sign_ins::id.eq(id));
        }
        if let Some(id) = spare {
            query = query.filter(sign_ins::id.ne(id));
        }
        query.set((sign_ins::ended_at.eq(now), sign_ins::ended_reason.eq(reason))).execute(c)
    })
}

/// Adds a one-time link.
pub fn insert_link(conn: &mut Conn, link: &OneTimeLink) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(one_time_links::table).values(link).execute(c))?;
    Ok(())
}

/// The link behind a secret, used or not.
pub fn find_link(conn: &mut Conn, token_hash: &str) -> QueryResult<Option<OneTimeLink>> {
    on!(conn, c => one_time_links::table
        .filter(one_time_links::token_hash.eq(token_hash))
        .select(OneTimeLink::as_select())
        .first(c)
        .optional())
}

/// Uses a link up; false where somebody else just did.
pub fn use_link(conn: &mut Conn, id: Id, now: Instant) -> QueryResult<bool> {
    let unused = one_time_links::table.filter(one_time_links::id.eq(id).and(one_time_links::used_at.is_null()));
    Ok(on!(conn, c => diesel::update(unused).set(one_time_links::used_at.eq(now)).execute(c))? == 1)
}

/// Uses up every open link of somebody.
pub fn use_up_links(conn: &mut Conn, person_id: Id, now: Instant) -> QueryResult<usize> {
    let open = one_time_links::table.filter(one_time_links::person_id.eq(person_id).and(one_time_links::used_at.is_null()));
    on!(conn, c => diesel::update(open).set(one_time_links::used_at.eq(now)).execute(c))
}

/// Ends one sign-in.
pub fn end_sign_in(conn: &mut Conn, id: Id, reason: &str, now: Instant) -> QueryResult<()> {
    let running = sign_ins::table.filter(sign_ins::id.eq(id).and(sign_ins::ended_at.is_null()));
    on!(conn, c => diesel::update(running)
        .set((sign_ins::ended_at.eq(now), sign_ins::ended_reason.eq(reason)))
        .execute(c))?;
    Ok(())
}

/// Somebody's running sign-ins, the latest used first. `seen_after` is the instant before which an idle one has ended.
pub fn sign_ins_of(conn: &mut Conn, person_id: Id, seen_after: Instant, now: Instant) -> QueryResult<Vec<SignIn>> {
    on!(conn, c => sign_ins::table
        .filter(sign_ins::person_id.eq(person_id))
        .filter(sign_ins::ended_at.is_null())
        .filter(sign_ins::expires_at.gt(now))
        .filter(sign_ins::last_seen_at.gt(seen_after))
        .order((sign_ins::last_seen_at.desc(), sign_ins::id))
        .select(SignIn::as_select())
        .load(c))
}

/// Remembers whose pages a sign-in shows.
pub fn act_as(conn: &mut Conn, id: Id, role: Role) -> QueryResult<()> {
    on!(conn, c => diesel::update(sign_ins::table.find(id)).set(sign_ins::acting_role.eq(role.as_str())).execute(c))?;
    Ok(())
}
