//! Rooms, equipment and days on which those who teach are away, in the database; and what they are needed for.

use crate::on;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::coordinates::Coordinates;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::Span;
use crate::rules::workshop::clash::Buffers;
use crate::schema::{organisations, people, resources, session_parts, session_resources, session_trainers, sessions, trainer_absences};
use crate::scoped;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::HashMap;

/// A room, or a piece of equipment.
#[derive(Clone, Debug, PartialEq, Serialize, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = resources, treat_none_as_null = true)]
pub struct Resource {
    /// Identifier.
    pub id: Id,
    /// Whose.
    pub organisation_id: Id,
    /// `room` or `equipment`.
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// Of a room: street, postal code, town.
    pub address: Option<String>,
    /// Of a room: how one gets there.
    pub directions: Option<String>,
    /// Of a room: how many people it holds.
    pub capacity: Option<i32>,
    /// Minutes kept free before every use.
    pub before_minutes: i32,
    /// Minutes kept free after every use.
    pub after_minutes: i32,
    /// When it was entered.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Counts changes.
    pub revision: i32,
    /// Since when it is not used any more.
    pub archived_at: Option<Instant>,
    /// Of a room: degrees north of where it is.
    pub latitude: Option<f64>,
    /// Of a room: degrees east of where it is.
    pub longitude: Option<f64>,
}

impl Resource {
    /// Whether it is a room.
    pub fn is_room(&self) -> bool {
        self.kind == "room"
    }

    /// Where on the earth it is; none: nobody said.
    pub fn coordinates(&self) -> Option<Coordinates> {
        Coordinates::of(self.latitude, self.longitude)
    }

    /// Minutes kept free around every use.
    pub fn buffers(&self) -> Buffers {
        Buffers {
            before_minutes: self.before_minutes,
            after_minutes: self.after_minutes,
        }
    }
}

/// Days on which somebody who teaches is away.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = trainer_absences)]
pub struct Absence {
    /// Identifier.
    pub id: Id,
    /// Who.
    pub person_id: Id,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: NaiveDate,
    /// What for, in words.
    pub note: Option<String>,
    /// When it was entered.
    pub created_at: Instant,
}

/// Rooms and equipment of a scope with the paths of whose they are, by name.
pub fn list_resources(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<(Resource, String)>> {
    on!(conn, c => scoped!(resources::table.inner_join(organisations::table), organisations::path, scope)
        .order((resources::name, resources::id))
        .select((Resource::as_select(), organisations::path))
        .load(c))
}

/// One of a scope.
pub fn find_resource(conn: &mut Conn, scope: &Scope, id: Id) -> QueryResult<Option<(Resource, String)>> {
    on!(conn, c => scoped!(resources::table.inner_join(organisations::table), organisations::path, scope)
        .filter(resources::id.eq(id))
        .select((Resource::as_select(), organisations::path))
        .first(c)
        .optional())
}

/// Adds one.
pub fn insert_resource(conn: &mut Conn, resource: &Resource) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(resources::table).values(resource).execute(c))?;
    Ok(())
}

/// Changes one, unless somebody else did since that revision.
pub fn update_resource(conn: &mut Conn, resource: &Resource, before: i32) -> QueryResult<bool> {
    let same = resources::table.filter(resources::id.eq(resource.id).and(resources::revision.eq(before)));
    Ok(on!(conn, c => diesel::update(same).set(resource).execute(c))? == 1)
}

/// What these sessions need, by session, rooms first.
pub fn resources_of(conn: &mut Conn, session_ids: &[Id]) -> QueryResult<HashMap<Id, Vec<Resource>>> {
    let mut found: HashMap<Id, Vec<Resource>> = HashMap::new();
    for ids in session_ids.chunks(500) {
        let rows: Vec<(Id, Resource)> = on!(conn, c => session_resources::table
            .inner_join(resources::table)
            .filter(session_resources::session_id.eq_any(ids))
            .order((resources::kind.desc(), resources::name, resources::id))
            .select((session_resources::session_id, Resource::as_select()))
            .load(c))?;
        for (session_id, resource) in rows {
            found.entry(session_id).or_default().push(resource);
        }
    }
    Ok(found)
}

