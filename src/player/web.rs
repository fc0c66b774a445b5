//! Pages of the player.

pub mod course;
pub mod further;
pub mod screen;
pub mod training;

use super::learning::{Learner, Run};
use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::course::Language;
use crate::rules::id::Id;

/// Whoever asks, as the rules of learning take them.
pub fn learner(may: &May<Learn>, state: &State) -> Learner {
    let actor = &may.actor;
    Learner {
        chance: state.chance.clone(),
        home: state.config.server.public_url.clone(),
        person_id: actor.person.id,
        by: actor.by(),
        language: Language::from_code(actor.locale().code()).unwrap_or(Language::En),
        now: actor.now,
        today: actor.today(),
    }
}

/// One of the person's own runs.
async fn load(may: &May<Learn>, state: &State, id: Id) -> Result<Run, Error> {
    let person_id = may.actor.person.id;
    state
        .db
        .gather(move |conn| Run::load(conn, person_id, id))
        .await?
        .ok_or(Error::NotFound)
}

/// Where a run goes on, or how it ended.
fn way_on(run: &Run) -> String {
    match run.here().filter(|_| run.registration.is_running()) {
        Some(spot) => run.href(spot),
        None => format!("/learning/{}/result", run.registration.id),
    }
}
