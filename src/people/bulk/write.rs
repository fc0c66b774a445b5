//! Adding, changing and taking back many people.

use super::rows::{
    ACCOUNT_ROLES, ADDRESSES, AccountRoleRow, CHANGED_MEMBERSHIPS, CHANGED_PEOPLE, ENDED_ROLES, ENDINGS, EndedRole, Ending, FreedAddress,
    JOB_ROLES, JobRoleRow, MembershipRow, NEW_MEMBERSHIPS, NEW_PEOPLE, PersonRow,
};
use super::{Change, Entry, PORTION, Present, Stale, key};
use crate::on;
use crate::organisations::catalogue;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::person::Role;
use crate::schema::{account_roles, credentials, membership_job_roles, memberships, one_time_links, people, sign_ins};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Adds people with their membership, job roles and account roles. Supervisors may stand later in the list.
pub fn insert(conn: &mut Conn, entries: &[Entry], chance: &Chance, now: Instant) -> QueryResult<()> {
    let rows: Vec<_> = entries.iter().map(|entry| PersonRow::new(entry, now, 0)).collect();
    NEW_PEOPLE.insert(conn, &rows)?;
    let all: Vec<&Entry> = entries.iter().collect();
    begin_memberships(conn, &all, now)?;
    let roles: Vec<_> = all
        .iter()
        .flat_map(|entry| entry.facts.account_roles.iter().map(|role| (*entry, *role)))
        .collect();
    grant(conn, &roles, chance, now)
}

fn begin_memberships(conn: &mut Conn, entries: &[&Entry], now: Instant) -> QueryResult<()> {
    let rows: Vec<_> = entries.iter().map(|entry| MembershipRow::new(entry, now)).collect();
    NEW_MEMBERSHIPS.insert(conn, &rows)?;
    let rows = job_role_rows(conn, entries)?;
    JOB_ROLES.insert_missing(conn, &rows)?;
    Ok(())
}

fn job_role_rows(conn: &mut Conn, entries: &[&Entry]) -> QueryResult<Vec<JobRoleRow>> {
    let catalogue: HashMap<String, Id> = catalogue::job_roles(conn)?.into_iter().map(|one| (one.code, one.id)).collect();
    let row = |membership_id: Id, code: &String| {
        catalogue.get(code).map(|id| JobRoleRow {
            membership_id,
            job_role_id: *id,
        })
    };
    Ok(entries
        .iter()
        .flat_map(|entry| entry.facts.job_roles.iter().filter_map(|code| row(entry.membership_id, code)))
        .collect())
}

/// A role from a file is taken on the day on which it comes: nobody is reminded of what lies before it.
fn grant(conn: &mut Conn, roles: &[(&Entry, Role)], chance: &Chance, now: Instant) -> QueryResult<()> {
    let rows: Vec<_> = roles
        .iter()
        .map(|(entry, role)| AccountRoleRow {
            id: chance.id(now),
            person_id: entry.person_id,
            role: role.as_str(),
            organisation_id: entry.organisation_id,
            since_on: now.date_naive(),
            granted_at: now,
        })
        .collect();
    ACCOUNT_ROLES.insert_missing(conn, &rows)?;
    Ok(())
}

fn end_roles(conn: &mut Conn, roles: &[(&Entry, Role)], now: Instant) -> QueryResult<()> {
    let wanted: HashSet<(Id, Id, &str)> = roles
        .iter()
        .map(|(entry, role)| (entry.person_id, entry.organisation_id, role.as_str()))
        .collect();
    let ids: BTreeSet<Id> = roles.iter().map(|(entry, _)| entry.person_id).collect();
    let ids: Vec<Id> = ids.into_iter().collect();
    let mut ended = Vec::new();
    for portion in ids.chunks(PORTION) {
        let held: Vec<(Id, Id, Id, String)> = on!(conn, c => account_roles::table
            .filter(account_roles::person_id.eq_any(portion))
            .filter(account_roles::ended_at.is_null())
            .filter(account_roles::granted_by.is_null())
            .select((account_roles::id, account_roles::person_id, account_roles::organisation_id, account_roles::role))
            .load(c))?;
        let gone = held
            .into_iter()
            .filter(|(_, person, organisation, role)| wanted.contains(&(*person, *organisation, role.as_str())));
        ended.extend(gone.map(|(id, ..)| EndedRole { id, ended_at: now }));
    }
    ENDED_ROLES.update(conn, &ended)?;
    Ok(())
}

