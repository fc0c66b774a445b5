//! The caller's own mail address: a new one counts once whoever reads it has confirmed it.

use crate::people::address;
use crate::people::form::read_address;
use crate::people::guard::{Anybody, Learn, May};
use crate::people::store::address as waiting;
use crate::people::web::profile::password_holds;
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request::Json;
use crate::platform::state::State;
use actix_web::HttpResponse;
use actix_web::web::Data;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The caller's mail address.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnAddress {
    /// Where mail goes; null: nowhere.
    pub email: Option<String>,
    /// A new one that nobody has confirmed yet.
    pub waiting: Option<String>,
    /// Until when that can be confirmed.
    pub waiting_until: Option<DateTime<Utc>>,
}

/// A new address.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnAddressBody {
    /// The address; it gets a mail with a link.
    email: String,
    /// The caller's password, where they have one.
    #[serde(default)]
    password: String,
}

/// What stands behind the last slash of the link in the mail.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressConfirmation {
    /// The secret.
    token: String,
}

/// Show one's own mail address
#[utoipa::path(get, path = "/api/v1/me/address", tag = "people", responses((status = 200, body = OwnAddress), Refusals))]
pub async fn show(may: May<Learn>, state: Data<State>) -> Result<HttpResponse, Error> {
    let (id, now) = (may.actor.person.id, may.actor.now);
    let waits = state.db.look(move |conn| Ok(waiting::of(conn, id)?)).await?;
    let waits = waits.filter(|waits| waits.expires_at > now);
    Ok(HttpResponse::Ok().json(OwnAddress {
        email: may.actor.person.email.clone(),
        waiting_until: waits.as_ref().map(|waits| waits.expires_at.utc()),
        waiting: waits.map(|waits| waits.address),
    }))
}

/// Give oneself a new mail address, which has to be confirmed
#[utoipa::path(put, path = "/api/v1/me/address", tag = "people", request_body = OwnAddressBody, responses((status = 204), Refusals))]
pub async fn update(may: May<Learn>, state: Data<State>, body: Json<OwnAddressBody>) -> Result<HttpResponse, Error> {
    let body = body.into_inner();
    let mut faults = Faults::new();
    let new = faults.take("email", read_address(&body.email));
    if !password_holds(&may.actor, &state, body.password).await? {
        faults.note("password", "password-not-yours");
    }
    let new = faults.or(new)?;
    let shared = state.clone();
    state.db.save(move |conn| address::ask(conn, &shared, &may.actor, &new)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take a new mail address back that nobody has confirmed yet
#[utoipa::path(delete, path = "/api/v1/me/address", tag = "people", responses((status = 204), Refusals))]
pub async fn withdraw(may: May<Learn>, state: Data<State>) -> Result<HttpResponse, Error> {
    let shared = state.clone();
    state.db.save(move |conn| address::withdraw(conn, &shared, &may.actor)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Confirm a new mail address with the secret of its mail
#[utoipa::path(post, path = "/api/v1/address-confirmations", tag = "people", request_body = AddressConfirmation,
    responses((status = 204), Refusals))]
pub async fn confirm(whoever: Anybody, state: Data<State>, body: Json<AddressConfirmation>) -> Result<HttpResponse, Error> {
    let (shared, from, now, token) = (state.clone(), whoever.address, whoever.now, body.into_inner().token);
    let confirmed = state
        .db
        .save(move |conn| address::confirm(conn, &shared, &token, &from, now))
        .await?;
    confirmed.ok_or(Error::NotFound)?;
    Ok(HttpResponse::NoContent().finish())
}
