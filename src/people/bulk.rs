//! Many people at once, as files bring them: what is known of them, adding, changing and taking back.

mod rows;
mod write;

pub use write::{built_on, change, count_in, count_led_by, end_memberships, free_addresses, insert, remove, restore, restore_memberships};

use crate::on;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::email_address::EmailAddress;
use crate::rules::id::{Id, Instant};
use crate::rules::import::person::Facts;
use crate::rules::person::Role;
use crate::schema::{account_roles, job_roles, membership_job_roles, memberships, organisations, people};
use crate::scoped;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// Values that one statement takes safely on either database.
const PORTION: usize = 5_000;

/// A person as a file describes them, with the identifiers behind the names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Identifier.
    pub person_id: Id,
    /// The manufacturer's number for the person.
    pub external_id: String,
    /// The membership that the file speaks of.
    pub membership_id: Id,
    /// Its organisation.
    pub organisation_id: Id,
    /// The team lead.
    pub supervisor_id: Option<Id>,
    /// What files can say of the person.
    pub facts: Facts,
}

/// A person who is known.
#[derive(Clone, Debug)]
pub struct Known {
    /// Identifier.
    pub person_id: Id,
    /// As a file would describe them, with the membership that files speak of: the latest that came by a file, else the latest of all; none
    /// for somebody who never belonged anywhere.
    pub entry: Option<Entry>,
    /// Paths of all organisations they belong or belonged to.
    pub paths: Vec<String>,
    /// Whether their partner's administrator has edited them.
    pub partner_edited: bool,
    /// How often the person was changed.
    pub revision: i32,
    /// Whether the number is that of a double that was merged into the person: what files say of it is theirs no more.
    pub merged: bool,
}

/// A person before and after a change.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Change {
    /// As they were when the change was decided; none where they belonged nowhere.
    pub before: Option<Entry>,
    /// As they shall be. Another membership than before is begun, and the one before ends.
    pub after: Entry,
    /// The last day of the membership before, where another begins.
    pub ends_on: Option<NaiveDate>,
    /// The person's revision when the change was decided.
    pub revision: i32,
}

/// Something came between deciding a change and making it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stale;

type PersonRow = (Id, Option<String>, String, String, Option<String>, String, Option<Instant>, i32);
type MembershipRow = (Id, Id, Id, String, String, NaiveDate, Option<NaiveDate>, Option<Id>, bool);

/// The columns of a [`PersonRow`].
macro_rules! facts {
    () => {
        (
            people::id,
            people::external_id,
            people::given_name,
            people::family_name,
            people::email,
            people::language,
            people::partner_edited_at,
            people::revision,
        )
    };
}

/// Those of these people (by the manufacturer's number) who are known, wherever they belong: one who is not the importing person's to see
/// must not be made a second time. The number of a double stands for the person into whom it was merged.
pub fn known(conn: &mut Conn, external_ids: &[&str]) -> QueryResult<HashMap<String, Known>> {
    let mut all = HashMap::with_capacity(external_ids.len());
    for portion in external_ids.chunks(PORTION) {
        let found: Vec<PersonRow> = on!(conn, c => people::table
            .filter(people::external_id.eq_any(portion).and(people::merged_into_id.is_null()))
            .select(facts!())
            .load(c))?;
        let mut named: Vec<(String, PersonRow, bool)> = found.into_iter().filter_map(|row| Some((row.1.clone()?, row, false))).collect();
        let doubles = doubles(conn, portion)?;
        if !doubles.is_empty() {
            let ids = doubles.iter().map(|(_, kept_id)| kept_id);
            let kept: Vec<PersonRow> = on!(conn, c => people::table.filter(people::id.eq_any(ids)).select(facts!()).load(c))?;
            named.extend(doubles.into_iter().filter_map(|(number, kept_id)| {
                let row = kept.iter().find(|row| row.0 == kept_id)?;
                Some((number, row.clone(), true))
            }));
        }
        let ids: Vec<Id> = named.iter().map(|(_, row, _)| row.0).collect();
        let places = places(conn, &ids)?;
        for (number, row, merged) in named {
            let (place, paths) = match places.get(&row.0) {
                Some((place, paths)) => (Some(place.clone()), paths.clone()),
                None => (None, Vec::new()),
            };
            all.insert(number.clone(), person(row, number, place, paths, merged));
        }
    }
    Ok(all)
}

/// The doubles among these numbers, with the person into whom each was merged.
fn doubles(conn: &mut Conn, external_ids: &[&str]) -> QueryResult<Vec<(String, Id)>> {
    let found: Vec<(Option<String>, Option<Id>)> = on!(conn, c => people::table
        .filter(people::external_id.eq_any(external_ids).and(people::merged_into_id.is_not_null()))
        .select((people::external_id, people::merged_into_id))
        .load(c))?;
    Ok(found.into_iter().filter_map(|(number, kept_id)| number.zip(kept_id)).collect())
}

