//! Signing in with the code of a printed letter, for people without a mail address of their own.

use crate::people::guard::Anybody;
use crate::people::pages::CodePage;
use crate::people::sign_in::plain_code;
use crate::people::store;
use crate::people::tries::{self, Way};
use crate::platform::answer;
use crate::platform::chance::hash;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::platform::views::{Field, Shell};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// What was typed.
#[derive(Debug, Deserialize)]
pub struct CodeForm {
    #[serde(default)]
    code: String,
}

/// `GET /sign-in/code`
pub async fn show(whoever: Anybody, state: web::Data<State>) -> Result<HttpResponse, Error> {
    whoever.show(&state, &CodePage { code: Field::new("code") })
}

/// `POST /sign-in/code`: a right code leads to the page of its one-time link, which then does the rest.
pub async fn create(whoever: Anybody, state: web::Data<State>, form: web::Form<CodeForm>) -> Result<HttpResponse, Error> {
    let code = plain_code(&form.code);
    let (token_hash, now) = (hash(&code), whoever.now);
    let found = state.db.look(move |conn| Ok(store::find_link(conn, &token_hash)?)).await?;
    if found.is_some_and(|link| link.purpose == "code_letter" && link.used_at.is_none() && link.expires_at > now) {
        return Ok(answer::go(format!("/welcome/{code}")));
    }
    tries::count_address(&state, Way::Link, &whoever.address, now)?;
    let words = state.views.words(whoever.locale());
    let key = if code.is_empty() { "fault-missing" } else { "code-wrong" };
    let page = CodePage {
        code: Field::with("code", form.into_inner().code).wrong(words.text(key, &[])),
    };
    whoever.show_as(&state, StatusCode::UNPROCESSABLE_ENTITY, Shell::Public, &page)
}
