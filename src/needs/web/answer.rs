//! Answering a training need.

use super::ask::label;
use super::need::act;
use crate::courses::Course;
use crate::needs::pages::AnswerPage;
use crate::needs::store::{self, Listed};
use crate::needs::{deed, form};
use crate::people::May;
use crate::people::guard::AnswerNeeds;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::course::Language;
use crate::rules::id::Id;
use crate::rules::need::{Answer, Deed};
use actix_web::{HttpResponse, web};

struct Loaded {
    found: Listed,
    title: String,
    courses: Vec<Course>,
}

/// `GET /needs/{id}/answer/new`
pub async fn new(may: May<AnswerNeeds>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, *id).await?;
    may.show(&state, &page(&may, &state, &loaded, &Typed::default(), &[]))
}

/// `POST /needs/{id}/answer`
pub async fn create(
    may: May<AnswerNeeds>,
    state: web::Data<State>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, *id).await?;
    let new = match form::answer(&typed, &loaded.courses, may.actor.today()) {
        Ok(new) => new,
        Err(Error::Invalid(faults)) => return may.show_again(&state, &page(&may, &state, &loaded, &typed, &faults)),
        Err(error) => return Err(error),
    };
    let id = *id;
    act(&may, &state, move |conn, hand| deed::answer(conn, hand, id, &new)).await?;
    answer::done(&state, format!("/needs/{id}"), &Message::new("need-answered-done"), None)
}

async fn load(may: &May<AnswerNeeds>, state: &State, id: Id) -> Result<Loaded, Error> {
    let (scope, locale) = (may.scope.clone(), may.actor.locale().code());
    state
        .db
        .look(move |conn| {
            let found = store::find(conn, id)?
                .filter(|found| scope.covers(&found.path))
                .ok_or(Error::NotFound)?;
            if found.need.state().after(Deed::Answer).is_none() {
                return Err(Error::refused("need-stands-elsewhere"));
            }
            Ok(Loaded {
                title: deed::name(conn, &found.need, locale)?,
                courses: form::courses_in_use(conn)?,
                found,
            })
        })
        .await
}

fn page(may: &May<AnswerNeeds>, state: &State, loaded: &Loaded, typed: &Typed, faults: &[FieldError]) -> AnswerPage {
    let words = may.actor.words(state);
    let mut fields = ["answer", "held_on", "course", "remark"].map(|name| Field::with(name, typed.one(name)));
    let faults = place(faults, &mut fields.iter_mut().collect::<Vec<_>>(), words, |field| {
        label(words, field)
    });
    let [answer, held_on, course, remark] = fields;
    let written = Language::from_code(may.actor.locale().code()).unwrap_or(Language::En);
    let id = loaded.found.need.id;
    AnswerPage {
        organisation: loaded.found.organisation.clone(),
        title: loaded.title.clone(),
        action: format!("/needs/{id}/answer"),
        back: format!("/needs/{id}"),
        ways: Answer::ALL
            .map(|way| {
                Choice::new(way.as_str(), words.text(&format!("need-way-{}", way.as_str()), &[]))
                    .hint(words.text(&format!("need-way-hint-{}", way.as_str()), &[]))
                    .chosen(answer.value == way.as_str())
            })
            .to_vec(),
        courses: loaded
            .courses
            .iter()
            .map(|one| Choice::new(&one.code, one.named(written)).chosen(one.code == course.value))
            .collect(),
        answer,
        held_on,
        course,
        remark,
        faults,
    }
}