fn person(row: PersonRow, external_id: String, place: Option<Place>, paths: Vec<String>, merged: bool) -> Known {
    let (person_id, _, given_name, family_name, email, language, edited_at, revision) = row;
    let entry = place.map(|place| Entry {
        person_id,
        external_id,
        membership_id: place.membership_id,
        organisation_id: place.organisation_id,
        supervisor_id: place.supervisor_id,
        facts: Facts {
            given_name,
            family_name,
            // An address that was taken before the rule of today stays what it is, unseen by files.
            email: email.and_then(|email| email.parse().ok()),
            language,
            organisation_external_id: place.organisation,
            job_roles: place.job_roles,
            start_on: place.start_on,
            end_on: place.end_on,
            supervisor_external_id: place.supervisor,
            account_roles: place.account_roles,
        },
    });
    Known {
        person_id,
        entry,
        paths,
        partner_edited: edited_at.is_some(),
        revision,
        merged,
    }
}

/// The membership that files speak of.
#[derive(Clone)]
struct Place {
    membership_id: Id,
    organisation_id: Id,
    organisation: String,
    start_on: NaiveDate,
    end_on: Option<NaiveDate>,
    supervisor_id: Option<Id>,
    supervisor: Option<String>,
    job_roles: Vec<String>,
    account_roles: Vec<Role>,
}

fn places(conn: &mut Conn, person_ids: &[Id]) -> QueryResult<HashMap<Id, (Place, Vec<String>)>> {
    let rows: Vec<MembershipRow> = on!(conn, c => memberships::table
        .inner_join(organisations::table)
        .filter(memberships::person_id.eq_any(person_ids))
        .order((memberships::imported, memberships::start_on, memberships::id))
        .select((
            memberships::id,
            memberships::person_id,
            memberships::organisation_id,
            organisations::external_id,
            organisations::path,
            memberships::start_on,
            memberships::end_on,
            memberships::supervisor_id,
            memberships::imported,
        ))
        .load(c))?;
    let mut places: HashMap<Id, (Place, Vec<String>)> = HashMap::with_capacity(person_ids.len());
    for (membership_id, person_id, organisation_id, organisation, path, start_on, end_on, supervisor_id, _) in rows {
        let place = Place {
            membership_id,
            organisation_id,
            organisation,
            start_on,
            end_on,
            supervisor_id,
            supervisor: None,
            job_roles: Vec::new(),
            account_roles: Vec::new(),
        };
        // The last in order is the one that files speak of.
        let mut paths = places.remove(&person_id).map(|(_, paths)| paths).unwrap_or_default();
        paths.push(path);
        places.insert(person_id, (place, paths));
    }
    name_supervisors(conn, &mut places)?;
    add_job_roles(conn, &mut places)?;
    add_account_roles(conn, person_ids, &mut places)?;
    Ok(places)
}

fn name_supervisors(conn: &mut Conn, places: &mut HashMap<Id, (Place, Vec<String>)>) -> QueryResult<()> {
    let ids: BTreeSet<Id> = places.values().filter_map(|(place, _)| place.supervisor_id).collect();
    let named: Vec<(Id, Option<String>)> = on!(conn, c => people::table
        .filter(people::id.eq_any(ids))
        .select((people::id, people::external_id))
        .load(c))?;
    let named: HashMap<Id, Option<String>> = named.into_iter().collect();
    for (place, _) in places.values_mut() {
        place.supervisor = place.supervisor_id.and_then(|id| named.get(&id).cloned().flatten());
    }
    Ok(())
}

fn add_job_roles(conn: &mut Conn, places: &mut HashMap<Id, (Place, Vec<String>)>) -> QueryResult<()> {
    let whose: HashMap<Id, Id> = places.iter().map(|(person, (place, _))| (place.membership_id, *person)).collect();
    let rows: Vec<(Id, String)> = on!(conn, c => membership_job_roles::table
        .inner_join(job_roles::table)
        .filter(membership_job_roles::membership_id.eq_any(whose.keys()))
        .select((membership_job_roles::membership_id, job_roles::code))
        .load(c))?;
    for (membership_id, code) in rows {
        if let Some((place, _)) = whose.get(&membership_id).and_then(|person| places.get_mut(person)) {
            place.job_roles.push(code);
        }
    }
    // Databases order text by rules of their own.
    places.values_mut().for_each(|(place, _)| place.job_roles.sort_unstable());
    Ok(())
}

