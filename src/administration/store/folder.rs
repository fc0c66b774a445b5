//! Audit folders: asked for, built, kept, in the database.

use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{audit_folders, stored_files};
use crate::{on, scoped};
use diesel::prelude::*;
use serde::Serialize;

/// An audit folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_folders)]
pub struct Folder {
    /// Identifier.
    pub id: Id,
    /// `partner` or `requirement`.
    pub kind: String,
    /// The organisation or requirement.
    pub subject_id: Id,
    /// How a person would call it.
    pub subject_label: String,
    /// The branch that it tells about.
    pub organisation_path: String,
    /// `waiting`, `ready` or `failed`.
    pub state: String,
    /// People that it tells about.
    pub people_total: i32,
    /// Those that were read.
    pub people_done: i32,
    /// Why it failed: a message key.
    pub error: Option<String>,
    /// Hash of the archive.
    pub file_hash: Option<String>,
    /// Its size.
    pub size_bytes: Option<i64>,
    /// Who asked for it.
    pub asked_by: Option<Id>,
    /// When.
    pub asked_at: Instant,
    /// When it was ready, or failed.
    pub finished_at: Option<Instant>,
}

/// Adds one.
pub fn insert(conn: &mut Conn, folder: &Folder) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(audit_folders::table).values(folder).execute(c))?;
    Ok(())
}

/// One, without scope: for its job.
pub fn find_any(conn: &mut Conn, id: Id) -> QueryResult<Option<Folder>> {
    on!(conn, c => audit_folders::table.find(id).select(Folder::as_select()).first(c).optional())
}

/// Those within the scope, the latest first.
pub fn list(conn: &mut Conn, scope: &Scope, limit: i64) -> QueryResult<Vec<Folder>> {
    on!(conn, c => scoped!(audit_folders::table, audit_folders::organisation_path, scope)
        .order(audit_folders::id.desc())
        .limit(limit)
        .select(Folder::as_select())
        .load(c))
}

/// How far it is.
pub fn progress(conn: &mut Conn, id: Id, done: i32, total: i32) -> QueryResult<()> {
    on!(conn, c => diesel::update(audit_folders::table.find(id))
        .set((audit_folders::people_done.eq(done), audit_folders::people_total.eq(total)))
        .execute(c))?;
    Ok(())
}

/// It could not be built.
pub fn fail(conn: &mut Conn, id: Id, error: &str, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(audit_folders::table.find(id))
        .set((audit_folders::state.eq("failed"), audit_folders::error.eq(error), audit_folders::finished_at.eq(now)))
        .execute(c))?;
    Ok(())
}

/// It is ready; `file_id` names its file, so that it is not swept away.
pub fn finish(conn: &mut Conn, folder: &Folder, file_id: Id, hash: &str, size_bytes: i64, now: Instant) -> QueryResult<()> {
    let row = (
        stored_files::id.eq(file_id),
        stored_files::hash.eq(hash),
        stored_files::name.eq("audit-folder.zip"),
        stored_files::media_type.eq("application/zip"),
        stored_files::size_bytes.eq(size_bytes),
        stored_files::purpose.eq("audit_folder"),
        stored_files::created_by.eq(folder.asked_by),
        stored_files::created_at.eq(now),
    );
    on!(conn, c => diesel::insert_into(stored_files::table).values(row).execute(c))?;
    on!(conn, c => diesel::update(audit_folders::table.find(folder.id))
        .set((
            audit_folders::state.eq("ready"),
            audit_folders::people_done.eq(audit_folders::people_total),
            audit_folders::file_hash.eq(hash),
            audit_folders::size_bytes.eq(size_bytes),
            audit_folders::finished_at.eq(now),
        ))
        .execute(c))?;
    Ok(())
}
