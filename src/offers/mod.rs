//! What the manufacturer offers each partner, and both sides side by side.
//!
//! Each partner is to be offered training at least once a year for each requirement that concerns anybody of it (`yearly_offer`). What counts
//! as an offer: courses that can be taken any day, in a language of the partner, for whatever its people still have to meet
//! (`rules::offer`), which stand as long as they do; or an offer that a training manager recorded, with its day, its kind, and a document
//! or a remark. [`job`] compares the network with the ledger each day, after requirements came into force and after courses were published,
//! and writes down what changed.

pub mod api;
pub mod job;
pub mod pages;
pub mod record;
mod refresh;
mod sides;
mod web;

pub use refresh::{Missing, missing};

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/both-sides", web::sides::show);
    routes.get("/both-sides/table.csv", web::sides::export);
    routes.get("/both-sides/table.xlsx", web::sides::export);
    routes.get("/duties/{id}/offers/new", web::offer::new);
    routes.post("/duties/{id}/offers", web::offer::create);
    routes.get("/api/v1/both-sides", api::sides);
    routes.post("/api/v1/duties/{id}/offers", api::record);
}
