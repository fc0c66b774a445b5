//! Choosing mails away.

use crate::people::guard::Learn;
use crate::people::{Anybody, May};
use crate::platform::answer;
use crate::platform::error::{Error, Message};
use crate::platform::state::State;
use crate::reminders::pages::{ChoiceRow, MailChoicesPage, UnsubscribePage};
use crate::reminders::store::choices::{self, Optional};
use crate::reminders::unsubscribing;
use actix_web::{HttpResponse, web};
use chrono::Duration;
use serde::Deserialize;

/// Links that one network address may try within a quarter of an hour.
const TRIES: u32 = 60;

/// `GET /unsubscribe/{token}`: changes nothing, since mail programs follow links of their own.
pub async fn ask(anybody: Anybody, state: web::Data<State>, token: web::Path<String>) -> Result<HttpResponse, Error> {
    count(&anybody, &state)?;
    let asked = token.clone();
    let (kind, unwanted) = state
        .db
        .look(move |conn| {
            let (person_id, kind) = unsubscribing::read(conn, &asked)?;
            Ok((kind, choices::unwanted(conn, person_id)?.contains(&kind)))
        })
        .await?;
    anybody.show(&state, &page(&token, kind, unwanted))
}

/// `POST /unsubscribe/{token}`: by the button, or by a mail program with one click (RFC 8058), which follows no further address.
pub async fn leave(anybody: Anybody, state: web::Data<State>, token: web::Path<String>) -> Result<HttpResponse, Error> {
    count(&anybody, &state)?;
    let (asked, writing, now, address) = (token.clone(), state.clone(), anybody.now, anybody.address.clone());
    let kind = state
        .db
        .save(move |conn| {
            let (person_id, kind) = unsubscribing::read(conn, &asked)?;
            let by = unsubscribing::by(conn, person_id, &address)?;
            unsubscribing::set(conn, &writing, &by, person_id, kind, false, now)?;
            Ok(kind)
        })
        .await?;
    anybody.show(&state, &page(&token, kind, true))
}

fn count(anybody: &Anybody, state: &State) -> Result<(), Error> {
    let key = format!("unsubscribe:{}", anybody.address);
    state.limits.count(&key, TRIES, Duration::minutes(15), anybody.now)
}

fn page(token: &str, kind: Optional, done: bool) -> UnsubscribePage {
    UnsubscribePage {
        kind: kind.as_str(),
        action: format!("/unsubscribe/{token}"),
        done,
    }
}

/// What is chosen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChoiceForm {
    kind: String,
    wanted: String,
}

/// `GET /profile/mails`
pub async fn list(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let id = may.actor.person.id;
    let unwanted = state.db.look(move |conn| Ok(choices::unwanted(conn, id)?)).await?;
    let row = |kind: Optional| ChoiceRow {
        kind: kind.as_str(),
        wanted: !unwanted.contains(&kind),
    };
    let page = MailChoicesPage {
        rows: Optional::ALL.map(row).to_vec(),
    };
    may.show(&state, &page)
}

/// `POST /profile/mails`
pub async fn update(may: May<Learn>, state: web::Data<State>, form: web::Form<ChoiceForm>) -> Result<HttpResponse, Error> {
    let kind = Optional::from_word(&form.kind).ok_or_else(|| Error::field("kind", "fault-choice"))?;
    let (wanted, by, now, id, writing) = (
        form.wanted == "true",
        may.actor.by(),
        may.actor.now,
        may.actor.person.id,
        state.clone(),
    );
    state
        .db
        .save(move |conn| unsubscribing::set(conn, &writing, &by, id, kind, wanted, now))
        .await?;
    answer::done(&state, "/profile/mails", &Message::new("mail-choices-saved"), None)
}
