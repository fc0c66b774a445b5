//! What a workshop asks of those who teach it.

use super::Hand;
use crate::platform::audit::{self, Deed};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::workshops::store::{self, Asked};
use serde_json::{Value, json};

/// Asks those who teach a workshop of this path for evidence of these courses. Sessions that there are stand; whoever plans them is told who lacks
/// it.
pub fn ask_of_trainers(conn: &mut Conn, hand: &Hand<'_>, id: Id, courses: &Asked, path: &str) -> Result<(), Error> {
    let before = store::trainer_courses(conn, &[id])?.remove(&id).unwrap_or_default();
    let codes = |asked: &Asked| -> Vec<String> { asked.iter().map(|(_, code)| code.clone()).collect() };
    let (before, after) = (codes(&before), codes(courses));
    if before == after {
        return Ok(());
    }
    let ids: Vec<Id> = courses.iter().map(|(id, _)| *id).collect();
    store::set_trainer_courses(conn, id, &ids)?;
    let state = |codes: Vec<String>| -> Option<Value> { Some(json!({ "trainer_courses": codes })) };
    let deed = Deed {
        action: "workshop.profile",
        subject_kind: "workshops",
        subject_id: id.to_string(),
        subject_label: id.to_string(),
        organisation_path: path.to_owned(),
        before: state(before),
        after: state(after),
    };
    Ok(audit::record(conn, &hand.state.chance, hand.now, &hand.by, deed)?)
}
