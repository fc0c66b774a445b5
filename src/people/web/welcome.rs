//! One-time links: looking at one changes nothing (mail filters do that), only its button uses it up.

use super::sign_in::{begin_anew, own_path, signed_in};
use crate::people::guard::Anybody;
use crate::people::pages::{LinkEndedPage, WelcomePage};
use crate::people::store::{self, OneTimeLink, Person};
use crate::people::tries::{self, Way};
use crate::people::{own, password, sign_in};
use crate::platform::answer;
use crate::platform::chance::hash;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::message;
use crate::platform::state::State;
use crate::platform::views::{Field, Shell};
use crate::rules::id::Instant;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// What the button sends.
#[derive(Debug, Deserialize)]
pub struct WelcomeForm {
    #[serde(default)]
    password: String,
}

/// A link that still works.
struct Open {
    link: OneTimeLink,
    person: Person,
    has_password: bool,
}

impl Open {
    /// A reminder's link only signs in; the others also set a password, for whoever has something to type beside it.
    fn sets_password(&self) -> bool {
        self.link.purpose != "reminder" && self.account().is_some()
    }

    /// What is typed beside the password later on.
    fn account(&self) -> Option<&str> {
        self.person.email.as_deref().or(self.person.external_id.as_deref())
    }

    fn next(&self) -> String {
        own_path(self.link.next_path.as_deref().unwrap_or("/"))
    }
}

/// `GET /welcome/{token}`
pub async fn show(whoever: Anybody, state: web::Data<State>, token: web::Path<String>) -> Result<HttpResponse, Error> {
    match find(&whoever, &state, &token).await? {
        Some(open) => page(&whoever, &state, StatusCode::OK, &token, &open, None),
        None => ended(&whoever, &state),
    }
}

/// `POST /welcome/{token}`
pub async fn create(
    whoever: Anybody,
    state: web::Data<State>,
    token: web::Path<String>,
    form: web::Form<WelcomeForm>,
) -> Result<HttpResponse, Error> {
    let Some(open) = find(&whoever, &state, &token).await? else {
        return ended(&whoever, &state);
    };
    if !open.sets_password() && open.has_password {
        return Ok(answer::go(format!("/sign-in?return_to={}", open.next())));
    }
    let mut new_hash = None;
    if open.sets_password() {
        let known = [
            open.person.name(),
            open.account().unwrap_or_default().to_owned(),
            state.config.brand.name.clone(),
        ];
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        if let Some(fault) = password::fault(&form.password, &known) {
            let words = state.views.words(whoever.locale());
            return page(
                &whoever,
                &state,
                StatusCode::UNPROCESSABLE_ENTITY,
                &token,
                &open,
                Some(message(words, &fault)),
            );
        }
        new_hash = Some(password::hash_aside(form.into_inner().password, &state.chance).await?);
    }
    let next = open.next();
    let (device, now, settings) = (whoever.device(), whoever.now, state.clone());
    let before = whoever.actor.as_ref().and_then(|actor| actor.sign_in_id);
    let secret = state
        .db
        .save(move |conn| {
            if !store::use_link(conn, open.link.id, now)? {
                return Ok(None);
            }
            if let Some(new_hash) = new_hash {
                sign_in::change_password(conn, open.person.id, &new_hash, None, now)?;
                own::record_password(conn, &settings, &open.person, &device.address, now)?;
            }
            begin_anew(conn, &settings, open.person.id, before, &device, now).map(Some)
        })
        .await?;
    match secret {
        Some(secret) => signed_in(&state, secret, &next),
        None => ended(&whoever, &state),
    }
}

/// The link behind a secret as long as it works. Guesses are counted: the code of a letter is short enough to be typed.
async fn find(whoever: &Anybody, state: &State, token: &str) -> Result<Option<Open>, Error> {
    let (token_hash, now) = (hash(token), whoever.now);
    if let Some(open) = state.db.look(move |conn| find_open(conn, &token_hash, now)).await? {
        return Ok(Some(open));
    }
    tries::count_address(state, Way::Link, &whoever.address, now)?;
    Ok(None)
}

fn find_open(conn: &mut Conn, token_hash: &str, now: Instant) -> Result<Option<Open>, Error> {
    let link = store::find_link(conn, token_hash)?.filter(|link| link.used_at.is_none() && link.expires_at > now);
    let Some(link) = link else { return Ok(None) };
    let Some(person) = store::find_any(conn, link.person_id)?.filter(|person| person.disabled_at.is_none()) else {
        return Ok(None);
    };
    let has_password = store::password_hash(conn, person.id)?.is_some();
    Ok(Some(Open {
        link,
        person,
        has_password,
    }))
}

fn page(
    whoever: &Anybody,
    state: &State,
    status: StatusCode,
    token: &str,
    open: &Open,
    fault: Option<String>,
) -> Result<HttpResponse, Error> {
    let password = open.sets_password().then(|| Field {
        error: fault,
        ..Field::new("password")
    });
    let page = WelcomePage {
        name: open.person.name(),
        url: format!("/welcome/{token}"),
        account: open.account().map(str::to_owned),
        replaces: open.has_password,
        least: password::SHORTEST,
        password,
    };
    whoever.show_as(state, status, Shell::Public, &page)
}

/// Used up, run out, or none of ours: what to do next is the same.
fn ended(whoever: &Anybody, state: &State) -> Result<HttpResponse, Error> {
    whoever.show_as(state, StatusCode::NOT_FOUND, Shell::Public, &LinkEndedPage {})
}
