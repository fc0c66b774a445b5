//! Obligations: requirements with their audiences, what follows from them for each person, pauses and waivers, and the overviews.
//!
//! What the pages show is a projection: [`recalculation`] makes it out of memberships, evidence, pauses and waivers, and [`comparison`]
//! compares it at any time. [`job`] runs it when one of these changed or a day came; slices after this one call the functions there.

pub mod ahead;
pub mod api;
pub mod assessment;
pub mod bulk;
pub mod comparison;
pub mod content;
pub mod entry;
pub mod equivalence;
pub mod exception;
pub mod excuse;
pub mod explanation;
pub mod export;
pub mod extension;
pub mod filed;
mod form;
pub mod job;
pub mod ladder;
pub mod mail;
pub mod pages;
mod past;
pub mod qualification;
pub mod reach;
pub mod recalculation;
pub mod requirement;
pub mod retirement;
pub mod store;
pub mod told;
pub mod training;
pub mod value;
mod web;

pub use comparison::{Comparison, recalculate_and_compare};
pub use explanation::{Explained, explain};
pub use form::{field_of, ladder as ladder_form};
pub use reach::{Reach, reach};
pub use recalculation::Cause;
pub use web::requirement::written;
pub use web::{ladder as ladder_view, sight};

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    api::routes(routes);
    routes.get("/obligations", web::overview::show);
    routes.get("/obligations/table.csv", web::overview::export);
    routes.get("/obligations/table.xlsx", web::overview::export);
    routes.get("/network", web::network::show);
    routes.get("/network/table.csv", web::network::export);
    routes.get("/network/table.xlsx", web::network::export);
    routes.get("/ahead", web::ahead::show);
    routes.get("/ahead/table.csv", web::ahead::export);
    routes.get("/ahead/table.xlsx", web::ahead::export);
    routes.get("/ahead/obligations", web::ahead_rows::show);
    routes.get("/ahead/obligations.csv", web::ahead_rows::export);
    routes.get("/ahead/obligations.xlsx", web::ahead_rows::export);
    routes.get("/requirements", web::requirement::list);
    routes.post("/requirements", web::requirement_form::create);
    routes.get("/requirements/new", web::requirement_form::new);
    routes.get("/requirements/{requirement}", web::requirement::show);
    routes.get("/requirements/{requirement}/edit", web::requirement_form::edit);
    routes.post("/requirements/{requirement}/draft", web::requirement_form::update);
    routes.post("/requirements/{requirement}/draft/removal", web::requirement::discard);
    routes.post("/requirements/{requirement}/entry", web::requirement::enter);
    routes.post("/requirements/{requirement}/entry/withdrawal", web::requirement::take_back);
    routes.get("/requirements/{requirement}/retirement/new", web::retirement::new);
    routes.post("/requirements/{requirement}/retirement", web::retirement::create);
    routes.post("/requirements/{requirement}/retirement/withdrawal", web::retirement::withdraw);
    routes.get("/requirements/{requirement}/changes", web::change::show);
    routes.get("/requirements/{requirement}/changes/table.csv", web::change::export);
    routes.get("/requirements/{requirement}/changes/table.xlsx", web::change::export);
    routes.get("/requirements/{requirement}/entries", web::entry::list);
    routes.post("/requirements/{requirement}/entries", web::entry::create);
    routes.post("/requirements/{requirement}/entries/{entry}/end", web::entry::end);
    routes.post("/requirements/{requirement}/entries/{entry}/withdrawal", web::entry::withdraw);
    routes.get("/courses/{code}/equivalences", web::equivalence::list);
    routes.post("/courses/{code}/equivalences", web::equivalence::create);
    routes.get("/courses/{code}/equivalences/{id}/end/new", web::equivalence::new_end);
    routes.post("/courses/{code}/equivalences/{id}/end", web::equivalence::end);
    routes.get("/courses/{code}/values", web::value::list);
    routes.post("/courses/{code}/values", web::value::create);
    routes.get("/courses/{code}/values/{id}/withdrawal/new", web::value::new_withdrawal);
    routes.post("/courses/{code}/values/{id}/withdrawal", web::value::withdraw);
    routes.get("/training/{requirement}/extensions/new", web::extension::new_own);
    routes.post("/training/{requirement}/extensions", web::extension::ask_own);
    routes.get("/people/{id}/extensions/new", web::extension::new);
    routes.post("/people/{id}/extensions", web::extension::create);
    routes.get("/exceptions", web::exceptions::list);
    routes.get("/exceptions/table.csv", web::exceptions_file::groups);
    routes.get("/exceptions/table.xlsx", web::exceptions_file::groups);
    routes.get("/exceptions/{requirement}/{path}/{why}/table.csv", web::exceptions_file::people);
    routes.get("/exceptions/{requirement}/{path}/{why}/table.xlsx", web::exceptions_file::people);
    routes.get("/exceptions/{requirement}/{path}/{why}", web::exceptions::show);
    routes.post("/exceptions/{requirement}/{path}/{why}", web::exceptions::update);
    routes.get("/extensions", web::extensions::list);
    routes.get("/extensions/table.csv", web::extensions::export);
    routes.get("/extensions/table.xlsx", web::extensions::export);
    routes.get("/extensions/{id}", web::extensions::show);
    routes.post("/extensions/{id}/answer", web::extensions::update);
    routes.get("/record", web::record::own);
    routes.get("/record/table.csv", web::record::own_export);
    routes.get("/record/table.xlsx", web::record::own_export);
    routes.get("/people/{id}/record", web::record::show);
    routes.get("/people/{id}/record/table.csv", web::record::export);
    routes.get("/people/{id}/record/table.xlsx", web::record::export);
    routes.get("/people/{id}/pauses/new", web::excuse::new);
    routes.post("/people/{id}/pauses", web::excuse::create);
    routes.get("/people/{id}/pauses/{excuse}/withdrawal/new", web::excuse::new_withdrawal);
    routes.post("/people/{id}/pauses/{excuse}/withdrawal", web::excuse::withdraw);
    routes.get("/people/{id}/waivers/new", web::excuse::new);
    routes.post("/people/{id}/waivers", web::excuse::create);
    routes.get("/people/{id}/waivers/{excuse}/withdrawal/new", web::excuse::new_withdrawal);
    routes.post("/people/{id}/waivers/{excuse}/withdrawal", web::excuse::withdraw);
}
