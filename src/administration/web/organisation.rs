//! One organisation: facts, locations, who works for whom; adding, changing, moving, archiving.

use super::location::{location_draft, location_view};
use crate::administration::organisation::{Hand, KINDS, LocationDraft, OrganisationDraft};
use crate::administration::pages::{LocationRow, OrganisationFormPage, OrganisationPage, OrganisationView, RelationRow};
use crate::organisations::catalogue::{self, Entry};
use crate::organisations::field_view::{self, FieldRow, Filler};
use crate::organisations::store::field::{self, OwnField};
use crate::organisations::store::{change, fact};
use crate::organisations::{Location, Organisation, store, tree_choices};
use crate::people::guard::{ManageOrganisations, May, SeeOrganisations};
use crate::people::language;
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, changed_meanwhile, is_changed_meanwhile, place};
use crate::platform::i18n::Words;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::rules::own_field::Subject;
use crate::rules::person::Action;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// `GET /organisations/{id}`
pub async fn show(may: May<SeeOrganisations>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let may_manage = may.actor.may(Action::ManageOrganisations);
    let managing = may.actor.scope(Action::ManageOrganisations);
    let may_invite = may.actor.scope(Action::ManagePeople);
    let words = may.actor.words(&state).clone();
    let page = state
        .db
        .gather(move |conn| {
            let organisation = hand.find(conn, id)?;
            let may_manage = may_manage && managing.covers(&organisation.path);
            let services = catalogue::services(conn)?;
            let parent = match organisation.parent_id {
                Some(parent_id) => store::find(conn, &hand.scope, parent_id)?,
                None => None,
            };
            let base = format!("/organisations/{id}");
            let mut locations = Vec::new();
            for at in store::locations_of(conn, id)? {
                let offered = store::services_at(conn, at.id)?;
                locations.push(location_row(at, &offered, &services, &words, may_manage.then_some(base.as_str())));
            }
            let fields = field::list(conn)?;
            let (mut facts, products) = super::dated::rows(conn, id, words.locale().code(), may_manage.then_some(base.as_str()))?;
            facts.retain(|fact| fields.iter().all(|field| field.code != fact.label || field.archived_at.is_some()));
            Ok(OrganisationPage {
                fields: own_fields(conn, &hand, &organisation, fields, &words)?,
                facts,
                products,
                people: u32::try_from(change::people_of(conn, &organisation.path, hand.actor.today())?).unwrap_or(0),
                relations: relations(conn, id, &services, &words, may_manage.then_some(base.as_str()))?,
                parent: parent.map(|parent| parent.name),
                locations,
                name: organisation.name,
                number: organisation.external_id,
                kind: organisation.kind,
                since_on: organisation.since_on,
                archived_at: organisation.archived_at,
                is_root: organisation.parent_id.is_none(),
                may_manage,
                may_invite: may_invite.covers(&organisation.path),
                people_url: format!("/people?organisation={id}"),
                url: base,
            })
        })
        .await?;
    may.show(&state, &page)
}

/// Own fields with what they say today.
fn own_fields(conn: &mut Conn, hand: &Hand, at: &Organisation, all: Vec<OwnField>, words: &Words) -> Result<Vec<FieldRow>, Error> {
    let standing = |field: &OwnField| field.subject() == Subject::Organisation && field.archived_at.is_none();
    let fields: Vec<OwnField> = all.into_iter().filter(standing).collect();
    let codes: Vec<&str> = fields.iter().map(|field| field.code.as_str()).collect();
    let values = fact::values_of(conn, &[at.id], &codes)?;
    let may = hand.actor.scope(Action::FillFields).covers(&at.path);
    let filler = Filler {
        base: &format!("/organisations/{}", at.id),
        reader: may.then(|| hand.actor.fills_in_as(&at.path)),
    };
    Ok(field_view::rows(&fields, &values, filler, words, hand.actor.today()))
}

