//! Evidence: the facts of who met which course when, by what means and how strongly; added or revoked with a reason, never edited.
//!
//! What teaches puts evidence in with [`store::record`]; what decides reads it with [`store::facts_of`]. The two never meet: both deeds
//! enqueue `evidence.changed` with the person, a recording also `evidence.recorded` with the evidence.

pub mod bulk;
pub mod store;

pub use store::{Evidence, NewEvidence, RecordOutcome};

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(_routes: &mut Routes) {}
