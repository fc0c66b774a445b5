//! On which days people hold what a requirement asks for: from today on, if nothing else happens, and on days that lie behind.

use super::assessment::{Assessor, Decisive};
use super::past::noon;
use super::recalculation::Known;
use super::store::{self, Input, Requirement, Version};
use crate::courses;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::audience::Audience;
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

/// Tells who of these people was qualified on each of some days that lie behind, in their order, as it is known now and by the version of the
/// requirement that was in force on the day. However many days there are, somebody is looked at again only where their answer can turn.
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
    let turns = Turns::of(&requirement, &versions);
    let mut again_on: HashMap<Id, NaiveDate> = HashMap::new();
    let mut qualified = HashSet::new();
    for day in days {
        let number = on_day(versions.iter().map(|version| (version.number, version.in_force_on)), day);
        let place = versions.iter().position(|version| Some(version.number) == number);
        let held = place
            .and_then(|place| decisive.get(place))
            .map(std::slice::from_ref)
            .unwrap_or_default();
        let mut assessor = Assessor::new(network, held, noon(day));
        for input in inputs.each() {
            if again_on.get(&input.person_id).is_some_and(|again_on| day < *again_on) {
                continue;
            }
            let (mut holds, mut changes_at) = (false, None);
            assessor.assess(
                &input,
                |owed| {
                    holds = owed.is_qualified();
                    changes_at = owed.next_change_at;
                },
                |_, _| {},
            );
            match holds {
                true => qualified.insert(input.person_id),
                false => qualified.remove(&input.person_id),
            };
            again_on.insert(input.person_id, turns.after(day, &input, changes_at));
        }
        tell(day, &qualified);
    }
    Ok(())
}

/// On which days an answer about the past can be another one than on the day before.
struct Turns {
    requirement_id: Id,
    /// Whether what has days of its own has a say in who is concerned: then any day may be one.
    dated: bool,
    /// Days on which versions begin to hold, or nobody asks any more.
    versions: Vec<NaiveDate>,
}

impl Turns {
    fn of(requirement: &Requirement, versions: &[Version]) -> Self {
        let dated = |part: &Audience| {
            !(part.events.is_empty() && part.products.is_empty() && part.facts.is_empty() && part.person_facts.is_empty())
        };
        let begins = versions.iter().flat_map(|one| [Some(one.in_force_on), one.already_in_on]);
        let ends = requirement.retired_on.and_then(|last| last.succ_opt());
        Self {
            requirement_id: requirement.id,
            dated: versions.iter().any(|one| one.audience.0.asks(dated)),
            versions: begins.chain([ends]).flatten().collect(),
        }
    }

    /// The first day after one on which somebody must be looked at again, of whom it is said when their answer changes if nothing else happens.
    fn after(&self, day: NaiveDate, input: &Input<'_>, changes_at: Option<Instant>) -> NaiveDate {
        let next = day.succ_opt().unwrap_or(NaiveDate::MAX);
        let mine = |id: Id| id == self.requirement_id;
        // Of whom it was seen that they did not match any more, the beginning depends on the day of the look.
        let wavers = input.runs.iter().any(|run| mine(run.requirement_id) && run.to_on.is_some());
        let by_hand = input.entries.iter().any(|one| mine(one.requirement_id)) || input.places.iter().any(|one| mine(one.requirement_id));
        if self.dated || wavers || by_hand {
            return next;
        }
        // Noon in UTC is the next day already in the east: what turns on a day is looked at on the one before, too.
        let known = self.versions.iter().copied().chain(Self::days_of(input));
        let known = known.flat_map(|turn| [turn.pred_opt(), Some(turn)]).flatten();
        let changes = changes_at.map(|at| at.utc().date_naive()).into_iter();
        let changes = changes.flat_map(|on| [Some(on), on.succ_opt()]).flatten();
        known.chain(changes).filter(|turn| *turn > day).min().unwrap_or(NaiveDate::MAX)
    }

    /// Days on which something that is known of somebody begins, or is over.
    fn days_of<'i>(input: &'i Input<'_>) -> impl Iterator<Item = NaiveDate> + 'i {
        let over = |last: Option<NaiveDate>| last.and_then(|last| last.succ_opt());
        let stays = input.stays.iter().map(move |stay| (stay.start_on, over(stay.end_on)));
        let runs = input.runs.iter().map(move |run| (run.from_on, over(run.to_on)));
        let proofs = input.facts.iter().map(move |fact| (fact.on, over(fact.valid_until)));
        let excuses = input.pauses.iter().chain(input.waivers);
        let excuses = excuses.map(move |span| (span.from_on, over(span.to_on)));
        let all = stays.chain(runs).chain(proofs).chain(excuses);
        all.flat_map(|(from, after)| [Some(from), after]).flatten()
    }
}
