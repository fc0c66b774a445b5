//! The first page: each role begins where its work is.

use crate::people::guard::{Anybody, Learn, May};
use crate::people::store;
use crate::platform::answer;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::person::Role;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Where a role's work is.
pub fn page_of(role: Role) -> &'static str {
    match role {
        Role::PlatformAdmin => "/administration",
        Role::TrainingManager | Role::PartnerManager => "/network",
        Role::Trainer => "/courses",
        Role::PartnerAdmin | Role::TeamLead => "/obligations",
        Role::HotlineExpert | Role::Learner => "/training",
    }
}

/// `GET /`
pub async fn show(whoever: Anybody) -> HttpResponse {
    match &whoever.actor {
        Some(actor) => answer::go(page_of(actor.role())),
        None => answer::go("/sign-in"),
    }
}

/// Which role's pages somebody wants to see.
#[derive(Debug, Deserialize)]
pub struct RoleForm {
    #[serde(default)]
    role: String,
}

/// `POST /role`: another role of the same person, for this sign-in. It changes what is shown first, never what is allowed.
pub async fn change_role(may: May<Learn>, state: web::Data<State>, form: web::Form<RoleForm>) -> Result<HttpResponse, Error> {
    let role: Role = form.role.parse().map_err(|_| Error::field("role", "fault-role"))?;
    let sign_in_id = may.actor.sign_in_id.ok_or(Error::Forbidden)?;
    if role != Role::Learner && !may.actor.grants.iter().any(|grant| grant.role == role) {
        return Err(Error::Forbidden);
    }
    state.db.save(move |conn| Ok(store::act_as(conn, sign_in_id, role)?)).await?;
    Ok(answer::go(page_of(role)))
}
