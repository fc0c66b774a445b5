//! A new password by mail. Whether an account exists is told by the mail alone: answer and time are the same for all.

use crate::people::guard::Anybody;
use crate::people::job;
use crate::people::pages::{ResetPage, ResetSentPage};
use crate::people::tries::{self, Way};
use crate::platform::error::Error;
use crate::platform::jobs;
use crate::platform::state::State;
use crate::platform::views::{Field, Shell};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Whose password.
#[derive(Debug, Deserialize)]
pub struct ResetForm {
    #[serde(default)]
    account: String,
}

/// `GET /password/reset`
pub async fn show(whoever: Anybody, state: web::Data<State>) -> Result<HttpResponse, Error> {
    whoever.show(
        &state,
        &ResetPage {
            account: Field::new("account"),
        },
    )
}

/// `POST /password/reset`: only notes what was typed; a job looks whether somebody has it and sends the mail.
pub async fn create(whoever: Anybody, state: web::Data<State>, form: web::Form<ResetForm>) -> Result<HttpResponse, Error> {
    let account = form.into_inner().account.trim().to_owned();
    match ask(&whoever, &state, &account).await {
        Ok(()) => whoever.show(
            &state,
            &ResetSentPage {
                account,
                minutes: state.config.sign_in.reset_minutes,
            },
        ),
        Err(Error::Invalid(_)) => {
            let words = state.views.words(whoever.locale());
            let page = ResetPage {
                account: Field::with("account", account).wrong(words.text("reset-account-missing", &[])),
            };
            whoever.show_as(&state, StatusCode::UNPROCESSABLE_ENTITY, Shell::Public, &page)
        }
        Err(error) => Err(error),
    }
}

/// Asks for a new password of an account, whether there is one or not.
///
/// # Errors
///
/// [`Error::Invalid`] at `account` for what is none; [`Error::TooMany`] where it was asked too often.
pub async fn ask(whoever: &Anybody, state: &State, account: &str) -> Result<(), Error> {
    if account.is_empty() || account.chars().count() > 320 || account.chars().any(char::is_control) {
        return Err(Error::field("account", "reset-account-missing"));
    }
    let key = account.to_lowercase();
    tries::count(state, Way::Reset, &key, &whoever.address, whoever.now)?;
    let (now, settings) = (whoever.now, state.clone());
    let payload = job::reset_of(account);
    state
        .db
        .save(move |conn| Ok(jobs::enqueue(conn, &settings.chance, now, job::RESET, Some(&key), &payload, now)?))
        .await
}
