//! Locations of an organisation: added and changed.

use super::organisation::label;
use crate::administration::organisation::{Hand, LocationDraft};
use crate::administration::pages::{LocationPage, LocationView};
use crate::organisations::{catalogue, store};
use crate::people::guard::{ManageOrganisations, May};
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};

/// `GET /organisations/{id}/locations/new`
pub async fn new(may: May<ManageOrganisations>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let draft = LocationDraft {
        time_zone: may.actor.zone().name().to_owned(),
        ..LocationDraft::default()
    };
    let page = page(&may, &state, *id, None, draft, &[]).await?;
    may.show(&state, &page)
}

/// `POST /organisations/{id}/locations`
pub async fn create(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    write(may, state, *id, None, &form).await
}

/// `GET /organisations/{id}/locations/{location_id}`
pub async fn edit(may: May<ManageOrganisations>, state: web::Data<State>, ids: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let ((id, location_id), hand) = (*ids, Hand::of(&may, &state));
    let (at, services) = state
        .db
        .look(move |conn| {
            hand.find(conn, id)?;
            let at = store::find_location(conn, id, location_id)?.ok_or(Error::NotFound)?;
            let services = store::services_at(conn, location_id)?;
            Ok((at, services))
        })
        .await?;
    let degrees = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let draft = LocationDraft {
        name: at.name,
        main: at.main,
        country: at.country,
        city: at.city,
        postal_code: at.postal_code,
        street: at.street,
        latitude: degrees(at.latitude),
        longitude: degrees(at.longitude),
        time_zone: at.time_zone,
        languages: at.languages.0.join(", "),
        services,
        opening_hours: at.opening_hours.unwrap_or_default(),
    };
    let page = page(&may, &state, id, Some(location_id), draft, &[]).await?;
    may.show(&state, &page)
}

/// `POST /organisations/{id}/locations/{location_id}`
pub async fn update(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    ids: web::Path<(Id, Id)>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    write(may, state, ids.0, Some(ids.1), &form).await
}

async fn write(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: Id,
    location_id: Option<Id>,
    form: &Typed,
) -> Result<HttpResponse, Error> {
    let (hand, draft) = (Hand::of(&may, &state), location_draft(form));
    let typed = draft.clone();
    let done = state.db.save(move |conn| hand.write_location(conn, id, location_id, &typed)).await;
    match done {
        Ok(_) => answer::done(&state, format!("/organisations/{id}"), &Message::new("organisation-saved"), None),
        Err(Error::Invalid(faults)) => {
            let page = page(&may, &state, id, location_id, draft, &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// A location as a form sends it.
pub(super) fn location_draft(form: &Typed) -> LocationDraft {
    let text = |name: &str| form.one(name).to_owned();
    LocationDraft {
        name: text("location_name"),
        main: form.one("make_main") == "true",
        country: text("country"),
        city: text("city"),
        postal_code: text("postal_code"),
        street: text("street"),
        latitude: text("latitude"),
        longitude: text("longitude"),
        time_zone: text("time_zone"),
        languages: text("languages"),
        services: form.all("services"),
        opening_hours: text("opening_hours"),
    }
}

/// The fields of a location with the services to choose from.
pub(super) async fn location_view(may: &May<ManageOrganisations>, state: &State, draft: LocationDraft) -> Result<LocationView, Error> {
    let services = state.db.look(|conn| Ok(catalogue::services(conn)?)).await?;
    let language = may.actor.locale().code();
    Ok(LocationView {
        location_name: Field::with("location_name", draft.name),
        main: draft.main,
        country: Field::with("country", draft.country),
        city: Field::with("city", draft.city),
        postal_code: Field::with("postal_code", draft.postal_code),
        street: Field::with("street", draft.street),
        latitude: Field::with("latitude", draft.latitude),
        longitude: Field::with("longitude", draft.longitude),
        time_zone: Field::with("time_zone", draft.time_zone),
        languages: Field::with("languages", draft.languages),
        service_choices: services
            .iter()
            .map(|entry| Choice::new(entry.code.clone(), entry.name(language)).chosen(draft.services.contains(&entry.code)))
            .collect(),
        services: Field::new("services"),
        opening_hours: Field::with("opening_hours", draft.opening_hours),
    })
}

impl LocationView {
    pub(super) fn all(&mut self) -> Vec<&mut Field> {
        vec![
            &mut self.location_name,
            &mut self.country,
            &mut self.city,
            &mut self.postal_code,
            &mut self.street,
            &mut self.latitude,
            &mut self.longitude,
            &mut self.time_zone,
            &mut self.languages,
            &mut self.services,
            &mut self.opening_hours,
        ]
    }
}

async fn page(
    may: &May<ManageOrganisations>,
    state: &State,
    id: Id,
    location_id: Option<Id>,
    draft: LocationDraft,
    faults: &[FieldError],
) -> Result<LocationPage, Error> {
    let hand = Hand::of(may, state);
    let organisation = state.db.look(move |conn| hand.find(conn, id)).await?;
    let words = may.actor.words(state);
    let is_main = location_id.is_some() && draft.main;
    let mut view = location_view(may, state, draft).await?;
    let faults = place(faults, &mut view.all(), words, |field| label(words, field));
    let base = format!("/organisations/{id}");
    Ok(LocationPage {
        organisation: organisation.name,
        url: match location_id {
            Some(location_id) => format!("{base}/locations/{location_id}"),
            None => format!("{base}/locations"),
        },
        back: base,
        is_new: location_id.is_none(),
        is_main,
        location: view,
        faults,
    })
}