fn names(codes: &[String], services: &[Entry], words: &Words) -> String {
    let name = |code: &String| {
        services
            .iter()
            .find(|entry| entry.code == *code)
            .map_or(code.as_str(), |entry| entry.name(words.locale().code()))
            .to_owned()
    };
    codes.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn location_row(at: Location, offered: &[String], services: &[Entry], words: &Words, base: Option<&str>) -> LocationRow {
    let lines = [
        at.street.clone(),
        format!("{} {}", at.postal_code, at.city).trim().to_owned(),
        words.country(&at.country),
    ];
    LocationRow {
        edit_url: base.map(|base| format!("{base}/locations/{}", at.id)),
        address: lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", "),
        services: names(offered, services, words),
        languages: at
            .languages
            .0
            .iter()
            .map(|code| language::own_name(code).to_owned())
            .collect::<Vec<_>>()
            .join(", "),
        coordinates: at.latitude.zip(at.longitude).map(|(north, east)| format!("{north:.4}, {east:.4}")),
        name: at.name,
        main: at.main,
        time_zone: at.time_zone,
        opening_hours: at.opening_hours,
    }
}

fn relations(conn: &mut Conn, id: Id, services: &[Entry], words: &Words, base: Option<&str>) -> Result<Vec<RelationRow>, Error> {
    let mut rows = Vec::new();
    for relation in change::works_for_of(conn, id)? {
        let own = relation.organisation_id == id;
        let other = if own {
            relation.for_organisation_id
        } else {
            relation.organisation_id
        };
        let codes = change::works_for_services_of(conn, relation.id)?;
        rows.push(RelationRow {
            own,
            other: change::name_of(conn, other)?.unwrap_or_default(),
            services: names(&codes, services, words),
            from_on: relation.from_on,
            to_on: relation.to_on,
            end_url: base
                .filter(|_| own && relation.to_on.is_none())
                .map(|base| format!("{base}/works-for/{}/end", relation.id)),
        });
    }
    Ok(rows)
}

/// Below which organisation a new one is to stand.
#[derive(Debug, Deserialize)]
pub struct NewQuery {
    #[serde(default)]
    parent: String,
}

/// `GET /organisations/new`
pub async fn new(may: May<ManageOrganisations>, state: web::Data<State>, query: Query<NewQuery>) -> Result<HttpResponse, Error> {
    let draft = OrganisationDraft {
        kind: "partner".to_owned(),
        parent_id: query.into_inner().parent,
        ..OrganisationDraft::default()
    };
    let location = LocationDraft {
        time_zone: may.actor.zone().name().to_owned(),
        ..LocationDraft::default()
    };
    let page = form_page(&may, &state, None, draft, Some(location), String::new(), &[]).await?;
    may.show(&state, &page)
}

