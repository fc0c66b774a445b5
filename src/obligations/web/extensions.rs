//! Requests for more time: those that wait, and answering one.

use super::address::address;
use super::extension::{fact, hand};
use crate::obligations::extension::{self as deeds, Answer};
use crate::obligations::pages::{ExtensionPage, ExtensionRow, ExtensionsPage, Unit};
use crate::obligations::store::extension::{self as store, Extension, State as Step, Wanted};
use crate::obligations::store::overview;
use crate::people::guard::ExcusePeople;
use crate::people::{May, store as people};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, place};
use crate::platform::i18n::DateForm;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::{self, Cell, Export, Table};
use crate::platform::views::{Choice, Field};
use crate::rules::extension::LONGEST_REASON;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use std::collections::HashMap;

const PATH: &str = "/extensions";

const TABLE: &str = "/extensions/table.csv";

/// Requests on one page of the list.
const PER_PAGE: usize = 50;

/// Which are asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    state: Option<String>,
    before: Option<String>,
}

impl Asked {
    /// Those that wait, where no state is named.
    fn step(&self) -> Step {
        self.state.as_deref().and_then(Step::from_word).unwrap_or(Step::Asked)
    }
}

/// A request with the names that belong to it.
struct Named {
    extension: Extension,
    person: String,
    asked_by: String,
    title: String,
}

/// The requests.
pub async fn list(may: May<ExcusePeople>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let step = asked.step();
    let wanted = Wanted {
        state: Some(step),
        before: asked.before.as_deref().and_then(|id| id.parse().ok()),
        ..Wanted::default()
    };
    let (scope, locale) = (may.scope.clone(), may.actor.locale().code());
    let (waiting, mut found) = state
        .db
        .gather(move |conn| {
            let found = store::list(conn, &scope, &wanted, i64::try_from(PER_PAGE).unwrap_or(50) + 1)?;
            Ok((store::waiting(conn, &scope)?, named(conn, found, locale)?))
        })
        .await?;
    let more = found.len() > PER_PAGE;
    found.truncate(PER_PAGE);
    let words = may.actor.words(&state);
    let page = ExtensionsPage {
        waiting,
        export: Export::of(address(TABLE, &[("state", (step != Step::Asked).then(|| step.as_str()))])),
        states: Step::ALL
            .into_iter()
            .map(|one| Unit {
                href: address(PATH, &[("state", (one != Step::Asked).then(|| one.as_str()))]),
                label: words.text(&format!("extension-state-{}", one.as_str()), &[]),
                current: one == step,
            })
            .collect(),
        older: found.last().filter(|_| more).map(|last| {
            let before = last.extension.id.to_string();
            address(PATH, &[("state", Some(step.as_str())), ("before", Some(&before))])
        }),
        rows: found.into_iter().map(|one| row(one, &may)).collect(),
    };
    may.show(&state, &page)
}

fn row(one: Named, may: &May<ExcusePeople>) -> ExtensionRow {
    ExtensionRow {
        href: format!("{PATH}/{}", one.extension.id),
        person: one.person,
        requirement: one.title,
        due_on: one.extension.due_on,
        until_on: one.extension.answered_until_on.unwrap_or(one.extension.until_on),
        asked_on: one.extension.asked_at.with_timezone(&may.actor.zone()).date_naive(),
        state: one.extension.state,
    }
}

/// `GET /extensions/table.csv` and `.xlsx`: those of a state, all pages of them.
pub async fn export(may: May<ExcusePeople>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let wanted = Wanted {
        state: Some(asked.step()),
        ..Wanted::default()
    };
    let (scope, locale) = (may.scope.clone(), may.actor.locale().code());
    let found = state
        .db
        .gather(move |conn| {
            let found = store::list(conn, &scope, &wanted, i64::MAX)?;
            named(conn, found, locale)
        })
        .await?;
    let words = may.actor.words(&state);
    let cells = |row: ExtensionRow| -> Vec<Cell> {
        let until_on = (row.state != Step::Refused.as_str()).then_some(row.until_on);
        vec![
            row.person.into(),
            row.requirement.into(),
            row.due_on.into(),
            until_on.into(),
            row.asked_on.into(),
            words.text(&format!("extension-state-{}", row.state), &[]).into(),
        ]
    };
    let head = [
        "overview-person",
        "table-requirement",
        "extension-due",
        "extension-wish",
        "extension-asked-on",
        "table-status",
    ];
    let table = Table {
        name: "kundig-extensions".to_owned(),
        head: head.map(|key| words.text(key, &[])).to_vec(),
        rows: found.into_iter().map(|one| cells(row(one, &may))).collect(),
        marked: true,
    };
    table::download(&may.asked.path, table, may.actor.now).await
}

