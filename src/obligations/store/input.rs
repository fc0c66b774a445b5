//! What is known of a portion of people: each kind of input is one query in the order of people, and the person's part of each is taken
//! off side by side, so that memory depends on the portion and not on the network.

use super::entry::{self, Entry, PlaceEntry};
use crate::evidence::store::{Fact, facts_of};
use crate::organisations::Scope;
use crate::people::store::{Whose, fact as own, of_whom};
use crate::platform::db::Conn;
use crate::rules::audience;
use crate::rules::id::{Id, Instant};
use crate::rules::knowledge::Written;
use crate::schema::{audience_runs, membership_job_roles, memberships, organisations, pauses, people, waivers};
use crate::{on, scoped};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeSet;

/// A membership as audiences see it.
#[derive(Clone, Copy, Debug, Queryable)]
pub struct Stay {
    /// Whose.
    pub person_id: Id,
    /// Identifier.
    pub id: Id,
    /// Where.
    pub organisation_id: Id,
    /// At which location; none: the main one.
    pub location_id: Option<Id>,
    /// First day.
    pub start_on: NaiveDate,
    /// Last day.
    pub end_on: Option<NaiveDate>,
    /// Whether its first day also stands for the day from which it matches.
    pub imported: bool,
}

/// A pause or a waiver, withdrawn ones included: whether one counts is asked of [`Knowledge`](crate::rules::knowledge::Knowledge).
#[derive(Clone, Copy, Debug, Queryable)]
pub struct Span {
    /// Whose.
    pub person_id: Id,
    /// For which requirement; none: for all.
    pub requirement_id: Option<Id>,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; none: open.
    pub to_on: Option<NaiveDate>,
    /// When it was written down.
    pub created_at: Instant,
    /// When it was taken back.
    pub withdrawn_at: Option<Instant>,
}

impl Span {
    /// When it was written down and taken back.
    pub fn written(&self) -> Written {
        Written {
            recorded_at: self.created_at,
            withdrawn_at: self.withdrawn_at,
            taken_over: false,
        }
    }
}

/// From when to when somebody was seen to match an audience. One whose last day lies before its first only says that they were seen not
/// to match.
#[derive(Clone, Debug, Queryable, Insertable)]
#[diesel(table_name = audience_runs)]
pub struct AudienceRun {
    /// Identifier.
    pub id: Id,
    /// Who.
    pub person_id: Id,
    /// Which requirement.
    pub requirement_id: Id,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; none: it goes on.
    pub to_on: Option<NaiveDate>,
    /// When it was first seen.
    pub recorded_at: Instant,
}

/// What requirements ask of people, so that nothing else is loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    /// Whether the language in which they are addressed.
    pub languages: bool,
    /// Whether facts about them.
    pub facts: bool,
    /// Codes of the courses that count, each once.
    pub courses: BTreeSet<String>,
}

/// What is known of a portion of people.
#[derive(Debug)]
pub struct Inputs {
    people: Vec<Id>,
    stays: Vec<Stay>,
    roles: Vec<(Id, Id, Id)>,
    facts: Vec<Fact>,
    pauses: Vec<Span>,
    waivers: Vec<Span>,
    runs: Vec<AudienceRun>,
    languages: Vec<(Id, String)>,
    own: Vec<(Id, audience::Fact)>,
    entries: Vec<Entry>,
    places: Vec<PlaceEntry>,
}

/// What is known of one person.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Who.
    pub person_id: Id,
    /// Memberships, the earliest first.
    pub stays: &'a [Stay],
    /// Job roles: person, membership, role.
    pub roles: &'a [(Id, Id, Id)],
    /// What was proven, of the courses that count.
    pub facts: &'a [Fact],
    /// Pauses, withdrawn ones included.
    pub pauses: &'a [Span],
    /// Waivers, withdrawn ones included.
    pub waivers: &'a [Span],
    /// Runs of matching, as seen.
    pub runs: &'a [AudienceRun],
    /// Language in which they are addressed; empty where nobody asks.
    pub language: &'a str,
    /// Facts about them; none where nobody asks.
    pub own: &'a [(Id, audience::Fact)],
    /// What was settled by hand about them.
    pub entries: &'a [Entry],
    /// What was settled by hand about organisations, theirs or others.
    pub places: &'a [PlaceEntry],
}

impl Inputs {
    /// One after the other.
    pub fn each(&self) -> impl Iterator<Item = Input<'_>> {
        let mut stays = self.stays.as_slice();
        let mut roles = self.roles.as_slice();
        let mut facts = self.facts.as_slice();
        let mut pauses = self.pauses.as_slice();
        let mut waivers = self.waivers.as_slice();
        let mut runs = self.runs.as_slice();
        let mut languages = self.languages.as_slice();
        let mut own = self.own.as_slice();
        let mut entries = self.entries.as_slice();
        self.people.iter().map(move |id| Input {
            person_id: *id,
            stays: part(&mut stays, *id, |row| row.person_id),
            roles: part(&mut roles, *id, |row| row.0),
            facts: part(&mut facts, *id, |row| row.person_id),
            pauses: part(&mut pauses, *id, |row| row.person_id),
            waivers: part(&mut waivers, *id, |row| row.person_id),
            runs: part(&mut runs, *id, |row| row.person_id),
            language: part(&mut languages, *id, |row| row.0).first().map_or("", |row| row.1.as_str()),
            own: part(&mut own, *id, |row| row.0),
            entries: part(&mut entries, *id, |row| row.person_id),
            places: &self.places,
        })
    }
}

