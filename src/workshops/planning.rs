//! Planning from need, loaded: what falls due and what partners ask for, against the seats on offer, by course and month; and the partners to
//! whom this year's offer is still owed.

use super::store::{self, Which};
use crate::courses;
use crate::duties::{self, declared::YEARLY_OFFER};
use crate::needs::store as needs;
use crate::obligations::ahead::{By, Wanted, outlook, regions};
use crate::obligations::store as obligations;
use crate::obligations::store::overview::Sight;
use crate::organisations::{Scope, regions as regions_of, store as organisations};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::ahead::{Window, month_of};
use crate::rules::course::Language;
use crate::rules::duty::Status;
use crate::rules::id::{Id, Instant};
use crate::rules::need::State;
use crate::rules::obligation::Rule;
use crate::rules::workshop::part::local;
use crate::rules::workshop::place::country_of;
use crate::rules::workshop::plan::short;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What is looked at.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// So many months.
    pub months: u32,
    /// Only people of this language, and sessions in it.
    pub language: Option<String>,
    /// Only people who work in this country, needs of partners there, and seats there or live online.
    pub country: Option<String>,
    /// Only people of the sales region with this identifier (empty: of none), needs of partners there, and seats that it or somebody above it offers.
    pub region: Option<String>,
    /// Whether each sales region is told by itself too.
    pub by_region: bool,
}

/// A month of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub on: NaiveDate,
    /// Obligations that fall due in it.
    pub due: i64,
    /// Seats of sessions that begin in it, drafts among them.
    pub seats: i64,
    /// Seats that are missing at its end.
    pub short: i64,
}

/// A course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its code; empty: requirements without a course.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What was due before today.
    pub behind: i64,
    /// People for whom partners ask for it.
    pub asked: i64,
    /// Month by month.
    pub months: Vec<Month>,
    /// A workshop about it that the reader runs.
    pub workshop_id: Option<Id>,
}

impl Line {
    /// Seats that are missing at the end.
    pub fn short(&self) -> i64 {
        self.months.last().map_or(0, |month| month.short)
    }
}

/// A sales region by itself. A seat that somebody above several regions offers counts in each of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its identifier; empty: what lies in no region.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The courses of which most seats are missing first.
    pub lines: Vec<Line>,
}

/// A partner to whom this year's offer is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unoffered {
    /// The partner.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub titles: Vec<String>,
    /// The first day on which one of them is due.
    pub due_on: Option<NaiveDate>,
    /// Whether that day has passed.
    pub breached: bool,
}

/// The board.
#[derive(Clone, Debug)]
pub struct Board {
    /// The courses of which most seats are missing first.
    pub lines: Vec<Line>,
    /// Languages of those who are due.
    pub languages: Vec<String>,
    /// Countries in which they work.
    pub countries: Vec<String>,
    /// Sales regions in sight: identifier and name.
    pub regions: Vec<(String, String)>,
    /// Where that is asked, what each of them has to plan, in the order of the tree; without those that have nothing.
    pub parts: Vec<Part>,
    /// Partners without this year's offer.
    pub unoffered: Vec<Unoffered>,
}

/// Loads it for whoever runs workshops in these branches.
pub fn board(conn: &mut Conn, scope: &Scope, asked: &Asked, today: NaiveDate, locale: &str) -> Result<Board, Error> {
    let sight = Sight {
        scope: scope.clone(),
        supervisor_id: None,
    };
    let keys = |conn: &mut Conn, by: By| -> Result<Vec<String>, Error> {
        let all = Wanted {
            by,
            months: asked.months,
            ..Wanted::default()
        };
        let mut keys: Vec<String> = outlook(conn, &sight, today, &all, locale)?
            .lines
            .into_iter()
            .map(|line| line.key)
            .collect();
        keys.retain(|key| !key.is_empty());
        keys.sort();
        Ok(keys)
    };
    let regions = regions(conn, &sight)?;
    let mut parts = Vec::new();
    if asked.by_region {
        let none = (String::new(), String::new());
        let only = |id: &str| asked.region.as_ref().is_none_or(|region| region == id);
        for (id, name) in regions.iter().cloned().chain([none]).filter(|(id, _)| only(id)) {
            let own = Asked {
                region: Some(id.clone()),
                ..asked.clone()
            };
            let lines = lines(conn, &sight, &own, today, locale)?;
            if !lines.is_empty() {
                parts.push(Part { id, name, lines });
            }
        }
    }
    Ok(Board {
        lines: lines(conn, &sight, asked, today, locale)?,
        languages: keys(conn, By::Language)?,
        countries: keys(conn, By::Country)?,
        regions,
        parts,
        unoffered: unoffered(conn, scope, today, locale)?,
    })
}

