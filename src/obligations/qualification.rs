//! On which days people hold what a requirement asks for, from today on, if nothing else happens.

use super::assessment::{Assessor, Decisive};
use super::recalculation::Known;
use super::store;
use crate::courses;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use chrono::NaiveDate;
use std::collections::HashMap;

/// People of one portion.
const PORTION: usize = 1_000;

/// First and last days from today on; without a last one no end is known.
pub type Spans = Vec<(NaiveDate, Option<NaiveDate>)>;

/// The days on which each of these people is qualified by a requirement in force: they satisfied it, are neither overdue nor lapsed, it
/// concerns them, and they are not away. Without scope: ask whom somebody may see before.
pub fn qualified(conn: &mut Conn, requirement_id: Id, people: &[Id], now: Instant) -> Result<HashMap<Id, Spans>, Error> {
    let mut found = HashMap::new();
    let requirement = store::find_requirement(conn, requirement_id)?.ok_or(Error::NotFound)?;
    let Some(version) = store::in_force_of(conn, requirement_id)? else {
        return Ok(found);
    };
    let stated = courses::statements(conn)?;
    let decisive = [Decisive::with_earlier(conn, &requirement, &version, &stated)?];
    let mut known = Known::default();
    for portion in people.chunks(PORTION) {
        let network = known.network(conn, portion)?;
        let inputs = store::inputs_of(conn, portion.to_vec(), &Decisive::asks(&decisive))?;
        let mut assessor = Assessor::new(network, &decisive, now);
        for input in inputs.each() {
            assessor.assess(
                &input,
                |owed| {
                    found.insert(input.person_id, owed.qualified(&input));
                },
                |_, _| {},
            );
        }
    }
    Ok(found)
}