/// Takes a person's rows off the front.
fn part<'a, T>(rows: &mut &'a [T], person_id: Id, of: impl Fn(&T) -> Id) -> &'a [T] {
    // A stretch may hold somebody who was not asked about.
    let there = rows.split_at(rows.iter().take_while(|row| of(row) < person_id).count()).1;
    let (mine, rest) = there.split_at(there.iter().take_while(|row| of(row) == person_id).count());
    *rows = rest;
    mine
}

/// The next people after one, in the order of their identifiers.
pub fn people_after(conn: &mut Conn, after: Option<Id>, limit: i64) -> QueryResult<Vec<Id>> {
    on!(conn, c => {
        let mut query = people::table.select(people::id).order(people::id).limit(limit).into_boxed();
        if let Some(after) = after {
            query = query.filter(people::id.gt(after));
        }
        query.load(c)
    })
}

/// The next people after one who have, have had or will have a membership at an organisation or below it.
pub fn people_below(conn: &mut Conn, organisation_id: Id, after: Option<Id>, limit: i64) -> QueryResult<Vec<Id>> {
    let path: Option<String> = on!(conn, c => organisations::table.find(organisation_id).select(organisations::path).first(c).optional())?;
    people_within(conn, &Scope::branches(path.into_iter().collect()), after, limit)
}

/// The next people after one who have, have had or will have a membership in the branches; of the whole tree everybody.
pub fn people_within(conn: &mut Conn, scope: &Scope, after: Option<Id>, limit: i64) -> QueryResult<Vec<Id>> {
    if scope.is_whole() {
        return people_after(conn, after, limit);
    }
    on!(conn, c => {
        let mut query = scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope)
            .select(memberships::person_id)
            .distinct()
            .order(memberships::person_id)
            .limit(limit);
        if let Some(after) = after {
            query = query.filter(memberships::person_id.gt(after));
        }
        query.load(c)
    })
}

/// What is known of these people, as far as requirements ask for it; a few thousand at most.
pub fn inputs_of(conn: &mut Conn, mut people: Vec<Id>, asks: &Asks) -> QueryResult<Inputs> {
    people.sort_unstable();
    people.dedup();
    let ids = people.as_slice();
    let whose = Whose::of(conn, ids)?;
    Ok(Inputs {
        stays: on!(conn, c => of_whom!(memberships::table, memberships::person_id, whose)
            .order((memberships::person_id, memberships::start_on, memberships::id))
            .select((
                memberships::person_id,
                memberships::id,
                memberships::organisation_id,
                memberships::location_id,
                memberships::start_on,
                memberships::end_on,
                memberships::imported,
            ))
            .load(c))?,
        roles: on!(conn, c => of_whom!(membership_job_roles::table.inner_join(memberships::table), memberships::person_id, whose)
            .order(memberships::person_id)
            .select((memberships::person_id, membership_job_roles::membership_id, membership_job_roles::job_role_id))
            .load(c))?,
        facts: facts_of(conn, ids, &asks.courses)?,
        pauses: on!(conn, c => of_whom!(pauses::table, pauses::person_id, whose)
            .order(pauses::person_id)
            .select((
                pauses::person_id,
                pauses::requirement_id,
                pauses::from_on,
                pauses::to_on,
                pauses::created_at,
                pauses::withdrawn_at,
            ))
            .load(c))?,
        waivers: on!(conn, c => of_whom!(waivers::table, waivers::person_id, whose)
            .order(waivers::person_id)
            .select((
                waivers::person_id,
                waivers::requirement_id,
                waivers::from_on,
                waivers::to_on,
                waivers::created_at,
                waivers::withdrawn_at,
            ))
            .load(c))?,
        runs: on!(conn, c => of_whom!(audience_runs::table, audience_runs::person_id, whose)
            .order((audience_runs::person_id, audience_runs::recorded_at, audience_runs::id))
            .load(c))?,
        languages: if asks.languages {
            on!(conn, c => of_whom!(people::table, people::id, whose)
                .order(people::id)
                .select((people::id, people::language))
                .load(c))?
        } else {
            Vec::new()
        },
        own: if asks.facts { own::of_all(conn, whose)? } else { Vec::new() },
        entries: entry::of_people(conn, whose)?,
        places: entry::of_places(conn)?,
        people,
    })
}

/// Writes what was newly seen: begun runs, and ends of runs by their identifier.
pub fn write_runs(conn: &mut Conn, begun: &[AudienceRun], ended: &[(Id, NaiveDate)]) -> QueryResult<()> {
    for (id, on) in ended {
        on!(conn, c => diesel::update(audience_runs::table.find(id)).set(audience_runs::to_on.eq(on)).execute(c))?;
    }
    for run in begun {
        on!(conn, c => diesel::insert_into(audience_runs::table).values(run).execute(c))?;
    }
    Ok(())
}

/// Forgets who was seen not to match a requirement's audience, once that is another one.
pub fn forget_absent(conn: &mut Conn, requirement_id: Id) -> QueryResult<()> {
    let absent = audience_runs::table.filter(
        audience_runs::requirement_id
            .eq(requirement_id)
            .and(audience_runs::to_on.lt(audience_runs::from_on.nullable())),
    );
    on!(conn, c => diesel::delete(absent).execute(c))?;
    Ok(())
}
