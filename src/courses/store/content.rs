//! The modules of a version.

use super::Version;
use crate::on;
use crate::platform::db::{Conn, Json};
use crate::platform::error::Error;
use crate::platform::kept::Kept;
use crate::rules::course::{Document, Texts};
use crate::rules::id::{Id, Instant};
use crate::schema::{course_versions, modules};
use diesel::dsl::sum;
use diesel::prelude::*;
use std::sync::Arc;

/// One step of a version.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = modules)]
pub struct Module {
    /// Identifier, of this version's module alone.
    pub id: Id,
    /// Which version.
    pub version_id: Id,
    /// Name within the course, the same in every version.
    pub key: String,
    /// Place in the order, from 0.
    pub position: i32,
    /// Title.
    pub title: Json<Texts>,
    /// Minutes it takes.
    pub minutes: i32,
    /// The blocks.
    pub document: Json<Document>,
    /// Counts changes.
    pub revision: i32,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// What an outline says of a module: all but its blocks.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = modules)]
pub struct ModuleHead {
    /// Identifier.
    pub id: Id,
    /// Name within the course.
    pub key: String,
    /// Title.
    pub title: Json<Texts>,
    /// Minutes it takes.
    pub minutes: i32,
}

impl Module {
    /// What an outline says of it.
    pub fn head(&self) -> ModuleHead {
        ModuleHead {
            id: self.id,
            key: self.key.clone(),
            title: self.title.clone(),
            minutes: self.minutes,
        }
    }
}

/// What can be changed of a module.
#[derive(Clone, Debug, PartialEq)]
pub struct ModuleChange {
    /// Title.
    pub title: Texts,
    /// Minutes it takes, 0 to 600.
    pub minutes: i32,
    /// The blocks.
    pub document: Document,
}

/// The modules of a version, in their order.
pub fn modules_of(conn: &mut Conn, version_id: Id) -> QueryResult<Vec<Module>> {
    on!(conn, c => modules::table
        .filter(modules::version_id.eq(version_id))
        .order((modules::position, modules::id))
        .select(Module::as_select())
        .load(c))
}

/// The modules of a version in their order, without their blocks.
fn heads_of(conn: &mut Conn, version_id: Id) -> QueryResult<Vec<ModuleHead>> {
    on!(conn, c => modules::table
        .filter(modules::version_id.eq(version_id))
        .order((modules::position, modules::id))
        .select(ModuleHead::as_select())
        .load(c))
}

/// The same of a published version, which never changes: read once.
pub fn frozen_heads(conn: &mut Conn, kept: &Kept, version: &Version) -> Result<Arc<Vec<ModuleHead>>, Error> {
    if version.state != "published" {
        return Ok(Arc::new(heads_of(conn, version.id)?));
    }
    kept.once(version.id, || Ok(heads_of(conn, version.id)?))
}

/// A module by its name.
pub fn find_module(conn: &mut Conn, version_id: Id, key: &str) -> QueryResult<Option<Module>> {
    on!(conn, c => modules::table
        .filter(modules::version_id.eq(version_id).and(modules::key.eq(key)))
        .select(Module::as_select())
        .first(c)
        .optional())
}

/// Holds a draft until the transaction ends, so that it is not published while its modules change; false where it is no draft.
pub fn claim_draft(conn: &mut Conn, version_id: Id, now: Instant) -> QueryResult<bool> {
    let draft = course_versions::table.find(version_id).filter(course_versions::state.eq("draft"));
    Ok(on!(conn, c => diesel::update(draft).set(course_versions::updated_at.eq(now)).execute(c))? == 1)
}

/// Adds a module; false where the version has one of this name.
pub fn insert_module(conn: &mut Conn, module: &Module) -> QueryResult<bool> {
    let added = on!(conn, c => diesel::insert_into(modules::table).values(module).on_conflict_do_nothing().execute(c))?;
    sum_minutes(conn, module.version_id)?;
    Ok(added == 1)
}

/// Changes a module; false where its revision is another by now.
pub fn update_module(conn: &mut Conn, module: &Module, revision: i32, change: &ModuleChange, now: Instant) -> QueryResult<bool> {
    let same = modules::table.find(module.id).filter(modules::revision.eq(revision));
    let changed = on!(conn, c => diesel::update(same)
        .set((
            modules::title.eq(Json(change.title.clone())),
            modules::minutes.eq(change.minutes),
            modules::document.eq(Json(change.document.clone())),
            modules::revision.eq(revision.wrapping_add(1)),
            modules::updated_at.eq(now),
        ))
        .execute(c))?;
    sum_minutes(conn, module.version_id)?;
    Ok(changed == 1)
}

/// Takes a module out of a draft.
pub fn drop_module(conn: &mut Conn, module: &Module) -> QueryResult<()> {
    on!(conn, c => diesel::delete(modules::table.find(module.id)).execute(c))?;
    sum_minutes(conn, module.version_id)
}

/// Puts the modules in this order.
pub fn place_modules(conn: &mut Conn, ids: &[Id]) -> QueryResult<()> {
    for (position, id) in (0_i32..).zip(ids) {
        on!(conn, c => diesel::update(modules::table.find(*id)).set(modules::position.eq(position)).execute(c))?;
    }
    Ok(())
}

fn sum_minutes(conn: &mut Conn, version_id: Id) -> QueryResult<()> {
    let minutes: Option<i64> = on!(conn, c => modules::table
        .filter(modules::version_id.eq(version_id))
        .select(sum(modules::minutes))
        .first(c))?;
    let minutes = i32::try_from(minutes.unwrap_or(0)).unwrap_or(i32::MAX);
    on!(conn, c => diesel::update(course_versions::table.find(version_id)).set(course_versions::minutes.eq(minutes)).execute(c))?;
    Ok(())
}
