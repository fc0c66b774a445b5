//! People, memberships, roles and ways of signing in, in the database.

use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::person::{Grant, Role};
use crate::schema::{account_roles, credentials, memberships, one_time_links, organisations, people, sign_ins};
use crate::{on, scoped};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// Somebody who learns or works with the service.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = people)]
pub struct Person {
    /// Identifier.
    pub id: Id,
    /// The manufacturer's or partner's number for the person, unique where there is one.
    pub external_id: Option<String>,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Both names folded to lower case, for search.
    pub search_name: String,
    /// Mail address as written.
    pub email: Option<String>,
    /// Mail address as compared; unique.
    pub email_key: Option<String>,
    /// ISO 639-1 code of the language for pages and mails.
    pub language: String,
    /// IANA name; none: that of the place of work.
    pub time_zone: Option<String>,
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// `airy` or `dense`.
    pub density: String,
    /// When a partner's administrator first edited the person; from then on an import changes less.
    pub partner_edited_at: Option<Instant>,
    /// When every way in was closed.
    pub disabled_at: Option<Instant>,
    /// When the record was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Counts changes.
    pub revision: i32,
}

impl Person {
    /// Somebody new, with the usual preferences. `email` is the address as written and as compared.
    pub fn new(id: Id, given_name: &str, family_name: &str, email: Option<(&str, &str)>, language: &str, now: Instant) -> Self {
        Self {
            id,
            external_id: None,
            given_name: given_name.to_owned(),
            family_name: family_name.to_owned(),
            search_name: format!("{family_name} {given_name} {family_name}").to_lowercase(),
            email: email.map(|(written, _)| written.to_owned()),
            email_key: email.map(|(_, compared)| compared.to_owned()),
            language: language.to_owned(),
            time_zone: None,
            theme: "system".to_owned(),
            density: "airy".to_owned(),
            partner_edited_at: None,
            disabled_at: None,
            created_at: now,
            updated_at: now,
            revision: 0,
        }
    }

    /// Given and family name as shown.
    pub fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name).trim().to_owned()
    }
}

/// A person's place in an organisation for a time.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = memberships)]
pub struct Membership {
    /// Identifier.
    pub id: Id,
    /// Who.
    pub person_id: Id,
    /// Where.
    pub organisation_id: Id,
    /// At which location; none: the main one.
    pub location_id: Option<Id>,
    /// First day.
    pub start_on: NaiveDate,
    /// Last day.
    pub end_on: Option<NaiveDate>,
    /// The person's own team lead.
    pub supervisor_id: Option<Id>,
    /// Came by an import, so `start_on` also stands for the day from which it matches an audience.
    pub imported: bool,
    /// When the record was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

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
#[diesel(table_name = one_time_links)]
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

/// One person by identifier, without scope: for the person themself, jobs and mails.
pub fn find_any(conn: &mut Conn, id: Id) -> QueryResult<Option<Person>> {
    on!(conn, c => people::table.find(id).select(Person::as_select()).first(c).optional())
}

/// One person who has, has had or will have a membership within the scope.
pub fn find(conn: &mut Conn, scope: &Scope, id: Id) -> QueryResult<Option<Person>> {
    let within: Option<Id> = on!(conn, c => scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope)
        .filter(memberships::person_id.eq(id))
        .select(memberships::person_id)
        .first(c)
        .optional())?;
    match within {
        Some(id) => find_any(conn, id),
        None => Ok(None),
    }
}

/// Who signs in under this address (as compared).
pub fn find_by_email_key(conn: &mut Conn, email_key: &str) -> QueryResult<Option<Person>> {
    on!(conn, c => people::table.filter(people::email_key.eq(email_key)).select(Person::as_select()).first(c).optional())
}

/// Adds a person.
pub fn insert(conn: &mut Conn, person: &Person) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(people::table).values(person).execute(c))?;
    Ok(())
}

/// Adds a membership.
pub fn insert_membership(conn: &mut Conn, membership: &Membership) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(memberships::table).values(membership).execute(c))?;
    Ok(())
}

/// A person's memberships, the earliest first.
pub fn memberships_of(conn: &mut Conn, person_id: Id) -> QueryResult<Vec<Membership>> {
    on!(conn, c => memberships::table
        .filter(memberships::person_id.eq(person_id))
        .order((memberships::start_on, memberships::id))
        .select(Membership::as_select())
        .load(c))
}

/// What somebody is trusted with today, with the branches' paths; roles given from a later day on are left out.
pub fn grants_of(conn: &mut Conn, person_id: Id, today: NaiveDate) -> QueryResult<Vec<Grant>> {
    let rows: Vec<(String, Id, String)> = on!(conn, c => account_roles::table
        .inner_join(organisations::table)
        .filter(account_roles::person_id.eq(person_id).and(account_roles::ended_at.is_null()).and(account_roles::since_on.le(today)))
        .order((account_roles::role, organisations::path))
        .select((account_roles::role, organisations::id, organisations::path))
        .load(c))?;
    Ok(rows
        .into_iter()
        .filter_map(|(role, organisation_id, path)| {
            Some(Grant {
                role: role.parse().ok()?,
                organisation_id,
                path,
            })
        })
        .collect())
}

/// Gives a role for a branch; giving it twice changes nothing.
pub fn grant(
    conn: &mut Conn,
    id: Id,
    person_id: Id,
    role: Role,
    organisation_id: Id,
    since_on: NaiveDate,
    by: Option<Id>,
    now: Instant,
) -> QueryResult<bool> {
    let held: i64 = on!(conn, c => account_roles::table
        .filter(account_roles::person_id.eq(person_id))
        .filter(account_roles::role.eq(role.as_str()))
        .filter(account_roles::organisation_id.eq(organisation_id))
        .filter(account_roles::ended_at.is_null())
        .count()
        .get_result(c))?;
    if held > 0 {
        return Ok(false);
    }
    let row = (
        account_roles::id.eq(id),
        account_roles::person_id.eq(person_id),
        account_roles::role.eq(role.as_str()),
        account_roles::organisation_id.eq(organisation_id),
        account_roles::since_on.eq(since_on),
        account_roles::granted_by.eq(by),
        account_roles::granted_at.eq(now),
    );
    on!(conn, c => diesel::insert_into(account_roles::table).values(row).execute(c))?;
    Ok(true)
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

/// Ends a person's sign-ins: one of them, or all but one, or all.
pub fn end_sign_ins(conn: &mut Conn, person_id: Id, only: Option<Id>, spare: Option<Id>, reason: &str, now: Instant) -> QueryResult<usize> {
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
