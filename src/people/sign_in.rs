//! Beginning and ending a sign-in: the cookie, its life, and what a one-time link does.

use super::store::{self, OneTimeLink, SignIn};
use crate::platform::chance::{Chance, hash};
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

/// Sets a password: everything that could have been handed to somebody else before ends, links and sign-ins alike, but the sign-in named.
pub fn change_password(conn: &mut Conn, person_id: Id, password_hash: &str, spare: Option<Id>, now: Instant) -> Result<(), Error> {
    store::set_password_hash(conn, person_id, password_hash, now)?;
    store::use_up_links(conn, person_id, now)?;
    store::end_sign_ins(conn, person_id, None, spare, "password_changed", now)?;
    Ok(())
}

/// Closes every way in of somebody who is disabled: sign-ins, links and letters, tokens they made. The password stays, of no use meanwhile.
pub fn close_all(conn: &mut Conn, person_id: Id, now: Instant) -> Result<(), Error> {
    store::end_sign_ins(conn, person_id, None, None, "disabled", now)?;
    store::use_up_links(conn, person_id, now)?;
    super::token::revoke_all_of(conn, person_id, now)?;
    Ok(())
}

/// The code of a printed letter: sixty bits in twelve characters that are told apart by hand (Crockford's base 32), one-time and counted
/// where it is guessed.
pub fn letter_code(chance: &Chance) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    chance
        .bytes::<12>()
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
        .collect()
}

/// A code as it was typed, read the way it was meant: no gaps, capitals, and what looks like a digit is one.
pub fn plain_code(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .take(40)
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
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

/// Makes a one-time link, keeps it, and answers its secret, for a mail or, short enough to be typed, for a letter.
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
    let (link, token) = new_link(state, person_id, purpose, next_path, by, life, now);
    store::insert_link(conn, &link)?;
    Ok(token)
}

/// A one-time link that is yet to be kept ([`store::insert_link`]), and its secret.
pub fn new_link(
    state: &State,
    person_id: Id,
    purpose: &str,
    next_path: Option<String>,
    by: Option<Id>,
    life: Duration,
    now: Instant,
) -> (OneTimeLink, String) {
    let token = match purpose {
        "code_letter" => letter_code(&state.chance),
        _ => state.chance.token(),
    };
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
    (link, token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = letter_code(&Chance::seeded(7));
        assert_eq!(code.len(), 12);
        let spaced = format!("{} {}-{}", &code[..4], &code[4..8], &code[8..])
            .to_lowercase()
            .replace('0', "o");
        assert_eq!(plain_code(&spaced), code);
    }
}
