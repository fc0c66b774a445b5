//! Badges: the number that somebody carries, and scanning them at the run sheet.

use super::act;
use super::attendance::{Asked, address, page as sheet};
use crate::organisations::Scope;
use crate::people::guard::{Learn, ManagePeople};
use crate::people::{Actor, May, Person, store as people};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, Typed, message, place};
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::id::Id;
use crate::rules::workshop::badge;
use crate::workshops::deed::{self, Hand, Scanned};
use crate::workshops::form;
use crate::workshops::pages::BadgePage;
use crate::workshops::sight::Sight;
use crate::workshops::store;
use actix_web::{HttpResponse, web};

/// Somebody within a scope and the number of their badge.
pub fn find(conn: &mut Conn, scope: &Scope, id: Id) -> Result<(Person, Option<String>), Error> {
    let person = people::find(conn, scope, id)?.ok_or(Error::NotFound)?;
    let number = store::badge_of(conn, id)?;
    Ok((person, number))
}

/// `GET /people/{id}/badge`
pub async fn edit(may: May<ManagePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, id) = (may.scope.clone(), *id);
    let (person, number) = state.db.look(move |conn| find(conn, &scope, id)).await?;
    may.show(&state, &page(&may, &state, &person, &number.unwrap_or_default(), &[]))
}

/// `POST /people/{id}/badge`
pub async fn update(
    may: May<ManagePeople>,
    state: web::Data<State>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let id = *id;
    match put(&may, &state, id, typed.one("badge")).await {
        Ok(_) => answer::done(&state, format!("/people/{id}"), &Message::new("badge-saved"), None),
        Err(Error::Invalid(faults)) => {
            let scope = may.scope.clone();
            let (person, _) = state.db.look(move |conn| find(conn, &scope, id)).await?;
            may.show_again(&state, &page(&may, &state, &person, typed.one("badge"), &faults))
        }
        Err(error) => Err(error),
    }
}

/// Gives somebody a badge, or takes it (empty); answers the number that is kept.
pub async fn put(may: &May<ManagePeople>, state: &State, id: Id, typed: &str) -> Result<Option<String>, Error> {
    let (scope, typed) = (may.scope.clone(), typed.trim().to_owned());
    act(may, state, move |conn, hand, actor| {
        let (person, _) = find(conn, &scope, id)?;
        let mut faults = Faults::new();
        let number = badge::number(&typed);
        if number.is_none() && !typed.is_empty() {
            let fault = Message::new("badge-fault")
                .with("least", badge::SHORTEST)
                .with("most", badge::LONGEST);
            faults.add("badge", fault);
        }
        faults.done()?;
        let home = form::home(conn, &scope, id, actor.today())?;
        deed::set_badge(
            conn,
            hand,
            &person,
            number.as_deref(),
            home.as_ref().map_or("", |home| home.path.as_str()),
        )?;
        Ok(number)
    })
    .await
}

fn page(may: &May<ManagePeople>, state: &State, person: &Person, number: &str, faults: &[FieldError]) -> BadgePage {
    let words = may.actor.words(state);
    let mut badge = Field::with("badge", number);
    let faults = place(faults, &mut [&mut badge], words, |_| words.text("badge-field", &[]));
    BadgePage {
        person: person.name(),
        action: format!("/people/{}/badge", person.id),
        back: format!("/people/{}", person.id),
        badge,
        faults,
    }
}

/// `POST /sessions/{id}/scans`: what a scanner typed, or the camera read.
pub async fn scan(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let (id, sent) = (*id, typed.clone());
    let done = act(&may, &state, move |conn, hand, actor| {
        let found = Sight::of(conn, actor)?.held(conn, id)?;
        let mut faults = Faults::new();
        let part_id = form::part(&mut faults, &sent, &found);
        let part_id = faults.or(part_id)?;
        let scanned = deed::scan(conn, hand, id, part_id, sent.one("badge"))?;
        Ok((address(&found, Some(part_id)), scanned))
    });
    let (back, scanned) = done.await?;
    let (fault, walk_in) = match scanned {
        Scanned::Marked(named) => {
            let told = Message::new("scan-done").with("name", named.name());
            return answer::done(&state, back, &told, None);
        }
        Scanned::Already(named) => {
            let told = Message::new("scan-already").with("name", named.name());
            return answer::done(&state, back, &told, None);
        }
        Scanned::Unknown => (Message::new("scan-unknown"), format!("/sessions/{id}/walk-ins/new")),
        Scanned::NotBooked(person) => (
            Message::new("scan-not-booked").with("name", person.name()),
            format!("/sessions/{id}/walk-ins/new?person={}", person.id),
        ),
    };
    let (actor, own, number) = (may.actor.clone(), state.get_ref().clone(), typed.one("badge").to_owned());
    let asked = Asked::at(&back);
    let mut page = state.db.gather(move |conn| sheet(conn, &own, &actor, id, &asked)).await?;
    page.scan = Field::with("badge", number).wrong(message(may.actor.words(&state), &fault));
    page.scan_walk_in_href = Some(walk_in);
    may.show_again(&state, &page)
}

/// Marks whoever carries a badge, as far as one may; the part is the one that is open now where none is named.
pub fn scan_one(conn: &mut Conn, hand: &Hand<'_>, actor: &Actor, id: Id, part_id: Option<Id>, shown: &str) -> Result<Scanned, Error> {
    let found = Sight::of(conn, actor)?.held(conn, id)?;
    let current = found.workshop.figures().current(&found.spans(), hand.now);
    let part_id = part_id
        .or_else(|| found.parts.get(current).map(|part| part.id))
        .ok_or(Error::NotFound)?;
    deed::scan(conn, hand, id, part_id, shown)
}
