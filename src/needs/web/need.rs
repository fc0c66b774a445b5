//! One training need, and what is done with it by a button alone.

use super::mark;
use crate::courses::store as courses;
use crate::duties::told;
use crate::needs::deed::{self, Hand};
use crate::needs::pages::{NeedLine, NeedPage};
use crate::needs::store::{self, Listed};
use crate::needs::view::{self, Sight};
use crate::organisations::Scope;
use crate::people::guard::{AskTraining, Permission, SeeTeam};
use crate::people::{Actor, May, store as people};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::state::State as Installation;
use crate::rules::course::Language;
use crate::rules::id::Id;
use crate::rules::need::State;
use crate::rules::person::Action;
use actix_web::{HttpResponse, web};

/// `GET /needs/{id}`
pub async fn show(may: May<SeeTeam>, state: web::Data<Installation>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, scope, id) = (may.actor.clone(), may.scope.clone(), *id);
    let words = may.actor.words(&state).clone();
    let page = state
        .db
        .gather(move |conn| {
            let found = store::find(conn, id)?.ok_or(Error::NotFound)?;
            let sight = view::sight(&actor, &scope, &found)
                .filter(|sight| *sight != Sight::Other)
                .ok_or(Error::NotFound)?;
            let today = actor.today();
            let owed = view::owed(conn, &scope, today)?.remove(&id);
            let locale = actor.locale().code();
            let title = deed::name(conn, &found.need, locale)?;
            let at = found.need.state();
            let whole = matches!(sight, Sight::Manufacturer | Sight::Own);
            let may_act = |action| actor.may(action);
            let asks = sight == Sight::Own && may_act(Action::AskTraining);
            let joined = found.joins.iter().any(|(_, _, path)| scope.covers(path));
            let live = matches!(at, State::Open | State::Answered);
            Ok(NeedPage {
                title,
                organisation: whole.then(|| found.organisation.clone()),
                course_code: found.course_code.clone(),
                people: found.people(),
                joined: found.joins.len(),
                joined_by: match sight {
                    Sight::Manufacturer => found.joins.iter().map(|(_, name, _)| name.clone()).collect(),
                    _ => Vec::new(),
                },
                named: if whole { named(conn, &scope, id)? } else { Vec::new() },
                wanted_by_on: found.need.wanted_by_on,
                place: found.need.place.clone().filter(|_| whole),
                language: found.need.language.to_uppercase(),
                state: at.as_str(),
                mark: mark(at, owed.as_ref()),
                why: owed.as_ref().map(|entry| told::why(&words, entry, today)),
                duty_href: owed.as_ref().map(|entry| format!("/duties/{}", entry.duty.id)),
                events: lines(conn, &actor, &scope, sight, &found)?,
                answer_href: (live && sight == Sight::Manufacturer && may_act(Action::AnswerNeeds))
                    .then(|| format!("/needs/{id}/answer/new")),
                confirm_action: (asks && at == State::Answered).then(|| format!("/needs/{id}/confirmation")),
                objection_href: (asks && at == State::Answered).then(|| format!("/needs/{id}/objection/new")),
                withdrawal_href: (asks && live).then(|| format!("/needs/{id}/withdrawal/new")),
                leave_action: (live && joined && sight == Sight::Joined && may_act(Action::AskTraining))
                    .then(|| format!("/needs/{id}/leaving")),
            })
        })
        .await?;
    may.show(&state, &page)
}

fn named(conn: &mut Conn, scope: &Scope, id: Id) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    for person_id in store::people_of(conn, scope, id)? {
        names.extend(people::find_any(conn, person_id)?.map(|person| person.name()));
    }
    names.sort();
    Ok(names)
}

/// What happened, the latest first.
fn lines(conn: &mut Conn, actor: &Actor, scope: &Scope, sight: Sight, found: &Listed) -> Result<Vec<NeedLine>, Error> {
    let language = Language::from_code(actor.locale().code()).unwrap_or(Language::En);
    let mut lines = Vec::new();
    for (event, code) in store::events_of(conn, found.need.id)? {
        if !view::shows(conn, sight, scope, &event)? {
            continue;
        }
        let named = sight == Sight::Manufacturer || event.organisation_id.is_some();
        let by = match event.by_id.filter(|_| named) {
            Some(id) => people::find_any(conn, id)?.map(|person| person.name()),
            None => None,
        };
        let course = match event.course_id {
            Some(id) => courses::find(conn, id)?.map(|course| course.title.0.text(language).to_owned()),
            None => None,
        };
        lines.push(NeedLine {
            at: event.at,
            word: event.kind,
            by,
            answer: event.answer,
            held_on: event.held_on,
            course: course.or(code),
            remark: event.remark,
        });
    }
    lines.reverse();
    Ok(lines)
}

/// `POST /needs/{id}/confirmation`
pub async fn confirm(may: May<AskTraining>, state: web::Data<Installation>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let id = *id;
    act(&may, &state, move |conn, hand| deed::confirm(conn, hand, id)).await?;
    answer::done(&state, format!("/needs/{id}"), &Message::new("need-confirmed"), None)
}

/// `POST /needs/{id}/leaving`
pub async fn leave(may: May<AskTraining>, state: web::Data<Installation>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let id = *id;
    act(&may, &state, move |conn, hand| deed::leave(conn, hand, id)).await?;
    answer::done(&state, "/needs", &Message::new("need-left"), None)
}

/// Does something in one transaction, as far as the caller may.
pub async fn act<P: Permission, T: Send + 'static>(
    may: &May<P>,
    state: &Installation,
    deed: impl FnOnce(&mut Conn, Hand<'_>) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let (actor, scope, own) = (may.actor.clone(), may.scope.clone(), state.clone());
    state
        .db
        .save(move |conn| {
            let hand = Hand {
                state: &own,
                actor: &actor,
                scope: &scope,
            };
            deed(conn, hand)
        })
        .await
}