/// Puts these in the place of what a session needed before.
pub fn replace_resources(conn: &mut Conn, session_id: Id, ids: &[Id]) -> QueryResult<()> {
    on!(conn, c => diesel::delete(session_resources::table.filter(session_resources::session_id.eq(session_id))).execute(c))?;
    let row = |id: &Id| (session_resources::session_id.eq(session_id), session_resources::resource_id.eq(*id));
    let rows: Vec<_> = ids.iter().map(row).collect();
    if !rows.is_empty() {
        on!(conn, c => diesel::insert_into(session_resources::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// Nobody else gives these rooms and this equipment to a session until the transaction ends; all at once and in order. Whoever locks a session
/// too does that first, and people after it.
pub fn lock_resources(conn: &mut Conn, ids: &[Id]) -> QueryResult<()> {
    // SQLite has one writer, whose transaction begins IMMEDIATE.
    if let Conn::Postgres(c) = conn {
        let _locked: Vec<Id> = resources::table
            .filter(resources::id.eq_any(ids))
            .order(resources::id)
            .select(resources::id)
            .for_no_key_update()
            .load(*c)?;
    }
    Ok(())
}

/// A use of something or of somebody by another session.
#[derive(Clone, Debug, Queryable)]
pub struct Use {
    /// The room, the equipment or the person.
    pub subject_id: Id,
    /// From when.
    pub starts_at: Instant,
    /// Until when.
    pub ends_at: Instant,
}

impl Use {
    /// As the rules read it.
    pub fn span(&self) -> Span {
        Span {
            starts_at: self.starts_at,
            ends_at: self.ends_at,
        }
    }
}

/// What these are needed for between two instants by other sessions than one; also by drafts, never by cancelled ones.
pub fn uses(conn: &mut Conn, ids: &[Id], but: Id, from: Instant, to: Instant) -> QueryResult<Vec<Use>> {
    on!(conn, c => session_resources::table
        .inner_join(sessions::table.inner_join(session_parts::table))
        .filter(session_resources::resource_id.eq_any(ids).and(session_resources::session_id.ne(but)))
        .filter(sessions::state.ne("cancelled"))
        .filter(session_parts::starts_at.lt(to).and(session_parts::ends_at.gt(from)))
        .order((session_parts::starts_at, session_parts::id))
        .select((session_resources::resource_id, session_parts::starts_at, session_parts::ends_at))
        .load(c))
}

/// When these people teach between two instants in other sessions than one.
pub fn teaches(conn: &mut Conn, person_ids: &[Id], but: Id, from: Instant, to: Instant) -> QueryResult<Vec<Use>> {
    on!(conn, c => session_trainers::table
        .inner_join(sessions::table.inner_join(session_parts::table))
        .filter(session_trainers::person_id.eq_any(person_ids).and(session_trainers::session_id.ne(but)))
        .filter(sessions::state.ne("cancelled"))
        .filter(session_parts::starts_at.lt(to).and(session_parts::ends_at.gt(from)))
        .order((session_parts::starts_at, session_parts::id))
        .select((session_trainers::person_id.assume_not_null(), session_parts::starts_at, session_parts::ends_at))
        .load(c))
}

/// When these people are away, from a day on, with their names.
pub fn absences_of(conn: &mut Conn, person_ids: &[Id], from: NaiveDate) -> QueryResult<Vec<(Absence, (String, String))>> {
    on!(conn, c => trainer_absences::table
        .inner_join(people::table)
        .filter(trainer_absences::person_id.eq_any(person_ids).and(trainer_absences::to_on.ge(from)))
        .order((trainer_absences::from_on, trainer_absences::id))
        .select((Absence::as_select(), (people::given_name, people::family_name)))
        .load(c))
}

/// One.
pub fn find_absence(conn: &mut Conn, id: Id) -> QueryResult<Option<Absence>> {
    on!(conn, c => trainer_absences::table.find(id).select(Absence::as_select()).first(c).optional())
}

/// Adds one.
pub fn insert_absence(conn: &mut Conn, absence: &Absence) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(trainer_absences::table).values(absence).execute(c))?;
    Ok(())
}

/// Takes one back.
pub fn remove_absence(conn: &mut Conn, id: Id) -> QueryResult<()> {
    on!(conn, c => diesel::delete(trainer_absences::table.find(id)).execute(c))?;
    Ok(())
}
