//! Imports and their rows in the database.

mod rows;

pub use rows::{
    RowFilter, StoredRow, clear_rows, count_absent, count_changes, count_rows, decline_row, declined, find_row, list_changes, list_rows,
    plans, references, stage, staged_subjects,
};

use super::options::Options;
use crate::on;
use crate::platform::db::{Conn, Json};
use crate::rules::id::{Id, Instant};
use crate::rules::import::header::{Mapping, signature};
use crate::schema::{import_mappings, imports, stored_files};
use diesel::prelude::*;

/// A file that was handed in, and how far it has come.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = imports, treat_none_as_null = true)]
pub struct Import {
    /// Identifier.
    pub id: Id,
    /// A word of [`Kind`](crate::rules::import::Kind).
    pub kind: String,
    /// Name of the file as it was handed in.
    pub file_name: String,
    /// Hash under which its bytes are kept.
    pub file_hash: String,
    /// Name of its encoding.
    pub encoding: String,
    /// What separates its cells; empty for a document.
    pub delimiter: String,
    /// A word of [`State`].
    pub state: String,
    /// What was said when it was handed in.
    pub options: Json<Options>,
    /// Which of its columns is which.
    pub mapping: Json<Mapping>,
    /// Its first line.
    pub header: Json<Vec<String>>,
    /// Rows of the file.
    pub rows_total: i32,
    /// Rows that the present step has done.
    pub rows_done: i32,
    /// Rows that bring something new.
    pub count_new: i32,
    /// Rows that change something.
    pub count_changed: i32,
    /// Rows that change nothing.
    pub count_unchanged: i32,
    /// Rows that are refused.
    pub count_refused: i32,
    /// Rows of people whose last day has passed.
    pub count_leavers: i32,
    /// Why it failed: the last part of a message key.
    pub error: Option<String>,
    /// Who handed it in; none: the command line.
    pub created_by: Option<Id>,
    /// When.
    pub created_at: Instant,
    /// When the check was done.
    pub checked_at: Option<Instant>,
    /// When it was applied.
    pub applied_at: Option<Instant>,
    /// When it was undone.
    pub undone_at: Option<Instant>,
    /// By whom; none: the command line.
    pub undone_by: Option<Id>,
    /// Rows that say something that is passed over, because the partner's own entry stays.
    pub count_kept: i32,
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A person must say which column is which.
    Mapping,
    /// Its rows are being checked.
    Checking,
    /// Its rows are checked; somebody decides.
    Checked,
    /// It is being applied.
    Applying,
    /// What it brings is there.
    Applied,
    /// Something changed between check and application; it must be checked again.
    Stale,
    /// It cannot be read or was given up by a fault of ours.
    Failed,
    /// Somebody set it aside before it was applied.
    Cancelled,
    /// It was applied and taken back.
    Undone,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Mapping,
        Self::Checking,
        Self::Checked,
        Self::Applying,
        Self::Applied,
        Self::Stale,
        Self::Failed,
        Self::Cancelled,
        Self::Undone,
    ];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mapping => "mapping",
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Applying => "applying",
            Self::Applied => "applied",
            Self::Stale => "stale",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Undone => "undone",
        }
    }
}

impl Import {
    /// How far it has come.
    pub fn state(&self) -> State {
        State::ALL
            .into_iter()
            .find(|state| state.as_str() == self.state)
            .unwrap_or(State::Failed)
    }

    /// The same, further.
    #[must_use]
    pub fn now_in(mut self, state: State) -> Self {
        state.as_str().clone_into(&mut self.state);
        self
    }
}

/// Adds an import.
pub fn insert(conn: &mut Conn, import: &Import) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(imports::table).values(import).execute(c))?;
    Ok(())
}

/// Names the file that an import keeps, so that it is not swept away.
pub fn insert_file(conn: &mut Conn, id: Id, import: &Import, media_type: &str, size_bytes: i64) -> QueryResult<()> {
    let row = (
        stored_files::id.eq(id),
        stored_files::hash.eq(&import.file_hash),
        stored_files::name.eq(&import.file_name),
        stored_files::media_type.eq(media_type),
        stored_files::size_bytes.eq(size_bytes),
        stored_files::purpose.eq("import"),
        stored_files::created_by.eq(import.created_by),
        stored_files::created_at.eq(import.created_at),
    );
    on!(conn, c => diesel::insert_into(stored_files::table).values(row).execute(c))?;
    Ok(())
}

