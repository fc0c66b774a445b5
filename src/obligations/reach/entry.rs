//! Whom an entry by hand would move before it counts: somebody who is taken in, or a person or an organisation that is left out.

use super::{Changes, Count, MOST_NAMED, Placed, told};
use crate::courses;
use crate::obligations::assessment::{Assessor, Decisive};
use crate::obligations::past::noon;
use crate::obligations::recalculation::{Known, PORTION};
use crate::obligations::store::entry::{Entry, PlaceEntry, Written};
use crate::obligations::store::{self, Input, Network, Requirement};
use crate::organisations::{Scope, store as organisations};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Status;

/// Whom it would move within the scope, on the first day on which it would hold or today, whichever is later. Reads only.
///
/// # Errors
///
/// [`Error::NotFound`] where the organisation lies outside of the scope.
pub fn entry_changes(conn: &mut Conn, scope: &Scope, requirement: &Requirement, entry: &Written, now: Instant) -> Result<Changes, Error> {
    let at = noon(entry.from_on).max(now);
    let mut count = Count::default();
    count.reach.on = at.date_naive();
    let Some(version) = store::in_force_of(conn, requirement.id)? else {
        return told(conn, count);
    };
    let stated = courses::statements(conn)?;
    let asked = [Decisive::with_earlier(conn, requirement, &version, &stated)?];
    let path = match entry.organisation_id {
        Some(id) => Some(organisations::find(conn, scope, id)?.ok_or(Error::NotFound)?.path),
        None => None,
    };
    let branch = path.map(|path| (Scope::branches(vec![path.clone()]), path));
    let mut known = Known::in_part();
    let mut people: Vec<Id> = match &branch {
        Some((branch, _)) => store::people_within(conn, branch, None, PORTION)?,
        None => entry.person_id.into_iter().collect(),
    };
    while let Some(last) = people.last().copied() {
        let network = known.network(conn, &people)?;
        let inputs = store::inputs_of(conn, people, &Decisive::asks(&asked))?;
        let mut assessor = Assessor::new(network, &asked, at);
        for input in inputs.each() {
            let (mut own, mut places) = (input.entries.to_vec(), input.places.to_vec());
            match &branch {
                Some((_, path)) => places.push(PlaceEntry {
                    path: path.clone(),
                    requirement_id: entry.requirement_id,
                    from_on: entry.from_on,
                    to_on: entry.to_on,
                }),
                None => own.push(Entry {
                    person_id: input.person_id,
                    requirement_id: entry.requirement_id,
                    kind: entry.kind.clone(),
                    from_on: entry.from_on,
                    to_on: entry.to_on,
                }),
            }
            let with = Input {
                entries: &own,
                places: &places,
                ..input
            };
            let present = owes(&mut assessor, network, scope, &input);
            let then = owes(&mut assessor, network, scope, &with);
            count.moves(input.person_id, then, present, MOST_NAMED);
        }
        people = match &branch {
            Some((branch, _)) => store::people_within(conn, branch, Some(last), PORTION)?,
            None => Vec::new(),
        };
    }
    told(conn, count)
}

/// What somebody owes in sight, and where.
fn owes(assessor: &mut Assessor<'_>, network: &Network, scope: &Scope, input: &Input<'_>) -> Option<Placed> {
    let mut found = None;
    assessor.assess(
        input,
        |owed| {
            let organisation = network.organisation(owed.stay.organisation_id);
            let seen = organisation.filter(|organisation| scope.covers(&organisation.path));
            if let Some(organisation) = seen.filter(|_| owed.assessment.status != Status::NotSubject) {
                found = Some((owed.assessment, organisation.partner, owed.stay.organisation_id));
            }
        },
        |_, _| {},
    );
    found
}
