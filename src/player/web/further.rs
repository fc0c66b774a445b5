//! The page of those who used all attempts of a course, and the form that gives one more.

use crate::courses::Version;
use crate::people::May;
use crate::people::guard::RecordEvidence;
use crate::people::store as people;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, place};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::player::further::{self, LONGEST_REASON, MOST_GRANTS, UsedUp};
use crate::player::pages::{FurtherPage, GrantedRow};
use crate::player::store::further as store;
use crate::rules::course::Language;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    person_id: String,
    reason: String,
}

struct Loaded {
    code: String,
    version: Version,
    used_up: Vec<UsedUp>,
    granted: Vec<GrantedRow>,
}

/// `GET /courses/{code}/further-attempts`
pub async fn list(may: May<RecordEvidence>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, code.into_inner()).await?;
    may.show(&state, &page(&may, &state, loaded, &Typed::default(), &[]))
}

/// `POST /courses/{code}/further-attempts`
pub async fn create(
    may: May<RecordEvidence>,
    state: web::Data<State>,
    code: web::Path<String>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let code = code.into_inner();
    let loaded = load(&may, &state, code.clone()).await?;
    match grant(&may, &state, code, &typed).await {
        Ok(name) => {
            let message = Message::new("further-done").with("name", name);
            answer::done(&state, format!("/courses/{}/further-attempts", loaded.code), &message, None)
        }
        Err(Error::Invalid(faults)) => may.show_again(&state, &page(&may, &state, loaded, &typed, &faults)),
        Err(error) => Err(error),
    }
}

/// Answers the name of whoever was given one.
async fn grant(may: &May<RecordEvidence>, state: &State, code: String, typed: &Typed) -> Result<String, Error> {
    let mut faults = Faults::new();
    let person_id = typed.person_id.parse::<Id>().ok();
    if person_id.is_none() {
        faults.note("person_id", "fault-choice");
    }
    let reason = faults.text("reason", &typed.reason, LONGEST_REASON, true);
    let (person_id, reason) = faults.or(person_id.zip(reason))?;
    let (actor, scope, chance) = (may.actor.clone(), may.scope.clone(), state.chance.clone());
    state
        .db
        .save(move |conn| {
            let granted = further::grant(conn, &chance, &actor, &scope, &code, person_id, &reason)?;
            Ok(people::name_of(conn, granted.person_id)?)
        })
        .await
}

async fn load(may: &May<RecordEvidence>, state: &State, code: String) -> Result<Loaded, Error> {
    let scope = may.scope.clone();
    state
        .db
        .gather(move |conn| {
            let published = further::published(conn, &code)?;
            let used_up = further::used_up(conn, &scope, &published)?;
            let mut granted = Vec::new();
            for one in store::list(conn, &scope, published.course.id, MOST_GRANTS)? {
                granted.push(GrantedRow {
                    person: people::name_of(conn, one.person_id)?,
                    reason: one.reason,
                    by: people::name_of(conn, one.granted_by)?,
                    at: one.granted_at,
                });
            }
            Ok(Loaded {
                code: published.course.code,
                version: published.version,
                used_up,
                granted,
            })
        })
        .await
}

fn page(may: &May<RecordEvidence>, state: &State, loaded: Loaded, typed: &Typed, faults: &[FieldError]) -> FurtherPage {
    let words = may.actor.words(state);
    let language = Language::from_code(may.actor.locale().code()).unwrap_or(Language::En);
    let mut fields = [Field::with("person_id", &typed.person_id), Field::with("reason", &typed.reason)];
    let summary = place(faults, &mut fields.iter_mut().collect::<Vec<_>>(), words, |field| {
        words.text(if field == "reason" { "form-reason" } else { "further-person" }, &[])
    });
    let [person, reason] = fields;
    let choices = loaded.used_up.into_iter().map(|one| {
        let used = words.text("further-used", &[("count", one.tries.failed.into())]);
        let hint = one
            .organisation
            .map_or_else(|| used.clone(), |organisation| format!("{organisation}, {used}"));
        let id = one.person.id.to_string();
        let chosen = id == typed.person_id;
        Choice::new(id, one.person.name()).hint(hint).chosen(chosen)
    });
    FurtherPage {
        title: loaded.version.title.0.text(language).to_owned(),
        allowed: loaded.version.attempts_allowed,
        back: format!("/courses/{}", loaded.code),
        action: format!("/courses/{}/further-attempts", loaded.code),
        code: loaded.code,
        faults: summary,
        person,
        people: choices.collect(),
        reason,
        granted: loaded.granted,
    }
}
