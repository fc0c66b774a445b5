//! On which days people hold what a requirement asks for: from today on, if nothing else happens, and on days that lie behind.

use super::assessment::{Assessor, Decisive};
use super::past::noon;
use super::recalculation::Known;
use super::store::{self, Version};
use crate::courses;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::version::on_day;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

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

/// Tells who of these people was qualified on each of some days that lie behind, as it is known now and by the version of the requirement that was
/// in force on the day.
pub fn on_days(
    conn: &mut Conn,
    requirement_id: Id,
    people: &[Id],
    days: impl Iterator<Item = NaiveDate>,
    mut tell: impl FnMut(NaiveDate, &HashSet<Id>),
) -> Result<(), Error> {
    let requirement = store::find_requirement(conn, requirement_id)?.ok_or(Error::NotFound)?;
    let versions: Vec<Version> = store::versions_of(conn, requirement_id)?
        .into_iter()
        .filter(|version| !version.is_draft())
        .collect();
    let stated = courses::statements(conn)?;
    let mut decisive: Vec<Decisive> = Vec::with_capacity(versions.len());
    for version in &versions {
        decisive.push(Decisive::with_earlier(conn, &requirement, version, &stated)?);
    }
    let mut known = Known::default();
    let network = known.network(conn, people)?;
    let inputs = store::inputs_of(conn, people.to_vec(), &Decisive::asks(&decisive))?;
    for day in days {
        let number = on_day(versions.iter().map(|version| (version.number, version.in_force_on)), day);
        let place = versions.iter().position(|version| Some(version.number) == number);
        let held = place
            .and_then(|place| decisive.get(place))
            .map(std::slice::from_ref)
            .unwrap_or_default();
        let mut assessor = Assessor::new(network, held, noon(day));
        let mut qualified = HashSet::new();
        for input in inputs.each() {
            assessor.assess(
                &input,
                |owed| {
                    if owed.is_qualified() {
                        qualified.insert(input.person_id);
                    }
                },
                |_, _| {},
            );
        }
        tell(day, &qualified);
    }
    Ok(())
}
