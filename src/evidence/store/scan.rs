//! The file behind a proof, in the database.

use crate::evidence::paper::Scan;
use crate::on;
use crate::platform::db::Conn;
use crate::platform::media;
use crate::rules::id::{Id, Instant};
use crate::schema::stored_files;
use diesel::prelude::*;

/// Adds the row of a scan whose content is kept under this hash.
pub fn insert_scan(conn: &mut Conn, id: Id, scan: &Scan, hash: &str, by: Option<Id>, now: Instant) -> QueryResult<Id> {
    let kind = media::of(&scan.content);
    let row = (
        stored_files::id.eq(id),
        stored_files::hash.eq(hash),
        stored_files::name.eq(media::clean_name(&scan.name, kind.map_or("bin", |kind| kind.ending))),
        stored_files::media_type.eq(kind.map_or("application/octet-stream", |kind| kind.media_type)),
        stored_files::size_bytes.eq(i64::try_from(scan.content.len()).unwrap_or(i64::MAX)),
        stored_files::purpose.eq("evidence"),
        stored_files::created_by.eq(by),
        stored_files::created_at.eq(now),
    );
    on!(conn, c => diesel::insert_into(stored_files::table).values(row).execute(c))?;
    Ok(id)
}
