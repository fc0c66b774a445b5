//! Requirements and their versions. A version is a draft, in force, or superseded; of each requirement one draft and one in force at most.

use crate::on;
use crate::platform::db::{Conn, Json};
use crate::rules::audience::Audience;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Rule;
use crate::rules::reminder::Reminders;
use crate::rules::requirement::{Definition, Texts};
use crate::rules::version;
use crate::schema::{requirement_versions, requirements};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// What stays the same through all versions.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = requirements)]
pub struct Requirement {
    /// Identifier.
    pub id: Id,
    /// Stable word, unique.
    pub code: String,
    /// Who wrote it first; none: an import on the command line.
    pub created_by: Option<Id>,
    /// When.
    pub created_at: Instant,
    /// The last day on which it holds.
    pub retired_on: Option<NaiveDate>,
}

/// Where a version stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Still written, decides nothing.
    Draft,
    /// Decides.
    InForce,
    /// Decided until a later version did.
    Superseded,
}

impl State {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InForce => "in_force",
            Self::Superseded => "superseded",
        }
    }
}

/// A requirement as it is written or was put into force.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = requirement_versions)]
pub struct Version {
    /// Identifier.
    pub id: Id,
    /// Of which requirement.
    pub requirement_id: Id,
    /// 1, 2, …
    pub number: i32,
    /// A word of [`State`].
    pub state: String,
    /// Title per locale.
    pub title: Json<Texts>,
    /// What it is founded on, per locale.
    pub basis: Json<Texts>,
    /// The day from which it holds.
    pub in_force_on: NaiveDate,
    /// Whom it concerns.
    pub audience: Json<Audience>,
    /// Which courses count, by when.
    pub rule: Json<Rule>,
    /// When somebody is reminded.
    pub reminders: Json<Reminders>,
    /// Who began the draft.
    pub created_by: Option<Id>,
    /// When.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Counts changes, so that two who edit at once are told.
    pub revision: i32,
    /// Who put it into force, or had it wait for its day.
    pub put_in_force_by: Option<Id>,
    /// When they did; a draft that has it waits for its day.
    pub put_in_force_at: Option<Instant>,
    /// When a later version took its place.
    pub superseded_at: Option<Instant>,
    /// From when it holds for those to whom the version before applied; none: as for newcomers, and anew.
    pub already_in_on: Option<NaiveDate>,
}

impl Version {
    /// The version as a file would have it.
    pub fn definition(&self, code: &str) -> Definition {
        Definition {
            code: code.to_owned(),
            title: self.title.0.clone(),
            basis: self.basis.0.clone(),
            in_force_on: self.in_force_on,
            already_in_on: self.already_in_on,
            audience: self.audience.0.clone(),
            rule: self.rule.0.clone(),
            reminders: self.reminders.0.clone(),
        }
    }

    /// Whether it is written and waits for its day.
    pub fn is_waiting(&self) -> bool {
        self.is_draft() && self.put_in_force_at.is_some()
    }

    /// Whether it is still written.
    pub fn is_draft(&self) -> bool {
        self.state == State::Draft.as_str()
    }
}

/// All requirements, by code.
pub fn requirements(conn: &mut Conn) -> QueryResult<Vec<Requirement>> {
    let mut all: Vec<Requirement> = on!(conn, c => requirements::table.select(Requirement::as_select()).load(c))?;
    all.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(all)
}

/// Those that decide now, with their versions, by code.
pub fn in_force(conn: &mut Conn) -> QueryResult<Vec<(Requirement, Version)>> {
    let mut all: Vec<(Requirement, Version)> = on!(conn, c => requirements::table
        .inner_join(requirement_versions::table)
        .filter(requirement_versions::state.eq(State::InForce.as_str()))
        .select((Requirement::as_select(), Version::as_select()))
        .load(c))?;
    all.sort_by(|a, b| a.0.code.cmp(&b.0.code));
    Ok(all)
}

