//! The player: a person's runs through courses, marked here, left and resumed at any time, ending in evidence.
//!
//! [`learning`] is every step with its rules, its statements and what follows, in one transaction each; pages and API share it. A run stays
//! on the version on which it began. Whoever used all attempts that a course allows can be given another ([`further`]).

pub mod api;
pub mod further;
pub mod job;
pub mod learning;
pub mod pages;
pub mod show;
pub mod store;
pub mod web;

pub use store::{Resume, resume_of, resumes_of};

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/training/table.csv", web::training::export);
    routes.get("/training/table.xlsx", web::training::export);
    routes.get("/courses/{code}/take", web::course::show);
    routes.post("/courses/{code}/take", web::course::begin);
    routes.get("/courses/{code}/further-attempts", web::further::list);
    routes.post("/courses/{code}/further-attempts", web::further::create);
    routes.get("/learning/{id}", web::course::resume);
    routes.get("/learning/{id}/result", web::course::result);
    routes.get("/learning/{id}/{module}/{screen}", web::screen::show);
    routes.post("/learning/{id}/{module}/{screen}", web::screen::send);
    routes.get("/api/v1/registrations", api::list);
    routes.post("/api/v1/registrations", api::begin);
    routes.get("/api/v1/registrations/{id}", api::show);
    routes.get("/api/v1/registrations/{id}/modules/{module}/screens/{screen}", api::show_screen);
    routes.post("/api/v1/registrations/{id}/answers", api::answer);
    routes.post("/api/v1/registrations/{id}/steps", api::step);
    routes.get("/api/v1/courses/{code}/further-attempts", api::further::list);
    routes.post("/api/v1/courses/{code}/further-attempts", api::further::create);
    routes.get("/api/v1/statements", api::statements);
}
