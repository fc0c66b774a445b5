//! Booking people of one requirement together, from the heat map: on a session of a course that satisfies it, each with an answer of their own.

use super::deed::{self, Hand, Seat};
use super::form::home;
use super::sight::Sight;
use super::store::{self, Booking, Found, Which};
use crate::obligations::explanation::{Explained, explain};
use crate::obligations::{store as obligations, told};
use crate::organisations::Scope;
use crate::people::{Actor, store as people};
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::rules::id::Id;
use crate::rules::obligation::{Counts, Path, Status};
use crate::rules::workshop::booking::given_by;
use std::collections::BTreeSet;

/// Most people that one deed books.
pub const MOST_AT_ONCE: usize = 50;

/// Most sessions that are offered.
const MOST_OFFERED: usize = 50;

/// Somebody who is to be booked, and what satisfies the requirement for them now.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Who.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// How they stand; none: it does not apply to them.
    pub status: Option<Status>,
    /// The date behind the status word; none: no date.
    pub due_on: Option<chrono::NaiveDate>,
    /// Codes of the courses, those that the requirement names first.
    pub courses: Vec<String>,
}

impl Candidate {
    /// Why nothing is to be booked for them; none: something is owed.
    pub fn nothing_owed(&self) -> Option<&'static str> {
        match self.status {
            None | Some(Status::NotSubject) => Some("enrol-not-subject"),
            Some(Status::Paused | Status::Waived) => Some("enrol-excused"),
            Some(Status::Satisfied) => Some("enrol-satisfied"),
            Some(_) => None,
        }
    }
}

/// What became of one person.
#[derive(Clone, Debug)]
pub struct Enrolled {
    /// Who.
    pub person: Candidate,
    /// Their booking, or why there is none.
    pub answer: Result<Booking, Message>,
}

/// The chosen people with what satisfies a requirement for each, by name.
///
/// # Errors
///
/// [`Error::NotFound`] where somebody is not within the scope, or there is no such requirement.
pub fn candidates(conn: &mut Conn, actor: &Actor, scope: &Scope, ids: &BTreeSet<Id>, requirement: &str) -> Result<Vec<Candidate>, Error> {
    obligations::find_requirement_by_code(conn, requirement)?.ok_or(Error::NotFound)?;
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        if home(conn, scope, *id, actor.today())?.is_none() {
            return Err(Error::NotFound);
        }
        let owed = explain(conn, *id, actor.now)?
            .into_iter()
            .find(|one| one.requirement.code == requirement);
        all.push(Candidate {
            id: *id,
            name: people::name_of(conn, *id)?,
            status: owed.as_ref().map(|one| one.assessment.status),
            due_on: owed.as_ref().and_then(|one| told::shown_on(&one.assessment, None)),
            courses: owed.as_ref().map(counting).unwrap_or_default(),
        });
    }
    all.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    Ok(all)
}

/// The courses that satisfy it now: the shorter ones where they do.
fn counting(one: &Explained) -> Vec<String> {
    let today = one.assessment.facts.today;
    let of = |counts| one.counting.courses_on(counts, one.assessment.facts.turn, today);
    let shorter = match one.assessment.path {
        Some(Path::Refresher) => of(Counts::Refresher),
        _ => Vec::new(),
    };
    let first = one.counting.courses_on(Counts::Initial, None, today);
    let mut codes: Vec<String> = shorter.into_iter().map(ToOwned::to_owned).collect();
    codes.extend(
        first
            .into_iter()
            .map(ToOwned::to_owned)
            .filter(|code| !codes.contains(code))
            .collect::<Vec<_>>(),
    );
    codes
}

/// The sessions on offer to the actor that satisfy it for anybody of these, in the order of time.
pub fn offered(conn: &mut Conn, actor: &Actor, candidates: &[Candidate]) -> Result<Vec<Found>, Error> {
    let sight = Sight::of(conn, actor)?;
    let mut all = store::list(conn, &Which::Ahead(actor.now))?;
    let satisfies = |found: &Found| {
        let owing = candidates.iter().filter(|one| one.nothing_owed().is_none());
        owing.flat_map(|one| &one.courses).any(|code| *code == found.course.code)
    };
    all.retain(|found| found.session.is_open(actor.now) && sight.sees(found) && satisfies(found));
    all.truncate(MOST_OFFERED);
    Ok(all)
}

/// Books these people on a session. Whoever cannot be booked does not keep the others from it.
///
/// # Errors
///
/// As [`candidates`] says; [`Error::NotFound`] where the actor does not see the session.
pub fn enrol(
    conn: &mut Conn,
    hand: &Hand<'_>,
    actor: &Actor,
    scope: &Scope,
    (ids, requirement, session_id): (&BTreeSet<Id>, &str, Id),
) -> Result<Vec<Enrolled>, Error> {
    let sight = Sight::of(conn, actor)?;
    let found = store::find(conn, session_id)?
        .filter(|found| sight.sees(found))
        .ok_or(Error::NotFound)?;
    let runs = sight.runs.covers(&found.path);
    let mut all = candidates(conn, actor, scope, ids, requirement)?;
    // In one order everywhere, so that two who book the same people do not wait for each other.
    all.sort_by_key(|one| one.id);
    let mut enrolled = Vec::with_capacity(all.len());
    for person in all {
        let answer = match reason(conn, actor, scope, &found, &person)? {
            Err(why) => Err(Message::new(why)),
            Ok(organisation) => {
                let seat = Seat {
                    person_id: Some(person.id),
                    organisation,
                    approvals: given_by(found.workshop.approval_steps, true, runs),
                    invited: false,
                    name_by: None,
                };
                // A rule says no before anything is written, so that the others go on.
                match deed::book(conn, hand, session_id, &seat) {
                    Ok(booking) => Ok(booking),
                    Err(Error::Refused(why)) => Err(why),
                    Err(error) => return Err(error),
                }
            }
        };
        enrolled.push(Enrolled { person, answer });
    }
    // Whoever comes later may have let somebody move up.
    for one in &mut enrolled {
        if let Ok(booking) = &mut one.answer
            && let Some(now) = store::find_booking(conn, booking.id)?
        {
            *booking = now.booking;
        }
    }
    enrolled.sort_by(|a, b| (&a.person.name, a.person.id).cmp(&(&b.person.name, b.person.id)));
    Ok(enrolled)
}

/// Where somebody belongs who can be booked, or why not.
fn reason(
    conn: &mut Conn,
    actor: &Actor,
    scope: &Scope,
    found: &Found,
    person: &Candidate,
) -> Result<Result<crate::organisations::Organisation, &'static str>, Error> {
    if let Some(why) = person.nothing_owed() {
        return Ok(Err(why));
    }
    if !person.courses.contains(&found.course.code) {
        return Ok(Err("enrol-other-course"));
    }
    let organisation = home(conn, scope, person.id, actor.today())?.ok_or(Error::NotFound)?;
    Ok(if organisation.path.starts_with(&found.path) {
        Ok(organisation)
    } else {
        Err("enrol-out-of-reach")
    })
}
