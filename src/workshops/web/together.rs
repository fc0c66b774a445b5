//! Booking people together, from the heat map: whom, for which requirement, on which session, and what became of each.

use super::{act, mark, row};
use crate::obligations::store as obligations;
use crate::people::May;
use crate::people::guard::BookSeats;
use crate::platform::answer::encoded;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, message, place};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::rules::person::Action;
use crate::rules::requirement::in_locale;
use crate::workshops::pages::{EnrolPage, EnrolRow, EnrolledPage, EnrolledRow, OfferedSession};
use crate::workshops::store;
use crate::workshops::together::{Candidate, Enrolled, MOST_AT_ONCE, candidates, enrol, offered};
use actix_web::{HttpResponse, web};
use std::collections::BTreeSet;

const PATH: &str = "/obligations/bookings";

/// `GET /obligations/bookings`: `pick` for each person, `requirement` for what they are to be booked for.
pub async fn show(may: May<BookSeats>, state: web::Data<State>, typed: Query<Typed>) -> Result<HttpResponse, Error> {
    let page = page(&may, &state, &typed, &[]).await?;
    may.show(&state, &page)
}

/// `POST /obligations/bookings`: the same from the heat map; with `act` as `book` the bookings.
pub async fn create(may: May<BookSeats>, state: web::Data<State>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    if typed.one("act") != "book" {
        let page = page(&may, &state, &typed, &[]).await?;
        return may.show(&state, &page);
    }
    let people = picked(&typed);
    let mut faults = Vec::new();
    if people.is_empty() {
        faults.push(FieldError::new("pick", Message::new("fault-needs-one")));
    }
    let requirement = typed.one("requirement").to_owned();
    if requirement.is_empty() {
        faults.push(FieldError::new("requirement", Message::new("fault-choice")));
    }
    let session_id = typed.one("session").parse::<Id>().ok();
    let Some(session_id) = session_id.filter(|_| faults.is_empty()) else {
        if session_id.is_none() {
            faults.push(FieldError::new("session", Message::new("fault-choice")));
        }
        let page = page(&may, &state, &typed, &faults).await?;
        return may.show_again(&state, &page);
    };
    let (scope, code) = (may.scope.clone(), requirement.clone());
    let done = act(&may, &state, move |conn, hand, actor| {
        enrol(conn, hand, actor, &scope, (&people, &code, session_id))
    })
    .await?;
    let locale = may.actor.locale().code();
    let (found, counts) = state
        .db
        .look(move |conn| {
            Ok((
                store::find(conn, session_id)?.ok_or(Error::NotFound)?,
                store::held(conn, &[session_id])?,
            ))
        })
        .await?;
    let words = may.actor.words(&state);
    let line = |one: &Enrolled| EnrolledRow {
        name: one.person.name.clone(),
        href: one.answer.as_ref().ok().map(|booking| format!("/bookings/{}", booking.id)),
        status: one.answer.as_ref().ok().map(|booking| booking.status.clone()),
        mark: one.answer.as_ref().map_or("refused", |booking| mark(booking.status())),
        why: one.answer.as_ref().err().map(|why| message(words, why)),
    };
    let page = EnrolledPage {
        requirement,
        session: row(&found, &counts, locale, None),
        booked: done.iter().filter(|one| one.answer.is_ok()).count(),
        rows: done.iter().map(line).collect(),
        back: back(&typed),
    };
    may.show(&state, &page)
}

/// People that were chosen, each once.
fn picked(typed: &Typed) -> BTreeSet<Id> {
    let ids: BTreeSet<Id> = typed.all("pick").iter().filter_map(|id| id.parse().ok()).collect();
    ids.into_iter().take(MOST_AT_ONCE).collect()
}

/// The heat map that it came from.
fn back(typed: &Typed) -> String {
    match typed.one("partner").parse::<Id>() {
        Ok(partner) => format!("/obligations?partner={partner}"),
        Err(_) => "/obligations".to_owned(),
    }
}

