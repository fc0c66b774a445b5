//! How obligations stand, asked of the rules themselves: now, for the last look before a mail leaves, and on days to come, for a forecast.

use crate::obligations::assessment::{Assessor, Decisive, Owed};
use crate::obligations::recalculation::{Known, decisive};
use crate::obligations::store::{inputs_of, of_people};
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::{Path, Status};
use crate::rules::reminder::{Claim, Standing};
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::collections::HashMap;

/// An obligation with how it stands from an instant on.
#[derive(Clone, Debug)]
pub struct Assessed {
    /// Whose.
    pub person_id: Id,
    /// Which requirement.
    pub requirement_id: Id,
    /// Because of which membership.
    pub membership_id: Id,
    /// Its organisation.
    pub organisation_id: Id,
    /// The zone in which its days begin.
    pub zone: Tz,
    /// First day on which the requirement applies to this person.
    pub start_on: NaiveDate,
    /// The status at the first instant.
    pub status: Status,
    /// The own end of the evidence in force at the first instant.
    pub own_end_on: Option<NaiveDate>,
    /// Whether the shorter courses count at the first instant.
    pub refreshes: bool,
    /// Which list of them it is the turn of, where they take turns.
    pub turn: Option<usize>,
    /// How it stands, until the last instant.
    pub standings: Vec<Standing>,
}

/// What these people owe within the scope from one instant to another, both included, if nobody does anything in between.
pub fn assess(
    conn: &mut Conn,
    known: &mut Known,
    scope: &Scope,
    ids: &[Id],
    from: Instant,
    until: Instant,
) -> Result<Vec<Assessed>, Error> {
    let decisive = decisive(conn)?;
    // A due date that the projection has already is known since then; any other becomes known on the day on which it is seen.
    let known_since: HashMap<(Id, Id), (Option<NaiveDate>, NaiveDate)> = of_people(conn, ids)?
        .into_iter()
        .map(|row| ((row.person_id, row.requirement_id), (row.due_on, row.due_known_on)))
        .collect();
    let inputs = inputs_of(conn, ids.to_vec(), &Decisive::asks(&decisive))?;
    let network = known.network(conn, ids)?;
    let mut found = Vec::new();
    for input in inputs.each() {
        let mut mine: Vec<Assessed> = Vec::new();
        let mut at = from;
        loop {
            let mut next: Option<Instant> = None;
            let mut assessor = Assessor::new(network, &decisive, at);
            let owed = |owed: Owed<'_>| {
                let said = &owed.assessment;
                let day = said.facts.today;
                next = [next, owed.next_change_at].into_iter().flatten().min();
                let requirement_id = owed.decisive.requirement_id;
                let due_known_on = match known_since.get(&(input.person_id, requirement_id)) {
                    Some((due_on, known_on)) if *due_on == said.due => *known_on,
                    _ => day,
                };
                let standing = Standing {
                    from_on: day,
                    claim: Claim::of(said.status),
                    due_on: said.due,
                    due_known_on,
                };
                match mine.iter_mut().find(|one| one.requirement_id == requirement_id) {
                    Some(one) => follow(&mut one.standings, standing),
                    None => mine.push(Assessed {
                        person_id: input.person_id,
                        requirement_id,
                        membership_id: owed.stay.id,
                        organisation_id: owed.stay.organisation_id,
                        zone: owed.subject.time_zone,
                        start_on: owed.decisive.rule().applies_from(owed.subject.start),
                        status: said.status,
                        own_end_on: said.facts.own_end_on,
                        refreshes: said.path == Some(Path::Refresher),
                        turn: said.facts.turn,
                        standings: vec![standing],
                    }),
                }
            };
            assessor.assess(&input, owed, |_, _| {});
            match next {
                Some(next) if next > at && next <= until => at = next,
                _ => break,
            }
        }
        found.extend(mine.into_iter().filter(|one| {
            let unit = network.organisation(one.organisation_id);
            unit.is_some_and(|unit| scope.covers(&unit.path))
        }));
    }
    Ok(found)
}

/// Adds a standing where it says something new. A due date that was known stays known since then.
fn follow(standings: &mut Vec<Standing>, mut new: Standing) {
    let Some(last) = standings.last() else { return standings.push(new) };
    if last.due_on == new.due_on {
        new.due_known_on = last.due_known_on;
    }
    if (last.claim, last.due_on) != (new.claim, new.due_on) {
        standings.push(new);
    }
}