/// Changes people. [`Stale`] where one of them is no longer as they were when the change was decided; nothing is to be kept then.
pub fn change(conn: &mut Conn, changes: &[Change], chance: &Chance, now: Instant) -> QueryResult<Result<(), Stale>> {
    let expected: HashMap<Id, i32> = changes.iter().map(|change| (change.after.person_id, change.revision)).collect();
    if !is_current(conn, &expected)? {
        return Ok(Err(Stale));
    }
    change_people(conn, changes, now)?;
    let endings: Vec<_> = changes
        .iter()
        .filter_map(|change| {
            let before = change
                .before
                .as_ref()
                .filter(|before| before.membership_id != change.after.membership_id)?;
            Some(Ending {
                id: before.membership_id,
                end_on: change.ends_on,
                updated_at: now,
            })
        })
        .collect();
    ENDINGS.update(conn, &endings)?;
    let (kept, begun): (Vec<&Change>, Vec<&Change>) = changes.iter().partition(|change| keeps_membership(change));
    let begun: Vec<&Entry> = begun.iter().map(|change| &change.after).collect();
    begin_memberships(conn, &begun, now)?;
    change_memberships(conn, &kept, now)?;
    change_roles(conn, changes, chance, now)?;
    Ok(Ok(()))
}

/// Takes changes back: what was is again, and memberships that they began are removed.
pub fn restore(conn: &mut Conn, changes: &[Change], chance: &Chance, now: Instant) -> QueryResult<Result<(), Stale>> {
    let begun: Vec<Id> = changes
        .iter()
        .filter(|change| !keeps_membership(change))
        .map(|change| change.after.membership_id)
        .collect();
    let endings: Vec<_> = changes
        .iter()
        .filter(|change| !keeps_membership(change))
        .filter_map(|change| change.before.as_ref())
        .map(|before| Ending {
            id: before.membership_id,
            end_on: before.facts.end_on,
            updated_at: now,
        })
        .collect();
    let back: Vec<Change> = changes
        .iter()
        .map(|change| Change {
            before: Some(change.after.clone()),
            after: change.before.clone().unwrap_or_else(|| change.after.clone()),
            ends_on: None,
            revision: change.revision + 1,
        })
        .collect();
    let expected: HashMap<Id, i32> = back.iter().map(|change| (change.after.person_id, change.revision)).collect();
    if !is_current(conn, &expected)? {
        return Ok(Err(Stale));
    }
    change_people(conn, &back, now)?;
    ENDINGS.update(conn, &endings)?;
    let kept: Vec<&Change> = back.iter().filter(|change| keeps_membership(change)).collect();
    change_memberships(conn, &kept, now)?;
    change_roles(conn, &back, chance, now)?;
    remove_memberships(conn, &begun)?;
    Ok(Ok(()))
}

fn keeps_membership(change: &Change) -> bool {
    change
        .before
        .as_ref()
        .is_some_and(|before| before.membership_id == change.after.membership_id)
}

fn is_current(conn: &mut Conn, expected: &HashMap<Id, i32>) -> QueryResult<bool> {
    let ids: Vec<Id> = expected.keys().copied().collect();
    let mut count = 0;
    for portion in ids.chunks(PORTION) {
        let query = people::table
            .filter(people::id.eq_any(portion))
            .select((people::id, people::revision));
        let found: Vec<(Id, i32)> = match conn {
            Conn::Sqlite(c) => query.load(*c)?,
            // Held until the end of the transaction, so that nobody changes them in between.
            Conn::Postgres(c) => query.for_update().load(*c)?,
        };
        if found.iter().any(|(id, revision)| expected.get(id) != Some(revision)) {
            return Ok(false);
        }
        count += found.len();
    }
    Ok(count == ids.len())
}

/// Gives up the addresses that these changes take away or exchange, so that others can have them in the same transaction.
pub fn free_addresses(conn: &mut Conn, changes: &[Change]) -> QueryResult<()> {
    let freed: Vec<_> = changes
        .iter()
        .filter(|change| {
            change
                .before
                .as_ref()
                .is_none_or(|before| key(before.facts.email.as_ref()) != key(change.after.facts.email.as_ref()))
        })
        .map(|change| FreedAddress {
            id: change.after.person_id,
            email_key: None,
        })
        .collect();
    ADDRESSES.update(conn, &freed)?;
    Ok(())
}