/// Those that held on a day, each in the version that was in force on it whatever decides today, by code; retired ones included.
pub fn in_force_on(conn: &mut Conn, day: NaiveDate) -> QueryResult<Vec<(Requirement, Version)>> {
    let all: Vec<(Requirement, Version)> = on!(conn, c => requirements::table
        .inner_join(requirement_versions::table)
        .filter(requirement_versions::state.ne(State::Draft.as_str()))
        .select((Requirement::as_select(), Version::as_select()))
        .load(c))?;
    let mut by_code: BTreeMap<String, Vec<(Requirement, Version)>> = BTreeMap::new();
    for one in all {
        by_code.entry(one.0.code.clone()).or_default().push(one);
    }
    let held = by_code.into_values().filter_map(|versions| {
        let number = version::on_day(versions.iter().map(|(_, version)| (version.number, version.in_force_on)), day)?;
        versions.into_iter().find(|(_, version)| version.number == number)
    });
    Ok(held.collect())
}

/// Those that asked for something on a day that is over, each in the version that was in force on it.
pub fn asked_on(conn: &mut Conn, day: NaiveDate) -> QueryResult<Vec<(Requirement, Version)>> {
    let mut all = in_force_on(conn, day)?;
    all.retain(|(requirement, _)| requirement.retired_on.is_none_or(|last| last >= day));
    Ok(all)
}

/// Those that ask for something on a day: they decide, and their last day has not passed.
pub fn asking(conn: &mut Conn, on: NaiveDate) -> QueryResult<Vec<(Requirement, Version)>> {
    let mut all = in_force(conn)?;
    all.retain(|(requirement, _)| requirement.retired_on.is_none_or(|last| last >= on));
    Ok(all)
}

/// The version under which a requirement stands in lists, of its versions with the newest first: the one that decides; for whoever writes
/// requirements also one that nobody sees yet.
pub fn shown_of(versions: &[Version], manages: bool) -> Option<&Version> {
    let decides = versions.iter().find(|version| version.state == "in_force");
    decides.or(versions.first().filter(|_| manages))
}

/// One requirement.
pub fn find_requirement(conn: &mut Conn, id: Id) -> QueryResult<Option<Requirement>> {
    on!(conn, c => requirements::table.find(id).select(Requirement::as_select()).first(c).optional())
}

/// One requirement by its code.
pub fn find_requirement_by_code(conn: &mut Conn, code: &str) -> QueryResult<Option<Requirement>> {
    on!(conn, c => requirements::table.filter(requirements::code.eq(code)).select(Requirement::as_select()).first(c).optional())
}

/// All versions of a requirement, the newest first.
pub fn versions_of(conn: &mut Conn, requirement_id: Id) -> QueryResult<Vec<Version>> {
    on!(conn, c => requirement_versions::table
        .filter(requirement_versions::requirement_id.eq(requirement_id))
        .order(requirement_versions::number.desc())
        .select(Version::as_select())
        .load(c))
}

/// One version.
pub fn find_version(conn: &mut Conn, id: Id) -> QueryResult<Option<Version>> {
    on!(conn, c => requirement_versions::table.find(id).select(Version::as_select()).first(c).optional())
}

/// The version of a requirement that is still written.
pub fn draft_of(conn: &mut Conn, requirement_id: Id) -> QueryResult<Option<Version>> {
    in_state(conn, requirement_id, State::Draft)
}

/// The version of a requirement that decides.
pub fn in_force_of(conn: &mut Conn, requirement_id: Id) -> QueryResult<Option<Version>> {
    in_state(conn, requirement_id, State::InForce)
}

fn in_state(conn: &mut Conn, requirement_id: Id, state: State) -> QueryResult<Option<Version>> {
    on!(conn, c => requirement_versions::table
        .filter(requirement_versions::requirement_id.eq(requirement_id).and(requirement_versions::state.eq(state.as_str())))
        .select(Version::as_select())
        .first(c)
        .optional())
}