fn named(conn: &mut Conn, found: Vec<Extension>, locale: &str) -> Result<Vec<Named>, Error> {
    let titles: HashMap<Id, String> = overview::titles(conn, locale)?.into_iter().collect();
    let mut all = Vec::new();
    for extension in found {
        all.push(Named {
            person: people::name_of(conn, extension.person_id)?,
            asked_by: people::name_of(conn, extension.asked_by)?,
            title: titles.get(&extension.requirement_id).cloned().unwrap_or_default(),
            extension,
        });
    }
    Ok(all)
}

/// What the form of an answer sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    answer: String,
    until_on: String,
    reason: String,
}

/// One request, with the form that answers it.
pub async fn show(may: May<ExcusePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let one = load(&may, &state, *id).await?;
    let until = one.extension.until_on;
    let today = may.actor.today();
    let typed = Typed {
        answer: "yes".to_owned(),
        // German dates are typed as they are shown; other languages take the international form.
        until_on: match may.actor.locale().code() {
            "de" => may.actor.words(&state).date(until, DateForm::Numeric, today),
            _ => until.to_string(),
        },
        reason: String::new(),
    };
    may.show(&state, &page(&may, &state, &one, &typed, &[]))
}

/// Answers it.
pub async fn update(
    may: May<ExcusePeople>,
    state: web::Data<State>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let one = load(&may, &state, *id).await?;
    let outcome = match read(&typed) {
        Ok(answer) => {
            let (scope, hand, owned, id) = (may.scope.clone(), hand(&may.actor), state.clone(), *id);
            state
                .db
                .save(move |conn| deeds::answer(conn, &owned, &scope, &hand, id, answer))
                .await
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(_) => answer::done(&state, PATH, &Message::new("extension-answered-done"), None),
        Err(Error::Invalid(faults)) => may.show_again(&state, &page(&may, &state, &one, &typed, &faults)),
        Err(error) => Err(error),
    }
}

fn read(typed: &Typed) -> Result<Answer, Error> {
    let mut faults = Faults::new();
    let yes = match typed.answer.as_str() {
        "yes" => true,
        "no" => false,
        _ => {
            faults.note("answer", "fault-choice");
            false
        }
    };
    let until_on = if yes {
        faults.date("until_on", &typed.until_on, true)
    } else {
        None
    };
    // Whoever is told no is told why.
    let reason = faults.text("reason", &typed.reason, LONGEST_REASON, !yes);
    faults.done()?;
    match until_on {
        Some(until_on) => Ok(Answer::Yes(until_on, reason)),
        None => Ok(Answer::No(reason.ok_or(Error::NotFound)?)),
    }
}

async fn load(may: &May<ExcusePeople>, state: &State, id: Id) -> Result<Named, Error> {
    let (scope, locale) = (may.scope.clone(), may.actor.locale().code());
    state
        .db
        .look(move |conn| {
            let found = store::find(conn, &scope, id)?.ok_or(Error::NotFound)?;
            named(conn, vec![found], locale)?.pop().ok_or(Error::NotFound)
        })
        .await
}

fn page(may: &May<ExcusePeople>, state: &State, one: &Named, typed: &Typed, faults: &[FieldError]) -> ExtensionPage {
    let words = may.actor.words(state);
    let mut fields = [
        Field::with("answer", &typed.answer),
        Field::with("until_on", &typed.until_on),
        Field::with("reason", &typed.reason),
    ];
    let label = |field: &str| match field {
        "answer" => words.text("extension-answer", &[]),
        "until_on" => words.text("extension-until", &[]),
        _ => words.text("form-reason", &[]),
    };
    let summary = place(faults, &mut fields.iter_mut().collect::<Vec<_>>(), words, label);
    let [answer, until_on, reason] = fields;
    let choice = |word: &str| Choice::new(word, words.text(&format!("extension-answer-{word}"), &[])).chosen(typed.answer == word);
    ExtensionPage {
        person: one.person.clone(),
        record_href: format!("/people/{}/record", one.extension.person_id),
        requirement: one.title.clone(),
        due_on: one.extension.due_on,
        asked_by: one.asked_by.clone(),
        asked_reason: one.extension.reason.clone(),
        fact: fact(&one.extension, &one.title, may.actor.zone()),
        action: one.extension.waits().then(|| format!("{PATH}/{}/answer", one.extension.id)),
        faults: summary,
        answer,
        answers: vec![choice("yes"), choice("no")],
        until_on,
        reason,
    }
}
