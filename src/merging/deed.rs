//! Merging itself, slice by slice, in one transaction; a preview is the same, taken back.

use super::store;
use crate::certificates::store::adoption as certificates;
use crate::documents::store::adoption as documents;
use crate::events::store::adoption as events;
use crate::evidence::store::adoption as evidence;
use crate::lrs::store::adoption as statements;
use crate::needs::store::adoption as needs;
use crate::obligations::explanation::{Explained, explain};
use crate::obligations::job::recalculate_person_now;
use crate::obligations::recalculation::Cause;
use crate::obligations::store::adoption as obligations;
use crate::obligations::told;
use crate::people::store::fact as facts;
use crate::people::{Actor, Hand, Person};
use crate::platform::audit;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::player::store::adoption as runs;
use crate::reminders::adoption as reminders;
use crate::rules::id::{Id, Instant};
use crate::rules::merging::Step;
use crate::rules::obligation::Status;
use crate::workshops::job::enqueue_tested;
use crate::workshops::store::adoption as workshops;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How somebody stands with one requirement: status and the date behind it; none where it does not apply.
pub type Standing = Option<(Status, Option<NaiveDate>)>;

/// One requirement before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// Code of the requirement.
    pub code: String,
    /// Its title in every language.
    pub title: BTreeMap<String, String>,
    /// The kept record before.
    pub kept: Standing,
    /// The double before.
    pub double: Standing,
    /// The one record after.
    pub after: Standing,
}

/// What merging came to, or would come to.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The record that was kept, as it was.
    pub before: Person,
    /// The one record after.
    pub kept: Person,
    /// The double, as it was.
    pub double: Person,
    /// Places of work that went over as they were.
    pub places_moved: usize,
    /// Places of work that became part of one that the kept record had.
    pub places_joined: usize,
    /// Proofs that went over.
    pub evidence: usize,
    /// Those of them that the kept record had already, revoked so that nothing counts twice.
    pub twice: usize,
    /// Certificates that went over.
    pub certificates: usize,
    /// Runs through courses that went over.
    pub runs: usize,
    /// Pauses and waivers that went over.
    pub excuses: usize,
    /// Every requirement that applies to either or to the one, by code.
    pub stands: Vec<Stand>,
}

/// Makes two records one, in the caller's transaction.
///
/// # Errors
///
/// As [`Hand::pair`] and [`Hand::adopt`] say.
pub fn merge(conn: &mut Conn, state: &State, hand: &Hand, actor: &Actor, kept_id: Id, double_id: Id) -> Result<Merged, Error> {
    let now = actor.now;
    let (kept, double) = hand.pair(conn, kept_id, double_id)?;
    let mut stands = BTreeMap::new();
    note(&mut stands, conn, kept_id, now, |stand| &mut stand.kept)?;
    note(&mut stands, conn, double_id, now, |stand| &mut stand.double)?;
    let reason = actor.words(state).text("merge-reason", &[]);
    events::adopt(conn, double_id, kept_id, now)?;
    facts::adopt(conn, (double_id, kept_id), || state.chance.id(now), now)?;
    let excuses = obligations::adopt(conn, double_id, kept_id, &reason, now)?;
    let (evidence, twice) = evidence::adopt(conn, double_id, kept_id, &reason, &actor.by(), now)?;
    let certificates = certificates::adopt(conn, double_id, kept_id)?;
    documents::adopt(conn, double_id, kept_id)?;
    statements::adopt(conn, double_id, kept_id)?;
    let runs = runs::adopt(conn, double_id, kept_id, now)?;
    needs::adopt(conn, double_id, kept_id)?;
    workshops::adopt(conn, double_id, kept_id, now)?;
    // One record attended, the other one may have passed the test.
    enqueue_tested(conn, &state.chance, kept_id, now)?;
    reminders::adopt(conn, double_id, kept_id)?;
    store::forget(conn, double_id)?;
    let (steps, grown) = hand.adopt(conn, &kept, &double)?;
    recalculate_person_now(conn, &state.chance, now, kept_id, Cause::Person)?;
    note(&mut stands, conn, kept_id, now, |stand| &mut stand.after)?;
    let moved = steps.iter().filter(|step| matches!(step, Step::Move(_))).count();
    Ok(Merged {
        before: kept,
        kept: grown,
        double,
        places_moved: moved,
        places_joined: steps.len() - moved,
        evidence,
        twice,
        certificates,
        runs,
        excuses,
        stands: stands.into_values().collect(),
    })
}

/// Writes down how somebody stands now.
fn note(
    stands: &mut BTreeMap<String, Stand>,
    conn: &mut Conn,
    person_id: Id,
    now: Instant,
    place: impl Fn(&mut Stand) -> &mut Standing,
) -> Result<(), Error> {
    let asked = explain(conn, person_id, now)?;
    for one in asked.into_iter().filter(|one| one.assessment.status != Status::NotSubject) {
        let standing = standing(&one);
        let code = one.requirement.code;
        let stand = stands.entry(code.clone()).or_insert_with(|| Stand {
            code,
            title: one.version.title.0,
            kept: None,
            double: None,
            after: None,
        });
        *place(stand) = Some(standing);
    }
    Ok(())
}

fn standing(one: &Explained) -> (Status, Option<NaiveDate>) {
    (one.assessment.status, told::shown_on(&one.assessment, None))
}

/// Remembers that two people of one name are not the same.
///
/// # Errors
///
/// As [`Hand::managed`] says, and [`Error::Refused`] where both are one record.
pub fn set_apart(conn: &mut Conn, hand: &Hand, actor: &Actor, one: Id, other: Id) -> Result<(), Error> {
    if one == other {
        return Err(Error::refused("refused-merge-same"));
    }
    let (first, second) = (hand.managed(conn, one.min(other))?, hand.managed(conn, one.max(other))?);
    if store::set_apart(conn, first.id, second.id, actor.person.id, actor.now)? {
        hand.note(conn, "person.set_apart", &first, audit::state(&second.id))?;
    }
    Ok(())
}
