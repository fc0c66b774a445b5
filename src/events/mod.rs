//! Events: what happened on a day and somebody wrote down, such as an accident, a recall or a new software of a product. Requirements ask
//! for something so many days after it (`docs/obligations.md`, *Whom it concerns*).
//!
//! An event concerns everybody at an organisation and below it, of these only those who service a product, or one person alone.

pub mod api;
pub mod bulk;
pub mod deed;
pub mod pages;
pub mod store;
mod web;

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/events", web::list);
    routes.post("/events", web::record);
    routes.get("/events/new", web::new);
    routes.post("/events/{id}/withdrawal", web::withdraw);
    routes.post("/event-kinds", web::add_kind);
    routes.get("/api/v1/events", api::list);
    routes.post("/api/v1/events", api::record);
    routes.delete("/api/v1/events/{id}", api::withdraw);
    routes.get("/api/v1/event-kinds", api::kinds);
    routes.post("/api/v1/event-kinds", api::add_kind);
}