/// Adds a requirement.
pub fn insert_requirement(conn: &mut Conn, requirement: &Requirement) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(requirements::table).values(requirement).execute(c))?;
    Ok(())
}

/// Adds a version.
pub fn insert_version(conn: &mut Conn, version: &Version) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(requirement_versions::table).values(version).execute(c))?;
    Ok(())
}

/// Writes a draft anew, and takes back that it waits for its day. False where somebody else changed it since this revision.
pub fn update_draft(conn: &mut Conn, id: Id, revision: i32, definition: &Definition, now: Instant) -> QueryResult<bool> {
    let draft = requirement_versions::table.filter(
        requirement_versions::id
            .eq(id)
            .and(requirement_versions::state.eq(State::Draft.as_str()))
            .and(requirement_versions::revision.eq(revision)),
    );
    let changed = on!(conn, c => diesel::update(draft)
        .set((
            requirement_versions::title.eq(Json(definition.title.clone())),
            requirement_versions::basis.eq(Json(definition.basis.clone())),
            requirement_versions::in_force_on.eq(definition.in_force_on),
            requirement_versions::already_in_on.eq(definition.already_in_on),
            requirement_versions::audience.eq(Json(definition.audience.clone())),
            requirement_versions::rule.eq(Json(definition.rule.clone())),
            requirement_versions::reminders.eq(Json(definition.reminders.clone())),
            requirement_versions::updated_at.eq(now),
            requirement_versions::revision.eq(revision + 1),
            requirement_versions::put_in_force_by.eq(None::<Id>),
            requirement_versions::put_in_force_at.eq(None::<Instant>),
        ))
        .execute(c))?;
    Ok(changed == 1)
}

/// Throws a draft away. False where there is none.
pub fn drop_draft(conn: &mut Conn, requirement_id: Id) -> QueryResult<bool> {
    let draft = requirement_versions::table.filter(
        requirement_versions::requirement_id
            .eq(requirement_id)
            .and(requirement_versions::state.eq(State::Draft.as_str())),
    );
    Ok(on!(conn, c => diesel::delete(draft).execute(c))? == 1)
}

/// Notes that a draft comes into force on its day.
pub fn promise(conn: &mut Conn, id: Id, by: Option<Id>, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(requirement_versions::table.find(id))
        .set((requirement_versions::put_in_force_by.eq(by), requirement_versions::put_in_force_at.eq(now)))
        .execute(c))?;
    Ok(())
}

/// Ends the version that decides.
pub fn supersede(conn: &mut Conn, requirement_id: Id, now: Instant) -> QueryResult<()> {
    let before = requirement_versions::table.filter(
        requirement_versions::requirement_id
            .eq(requirement_id)
            .and(requirement_versions::state.eq(State::InForce.as_str())),
    );
    on!(conn, c => diesel::update(before)
        .set((requirement_versions::state.eq(State::Superseded.as_str()), requirement_versions::superseded_at.eq(now)))
        .execute(c))?;
    Ok(())
}

/// Makes a draft the version that decides; end the one before first.
pub fn enter(conn: &mut Conn, id: Id, by: Option<Id>, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(requirement_versions::table.find(id))
        .set((
            requirement_versions::state.eq(State::InForce.as_str()),
            requirement_versions::put_in_force_by.eq(by),
            requirement_versions::put_in_force_at.eq(now),
        ))
        .execute(c))?;
    Ok(())
}

/// Says which is the last day of a requirement; none: it holds on.
pub fn retire(conn: &mut Conn, id: Id, on: Option<NaiveDate>) -> QueryResult<()> {
    on!(conn, c => diesel::update(requirements::table.find(id)).set(requirements::retired_on.eq(on)).execute(c))?;
    Ok(())
}

/// Removes a requirement that has no version any more.
pub fn remove_requirement(conn: &mut Conn, id: Id) -> QueryResult<()> {
    on!(conn, c => diesel::delete(requirements::table.find(id)).execute(c))?;
    Ok(())
}
