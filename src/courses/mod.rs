//! Courses: stable identities, frozen published versions, modules of typed blocks, and the desk at which trainers write them.
//!
//! [`store`] keeps them, [`writing`] is every change with its rules and its audit entry, the same for pages and API. A course without any
//! version exists as soon as a file or a paper proof names its code.

pub mod api;
pub mod bulk;
mod difference;
mod form;
pub mod pages;
mod preview;
pub mod shown;
pub mod store;
pub mod upload;
mod web;
pub mod writing;

pub use store::{Course, Module, Published, Version, published, statements};

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/courses", web::course::list);
    routes.post("/courses", web::course::create);
    routes.get("/courses/new", web::course::new);
    routes.get("/courses/{code}", web::course::show);
    routes.post("/courses/{code}/draft", web::course::begin_draft);
    routes.get("/courses/{code}/settings", web::course::settings);
    routes.post("/courses/{code}/settings", web::course::save_settings);
    routes.post("/courses/{code}/modules", web::course::add_module);
    routes.post("/courses/{code}/order", web::course::order);
    routes.post("/courses/{code}/publication", web::course::publish);
    routes.get("/courses/{code}/modules/{key}", web::module::edit);
    routes.post("/courses/{code}/modules/{key}/settings", web::module::save_settings);
    routes.post("/courses/{code}/modules/{key}/blocks", web::module::add_block);
    routes.get("/courses/{code}/modules/{key}/blocks/{id}", web::open_block::show);
    routes.post("/courses/{code}/modules/{key}/blocks/{id}", web::open_block::update);
    routes.post("/courses/{code}/modules/{key}/order", web::module::order);
    routes.post("/courses/{code}/modules/{key}/removal", web::module::remove);
    routes.get("/courses/{code}/differences", web::difference::show);
    routes.get("/courses/{code}/preview/{module}/{screen}", web::preview::show);
    routes.post("/courses/{code}/preview/{module}/{screen}", web::preview::answer);
    routes.get("/content/files/{hash}", upload::serve);
    routes.get("/api/v1/courses", api::list);
    routes.post("/api/v1/courses", api::create);
    routes.get("/api/v1/courses/{code}", api::show);
    routes.get("/api/v1/courses/{code}/draft", api::show_draft);
    routes.post("/api/v1/courses/{code}/draft", api::begin_draft);
    routes.patch("/api/v1/courses/{code}/draft", api::update_draft);
    routes.get("/api/v1/courses/{code}/differences", api::difference::show);
    routes.get("/api/v1/courses/{code}/draft/preview/{module}/{screen}", api::preview::show);
    routes.post("/api/v1/courses/{code}/draft/preview/{module}/{screen}", api::preview::answer);
    routes.post("/api/v1/courses/{code}/draft/modules", api::modules::add_module);
    routes.put("/api/v1/courses/{code}/draft/modules/{key}", api::modules::update_module);
    routes.delete("/api/v1/courses/{code}/draft/modules/{key}", api::modules::remove_module);
    routes.put("/api/v1/courses/{code}/draft/order", api::modules::order);
    routes.post("/api/v1/courses/{code}/versions", api::publish);
    routes.get("/api/v1/courses/{code}/versions/{number}", api::show_version);
    routes.post("/api/v1/course-files", api::keep_file);
}
