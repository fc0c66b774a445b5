//! One's own account: language and look, password, and every place where one is signed in.

use crate::organisations::field_view::{self, Filler};
use crate::organisations::store::field;
use crate::people::guard::{Actor, Learn, May};
use crate::people::pages::{PasswordPage, ProfilePage, SignInRow};
use crate::people::preferences::{self, DENSITIES, THEMES};
use crate::people::store::fact;
use crate::people::tries::{self, Way};
use crate::people::{language, own, password, store};
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, place};
use crate::platform::push;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::rules::own_field::{FilledBy, Subject};
use actix_web::{HttpResponse, web};
use chrono::Duration;
use serde::Deserialize;

/// What can be set.
#[derive(Clone, Debug, Deserialize)]
pub struct ProfileForm {
    #[serde(default)]
    language: String,
    #[serde(default)]
    time_zone: String,
    #[serde(default)]
    theme: String,
    #[serde(default)]
    density: String,
}

/// A new password.
#[derive(Debug, Deserialize)]
pub struct PasswordForm {
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    end_others: String,
}

/// `GET /profile`
pub async fn show(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let person = &may.actor.person;
    let stored = ProfileForm {
        language: person.language.clone(),
        time_zone: person.time_zone.clone().unwrap_or_default(),
        theme: person.theme.clone(),
        density: person.density.clone(),
    };
    let page = page(&may.actor, &state, &stored, &[]).await?;
    may.show(&state, &page)
}

/// `POST /profile`
pub async fn update(may: May<Learn>, state: web::Data<State>, form: web::Form<ProfileForm>) -> Result<HttpResponse, Error> {
    let form = form.into_inner();
    let read = match preferences::read(&form.language, &form.time_zone, &form.theme, &form.density) {
        Err(Error::Invalid(found)) => {
            let page = page(&may.actor, &state, &form, &found).await?;
            return may.show_again(&state, &page);
        }
        read => read?,
    };
    let shared = state.clone();
    state.db.save(move |conn| own::prefer(conn, &shared, &may.actor, &read)).await?;
    answer::done(&state, "/profile", &Message::new("profile-saved"), None)
}

/// `POST /profile/sign-ins/{id}/end`
pub async fn end_sign_in(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let shared = state.clone();
    state.db.save(move |conn| own::end_sign_in(conn, &shared, &may.actor, *id)).await?;
    answer::done(&state, "/profile", &Message::new("profile-sign-in-ended"), None)
}

/// `POST /profile/sign-ins/end`: everywhere but here.
pub async fn end_others(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let shared = state.clone();
    state
        .db
        .save(move |conn| own::end_other_sign_ins(conn, &shared, &may.actor))
        .await?;
    answer::done(&state, "/profile", &Message::new("profile-others-ended"), None)
}

/// `GET /profile/password`
pub async fn edit_password(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let page = password_page(&may.actor, &state, &[]).await?;
    may.show(&state, &page)
}

