//! Courses: stable identities, frozen published versions, modules of typed blocks, and the desk at which trainers write them.
//!
//! [`store`] keeps them, [`writing`] is every change with its rules and its audit entry, the same for pages and API. A course without any
//! version exists as soon as a file or a paper proof names its code.

pub mod bulk;
pub mod api;
pub mod shown;
pub mod store;
pub mod upload;
pub mod writing;

pub use store::{Course, Module, Published, Version, published};

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/content/files/{hash}", upload::serve);
    routes.get("/api/v1/courses", api::list);
    routes.post("/api/v1/courses", api::create);
    routes.get("/api/v1/courses/{code}", api::show);
    routes.get("/api/v1/courses/{code}/draft", api::show_draft);
    routes.post("/api/v1/courses/{code}/draft", api::begin_draft);
    routes.patch("/api/v1/courses/{code}/draft", api::update_draft);
    routes.post("/api/v1/courses/{code}/draft/modules", api::modules::add_module);
    routes.put("/api/v1/courses/{code}/draft/modules/{key}", api::modules::update_module);
    routes.delete("/api/v1/courses/{code}/draft/modules/{key}", api::modules::remove_module);
    routes.put("/api/v1/courses/{code}/draft/order", api::modules::order);
    routes.post("/api/v1/courses/{code}/versions", api::publish);
    routes.get("/api/v1/courses/{code}/versions/{number}", api::show_version);
    routes.post("/api/v1/course-files", api::keep_file);
}