/// Roles that files gave: those of the membership's organisation that no person granted. What somebody granted here is theirs to take.
fn add_account_roles(conn: &mut Conn, person_ids: &[Id], places: &mut HashMap<Id, (Place, Vec<String>)>) -> QueryResult<()> {
    let rows: Vec<(Id, Id, String)> = on!(conn, c => account_roles::table
        .filter(account_roles::person_id.eq_any(person_ids))
        .filter(account_roles::ended_at.is_null())
        .filter(account_roles::granted_by.is_null())
        .filter(account_roles::role.ne(Role::Learner.as_str()))
        .select((account_roles::person_id, account_roles::organisation_id, account_roles::role))
        .load(c))?;
    for (person_id, organisation_id, role) in rows {
        if let (Some((place, _)), Ok(role)) = (places.get_mut(&person_id), role.parse())
            && place.organisation_id == organisation_id
        {
            place.account_roles.push(role);
        }
    }
    places.values_mut().for_each(|(place, _)| place.account_roles.sort_unstable());
    Ok(())
}

/// Who has which of these mail addresses (as compared): key, person, the manufacturer's number.
pub fn holders(conn: &mut Conn, email_keys: &[String]) -> QueryResult<HashMap<String, (Id, Option<String>)>> {
    let mut all = HashMap::new();
    for portion in email_keys.chunks(PORTION) {
        let rows: Vec<(Option<String>, Id, Option<String>)> = on!(conn, c => people::table
            .filter(people::email_key.eq_any(portion))
            .select((people::email_key, people::id, people::external_id))
            .load(c))?;
        all.extend(
            rows.into_iter()
                .filter_map(|(key, id, external_id)| Some((key?, (id, external_id)))),
        );
    }
    Ok(all)
}

/// The identifiers of people by the manufacturer's number, of those who have, had or will have a membership within the scope. The number
/// of a double stands for the person into whom it was merged.
pub fn find(conn: &mut Conn, scope: &Scope, external_ids: &[&str]) -> QueryResult<HashMap<String, Id>> {
    let mut all = HashMap::with_capacity(external_ids.len());
    for portion in external_ids.chunks(PORTION) {
        let rows: Vec<(Option<String>, Id)> = on!(conn, c => people::table
            .filter(people::external_id.eq_any(portion))
            .filter(people::id.eq_any(
                scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id)
            ))
            .select((people::external_id, people::id))
            .load(c))?;
        all.extend(rows.into_iter().filter_map(|(external_id, id)| Some((external_id?, id))));
        let doubles = doubles(conn, portion)?;
        if !doubles.is_empty() {
            let kept = doubles.iter().map(|(_, kept_id)| kept_id);
            let seen: Vec<Id> = on!(conn, c => scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope)
                .filter(memberships::person_id.eq_any(kept))
                .select(memberships::person_id)
                .load(c))?;
            all.extend(doubles.into_iter().filter(|(_, kept_id)| seen.contains(kept_id)));
        }
    }
    Ok(all)
}

/// Somebody whose membership came by a file and goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    /// The membership.
    pub membership_id: Id,
    /// The person.
    pub person_id: Id,
    /// The manufacturer's number for the person.
    pub external_id: String,
    /// Given and family name.
    pub name: String,
    /// First day.
    pub start_on: NaiveDate,
    /// Last day, where one is known.
    pub end_on: Option<NaiveDate>,
}

/// Everybody in these branches whose membership came by a file and goes on after this day, by the manufacturer's number.
pub fn present(conn: &mut Conn, scope: &Scope, after: NaiveDate) -> QueryResult<Vec<Present>> {
    type Row = (Id, Id, Option<String>, String, String, NaiveDate, Option<NaiveDate>);
    let rows: Vec<Row> = on!(conn, c => scoped!(memberships::table.inner_join(organisations::table).inner_join(people::table.on(people::id.eq(memberships::person_id))), organisations::path, scope)
        .filter(memberships::imported.eq(true))
        .filter(people::external_id.is_not_null())
        .filter(memberships::end_on.is_null().or(memberships::end_on.gt(after)))
        .order(people::id)
        .select((
            memberships::id,
            people::id,
            people::external_id,
            people::given_name,
            people::family_name,
            memberships::start_on,
            memberships::end_on,
        ))
        .load(c))?;
    Ok(rows
        .into_iter()
        .filter_map(|(membership_id, person_id, external_id, given, family, start_on, end_on)| {
            Some(Present {
                membership_id,
                person_id,
                external_id: external_id?,
                name: format!("{given} {family}"),
                start_on,
                end_on,
            })
        })
        .collect())
}

/// The address as it is compared.
fn key(email: Option<&EmailAddress>) -> Option<String> {
    email.map(EmailAddress::key)
}
