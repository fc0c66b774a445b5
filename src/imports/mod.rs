//! Imports: files of organisations, people, completions, requirements, facts and events are read, checked row by row, shown, applied as a whole, and undone
//! as long as nothing was built on them. Importing never sends mail.
//!
//! [`begin`] takes a file in, [`check`] stages what each row comes to, [`apply`] writes what was staged, [`undo`] takes it back. What each
//! row may say and change is decided in [`rules::import`](crate::rules::import); the rows are written by the `bulk` modules of the slices
//! that own them.

pub mod api;
pub mod apply;
pub mod begin;
pub mod check;
pub mod declination;
pub mod job;
pub mod options;
pub mod pages;
mod plan;
pub mod read;
pub mod refused;
pub mod requirements;
pub mod store;
pub mod undo;
mod web;
mod workbook;

pub use begin::{Upload, begin};
pub use options::Options;
pub use store::Import;

use crate::platform::routes::Routes;

/// Kind of the job that checks an import.
pub const CHECK: &str = "imports.check";

/// Kind of the job that applies an import.
pub const APPLY: &str = "imports.apply";

/// Kind of the job that says that an import was applied or undone: `{"import_id": …, "kind": "people"}`. What later slices make of people,
/// organisations, evidence and requirements is to be recalculated.
pub const APPLIED: &str = "imports.applied";

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/imports", web::list);
    routes.post("/imports", web::create);
    routes.get("/imports/new", web::new);
    routes.get("/imports/{id}", web::show);
    routes.get("/imports/{id}/columns", web::edit_columns);
    routes.post("/imports/{id}/columns", web::update_columns);
    routes.get("/imports/{id}/changes", web::changes);
    routes.get("/imports/{id}/refused", web::refused_file);
    routes.post("/imports/{id}/rows/{line}/declination", web::decline);
    routes.post("/imports/{id}/rows/{line}/declination/withdrawal", web::take_after_all);
    routes.post("/imports/{id}/check", web::check);
    routes.post("/imports/{id}/application", web::apply);
    routes.post("/imports/{id}/cancellation", web::cancel);
    routes.post("/imports/{id}/reversal", web::undo);
    routes.get("/api/v1/imports", api::list);
    routes.post("/api/v1/imports", api::create);
    routes.get("/api/v1/imports/{id}", api::show);
    routes.get("/api/v1/imports/{id}/rows", api::rows);
    routes.get("/api/v1/imports/{id}/refused", api::refused_file);
    routes.post("/api/v1/imports/{id}/rows/{line}/declination", api::decline);
    routes.delete("/api/v1/imports/{id}/rows/{line}/declination", api::take_after_all);
    routes.put("/api/v1/imports/{id}/columns", api::name_columns);
    routes.post("/api/v1/imports/{id}/check", api::check);
    routes.post("/api/v1/imports/{id}/application", api::apply);
    routes.post("/api/v1/imports/{id}/cancellation", api::cancel);
    routes.post("/api/v1/imports/{id}/reversal", api::undo);
}
