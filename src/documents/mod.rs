//! Documents of somebody else: a learner, or whoever leads them, hands one in; whoever may record evidence recognises it or declines.
//!
//! A recognition records evidence of the strength `external_document` with the document's own end, and the obligations it counts for move
//! at once. Who recognised it, when, and as what, stays with the document. Both sides are told by mail.

pub mod api;
pub mod deed;
mod form;
pub mod mail;
pub mod pages;
pub mod store;
mod view;
mod web;

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/documents", web::list::own);
    routes.get("/documents/waiting", web::list::review);
    routes.get("/documents/new", web::hand_in::new_own);
    routes.post("/documents", web::hand_in::create_own);
    routes.get("/people/{id}/documents/new", web::hand_in::new);
    routes.post("/people/{id}/documents", web::hand_in::create);
    routes.get("/documents/{id}", web::document::show);
    routes.get("/documents/{id}/file", web::document::file);
    routes.post("/documents/{id}/answer", web::document::answer);
    routes.post("/documents/{id}/withdrawal", web::document::withdraw);
    routes.get("/api/v1/documents", api::list);
    routes.post("/api/v1/documents", api::create);
    routes.get("/api/v1/documents/{id}", api::show);
    routes.get("/api/v1/documents/{id}/file", api::file);
    routes.post("/api/v1/documents/{id}/answer", api::answer);
    routes.post("/api/v1/documents/{id}/withdrawal", api::withdraw);
    routes.get("/api/v1/me/documents", api::list_own);
    routes.post("/api/v1/me/documents", api::create_own);
}
