//! Adding a person, and changing a person's own facts.

use super::person::still_changed;
use crate::organisations::{catalogue, only_top, store as organisations, tree_choices};
use crate::people::form::{PersonDraft, PlaceDraft};
use crate::people::guard::{ManagePeople, May};
use crate::people::language;
use crate::people::manage::Hand;
use crate::people::pages::{NewPersonPage, OrganisationChoicePage, PersonEditPage, PersonFieldsView, PlaceView};
use crate::people::store::Person;
use crate::people::store::listing;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, changed_meanwhile, is_changed_meanwhile, place};
use crate::platform::i18n::Words;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field, FormFault};
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// To whom somebody is added.
#[derive(Debug, Deserialize)]
pub struct NewQuery {
    #[serde(default)]
    organisation: String,
}

/// `GET /people/new`: first where, unless there is only one place, then who.
pub async fn new(may: May<ManagePeople>, state: web::Data<State>, query: Query<NewQuery>) -> Result<HttpResponse, Error> {
    let hand = Hand::of(&may, &state);
    let wished = query.into_inner().organisation;
    let (branches, places) = state
        .db
        .look(move |conn| {
            let places = listing::places(conn, &hand.scope, &[hand.actor.person.id])?;
            Ok((organisations::list(conn, &hand.scope)?, places))
        })
        .await?;
    let only = if let [only] = branches.as_slice() {
        Some(only.id.to_string())
    } else {
        None
    };
    let chosen = if wished.is_empty() { only } else { Some(wished) };
    let Some(organisation_id) = chosen else {
        // Whoever is asked about one branch mostly means the organisation where they are themselves.
        let own = only_top(&branches).map(|top| {
            let here = places.iter().find(|place| place.is_open(may.actor.today()));
            here.map_or(top.id, |place| place.membership.organisation_id).to_string()
        });
        let page = OrganisationChoicePage {
            action: "/people/new".to_owned(),
            choices: tree_choices(branches, &own.unwrap_or_default()),
        };
        return may.show(&state, &page);
    };
    let person = PersonDraft {
        language: may.actor.person.language.clone(),
        ..PersonDraft::default()
    };
    let first = PlaceDraft {
        organisation_id,
        start_on: may.actor.today().to_string(),
        ..PlaceDraft::default()
    };
    let page = new_page(&may, &state, person, first, &[]).await?;
    may.show(&state, &page)
}

