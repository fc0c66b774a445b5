//! Asking for training.

use super::need::act;
use crate::needs::deed;
use crate::needs::form::{self, LANGUAGES, Offered};
use crate::needs::pages::AskPage;
use crate::people::May;
use crate::people::guard::AskTraining;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::i18n::Words;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::course::Language;
use actix_web::{HttpResponse, web};

/// `GET /needs/new`
pub async fn new(may: May<AskTraining>, state: web::Data<State>, asked: Query<Vec<(String, String)>>) -> Result<HttpResponse, Error> {
    let offered = load(&may, &state).await?;
    let mut fields = asked.into_inner();
    fields.push(("language".to_owned(), may.actor.person.language.clone()));
    may.show(&state, &page(&may, &state, &offered, &Typed::of(fields), &[]))
}

/// `POST /needs`
pub async fn create(may: May<AskTraining>, state: web::Data<State>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let offered = load(&may, &state).await?;
    let new = match form::need(&typed, &offered, may.actor.today()) {
        Ok(new) => new,
        Err(Error::Invalid(faults)) => return may.show_again(&state, &page(&may, &state, &offered, &typed, &faults)),
        Err(error) => return Err(error),
    };
    let need = act(&may, &state, move |conn, hand| deed::ask(conn, hand, &new)).await?;
    answer::done(&state, format!("/needs/{}", need.id), &Message::new("need-asked"), None)
}

async fn load(may: &May<AskTraining>, state: &State) -> Result<Offered, Error> {
    let (scope, today) = (may.scope.clone(), may.actor.today());
    state.db.gather(move |conn| Offered::load(conn, &scope, today)).await
}

fn page(may: &May<AskTraining>, state: &State, offered: &Offered, typed: &Typed, faults: &[FieldError]) -> AskPage {
    let words = may.actor.words(state);
    let names = [
        "organisation",
        "course",
        "topic",
        "details",
        "people",
        "people_count",
        "wanted_by_on",
        "place",
        "language",
    ];
    let mut fields = names.map(|name| Field::with(name, typed.one(name)));
    let faults = place(faults, &mut fields.iter_mut().collect::<Vec<_>>(), words, |field| {
        label(words, field)
    });
    let [
        organisation,
        course,
        topic,
        details,
        people,
        people_count,
        wanted_by_on,
        place,
        language,
    ] = fields;
    let written = Language::from_code(may.actor.locale().code()).unwrap_or(Language::En);
    let named = typed.all("people");
    AskPage {
        organisations: offered
            .organisations
            .iter()
            .map(|one| Choice::new(one.id.to_string(), &one.name).chosen(one.id.to_string() == organisation.value))
            .collect(),
        courses: offered
            .on_offer
            .iter()
            .map(|one| Choice::new(&one.code, one.named(written)).chosen(one.code == course.value))
            .collect(),
        choices: offered
            .people
            .iter()
            .map(|(id, name)| Choice::new(id.to_string(), name).chosen(named.contains(&id.to_string())))
            .collect(),
        languages: LANGUAGES
            .map(|code| Choice::new(code, words.text(&format!("need-language-{code}"), &[])).chosen(code == language.value))
            .to_vec(),
        organisation,
        course,
        topic,
        details,
        people,
        people_count,
        wanted_by_on,
        place,
        language,
        faults,
    }
}

/// The label of a field.
pub fn label(words: &Words, field: &str) -> String {
    words.text(&format!("need-field-{field}"), &[])
}
