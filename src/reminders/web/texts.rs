//! Writing the texts of reminders, with a look at them before they are kept.

use super::texts_view::{Ground, list_page, text_page};
use crate::people::May;
use crate::people::guard::ManageReminders;
use crate::platform::answer;
use crate::platform::error::{Error, Message};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::reminders::store::texts::Parts;
use crate::reminders::texts::{self, Asked, Place};
use crate::reminders::trial::{self, Shown};
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// What is filled in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TextForm {
    to: String,
    requirement: String,
    organisation: String,
    phase: String,
    language: String,
    pub(super) revision: i32,
    pub(super) subject: String,
    pub(super) opening: String,
    pub(super) closing: String,
    pub(super) person: String,
}

impl TextForm {
    fn asked(&self) -> Asked {
        Asked {
            to: self.to.clone(),
            requirement: self.requirement.clone(),
            organisation: self.organisation.clone(),
            phase: self.phase.clone(),
            language: self.language.clone(),
        }
    }

    fn read(&self) -> Result<Parts, Error> {
        texts::read(&self.subject, &self.opening, &self.closing)
    }
}

/// `GET /reminders/texts`
pub async fn list(may: May<ManageReminders>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let ground = load(&may, &state).await?;
    may.show(&state, &list_page(&may, &state, &ground, &asked, &[]))
}

/// `GET /reminders/texts/text?to=…&requirement=…&organisation=…&phase=…&language=…`
pub async fn edit(may: May<ManageReminders>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let ground = load(&may, &state).await?;
    let place = match find(&may, &state, Asked::clone(&asked)).await {
        Ok(place) => place,
        Err(error) => return may.show_again(&state, &list_page(&may, &state, &ground, &asked, &texts::faults(error)?)),
    };
    let kept = ground.all.iter().find(|text| text.key == place.key);
    let parts = kept.map(|text| text.parts.clone()).unwrap_or_default();
    let form = TextForm {
        revision: kept.map_or(0, |text| text.revision),
        subject: parts.subject.unwrap_or_default(),
        opening: parts.opening.unwrap_or_default(),
        closing: parts.closing.unwrap_or_default(),
        ..TextForm::default()
    };
    may.show(&state, &text_page(&may, &state, &ground, &place, &form, &[], None, None))
}

/// `POST /reminders/texts/text`
pub async fn update(may: May<ManageReminders>, state: web::Data<State>, form: web::Form<TextForm>) -> Result<HttpResponse, Error> {
    let form = form.into_inner();
    let place = find(&may, &state, form.asked()).await?;
    let parts = match form.read() {
        Ok(parts) => parts,
        Err(error) => return again(&may, &state, &place, &form, error).await,
    };
    let (scope, by, now, chance) = (may.scope.clone(), may.actor.by(), may.actor.now, state.chance.clone());
    let (revision, empty) = (form.revision, parts.is_empty());
    state
        .db
        .save(move |conn| texts::set(conn, &chance, &by, &scope, &place, &parts, revision, now))
        .await?;
    let said = if empty { "text-removed" } else { "text-saved" };
    answer::done(&state, "/reminders/texts", &Message::new(said), None)
}

/// `POST /reminders/texts/preview`: the mail as plain text with a real person; nothing is kept.
pub async fn preview(may: May<ManageReminders>, state: web::Data<State>, form: web::Form<TextForm>) -> Result<HttpResponse, Error> {
    let form = form.into_inner();
    let place = find(&may, &state, form.asked()).await?;
    match shown(&may, &state, &place, &form).await {
        Ok(shown) => {
            let ground = load(&may, &state).await?;
            may.show(&state, &text_page(&may, &state, &ground, &place, &form, &[], Some(shown), None))
        }
        Err(error) => again(&may, &state, &place, &form, error).await,
    }
}

/// `POST /reminders/texts/html`: the same as it looks, for its frame, in which nothing runs and nothing is loaded.
pub async fn preview_html(may: May<ManageReminders>, state: web::Data<State>, form: web::Form<TextForm>) -> Result<HttpResponse, Error> {
    let form = form.into_inner();
    let place = find(&may, &state, form.asked()).await?;
    let shown = shown(&may, &state, &place, &form).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, super::mailbox::POLICY))
        .body(shown.letter.html))
}

/// `POST /reminders/texts/test`: the same to oneself.
pub async fn test(may: May<ManageReminders>, state: web::Data<State>, form: web::Form<TextForm>) -> Result<HttpResponse, Error> {
    let form = form.into_inner();
    let place = find(&may, &state, form.asked()).await?;
    let parts = match form.read() {
        Ok(parts) => parts,
        Err(error) => return again(&may, &state, &place, &form, error).await,
    };
    let (scope, actor, writing) = (may.scope.clone(), may.actor.clone(), state.clone());
    let (sought, account) = (place.clone(), form.person.clone());
    let sent = state
        .db
        .save(move |conn| trial::send_to_oneself(conn, &writing, &scope, &actor, &sought, &parts, &account));
    match sent.await {
        Ok((address, shown)) => {
            let ground = load(&may, &state).await?;
            let page = text_page(&may, &state, &ground, &place, &form, &[], Some(shown), Some(address));
            may.show(&state, &page)
        }
        Err(error) => again(&may, &state, &place, &form, error).await,
    }
}

async fn load(may: &May<ManageReminders>, state: &State) -> Result<Ground, Error> {
    let (scope, locale, now) = (may.scope.clone(), may.actor.locale().code(), may.actor.now);
    state.db.gather(move |conn| Ground::load(conn, &scope, locale, now)).await
}

async fn find(may: &May<ManageReminders>, state: &State, asked: Asked) -> Result<Place, Error> {
    let scope = may.scope.clone();
    state.db.look(move |conn| texts::place(conn, &scope, &asked)).await
}

async fn shown(may: &May<ManageReminders>, state: &State, place: &Place, form: &TextForm) -> Result<Shown, Error> {
    let parts = form.read()?;
    let (scope, actor, drawing) = (may.scope.clone(), may.actor.clone(), state.clone());
    let (place, account) = (place.clone(), form.person.clone());
    state
        .db
        .gather(move |conn| trial::show(conn, &drawing, &scope, &actor, &place, &parts, &account))
        .await
}

/// The form with its faults, and everything still typed.
async fn again(may: &May<ManageReminders>, state: &State, place: &Place, form: &TextForm, error: Error) -> Result<HttpResponse, Error> {
    let faults = texts::faults(error)?;
    let ground = load(may, state).await?;
    may.show_again(state, &text_page(may, state, &ground, place, form, &faults, None, None))
}
