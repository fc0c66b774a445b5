//! Letting a job that was set aside run again, for pages and calls alike.

use super::store;
use crate::organisations::store::top_path;
use crate::people::Actor;
use crate::platform::audit::{self, Deed};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::Id;

/// Lets it run again.
///
/// # Errors
///
/// [`Error::NotFound`] where no such job is set aside.
pub fn retry(conn: &mut Conn, state: &State, actor: &Actor, id: Id) -> Result<(), Error> {
    if !store::retry(conn, id, actor.now)? {
        return Err(Error::NotFound);
    }
    let deed = Deed {
        action: "job.retry",
        subject_kind: "jobs",
        subject_id: id.to_string(),
        subject_label: id.to_string(),
        organisation_path: top_path(conn)?,
        before: None,
        after: None,
    };
    Ok(audit::record(conn, &state.chance, actor.now, &actor.by(), deed)?)
}