/// The courses with what falls due, what is asked for and what is on offer, those of which most seats are missing first.
fn lines(conn: &mut Conn, sight: &Sight, asked: &Asked, today: NaiveDate, locale: &str) -> Result<Vec<Line>, Error> {
    let scope = &sight.scope;
    let wanted = Wanted {
        by: By::Course,
        months: asked.months,
        language: asked.language.clone(),
        country: asked.country.clone(),
        region: asked.region.clone(),
        ..Wanted::default()
    };
    let due = outlook(conn, sight, today, &wanted, locale)?;
    let months = due.window.months();
    let within = match &asked.region {
        Some(region) => Some(Within::load(conn, scope, region)?),
        None => None,
    };
    let mut seats = seats(conn, scope, (asked, within.as_ref()), &due.window)?;
    let mut people = people_asked(conn, scope, (asked, within.as_ref()))?;
    let workshops = workshops(conn, scope)?;
    let mut codes: BTreeSet<String> = due.lines.iter().map(|line| line.key.clone()).collect();
    // What nothing but a document of somebody else satisfies needs no seat.
    let (outside, inside): (Vec<_>, Vec<_>) = obligations::asking(conn, today)?
        .into_iter()
        .map(|(_, version)| version.rule.0)
        .partition(|rule| rule.strength.is_outside());
    let named = |rules: &[Rule]| -> BTreeSet<String> { rules.iter().flat_map(Rule::courses).map(str::to_owned).collect() };
    for code in named(&outside).difference(&named(&inside)) {
        codes.remove(code);
    }
    codes.extend(seats.keys().chain(people.keys()).cloned());
    let titles = titles(conn, codes.iter().cloned().collect(), locale)?;
    let mut lines: Vec<Line> = codes
        .into_iter()
        .map(|code| {
            let ahead = due.lines.iter().find(|line| line.key == code);
            let owed: Vec<i64> = ahead.map_or_else(|| vec![0; months.len()], |line| line.months.clone());
            let offered = seats.remove(&code).unwrap_or_else(|| vec![0; months.len()]);
            let (behind, wanted) = (ahead.map_or(0, |line| line.behind), people.remove(&code).unwrap_or(0));
            let missing = short(behind + wanted, &owed, &offered);
            let figures = months.iter().zip(owed.iter().zip(&offered).zip(&missing));
            Line {
                title: titles.get(&code).cloned().unwrap_or_else(|| code.clone()),
                behind,
                asked: wanted,
                months: figures
                    .map(|(on, ((due, seats), short))| Month {
                        on: *on,
                        due: *due,
                        seats: *seats,
                        short: *short,
                    })
                    .collect(),
                workshop_id: workshops.get(&code).copied(),
                code,
            }
        })
        .collect();
    lines.sort_by(|one, other| (other.short(), &one.code).cmp(&(one.short(), &other.code)));
    Ok(lines)
}

/// A sales region.
struct Within {
    /// Its organisations.
    ids: HashSet<Id>,
    /// Its path in the tree; none: it is out of sight, or what lies in no region is meant.
    path: Option<String>,
}

impl Within {
    fn load(conn: &mut Conn, scope: &Scope, region: &str) -> Result<Self, Error> {
        let all = organisations::list(conn, scope)?;
        let of = regions_of(&all).into_iter();
        let theirs = of.filter(|(_, of)| of.map(|of| of.to_string()).unwrap_or_default() == region);
        Ok(Self {
            ids: theirs.map(|(id, _)| id).collect(),
            path: all.into_iter().find(|one| one.id.to_string() == region).map(|one| one.path),
        })
    }

    /// Whether its people can take what an organisation offers: one of its own, or one above it.
    fn is_offered(&self, organisation_id: Id, path: &str) -> bool {
        self.ids.contains(&organisation_id) || self.path.as_ref().is_some_and(|own| own.starts_with(path))
    }
}

