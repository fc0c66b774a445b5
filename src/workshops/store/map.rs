//! Drawn maps of rooms and of where sessions are, in the database.

use super::Found;
use super::material::{KeptFile, insert_kept};
use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{place_maps, stored_files};
use diesel::prelude::*;

/// Of what a map is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Of a room.
    Room(Id),
    /// Of where one session is.
    Session(Id),
}

impl Place {
    /// The path of its page and of what is done with it.
    pub fn path(self) -> String {
        match self {
            Self::Room(id) => format!("/rooms/{id}"),
            Self::Session(id) => format!("/sessions/{id}"),
        }
    }
}

/// That a picture is the map of a place.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = place_maps)]
pub struct MapRow {
    /// Identifier.
    pub id: Id,
    /// Of which room; none: of a session.
    pub resource_id: Option<Id>,
    /// Of which session; none: of a room.
    pub session_id: Option<Id>,
    /// The picture.
    pub file_id: Id,
    /// Since when.
    pub added_at: Instant,
    /// Who put it there.
    pub added_by: Id,
    /// Since when it is no longer there.
    pub removed_at: Option<Instant>,
    /// Who took it away, or put another in its place.
    pub removed_by: Option<Id>,
}

/// A map with what is known of its content.
#[derive(Clone, Debug)]
pub struct PlaceMap {
    /// Of what it is.
    pub row: MapRow,
    /// Its name.
    pub name: String,
    /// Media type, as found in the content; always of a picture.
    pub media_type: String,
    /// Bytes.
    pub size_bytes: i64,
    /// The hash under which its content is kept.
    pub hash: String,
}

/// A row as it is read.
type Read = (MapRow, String, String, i64, String);

/// Adds a map whose content is kept already; the one before was taken away.
pub fn insert_map(conn: &mut Conn, map: &PlaceMap) -> QueryResult<()> {
    let row = &map.row;
    let file = KeptFile {
        id: row.file_id,
        hash: &map.hash,
        name: &map.name,
        media_type: &map.media_type,
        size_bytes: map.size_bytes,
        purpose: "map",
        by: row.added_by,
        at: row.added_at,
    };
    insert_kept(conn, &file)?;
    on!(conn, c => diesel::insert_into(place_maps::table).values(row).execute(c))?;
    Ok(())
}

/// The map of a place.
pub fn map_of(conn: &mut Conn, place: Place) -> QueryResult<Option<PlaceMap>> {
    let read: Option<Read> = on!(conn, c => {
        let mut query = place_maps::table
            .inner_join(stored_files::table)
            .filter(place_maps::removed_at.is_null())
            .select((
                MapRow::as_select(),
                stored_files::name,
                stored_files::media_type,
                stored_files::size_bytes,
                stored_files::hash,
            ))
            .into_boxed();
        query = match place {
            Place::Room(id) => query.filter(place_maps::resource_id.eq(id)),
            Place::Session(id) => query.filter(place_maps::session_id.eq(id)),
        };
        query.first(c).optional()
    })?;
    Ok(read.map(|(row, name, media_type, size_bytes, hash)| PlaceMap {
        row,
        name,
        media_type,
        size_bytes,
        hash,
    }))
}

/// The map that stands on a session's page: its own, else that of the first of its rooms that has one.
pub fn map_at(conn: &mut Conn, found: &Found) -> QueryResult<Option<PlaceMap>> {
    let rooms = found.resources.iter().filter(|one| one.is_room()).map(|one| Place::Room(one.id));
    for place in [Place::Session(found.session.id)].into_iter().chain(rooms) {
        if let Some(map) = map_of(conn, place)? {
            return Ok(Some(map));
        }
    }
    Ok(None)
}

/// Takes a map away; false where somebody did already.
pub fn remove_map(conn: &mut Conn, id: Id, by: Id, now: Instant) -> QueryResult<bool> {
    let there = place_maps::table.filter(place_maps::id.eq(id).and(place_maps::removed_at.is_null()));
    let gone = (place_maps::removed_at.eq(Some(now)), place_maps::removed_by.eq(Some(by)));
    Ok(on!(conn, c => diesel::update(there).set(gone).execute(c))? == 1)
}
