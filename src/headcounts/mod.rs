//! Head counts: at every location of a kind there are always so many people with a proof, and the day on which that will break.
//!
//! A training manager says what is asked ([`deed`]); how each location stands follows from who works there until when and from when their
//! proof ends ([`standing`]). It is the partner who owes it: the ledger ([`record`]) keeps since when there are too few, what was missed with
//! its days, and the day on which there will be too few.

pub mod api;
pub mod deed;
pub mod form;
pub mod job;
pub mod pages;
mod past;
pub mod record;
pub mod standing;
pub mod store;
mod web;

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/head-counts", web::show::list);
    routes.post("/head-counts", web::write::create);
    routes.get("/head-counts/new", web::write::new);
    routes.get("/head-counts/table.csv", web::file::list);
    routes.get("/head-counts/table.xlsx", web::file::list);
    routes.get("/head-counts/{id}", web::show::show);
    routes.get("/head-counts/{id}/table.csv", web::file::export);
    routes.get("/head-counts/{id}/table.xlsx", web::file::export);
    routes.post("/head-counts/{id}/retirement", web::write::retire);
    routes.get("/api/v1/head-counts", api::list);
    routes.post("/api/v1/head-counts", api::create);
    routes.get("/api/v1/head-counts/{id}/locations", api::locations);
    routes.post("/api/v1/head-counts/{id}/retirement", api::retire);
}
