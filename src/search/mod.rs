//! Searching in everything that somebody may see: people, organisations, courses, requirements, workshops, sessions and certificates.
//!
//! [`find`] asks the stores of the slices before it, each with the scope that its own pages take, so that a search finds and counts nothing
//! that no page would show. Pages and calls share it.

pub mod api;
pub mod find;
pub mod pages;
mod web;

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/search", web::show);
    routes.get("/api/v1/search", api::search);
}
