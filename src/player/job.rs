//! What follows for those who are under way when a version comes out.

use super::store;
use crate::platform::error::Error;
use crate::platform::jobs::Job;
use crate::platform::state::State;
use crate::rules::course::ChangeKind;
use crate::rules::id::Id;
use serde::Deserialize;

/// A version was published; `courses` says which and how grave the change is.
pub const PUBLISHED: &str = "courses.published";

#[derive(Deserialize)]
struct Publication {
    course_id: Id,
    version_id: Id,
    change_kind: ChangeKind,
}

/// Where all must learn anew, whoever is under way begins again on the new version; a small improvement leaves them where they are.
pub async fn version_published(state: &State, job: &Job) -> Result<(), Error> {
    let publication: Publication = serde_json::from_str(&job.payload).map_err(Error::internal)?;
    if publication.change_kind == ChangeKind::Retake {
        let now = state.clock.now();
        state
            .db
            .save(move |conn| Ok(store::supersede(conn, publication.course_id, publication.version_id, now)?))
            .await?;
    }
    Ok(())
}
