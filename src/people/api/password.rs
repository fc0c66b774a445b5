//! The caller's own password, and asking for a new one.

use crate::people::guard::{Anybody, Learn, May};
use crate::people::web::profile::{NewPassword, set_password};
use crate::people::web::reset;
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::request::Json;
use crate::platform::state::State;
use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::Deserialize;
use utoipa::ToSchema;

/// A new password.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnPasswordBody {
    /// The present one; left out by a person who is signed in and has none yet.
    #[serde(default)]
    current: String,
    /// The new one.
    password: String,
    /// Whether all other sign-ins and every open link end; left out: yes.
    #[serde(default = "yes")]
    end_others: bool,
}

/// Whose password is to be set anew.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordResetBody {
    /// Mail address or personnel number.
    account: String,
}

fn yes() -> bool {
    true
}

/// Set one's own password, given the present one
#[utoipa::path(put, path = "/api/v1/me/password", tag = "people", request_body = OwnPasswordBody, responses((status = 204), Refusals))]
pub async fn update(may: May<Learn>, state: Data<State>, body: Json<OwnPasswordBody>) -> Result<HttpResponse, Error> {
    let body = body.into_inner();
    let new = NewPassword {
        current: body.current,
        password: body.password,
        end_others: body.end_others,
    };
    set_password(&may.actor, &state, new).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Ask for a link that sets a new password; the answer is the same whether somebody has this account or not
#[utoipa::path(post, path = "/api/v1/password-resets", tag = "people", request_body = PasswordResetBody, responses((status = 202), Refusals))]
pub async fn ask(whoever: Anybody, state: Data<State>, body: Json<PasswordResetBody>) -> Result<HttpResponse, Error> {
    reset::ask(&whoever, &state, body.account.trim()).await?;
    Ok(HttpResponse::Accepted().finish())
}
