//! Files that go with a workshop or one session of it.

use super::Hand;
use crate::platform::audit::{self, Deed};
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::form::Faults;
use crate::platform::media::Media;
use crate::rules::id::Id;
use crate::rules::workshop::material::{Full, MOST_FILES, MOST_MEBIBYTES, full};
use crate::workshops::store::{self, Material, MaterialFile};

/// With what a file goes.
#[derive(Clone, Debug)]
pub struct Holder {
    /// Which workshop.
    pub workshop_id: Id,
    /// Which session of it; none: all.
    pub session_id: Option<Id>,
    /// Path of who holds the workshop.
    pub path: String,
    /// What is taught.
    pub label: String,
}

/// A file whose content is kept already.
#[derive(Clone, Debug)]
pub struct NewMaterial {
    /// Its name, cleaned.
    pub name: String,
    /// What it is, by its content.
    pub media: Media,
    /// Bytes.
    pub size: usize,
    /// The hash under which it is kept.
    pub hash: String,
}

/// Whether a file of so many bytes still goes with these; those of the workshop do not count for a session of it.
///
/// # Errors
///
/// A fault of `file` where there are too many, or where they would be too large together.
pub fn check_room(holder: &Holder, files: &[Material], size: usize) -> Result<(), Error> {
    let own = files.iter().filter(|file| file.row.session_id == holder.session_id);
    let sizes: Vec<i64> = own.map(|file| file.size_bytes).collect();
    let message = match full(&sizes, i64::try_from(size).unwrap_or(i64::MAX)) {
        None => return Ok(()),
        Some(Full::Files) => Message::new("material-full-files").with("most", MOST_FILES),
        Some(Full::Mebibytes) => Message::new("material-full-size").with("most", MOST_MEBIBYTES),
    };
    let mut faults = Faults::new();
    faults.add("file", message);
    faults.done()
}

/// Adds a file.
///
/// # Errors
///
/// As [`check_room`] where others added theirs first.
pub fn add_material(conn: &mut Conn, hand: &Hand<'_>, holder: &Holder, new: NewMaterial) -> Result<Material, Error> {
    let added_by = hand.person_id.ok_or_else(|| Error::internal("nobody's file"))?;
    store::lock_material(conn, holder.workshop_id)?;
    let standing = store::material_of(conn, holder.workshop_id, holder.session_id)?;
    check_room(holder, &standing, new.size)?;
    let material = Material {
        row: MaterialFile {
            id: hand.state.chance.id(hand.now),
            workshop_id: holder.workshop_id,
            session_id: holder.session_id,
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
    store::insert_material(conn, &material)?;
    record(conn, hand, holder, "material.add", None, Some(told(&material)))?;
    Ok(material)
}

/// Takes a file away; its content stays with the log.
///
/// # Errors
///
/// [`Error::NotFound`] where it is gone already.
pub fn remove_material(conn: &mut Conn, hand: &Hand<'_>, holder: &Holder, material: &Material) -> Result<(), Error> {
    let by = hand.person_id.ok_or_else(|| Error::internal("nobody's deed"))?;
    if !store::remove_material(conn, material.row.id, by, hand.now)? {
        return Err(Error::NotFound);
    }
    record(conn, hand, holder, "material.remove", Some(told(material)), None)
}

fn told(material: &Material) -> serde_json::Value {
    serde_json::json!({ "id": material.row.id, "file": material.name, "hash": material.hash, "size_bytes": material.size_bytes })
}

fn record(
    conn: &mut Conn,
    hand: &Hand<'_>,
    holder: &Holder,
    action: &str,
    before: Option<serde_json::Value>,
    after: Option<serde_json::Value>,
) -> Result<(), Error> {
    let (kind, id) = match holder.session_id {
        Some(id) => ("sessions", id),
        None => ("workshops", holder.workshop_id),
    };
    let deed = Deed {
        action,
        subject_kind: kind,
        subject_id: id.to_string(),
        subject_label: holder.label.clone(),
        organisation_path: holder.path.clone(),
        before,
        after,
    };
    Ok(audit::record(conn, &hand.state.chance, hand.now, &hand.by, deed)?)
}
