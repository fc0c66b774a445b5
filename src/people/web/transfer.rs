//! Moving somebody to another organisation.

use super::person_form::{label, place_draft, place_view};
use crate::organisations::{store as organisations, tree_choices};
use crate::people::form::PlaceDraft;
use crate::people::guard::{ManagePeople, May};
use crate::people::manage::Hand;
use crate::people::pages::{OrganisationChoicePage, TransferPage};
use crate::people::store::change;
use crate::people::store::listing::job_roles_of;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Where the person goes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    organisation: String,
}

/// `GET /people/{id}/memberships/{membership_id}/move`
pub async fn new(
    may: May<ManagePeople>,
    state: web::Data<State>,
    ids: web::Path<(Id, Id)>,
    wish: Query<Wish>,
) -> Result<HttpResponse, Error> {
    let ((id, membership_id), hand) = (*ids, Hand::of(&may, &state));
    let (here, roles, others) = state
        .db
        .look(move |conn| {
            hand.managed(conn, id)?;
            let here = change::find_membership(conn, &hand.scope, id, membership_id)?.ok_or(Error::NotFound)?;
            let roles = job_roles_of(conn, &[membership_id])?.remove(&membership_id).unwrap_or_default();
            let mut others = organisations::list(conn, &hand.scope)?;
            others.retain(|one| one.archived_at.is_none() && one.id != here.organisation_id);
            Ok((here, roles, others))
        })
        .await?;
    if wish.organisation.is_empty() {
        let page = OrganisationChoicePage {
            action: format!("/people/{id}/memberships/{membership_id}/move"),
            choices: tree_choices(others, ""),
        };
        return may.show(&state, &page);
    }
    let today = may.actor.today();
    let draft = PlaceDraft {
        organisation_id: wish.into_inner().organisation,
        job_roles: roles,
        // Who begins here today has not left before.
        start_on: today.max(here.start_on.succ_opt().unwrap_or(today)).to_string(),
        ..PlaceDraft::default()
    };
    let page = page(&may, &state, (id, membership_id), draft, &[]).await?;
    may.show(&state, &page)
}

/// `POST /people/{id}/memberships/{membership_id}/move`
pub async fn create(
    may: May<ManagePeople>,
    state: web::Data<State>,
    ids: web::Path<(Id, Id)>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let ((id, membership_id), hand, draft) = (*ids, Hand::of(&may, &state), place_draft(&form));
    let typed = draft.clone();
    let done = state.db.save(move |conn| hand.transfer(conn, id, membership_id, &typed)).await;
    match done {
        Ok(_) => answer::done(&state, format!("/people/{id}"), &Message::new("transfer-done"), None),
        // Without an organisation that can be seen there is nothing to choose from.
        Err(Error::Invalid(faults)) if faults.iter().any(|fault| fault.field == "organisation_id") => Err(Error::Invalid(faults)),
        Err(Error::Invalid(faults)) => {
            let page = page(&may, &state, (id, membership_id), draft, &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

async fn page(
    may: &May<ManagePeople>,
    state: &State,
    (id, membership_id): (Id, Id),
    draft: PlaceDraft,
    faults: &[FieldError],
) -> Result<TransferPage, Error> {
    let hand = Hand::of(may, state);
    let (person, here) = state
        .db
        .look(move |conn| {
            let person = hand.managed(conn, id)?;
            let membership = change::find_membership(conn, &hand.scope, id, membership_id)?.ok_or(Error::NotFound)?;
            let here = organisations::find(conn, &hand.scope, membership.organisation_id)?;
            Ok((person, here.ok_or(Error::NotFound)?))
        })
        .await?;
    let words = may.actor.words(state);
    let mut view = place_view(may, state, draft).await?;
    let faults = place(faults, &mut view.all(), words, |field| label(words, field));
    Ok(TransferPage {
        name: person.name(),
        here: here.name,
        url: format!("/people/{id}/memberships/{membership_id}/move"),
        back: format!("/people/{id}"),
        place: view,
        faults,
    })
}