/// One import, without scope: for jobs, and for handlers that compare its branches with the caller's.
pub fn find_any(conn: &mut Conn, id: Id) -> QueryResult<Option<Import>> {
    on!(conn, c => imports::table.find(id).select(Import::as_select()).first(c).optional())
}

/// One import that may be handled within these branches.
pub fn find(conn: &mut Conn, scope: &crate::organisations::Scope, id: Id) -> QueryResult<Option<Import>> {
    Ok(find_any(conn, id)?.filter(|import| import.options.0.is_within(scope)))
}

/// The import, held until the end of the transaction, so that two who handle it come one after the other.
pub fn hold(conn: &mut Conn, id: Id) -> QueryResult<Option<Import>> {
    match conn {
        // A writing transaction of SQLite is alone.
        Conn::Sqlite(c) => imports::table.find(id).select(Import::as_select()).first(*c).optional(),
        Conn::Postgres(c) => imports::table
            .find(id)
            .select(Import::as_select())
            .for_update()
            .first(*c)
            .optional(),
    }
}

/// Imports that may be handled within these branches, the newest first: `limit` of them, older than a certain one.
pub fn list(conn: &mut Conn, scope: &crate::organisations::Scope, older_than: Option<Id>, limit: usize) -> QueryResult<Vec<Import>> {
    let mut found = Vec::new();
    let mut before = older_than;
    while found.len() < limit {
        let page: Vec<Import> = on!(conn, c => {
            let mut query = imports::table.into_boxed();
            if let Some(id) = before {
                query = query.filter(imports::id.lt(id));
            }
            query.order(imports::id.desc()).limit(200).select(Import::as_select()).load(c)
        })?;
        let Some(last) = page.last() else { break };
        before = Some(last.id);
        found.extend(page.into_iter().filter(|import| import.options.0.is_within(scope)));
    }
    found.truncate(limit);
    Ok(found)
}

/// Writes an import as it now is.
pub fn update(conn: &mut Conn, import: &Import) -> QueryResult<()> {
    on!(conn, c => diesel::update(imports::table.find(import.id)).set(import).execute(c))?;
    Ok(())
}

/// Notes how many rows the present step has done.
pub fn note_progress(conn: &mut Conn, id: Id, rows_done: i32) -> QueryResult<()> {
    on!(conn, c => diesel::update(imports::table.find(id)).set(imports::rows_done.eq(rows_done)).execute(c))?;
    Ok(())
}

/// Removes an import and its rows: for a dry run that leaves nothing behind.
pub fn remove(conn: &mut Conn, id: Id) -> QueryResult<()> {
    clear_rows(conn, id)?;
    on!(conn, c => diesel::delete(imports::table.find(id)).execute(c))?;
    Ok(())
}

/// How a first line like this was understood the last time.
pub fn remembered_mapping(conn: &mut Conn, kind: &str, header: &[String]) -> QueryResult<Option<Mapping>> {
    let found: Option<Json<Mapping>> = on!(conn, c => import_mappings::table
        .find((kind, signature(header)))
        .select(import_mappings::mapping)
        .first(c)
        .optional())?;
    Ok(found.map(|mapping| mapping.0))
}

/// Remembers how a first line was understood.
pub fn remember_mapping(conn: &mut Conn, kind: &str, header: &[String], mapping: &Mapping, now: Instant) -> QueryResult<()> {
    let row = (
        import_mappings::kind.eq(kind),
        import_mappings::signature.eq(signature(header)),
        import_mappings::mapping.eq(Json(mapping.clone())),
        import_mappings::updated_at.eq(now),
    );
    on!(conn, c => diesel::insert_into(import_mappings::table)
        .values(&row)
        .on_conflict((import_mappings::kind, import_mappings::signature))
        .do_update()
        .set((import_mappings::mapping.eq(Json(mapping.clone())), import_mappings::updated_at.eq(now)))
        .execute(c))?;
    Ok(())
}