fn change_people(conn: &mut Conn, changes: &[Change], now: Instant) -> QueryResult<()> {
    free_addresses(conn, changes)?;
    let rows: Vec<_> = changes
        .iter()
        .map(|change| PersonRow::new(&change.after, now, change.revision + 1))
        .collect();
    CHANGED_PEOPLE.update(conn, &rows)?;
    Ok(())
}

fn change_memberships(conn: &mut Conn, kept: &[&Change], now: Instant) -> QueryResult<()> {
    let rows: Vec<_> = kept.iter().map(|change| MembershipRow::new(&change.after, now)).collect();
    CHANGED_MEMBERSHIPS.update(conn, &rows)?;
    let differing = kept.iter().filter(|change| {
        change
            .before
            .as_ref()
            .is_some_and(|before| before.facts.job_roles != change.after.facts.job_roles)
    });
    let after: Vec<&Entry> = differing.clone().map(|change| &change.after).collect();
    let before: Vec<&Entry> = differing.filter_map(|change| change.before.as_ref()).collect();
    let rows = job_role_rows(conn, &before)?;
    JOB_ROLES.remove(conn, &rows)?;
    let rows = job_role_rows(conn, &after)?;
    JOB_ROLES.insert_missing(conn, &rows)?;
    Ok(())
}

fn change_roles(conn: &mut Conn, changes: &[Change], chance: &Chance, now: Instant) -> QueryResult<()> {
    let (mut given, mut taken) = (Vec::new(), Vec::new());
    for change in changes {
        let after = &change.after;
        let before = change.before.as_ref();
        let same_place = before.is_some_and(|before| before.organisation_id == after.organisation_id);
        let held = |role: &Role| same_place && before.is_some_and(|before| before.facts.account_roles.contains(role));
        given.extend(
            after
                .facts
                .account_roles
                .iter()
                .filter(|role| !held(role))
                .map(|role| (after, *role)),
        );
        if let Some(before) = before {
            let kept = |role: &Role| same_place && after.facts.account_roles.contains(role);
            taken.extend(
                before
                    .facts
                    .account_roles
                    .iter()
                    .filter(|role| !kept(role))
                    .map(|role| (before, *role)),
            );
        }
    }
    end_roles(conn, &taken, now)?;
    grant(conn, &given, chance, now)
}

/// Ends memberships of people who are missing from a file that was declared complete. [`Stale`] where one of them ends by now.
pub fn end_memberships(conn: &mut Conn, absent: &[Present], end_on: NaiveDate, now: Instant) -> QueryResult<Result<(), Stale>> {
    set_ends(conn, absent, now, |one| one.end_on, |one| Some(end_on.max(one.start_on)))
}

/// Takes [`end_memberships`] back.
pub fn restore_memberships(conn: &mut Conn, absent: &[Present], end_on: NaiveDate, now: Instant) -> QueryResult<Result<(), Stale>> {
    set_ends(conn, absent, now, |one| Some(end_on.max(one.start_on)), |one| one.end_on)
}

fn set_ends(
    conn: &mut Conn,
    absent: &[Present],
    now: Instant,
    expected: impl Fn(&Present) -> Option<NaiveDate>,
    end: impl Fn(&Present) -> Option<NaiveDate>,
) -> QueryResult<Result<(), Stale>> {
    let expected: HashMap<Id, Option<NaiveDate>> = absent.iter().map(|one| (one.membership_id, expected(one))).collect();
    let ids: Vec<Id> = expected.keys().copied().collect();
    for portion in ids.chunks(PORTION) {
        let found: Vec<(Id, Option<NaiveDate>)> = on!(conn, c => memberships::table
            .filter(memberships::id.eq_any(portion))
            .select((memberships::id, memberships::end_on))
            .load(c))?;
        if found.len() != portion.len() || found.iter().any(|(id, end_on)| expected.get(id) != Some(end_on)) {
            return Ok(Err(Stale));
        }
    }
    let rows: Vec<_> = absent
        .iter()
        .map(|one| Ending {
            id: one.membership_id,
            end_on: end(one),
            updated_at: now,
        })
        .collect();
    ENDINGS.update(conn, &rows)?;
    Ok(Ok(()))
}

