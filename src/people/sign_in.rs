//! Beginning and ending a sign-in: the cookie, its life, and what a one-time link does.

use super::store::{self, OneTimeLink, SignIn};
use crate::platform::chance::hash;
use crate::platform::config::Config;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use actix_web::cookie::{Cookie, SameSite, time};
use chrono::Duration;

/// What a handler knows of the browser that signs in.
#[derive(Clone, Debug)]
pub struct Device {
    /// Network address.
    pub address: String,
    /// What the browser calls itself.
    pub user_agent: String,
}

/// Name of the cookie: bound to this host by its prefix wherever the connection is encrypted.
pub fn cookie_name(config: &Config) -> &'static str {
    if config.server.public_url.starts_with("https://") {
        "__Host-kundig"
    } else {
        "kundig"
    }
}

/// The cookie that carries a sign-in.
pub fn cookie(config: &Config, token: String) -> Cookie<'static> {
    Cookie::build(cookie_name(config), token)
        .path("/")
        .http_only(true)
        .secure(config.server.public_url.starts_with("https://"))
        .same_site(SameSite::Lax)
        .max_age(time::Duration::hours(config.sign_in.absolute_hours.into()))
        .finish()
}

/// Begins a sign-in and answers the cookie's secret.
pub fn begin(conn: &mut Conn, state: &State, person_id: Id, device: &Device, now: Instant) -> Result<String, Error> {
    let token = state.chance.token();
    store::insert_sign_in(
        conn,
        &SignIn {
            id: state.chance.id(now),
            person_id,
            token_hash: hash(&token),
            acting_role: None,
            created_at: now,
            last_seen_at: now,
            expires_at: now.plus(Duration::hours(state.config.sign_in.absolute_hours.into())),
            ended_at: None,
            ended_reason: None,
            address: device.address.chars().take(60).collect(),
            user_agent: device.user_agent.chars().take(300).collect(),
        },
    )?;
    Ok(token)
}

/// Makes a one-time link and answers its secret, for a mail or a letter.
pub fn link(
    conn: &mut Conn,
    state: &State,
    person_id: Id,
    purpose: &str,
    next_path: Option<String>,
    by: Option<Id>,
    life: Duration,
    now: Instant,
) -> Result<String, Error> {
    let token = state.chance.token();
    let link = OneTimeLink {
        id: state.chance.id(now),
        person_id,
        purpose: purpose.to_owned(),
        token_hash: hash(&token),
        next_path,
        created_by: by,
        created_at: now,
        expires_at: now.plus(life),
        used_at: None,
    };
    store::insert_link(conn, &link)?;
    Ok(token)
}
