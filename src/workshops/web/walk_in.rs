//! Somebody who came without a booking.

use super::attendance::{address, label};
use super::{act, parts};
use crate::evidence::store as evidence;
use crate::organisations::Scope;
use crate::people::guard::Learn;
use crate::people::{Actor, May};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, Typed, message, place};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::rules::person::Action;
use crate::workshops::deed::{self, Hand, title};
use crate::workshops::form;
use crate::workshops::pages::WalkInPage;
use crate::workshops::sight::Sight;
use crate::workshops::store::{Booking, Found};
use actix_web::{HttpResponse, web};

/// `GET /sessions/{id}/walk-ins/new`
pub async fn new(
    may: May<Learn>,
    state: web::Data<State>,
    id: web::Path<Id>,
    asked: Query<Vec<(String, String)>>,
) -> Result<HttpResponse, Error> {
    let found = load(&may, &state, *id).await?;
    may.show(&state, &page(&may, &state, &found, &Typed::of(asked.into_inner()), &[]))
}

/// `POST /sessions/{id}/walk-ins`
pub async fn create(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let (id, sent) = (*id, typed.into_inner());
    let typed = sent.clone();
    let found = load(&may, &state, id).await?;
    match act(&may, &state, move |conn, hand, actor| walk_in_one(conn, hand, actor, id, &sent)).await {
        Ok(_) => {
            let back = address(&found, typed.one("part").parse().ok());
            answer::done(&state, back, &Message::new("attendance-done"), None)
        }
        Err(Error::Invalid(faults)) => may.show_again(&state, &page(&may, &state, &found, &typed, &faults)),
        Err(Error::Refused(said)) => {
            let faults = [FieldError::new("person", said)];
            may.show_again(&state, &page(&may, &state, &found, &typed, &faults))
        }
        Err(error) => Err(error),
    }
}

/// Adds somebody found within what one may see, as far as one may.
pub fn walk_in_one(conn: &mut Conn, hand: &Hand<'_>, actor: &Actor, id: Id, typed: &Typed) -> Result<Booking, Error> {
    let found = Sight::of(conn, actor)?.held(conn, id)?;
    let mut faults = Faults::new();
    let part_id = form::part(&mut faults, typed, &found);
    let key = faults.text("person", typed.one("person"), 200, true);
    let reach: Vec<String> = [Action::ManageWorkshops, Action::BookSeats]
        .into_iter()
        .flat_map(|action| actor.scope(action).tops().to_vec())
        .collect();
    let scope = Scope::branches(reach);
    let person_id = match &key {
        Some(key) => evidence::find_person(conn, &scope, key)?,
        None => None,
    };
    let home = match person_id {
        Some(id) => form::home(conn, &scope, id, actor.today())?,
        None => None,
    };
    if key.is_some() && home.is_none() {
        faults.note("person", "booking-fault-person");
    }
    let (part_id, (person_id, home)) = faults.or(part_id.zip(person_id.zip(home)))?;
    deed::walk_in(conn, hand, id, person_id, &home, part_id)
}

async fn load(may: &May<Learn>, state: &State, id: Id) -> Result<Found, Error> {
    let actor = may.actor.clone();
    state.db.look(move |conn| Sight::of(conn, &actor)?.held(conn, id)).await
}

fn page(may: &May<Learn>, state: &State, found: &Found, typed: &Typed, faults: &[FieldError]) -> WalkInPage {
    let words = may.actor.words(state);
    let (mut part, mut person) = (Field::with("part", typed.one("part")), Field::with("person", typed.one("person")));
    let faults = place(faults, &mut [&mut part, &mut person], words, |field| {
        message(
            words,
            &Message::new(if field == "person" {
                "booking-field-person"
            } else {
                "attendance-field-part"
            }),
        )
    });
    let spans = found.spans();
    let current = found.workshop.figures().current(&spans, may.actor.now);
    let views = parts(&spans, found.session.zone());
    let named = found.parts.iter().any(|one| one.id.to_string() == part.value);
    let choices: Vec<Choice> = found
        .parts
        .iter()
        .zip(&views)
        .enumerate()
        .map(|(index, (one, view))| {
            let id = one.id.to_string();
            let chosen = if named { id == part.value } else { index == current };
            Choice::new(id, label(words, view, &may.actor)).chosen(chosen)
        })
        .collect();
    part.value = choices
        .iter()
        .find(|choice| choice.chosen)
        .map(|choice| choice.value.clone())
        .unwrap_or_default();
    WalkInPage {
        title: title(found, may.actor.locale().code()),
        action: format!("/sessions/{}/walk-ins", found.session.id),
        back: address(found, part.value.parse().ok()),
        choices,
        part,
        person,
        faults,
    }
}
