//! Saying that an answer does not help, and taking a need back: both with words.

use super::need::act;
use crate::needs::form::LONGEST_TEXT;
use crate::needs::pages::ReasonPage;
use crate::needs::{deed, store};
use crate::people::May;
use crate::people::guard::AskTraining;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, Typed, place};
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::id::Id;
use crate::rules::need::Deed;
use actix_web::{HttpResponse, web};

/// `GET /needs/{id}/objection/new`
pub async fn new_objection(may: May<AskTraining>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    may.show(&state, &page(&may, &state, *id, Deed::Object, "", &[]).await?)
}

/// `POST /needs/{id}/objection`
pub async fn object(
    may: May<AskTraining>,
    state: web::Data<State>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let id = *id;
    let mut faults = Faults::new();
    let reason = faults.text("reason", typed.one("reason"), LONGEST_TEXT, true);
    let reason = match faults.or(reason) {
        Ok(reason) => reason,
        Err(Error::Invalid(faults)) => {
            let page = page(&may, &state, id, Deed::Object, typed.one("reason"), &faults).await?;
            return may.show_again(&state, &page);
        }
        Err(error) => return Err(error),
    };
    act(&may, &state, move |conn, hand| deed::object(conn, hand, id, &reason)).await?;
    answer::done(&state, format!("/needs/{id}"), &Message::new("need-objected"), None)
}

/// `GET /needs/{id}/withdrawal/new`
pub async fn new_withdrawal(may: May<AskTraining>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    may.show(&state, &page(&may, &state, *id, Deed::Withdraw, "", &[]).await?)
}

/// `POST /needs/{id}/withdrawal`
pub async fn withdraw(
    may: May<AskTraining>,
    state: web::Data<State>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let id = *id;
    let mut faults = Faults::new();
    let reason = faults.text("reason", typed.one("reason"), LONGEST_TEXT, false);
    if let Err(Error::Invalid(faults)) = faults.done() {
        let page = page(&may, &state, id, Deed::Withdraw, typed.one("reason"), &faults).await?;
        return may.show_again(&state, &page);
    }
    act(&may, &state, move |conn, hand| deed::withdraw(conn, hand, id, reason)).await?;
    answer::done(&state, "/needs", &Message::new("need-withdrawn"), None)
}

async fn page(may: &May<AskTraining>, state: &State, id: Id, deed: Deed, typed: &str, faults: &[FieldError]) -> Result<ReasonPage, Error> {
    let (scope, locale) = (may.scope.clone(), may.actor.locale().code());
    let (title, joined) = state
        .db
        .look(move |conn| {
            let found = store::find(conn, id)?
                .filter(|found| scope.covers(&found.path))
                .ok_or(Error::NotFound)?;
            if found.need.state().after(deed).is_none() {
                return Err(Error::refused("need-stands-elsewhere"));
            }
            Ok((deed::name(conn, &found.need, locale)?, found.joins.len()))
        })
        .await?;
    let words = may.actor.words(state);
    let mut reason = Field::with("reason", typed);
    let faults = place(faults, &mut [&mut reason], words, |_| words.text("form-reason", &[]));
    let objects = deed == Deed::Object;
    Ok(ReasonPage {
        kind: if objects { "objection" } else { "withdrawal" },
        title,
        joined,
        optional: !objects,
        action: format!("/needs/{id}/{}", if objects { "objection" } else { "withdrawal" }),
        back: format!("/needs/{id}"),
        reason,
        faults,
    })
}
