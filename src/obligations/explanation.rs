//! Why somebody's dates are what they are: the answer of the rules with what it follows from, for one person at an instant.

use super::assessment::{Assessor, Behind, Decisive};
use super::past::{differs, may_be_later, noon};
use super::recalculation::{Known, decided};
use super::store::{self, Requirement, Version};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::knowledge::Knowledge;
use crate::rules::obligation::{Assessment, Counting, Subject};
use chrono::NaiveDate;

/// One obligation with everything that a sentence or a drawing about it needs.
#[derive(Clone, Debug)]
pub struct Explained {
    /// The requirement.
    pub requirement: Requirement,
    /// The version that decides: titles, courses, numbers of days.
    pub version: Version,
    /// The organisation of the earliest membership that matches and holds now.
    pub organisation_id: Id,
    /// That membership.
    pub membership_id: Id,
    /// From when to when it applies, and in which zone days begin.
    pub subject: Subject,
    /// What the rules say, with the dates around and the reason.
    pub assessment: Assessment,
    /// What they say by all that is known now, where what became known after a past day makes another answer of it.
    pub since: Option<Assessment>,
    /// The courses that count, those that count for others included.
    pub counting: Counting,
    /// The cycles that are over, and what was done in vain since.
    pub behind: Behind,
}

/// Everything that one person owes, by code, whatever the projection says. Without scope: ask whether the person may be seen before.
pub fn explain(conn: &mut Conn, person_id: Id, now: Instant) -> Result<Vec<Explained>, Error> {
    let versions = store::in_force(conn)?;
    explained(conn, person_id, versions, (now, Knowledge::Today))
}

/// The same on a day that is over, by the versions that were in force on it and by what was known when it was over.
pub fn explain_on(conn: &mut Conn, person_id: Id, on: NaiveDate) -> Result<Vec<Explained>, Error> {
    let versions = store::in_force_on(conn, on)?;
    explained(conn, person_id, versions, (noon(on), Knowledge::Of(on)))
}

fn explained(
    conn: &mut Conn,
    person_id: Id,
    mut versions: Vec<(Requirement, Version)>,
    (at, knowledge): (Instant, Knowledge),
) -> Result<Vec<Explained>, Error> {
    let decisive = decided(conn, &versions)?;
    // Of those already in, a version before may still be asked.
    let turning: Vec<Requirement> = versions
        .iter()
        .filter(|(_, version)| version.already_in_on.is_some())
        .map(|(requirement, _)| requirement.clone())
        .collect();
    for requirement in turning {
        for version in store::versions_of(conn, requirement.id)? {
            if version.state == store::State::Superseded.as_str() {
                versions.push((requirement.clone(), version));
            }
        }
    }
    let mut known = Known::default();
    let network = known.network(conn, &[person_id])?;
    let inputs = store::inputs_of(conn, vec![person_id], &Decisive::asks(&decisive))?;
    let mut assessor = Assessor::new(network, &decisive, at).by(knowledge);
    let mut by_now = Assessor::new(network, &decisive, at);
    let mut explained: Vec<Explained> = Vec::new();
    for input in inputs.each() {
        assessor.assess(
            &input,
            |owed| {
                let found = versions.iter().find(|(_, version)| Some(version.id) == owed.decisive.version_id);
                if let Some((requirement, version)) = found {
                    explained.push(Explained {
                        requirement: requirement.clone(),
                        version: version.clone(),
                        organisation_id: owed.stay.organisation_id,
                        membership_id: owed.stay.id,
                        subject: owed.subject,
                        assessment: owed.assessment,
                        since: None,
                        counting: owed.decisive.counting().clone(),
                        behind: Behind::of(&owed, &input),
                    });
                }
            },
            |_, _| {},
        );
        if !may_be_later(&input, knowledge) {
            continue;
        }
        by_now.assess(
            &input,
            |owed| {
                let id = owed.decisive.requirement_id;
                if let Some(told) = explained.iter_mut().find(|one| one.requirement.id == id) {
                    told.since = Some(owed.assessment).filter(|now| differs(&told.assessment, now));
                }
            },
            |_, _| {},
        );
    }
    Ok(explained)
}
