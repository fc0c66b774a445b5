//! What imports leave for later: checking and applying.

use super::store::{self, State as Step};
use super::{apply, check};
use crate::platform::audit::By;
use crate::platform::error::Error;
use crate::platform::jobs::Job;
use crate::platform::state::State;
use crate::rules::id::Id;
use serde::{Deserialize, Serialize};

/// Which import, and on whose behalf.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Errand {
    import_id: Id,
    actor_id: Option<Id>,
    actor_name: String,
    by_token: bool,
    address: Option<String>,
    request_id: Option<String>,
}

impl Errand {
    pub(super) fn new(import_id: Id, by: &By) -> Self {
        Self {
            import_id,
            actor_id: by.actor_id,
            actor_name: by.actor_name.clone(),
            by_token: by.actor_kind == "token",
            address: by.address.clone(),
            request_id: by.request_id.clone(),
        }
    }

    fn of(job: &Job) -> Result<Self, Error> {
        serde_json::from_str(&job.payload).map_err(Error::internal)
    }

    /// Whoever asked for it, though a job does it.
    fn by(self) -> By {
        By {
            actor_id: self.actor_id,
            actor_name: self.actor_name,
            actor_kind: if self.by_token { "token" } else { "person" },
            address: self.address,
            request_id: self.request_id,
        }
    }
}

/// Runs an `imports.check` job.
pub async fn check(state: &State, job: &Job) -> Result<(), Error> {
    let id = Errand::of(job)?.import_id;
    let Some(import) = state.db.gather(move |conn| Ok(store::find_any(conn, id)?)).await? else {
        return Ok(());
    };
    let content = state.files.content(&import.file_hash).await?;
    let (owned, now) = (state.clone(), state.clock.now());
    let outcome = actix_web::web::block(move || check::run(&owned, id, &content, now, &mut |_| {})).await?;
    settle(state, id, outcome.map(drop)).await
}

/// Runs an `imports.apply` job.
pub async fn apply(state: &State, job: &Job) -> Result<(), Error> {
    let errand = Errand::of(job)?;
    let id = errand.import_id;
    let (owned, by, now) = (state.clone(), errand.by(), state.clock.now());
    let outcome = actix_web::web::block(move || apply::run(&owned, id, &by, now)).await?;
    settle(state, id, outcome.map(drop)).await
}

/// A fault of ours ends the import visibly; a busy database is tried again by the job.
async fn settle(state: &State, id: Id, outcome: Result<(), Error>) -> Result<(), Error> {
    if let Err(Error::Internal(_)) = &outcome {
        state
            .db
            .save(move |conn| {
                if let Some(mut import) = store::hold(conn, id)? {
                    import.error = Some("fault".to_owned());
                    store::update(conn, &import.now_in(Step::Failed))?;
                }
                Ok(())
            })
            .await?;
    }
    match outcome {
        // The import is gone: nothing is left to do.
        Err(Error::NotFound) => Ok(()),
        other => other,
    }
}
