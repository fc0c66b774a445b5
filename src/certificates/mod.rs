//! Certificates: the documents issued for evidence, with number, code and a public page to check them.
//!
//! A job issues one for each pass of our own ([`issue`]); revoking takes proof and certificate back together ([`revocation`]).

pub mod api;
mod document;
pub mod issue;
pub mod job;
pub mod pages;
pub mod revocation;
pub mod store;
mod web;
mod wording;

pub use store::Certificate;
pub use web::{seen_by, title};

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/c", web::check::form);
    routes.get("/c/{code}", web::check::show);
    routes.get("/certificates", web::list::own);
    routes.get("/certificates/branch", web::list::branch);
    routes.get("/certificates/{id}/file", web::list::file);
    routes.get("/evidence/{id}", web::proof::show);
    routes.get("/evidence/{id}/file", web::proof::scan);
    routes.get("/evidence/{id}/revocation/new", web::proof::new_revocation);
    routes.post("/evidence/{id}/revocation", web::proof::revoke);
    routes.get("/api/v1/certificates", api::list);
    routes.get("/api/v1/certificates/{id}", api::show);
    routes.get("/api/v1/certificates/{id}/file", api::file);
    routes.get("/api/v1/me/certificates", api::own::list);
    routes.get("/api/v1/me/certificates/{id}/file", api::own::file);
    routes.get("/api/v1/evidence/{id}/file", api::own::scan);
    routes.get("/api/v1/certificate-checks/{code}", api::check_code);
    routes.post("/api/v1/evidence/{id}/revocation", api::revoke);
}
