//! People: who they are, where they belong and in which job roles, how they sign in, and what they may do.
//!
//! [`guard::May`] is the only way for a handler to get an actor, and it names the permission that the handler needs.

mod address;
pub mod api;
pub mod bulk;
mod form;
pub mod guard;
pub mod job;
pub mod language;
pub mod mail;
mod manage;
pub mod menu;
mod own;
pub mod pages;
pub mod password;
mod preferences;
pub mod show;
pub mod sign_in;
pub mod store;
pub mod token;
mod tries;
mod web;

pub use guard::{Actor, Anybody, May};
pub use manage::Hand;
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
    routes.get("/profile/address", web::address::edit);
    routes.post("/profile/address", web::address::update);
    routes.post("/profile/address/withdrawal", web::address::withdraw);
    routes.get("/address/{token}", web::address::ask);
    routes.post("/address/{token}", web::address::confirm);
    routes.post("/profile/sign-ins/end", web::profile::end_others);
    routes.post("/profile/sign-ins/{id}/end", web::profile::end_sign_in);
    routes.get("/people", web::list::list);
    routes.get("/people/export.csv", web::export::export);
    routes.get("/people/export.xlsx", web::export::export);
    routes.get("/people/new", web::person_form::new);
    routes.post("/people", web::person_form::create);
    routes.get("/people/{id}", web::person::show);
    routes.get("/people/{id}/edit", web::person_form::edit);
    routes.post("/people/{id}", web::person_form::update);
    routes.get("/people/{id}/memberships/new", web::membership::new);
    routes.post("/people/{id}/memberships", web::membership::create);
    routes.get("/people/{id}/memberships/{membership_id}", web::membership::edit);
    routes.post("/people/{id}/memberships/{membership_id}", web::membership::update);
    routes.get("/people/{id}/memberships/{membership_id}/end", web::membership::ask_end);
    routes.post("/people/{id}/memberships/{membership_id}/end", web::membership::end);
    routes.get("/people/{id}/memberships/{membership_id}/move", web::transfer::new);
    routes.post("/people/{id}/memberships/{membership_id}/move", web::transfer::create);
    routes.post("/people/{id}/invitation", web::access::invite);
    routes.post("/organisations/{id}/invitations", web::access::invite_all);
    routes.post("/people/{id}/code-letter", web::access::letter);
    routes.get("/people/{id}/disable", web::access::ask_disable);
    routes.post("/people/{id}/disable", web::access::disable);
    routes.post("/people/{id}/enable", web::access::enable);
    routes.post("/people/{id}/sign-ins/end", web::access::end_sign_ins);
    routes.post("/people/{id}/roles", web::access::grant);
    routes.post("/people/{id}/roles/{role_id}/end", web::access::end_role);
    routes.get("/api/v1/people", api::list);
    routes.post("/api/v1/people", api::create);
    routes.get("/api/v1/people/{id}", api::show);
    routes.put("/api/v1/people/{id}", api::replace);
    routes.post("/api/v1/people/{id}/memberships", api::add_membership);
    routes.put("/api/v1/people/{id}/memberships/{membership_id}", api::replace_membership);
    routes.put("/api/v1/people/{id}/disablement", api::disable);
    routes.delete("/api/v1/people/{id}/disablement", api::enable);
    routes.post("/api/v1/people/{id}/invitation", api::invite);
    routes.get("/api/v1/people/{id}/roles", api::roles);
    routes.post("/api/v1/people/{id}/roles", api::grant);
    routes.delete("/api/v1/people/{id}/roles/{role_id}", api::end_role);
    routes.post("/api/v1/people/{id}/memberships/{membership_id}/end", api::access::end_membership);
    routes.post("/api/v1/people/{id}/memberships/{membership_id}/move", api::transfer::create);
    routes.post("/api/v1/people/{id}/code-letter", api::access::letter);
    routes.delete("/api/v1/people/{id}/sign-ins", api::access::end_sign_ins);
    routes.post("/api/v1/organisations/{id}/invitations", api::access::invite_all);
    routes.get("/api/v1/me", api::own::show);
    routes.put("/api/v1/me", api::own::update);
    routes.get("/api/v1/me/address", api::address::show);
    routes.put("/api/v1/me/address", api::address::update);
    routes.delete("/api/v1/me/address", api::address::withdraw);
    routes.post("/api/v1/address-confirmations", api::address::confirm);
    routes.get("/api/v1/me/sign-ins", api::own::sign_ins);
    routes.delete("/api/v1/me/sign-ins", api::own::end_others);
    routes.delete("/api/v1/me/sign-ins/{id}", api::own::end_sign_in);
}
