//! Whether the projection says what a recalculation would say: for `kundig verify`.

use super::assessment::{Assessor, Decisive};
use super::recalculation::{Known, PORTION, decisive, row, take};
use super::store::{self, Obligation};
use crate::platform::db::{Conn, Db};
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use serde::Serialize;

/// How the projection compares with a recalculation that writes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// People looked at.
    pub people: u64,
    /// Rows that say what a recalculation says.
    pub same: u64,
    /// Rows whose day has come, and which the next run will write anew.
    pub waiting: u64,
    /// Rows that say something else, are missing, or should not be there.
    pub different: u64,
    /// The first of these, as person and requirement.
    pub examples: Vec<(Id, Id)>,
}

/// Recalculates everybody and compares, for `kundig verify`. Reads only.
pub fn recalculate_and_compare(db: &Db, now: Instant) -> Result<Comparison, Error> {
    let mut known = Known::default();
    let mut comparison = Comparison::default();
    let mut after = None;
    loop {
        let more = db.read(|conn| {
            let people = store::people_after(conn, after, PORTION)?;
            after = people.last().copied();
            compare(conn, &mut known, now, people, &mut comparison)?;
            Ok(after.is_some())
        })?;
        if !more {
            return Ok(comparison);
        }
    }
}

fn compare(conn: &mut Conn, known: &mut Known, now: Instant, people: Vec<Id>, comparison: &mut Comparison) -> Result<(), Error> {
    let decisive = decisive(conn)?;
    let network = known.network(conn, &people)?;
    let rows = store::of_people(conn, &people)?;
    let inputs = store::inputs_of(conn, people, &Decisive::asks(&decisive))?;
    let mut assessor = Assessor::new(network, &decisive, now);
    let mut rows = rows.as_slice();
    for input in inputs.each() {
        comparison.people += 1;
        let mut stored: Vec<&Obligation> = take(&mut rows, input.person_id).iter().collect();
        let different = |requirement_id: Id, comparison: &mut Comparison| {
            comparison.different += 1;
            if comparison.examples.len() < 20 {
                comparison.examples.push((input.person_id, requirement_id));
            }
        };
        assessor.assess(
            &input,
            |owed| {
                let place = stored.iter().position(|row| row.requirement_id == owed.decisive.requirement_id);
                let before = place.map(|place| stored.swap_remove(place));
                match (before, row(network, &owed, input.person_id, before, now)) {
                    (None, None) => {}
                    (Some(before), _) if before.next_change_at.is_some_and(|at| at <= now) => comparison.waiting += 1,
                    (Some(before), Some(after)) if before.says_the_same(&after) => comparison.same += 1,
                    _ => different(owed.decisive.requirement_id, comparison),
                }
            },
            |_, _| {},
        );
        for left in stored {
            if left.next_change_at.is_some_and(|at| at <= now) {
                comparison.waiting += 1;
            } else {
                different(left.requirement_id, comparison);
            }
        }
    }
    Ok(())
}
