//! Asking for a head count, and asking no more.

use crate::headcounts::form::{self, Offered};
use crate::headcounts::pages::HeadCountFormPage;
use crate::headcounts::{deed, job};
use crate::obligations::requirement::whole_network;
use crate::people::May;
use crate::people::guard::ManageRequirements;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::i18n::DateForm;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};

/// `GET /head-counts/new`
pub async fn new(may: May<ManageRequirements>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let offered = load(&may, &state).await?;
    let today = may.actor.today();
    let on = match may.actor.locale().code() {
        "de" => may.actor.words(&state).date(today, DateForm::Numeric, today),
        _ => today.to_string(),
    };
    let typed = Typed::of(vec![("least".to_owned(), "2".to_owned()), ("in_force_on".to_owned(), on)]);
    may.show(&state, &page(&may, &state, &offered, &typed, &[]))
}

/// `POST /head-counts`
pub async fn create(may: May<ManageRequirements>, state: web::Data<State>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let offered = load(&may, &state).await?;
    let outcome = match form::head_count(&typed, &offered) {
        Ok(new) => {
            let (scope, actor, chance) = (may.scope.clone(), may.actor.clone(), state.chance.clone());
            let shared = state.clone();
            state
                .db
                .save(move |conn| {
                    whole_network(conn, &scope)?;
                    let made = deed::ask(conn, &chance, actor.now, &actor.by(), new)?;
                    job::changed(conn, &shared, actor.now)?;
                    Ok(made)
                })
                .await
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(made) => answer::done(&state, format!("/head-counts/{}", made.id), &Message::new("head-count-asked"), None),
        Err(Error::Invalid(faults)) => may.show_again(&state, &page(&may, &state, &offered, &typed, &faults)),
        Err(error) => Err(error),
    }
}

/// `POST /head-counts/{id}/retirement`: today is the last day.
pub async fn retire(may: May<ManageRequirements>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, actor, chance, id) = (may.scope.clone(), may.actor.clone(), state.chance.clone(), *id);
    let shared = state.clone();
    state
        .db
        .save(move |conn| {
            whole_network(conn, &scope)?;
            deed::retire(conn, &chance, actor.now, &actor.by(), id, actor.today())?;
            job::changed(conn, &shared, actor.now)
        })
        .await?;
    answer::done(&state, format!("/head-counts/{id}"), &Message::new("head-count-retired"), None)
}

async fn load(may: &May<ManageRequirements>, state: &State) -> Result<Offered, Error> {
    let locale = may.actor.locale().code();
    state.db.gather(move |conn| Offered::load(conn, locale)).await
}

fn page(may: &May<ManageRequirements>, state: &State, offered: &Offered, typed: &Typed, faults: &[FieldError]) -> HeadCountFormPage {
    let words = may.actor.words(state);
    let field = |name: &str| Field::with(name, typed.one(name));
    let chosen = typed.all("services");
    let locale = may.actor.locale().code();
    let mut page = HeadCountFormPage {
        faults: Vec::new(),
        code: field("code"),
        title_de: field("title.de"),
        title_en: field("title.en"),
        requirement: field("requirement"),
        requirements: offered
            .requirements
            .iter()
            .map(|(_, code, title)| Choice::new(code, title).chosen(code == typed.one("requirement")))
            .collect(),
        least: field("least"),
        services: Field::new("services"),
        choices: offered
            .services
            .iter()
            .map(|entry| Choice::new(&entry.code, entry.name(locale)).chosen(chosen.contains(&entry.code)))
            .collect(),
        in_force_on: field("in_force_on"),
    };
    let mut fields = [
        &mut page.code,
        &mut page.title_de,
        &mut page.title_en,
        &mut page.requirement,
        &mut page.least,
        &mut page.services,
        &mut page.in_force_on,
    ];
    page.faults = place(faults, &mut fields, words, |field| {
        words.text(&format!("head-count-field-{}", field.replace('.', "-")), &[])
    });
    page
}