/// Seats of dated sessions that are not cancelled, by course and month.
fn seats(
    conn: &mut Conn,
    scope: &Scope,
    (asked, within): (&Asked, Option<&Within>),
    window: &Window,
) -> Result<BTreeMap<String, Vec<i64>>, Error> {
    let at = |on: NaiveDate| Instant::from(on.and_time(chrono::NaiveTime::MIN).and_utc());
    let after = window.until.succ_opt().unwrap_or(window.until);
    let months = window.months();
    let mut seats: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for found in store::list(conn, &Which::Between(at(window.today), at(after)))? {
        let other = asked.language.as_ref().is_some_and(|language| *language != found.session.language);
        let place = country_of(&found.session.time_zone);
        let far = |country: &String| found.session.online_url.is_none() && place != Some(country.as_str());
        let elsewhere = asked.country.as_ref().is_some_and(far);
        let others = within.is_some_and(|within| !within.is_offered(found.workshop.organisation_id, &found.path));
        if found.session.state == "cancelled" || other || elsewhere || others || !scope.covers(&found.path) {
            continue;
        }
        let on = found.session.starts_at.map(|at| month_of(local(at, found.session.zone()).date()));
        if let Some(index) = months.iter().position(|month| Some(*month) == on) {
            let counts = seats.entry(found.course.code.clone()).or_insert_with(|| vec![0; months.len()]);
            if let Some(count) = counts.get_mut(index) {
                *count += i64::from(found.session.seats);
            }
        }
    }
    Ok(seats)
}

/// People for whom partners ask for a course and have no answer that helps yet; of those who joined, each counts where it is.
fn people_asked(conn: &mut Conn, scope: &Scope, (asked, within): (&Asked, Option<&Within>)) -> Result<BTreeMap<String, i64>, Error> {
    let mut people: BTreeMap<String, i64> = BTreeMap::new();
    let places = organisations::main_places(conn, &Scope::everything())?.into_iter();
    let countries: BTreeMap<Id, String> = places.map(|(id, (_, country))| (id, country)).collect();
    let in_region = |id: Id| within.is_none_or(|within| within.ids.contains(&id));
    let there = |id: Id| in_region(id) && asked.country.as_ref().is_none_or(|country| countries.get(&id) == Some(country));
    for listed in needs::list(conn)? {
        let stands = matches!(listed.need.state(), State::Open | State::Answered) && scope.covers(&listed.path);
        let other = asked.language.as_ref().is_some_and(|language| *language != listed.need.language);
        if let Some(code) = listed.course_code.clone().filter(|_| stands && !other) {
            let own = (listed.need.organisation_id, listed.need.people_count);
            let joined = listed.joins.iter().map(|(join, ..)| (join.organisation_id, join.people_count));
            let counted = std::iter::once(own).chain(joined).filter(|(id, _)| there(*id));
            let count: i64 = counted.map(|(_, count)| i64::from(count)).sum();
            if count > 0 {
                *people.entry(code).or_insert(0) += count;
            }
        }
    }
    Ok(people)
}

fn workshops(conn: &mut Conn, scope: &Scope) -> Result<BTreeMap<String, Id>, Error> {
    let all = store::list_workshops(conn)?.into_iter();
    let mine = all.filter(|(workshop, _, path)| scope.covers(path) && workshop.archived_at.is_none());
    Ok(mine.map(|(workshop, course, _)| (course.code, workshop.id)).collect())
}

fn titles(conn: &mut Conn, codes: Vec<String>, locale: &str) -> Result<BTreeMap<String, String>, Error> {
    let language = Language::from_code(locale).unwrap_or(Language::En);
    let all = courses::store::list_by_codes(conn, &codes)?.into_iter();
    let titled = all.map(|(course, _)| (course.code, course.title.0.text(language).to_owned()));
    Ok(titled.filter(|(_, title)| !title.is_empty()).collect())
}

/// Partners to whom a yearly offer is owed that nothing has kept.
fn unoffered(conn: &mut Conn, scope: &Scope, today: NaiveDate, locale: &str) -> Result<Vec<Unoffered>, Error> {
    let mut found: BTreeMap<Id, Unoffered> = BTreeMap::new();
    for entry in duties::entries(conn, scope, today)? {
        let owed = matches!(entry.standing.status, Status::Breached | Status::DueSoon | Status::Open);
        if !owed || entry.declared.kind.key != YEARLY_OFFER.kind.key {
            continue;
        }
        let partner = found.entry(entry.duty.creditor_id).or_insert_with(|| Unoffered {
            id: entry.duty.creditor_id,
            name: entry.partner.name.clone(),
            titles: Vec::new(),
            due_on: None,
            breached: false,
        });
        partner.titles.push(entry.title(locale).to_owned());
        partner.breached |= entry.standing.status == Status::Breached;
        partner.due_on = partner.due_on.into_iter().chain(entry.standing.due_on).min();
    }
    let mut all: Vec<Unoffered> = found.into_values().collect();
    all.sort_by(|one, other| (one.due_on, &one.name).cmp(&(other.due_on, &other.name)));
    Ok(all)
}
