//! Giving somebody who used all attempts of a course one more: with a reason, with its entry in the audit.

use super::learning::tries;
use super::store::further::{self as store, FurtherAttempt};
use super::store::list_of_course;
use crate::courses::store::{self as courses, Published};
use crate::evidence::store::branch_of;
use crate::organisations::{Scope, store as organisations};
use crate::people::{Actor, Person, store as people};
use crate::platform::audit::{self, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::course::Tries;
use crate::rules::id::Id;
use std::collections::BTreeMap;

/// Longest reason, in characters.
pub const LONGEST_REASON: usize = 1_000;

/// Most people that are listed at once.
const MOST_PEOPLE: i64 = 500;

/// Most grants that are listed at once.
pub const MOST_GRANTS: i64 = 200;

/// Somebody who has no attempt left.
#[derive(Clone, Debug)]
pub struct UsedUp {
    /// Who.
    pub person: Person,
    /// Where they work, of what is within the scope.
    pub organisation: Option<String>,
    /// What they used.
    pub tries: Tries,
}

/// The course with this code and its newest published version.
///
/// # Errors
///
/// [`Error::NotFound`] where nothing of it is published.
pub fn published(conn: &mut Conn, code: &str) -> Result<Published, Error> {
    courses::published(conn, code)?.ok_or(Error::NotFound)
}

/// Everybody within the scope who used all attempts of the newest published version, by name.
pub fn used_up(conn: &mut Conn, scope: &Scope, published: &Published) -> Result<Vec<UsedUp>, Error> {
    let Some(allowed) = published.version.attempts() else {
        return Ok(Vec::new());
    };
    let mut found = BTreeMap::new();
    for id in store::failed_often(conn, scope, published.version.id, i64::from(allowed), MOST_PEOPLE)? {
        let runs = list_of_course(conn, id, published.course.id)?;
        let tries = tries(conn, id, &published.version, &runs)?;
        let Some(person) = people::find(conn, scope, id)?.filter(|_| !tries.may_begin()) else {
            continue;
        };
        let mut organisation = None;
        for membership in people::memberships_of(conn, id)? {
            if membership.end_on.is_none() && organisation.is_none() {
                organisation = organisations::find(conn, scope, membership.organisation_id)?.map(|one| one.name);
            }
        }
        let by_name = (person.family_name.to_lowercase(), person.given_name.to_lowercase(), id);
        found.insert(
            by_name,
            UsedUp {
                person,
                organisation,
                tries,
            },
        );
    }
    Ok(found.into_values().collect())
}

/// Gives somebody within the scope one more attempt at the newest published version of a course.
///
/// # Errors
///
/// [`Error::NotFound`] where nothing of the course is published, a fault at `person_id`, or [`Error::Refused`] where they can begin without.
pub fn grant(
    conn: &mut Conn,
    chance: &Chance,
    actor: &Actor,
    scope: &Scope,
    code: &str,
    person_id: Id,
    reason: &str,
) -> Result<FurtherAttempt, Error> {
    let published = published(conn, code)?;
    let Some(person) = people::find(conn, scope, person_id)? else {
        return Err(Error::field("person_id", "fault-unknown-person"));
    };
    let runs = list_of_course(conn, person_id, published.course.id)?;
    let failed = |run: &&super::store::Registration| run.course_version_id == published.version.id && run.state == "failed";
    if let Some(last) = runs.iter().find(failed) {
        store::hold(conn, last.id)?;
    }
    if tries(conn, person_id, &published.version, &runs)?.may_begin() {
        return Err(Error::refused("further-attempt-not-needed"));
    }
    let granted = FurtherAttempt {
        id: chance.id(actor.now),
        person_id,
        course_version_id: published.version.id,
        reason: reason.to_owned(),
        granted_by: actor.person.id,
        granted_at: actor.now,
    };
    store::insert(conn, &granted)?;
    let deed = Deed {
        action: "further_attempt.grant",
        subject_kind: "further_attempts",
        subject_id: granted.id.to_string(),
        subject_label: format!("{}, {}", person.name(), published.course.code),
        organisation_path: branch_of(conn, person_id)?,
        before: None,
        after: audit::state(&granted),
    };
    audit::record(conn, chance, actor.now, &actor.by(), deed)?;
    Ok(granted)
}
