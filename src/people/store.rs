//! People, memberships and roles in the database; ways of signing in stand in `sign_in`.

pub mod address;
pub mod adoption;
pub mod change;
pub mod fact;
pub mod listing;
mod sign_in;
mod whose;

pub use sign_in::{
    OneTimeLink, SignIn, act_as, end_sign_in, end_sign_ins, find_link, find_sign_in, insert_link, insert_sign_in, password_hash,
    set_password_hash, sign_ins_of, touch_sign_in, use_link, use_up_links,
};

pub use whose::Whose;
pub(crate) use whose::of_whom;

use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::person::{Grant, Role};
use crate::rules::search::forms;
use crate::schema::{account_roles, memberships, organisations, people};
use crate::{on, scoped};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::HashMap;

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
    /// The record that holds everything of this one since the two were merged.
    pub merged_into_id: Option<Id>,
}

impl Person {
    /// Somebody new, with the usual preferences. `email` is the address as written and as compared.
    pub fn new(id: Id, given_name: &str, family_name: &str, email: Option<(&str, &str)>, language: &str, now: Instant) -> Self {
        Self {
            id,
            external_id: None,
            given_name: given_name.to_owned(),
            family_name: family_name.to_owned(),
            search_name: Self::search_name_of(given_name, family_name),
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
            merged_into_id: None,
        }
    }

    /// Both names as the search compares them: in either order, without capitals and accents, and in the other spelling of umlauts.
    pub fn search_name_of(given_name: &str, family_name: &str) -> String {
        forms(&format!("{family_name} {given_name} {family_name}")).join(" ")
    }

    /// The zone in which this person reads times.
    pub fn zone(&self) -> chrono_tz::Tz {
        let named = self.time_zone.as_deref().and_then(|name| name.parse().ok());
        named.unwrap_or(chrono_tz::Europe::Berlin)
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

/// One person by identifier, without scope: for the person themself, jobs and mails.
pub fn find_any(conn: &mut Conn, id: Id) -> QueryResult<Option<Person>> {
    on!(conn, c => people::table.find(id).select(Person::as_select()).first(c).optional())
}

/// Somebody's name, without scope: for whoever may see the deed that names them. A record never goes away; a name that is not there is empty.
pub fn name_of(conn: &mut Conn, id: Id) -> QueryResult<String> {
    Ok(find_any(conn, id)?.map(|person| person.name()).unwrap_or_default())
}

/// The external ids of those of these people who have one. Without scope: for exports, which confine what they write.
pub fn external_ids(conn: &mut Conn, ids: &[Id]) -> QueryResult<HashMap<Id, String>> {
    let rows: Vec<(Id, Option<String>)> = on!(conn, c => people::table
        .filter(people::id.eq_any(ids))
        .select((people::id, people::external_id))
        .load(c))?;
    Ok(rows.into_iter().filter_map(|(id, external_id)| Some((id, external_id?))).collect())
}

/// The addresses of those of these people who have one. Without scope: for telling who somebody is whose address is known already.
pub fn emails(conn: &mut Conn, ids: &[Id]) -> QueryResult<HashMap<Id, String>> {
    let rows: Vec<(Id, Option<String>)> = on!(conn, c => people::table
        .filter(people::id.eq_any(ids))
        .select((people::id, people::email))
        .load(c))?;
    Ok(rows.into_iter().filter_map(|(id, email)| Some((id, email?))).collect())
}

/// One person who has, has had or will have a membership within the scope; the whole tree's scope also finds whoever has none.
pub fn find(conn: &mut Conn, scope: &Scope, id: Id) -> QueryResult<Option<Person>> {
    let within: Option<Id> = on!(conn, c => scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope)
        .filter(memberships::person_id.eq(id))
        .select(memberships::person_id)
        .first(c)
        .optional())?;
    match within {
        Some(id) => find_any(conn, id),
        None if scope.is_whole() && memberships_of(conn, id)?.is_empty() => {
            Ok(find_any(conn, id)?.filter(|person| person.merged_into_id.is_none()))
        }
        None => Ok(None),
    }
}

/// Who signs in under this address (as compared).
pub fn find_by_email_key(conn: &mut Conn, email_key: &str) -> QueryResult<Option<Person>> {
    on!(conn, c => people::table.filter(people::email_key.eq(email_key)).select(Person::as_select()).first(c).optional())
}

/// Who signs in with this: a mail address in any capitals, or a personnel number as it is written.
pub fn find_by_account(conn: &mut Conn, account: &str) -> QueryResult<Option<Person>> {
    // PostgreSQL keeps no text with a NUL, so it cannot be asked for one.
    if account.is_empty() || account.contains('\0') {
        return Ok(None);
    }
    if let Some(person) = find_by_email_key(conn, &account.to_lowercase())? {
        return Ok(Some(person));
    }
    let numbered: Option<Person> =
        on!(conn, c => people::table.filter(people::external_id.eq(account)).select(Person::as_select()).first(c).optional())?;
    match numbered.as_ref().and_then(|person| person.merged_into_id) {
        Some(kept_id) => find_any(conn, kept_id),
        None => Ok(numbered),
    }
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

/// Everybody who holds a role for an organisation or for one above it, today and not disabled, in the order of their identifiers.
pub fn holders_above(conn: &mut Conn, role: Role, path: &str, today: NaiveDate) -> QueryResult<Vec<Person>> {
    let above: Vec<&str> = path.match_indices('/').filter_map(|(at, _)| path.get(..=at)).collect();
    let ids: Vec<Id> = on!(conn, c => account_roles::table
        .inner_join(organisations::table)
        .filter(account_roles::role.eq(role.as_str()).and(account_roles::ended_at.is_null()).and(account_roles::since_on.le(today)))
        .filter(organisations::path.eq_any(above))
        .select(account_roles::person_id)
        .distinct()
        .load(c))?;
    on!(conn, c => people::table
        .filter(people::id.eq_any(ids).and(people::disabled_at.is_null()))
        .order(people::id)
        .select(Person::as_select())
        .load(c))
}

/// What somebody is trusted with or is to be later, with the branches' paths: who may manage them follows from it.
pub fn every_grant_of(conn: &mut Conn, person_id: Id) -> QueryResult<Vec<Grant>> {
    // SQLite compares days as text, so that a year of more than four digits would come first.
    let end_of_days = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX);
    grants_of(conn, person_id, end_of_days)
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

/// Keeps how somebody likes their pages.
pub fn set_preferences(
    conn: &mut Conn,
    id: Id,
    language: &str,
    time_zone: Option<&str>,
    theme: &str,
    density: &str,
    now: Instant,
) -> QueryResult<()> {
    let values = (
        people::language.eq(language),
        people::time_zone.eq(time_zone),
        people::theme.eq(theme),
        people::density.eq(density),
        people::updated_at.eq(now),
    );
    on!(conn, c => diesel::update(people::table.find(id)).set(values).execute(c))?;
    Ok(())
}

/// Closes (an instant) or opens (none) somebody's account; what they could come in by is ended by `sign_in::close_all`.
pub fn set_disabled(conn: &mut Conn, id: Id, disabled_at: Option<Instant>, now: Instant) -> QueryResult<()> {
    let values = (
        people::disabled_at.eq(disabled_at),
        people::updated_at.eq(now),
        people::revision.eq(people::revision + 1),
    );
    on!(conn, c => diesel::update(people::table.find(id)).set(values).execute(c))?;
    Ok(())
}
