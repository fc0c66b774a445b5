//! Evidence: the facts of who met which course when, by what means and how strongly; added or revoked with a reason, never edited.
//!
//! What teaches puts evidence in with [`store::record`]; what decides reads it with [`store::facts_of`]. The two never meet: both deeds
//! enqueue `evidence.changed` with the person, a recording also `evidence.recorded` with the evidence. A course attended on paper is
//! recorded for a list of people ([`paper`]).

pub mod api;
pub mod bulk;
pub mod pages;
pub mod paper;
pub mod store;
mod web;

pub use store::{Evidence, NewEvidence, RecordOutcome};

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/evidence/new", web::new);
    routes.post("/evidence", web::create);
    routes.get("/api/v1/evidence", api::list);
    routes.post("/api/v1/evidence", api::create);
    routes.get("/api/v1/evidence/{id}", api::show);
    routes.get("/api/v1/me/evidence", api::list_own);
}
