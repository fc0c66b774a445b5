//! Taking somebody into an audience or leaving them out of it by hand, each with a reason; taking that back.

use super::requirement::about;
use super::store::Requirement;
use super::store::entry::{self, EntryKind, Written};
use super::{Cause, job, store};
use crate::organisations::{Scope, store as organisations};
use crate::people::store as people;
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::Faults;
use crate::rules::id::{Id, Instant};
use chrono::NaiveDate;

/// Most characters of a reason.
pub const LONGEST_REASON: usize = 500;

/// Somebody who is to be taken in or left out, as typed.
#[derive(Clone, Debug, Default)]
pub struct EntryDraft {
    /// `included` or `excepted`.
    pub kind: String,
    /// Number or mail address of a person; empty: an organisation.
    pub person: String,
    /// Number of an organisation, which is left out with all below it.
    pub organisation: String,
    /// First day.
    pub from_on: String,
    /// Last day; empty: open.
    pub to_on: String,
    /// Why.
    pub reason: String,
}

/// Who works on audiences: within which branches, when.
#[derive(Clone)]
pub struct Pen {
    /// Within which branches.
    pub scope: Scope,
    /// Who.
    pub by: By,
    /// When.
    pub now: Instant,
}

/// Takes somebody in or leaves them out.
///
/// # Errors
///
/// As [`checked`].
pub fn add(conn: &mut Conn, chance: &Chance, pen: &Pen, requirement: &Requirement, draft: &EntryDraft) -> Result<Written, Error> {
    let written = checked(conn, chance, pen, requirement, draft)?;
    entry::insert(conn, &written)?;
    told(conn, chance, pen, requirement, "audience.settle", (None, Some(&written)))?;
    Ok(written)
}

/// What would be written down.
///
/// # Errors
///
/// [`Error::Invalid`] with everything that is wrong.
pub fn checked(conn: &mut Conn, chance: &Chance, pen: &Pen, requirement: &Requirement, draft: &EntryDraft) -> Result<Written, Error> {
    let mut faults = Faults::new();
    let kind = EntryKind::from_word(&draft.kind);
    if kind.is_none() {
        faults.note("kind", "fault-choice");
    }
    let (person, organisation) = (draft.person.trim(), draft.organisation.trim());
    let person_id = match person {
        "" => None,
        account => {
            let found = people::find_by_account(conn, account)?;
            let found = match found {
                Some(found) => people::find(conn, &pen.scope, found.id)?,
                None => None,
            };
            if found.is_none() {
                faults.note("person", "fault-unknown-person");
            }
            found.map(|person| person.id)
        }
    };
    let organisation_id = match organisation {
        "" => None,
        number if number.contains('\0') => None,
        number => organisations::find_by_external_id(conn, &pen.scope, number)?.map(|found| found.id),
    };
    if !organisation.is_empty() && organisation_id.is_none() {
        faults.note("organisation", "fault-organisation");
    }
    if person.is_empty() == organisation.is_empty() {
        faults.note("person", "fault-one-of-both");
    } else if !organisation.is_empty() && kind == Some(EntryKind::Included) {
        faults.note("organisation", "fault-only-people");
    }
    let from_on = faults.date("from_on", &draft.from_on, true);
    let to_on = faults.date("to_on", &draft.to_on, false);
    if from_on.zip(to_on).is_some_and(|(from, to)| to < from) {
        faults.note("to_on", "fault-ends-before-it-begins");
    }
    let reason = faults.text("reason", &draft.reason, LONGEST_REASON, true);
    let (kind, (from_on, reason)) = faults.or(kind.zip(from_on.zip(reason)))?;
    Ok(Written {
        id: chance.id(pen.now),
        requirement_id: requirement.id,
        kind: kind.as_str().to_owned(),
        person_id,
        organisation_id,
        from_on,
        to_on,
        reason,
        created_by: pen.by.actor_id,
        created_at: pen.now,
        withdrawn_at: None,
        withdrawn_by: None,
    })
}

/// Says which is the last day on which it holds.
///
/// # Errors
///
/// [`Error::NotFound`] where the requirement has no such entry that stands, [`Error::Invalid`] for a day before its first.
pub fn end(conn: &mut Conn, chance: &Chance, pen: &Pen, requirement: &Requirement, id: Id, to_on: NaiveDate) -> Result<(), Error> {
    let before = standing(conn, requirement, id)?;
    if to_on < before.from_on {
        let message = Message::new("fault-ends-before-it-begins");
        return Err(Error::Invalid(vec![FieldError::new("to_on", message)]));
    }
    entry::end(conn, id, to_on)?;
    let after = Written {
        to_on: Some(to_on),
        ..before.clone()
    };
    told(conn, chance, pen, requirement, "audience.settle", (Some(&before), Some(&after)))
}

/// Takes it back: it never held.
///
/// # Errors
///
/// [`Error::NotFound`] where the requirement has no such entry that stands.
pub fn withdraw(conn: &mut Conn, chance: &Chance, pen: &Pen, requirement: &Requirement, id: Id) -> Result<(), Error> {
    let before = standing(conn, requirement, id)?;
    entry::withdraw(conn, id, pen.by.actor_id, pen.now)?;
    told(conn, chance, pen, requirement, "audience.withdraw", (Some(&before), None))
}

fn standing(conn: &mut Conn, requirement: &Requirement, id: Id) -> Result<Written, Error> {
    let found = entry::find(conn, id)?;
    let mine = found.filter(|entry| entry.requirement_id == requirement.id && entry.withdrawn_at.is_none());
    mine.ok_or(Error::NotFound)
}

/// Writes the audit entry, and has whoever it concerns looked at again.
fn told(
    conn: &mut Conn,
    chance: &Chance,
    pen: &Pen,
    requirement: &Requirement,
    action: &str,
    (before, after): (Option<&Written>, Option<&Written>),
) -> Result<(), Error> {
    let version = store::versions_of(conn, requirement.id)?
        .into_iter()
        .next()
        .ok_or(Error::NotFound)?;
    let deed = Deed {
        before: before.and_then(audit::state),
        after: after.and_then(audit::state),
        ..about(conn, action, &version.definition(&requirement.code))?
    };
    audit::record(conn, chance, pen.now, &pen.by, deed)?;
    match before.or(after).and_then(|entry| entry.person_id) {
        Some(person_id) => job::recalculate_person(conn, chance, pen.now, person_id, Cause::Requirement),
        None => job::recalculate_all(conn, chance, pen.now, Cause::Requirement),
    }
}