/// How many of these people were changed, signed in, were written to or were given a role or another membership since they were added.
pub fn built_on(conn: &mut Conn, ids: &[Id]) -> QueryResult<i64> {
    let mut touched: BTreeSet<Id> = BTreeSet::new();
    for portion in ids.chunks(PORTION) {
        let changed: Vec<Id> = on!(conn, c => people::table
            .filter(people::id.eq_any(portion))
            .filter(people::revision.gt(0).or(people::partner_edited_at.is_not_null()).or(people::disabled_at.is_not_null()))
            .select(people::id)
            .load(c))?;
        let known: Vec<Id> =
            on!(conn, c => credentials::table.filter(credentials::person_id.eq_any(portion)).select(credentials::person_id).load(c))?;
        let signed_in: Vec<Id> =
            on!(conn, c => sign_ins::table.filter(sign_ins::person_id.eq_any(portion)).select(sign_ins::person_id).load(c))?;
        let invited: Vec<Id> = on!(conn, c => one_time_links::table
            .filter(one_time_links::person_id.eq_any(portion))
            .select(one_time_links::person_id)
            .load(c))?;
        let granted: Vec<Id> = on!(conn, c => account_roles::table
            .filter(account_roles::person_id.eq_any(portion).and(account_roles::granted_by.is_not_null()))
            .select(account_roles::person_id)
            .load(c))?;
        let elsewhere: Vec<Id> = on!(conn, c => memberships::table
            .filter(memberships::person_id.eq_any(portion).and(memberships::imported.eq(false)))
            .select(memberships::person_id)
            .load(c))?;
        for found in [changed, known, signed_in, invited, granted, elsewhere] {
            touched.extend(found);
        }
    }
    Ok(i64::try_from(touched.len()).unwrap_or(i64::MAX))
}

/// How many memberships these organisations have or had.
pub fn count_in(conn: &mut Conn, organisation_ids: &[Id]) -> QueryResult<i64> {
    let mut count = 0;
    for portion in organisation_ids.chunks(PORTION) {
        count += on!(conn, c => memberships::table
            .filter(memberships::organisation_id.eq_any(portion))
            .count()
            .get_result::<i64>(c))?;
    }
    Ok(count)
}

/// How many people outside of these have one of them as their supervisor.
pub fn count_led_by(conn: &mut Conn, ids: &[Id]) -> QueryResult<i64> {
    let mine: HashSet<Id> = ids.iter().copied().collect();
    let mut count = 0;
    for portion in ids.chunks(PORTION) {
        let led: Vec<Id> = on!(conn, c => memberships::table
            .filter(memberships::supervisor_id.eq_any(portion.iter().map(|id| Some(*id)).collect::<Vec<_>>()))
            .select(memberships::person_id)
            .load(c))?;
        count += led.iter().filter(|id| !mine.contains(id)).count();
    }
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Takes back people who were just added. A constraint refuses where something refers to them.
pub fn remove(conn: &mut Conn, ids: &[Id]) -> QueryResult<()> {
    for portion in ids.chunks(PORTION) {
        let theirs: Vec<Id> = on!(conn, c => memberships::table
            .filter(memberships::person_id.eq_any(portion))
            .select(memberships::id)
            .load(c))?;
        on!(conn, c => diesel::delete(account_roles::table.filter(account_roles::person_id.eq_any(portion))).execute(c))?;
        remove_memberships(conn, &theirs)?;
    }
    for portion in ids.chunks(PORTION) {
        on!(conn, c => diesel::delete(people::table.filter(people::id.eq_any(portion))).execute(c))?;
    }
    Ok(())
}

fn remove_memberships(conn: &mut Conn, ids: &[Id]) -> QueryResult<()> {
    for portion in ids.chunks(PORTION) {
        let roles = membership_job_roles::table.filter(membership_job_roles::membership_id.eq_any(portion));
        on!(conn, c => diesel::delete(roles).execute(c))?;
        on!(conn, c => diesel::delete(memberships::table.filter(memberships::id.eq_any(portion))).execute(c))?;
    }
    Ok(())
}
