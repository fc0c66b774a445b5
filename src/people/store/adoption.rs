//! One record of a person takes over what another held, in the database.

use super::{Membership, Person};
use crate::on;
use crate::platform::db::Conn;
use crate::platform::push::devices;
use crate::rules::id::{Id, Instant};
use crate::rules::merging::{Place, Step};
use crate::schema::{account_roles, api_tokens, credentials, membership_job_roles, memberships, people};
use diesel::prelude::*;

/// The record that took over this one, where one did.
pub fn merged_into(conn: &mut Conn, id: Id) -> QueryResult<Option<Id>> {
    let found: Option<Option<Id>> = on!(conn, c => people::table.find(id).select(people::merged_into_id).first(c).optional())?;
    Ok(found.flatten())
}

impl From<&Membership> for Place {
    fn from(membership: &Membership) -> Self {
        Self {
            id: membership.id,
            organisation_id: membership.organisation_id,
            location_id: membership.location_id,
            start_on: membership.start_on,
            end_on: membership.end_on,
            imported: membership.imported,
        }
    }
}

/// Carries the double's places of work over. Nothing but job roles may refer to them any more.
pub fn adopt_places(conn: &mut Conn, double: Id, kept: Id, steps: &[Step], now: Instant) -> QueryResult<()> {
    for step in steps {
        match step {
            Step::Move(id) => {
                on!(conn, c => diesel::update(memberships::table.find(id))
                    .set((memberships::person_id.eq(kept), memberships::updated_at.eq(now)))
                    .execute(c))?;
            }
            Step::Join { from, into } => join(conn, *from, into, now)?,
        }
    }
    // Whom the double led, the kept one leads; nobody leads themself.
    let led = memberships::table.filter(memberships::supervisor_id.eq(double));
    on!(conn, c => diesel::update(led).set(memberships::supervisor_id.eq(kept)).execute(c))?;
    let own = memberships::table.filter(memberships::person_id.eq(kept).and(memberships::supervisor_id.eq(kept)));
    on!(conn, c => diesel::update(own).set(memberships::supervisor_id.eq(None::<Id>)).execute(c))?;
    Ok(())
}

/// One place becomes part of another: days, job roles, and the team lead where the other has none.
fn join(conn: &mut Conn, from: Id, into: &Place, now: Instant) -> QueryResult<()> {
    let joined: Membership = on!(conn, c => memberships::table.find(from).select(Membership::as_select()).first(c))?;
    let grown: Membership = on!(conn, c => memberships::table.find(into.id).select(Membership::as_select()).first(c))?;
    on!(conn, c => diesel::update(memberships::table.find(into.id))
        .set((
            memberships::location_id.eq(into.location_id),
            memberships::start_on.eq(into.start_on),
            memberships::end_on.eq(into.end_on),
            memberships::imported.eq(into.imported),
            memberships::supervisor_id.eq(grown.supervisor_id.or(joined.supervisor_id)),
            memberships::updated_at.eq(now),
        ))
        .execute(c))?;
    let held = membership_job_roles::table.filter(membership_job_roles::membership_id.eq(from));
    let roles: Vec<Id> = on!(conn, c => held.select(membership_job_roles::job_role_id).load(c))?;
    for role in roles {
        let row = (
            membership_job_roles::membership_id.eq(into.id),
            membership_job_roles::job_role_id.eq(role),
        );
        on!(conn, c => diesel::insert_into(membership_job_roles::table).values(row).on_conflict_do_nothing().execute(c))?;
    }
    on!(conn, c => diesel::delete(held).execute(c))?;
    on!(conn, c => diesel::delete(memberships::table.find(from)).execute(c))?;
    Ok(())
}

/// Carries over what the double was trusted with: roles (one that both hold ends once), tokens it made, and the password where the kept
/// record has none. What it switched on on devices ends with its sign-ins.
pub fn adopt_account(conn: &mut Conn, double: Id, kept: Id, now: Instant) -> QueryResult<()> {
    devices::end_with_sign_ins(conn, double, None, None)?;
    let running: Vec<(Id, String, Id)> = on!(conn, c => account_roles::table
        .filter(account_roles::person_id.eq(kept).and(account_roles::ended_at.is_null()))
        .select((account_roles::id, account_roles::role, account_roles::organisation_id))
        .load(c))?;
    for (_, role, organisation_id) in running {
        let same = account_roles::table
            .filter(account_roles::person_id.eq(double).and(account_roles::ended_at.is_null()))
            .filter(account_roles::role.eq(role).and(account_roles::organisation_id.eq(organisation_id)));
        on!(conn, c => diesel::update(same).set(account_roles::ended_at.eq(now)).execute(c))?;
    }
    let theirs = account_roles::table.filter(account_roles::person_id.eq(double));
    on!(conn, c => diesel::update(theirs).set(account_roles::person_id.eq(kept)).execute(c))?;
    let made = api_tokens::table.filter(api_tokens::created_by.eq(double));
    on!(conn, c => diesel::update(made).set(api_tokens::created_by.eq(kept)).execute(c))?;
    let known: Option<Id> = on!(conn, c => credentials::table.find(kept).select(credentials::person_id).first(c).optional())?;
    match known {
        None => {
            on!(conn, c => diesel::update(credentials::table.find(double)).set(credentials::person_id.eq(kept)).execute(c))?;
        }
        Some(_) => {
            on!(conn, c => diesel::delete(credentials::table.find(double)).execute(c))?;
        }
    }
    Ok(())
}

/// Writes both records: the double first, so that number and address are free for the kept one. What was merged into the double before is
/// merged into the kept one now. False where either was changed meanwhile.
pub fn close(conn: &mut Conn, double: &Person, kept: &Person) -> QueryResult<bool> {
    for person in [double, kept] {
        let unchanged = people::table.filter(people::id.eq(person.id).and(people::revision.eq(person.revision - 1)));
        let written = on!(conn, c => diesel::update(unchanged)
            .set((
                people::external_id.eq(&person.external_id),
                people::email.eq(&person.email),
                people::email_key.eq(&person.email_key),
                people::partner_edited_at.eq(person.partner_edited_at),
                people::disabled_at.eq(person.disabled_at),
                people::merged_into_id.eq(person.merged_into_id),
                people::updated_at.eq(person.updated_at),
                people::revision.eq(person.revision),
            ))
            .execute(c))?;
        if written == 0 {
            return Ok(false);
        }
    }
    let before = people::table.filter(people::merged_into_id.eq(double.id));
    on!(conn, c => diesel::update(before).set(people::merged_into_id.eq(kept.id)).execute(c))?;
    Ok(true)
}
