//! What is said with a reason: taking a booking back, refusing it, cancelling a session.

use super::act;
use super::booking::{may_approve, may_change};
use crate::people::guard::{Learn, ManageWorkshops, Permission};
use crate::people::{Actor, May};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, Typed, place};
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::id::Id;
use crate::rules::workshop::Status;
use crate::rules::workshop::booking::Deed;
use crate::workshops::deed::{self, Hand, title};
use crate::workshops::form::LONGEST_TEXT;
use crate::workshops::pages::{Money, ReasonPage};
use crate::workshops::sight::Sight;
use crate::workshops::store;
use actix_web::{HttpResponse, web};

/// What taking a booking back means.
pub struct Cancels {
    /// What it is called.
    title: String,
    /// What is due for it.
    fee: Option<Money>,
    /// Whether whoever runs the workshop does it, who may do so at the wish of whoever has the seat.
    for_others: bool,
}

/// Checks that somebody may take a booking back, and answers what it means.
fn cancels(conn: &mut Conn, actor: &Actor, id: Id) -> Result<Cancels, Error> {
    let (found, named, standing) = Sight::of(conn, actor)?.booking(conn, id)?;
    if !may_change(&found, &named, standing, Deed::Cancel, actor.now) {
        return Err(Error::refused("booking-too-late"));
    }
    let late = named.booking.status() == Status::Booked && found.cancels_until().is_some_and(|until| actor.now >= until);
    let due = found.price.as_ref().filter(|price| late && price.late > 0);
    Ok(Cancels {
        title: title(&found, actor.locale().code()),
        fee: due.map(|price| Money::of(price.late, &price.currency)),
        for_others: standing.runs && !standing.own,
    })
}

/// Checks that somebody may refuse a booking, and answers what it is called.
pub fn refuses(conn: &mut Conn, actor: &Actor, id: Id) -> Result<String, Error> {
    let (found, named, standing) = Sight::of(conn, actor)?.booking(conn, id)?;
    if !standing.leads && !standing.runs {
        return Err(Error::NotFound);
    }
    if !may_approve(&found, &named, standing) {
        return Err(Error::refused("booking-stands-elsewhere"));
    }
    Ok(title(&found, actor.locale().code()))
}

/// `GET /bookings/{id}/cancellation/new`
pub async fn new_cancellation(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let cancels = state.db.look(move |conn| cancels(conn, &actor, id)).await?;
    may.show(&state, &cancellation(&may, &state, id, cancels, "", &[]))
}

/// `POST /bookings/{id}/cancellation`
pub async fn cancel(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let cancels = state.db.look(move |conn| cancels(conn, &actor, id)).await?;
    let reason = match reason(&typed) {
        Ok(reason) => reason,
        Err(Error::Invalid(faults)) => {
            return may.show_again(&state, &cancellation(&may, &state, id, cancels, typed.one("reason"), &faults));
        }
        Err(error) => return Err(error),
    };
    let wished = typed.one("at_wish") == "true";
    act(&may, &state, move |conn, hand, actor| {
        cancel_one(conn, hand, actor, id, &reason, wished)
    })
    .await?;
    answer::done(&state, format!("/bookings/{id}"), &Message::new("booking-done-cancelled"), None)
}

/// Takes a booking back, as far as one may; `wished`: for whoever runs the workshop, whether whoever has the seat asked for it.
pub fn cancel_one(conn: &mut Conn, hand: &Hand<'_>, actor: &Actor, id: Id, reason: &str, wished: bool) -> Result<(), Error> {
    if cancels(conn, actor, id)?.for_others && !wished {
        return deed::cancel_for(conn, hand, id, reason);
    }
    deed::cancel(conn, hand, id, Some(reason))
}

/// The page that asks why a booking is taken back.
fn cancellation(may: &May<Learn>, state: &State, id: Id, cancels: Cancels, typed: &str, faults: &[FieldError]) -> ReasonPage {
    ReasonPage {
        fee: cancels.fee,
        asks_wish: cancels.for_others,
        ..page(may, state, "cancellation", cancels.title, id, typed, faults)
    }
}

