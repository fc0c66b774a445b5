//! What is done with rooms, equipment and the days on which those who teach are away.

use super::Hand;
use crate::people::store as people;
use crate::platform::audit::{self, Deed};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::workshops::store::{self, Absence, Resource};

/// Adds or changes a room or a piece of equipment of the organisation at this path; false where somebody else changed it meanwhile.
pub fn save_resource(conn: &mut Conn, hand: &Hand<'_>, resource: &Resource, before: Option<&Resource>, path: &str) -> Result<bool, Error> {
    match before {
        None => store::insert_resource(conn, resource)?,
        Some(before) if !store::update_resource(conn, resource, before.revision)? => return Ok(false),
        Some(_) => {}
    }
    let deed = Deed {
        action: if before.is_none() { "resource.create" } else { "resource.change" },
        subject_kind: "resources",
        subject_id: resource.id.to_string(),
        subject_label: resource.name.clone(),
        organisation_path: path.to_owned(),
        before: before.and_then(audit::state),
        after: audit::state(resource),
    };
    audit::record(conn, &hand.state.chance, hand.now, &hand.by, deed)?;
    Ok(true)
}

/// Takes a room or a piece of equipment out of use, or into use again. What needs it keeps it.
pub fn archive(conn: &mut Conn, hand: &Hand<'_>, resource: &Resource, path: &str, aside: bool) -> Result<(), Error> {
    let after = Resource {
        archived_at: aside.then_some(hand.now),
        updated_at: hand.now,
        revision: resource.revision + 1,
        ..resource.clone()
    };
    if !save_resource(conn, hand, &after, Some(resource), path)? {
        return Err(Error::refused("workshop-changed-meanwhile"));
    }
    Ok(())
}

/// Enters that somebody who teaches is away.
pub fn go_away(conn: &mut Conn, hand: &Hand<'_>, absence: &Absence) -> Result<(), Error> {
    store::insert_absence(conn, absence)?;
    record(conn, hand, "absence.create", absence)
}

/// Takes that back.
pub fn come_back(conn: &mut Conn, hand: &Hand<'_>, absence: &Absence) -> Result<(), Error> {
    store::remove_absence(conn, absence.id)?;
    record(conn, hand, "absence.remove", absence)
}

fn record(conn: &mut Conn, hand: &Hand<'_>, action: &str, absence: &Absence) -> Result<(), Error> {
    let id: Id = absence.person_id;
    let deed = Deed {
        action,
        subject_kind: "people",
        subject_id: id.to_string(),
        subject_label: people::name_of(conn, id)?,
        organisation_path: String::new(),
        before: None,
        // Not what for: why somebody is away is nobody else's business.
        after: audit::state(&serde_json::json!({ "from_on": absence.from_on, "to_on": absence.to_on })),
    };
    Ok(audit::record(conn, &hand.state.chance, hand.now, &hand.by, deed)?)
}
