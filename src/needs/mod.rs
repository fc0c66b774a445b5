//! What a partner says it must learn, and what the manufacturer answers.
//!
//! A partner asks for a course or names a topic in its own words; others join in without seeing who else asked. The manufacturer owes each of
//! them an answer within so many working days (`training_need` in the ledger of duties): a day, something else that serves, or a refusal with
//! its reason. Whoever asked says whether it helps; where it does not, another answer is owed.

pub mod api;
pub mod deed;
pub mod form;
pub mod mail;
pub mod pages;
pub mod store;
mod view;
mod web;

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/needs", web::list::list);
    routes.post("/needs", web::ask::create);
    routes.get("/needs/new", web::ask::new);
    routes.get("/needs/{id}", web::need::show);
    routes.get("/needs/{id}/answer/new", web::answer::new);
    routes.post("/needs/{id}/answer", web::answer::create);
    routes.post("/needs/{id}/confirmation", web::need::confirm);
    routes.get("/needs/{id}/objection/new", web::reason::new_objection);
    routes.post("/needs/{id}/objection", web::reason::object);
    routes.get("/needs/{id}/withdrawal/new", web::reason::new_withdrawal);
    routes.post("/needs/{id}/withdrawal", web::reason::withdraw);
    routes.get("/needs/{id}/joining/new", web::join::new);
    routes.post("/needs/{id}/joining", web::join::create);
    routes.post("/needs/{id}/leaving", web::need::leave);
    routes.get("/api/v1/training-needs", api::list);
    routes.post("/api/v1/training-needs", api::ask);
    routes.get("/api/v1/training-needs/{id}", api::show);
    routes.post("/api/v1/training-needs/{id}/answers", api::act::answer);
    routes.post("/api/v1/training-needs/{id}/confirmation", api::act::confirm);
    routes.post("/api/v1/training-needs/{id}/objection", api::act::object);
    routes.post("/api/v1/training-needs/{id}/withdrawal", api::act::withdraw);
    routes.post("/api/v1/training-needs/{id}/joining", api::act::join);
    routes.delete("/api/v1/training-needs/{id}/joining", api::act::leave);
}
