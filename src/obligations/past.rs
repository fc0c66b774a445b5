//! How the network, a partner and a person stood on a past day, as it was known when that day was over, whatever the projection says:
//! evidence, pauses and waivers count as they were on record then ([`Knowledge`]). Where something that was recorded or taken back later makes
//! another answer of it, that answer stands beside. Each requirement is read in the version that was in force on that day
//! ([`store::in_force_on`]); memberships are read as they stand now, since no record keeps what was changed of them.

use super::assessment::{Assessor, Decisive, Owed};
use super::recalculation::{Known, PORTION, Whom, decided, in_portions, row};
use super::store::overview::{self, CellRow, Figures, Sight};
use super::store::{self, Filter, Input, Network, Obligation};
use super::told;
use crate::evidence::store::Fact;
use crate::organisations::Scope;
use crate::platform::db::{Conn, Db};
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::knowledge::Knowledge;
use crate::rules::obligation::{Assessment, Status, midnight};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// The instant at which a past day is looked at: noon in UTC, so that nearly everywhere it is that day.
pub fn noon(on: NaiveDate) -> Instant {
    midnight(on, chrono_tz::UTC).plus(chrono::Duration::hours(12))
}

/// What decided on a day.
pub fn decisive_on(conn: &mut Conn, on: NaiveDate) -> Result<Vec<Decisive>, Error> {
    let held = store::in_force_on(conn, on)?;
    decided(conn, &held)
}

/// Answers by all that is known now, by requirement, where they are others than by what was known then.
type Since = HashMap<Id, Assessment>;

/// Whether something of somebody may have become known only after the day.
pub fn may_be_later(input: &Input<'_>, then: Knowledge) -> bool {
    let excuses = input.pauses.iter().chain(input.waivers).map(store::Span::written);
    let mut written = input.facts.iter().map(Fact::written).chain(excuses);
    written.any(|written| then.may_be_later(&written))
}

/// Whether what is known now makes another answer than what was known then.
pub fn differs(then: &Assessment, now: &Assessment) -> bool {
    (then.status, then.due, then.satisfied_on) != (now.status, now.due, now.satisfied_on)
}

/// What is told of the day.
#[derive(Clone, Copy)]
struct Day<'d> {
    /// What decided on it.
    asked: &'d [Decisive],
    on: NaiveDate,
    /// Whether it is also worked out by what is known now.
    since: bool,
}

