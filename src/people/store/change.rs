//! Changing people, their places of work and their roles in the database.

use super::{Membership, Person};
use crate::on;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{account_roles, membership_job_roles, memberships, one_time_links, organisations, people};
use crate::scoped;
use chrono::NaiveDate;
use diesel::prelude::*;

/// Writes what a form can change of a person, and counts the change. Zero rows where somebody else changed the record meanwhile.
pub fn update(conn: &mut Conn, person: &Person, revision_before: i32) -> QueryResult<usize> {
    let values = (
        people::external_id.eq(&person.external_id),
        people::given_name.eq(&person.given_name),
        people::family_name.eq(&person.family_name),
        people::search_name.eq(&person.search_name),
        people::email.eq(&person.email),
        people::email_key.eq(&person.email_key),
        people::language.eq(&person.language),
        people::time_zone.eq(&person.time_zone),
        people::partner_edited_at.eq(person.partner_edited_at),
        people::updated_at.eq(person.updated_at),
        people::revision.eq(revision_before + 1),
    );
    let unchanged = people::table.filter(people::id.eq(person.id).and(people::revision.eq(revision_before)));
    on!(conn, c => diesel::update(unchanged).set(values).execute(c))
}

/// Remembers that a partner's administrator has edited somebody, the first time only.
pub fn mark_partner_edited(conn: &mut Conn, person_id: Id, now: Instant) -> QueryResult<()> {
    let first = people::table.filter(people::id.eq(person_id).and(people::partner_edited_at.is_null()));
    on!(conn, c => diesel::update(first).set(people::partner_edited_at.eq(now)).execute(c))?;
    Ok(())
}

/// Whether another person has this number or address (as compared).
pub fn is_other(conn: &mut Conn, id: Option<Id>, external_id: Option<&str>, email_key: Option<&str>) -> QueryResult<(bool, bool)> {
    let others = |found: Option<Id>| found.is_some_and(|found| Some(found) != id);
    let numbered = match external_id {
        Some(number) => on!(conn, c => people::table.filter(people::external_id.eq(number)).select(people::id).first(c).optional())?,
        None => None,
    };
    let addressed = match email_key {
        Some(key) => on!(conn, c => people::table.filter(people::email_key.eq(key)).select(people::id).first(c).optional())?,
        None => None,
    };
    Ok((others(numbered), others(addressed)))
}

/// One membership of a person within the scope.
pub fn find_membership(conn: &mut Conn, scope: &Scope, person_id: Id, id: Id) -> QueryResult<Option<Membership>> {
    on!(conn, c => scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope)
        .filter(memberships::id.eq(id).and(memberships::person_id.eq(person_id)))
        .select(Membership::as_select())
        .first(c)
        .optional())
}

/// Writes a membership as it is now.
pub fn update_membership(conn: &mut Conn, membership: &Membership) -> QueryResult<()> {
    let values = (
        memberships::location_id.eq(membership.location_id),
        memberships::start_on.eq(membership.start_on),
        memberships::end_on.eq(membership.end_on),
        memberships::supervisor_id.eq(membership.supervisor_id),
        memberships::updated_at.eq(membership.updated_at),
    );
    on!(conn, c => diesel::update(memberships::table.find(membership.id)).set(values).execute(c))?;
    Ok(())
}

/// Replaces the job roles of a membership.
pub fn set_job_roles(conn: &mut Conn, membership_id: Id, job_role_ids: &[Id]) -> QueryResult<()> {
    let old = membership_job_roles::table.filter(membership_job_roles::membership_id.eq(membership_id));
    on!(conn, c => diesel::delete(old).execute(c))?;
    let rows: Vec<_> = job_role_ids
        .iter()
        .map(|job_role_id| {
            (
                membership_job_roles::membership_id.eq(membership_id),
                membership_job_roles::job_role_id.eq(*job_role_id),
            )
        })
        .collect();
    on!(conn, c => diesel::insert_into(membership_job_roles::table).values(&rows).execute(c))?;
    Ok(())
}

/// A role that somebody holds or is to hold.
#[derive(Clone, Debug)]
pub struct HeldRole {
    /// Identifier.
    pub id: Id,
    /// The role's word.
    pub role: String,
    /// For which branch.
    pub organisation_id: Id,
    /// Its top's name.
    pub organisation_name: String,
    /// Its path.
    pub path: String,
    /// From which day.
    pub since_on: NaiveDate,
}

type RoleRow = (Id, String, Id, String, String, NaiveDate);

/// The roles that somebody holds or is to hold within the scope.
pub fn roles_of(conn: &mut Conn, scope: &Scope, person_id: Id) -> QueryResult<Vec<HeldRole>> {
    let rows: Vec<RoleRow> = on!(conn, c => scoped!(account_roles::table.inner_join(organisations::table), organisations::path, scope)
        .filter(account_roles::person_id.eq(person_id).and(account_roles::ended_at.is_null()))
        .order((account_roles::role, organisations::path))
        .select((
            account_roles::id,
            account_roles::role,
            organisations::id,
            organisations::name,
            organisations::path,
            account_roles::since_on,
        ))
        .load(c))?;
    Ok(rows
        .into_iter()
        .map(|(id, role, organisation_id, organisation_name, path, since_on)| HeldRole {
            id,
            role,
            organisation_id,
            organisation_name,
            path,
            since_on,
        })
        .collect())
}

/// Takes a role back.
pub fn end_role(conn: &mut Conn, id: Id, now: Instant) -> QueryResult<()> {
    let running = account_roles::table.filter(account_roles::id.eq(id).and(account_roles::ended_at.is_null()));
    on!(conn, c => diesel::update(running).set(account_roles::ended_at.eq(now)).execute(c))?;
    Ok(())
}

/// Which of these people have an invitation or a letter that can still be used.
pub fn with_open_link(conn: &mut Conn, person_ids: &[Id], now: Instant) -> QueryResult<Vec<Id>> {
    on!(conn, c => one_time_links::table
        .filter(one_time_links::person_id.eq_any(person_ids))
        .filter(one_time_links::purpose.eq_any(["invitation", "code_letter"]))
        .filter(one_time_links::used_at.is_null())
        .filter(one_time_links::expires_at.gt(now))
        .select(one_time_links::person_id)
        .distinct()
        .load(c))
}

/// Uses up the open letters of somebody, when a new one is printed.
pub fn use_up_letters(conn: &mut Conn, person_id: Id, now: Instant) -> QueryResult<()> {
    let open = one_time_links::table
        .filter(one_time_links::person_id.eq(person_id))
        .filter(one_time_links::purpose.eq("code_letter"))
        .filter(one_time_links::used_at.is_null());
    on!(conn, c => diesel::update(open).set(one_time_links::used_at.eq(now)).execute(c))?;
    Ok(())
}
