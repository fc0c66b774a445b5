//! Signing in with a password, and signing out.

use crate::people::guard::Anybody;
use crate::people::pages::SignInPage;
use crate::people::sign_in::{self, Device};
use crate::people::tries::{self, Way};
use crate::people::{password, store};
use crate::platform::answer;
use crate::platform::error::{Error, Message};
use crate::platform::form::message;
use crate::platform::push::devices;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::{Field, Shell};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Where somebody wanted to go.
#[derive(Debug, Deserialize)]
pub struct Wish {
    return_to: Option<String>,
}

/// What the form sends.
#[derive(Debug, Deserialize)]
pub struct SignInForm {
    #[serde(default)]
    account: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    return_to: String,
}

/// `GET /sign-in`
pub async fn show(whoever: Anybody, state: web::Data<State>, wish: Query<Wish>) -> Result<HttpResponse, Error> {
    let return_to = own_path(wish.return_to.as_deref().unwrap_or_default());
    if whoever.actor.is_some() {
        return Ok(answer::go(return_to));
    }
    let page = SignInPage {
        account: Field::new("account"),
        password: Field::new("password"),
        return_to,
        company_sign_in_url: None,
    };
    whoever.show_as(&state, StatusCode::OK, Shell::Bare, &page)
}

/// `POST /sign-in`: an unknown account, a wrong password and a disabled person get the same answer after the same time.
pub async fn create(whoever: Anybody, state: web::Data<State>, form: web::Form<SignInForm>) -> Result<HttpResponse, Error> {
    let form = form.into_inner();
    let account = form.account.trim().to_owned();
    let typed = account.clone();
    let found = state
        .db
        .look(move |conn| {
            let Some(person) = store::find_by_account(conn, &typed)? else {
                return Ok(None);
            };
            let hash = store::password_hash(conn, person.id)?;
            Ok(Some((person, hash)))
        })
        .await?;
    // Address and personnel number of one person count together.
    let counted = found
        .as_ref()
        .map_or_else(|| account.to_lowercase(), |(person, _)| person.id.to_string());
    tries::count(&state, Way::Password, &counted, &whoever.address, whoever.now)?;
    let hash = found
        .as_ref()
        .filter(|(person, _)| person.disabled_at.is_none())
        .and_then(|(_, hash)| hash.clone());
    let fits = password::check(form.password, hash).await?;
    let Some((person, _)) = found.filter(|_| fits) else {
        tracing::info!(address = whoever.address, "a sign-in was refused");
        let left = tries::left(&state, Way::Password, &counted, whoever.now);
        return refused(&whoever, &state, account, form.return_to, left);
    };
    tries::succeeded(&state, Way::Password, &counted, &whoever.address);
    let device = whoever.device();
    let (before, now) = (whoever.actor.as_ref().and_then(|actor| actor.sign_in_id), whoever.now);
    let id = person.id;
    let settings = state.clone();
    let secret = state
        .db
        .save(move |conn| begin_anew(conn, &settings, id, before, &device, now))
        .await?;
    tracing::info!(person = %person.id, address = whoever.address, "signed in");
    signed_in(&state, secret, &own_path(&form.return_to))
}

/// `POST /sign-in/end`
pub async fn end(whoever: Anybody, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let now = whoever.now;
    if let Some(actor) = whoever.actor
        && let Some(sign_in_id) = actor.sign_in_id
    {
        let person_id = actor.person.id;
        state
            .db
            .save(move |conn| Ok(store::end_sign_ins(conn, person_id, Some(sign_in_id), None, "signed_out", now)?))
            .await?;
    }
    let mut answer = answer::go("/sign-in");
    let mut cookie = sign_in::cookie(&state.config, String::new());
    cookie.make_removal();
    answer.add_cookie(&cookie).map_err(Error::internal)?;
    Ok(answer)
}

/// A new sign-in with a new secret; one that this browser had before ends.
pub(super) fn begin_anew(
    conn: &mut crate::platform::db::Conn,
    state: &State,
    person_id: crate::rules::id::Id,
    before: Option<crate::rules::id::Id>,
    device: &Device,
    now: crate::rules::id::Instant,
) -> Result<String, Error> {
    if let Some(before) = before {
        store::end_sign_in(conn, before, "signed_out", now)?;
        devices::end_of_others(conn, before, person_id)?;
    }
    sign_in::begin(conn, state, person_id, device, now)
}

/// The way on with the cookie of the new sign-in.
pub(super) fn signed_in(state: &State, secret: String, path: &str) -> Result<HttpResponse, Error> {
    let mut answer = answer::go(path);
    answer
        .add_cookie(&sign_in::cookie(&state.config, secret))
        .map_err(Error::internal)?;
    Ok(answer)
}

/// A path of ours, else the first page.
pub(super) fn own_path(path: &str) -> String {
    if answer::is_own_path(path) {
        path.to_owned()
    } else {
        "/".to_owned()
    }
}

fn refused(whoever: &Anybody, state: &State, account: String, return_to: String, left: u32) -> Result<HttpResponse, Error> {
    let fault = match left {
        0 => Message::new("sign-in-wrong-last"),
        _ => Message::new("sign-in-wrong").with("left", left),
    };
    let words = state.views.words(whoever.locale());
    let page = SignInPage {
        account: Field::with("account", account),
        password: Field::new("password").wrong(message(words, &fault)),
        return_to: own_path(&return_to),
        company_sign_in_url: None,
    };
    whoever.show_as(state, StatusCode::UNPROCESSABLE_ENTITY, Shell::Bare, &page)
}