/// `POST /profile/password`: asks for the present one, so that an unattended screen does not lock its owner out.
pub async fn update_password(may: May<Learn>, state: web::Data<State>, form: web::Form<PasswordForm>) -> Result<HttpResponse, Error> {
    let form = form.into_inner();
    if may.actor.sign_in_id.is_none() {
        return Err(Error::Forbidden);
    }
    let new = NewPassword {
        current: form.current,
        password: form.password,
        end_others: form.end_others == "true",
    };
    match set_password(&may.actor, &state, new).await {
        Ok(()) => answer::done(&state, "/profile", &Message::new("password-changed"), None),
        Err(Error::Invalid(found)) => {
            let page = password_page(&may.actor, &state, &found).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// A password in the place of another.
pub struct NewPassword {
    /// The present one; of whoever has none it is not asked.
    pub current: String,
    /// The new one.
    pub password: String,
    /// Whether everything that could have been handed to somebody else before ends.
    pub end_others: bool,
}

/// Sets one's own password.
///
/// # Errors
///
/// [`Error::Invalid`] where the present one is wrong or the new one unfit; [`Error::Forbidden`] and [`Error::TooMany`] as [`password_holds`].
pub async fn set_password(actor: &Actor, state: &State, new: NewPassword) -> Result<(), Error> {
    let mut faults = Faults::new();
    if !password_holds(actor, state, new.current).await? {
        faults.note("current", "password-not-yours");
    }
    let person = &actor.person;
    let known = [
        person.name(),
        person.email.clone().unwrap_or_default(),
        state.config.brand.name.clone(),
    ];
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    if let Some(fault) = password::fault(&new.password, &known) {
        faults.add("password", fault);
    }
    faults.done()?;
    let hash = password::hash_aside(new.password, &state.chance).await?;
    let (shared, actor) = (state.clone(), actor.clone());
    state
        .db
        .save(move |conn| own::change_password(conn, &shared, &actor, &hash, new.end_others))
        .await
}

/// Whether this is the password of whoever asks; counted where it is guessed. Whoever has none and is signed in all the same shows nothing.
///
/// # Errors
///
/// [`Error::Forbidden`] for a token of somebody who has no password: nothing says that it is them.
pub(in crate::people) async fn password_holds(actor: &Actor, state: &State, typed: String) -> Result<bool, Error> {
    let (id, now) = (actor.person.id, actor.now);
    let hash = state.db.look(move |conn| Ok(store::password_hash(conn, id)?)).await?;
    if hash.is_none() {
        return if actor.sign_in_id.is_some() {
            Ok(true)
        } else {
            Err(Error::Forbidden)
        };
    }
    let account = id.to_string();
    tries::count(state, Way::Password, &account, &actor.address, now)?;
    let holds = password::check(typed, hash).await?;
    if holds {
        tries::succeeded(state, Way::Password, &account, &actor.address);
    }
    Ok(holds)
}

async fn page(actor: &Actor, state: &State, form: &ProfileForm, faults: &[FieldError]) -> Result<ProfilePage, Error> {
    let (id, now) = (actor.person.id, actor.now);
    let idle = Duration::minutes(state.config.sign_in.idle_minutes.into());
    let (rows, has_password, waits, fields, values) = state
        .db
        .look(move |conn| {
            let rows = store::sign_ins_of(conn, id, now.plus(-idle), now)?;
            let waits = store::address::of(conn, id)?.filter(|waits| waits.expires_at > now);
            let fields = field::standing(conn, Subject::Person)?;
            let codes: Vec<&str> = fields.iter().map(|field| field.code.as_str()).collect();
            let values = fact::values_of(conn, &[id], &codes)?;
            Ok((rows, store::password_hash(conn, id)?.is_some(), waits, fields, values))
        })
        .await?;
    let words = actor.words(state);
    let filler = Filler {
        base: "/profile",
        reader: Some(FilledBy::Person),
    };
    let choices = |all: &[&str], family: &str, chosen: &str| {
        all.iter()
            .map(|value| Choice::new(*value, words.text(&format!("{family}-{value}"), &[])).chosen(*value == chosen))
            .collect::<Vec<_>>()
    };
    let mut page = ProfilePage {
        name: actor.person.name(),
        account: actor.person.email.clone().or_else(|| actor.person.external_id.clone()),
        has_password,
        pushes: push::is_set_up(&state.config),
        email: actor.person.email.clone(),
        waits: waits.map(|waits| waits.address),
        fields: field_view::rows(&fields, &values, filler, words, actor.today()),
        faults: Vec::new(),
        language: Field::with("language", &form.language),
        languages: language::choices(&form.language),
        time_zone: Field::with("time_zone", &form.time_zone),
        theme: Field::with("theme", &form.theme),
        themes: choices(&THEMES, "profile-theme", &form.theme),
        density: Field::with("density", &form.density),
        densities: choices(&DENSITIES, "profile-density", &form.density),
        others: rows.iter().filter(|row| Some(row.id) != actor.sign_in_id).count(),
        sign_ins: rows.into_iter().map(|row| sign_in_row(row, actor.sign_in_id)).collect(),
    };
    let mut fields = [&mut page.language, &mut page.time_zone, &mut page.theme, &mut page.density];
    page.faults = place(faults, &mut fields, words, |field| {
        words.text(&format!("profile-{}", field.replace('_', "-")), &[])
    });
    Ok(page)
}

fn sign_in_row(row: store::SignIn, here: Option<Id>) -> SignInRow {
    SignInRow {
        end_url: format!("/profile/sign-ins/{}/end", row.id),
        device: device(&row.user_agent),
        address: row.address,
        since_at: row.created_at,
        seen_at: row.last_seen_at,
        current: Some(row.id) == here,
    }
}

/// Browser and system in two words, from what browsers say of themselves.
pub fn device(user_agent: &str) -> String {
    // Each of them also names those after it.
    let browsers = ["Edg", "OPR", "Firefox", "Chrome", "Safari", "curl"];
    let systems = ["iPhone", "iPad", "Android", "Windows", "Mac OS X", "Linux"];
    let first = |names: &[&str]| names.iter().find(|name| user_agent.contains(**name)).map(ToString::to_string);
    let browser = first(&browsers).map(|name| match name.as_str() {
        "Edg" => "Edge".to_owned(),
        "OPR" => "Opera".to_owned(),
        _ => name,
    });
    match (browser, first(&systems)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => user_agent.chars().take(40).collect(),
    }
}

async fn password_page(actor: &Actor, state: &State, faults: &[FieldError]) -> Result<PasswordPage, Error> {
    let (id, now) = (actor.person.id, actor.now);
    let idle = Duration::minutes(state.config.sign_in.idle_minutes.into());
    let (running, has_password) = state
        .db
        .look(move |conn| {
            let running = store::sign_ins_of(conn, id, now.plus(-idle), now)?.len();
            Ok((running, store::password_hash(conn, id)?.is_some()))
        })
        .await?;
    let mut current = Field::new("current");
    let mut password = Field::new("password");
    place(faults, &mut [&mut current, &mut password], actor.words(state), |_| String::new());
    Ok(PasswordPage {
        current: has_password.then_some(current),
        password,
        end_others: true,
        others: running.saturating_sub(1),
        least: password::SHORTEST,
    })
}
