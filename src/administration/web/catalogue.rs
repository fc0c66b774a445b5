//! The catalogues of services and job roles with their names.

use crate::administration::catalogue::{self as deeds, EntryDraft};
use crate::administration::pages::{CataloguePage, CatalogueRow};
use crate::organisations::catalogue::{self, Catalogue, Entry};
use crate::people::guard::{ManageOrganisations, May};
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};

/// `GET /administration/catalogues`
pub async fn list(may: May<ManageOrganisations>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let page = page(&may, &state, &Typed::default(), &[]).await?;
    may.show(&state, &page)
}

/// `POST /administration/services`
pub async fn add_service(may: May<ManageOrganisations>, state: web::Data<State>, form: web::Form<Typed>) -> Result<HttpResponse, Error> {
    write(may, state, Catalogue::Services, None, form.into_inner()).await
}

/// `POST /administration/job-roles`
pub async fn add_job_role(may: May<ManageOrganisations>, state: web::Data<State>, form: web::Form<Typed>) -> Result<HttpResponse, Error> {
    write(may, state, Catalogue::JobRoles, None, form.into_inner()).await
}

/// `POST /administration/services/{id}`
pub async fn rename_service(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    write(may, state, Catalogue::Services, Some(*id), form.into_inner()).await
}

/// `POST /administration/job-roles/{id}`
pub async fn rename_job_role(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    write(may, state, Catalogue::JobRoles, Some(*id), form.into_inner()).await
}

async fn write(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    which: Catalogue,
    id: Option<Id>,
    form: Typed,
) -> Result<HttpResponse, Error> {
    let (actor, settings, scope) = (may.actor.clone(), state.clone(), may.scope.clone());
    let draft = EntryDraft {
        code: form.one("code").to_owned(),
        en: form.one("en").to_owned(),
        de: form.one("de").to_owned(),
    };
    let done = state
        .db
        .save(move |conn| deeds::write(conn, &settings, &actor, &scope, which, id, &draft))
        .await;
    match done {
        Ok(_) => answer::done(&state, "/administration/catalogues", &Message::new("catalogue-saved"), None),
        Err(Error::Invalid(faults)) => {
            let page = page(&may, &state, &form, &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

async fn page(may: &May<ManageOrganisations>, state: &State, typed: &Typed, faults: &[FieldError]) -> Result<CataloguePage, Error> {
    let (services, job_roles) = state
        .db
        .look(|conn| Ok((catalogue::services(conn)?, catalogue::job_roles(conn)?)))
        .await?;
    let words = may.actor.words(state);
    let mut page = CataloguePage {
        services: services.into_iter().map(|entry| row(entry, "services")).collect(),
        job_roles: job_roles.into_iter().map(|entry| row(entry, "job-roles")).collect(),
        code: Field::with("code", typed.one("code")),
        en: Field::with("en", typed.one("en")),
        de: Field::with("de", typed.one("de")),
        faults: Vec::new(),
        may_change: may.scope.is_whole(),
    };
    let mut fields = [&mut page.code, &mut page.en, &mut page.de];
    page.faults = place(faults, &mut fields, words, |field| words.text(&format!("catalogue-{field}"), &[]));
    Ok(page)
}

fn row(entry: Entry, kind: &str) -> CatalogueRow {
    let name = |language: &str| entry.names.0.get(language).cloned().unwrap_or_default();
    CatalogueRow {
        url: format!("/administration/{kind}/{}", entry.id),
        en: name("en"),
        de: name("de"),
        code: entry.code,
    }
}
