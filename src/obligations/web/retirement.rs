//! Retiring a requirement: the last day on which it holds, why, and taking that back.

use super::requirement::written;
use crate::obligations::pages::RetirementPage;
use crate::obligations::requirement::whole_network;
use crate::obligations::retirement::{self as deeds, LONGEST_REASON, LastDay};
use crate::obligations::store::{self, Requirement, overview};
use crate::people::May;
use crate::people::guard::ManageRequirements;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, place};
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::requirement::in_locale;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Deserialize;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    on: String,
    reason: String,
}

struct Loaded {
    requirement: Requirement,
    title: String,
    people: i64,
    behind: i64,
    waiting_on: Option<NaiveDate>,
}

/// `GET /requirements/{requirement}/retirement/new`
pub async fn new(may: May<ManageRequirements>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, code.into_inner()).await?;
    let begun = Typed {
        on: written(&may, &state, may.actor.today()),
        reason: String::new(),
    };
    may.show(&state, &page(&may, &state, &loaded, &begun, &[]))
}

/// `POST /requirements/{requirement}/retirement`
pub async fn create(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    code: web::Path<String>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, code.into_inner()).await?;
    let mut faults = Faults::new();
    let on = faults.date("on", &typed.on, true);
    let reason = faults.text("reason", &typed.reason, LONGEST_REASON, true);
    let done = match (faults.done(), on, reason) {
        (Ok(()), Some(on), Some(reason)) => retire(&may, &state, loaded.requirement.clone(), on, reason).await,
        (Err(error), ..) => Err(error),
        _ => Err(Error::NotFound),
    };
    match done {
        Ok(()) => {
            let address = format!("/requirements/{}", loaded.requirement.code);
            answer::done(&state, address, &Message::new("requirement-retired"), None)
        }
        Err(Error::Invalid(faults)) => may.show_again(&state, &page(&may, &state, &loaded, &typed, &faults)),
        Err(Error::Refused(message)) => {
            let faults = [FieldError::new("on", message)];
            may.show_again(&state, &page(&may, &state, &loaded, &typed, &faults))
        }
        Err(other) => Err(other),
    }
}

/// `POST /requirements/{requirement}/retirement/withdrawal`: it holds on.
pub async fn withdraw(may: May<ManageRequirements>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let code = code.into_inner();
    let address = format!("/requirements/{code}");
    let (scope, actor, chance) = (may.scope.clone(), may.actor.clone(), state.chance.clone());
    state
        .db
        .save(move |conn| {
            let requirement = store::find_requirement_by_code(conn, &code)?.ok_or(Error::NotFound)?;
            whole_network(conn, &scope)?;
            deeds::hold_on(conn, &chance, actor.now, &actor.by(), &requirement)
        })
        .await?;
    answer::done(&state, address, &Message::new("requirement-holds-on"), None)
}

async fn retire(
    may: &May<ManageRequirements>,
    state: &State,
    requirement: Requirement,
    on: NaiveDate,
    reason: String,
) -> Result<(), Error> {
    let (scope, actor, chance) = (may.scope.clone(), may.actor.clone(), state.chance.clone());
    let last = LastDay {
        on,
        today: actor.today(),
        reason,
    };
    state
        .db
        .save(move |conn| {
            whole_network(conn, &scope)?;
            deeds::retire(conn, &chance, actor.now, &actor.by(), &requirement, &last)
        })
        .await
}

async fn load(may: &May<ManageRequirements>, state: &State, code: String) -> Result<Loaded, Error> {
    let (scope, locale) = (may.scope.clone(), may.actor.locale().code());
    state
        .db
        .gather(move |conn| {
            let requirement = store::find_requirement_by_code(conn, &code)?.ok_or(Error::NotFound)?;
            let decides = store::in_force_of(conn, requirement.id)?;
            let waiting = store::draft_of(conn, requirement.id)?.filter(|draft| draft.put_in_force_at.is_some());
            let (people, behind) = overview::counts_by_requirement(conn, &scope)?
                .get(&requirement.id)
                .copied()
                .unwrap_or_default();
            Ok(Loaded {
                title: decides.map_or_else(String::new, |version| in_locale(&version.title.0, locale).to_owned()),
                waiting_on: waiting.map(|draft| draft.in_force_on),
                requirement,
                people,
                behind,
            })
        })
        .await
}

fn page(may: &May<ManageRequirements>, state: &State, loaded: &Loaded, typed: &Typed, faults: &[FieldError]) -> RetirementPage {
    let words = may.actor.words(state);
    let mut page = RetirementPage {
        code: loaded.requirement.code.clone(),
        title: loaded.title.clone(),
        people: loaded.people,
        behind: loaded.behind,
        waiting_on: loaded.waiting_on,
        faults: Vec::new(),
        on: Field::with("on", &typed.on),
        reason: Field::with("reason", &typed.reason),
    };
    let label = |field: &str| match field {
        "on" => words.text("requirement-last-day", &[]),
        _ => words.text("form-reason", &[]),
    };
    page.faults = place(faults, &mut [&mut page.on, &mut page.reason], words, label);
    page
}
