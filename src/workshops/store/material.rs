//! Files that go with a workshop or one session of it, in the database.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{material_files, stored_files, workshops};
use diesel::prelude::*;

/// That a file goes with a workshop.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = material_files)]
pub struct MaterialFile {
    /// Identifier.
    pub id: Id,
    /// With which workshop.
    pub workshop_id: Id,
    /// With which session of it; none: with all.
    pub session_id: Option<Id>,
    /// The file.
    pub file_id: Id,
    /// Since when.
    pub added_at: Instant,
    /// Who added it.
    pub added_by: Id,
    /// Since when it is no longer there.
    pub removed_at: Option<Instant>,
    /// Who took it away.
    pub removed_by: Option<Id>,
}

/// Such a file with what is known of its content.
#[derive(Clone, Debug)]
pub struct Material {
    /// With what it goes.
    pub row: MaterialFile,
    /// Its name.
    pub name: String,
    /// Media type, as found in the content.
    pub media_type: String,
    /// Bytes.
    pub size_bytes: i64,
    /// The hash under which its content is kept.
    pub hash: String,
}

/// A row as it is read.
type Read = (MaterialFile, String, String, i64, String);

impl From<Read> for Material {
    fn from((row, name, media_type, size_bytes, hash): Read) -> Self {
        Self {
            row,
            name,
            media_type,
            size_bytes,
            hash,
        }
    }
}

/// A file whose content is kept already.
pub(super) struct KeptFile<'f> {
    pub(super) id: Id,
    pub(super) hash: &'f str,
    pub(super) name: &'f str,
    pub(super) media_type: &'f str,
    pub(super) size_bytes: i64,
    pub(super) purpose: &'static str,
    pub(super) by: Id,
    pub(super) at: Instant,
}

/// Writes down that a file is kept.
pub(super) fn insert_kept(conn: &mut Conn, file: &KeptFile<'_>) -> QueryResult<()> {
    let row = (
        stored_files::id.eq(file.id),
        stored_files::hash.eq(file.hash),
        stored_files::name.eq(file.name),
        stored_files::media_type.eq(file.media_type),
        stored_files::size_bytes.eq(file.size_bytes),
        stored_files::purpose.eq(file.purpose),
        stored_files::created_by.eq(Some(file.by)),
        stored_files::created_at.eq(file.at),
    );
    on!(conn, c => diesel::insert_into(stored_files::table).values(row).execute(c))?;
    Ok(())
}

/// Adds a file whose content is kept already.
pub fn insert_material(conn: &mut Conn, material: &Material) -> QueryResult<()> {
    let row = &material.row;
    let file = KeptFile {
        id: row.file_id,
        hash: &material.hash,
        name: &material.name,
        media_type: &material.media_type,
        size_bytes: material.size_bytes,
        purpose: "material",
        by: row.added_by,
        at: row.added_at,
    };
    insert_kept(conn, &file)?;
    on!(conn, c => diesel::insert_into(material_files::table).values(row).execute(c))?;
    Ok(())
}

/// What goes with a workshop, and with this session of it, in the order in which it was added.
pub fn material_of(conn: &mut Conn, workshop_id: Id, session_id: Option<Id>) -> QueryResult<Vec<Material>> {
    let read: Vec<Read> = on!(conn, c => material_files::table
        .inner_join(stored_files::table)
        .filter(material_files::workshop_id.eq(workshop_id).and(material_files::removed_at.is_null()))
        .filter(material_files::session_id.is_null().or(material_files::session_id.eq(session_id)))
        .order((material_files::session_id.is_not_null(), material_files::added_at, material_files::id))
        .select((
            MaterialFile::as_select(),
            stored_files::name,
            stored_files::media_type,
            stored_files::size_bytes,
            stored_files::hash,
        ))
        .load(c))?;
    Ok(read.into_iter().map(Material::from).collect())
}

/// Nobody else adds a file to a workshop or a session of it until the transaction ends.
pub fn lock_material(conn: &mut Conn, workshop_id: Id) -> QueryResult<()> {
    // SQLite has one writer, whose transaction begins IMMEDIATE.
    if let Conn::Postgres(c) = conn {
        let _locked: Option<Id> = workshops::table
            .find(workshop_id)
            .select(workshops::id)
            .for_no_key_update()
            .first(*c)
            .optional()?;
    }
    Ok(())
}

/// A file that is there still.
pub fn find_material(conn: &mut Conn, id: Id) -> QueryResult<Option<Material>> {
    let read: Option<Read> = on!(conn, c => material_files::table
        .inner_join(stored_files::table)
        .filter(material_files::id.eq(id).and(material_files::removed_at.is_null()))
        .select((
            MaterialFile::as_select(),
            stored_files::name,
            stored_files::media_type,
            stored_files::size_bytes,
            stored_files::hash,
        ))
        .first(c)
        .optional())?;
    Ok(read.map(Material::from))
}

/// Takes a file away; false where somebody did already.
pub fn remove_material(conn: &mut Conn, id: Id, by: Id, now: Instant) -> QueryResult<bool> {
    let there = material_files::table.filter(material_files::id.eq(id).and(material_files::removed_at.is_null()));
    let gone = (material_files::removed_at.eq(Some(now)), material_files::removed_by.eq(Some(by)));
    Ok(on!(conn, c => diesel::update(there).set(gone).execute(c))? == 1)
}
