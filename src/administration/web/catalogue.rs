//! The catalogues of services and job roles with their names.

use crate::administration::pages::{CataloguePage, CatalogueRow};
use crate::organisations::catalogue::{self, Catalogue, Entry};
use crate::people::guard::{ManageOrganisations, May};
use crate::platform::answer;
use crate::platform::audit::{self, Deed};
use crate::platform::error::{Error, FieldError, Message, taken};
use crate::platform::form::{Faults, Typed, place};
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use serde_json::json;
use std::collections::BTreeMap;

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

/// An entry as read: code and names.
pub struct EntryFields {
    /// Stable word.
    pub code: String,
    /// Names per locale.
    pub names: catalogue::Names,
}

/// Reads a new entry, or the names of one that is there.
pub fn read(code: Option<&str>, en: &str, de: &str) -> Result<EntryFields, Error> {
    let mut faults = Faults::new();
    let named = (faults.text("en", en, 100, true), faults.text("de", de, 100, true));
    let code = code.map(|code| code.trim().to_owned());
    if let Some(code) = &code {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if code.is_empty() || code.len() > 50 || !code.chars().all(plain) {
            faults.note("code", "fault-code");
        }
    }
    faults.done()?;
    let names = [("en", named.0), ("de", named.1)];
    Ok(EntryFields {
        code: code.unwrap_or_default(),
        names: names
            .into_iter()
            .filter_map(|(language, name)| Some((language.to_owned(), name?)))
            .collect::<BTreeMap<_, _>>(),
    })
}

async fn write(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    which: Catalogue,
    id: Option<Id>,
    form: Typed,
) -> Result<HttpResponse, Error> {
    // The catalogues belong to all; a partner manager of one country does not rename them for the others.
    if !may.scope.is_whole() {
        return Err(Error::Forbidden);
    }
    let (actor, settings, typed) = (may.actor.clone(), state.clone(), form.clone());
    let top = may.scope.tops().first().cloned().unwrap_or_default();
    let done = state
        .db
        .save(move |conn| {
            let new_code = id.is_none().then(|| typed.one("code"));
            let fields = read(new_code, typed.one("en"), typed.one("de"))?;
            let (id, action) = match id {
                Some(id) if catalogue::rename(conn, which, id, fields.names.clone())? == 1 => (id, "catalogue.rename"),
                Some(_) => return Err(Error::NotFound),
                None => {
                    let id = settings.chance.id(actor.now);
                    catalogue::insert(conn, which, id, &fields.code, fields.names.clone()).map_err(taken(&UNIQUE))?;
                    (id, "catalogue.add")
                }
            };
            let deed = Deed {
                action,
                subject_kind: if which == Catalogue::Services { "services" } else { "job_roles" },
                subject_id: id.to_string(),
                subject_label: fields.names.get("en").cloned().unwrap_or_default(),
                organisation_path: top,
                before: None,
                after: Some(json!(fields.names)),
            };
            Ok(audit::record(conn, &settings.chance, actor.now, &actor.by(), deed)?)
        })
        .await;
    match done {
        Ok(()) => answer::done(&state, "/administration/catalogues", &Message::new("catalogue-saved"), None),
        Err(Error::Invalid(faults)) => {
            let page = page(&may, &state, &form, &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

const UNIQUE: [(&str, &str, &str, &str); 2] = [
    ("services", "code", "code", "fault-code-taken"),
    ("job_roles", "code", "code", "fault-code-taken"),
];

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