/// `POST /people`
pub async fn create(may: May<ManagePeople>, state: web::Data<State>, form: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let (person, first) = (person_draft(&form), place_draft(&form));
    let hand = Hand::of(&may, &state);
    let (typed_person, typed_place) = (person.clone(), first.clone());
    let done = state.db.save(move |conn| hand.add(conn, &typed_person, &typed_place)).await;
    match done {
        Ok(person) => {
            let message = Message::new("person-added").with("name", person.name());
            answer::done(&state, format!("/people/{}", person.id), &message, None)
        }
        Err(Error::Invalid(faults)) => {
            let page = new_page(&may, &state, person, first, &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// `GET /people/{id}/edit`
pub async fn edit(may: May<ManagePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let person = state.db.look(move |conn| hand.managed(conn, id)).await?;
    let draft = drafted(&person);
    let page = edit_page(&may, &state, &person, &draft, person.revision.to_string(), &[]);
    may.show(&state, &page)
}

/// `POST /people/{id}`
pub async fn update(
    may: May<ManagePeople>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let (id, hand, draft) = (*id, Hand::of(&may, &state), person_draft(&form));
    let revision = Some(form.revision());
    let typed = draft.clone();
    let done = state.db.save(move |conn| hand.change(conn, id, revision, &typed)).await;
    match done {
        Ok(_) => answer::done(&state, format!("/people/{id}"), &Message::new("person-saved"), None),
        Err(Error::Invalid(faults)) => {
            let hand = Hand::of(&may, &state);
            let person = state.db.look(move |conn| hand.managed(conn, id)).await?;
            let page = edit_page(&may, &state, &person, &draft, form.one("revision").to_owned(), &faults);
            may.show_again(&state, &page)
        }
        Err(error) if is_changed_meanwhile(&error) => {
            let hand = Hand::of(&may, &state);
            let person = state.db.look(move |conn| hand.managed(conn, id)).await?;
            let now = drafted(&person);
            let faults = changed_meanwhile(&[
                ("given_name", &draft.given_name, &now.given_name),
                ("family_name", &draft.family_name, &now.family_name),
                ("email", &draft.email, &now.email),
                ("external_id", &draft.external_id, &now.external_id),
                ("language", &draft.language, &now.language),
                ("time_zone", &draft.time_zone, &now.time_zone),
            ]);
            if faults.is_empty() {
                // Both wrote the same.
                return answer::done(&state, format!("/people/{id}"), &Message::new("person-saved"), None);
            }
            let page = edit_page(&may, &state, &person, &draft, person.revision.to_string(), &faults);
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

fn drafted(person: &Person) -> PersonDraft {
    PersonDraft {
        given_name: person.given_name.clone(),
        family_name: person.family_name.clone(),
        email: person.email.clone().unwrap_or_default(),
        external_id: person.external_id.clone().unwrap_or_default(),
        language: person.language.clone(),
        time_zone: person.time_zone.clone().unwrap_or_default(),
    }
}

fn person_draft(form: &Typed) -> PersonDraft {
    let text = |name: &str| form.one(name).to_owned();
    PersonDraft {
        given_name: text("given_name"),
        family_name: text("family_name"),
        email: text("email"),
        external_id: text("external_id"),
        language: text("language"),
        time_zone: text("time_zone"),
    }
}

/// A place of work as a form sends it.
pub(super) fn place_draft(form: &Typed) -> PlaceDraft {
    let text = |name: &str| form.one(name).to_owned();
    PlaceDraft {
        organisation_id: text("organisation_id"),
        location_id: text("location_id"),
        job_roles: form.all("job_roles"),
        start_on: text("start_on"),
        end_on: text("end_on"),
        supervisor_id: text("supervisor_id"),
    }
}

fn fields_view(draft: &PersonDraft) -> PersonFieldsView {
    PersonFieldsView {
        given_name: Field::with("given_name", &draft.given_name),
        family_name: Field::with("family_name", &draft.family_name),
        email: Field::with("email", &draft.email),
        external_id: Field::with("external_id", &draft.external_id),
        language: Field::with("language", &draft.language),
        languages: language::choices(&draft.language),
        time_zone: Field::with("time_zone", &draft.time_zone),
    }
}

impl PersonFieldsView {
    fn all(&mut self) -> [&mut Field; 6] {
        [
            &mut self.given_name,
            &mut self.family_name,
            &mut self.email,
            &mut self.external_id,
            &mut self.language,
            &mut self.time_zone,
        ]
    }
}

/// The label of a field, for the summary of faults.
pub(super) fn label(words: &Words, field: &str) -> String {
    words.text(&format!("person-field-{field}"), &[])
}

fn edit_page(
    may: &May<ManagePeople>,
    state: &State,
    person: &Person,
    draft: &PersonDraft,
    revision: String,
    faults: &[FieldError],
) -> PersonEditPage {
    let words = may.actor.words(state);
    let mut fields = fields_view(draft);
    let faults = place(faults, &mut fields.all(), words, |field| label(words, field));
    PersonEditPage {
        name: person.name(),
        url: format!("/people/{}", person.id),
        revision,
        partner_edited_at: person.partner_edited_at,
        still_changed: still_changed(words),
        fields,
        faults,
    }
}

async fn new_page(
    may: &May<ManagePeople>,
    state: &State,
    person: PersonDraft,
    first: PlaceDraft,
    faults: &[FieldError],
) -> Result<NewPersonPage, Error> {
    let words = may.actor.words(state).clone();
    let mut fields = fields_view(&person);
    let mut view = place_view(may, state, first).await?;
    let all: Vec<&mut Field> = fields.all().into_iter().chain(view.all()).collect();
    let mut all = all;
    let faults: Vec<FormFault> = place(faults, &mut all, &words, |field| label(&words, field));
    Ok(NewPersonPage {
        fields,
        place: view,
        faults,
    })
}

impl PlaceView {
    pub(super) fn all(&mut self) -> [&mut Field; 6] {
        [
            &mut self.organisation_id,
            &mut self.location_id,
            &mut self.job_roles,
            &mut self.start_on,
            &mut self.end_on,
            &mut self.supervisor_id,
        ]
    }
}

/// The fields of a place of work with what can be chosen at its organisation.
pub(super) async fn place_view(may: &May<ManagePeople>, state: &State, draft: PlaceDraft) -> Result<PlaceView, Error> {
    let hand = Hand::of(may, state);
    let language = may.actor.locale().code();
    state
        .db
        .look(move |conn| {
            let today = hand.actor.today();
            let id: Option<Id> = draft.organisation_id.trim().parse().ok();
            let organisation = match id {
                Some(id) => organisations::find(conn, &hand.scope, id)?,
                None => None,
            };
            let organisation = organisation.ok_or(Error::NotFound)?;
            let locations = organisations::locations_of(conn, organisation.id)?;
            let leads = listing::possible_supervisors(conn, &hand.scope, &organisation.path, today)?;
            let roles = catalogue::job_roles(conn)?;
            Ok(PlaceView {
                organisation: organisation.name,
                organisation_id: Field::with("organisation_id", organisation.id.to_string()),
                locations: locations
                    .iter()
                    .map(|at| Choice::new(at.id.to_string(), at.name.clone()).chosen(at.id.to_string() == draft.location_id))
                    .collect(),
                location_id: Field::with("location_id", draft.location_id),
                job_role_choices: roles
                    .iter()
                    .map(|entry| Choice::new(entry.code.clone(), entry.name(language)).chosen(draft.job_roles.contains(&entry.code)))
                    .collect(),
                job_roles: Field::new("job_roles"),
                start_on: Field::with("start_on", draft.start_on),
                end_on: Field::with("end_on", draft.end_on),
                supervisors: leads
                    .iter()
                    .map(|(id, given, family)| {
                        Choice::new(id.to_string(), format!("{family}, {given}")).chosen(id.to_string() == draft.supervisor_id)
                    })
                    .collect(),
                supervisor_id: Field::with("supervisor_id", draft.supervisor_id),
            })
        })
        .await
}
