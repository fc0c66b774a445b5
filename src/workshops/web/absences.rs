//! Days on which those who teach are away.

use super::{act, row as session_row, tabs};
use crate::organisations::Scope;
use crate::people::Actor;
use crate::people::May;
use crate::people::guard::ManageWorkshops;
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::workshops::deed;
use crate::workshops::deed::clash::missed;
use crate::workshops::form::room;
use crate::workshops::pages::{AbsenceRow, AbsencesPage};
use crate::workshops::store::{self, Absence, Found};
use actix_web::{HttpResponse, web};
use std::collections::HashMap;

/// The fields of the form, in their order.
const FIELDS: [&str; 4] = ["person", "from_on", "to_on", "note"];

/// Absences that are not over, with the names of those who are away and the sessions that they teach all the same, as far as somebody sees them.
pub type Away = Vec<(Absence, String, Vec<Found>)>;

/// Those that are not over.
pub fn ahead(conn: &mut Conn, actor: &Actor, scope: &Scope) -> Result<(Vec<(Id, String)>, Away), Error> {
    let teachers = room::teachers(conn, actor, scope)?;
    let ids: Vec<Id> = teachers.iter().map(|(id, _)| *id).collect();
    let all = store::absences_of(conn, &ids, actor.today())?;
    let mut away = Away::with_capacity(all.len());
    for (absence, (given, family)) in all {
        let mut missed = missed(conn, &absence, actor.now)?;
        missed.retain(|found| scope.covers(&found.path));
        away.push((absence, format!("{given} {family}").trim().to_owned(), missed));
    }
    Ok((teachers, away))
}

/// `GET /absences`
pub async fn list(may: May<ManageWorkshops>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let page = page(&may, &state, &Typed::default(), &[]).await?;
    may.show(&state, &page)
}

/// `POST /absences`
pub async fn create(may: May<ManageWorkshops>, state: web::Data<State>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    match enter(&may, &state, &typed).await {
        Ok((_, missed)) if missed.is_empty() => answer::done(&state, "/absences", &Message::new("absence-saved"), None),
        Ok((_, missed)) => {
            let told = Message::new("absence-saved-missed").with("count", missed.len());
            answer::done(&state, "/absences", &told, None)
        }
        Err(Error::Invalid(faults)) => {
            let page = page(&may, &state, &typed, &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// Enters one; answers it with the sessions that they teach all the same.
pub async fn enter(may: &May<ManageWorkshops>, state: &State, typed: &Typed) -> Result<(Absence, Vec<Id>), Error> {
    let (scope, typed) = (may.scope.clone(), typed.clone());
    act(may, state, move |conn, hand, actor| {
        let teachers = room::teachers(conn, actor, &scope)?;
        let absence = room::absence(&hand.state.chance, &typed, &teachers, hand.now)?;
        deed::go_away(conn, hand, &absence)?;
        let mut missed = missed(conn, &absence, hand.now)?;
        missed.retain(|found| scope.covers(&found.path));
        Ok((absence, missed.iter().map(|found| found.session.id).collect()))
    })
    .await
}

/// `POST /absences/{id}/removal`
pub async fn remove(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    take_back(&may, &state, *id).await?;
    answer::done(&state, "/absences", &Message::new("absence-removed"), None)
}

/// Takes one back.
pub async fn take_back(may: &May<ManageWorkshops>, state: &State, id: Id) -> Result<(), Error> {
    let scope = may.scope.clone();
    act(may, state, move |conn, hand, actor| {
        let absence = store::find_absence(conn, id)?.ok_or(Error::NotFound)?;
        let teachers = room::teachers(conn, actor, &scope)?;
        if teachers.iter().all(|(id, _)| *id != absence.person_id) {
            return Err(Error::NotFound);
        }
        deed::come_back(conn, hand, &absence)
    })
    .await
}

async fn page(may: &May<ManageWorkshops>, state: &State, typed: &Typed, faults: &[FieldError]) -> Result<AbsencesPage, Error> {
    let (actor, scope) = (may.actor.clone(), may.scope.clone());
    let (teachers, all) = state.db.gather(move |conn| ahead(conn, &actor, &scope)).await?;
    let words = may.actor.words(state);
    let mut fields = FIELDS.map(|name| Field::with(name, typed.one(name)));
    let mut every: Vec<&mut Field> = fields.iter_mut().collect();
    let faults = place(faults, &mut every, words, |field| {
        words.text(&format!("absence-field-{field}"), &[])
    });
    let [person, from_on, to_on, note] = fields;
    let choice = |(id, name): &(Id, String)| Choice::new(id.to_string(), name).chosen(id.to_string() == person.value);
    let locale = may.actor.locale().code();
    let counts = HashMap::new();
    let row = |(absence, name, missed): (Absence, String, Vec<Found>)| AbsenceRow {
        person: name,
        from_on: absence.from_on,
        to_on: Some(absence.to_on).filter(|to| *to != absence.from_on),
        // Why somebody is away is theirs to know.
        note: absence.note.filter(|_| absence.person_id == may.actor.person.id),
        missed: missed.iter().map(|found| session_row(found, &counts, locale, None)).collect(),
        remove_action: format!("/absences/{}/removal", absence.id),
    };
    Ok(AbsencesPage {
        tabs: tabs(&may.actor, words, "/absences"),
        rows: all.into_iter().map(row).collect(),
        teachers: teachers.iter().map(choice).collect(),
        person,
        from_on,
        to_on,
        note,
        faults,
    })
}
