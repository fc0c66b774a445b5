//! Own fields: what the manufacturer wants to know of people and organisations beyond what everybody has, for audiences to ask about.
//!
//! Values are facts with days: those of organisations are the facts that organisations have anyway, by the field's code; those of people
//! have a table of the same shape. Their stores belong to `organisations` and `people`; here is who may define fields and fill them in.

pub mod api;
pub mod deed;
pub mod pages;
pub mod value;
mod web;

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/fields", web::list);
    routes.post("/fields", web::create);
    routes.get("/fields/new", web::new);
    routes.get("/fields/{id}", web::edit);
    routes.post("/fields/{id}", web::update);
    routes.post("/fields/{id}/archive", web::archive);
    routes.post("/fields/{id}/restore", web::restore);
    routes.get("/people/{id}/fields/{code}", web::value::of_person);
    routes.post("/people/{id}/fields/{code}", web::value::fill_person);
    routes.post("/people/{id}/fields/{code}/{value_id}/end", web::value::end_of_person);
    routes.post("/people/{id}/fields/{code}/{value_id}/withdrawal", web::value::withdraw_of_person);
    routes.get("/profile/fields/{code}", web::value::of_oneself);
    routes.post("/profile/fields/{code}", web::value::fill_oneself);
    routes.post("/profile/fields/{code}/{value_id}/end", web::value::end_of_oneself);
    routes.get("/organisations/{id}/fields/{code}", web::value::of_organisation);
    routes.post("/organisations/{id}/fields/{code}", web::value::fill_organisation);
    routes.post("/organisations/{id}/fields/{code}/{value_id}/end", web::value::end_of_organisation);
    routes.post(
        "/organisations/{id}/fields/{code}/{value_id}/withdrawal",
        web::value::withdraw_of_organisation,
    );
    routes.get("/api/v1/fields", api::list);
    routes.post("/api/v1/fields", api::create);
    routes.put("/api/v1/fields/{id}", api::update);
    routes.put("/api/v1/fields/{id}/archive", api::archive);
    routes.delete("/api/v1/fields/{id}/archive", api::restore);
    routes.get("/api/v1/me/fields", api::own::list);
    routes.put("/api/v1/me/fields/{code}", api::own::fill);
    routes.post("/api/v1/me/fields/{code}/{value_id}/end", api::own::end);
    routes.get("/api/v1/people/{id}/fields", api::value::of_person);
    routes.put("/api/v1/people/{id}/fields/{code}", api::value::fill_person);
    routes.post("/api/v1/people/{id}/fields/{code}/{value_id}/end", api::value::end_of_person);
    routes.delete("/api/v1/people/{id}/fields/{code}/{value_id}", api::value::withdraw_of_person);
    routes.get("/api/v1/organisations/{id}/fields", api::value::of_organisation);
    routes.put("/api/v1/organisations/{id}/fields/{code}", api::value::fill_organisation);
    routes.post(
        "/api/v1/organisations/{id}/fields/{code}/{value_id}/end",
        api::value::end_of_organisation,
    );
    routes.delete(
        "/api/v1/organisations/{id}/fields/{code}/{value_id}",
        api::value::withdraw_of_organisation,
    );
}
