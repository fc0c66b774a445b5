//! Notices on one's own devices, and the script that shows them.

use super::profile;
use crate::people::guard::{Actor, Anybody, Learn, May};
use crate::people::pages::{DeviceRow, PushPage};
use crate::people::push::{self, Subscription};
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::message;
use crate::platform::push::devices;
use crate::platform::state::State;
use crate::platform::{answer, assets};
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// What the page's script sends of the browser.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DeviceForm {
    endpoint: String,
    p256dh: String,
    auth: String,
}

/// `GET /profile/push`
pub async fn show(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let page = page(&may.actor, &state, &[]).await?;
    may.show(&state, &page)
}

/// `POST /profile/push`
pub async fn create(may: May<Learn>, state: web::Data<State>, form: web::Form<DeviceForm>) -> Result<HttpResponse, Error> {
    let DeviceForm { endpoint, p256dh, auth } = form.into_inner();
    let given = Subscription {
        endpoint,
        p256dh,
        auth,
        user_agent: may.asked.user_agent(),
    };
    let (shared, actor) = (state.clone(), may.actor.clone());
    match state.db.save(move |conn| push::switch_on(conn, &shared, &actor, &given)).await {
        Ok(_) => answer::done(&state, "/profile/push", &Message::new("push-added"), None),
        Err(Error::Invalid(found)) => {
            let page = page(&may.actor, &state, &found).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// `POST /profile/push/{id}/end`
pub async fn end(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let shared = state.clone();
    state.db.save(move |conn| push::switch_off(conn, &shared, &may.actor, *id)).await?;
    answer::done(&state, "/profile/push", &Message::new("push-ended"), None)
}

/// `GET /push/worker.js`: what shows a notice while no page of ours is open. It stands in a folder of its own, and so has power over no page.
pub async fn worker(_whoever: Anybody) -> Result<HttpResponse, Error> {
    let script = assets::content("push-worker.js").ok_or(Error::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .body(script.into_owned()))
}

async fn page(actor: &Actor, state: &State, faults: &[FieldError]) -> Result<PushPage, Error> {
    let id = actor.person.id;
    let devices = state.db.look(move |conn| Ok(devices::list(conn, id)?)).await?;
    let words = actor.words(state);
    let public_key = &state.config.push.public_key;
    let row = |device: devices::Device| DeviceRow {
        end_url: format!("/profile/push/{}/end", device.id),
        device: profile::device(&device.user_agent),
        since_at: device.created_at,
        pushed_at: device.pushed_at,
        refused: device.refusal.is_some(),
        current: device.sign_in_id.is_some() && device.sign_in_id == actor.sign_in_id,
    };
    Ok(PushPage {
        key: (!public_key.is_empty()).then(|| public_key.clone()),
        rows: devices.into_iter().map(row).collect(),
        fault: faults.first().map(|fault| message(words, &fault.message)),
    })
}
