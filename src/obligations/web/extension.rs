//! Asking for more time: for oneself, or for somebody in sight.

use super::sight;
use crate::obligations::extension::{self as deeds, Hand, Request};
use crate::obligations::pages::{ExtensionAskPage, ExtensionFact};
use crate::obligations::store::extension::{self as store, Extension};
use crate::obligations::store::{self as obligations, Requirement, overview};
use crate::obligations::told::short_title;
use crate::people::guard::{Learn, SeeTeam};
use crate::people::{Actor, May, Person, store as people};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, place};
use crate::platform::i18n::Words;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::extension::LONGEST_REASON;
use crate::rules::id::Id;
use crate::rules::requirement::in_locale;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Deserialize;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    requirement: String,
    until_on: String,
    reason: String,
}

/// One obligation, and what was asked about it.
struct Loaded {
    person: Person,
    requirement: Requirement,
    title: String,
    due_on: Option<NaiveDate>,
    last: Option<Extension>,
}

/// The form for one's own.
pub async fn new_own(may: May<Learn>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let loaded = load_own(&may.actor, &state, code.into_inner()).await?;
    may.show(&state, &page(&may.actor, &state, &loaded, true, &Typed::default(), &[]))
}

/// Asks for oneself.
pub async fn ask_own(
    may: May<Learn>,
    state: web::Data<State>,
    code: web::Path<String>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let loaded = load_own(&may.actor, &state, code.into_inner()).await?;
    match ask(&may.actor, &state, &loaded, &typed).await {
        Ok(()) => answer::done(&state, back(&loaded, true), &Message::new("extension-asked-done"), None),
        Err(Error::Invalid(faults)) => may.show_again(&state, &page(&may.actor, &state, &loaded, true, &typed, &faults)),
        Err(error) => Err(error),
    }
}

/// The form for somebody in sight.
pub async fn new(may: May<SeeTeam>, state: web::Data<State>, id: web::Path<Id>, typed: Query<Typed>) -> Result<HttpResponse, Error> {
    let loaded = load_other(&may, &state, *id, &typed.requirement).await?;
    may.show(&state, &page(&may.actor, &state, &loaded, false, &typed, &[]))
}

/// Asks for them.
pub async fn create(may: May<SeeTeam>, state: web::Data<State>, id: web::Path<Id>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let loaded = load_other(&may, &state, *id, &typed.requirement).await?;
    match ask(&may.actor, &state, &loaded, &typed).await {
        Ok(()) => answer::done(&state, back(&loaded, false), &Message::new("extension-asked-done"), None),
        Err(Error::Invalid(faults)) => may.show_again(&state, &page(&may.actor, &state, &loaded, false, &typed, &faults)),
        Err(error) => Err(error),
    }
}

async fn load_own(actor: &Actor, state: &State, code: String) -> Result<Loaded, Error> {
    let (id, locale) = (actor.person.id, actor.locale().code());
    state.db.look(move |conn| load(conn, id, &code, locale)).await
}

async fn load_other(may: &May<SeeTeam>, state: &State, id: Id, code: &str) -> Result<Loaded, Error> {
    let (actor, scope, code) = (may.actor.clone(), may.scope.clone(), code.to_owned());
    state
        .db
        .look(move |conn| {
            let sight = sight::sight(conn, &actor, &scope)?;
            if !overview::sees_now(conn, &sight, id, actor.today())? {
                return Err(Error::NotFound);
            }
            load(conn, id, &code, actor.locale().code())
        })
        .await
}

/// Nobody is asked by a requirement of which there is no obligation.
fn load(conn: &mut Conn, person_id: Id, code: &str, locale: &str) -> Result<Loaded, Error> {
    // PostgreSQL takes no NUL, and no code holds one.
    if code.contains('\0') {
        return Err(Error::NotFound);
    }
    let requirement = obligations::find_requirement_by_code(conn, code)?.ok_or(Error::NotFound)?;
    let (_, due_on) = store::standing(conn, person_id, requirement.id)?.ok_or(Error::NotFound)?;
    let version = obligations::in_force_of(conn, requirement.id)?;
    let titled = version
        .as_ref()
        .map(|version| short_title(in_locale(&version.title.0, locale)).to_owned());
    Ok(Loaded {
        person: people::find_any(conn, person_id)?.ok_or(Error::NotFound)?,
        title: titled.unwrap_or_else(|| requirement.code.clone()),
        last: store::of_person(conn, person_id)?
            .into_iter()
            .find(|extension| extension.requirement_id == requirement.id),
        requirement,
        due_on,
    })
}

/// Whose hand it is.
pub(in crate::obligations) fn hand(actor: &Actor) -> Hand {
    Hand {
        by: actor.by(),
        person_id: actor.person.id,
        now: actor.now,
        today: actor.today(),
    }
}

async fn ask(actor: &Actor, state: &State, loaded: &Loaded, typed: &Typed) -> Result<(), Error> {
    let mut faults = Faults::new();
    let until_on = faults.date("until_on", &typed.until_on, true);
    let reason = faults.text("reason", &typed.reason, LONGEST_REASON, true);
    faults.done()?;
    let request = Request {
        person_id: loaded.person.id,
        requirement_id: loaded.requirement.id,
        until_on: until_on.ok_or(Error::NotFound)?,
        reason: reason.ok_or(Error::NotFound)?,
    };
    let (hand, owned) = (hand(actor), state.clone());
    state.db.save(move |conn| deeds::ask(conn, &owned, &hand, request)).await?;
    Ok(())
}

fn back(loaded: &Loaded, own: bool) -> String {
    match own {
        true => format!("/training/{}/why", loaded.requirement.code),
        false => format!("/people/{}/record", loaded.person.id),
    }
}

/// A request as a page tells it.
pub(in crate::obligations) fn fact(extension: &Extension, title: &str, zone: chrono_tz::Tz) -> ExtensionFact {
    ExtensionFact {
        state: extension.state.clone(),
        requirement: title.to_owned(),
        asked_on: extension.asked_at.with_timezone(&zone).date_naive(),
        until_on: extension.until_on,
        answered_until_on: extension.answered_until_on,
        answer_reason: extension.answer_reason.clone(),
        later: None,
    }
}

fn page(actor: &Actor, state: &State, loaded: &Loaded, own: bool, typed: &Typed, faults: &[FieldError]) -> ExtensionAskPage {
    let words: &Words = actor.words(state);
    let mut fields = [Field::with("until_on", &typed.until_on), Field::with("reason", &typed.reason)];
    let label = |field: &str| match field {
        "until_on" => words.text("extension-until", &[]),
        _ => words.text("form-reason", &[]),
    };
    let summary = place(faults, &mut fields.iter_mut().collect::<Vec<_>>(), words, label);
    let [until_on, reason] = fields;
    ExtensionAskPage {
        person: (!own).then(|| loaded.person.name()),
        requirement: loaded.title.clone(),
        due_on: loaded.due_on,
        last: loaded.last.as_ref().map(|last| fact(last, &loaded.title, actor.zone())),
        action: match own {
            true => format!("/training/{}/extensions", loaded.requirement.code),
            false => format!("/people/{}/extensions", loaded.person.id),
        },
        back: back(loaded, own),
        faults: summary,
        code: loaded.requirement.code.clone(),
        until_on,
        reason,
    }
}