/// Tells of each of these people what they owed within the scope as it was known then, and which answers what is known now makes others; of
/// those who owed nothing there it tells nothing.
fn each(
    conn: &mut Conn,
    known: &mut Known,
    people: Vec<Id>,
    day: Day<'_>,
    scope: &Scope,
    mut tell: impl FnMut(&Network, &[Owed<'_>], &Since),
) -> Result<(), Error> {
    let then = Knowledge::Of(day.on);
    let network = known.network(conn, &people)?;
    let inputs = store::inputs_of(conn, people, &Decisive::asks(day.asked))?;
    let mut assessor = Assessor::new(network, day.asked, noon(day.on)).by(then);
    let mut by_now = Assessor::new(network, day.asked, noon(day.on));
    for input in inputs.each() {
        let mut theirs: Vec<Owed<'_>> = Vec::new();
        assessor.assess(
            &input,
            |owed| {
                let place = network.organisation(owed.stay.organisation_id);
                if place.is_some_and(|place| scope.covers(&place.path)) && owed.assessment.status != Status::NotSubject {
                    theirs.push(owed);
                }
            },
            |_, _| {},
        );
        if theirs.is_empty() {
            continue;
        }
        let mut since = Since::new();
        if day.since && may_be_later(&input, then) {
            by_now.assess(
                &input,
                |owed| {
                    let id = owed.decisive.requirement_id;
                    let told = theirs.iter().find(|one| one.decisive.requirement_id == id);
                    if told.is_some_and(|told| differs(&told.assessment, &owed.assessment)) {
                        since.insert(id, owed.assessment);
                    }
                },
                |_, _| {},
            );
        }
        tell(network, &theirs, &since);
    }
    Ok(())
}

/// The path of the organisation at which something was owed; empty for one that the network does not know.
fn place<'n>(network: &'n Network, owed: &Owed<'_>) -> &'n str {
    network
        .organisation(owed.stay.organisation_id)
        .map_or("", |place| place.path.as_str())
}

/// People with obligations, those behind, those with something lapsed, obligations due; by the path of an organisation.
type Counted = BTreeMap<String, [i64; 4]>;

/// Counts by organisation as [`overview::figures`] does, for a day; `requirement` confines them to one code. Reads only.
pub fn figures_on(db: &Db, scope: &Scope, requirement: Option<&str>, on: NaiveDate, due_until: NaiveDate) -> Result<Vec<Figures>, Error> {
    let mut asked = db.read(|conn| decisive_on(conn, on))?;
    asked.retain(|one| requirement.is_none_or(|code| one.code == code));
    let day = Day {
        asked: &asked,
        on,
        since: false,
    };
    let portion = |(known, counted): &mut (Known, Counted), people: Vec<Id>| {
        db.read(|conn| {
            each(conn, known, people, day, scope, |network, owed, _| {
                let mut theirs: BTreeMap<&str, [i64; 4]> = BTreeMap::new();
                for one in owed {
                    let said = &one.assessment;
                    let due = matches!(said.status, Status::Open | Status::Valid | Status::Due | Status::Grace)
                        && said.due.is_some_and(|due| due <= due_until);
                    let figures = theirs.entry(place(network, one)).or_default();
                    figures[0] = 1;
                    figures[1] |= i64::from(!said.compliant());
                    figures[2] |= i64::from(said.status == Status::Lapsed);
                    figures[3] += i64::from(due);
                }
                for (path, figures) in theirs {
                    add(counted, path, figures);
                }
            })
        })
    };
    let (gathered, _) = in_portions(db, Whom::default(), u32::MAX, portion)?;
    let mut sum = Counted::new();
    for (_, counted) in gathered {
        for (path, figures) in counted {
            add(&mut sum, &path, figures);
        }
    }
    let row = |(path, [people, behind, lapsed, due]): (String, [i64; 4])| Figures {
        path,
        people,
        behind,
        lapsed,
        due,
    };
    Ok(sum.into_iter().map(row).collect())
}

fn add(counted: &mut Counted, path: &str, figures: [i64; 4]) {
    if let Some(sum) = counted.get_mut(path) {
        for (sum, more) in sum.iter_mut().zip(figures) {
            *sum += more;
        }
    } else {
        counted.insert(path.to_owned(), figures);
    }
}

/// What a cell of a past day says beside its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Then {
    /// The date behind its word.
    pub on: Option<NaiveDate>,
    /// The status by all that is known now, where what became known later makes another answer of it.
    pub since: Option<Status>,
}

/// What the cells of a past day say beside their rows, by person and requirement.
pub type Thens = HashMap<(Id, Id), Then>;

/// Every cell in sight as [`overview::cells`] has them, for a day: of whoever was there then, in the order of the tree, then of people.
pub fn cells_on(conn: &mut Conn, sight: &Sight, on: NaiveDate) -> Result<(Vec<CellRow>, Thens), Error> {
    let asked = decisive_on(conn, on)?;
    let day = Day {
        asked: &asked,
        on,
        since: true,
    };
    let led = match sight.supervisor_id {
        Some(id) => Some(overview::led_by(conn, &sight.scope, id)?),
        None => None,
    };
    let (mut known, mut after) = (Known::in_part(), None);
    let (mut found, mut thens): (Vec<(String, CellRow)>, Thens) = (Vec::new(), Thens::new());
    loop {
        let people = store::people_within(conn, &sight.scope, after, PORTION)?;
        let Some(last) = people.last() else { break };
        after = Some(*last);
        let names = overview::names_of(conn, &people)?;
        each(conn, &mut known, people, day, &sight.scope, |network, owed, since| {
            let mine = owed.iter().filter(|one| led.as_ref().is_none_or(|led| led.contains(&one.stay.id)));
            for one in mine {
                let Some(names) = names.get(&one.stay.person_id) else { continue };
                let id = one.decisive.requirement_id;
                let then = Then {
                    on: told::shown_on(&one.assessment, None),
                    since: since.get(&id).map(|now| now.status),
                };
                thens.insert((one.stay.person_id, id), then);
                found.push((place(network, one).to_owned(), cell(one, names)));
            }
        })?;
    }
    found.sort_by(|(path, a), (other, b)| (path, &a.search_name, a.person_id).cmp(&(other, &b.search_name, b.person_id)));
    Ok((found.into_iter().map(|(_, cell)| cell).collect(), thens))
}

fn cell(owed: &Owed<'_>, names: &overview::PersonNames) -> CellRow {
    let said = &owed.assessment;
    CellRow {
        person_id: owed.stay.person_id,
        given_name: names.given_name.clone(),
        family_name: names.family_name.clone(),
        search_name: names.search_name.clone(),
        membership_id: owed.stay.id,
        organisation_id: owed.stay.organisation_id,
        requirement_id: owed.decisive.requirement_id,
        status: said.status.as_str().to_owned(),
        due_on: said.due,
        satisfied_on: said.satisfied_on,
        own_end_on: said.facts.own_end_on,
    }
}

/// An obligation of a past day.
#[derive(Clone, Debug)]
pub struct Stood {
    /// As it was known then.
    pub obligation: Obligation,
    /// Code of the requirement.
    pub code: String,
    /// Status and due date by all that is known now, where what became known later makes another answer of it.
    pub since: Option<(Status, Option<NaiveDate>)>,
}

/// Obligations within the scope with the codes of their requirements as [`store::list`] has them, for a day: `limit` of them after a certain one,
/// by person, then requirement. Nothing is told of what concerned nobody on that day.
pub fn list_on(
    conn: &mut Conn,
    scope: &Scope,
    filter: &Filter,
    (on, now): (NaiveDate, Instant),
    after: Option<(Id, Id)>,
    limit: usize,
) -> Result<Vec<Stood>, Error> {
    let mut asked = decisive_on(conn, on)?;
    asked.retain(|one| filter.requirement_id.is_none_or(|id| one.requirement_id == id));
    let scope = match &filter.branch {
        Some(branch) => Scope::branches(vec![branch.clone()]),
        None => scope.clone(),
    };
    let mut known = Known::in_part();
    let day = Day {
        asked: &asked,
        on,
        since: true,
    };
    let mut found: Vec<Stood> = Vec::new();
    // The person at whom the page before ended may have more; after them come others, unless one alone is asked about.
    let mut last = after.map(|(person_id, _)| person_id);
    let mut people: Vec<Id> = filter.person_id.or(last).into_iter().collect();
    if people.is_empty() {
        people = store::people_within(conn, &scope, None, PORTION)?;
        last = people.last().copied();
    }
    while !people.is_empty() && found.len() < limit {
        each(conn, &mut known, people, day, &scope, |network, owed, since| {
            let stood = |one: &Owed<'_>| {
                let now_said = since.get(&one.decisive.requirement_id);
                Some(Stood {
                    obligation: row(network, one, one.stay.person_id, None, now)?,
                    code: one.decisive.code.clone(),
                    since: now_said.map(|said| (said.status, said.due)),
                })
            };
            let wanted = |one: &Stood| {
                let one = &one.obligation;
                let known = filter.statuses.is_empty() || filter.statuses.contains(&one.status.as_str());
                known && after.is_none_or(|after| (one.person_id, one.requirement_id) > after)
            };
            let mut theirs: Vec<Stood> = owed.iter().filter_map(stood).filter(wanted).collect();
            theirs.sort_by_key(|one| one.obligation.requirement_id);
            found.extend(theirs);
        })?;
        people = match filter.person_id {
            Some(_) => Vec::new(),
            None => store::people_within(conn, &scope, last, PORTION)?,
        };
        last = people.last().copied().or(last);
    }
    found.truncate(limit);
    Ok(found)
}
