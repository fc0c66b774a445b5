//! Asking for the same as somebody else, without seeing who that is.

use super::ask::label;
use super::need::act;
use crate::needs::deed;
use crate::needs::form::{self, Offered};
use crate::needs::pages::JoinPage;
use crate::needs::store::{self, Listed};
use crate::needs::view::{self, Sight};
use crate::organisations::Scope;
use crate::people::guard::AskTraining;
use crate::people::{Actor, May};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};

/// A need of somebody else that one can join.
pub fn joinable(conn: &mut Conn, actor: &Actor, scope: &Scope, id: Id) -> Result<Listed, Error> {
    let found = store::find(conn, id)?.ok_or(Error::NotFound)?;
    match view::sight(actor, scope, &found) {
        Some(Sight::Other) => Ok(found),
        Some(Sight::Joined | Sight::Own) => Err(Error::refused("need-joined-before")),
        _ => Err(Error::NotFound),
    }
}

struct Loaded {
    found: Listed,
    title: String,
    offered: Offered,
}

/// `GET /needs/{id}/joining/new`
pub async fn new(may: May<AskTraining>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, *id).await?;
    may.show(&state, &page(&may, &state, &loaded, &Typed::default(), &[]))
}

/// `POST /needs/{id}/joining`
pub async fn create(
    may: May<AskTraining>,
    state: web::Data<State>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, *id).await?;
    let (organisation, count) = match form::joining(&typed, &loaded.offered.organisations) {
        Ok(read) => read,
        Err(Error::Invalid(faults)) => return may.show_again(&state, &page(&may, &state, &loaded, &typed, &faults)),
        Err(error) => return Err(error),
    };
    let id = *id;
    act(&may, &state, move |conn, hand| deed::join(conn, hand, id, &organisation, count)).await?;
    answer::done(&state, format!("/needs/{id}"), &Message::new("need-joined"), None)
}

async fn load(may: &May<AskTraining>, state: &State, id: Id) -> Result<Loaded, Error> {
    let (actor, scope) = (may.actor.clone(), may.scope.clone());
    state
        .db
        .gather(move |conn| {
            let found = joinable(conn, &actor, &scope, id)?;
            Ok(Loaded {
                title: deed::name(conn, &found.need, actor.locale().code())?,
                offered: Offered::load(conn, &scope, actor.today())?,
                found,
            })
        })
        .await
}

fn page(may: &May<AskTraining>, state: &State, loaded: &Loaded, typed: &Typed, faults: &[FieldError]) -> JoinPage {
    let words = may.actor.words(state);
    let mut fields = ["organisation", "people_count"].map(|name| Field::with(name, typed.one(name)));
    let faults = place(faults, &mut fields.iter_mut().collect::<Vec<_>>(), words, |field| {
        label(words, field)
    });
    let [organisation, people_count] = fields;
    let need = &loaded.found.need;
    JoinPage {
        title: loaded.title.clone(),
        asking: loaded.found.joins.len() + 1,
        wanted_by_on: need.wanted_by_on,
        language: need.language.to_uppercase(),
        state: need.state().as_str(),
        action: format!("/needs/{}/joining", need.id),
        organisations: loaded
            .offered
            .organisations
            .iter()
            .map(|one| Choice::new(one.id.to_string(), &one.name).chosen(one.id.to_string() == organisation.value))
            .collect(),
        organisation,
        people_count,
        faults,
    }
}
