//! People, memberships and roles as rows that travel in bulk.

use super::{Entry, key};
use crate::people::Person;
use crate::platform::db::bulk::{Holds, Table, instant};
use crate::rules::id::{Id, Instant};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct PersonRow<'a> {
    id: Id,
    external_id: &'a str,
    given_name: &'a str,
    family_name: &'a str,
    search_name: String,
    email: Option<&'a str>,
    email_key: Option<String>,
    language: &'a str,
    theme: String,
    density: String,
    #[serde(serialize_with = "instant")]
    created_at: Instant,
    #[serde(serialize_with = "instant")]
    updated_at: Instant,
    revision: i32,
}

impl<'a> PersonRow<'a> {
    pub(super) fn new(entry: &'a Entry, now: Instant, revision: i32) -> Self {
        let facts = &entry.facts;
        // Preferences and the folded name are decided in one place.
        let usual = Person::new(entry.person_id, &facts.given_name, &facts.family_name, None, &facts.language, now);
        Self {
            id: entry.person_id,
            external_id: &entry.external_id,
            given_name: &facts.given_name,
            family_name: &facts.family_name,
            search_name: usual.search_name,
            email: facts.email.as_ref().map(|email| email.as_str()),
            email_key: key(facts.email.as_ref()),
            language: &facts.language,
            theme: usual.theme,
            density: usual.density,
            created_at: now,
            updated_at: now,
            revision,
        }
    }
}

pub(super) const NEW_PEOPLE: Table = Table {
    name: "people",
    columns: &[
        ("id", Holds::Text),
        ("external_id", Holds::Text),
        ("given_name", Holds::Text),
        ("family_name", Holds::Text),
        ("search_name", Holds::Text),
        ("email", Holds::Text),
        ("email_key", Holds::Text),
        ("language", Holds::Text),
        ("theme", Holds::Text),
        ("density", Holds::Text),
        ("created_at", Holds::Instant),
        ("updated_at", Holds::Instant),
        ("revision", Holds::Integer),
    ],
};

pub(super) const CHANGED_PEOPLE: Table = Table {
    name: "people",
    columns: &[
        ("id", Holds::Text),
        ("given_name", Holds::Text),
        ("family_name", Holds::Text),
        ("search_name", Holds::Text),
        ("email", Holds::Text),
        ("email_key", Holds::Text),
        ("language", Holds::Text),
        ("updated_at", Holds::Instant),
        ("revision", Holds::Integer),
    ],
};

/// An address that is given up, so that another person of the same file can take it.
#[derive(Serialize)]
pub(super) struct FreedAddress {
    pub(super) id: Id,
    pub(super) email_key: Option<String>,
}

pub(super) const ADDRESSES: Table = Table {
    name: "people",
    columns: &[("id", Holds::Text), ("email_key", Holds::Text)],
};

#[derive(Serialize)]
pub(super) struct MembershipRow {
    id: Id,
    person_id: Id,
    organisation_id: Id,
    start_on: NaiveDate,
    end_on: Option<NaiveDate>,
    supervisor_id: Option<Id>,
    imported: bool,
    #[serde(serialize_with = "instant")]
    created_at: Instant,
    #[serde(serialize_with = "instant")]
    updated_at: Instant,
}

impl MembershipRow {
    pub(super) fn new(entry: &Entry, now: Instant) -> Self {
        Self {
            id: entry.membership_id,
            person_id: entry.person_id,
            organisation_id: entry.organisation_id,
            start_on: entry.facts.start_on,
            end_on: entry.facts.end_on,
            supervisor_id: entry.supervisor_id,
            imported: true,
            created_at: now,
            updated_at: now,
        }
    }
}

pub(super) const NEW_MEMBERSHIPS: Table = Table {
    name: "memberships",
    columns: &[
        ("id", Holds::Text),
        ("person_id", Holds::Text),
        ("organisation_id", Holds::Text),
        ("start_on", Holds::Date),
        ("end_on", Holds::Date),
        ("supervisor_id", Holds::Text),
        ("imported", Holds::Bool),
        ("created_at", Holds::Instant),
        ("updated_at", Holds::Instant),
    ],
};

pub(super) const CHANGED_MEMBERSHIPS: Table = Table {
    name: "memberships",
    columns: &[
        ("id", Holds::Text),
        ("organisation_id", Holds::Text),
        ("start_on", Holds::Date),
        ("end_on", Holds::Date),
        ("supervisor_id", Holds::Text),
        ("updated_at", Holds::Instant),
    ],
};

#[derive(Serialize)]
pub(super) struct Ending {
    pub(super) id: Id,
    pub(super) end_on: Option<NaiveDate>,
    #[serde(serialize_with = "instant")]
    pub(super) updated_at: Instant,
}

pub(super) const ENDINGS: Table = Table {
    name: "memberships",
    columns: &[("id", Holds::Text), ("end_on", Holds::Date), ("updated_at", Holds::Instant)],
};

#[derive(Serialize)]
pub(super) struct JobRoleRow {
    pub(super) membership_id: Id,
    pub(super) job_role_id: Id,
}

pub(super) const JOB_ROLES: Table = Table {
    name: "membership_job_roles",
    columns: &[("membership_id", Holds::Text), ("job_role_id", Holds::Text)],
};

#[derive(Serialize)]
pub(super) struct AccountRoleRow {
    pub(super) id: Id,
    pub(super) person_id: Id,
    pub(super) role: &'static str,
    pub(super) organisation_id: Id,
    pub(super) since_on: NaiveDate,
    #[serde(serialize_with = "instant")]
    pub(super) granted_at: Instant,
}

pub(super) const ACCOUNT_ROLES: Table = Table {
    name: "account_roles",
    columns: &[
        ("id", Holds::Text),
        ("person_id", Holds::Text),
        ("role", Holds::Text),
        ("organisation_id", Holds::Text),
        ("since_on", Holds::Date),
        ("granted_at", Holds::Instant),
    ],
};

#[derive(Serialize)]
pub(super) struct EndedRole {
    pub(super) id: Id,
    #[serde(serialize_with = "instant")]
    pub(super) ended_at: Instant,
}

pub(super) const ENDED_ROLES: Table = Table {
    name: "account_roles",
    columns: &[("id", Holds::Text), ("ended_at", Holds::Instant)],
};