/// `POST /organisations`
pub async fn create(may: May<ManageOrganisations>, state: web::Data<State>, form: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let (draft, location) = (draft(&form), location_draft(&form));
    let (hand, typed, typed_location) = (Hand::of(&may, &state), draft.clone(), location.clone());
    let done = state.db.save(move |conn| hand.add(conn, &typed, &typed_location)).await;
    match done {
        Ok(added) => {
            let message = Message::new("organisation-added").with("name", added.name);
            answer::done(&state, format!("/organisations/{}", added.id), &message, None)
        }
        Err(Error::Invalid(faults)) => {
            let page = form_page(&may, &state, None, draft, Some(location), String::new(), &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// `GET /organisations/{id}/edit`
pub async fn edit(may: May<ManageOrganisations>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let organisation = state.db.look(move |conn| hand.find(conn, id)).await?;
    let draft = drafted(&organisation);
    let revision = organisation.revision.to_string();
    let page = form_page(&may, &state, Some(&organisation), draft, None, revision, &[]).await?;
    may.show(&state, &page)
}

/// `POST /organisations/{id}`
pub async fn update(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let (id, hand, draft) = (*id, Hand::of(&may, &state), draft(&form));
    let revision = Some(form.revision());
    let typed = draft.clone();
    let done = state.db.save(move |conn| hand.change(conn, id, revision, &typed)).await;
    match done {
        Ok(_) => answer::done(&state, format!("/organisations/{id}"), &Message::new("organisation-saved"), None),
        Err(Error::Invalid(faults)) => {
            let hand = Hand::of(&may, &state);
            let organisation = state.db.look(move |conn| hand.find(conn, id)).await?;
            let revision = form.one("revision").to_owned();
            let page = form_page(&may, &state, Some(&organisation), draft, None, revision, &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) if is_changed_meanwhile(&error) => {
            let hand = Hand::of(&may, &state);
            let organisation = state.db.look(move |conn| hand.find(conn, id)).await?;
            let now = drafted(&organisation);
            let same = |typed: &str, now: &str| if typed == now { typed.to_owned() } else { String::new() };
            let faults = changed_meanwhile(&[
                ("external_id", &draft.external_id, &now.external_id),
                ("name", &draft.name, &now.name),
                // What these hold is no text that somebody reads.
                ("kind", &draft.kind, &same(&draft.kind, &now.kind)),
                ("parent_id", &draft.parent_id, &same(&draft.parent_id, &now.parent_id)),
                ("since_on", &draft.since_on, &now.since_on),
            ]);
            if faults.is_empty() {
                // Both wrote the same.
                return answer::done(&state, format!("/organisations/{id}"), &Message::new("organisation-saved"), None);
            }
            let revision = organisation.revision.to_string();
            let page = form_page(&may, &state, Some(&organisation), draft, None, revision, &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// An organisation as its form has it.
fn drafted(organisation: &Organisation) -> OrganisationDraft {
    OrganisationDraft {
        external_id: organisation.external_id.clone(),
        name: organisation.name.clone(),
        kind: organisation.kind.clone(),
        parent_id: organisation.parent_id.map(|id| id.to_string()).unwrap_or_default(),
        since_on: organisation.since_on.map(|day| day.to_string()).unwrap_or_default(),
    }
}

/// `POST /organisations/{id}/archive`
pub async fn archive(may: May<ManageOrganisations>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    state.db.save(move |conn| hand.archive(conn, id, true)).await?;
    let undo = Some(format!("/organisations/{id}/restore"));
    answer::done(
        &state,
        format!("/organisations/{id}"),
        &Message::new("organisation-archived-done"),
        undo,
    )
}

/// `POST /organisations/{id}/restore`
pub async fn restore(may: May<ManageOrganisations>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    state.db.save(move |conn| hand.archive(conn, id, false)).await?;
    answer::done(&state, format!("/organisations/{id}"), &Message::new("organisation-saved"), None)
}

fn draft(form: &Typed) -> OrganisationDraft {
    let text = |name: &str| form.one(name).to_owned();
    OrganisationDraft {
        external_id: text("external_id"),
        name: text("name"),
        kind: text("kind"),
        parent_id: text("parent_id"),
        since_on: text("since_on"),
    }
}

/// The label of a field, for the summary of faults.
pub(super) fn label(words: &Words, field: &str) -> String {
    words.text(&format!("organisation-field-{field}"), &[])
}

async fn form_page(
    may: &May<ManageOrganisations>,
    state: &State,
    present: Option<&Organisation>,
    draft: OrganisationDraft,
    location: Option<LocationDraft>,
    revision: String,
    faults: &[FieldError],
) -> Result<OrganisationFormPage, Error> {
    let (scope, own) = (may.scope.clone(), present.map(|organisation| organisation.path.clone()));
    let parents = state.db.look(move |conn| Ok(store::list(conn, &scope)?)).await?;
    let words = may.actor.words(state);
    let kind = |kind: &str| Choice::new(kind, words.text(&format!("organisation-kind-{kind}"), &[])).chosen(kind == draft.kind);
    // Nothing hangs below itself.
    let possible = parents
        .into_iter()
        .filter(|parent| own.as_ref().is_none_or(|own| !parent.path.starts_with(own.as_str())));
    let mut fields = OrganisationView {
        kinds: KINDS.map(kind).to_vec(),
        parents: tree_choices(possible.collect(), &draft.parent_id),
        external_id: Field::with("external_id", draft.external_id),
        name: Field::with("name", draft.name),
        kind: Field::with("kind", draft.kind),
        parent_id: Field::with("parent_id", draft.parent_id),
        since_on: Field::with("since_on", draft.since_on),
        is_root: present.is_some_and(|organisation| organisation.parent_id.is_none()),
    };
    let mut at = match location {
        Some(location) => Some(location_view(may, state, location).await?),
        None => None,
    };
    let mut all: Vec<&mut Field> = vec![
        &mut fields.external_id,
        &mut fields.name,
        &mut fields.kind,
        &mut fields.parent_id,
        &mut fields.since_on,
    ];
    if let Some(view) = &mut at {
        all.extend(view.all());
    }
    let faults = place(faults, &mut all, words, |field| label(words, field));
    let base = present.map(|organisation| format!("/organisations/{}", organisation.id));
    Ok(OrganisationFormPage {
        title: present.map(|organisation| organisation.name.clone()),
        url: base.clone().unwrap_or_else(|| "/organisations".to_owned()),
        back: base.unwrap_or_else(|| "/organisations".to_owned()),
        revision,
        fields,
        location: at,
        faults,
    })
}
