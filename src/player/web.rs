//! Pages of the player.

use super::learning::Learner;
use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::state::State;
use crate::rules::course::Language;

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
