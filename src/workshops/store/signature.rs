//! Signatures, in the database: only ever added.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{attendance_signatures, stored_files};
use diesel::prelude::*;
use serde::Serialize;

/// That somebody signed for a part.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = attendance_signatures)]
pub struct Signature {
    /// Identifier.
    pub id: Id,
    /// Of which session.
    pub session_id: Id,
    /// Of which booking.
    pub booking_id: Id,
    /// Of which part.
    pub part_id: Id,
    /// The name that was typed instead of drawn.
    pub name: Option<String>,
    /// The drawing.
    pub file_id: Option<Id>,
    /// When.
    pub at: Instant,
    /// On whose device.
    pub by_id: Id,
}

/// Adds a signature.
pub fn insert_signature(conn: &mut Conn, signature: &Signature) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(attendance_signatures::table).values(signature).execute(c))?;
    Ok(())
}

/// Adds the row of a drawing whose content is kept under this hash.
pub fn insert_drawing(conn: &mut Conn, id: Id, hash: &str, size: usize, by: Id, now: Instant) -> QueryResult<()> {
    let row = (
        stored_files::id.eq(id),
        stored_files::hash.eq(hash),
        stored_files::name.eq("signature.svg"),
        stored_files::media_type.eq("image/svg+xml"),
        stored_files::size_bytes.eq(i64::try_from(size).unwrap_or(i64::MAX)),
        stored_files::purpose.eq("signature"),
        stored_files::created_by.eq(Some(by)),
        stored_files::created_at.eq(now),
    );
    on!(conn, c => diesel::insert_into(stored_files::table).values(row).execute(c))?;
    Ok(())
}

/// The signatures of a session with the hash of each drawing, in the order of time.
pub fn signatures_of(conn: &mut Conn, session_id: Id) -> QueryResult<Vec<(Signature, Option<String>)>> {
    on!(conn, c => attendance_signatures::table
        .left_join(stored_files::table)
        .filter(attendance_signatures::session_id.eq(session_id))
        .order((attendance_signatures::at, attendance_signatures::id))
        .select((Signature::as_select(), stored_files::hash.nullable()))
        .load(c))
}
