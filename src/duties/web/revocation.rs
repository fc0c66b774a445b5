//! Taking back an offer that was recorded by mistake.

use crate::duties::pages::RevocationPage;
use crate::duties::revocation::{self, LONGEST};
use crate::people::May;
use crate::people::guard::ManageDuties;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, place};
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    reason: String,
}

/// Which duty, and which event of it.
type One = web::Path<(Id, Id)>;

/// `GET /duties/{id}/events/{event_id}/revocation/new`
pub async fn new(may: May<ManageDuties>, state: web::Data<State>, at: One) -> Result<HttpResponse, Error> {
    let page = page(&may, &state, *at, "", &[]).await?;
    may.show(&state, &page)
}

/// `POST /duties/{id}/events/{event_id}/revocation`
pub async fn create(may: May<ManageDuties>, state: web::Data<State>, at: One, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let mut faults = Faults::new();
    let reason = faults.text("reason", &typed.reason, LONGEST, true);
    let reason = match faults.or(reason) {
        Ok(reason) => reason,
        Err(Error::Invalid(faults)) => {
            let page = page(&may, &state, *at, &typed.reason, &faults).await?;
            return may.show_again(&state, &page);
        }
        Err(error) => return Err(error),
    };
    let (scope, by, chance, at) = (may.scope.clone(), may.actor.by(), state.chance.clone(), *at);
    let moment = (may.actor.today(), may.actor.now);
    state
        .db
        .save(move |conn| revocation::revoke(conn, &chance, &by, &scope, at, &reason, moment))
        .await?;
    answer::done(&state, format!("/duties/{}", at.0), &Message::new("duty-revoked"), None)
}

async fn page(may: &May<ManageDuties>, state: &State, at: (Id, Id), typed: &str, faults: &[FieldError]) -> Result<RevocationPage, Error> {
    let (scope, today) = (may.scope.clone(), may.actor.today());
    let (entry, event) = state.db.look(move |conn| revocation::find(conn, &scope, at.0, at.1, today)).await?;
    let words = may.actor.words(state);
    let mut reason = Field::with("reason", typed);
    let faults = place(faults, &mut [&mut reason], words, |_| words.text("form-reason", &[]));
    Ok(RevocationPage {
        creditor: entry.partner.name.clone(),
        title: entry.title(may.actor.locale().code()).to_owned(),
        on: event.happened_on,
        action: format!("/duties/{}/events/{}/revocation", at.0, at.1),
        back: format!("/duties/{}", at.0),
        reason,
        faults,
    })
}
