//! Closing a session, and opening it again.

use super::act;
use super::reason::{page as reason_page, reason};
use crate::people::guard::Learn;
use crate::people::{Actor, May};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::form::Typed;
use crate::platform::state::State;
use crate::rules::course::Language;
use crate::rules::id::Id;
use crate::rules::workshop::attendance::{Outcome, closes_from};
use crate::workshops::deed::{self, Hand, tally, title};
use crate::workshops::pages::{ClosingPage, ResultRow};
use crate::workshops::sight::Sight;
use actix_web::{HttpResponse, web};

/// The sign of a result.
pub fn sign(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Attended => "valid",
        Outcome::Partly => "half",
        Outcome::Excused => "waived",
        Outcome::NoShow => "refused",
    }
}

/// `GET /sessions/{id}/closing/new`
pub async fn new(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let page = state.db.gather(move |conn| page(conn, &actor, id)).await?;
    may.show(&state, &page)
}

fn page(conn: &mut Conn, actor: &Actor, id: Id) -> Result<ClosingPage, Error> {
    let found = Sight::of(conn, actor)?.held(conn, id)?;
    if found.session.closed_at.is_some() {
        return Err(Error::refused("attendance-closed"));
    }
    let tally = tally(conn, &found, actor.now)?;
    let language = Language::from_code(actor.locale().code()).unwrap_or(Language::En);
    let test = tally.test.as_ref().map(|test| test.course().title.0.text(language).to_owned());
    let early = closes_from(&found.timed()).is_none_or(|at| actor.now < at);
    let row = |(named, outcome, minutes): &(crate::workshops::store::Named, Outcome, i64)| ResultRow {
        person: named.name().to_owned(),
        organisation: named.organisation.clone(),
        outcome: outcome.as_str(),
        mark: sign(*outcome),
        minutes: *minutes,
        of_minutes: tally.of_minutes,
        lacking: tally
            .lacking
            .get(&named.booking.id)
            .into_iter()
            .flatten()
            .map(|item| item.words.0.text(language).to_owned())
            .collect(),
        test: tally
            .earns(named, *outcome)
            .filter(|person_id| tally.is_open(*person_id))
            .and(test.clone()),
    };
    let is_proven = |(named, outcome, _): &&(crate::workshops::store::Named, Outcome, i64)| {
        let earns = tally.earns(named, *outcome);
        earns.is_some_and(|person_id| !tally.is_open(person_id))
    };
    Ok(ClosingPage {
        title: title(&found, actor.locale().code()),
        action: (!early && tally.missing.is_empty()).then(|| format!("/sessions/{id}/closing")),
        back: format!("/sessions/{id}/attendance"),
        early,
        proven: tally.results.iter().filter(is_proven).count(),
        sign_off_href: (!tally.lacking.is_empty()).then(|| format!("/sessions/{id}/sign-offs")),
        rows: tally.results.iter().map(row).collect(),
        least_percent: found.workshop.least_percent,
        missing: tally.missing,
    })
}

/// `POST /sessions/{id}/closing`
pub async fn close(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let id = *id;
    act(&may, &state, move |conn, hand, actor| close_one(conn, hand, actor, id)).await?;
    answer::done(
        &state,
        format!("/sessions/{id}/attendance"),
        &Message::new("attendance-done-closed"),
        None,
    )
}

/// Closes a session, as far as one may.
pub fn close_one(conn: &mut Conn, hand: &Hand<'_>, actor: &Actor, id: Id) -> Result<(), Error> {
    Sight::of(conn, actor)?.held(conn, id)?;
    deed::close(conn, hand, id)
}

/// `GET /sessions/{id}/reopening/new`
pub async fn new_reopening(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let id = *id;
    let title = closed(&may, &state, id).await?;
    may.show(&state, &reason_page(&may, &state, "reopening", title, id, "", &[]))
}

/// `POST /sessions/{id}/reopening`
pub async fn reopen(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let id = *id;
    let title = closed(&may, &state, id).await?;
    let reason = match reason(&typed) {
        Ok(reason) => reason,
        Err(Error::Invalid(faults)) => {
            return may.show_again(
                &state,
                &reason_page(&may, &state, "reopening", title, id, typed.one("reason"), &faults),
            );
        }
        Err(error) => return Err(error),
    };
    act(&may, &state, move |conn, hand, actor| reopen_one(conn, hand, actor, id, &reason)).await?;
    answer::done(
        &state,
        format!("/sessions/{id}/attendance"),
        &Message::new("attendance-done-reopened"),
        None,
    )
}

/// Opens a session again, as far as one may.
pub fn reopen_one(conn: &mut Conn, hand: &Hand<'_>, actor: &Actor, id: Id, reason: &str) -> Result<(), Error> {
    Sight::of(conn, actor)?.held(conn, id)?;
    deed::reopen(conn, hand, id, reason)
}

/// The title of a session that is closed.
async fn closed(may: &May<Learn>, state: &State, id: Id) -> Result<String, Error> {
    let actor = may.actor.clone();
    state
        .db
        .look(move |conn| {
            let found = Sight::of(conn, &actor)?.held(conn, id)?;
            if found.session.closed_at.is_none() {
                return Err(Error::refused("attendance-not-closed"));
            }
            Ok(title(&found, actor.locale().code()))
        })
        .await
}
