//! Pictures and files of courses. Only what was kept for a course is ever handed out by its hash: scans and documents about people are not.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::stored_files;
use diesel::prelude::*;

/// The purpose under which course files are kept.
const PURPOSE: &str = "course";

/// A picture or file of a course.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = stored_files)]
pub struct CourseFile {
    /// Identifier.
    pub id: Id,
    /// Hash of the content.
    pub hash: String,
    /// Name as uploaded.
    pub name: String,
    /// As found in the content.
    pub media_type: String,
    /// Bytes.
    pub size_bytes: i64,
    /// Always `course`.
    pub purpose: String,
    /// Who uploaded it.
    pub created_by: Option<Id>,
    /// When.
    pub created_at: Instant,
}

impl CourseFile {
    /// The record of a file that was just kept.
    pub fn new(id: Id, hash: String, name: String, media_type: &str, size_bytes: usize, by: Option<Id>, now: Instant) -> Self {
        Self {
            id,
            hash,
            name,
            media_type: media_type.to_owned(),
            size_bytes: i64::try_from(size_bytes).unwrap_or(i64::MAX),
            purpose: PURPOSE.to_owned(),
            created_by: by,
            created_at: now,
        }
    }
}

/// Adds the record of a file.
pub fn insert_file(conn: &mut Conn, file: &CourseFile) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(stored_files::table).values(file).execute(c))?;
    Ok(())
}

/// A course file by its identifier.
pub fn find_file(conn: &mut Conn, id: Id) -> QueryResult<Option<CourseFile>> {
    on!(conn, c => stored_files::table
        .find(id)
        .filter(stored_files::purpose.eq(PURPOSE))
        .select(CourseFile::as_select())
        .first(c)
        .optional())
}

/// A course file by the hash of its content.
pub fn find_file_by_hash(conn: &mut Conn, hash: &str) -> QueryResult<Option<CourseFile>> {
    on!(conn, c => stored_files::table
        .filter(stored_files::hash.eq(hash).and(stored_files::purpose.eq(PURPOSE)))
        .order(stored_files::created_at)
        .select(CourseFile::as_select())
        .first(c)
        .optional())
}
