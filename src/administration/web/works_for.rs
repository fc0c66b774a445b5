//! Who works for whom: subcontractors and helpers, beside the tree.

use super::organisation::label;
use crate::administration::organisation::{Hand, WorksForDraft};
use crate::administration::pages::WorksForPage;
use crate::organisations::{catalogue, store, tree_choices};
use crate::people::guard::{ManageOrganisations, May};
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};

/// `GET /organisations/{id}/works-for/new`
pub async fn new(may: May<ManageOrganisations>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let draft = WorksForDraft {
        from_on: may.actor.today().to_string(),
        ..WorksForDraft::default()
    };
    let page = page(&may, &state, *id, draft, &[]).await?;
    may.show(&state, &page)
}

/// `POST /organisations/{id}/works-for`
pub async fn create(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let draft = WorksForDraft {
        for_organisation_id: form.one("for_organisation_id").to_owned(),
        services: form.all("services"),
        from_on: form.one("from_on").to_owned(),
        to_on: form.one("to_on").to_owned(),
    };
    let typed = draft.clone();
    let done = state.db.save(move |conn| hand.add_works_for(conn, id, &typed)).await;
    match done {
        Ok(_) => answer::done(&state, format!("/organisations/{id}"), &Message::new("organisation-saved"), None),
        Err(Error::Invalid(faults)) => {
            let page = page(&may, &state, id, draft, &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// `POST /organisations/{id}/works-for/{relation_id}/end`
pub async fn end(may: May<ManageOrganisations>, state: web::Data<State>, ids: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let ((id, relation_id), hand, today) = (*ids, Hand::of(&may, &state), may.actor.today());
    state.db.save(move |conn| hand.end_works_for(conn, id, relation_id, today)).await?;
    answer::done(&state, format!("/organisations/{id}"), &Message::new("organisation-saved"), None)
}

async fn page(
    may: &May<ManageOrganisations>,
    state: &State,
    id: Id,
    draft: WorksForDraft,
    faults: &[FieldError],
) -> Result<WorksForPage, Error> {
    let hand = Hand::of(may, state);
    let (organisation, all, services) = state
        .db
        .look(move |conn| Ok((hand.find(conn, id)?, store::list(conn, &hand.scope)?, catalogue::services(conn)?)))
        .await?;
    let words = may.actor.words(state);
    let language = words.locale().code();
    let mut page = WorksForPage {
        organisation: organisation.name,
        url: format!("/organisations/{id}/works-for"),
        back: format!("/organisations/{id}"),
        organisations: tree_choices(all.into_iter().filter(|other| other.id != id).collect(), &draft.for_organisation_id),
        for_organisation_id: Field::with("for_organisation_id", draft.for_organisation_id),
        service_choices: services
            .iter()
            .map(|entry| Choice::new(entry.code.clone(), entry.name(language)).chosen(draft.services.contains(&entry.code)))
            .collect(),
        services: Field::new("services"),
        from_on: Field::with("from_on", draft.from_on),
        to_on: Field::with("to_on", draft.to_on),
        faults: Vec::new(),
    };
    let mut fields = [
        &mut page.for_organisation_id,
        &mut page.services,
        &mut page.from_on,
        &mut page.to_on,
    ];
    page.faults = place(faults, &mut fields, words, |field| label(words, field));
    Ok(page)
}
