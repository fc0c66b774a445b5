//! People: who they are, where they belong and in which job roles, how they sign in, and what they may do.
//!
//! [`guard::May`] is the only way for a handler to get an actor, and it names the permission that the handler needs.

pub mod address;
pub mod bulk;
pub mod guard;
pub mod job;
pub mod language;
pub mod mail;
pub mod menu;
pub mod pages;
pub mod password;
pub mod show;
pub mod sign_in;
pub mod store;
pub mod token;
mod tries;
mod web;

pub use guard::{Actor, Anybody, May};
pub use store::{Membership, Person};

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/", web::start::show);
    routes.post("/role", web::start::change_role);
    routes.get("/sign-in", web::sign_in::show);
    routes.post("/sign-in", web::sign_in::create);
    routes.post("/sign-in/end", web::sign_in::end);
    routes.get("/sign-in/code", web::code::show);
    routes.post("/sign-in/code", web::code::create);
    routes.get("/welcome/{token}", web::welcome::show);
    routes.post("/welcome/{token}", web::welcome::create);
    routes.get("/password/reset", web::reset::show);
    routes.post("/password/reset", web::reset::create);
    routes.get("/profile", web::profile::show);
    routes.post("/profile", web::profile::update);
    routes.get("/profile/password", web::profile::edit_password);
    routes.post("/profile/password", web::profile::update_password);
    routes.post("/profile/sign-ins/end", web::profile::end_others);
    routes.post("/profile/sign-ins/{id}/end", web::profile::end_sign_in);
}
