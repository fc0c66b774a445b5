//! Drawn maps of rooms and of where sessions are.

use super::{Hand, NewMaterial};
use crate::platform::audit::{self, Deed};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::workshops::store::{self, MapRow, Place, PlaceMap};

/// A place that may have a map.
#[derive(Clone, Debug)]
pub struct MapHolder {
    /// Which.
    pub place: Place,
    /// Path of whose it is.
    pub path: String,
    /// What it is called: the room, or what is taught.
    pub label: String,
}

/// Puts a picture there as the map of a place, instead of the one before. Two who do it at once do it one after the other.
pub fn put_map(conn: &mut Conn, hand: &Hand<'_>, holder: &MapHolder, new: NewMaterial) -> Result<PlaceMap, Error> {
    let added_by = hand.person_id.ok_or_else(|| Error::internal("nobody's map"))?;
    match holder.place {
        Place::Room(id) => store::lock_resources(conn, &[id])?,
        Place::Session(id) => {
            store::lock(conn, id)?.ok_or(Error::NotFound)?;
        }
    }
    let before = store::map_of(conn, holder.place)?;
    if let Some(before) = &before {
        store::remove_map(conn, before.row.id, added_by, hand.now)?;
    }
    let (resource_id, session_id) = match holder.place {
        Place::Room(id) => (Some(id), None),
        Place::Session(id) => (None, Some(id)),
    };
    let map = PlaceMap {
        row: MapRow {
            id: hand.state.chance.id(hand.now),
            resource_id,
            session_id,
            file_id: hand.state.chance.id(hand.now),
            added_at: hand.now,
            added_by,
            removed_at: None,
            removed_by: None,
        },
        name: new.name,
        media_type: new.media.media_type.to_owned(),
        size_bytes: i64::try_from(new.size).unwrap_or(i64::MAX),
        hash: new.hash,
    };
    store::insert_map(conn, &map)?;
    record(conn, hand, holder, "map.put", before.as_ref(), Some(&map))?;
    Ok(map)
}

/// Takes the map of a place away; its content stays with the log.
///
/// # Errors
///
/// [`Error::NotFound`] where there is none.
pub fn remove_map(conn: &mut Conn, hand: &Hand<'_>, holder: &MapHolder) -> Result<(), Error> {
    let by = hand.person_id.ok_or_else(|| Error::internal("nobody's deed"))?;
    let map = store::map_of(conn, holder.place)?.ok_or(Error::NotFound)?;
    if !store::remove_map(conn, map.row.id, by, hand.now)? {
        return Err(Error::NotFound);
    }
    record(conn, hand, holder, "map.remove", Some(&map), None)
}

fn record(
    conn: &mut Conn,
    hand: &Hand<'_>,
    holder: &MapHolder,
    action: &str,
    before: Option<&PlaceMap>,
    after: Option<&PlaceMap>,
) -> Result<(), Error> {
    let (kind, id) = match holder.place {
        Place::Room(id) => ("resources", id),
        Place::Session(id) => ("sessions", id),
    };
    let told = |map: &PlaceMap| serde_json::json!({ "id": map.row.id, "file": map.name, "hash": map.hash, "size_bytes": map.size_bytes });
    let deed = Deed {
        action,
        subject_kind: kind,
        subject_id: id.to_string(),
        subject_label: holder.label.clone(),
        organisation_path: holder.path.clone(),
        before: before.map(told),
        after: after.map(told),
    };
    Ok(audit::record(conn, &hand.state.chance, hand.now, &hand.by, deed)?)
}