/// `GET /bookings/{id}/refusal/new`
pub async fn new_refusal(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let title = state.db.look(move |conn| refuses(conn, &actor, id)).await?;
    may.show(&state, &page(&may, &state, "refusal", title, id, "", &[]))
}

/// `POST /bookings/{id}/refusal`
pub async fn refuse(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let title = state.db.look(move |conn| refuses(conn, &actor, id)).await?;
    let reason = match reason(&typed) {
        Ok(reason) => reason,
        Err(Error::Invalid(faults)) => {
            return may.show_again(&state, &page(&may, &state, "refusal", title, id, typed.one("reason"), &faults));
        }
        Err(error) => return Err(error),
    };
    act(&may, &state, move |conn, hand, actor| refuse_one(conn, hand, actor, id, &reason)).await?;
    answer::done(&state, format!("/bookings/{id}"), &Message::new("booking-done-refused"), None)
}

/// Says no, as far as one may.
pub fn refuse_one(conn: &mut Conn, hand: &Hand<'_>, actor: &Actor, id: Id, reason: &str) -> Result<(), Error> {
    refuses(conn, actor, id)?;
    deed::refuse(conn, hand, id, reason)
}

/// `GET /sessions/{id}/cancellation/new`
pub async fn new_session_cancellation(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
) -> Result<HttpResponse, Error> {
    let id = *id;
    let title = named(&may, &state, id).await?;
    may.show(&state, &page(&may, &state, "session", title, id, "", &[]))
}

/// `POST /sessions/{id}/cancellation`
pub async fn cancel_session(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let id = *id;
    let title = named(&may, &state, id).await?;
    let reason = match reason(&typed) {
        Ok(reason) => reason,
        Err(Error::Invalid(faults)) => {
            return may.show_again(&state, &page(&may, &state, "session", title, id, typed.one("reason"), &faults));
        }
        Err(error) => return Err(error),
    };
    act(&may, &state, move |conn, hand, _| deed::cancel_session(conn, hand, id, &reason)).await?;
    answer::done(&state, format!("/sessions/{id}"), &Message::new("session-cancelled"), None)
}

/// What a session is called that can be cancelled.
async fn named(may: &May<ManageWorkshops>, state: &State, id: Id) -> Result<String, Error> {
    let (scope, locale, now) = (may.scope.clone(), may.actor.locale().code(), may.actor.now);
    state
        .db
        .look(move |conn| {
            let found = store::find(conn, id)?
                .filter(|found| scope.covers(&found.path))
                .ok_or(Error::NotFound)?;
            if found.session.state == "cancelled" {
                return Err(Error::refused("session-stands-elsewhere"));
            }
            deed::cancels(conn, &found, now)?;
            Ok(title(&found, locale))
        })
        .await
}

/// The reason as typed.
pub fn reason(typed: &Typed) -> Result<String, Error> {
    let mut faults = Faults::new();
    let reason = faults.text("reason", typed.one("reason"), LONGEST_TEXT, true);
    faults.or(reason)
}

/// The page that asks for the reason.
pub fn page<P: Permission>(
    may: &May<P>,
    state: &State,
    kind: &'static str,
    title: String,
    id: Id,
    typed: &str,
    faults: &[FieldError],
) -> ReasonPage {
    let words = may.actor.words(state);
    let mut reason = Field::with("reason", typed);
    let faults = place(faults, &mut [&mut reason], words, |_| words.text("form-reason", &[]));
    let (of, deed) = match kind {
        "session" => ("sessions", "cancellation"),
        "reopening" => ("sessions", "reopening"),
        kind => ("bookings", kind),
    };
    ReasonPage {
        kind,
        title,
        optional: false,
        fee: None,
        asks_wish: false,
        action: format!("/{of}/{id}/{deed}"),
        back: if kind == "reopening" {
            format!("/sessions/{id}/attendance")
        } else {
            format!("/{of}/{id}")
        },
        reason,
        faults,
    }
}
