//! Places of work of one person: added, changed, ended.

use super::person_form::{label, place_draft, place_view};
use crate::organisations::{store as organisations, tree_choices};
use crate::people::form::PlaceDraft;
use crate::people::guard::{ManagePeople, May};
use crate::people::manage::Hand;
use crate::people::pages::{EndPage, OrganisationChoicePage, PlacePage};
use crate::people::store::change;
use crate::people::store::listing::job_roles_of;
use crate::people::store::{Membership, Person};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, Typed, place};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Where the further place is.
#[derive(Debug, Deserialize)]
pub struct PlaceQuery {
    #[serde(default)]
    organisation: String,
}

/// `GET /people/{id}/memberships/new`
pub async fn new(
    may: May<ManagePeople>,
    state: web::Data<State>,
    id: web::Path<Id>,
    query: Query<PlaceQuery>,
) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let (person, branches) = state
        .db
        .look(move |conn| Ok((hand.managed(conn, id)?, organisations::list(conn, &hand.scope)?)))
        .await?;
    let wished = query.into_inner().organisation;
    if wished.is_empty() && branches.len() != 1 {
        let page = OrganisationChoicePage {
            action: format!("/people/{id}/memberships/new"),
            choices: tree_choices(branches, ""),
        };
        return may.show(&state, &page);
    }
    let only = branches.first().map(|branch| branch.id.to_string()).unwrap_or_default();
    let draft = PlaceDraft {
        organisation_id: if wished.is_empty() { only } else { wished },
        start_on: may.actor.today().to_string(),
        ..PlaceDraft::default()
    };
    let page = place_page(&may, &state, &person, None, draft, &[]).await?;
    may.show(&state, &page)
}

/// `POST /people/{id}/memberships`
pub async fn create(
    may: May<ManagePeople>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    write(may, state, *id, None, &form).await
}

/// `GET /people/{id}/memberships/{membership_id}`
pub async fn edit(may: May<ManagePeople>, state: web::Data<State>, ids: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let ((id, membership_id), hand) = (*ids, Hand::of(&may, &state));
    let (person, membership, roles) = state
        .db
        .look(move |conn| {
            let (person, membership) = find(conn, &hand, id, membership_id)?;
            let roles = job_roles_of(conn, &[membership_id])?.remove(&membership_id).unwrap_or_default();
            Ok((person, membership, roles))
        })
        .await?;
    let text = |id: Option<Id>| id.map(|id| id.to_string()).unwrap_or_default();
    let draft = PlaceDraft {
        organisation_id: membership.organisation_id.to_string(),
        location_id: text(membership.location_id),
        job_roles: roles,
        start_on: membership.start_on.to_string(),
        end_on: membership.end_on.map(|day| day.to_string()).unwrap_or_default(),
        supervisor_id: text(membership.supervisor_id),
    };
    let page = place_page(&may, &state, &person, Some(membership_id), draft, &[]).await?;
    may.show(&state, &page)
}

/// `POST /people/{id}/memberships/{membership_id}`
pub async fn update(
    may: May<ManagePeople>,
    state: web::Data<State>,
    ids: web::Path<(Id, Id)>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    write(may, state, ids.0, Some(ids.1), &form).await
}

async fn write(
    may: May<ManagePeople>,
    state: web::Data<State>,
    id: Id,
    membership_id: Option<Id>,
    form: &Typed,
) -> Result<HttpResponse, Error> {
    let (hand, draft) = (Hand::of(&may, &state), place_draft(form));
    let typed = draft.clone();
    let done = state
        .db
        .save(move |conn| hand.write_membership(conn, id, membership_id, &typed))
        .await;
    match done {
        Ok(_) => answer::done(&state, format!("/people/{id}"), &Message::new("membership-saved"), None),
        Err(Error::Invalid(faults)) => {
            let hand = Hand::of(&may, &state);
            let person = state.db.look(move |conn| hand.managed(conn, id)).await?;
            // Without an organisation that can be seen there is nothing to choose from.
            if faults.iter().any(|fault| fault.field == "organisation_id") {
                return Err(Error::Invalid(faults));
            }
            let page = place_page(&may, &state, &person, membership_id, draft, &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// `GET /people/{id}/memberships/{membership_id}/end`
pub async fn ask_end(may: May<ManagePeople>, state: web::Data<State>, ids: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let page = end_page(&may, &state, *ids, may.actor.today().to_string(), &[]).await?;
    may.show(&state, &page)
}

/// `POST /people/{id}/memberships/{membership_id}/end`
pub async fn end(
    may: May<ManagePeople>,
    state: web::Data<State>,
    ids: web::Path<(Id, Id)>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let ((id, membership_id), hand) = (*ids, Hand::of(&may, &state));
    let typed = form.one("end_on").to_owned();
    let done = state
        .db
        .save(move |conn| {
            find(conn, &hand, id, membership_id)?;
            let mut faults = Faults::new();
            let end_on = faults.date("end_on", &typed, true);
            let end_on = faults.or(end_on)?;
            hand.end_membership(conn, id, membership_id, end_on)
        })
        .await;
    match done {
        Ok(_) => answer::done(&state, format!("/people/{id}"), &Message::new("membership-ended"), None),
        Err(Error::Invalid(faults)) => {
            let page = end_page(&may, &state, *ids, form.one("end_on").to_owned(), &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

fn find(conn: &mut Conn, hand: &Hand, id: Id, membership_id: Id) -> Result<(Person, Membership), Error> {
    let person = hand.managed(conn, id)?;
    let membership = change::find_membership(conn, &hand.scope, id, membership_id)?;
    Ok((person, membership.ok_or(Error::NotFound)?))
}

async fn end_page(may: &May<ManagePeople>, state: &State, ids: (Id, Id), typed: String, faults: &[FieldError]) -> Result<EndPage, Error> {
    let ((id, membership_id), hand) = (ids, Hand::of(may, state));
    let (person, organisation) = state
        .db
        .look(move |conn| {
            let (person, membership) = find(conn, &hand, id, membership_id)?;
            let organisation = organisations::find(conn, &hand.scope, membership.organisation_id)?;
            Ok((person, organisation.ok_or(Error::NotFound)?))
        })
        .await?;
    let words = may.actor.words(state);
    let mut end_on = Field::with("end_on", typed);
    place(faults, &mut [&mut end_on], words, |field| label(words, field));
    Ok(EndPage {
        name: person.name(),
        organisation: organisation.name,
        url: format!("/people/{id}/memberships/{membership_id}/end"),
        back: format!("/people/{id}"),
        end_on,
    })
}

async fn place_page(
    may: &May<ManagePeople>,
    state: &State,
    person: &Person,
    membership_id: Option<Id>,
    draft: PlaceDraft,
    faults: &[FieldError],
) -> Result<PlacePage, Error> {
    let words = may.actor.words(state);
    let mut view = place_view(may, state, draft).await?;
    let faults = place(faults, &mut view.all(), words, |field| label(words, field));
    let base = format!("/people/{}", person.id);
    Ok(PlacePage {
        name: person.name(),
        url: match membership_id {
            Some(membership_id) => format!("{base}/memberships/{membership_id}"),
            None => format!("{base}/memberships"),
        },
        back: base,
        is_new: membership_id.is_none(),
        place: view,
        faults,
    })
}
