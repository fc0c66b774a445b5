//! Items of practical sign-off, what was entered of them, and pictures of it, in the database.

use crate::on;
use crate::platform::db::{Conn, Json};
use crate::rules::course::Texts;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::sign_off::{Entry, Item};
use crate::schema::{sign_off_entries, sign_off_items, sign_off_photos, stored_files};
use diesel::prelude::*;
use serde::Serialize;

/// Something to be shown, as it is kept. Its words stay once something was entered of it: whoever changes them makes a new one.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = sign_off_items, treat_none_as_null = true)]
pub struct SignOffItem {
    /// Identifier.
    pub id: Id,
    /// Of which workshop.
    pub workshop_id: Id,
    /// Its place in the list, from 1 up.
    pub place: i32,
    /// What is to be shown.
    pub words: Json<Texts>,
    /// Whether there is no evidence without it.
    pub required: bool,
    /// Since when it is asked.
    pub created_at: Instant,
    /// Since when it is not any more.
    pub archived_at: Option<Instant>,
    /// The item of the course that it stands for; none: the workshop's own.
    pub course_item_id: Option<Id>,
}

impl SignOffItem {
    /// As the rules read it.
    pub fn item(&self) -> Item {
        Item {
            id: self.id,
            required: self.required,
        }
    }
}

/// What was entered; only ever added.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = sign_off_entries)]
pub struct SignOffEntry {
    /// Identifier.
    pub id: Id,
    /// Of which session.
    pub session_id: Id,
    /// Of which booking.
    pub booking_id: Id,
    /// Of which item.
    pub item_id: Id,
    /// Whether it was done.
    pub done: bool,
    /// What was seen.
    pub remark: Option<String>,
    /// Who else saw it.
    pub witness: Option<String>,
    /// Why it takes back that it was done.
    pub reason: Option<String>,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by_id: Id,
    /// For which version of the course; none: none was published.
    pub course_version_id: Option<Id>,
}

impl SignOffEntry {
    /// As the rules read it, of the version of this number.
    pub fn entry(&self, version: Option<i32>) -> Entry {
        Entry {
            id: self.id,
            booking_id: self.booking_id,
            item_id: self.item_id,
            done: self.done,
            at: self.at,
            version,
        }
    }
}

/// A picture that goes with an entry.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = sign_off_photos)]
pub struct SignOffPhoto {
    /// Identifier.
    pub id: Id,
    /// With which entry.
    pub entry_id: Id,
    /// The file.
    pub file_id: Id,
}

/// What a workshop asked for at an instant: what the course asks for, then its own, each in its order.
pub fn items_at(conn: &mut Conn, workshop_id: Id, at: Instant) -> QueryResult<Vec<SignOffItem>> {
    on!(conn, c => sign_off_items::table
        .filter(sign_off_items::workshop_id.eq(workshop_id))
        .filter(sign_off_items::created_at.le(at))
        .filter(sign_off_items::archived_at.is_null().or(sign_off_items::archived_at.gt(at)))
        .order((sign_off_items::course_item_id.is_null(), sign_off_items::place, sign_off_items::id))
        .select(SignOffItem::as_select())
        .load(c))
}

/// Whether anything was entered of an item.
pub fn is_entered(conn: &mut Conn, item_id: Id) -> QueryResult<bool> {
    let count: i64 = on!(conn, c => sign_off_entries::table.filter(sign_off_entries::item_id.eq(item_id)).count().get_result(c))?;
    Ok(count > 0)
}

/// Adds an item.
pub fn insert_item(conn: &mut Conn, item: &SignOffItem) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(sign_off_items::table).values(item).execute(c))?;
    Ok(())
}

/// Changes an item: its place, its words, or that it is asked no more.
pub fn update_item(conn: &mut Conn, item: &SignOffItem) -> QueryResult<()> {
    on!(conn, c => diesel::update(sign_off_items::table.find(item.id)).set(item).execute(c))?;
    Ok(())
}

/// Everything that was entered in a session, in the order of time.
pub fn entries_of(conn: &mut Conn, session_id: Id) -> QueryResult<Vec<SignOffEntry>> {
    on!(conn, c => sign_off_entries::table
        .filter(sign_off_entries::session_id.eq(session_id))
        .order((sign_off_entries::at, sign_off_entries::id))
        .select(SignOffEntry::as_select())
        .load(c))
}

/// Adds an entry.
pub fn insert_entry(conn: &mut Conn, entry: &SignOffEntry) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(sign_off_entries::table).values(entry).execute(c))?;
    Ok(())
}

/// Adds a picture.
pub fn insert_photo(conn: &mut Conn, photo: &SignOffPhoto) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(sign_off_photos::table).values(photo).execute(c))?;
    Ok(())
}

/// The pictures of a session.
pub fn photos_of(conn: &mut Conn, session_id: Id) -> QueryResult<Vec<SignOffPhoto>> {
    let entries = sign_off_entries::table
        .filter(sign_off_entries::session_id.eq(session_id))
        .select(sign_off_entries::id);
    on!(conn, c => sign_off_photos::table
        .filter(sign_off_photos::entry_id.eq_any(entries))
        .order(sign_off_photos::id)
        .select(SignOffPhoto::as_select())
        .load(c))
}

/// Name, media type and hash of a picture about a booking; none: it is of another one.
pub fn photo_file(conn: &mut Conn, booking_id: Id, photo_id: Id) -> QueryResult<Option<(String, String, String)>> {
    let entries = sign_off_entries::table
        .filter(sign_off_entries::booking_id.eq(booking_id))
        .select(sign_off_entries::id);
    on!(conn, c => sign_off_photos::table
        .inner_join(stored_files::table)
        .filter(sign_off_photos::id.eq(photo_id).and(sign_off_photos::entry_id.eq_any(entries)))
        .select((stored_files::name, stored_files::media_type, stored_files::hash))
        .first(c)
        .optional())
}
