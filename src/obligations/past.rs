//! How the network, a partner and a person stood on a past day: worked out for that day from all that is known of it now, as the export
//! does, whatever the projection says. What was recorded later about that day or before counts; what happened later does not. Each
//! requirement is read in the version that was in force on that day ([`store::in_force_on`]).

use super::assessment::{Assessor, Decisive, Owed};
use super::recalculation::{Known, PORTION, Whom, decided, in_portions, row};
use super::store::overview::{self, CellRow, Figures, Sight};
use super::store::{self, Filter, Network, Obligation};
use crate::organisations::Scope;
use crate::platform::db::{Conn, Db};
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::{Status, midnight};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The instant at which a past day is looked at: noon in UTC, so that nearly everywhere it is that day.
pub fn noon(on: NaiveDate) -> Instant {
    midnight(on, chrono_tz::UTC).plus(chrono::Duration::hours(12))
}

/// What decided on a day.
pub fn decisive_on(conn: &mut Conn, on: NaiveDate) -> Result<Vec<Decisive>, Error> {
    let held = store::in_force_on(conn, on)?;
    decided(conn, &held)
}

/// Tells of each of these people what they owed within the scope; of those who owed nothing there it tells nothing.
fn each(
    conn: &mut Conn,
    known: &mut Known,
    people: Vec<Id>,
    (asked, on): (&[Decisive], NaiveDate),
    scope: &Scope,
    mut tell: impl FnMut(&Network, &[Owed<'_>]),
) -> Result<(), Error> {
    let network = known.network(conn, &people)?;
    let inputs = store::inputs_of(conn, people, &Decisive::asks(asked))?;
    let mut assessor = Assessor::new(network, asked, noon(on));
    for input in inputs.each() {
        let mut theirs = Vec::new();
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
        if !theirs.is_empty() {
            tell(network, &theirs);
        }
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
    let portion = |(known, counted): &mut (Known, Counted), people: Vec<Id>| {
        db.read(|conn| {
            each(conn, known, people, (&asked, on), scope, |network, owed| {
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

/// Every cell in sight as [`overview::cells`] has them, for a day: of whoever was there then, in the order of the tree, then of people.
pub fn cells_on(conn: &mut Conn, sight: &Sight, on: NaiveDate) -> Result<Vec<CellRow>, Error> {
    let asked = decisive_on(conn, on)?;
    let led = match sight.supervisor_id {
        Some(id) => Some(overview::led_by(conn, &sight.scope, id)?),
        None => None,
    };
    let (mut known, mut after) = (Known::in_part(), None);
    let mut found: Vec<(String, CellRow)> = Vec::new();
    loop {
        let people = store::people_within(conn, &sight.scope, after, PORTION)?;
        let Some(last) = people.last() else { break };
        after = Some(*last);
        let names = overview::names_of(conn, &people)?;
        each(conn, &mut known, people, (&asked, on), &sight.scope, |network, owed| {
            let mine = owed.iter().filter(|one| led.as_ref().is_none_or(|led| led.contains(&one.stay.id)));
            found.extend(mine.filter_map(|one| {
                let names = names.get(&one.stay.person_id)?;
                Some((place(network, one).to_owned(), cell(one, names)))
            }));
        })?;
    }
    found.sort_by(|(path, a), (other, b)| (path, &a.search_name, a.person_id).cmp(&(other, &b.search_name, b.person_id)));
    Ok(found.into_iter().map(|(_, cell)| cell).collect())
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

/// Obligations within the scope with the codes of their requirements as [`store::list`] has them, for a day: `limit` of them after a certain one,
/// by person, then requirement. Nothing is told of what concerned nobody on that day.
pub fn list_on(
    conn: &mut Conn,
    scope: &Scope,
    filter: &Filter,
    (on, now): (NaiveDate, Instant),
    after: Option<(Id, Id)>,
    limit: usize,
) -> Result<Vec<(Obligation, String)>, Error> {
    let mut asked = decisive_on(conn, on)?;
    asked.retain(|one| filter.requirement_id.is_none_or(|id| one.requirement_id == id));
    let scope = match &filter.branch {
        Some(branch) => Scope::branches(vec![branch.clone()]),
        None => scope.clone(),
    };
    let mut known = Known::in_part();
    let mut found: Vec<(Obligation, String)> = Vec::new();
    // The person at whom the page before ended may have more; after them come others, unless one alone is asked about.
    let mut last = after.map(|(person_id, _)| person_id);
    let mut people: Vec<Id> = filter.person_id.or(last).into_iter().collect();
    if people.is_empty() {
        people = store::people_within(conn, &scope, None, PORTION)?;
        last = people.last().copied();
    }
    while !people.is_empty() && found.len() < limit {
        each(conn, &mut known, people, (&asked, on), &scope, |network, owed| {
            let mut theirs: Vec<(Obligation, String)> = owed
                .iter()
                .filter_map(|one| Some((row(network, one, one.stay.person_id, None, now)?, one.decisive.code.clone())))
                .filter(|(one, _)| filter.statuses.is_empty() || filter.statuses.contains(&one.status.as_str()))
                .filter(|(one, _)| after.is_none_or(|after| (one.person_id, one.requirement_id) > after))
                .collect();
            theirs.sort_by_key(|(one, _)| one.requirement_id);
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