async fn page(may: &May<BookSeats>, state: &State, typed: &Typed, faults: &[FieldError]) -> Result<EnrolPage, Error> {
    let (actor, scope, ids, locale) = (may.actor.clone(), may.scope.clone(), picked(typed), may.actor.locale().code());
    let wanted = typed.one("requirement").to_owned();
    let code = wanted.clone();
    let (people, requirements, sessions) = state
        .db
        .gather(move |conn| {
            let requirements: Vec<(String, String)> = obligations::asking(conn, actor.today())?
                .into_iter()
                .map(|(requirement, version)| (requirement.code, in_locale(&version.title.0, locale).to_owned()))
                .collect();
            if code.is_empty() {
                let mut named = Vec::with_capacity(ids.len());
                for id in ids {
                    // Seen before anything of them is told.
                    crate::workshops::form::home(conn, &scope, id, actor.today())?.ok_or(Error::NotFound)?;
                    named.push(Candidate {
                        id,
                        name: crate::people::store::name_of(conn, id)?,
                        status: None,
                        due_on: None,
                        courses: Vec::new(),
                    });
                }
                named.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
                return Ok((named, requirements, Vec::new()));
            }
            let people = candidates(conn, &actor, &scope, &ids, &code)?;
            let found = offered(conn, &actor, &people)?;
            let session_ids: Vec<Id> = found.iter().map(|one| one.session.id).collect();
            let counts = store::held(conn, &session_ids)?;
            let rows = found.iter().map(|one| (one.session.id, row(one, &counts, locale, None))).collect();
            Ok((people, requirements, rows))
        })
        .await?;
    let words = may.actor.words(state);
    let chosen = typed.one("session");
    let mut fields = [Field::with("requirement", &wanted), Field::with("session", chosen)];
    let summary = place(faults, &mut fields.iter_mut().collect::<Vec<_>>(), words, |field| {
        words.text(&format!("enrol-field-{field}"), &[])
    });
    let [requirement, session] = fields;
    let need_href = (!wanted.is_empty() && sessions.is_empty() && may.actor.may(Action::AskTraining)).then(|| need(&people));
    Ok(EnrolPage {
        faults: summary,
        asked: !wanted.is_empty(),
        people: people
            .iter()
            .map(|one| EnrolRow {
                id: one.id,
                name: one.name.clone(),
                status: one
                    .status
                    .filter(|_| one.nothing_owed().is_none())
                    .map(|status| status.as_str().to_owned()),
                due_on: one.due_on,
                why: one.nothing_owed().filter(|_| !wanted.is_empty()).map(|why| words.text(why, &[])),
            })
            .collect(),
        requirements: requirements
            .into_iter()
            .map(|(code, title)| Choice::new(&code, title).chosen(code == wanted))
            .collect(),
        sessions: sessions
            .into_iter()
            .map(|(id, session)| OfferedSession {
                chosen: id.to_string() == chosen,
                id,
                session,
            })
            .collect(),
        requirement,
        session,
        need_href,
        partner: typed.one("partner").parse::<Id>().ok(),
        back: back(typed),
        action: PATH.to_owned(),
    })
}

/// Where a training need is entered for those who owe something, with the first course that satisfies it for most of them.
fn need(people: &[Candidate]) -> String {
    let owing: Vec<&Candidate> = people.iter().filter(|one| one.nothing_owed().is_none()).collect();
    let mut courses: Vec<&String> = owing.iter().filter_map(|one| one.courses.first()).collect();
    courses.sort();
    let most = courses
        .iter()
        .max_by_key(|code| courses.iter().filter(|other| other == code).count());
    let mut parts: Vec<String> = most.map(|code| format!("course={}", encoded(code))).into_iter().collect();
    parts.extend(owing.iter().map(|one| format!("people={}", one.id)));
    format!("/needs/new?{}", parts.join("&"))
}
