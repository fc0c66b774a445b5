//! Doubles: two records of one person, found, looked at side by side and made one. Nothing that was proven, missed or decided is lost: every
//! earlier slice says itself how what it keeps goes over.

pub mod api;
mod deed;
pub mod pages;
mod store;
mod web;

pub use deed::{Merged, Standing, merge};

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/people/doubles", web::list);
    routes.post("/people/doubles/apart", web::set_apart);
    routes.get("/people/{id}/merge", web::choose);
    routes.get("/people/{id}/merge/{double_id}", web::preview);
    routes.post("/people/{id}/merge/{double_id}", web::merge);
    routes.get("/api/v1/people/doubles", api::list);
    routes.get("/api/v1/people/{id}/merge/{double_id}", api::preview);
    routes.post("/api/v1/people/{id}/merge/{double_id}", api::merge);
    routes.put("/api/v1/people/{id}/apart/{other_id}", api::set_apart);
}
