//! Pages of imports: hand a file in, see what each row comes to, decide, take it back.

mod changes;
mod columns;
mod deed;
mod view;

pub use changes::{changes, decline, take_after_all};
pub use columns::{edit as edit_columns, update as update_columns};
pub(super) use deed::{check_again, decide_row, held, name_columns, release, set_aside, table, take_back, trusted};

use super::apply::Decision;
use super::begin::begin;
use super::options::{Branch, Options};
use super::pages::{ImportLine, ImportsPage, NewImportPage};
use super::store::{self, Import, RowFilter, State as Step};
use super::{Upload, refused};
use crate::organisations;
use crate::people::guard::{self, May};
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::place;
use crate::platform::i18n::Words;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::upload::Sent;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::rules::import::{Kind, Outcome};
use crate::rules::person::Action;
use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use std::collections::HashMap;

/// Imports of a list page.
const PER_PAGE: usize = 50;

/// Which part of the list is asked for.
#[derive(Debug, Deserialize)]
pub struct Part {
    older: Option<Id>,
}

/// `GET /imports`
pub async fn list(may: May<guard::Import>, state: web::Data<State>, part: Query<Part>) -> Result<HttpResponse, Error> {
    let (scope, older) = (may.scope.clone(), part.older);
    let (found, absent) = state
        .db
        .gather(move |conn| {
            let found = store::list(conn, &scope, older, PER_PAGE + 1)?;
            let ids: Vec<Id> = found.iter().map(|import| import.id).collect();
            let absent = store::count_absent(conn, &ids)?;
            Ok((found, absent))
        })
        .await?;
    let last = found.get(PER_PAGE - 1).filter(|_| found.len() > PER_PAGE);
    let page = ImportsPage {
        is_empty: found.is_empty() && part.older.is_none(),
        older: last.map(|last| format!("/imports?older={}", last.id)),
        imports: found.iter().take(PER_PAGE).map(|import| line(import, &absent)).collect(),
    };
    may.show(&state, &page)
}

fn line(import: &Import, absent: &HashMap<Id, i64>) -> ImportLine {
    ImportLine {
        ended: view::ended(import, absent.get(&import.id).copied().unwrap_or(0)),
        href: format!("/imports/{}", import.id),
        file_name: import.file_name.clone(),
        kind: import.kind.clone(),
        state: import.state.clone(),
        at: import.created_at.utc(),
        new: import.count_new,
        changed: import.count_changed,
        refused: import.count_refused,
    }
}

/// What the form begins with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    kind: Option<String>,
}

/// `GET /imports/new`
pub async fn new(may: May<guard::Import>, state: web::Data<State>, wanted: Query<Wanted>) -> Result<HttpResponse, Error> {
    let page = new_page(&may, &state, wanted.kind.as_deref().unwrap_or("people"), "", &[]);
    may.show(&state, &page)
}

/// `POST /imports`
pub async fn create(may: May<guard::Import>, state: web::Data<State>, form: Multipart) -> Result<HttpResponse, Error> {
    let sent = Sent::read(form, largest(&state)).await?;
    match receive(&may, &state, &sent).await {
        Ok(import) => Ok(answer::go(format!("/imports/{}", import.id))),
        Err(Error::Invalid(faults)) => {
            let page = new_page(&may, &state, sent.text("kind"), sent.text("complete_for"), &faults);
            may.show_again(&state, &page)
        }
        Err(other) => Err(other),
    }
}

/// Bytes of the largest file.
pub(super) fn largest(state: &State) -> usize {
    usize::try_from(state.config.server.upload_mebibytes).unwrap_or(50) << 20
}

async fn receive(may: &May<guard::Import>, state: &State, sent: &Sent) -> Result<Import, Error> {
    let mut faults = Vec::new();
    let kind = sent.text("kind").parse::<Kind>().ok();
    if kind.is_none() {
        faults.push(FieldError::new("kind", Message::new("import-fault-kind")));
    }
    let file = sent.file("file");
    if file.is_none() {
        faults.push(FieldError::new("file", Message::new("import-fault-file")));
    }
    match kind.map(|kind| trusted(may, state, kind.as_str())) {
        None => {}
        Some(answer) => match answer.await {
            Err(Error::Forbidden) => faults.push(FieldError::new("kind", Message::new("import-fault-requirements"))),
            other => other?,
        },
    }
    let mut options = Options::of(&may.actor);
    match branch(may, state, kind, sent.text("complete_for")).await {
        Ok(branch) => options.complete_for = branch,
        Err(Error::Invalid(found)) => faults.extend(found),
        Err(other) => return Err(other),
    }
    let (Some(kind), Some(file), true) = (kind, file, faults.is_empty()) else {
        return Err(Error::Invalid(faults));
    };
    let upload = Upload {
        kind,
        file_name: file.name.clone(),
        content: file.content.clone(),
    };
    begin(state, &may.actor.by(), options, upload, true, may.actor.now).await
}

/// The branch for which a people file is declared complete; nothing typed: none.
pub(super) async fn branch(may: &May<guard::Import>, state: &State, kind: Option<Kind>, typed: &str) -> Result<Option<Branch>, Error> {
    let typed = typed.trim().to_owned();
    if typed.is_empty() {
        return Ok(None);
    }
    if kind != Some(Kind::People) {
        return Err(Error::field("complete_for", "import-fault-complete"));
    }
    if typed.contains('\0') {
        return Err(Error::field("complete_for", "import-fault-organisation"));
    }
    let scope = may.scope.clone();
    let found = state
        .db
        .look(move |conn| Ok(organisations::store::find_by_external_id(conn, &scope, &typed)?))
        .await?;
    let branch = found.map(|one| Branch {
        external_id: one.external_id,
        name: one.name,
        path: one.path,
    });
    branch
        .map(Some)
        .ok_or_else(|| Error::field("complete_for", "import-fault-organisation"))
}

fn new_page(may: &May<guard::Import>, state: &State, kind: &str, complete_for: &str, faults: &[FieldError]) -> NewImportPage {
    let words = may.actor.words(state);
    let choice = |one: Kind| Choice::new(one.as_str(), words.text(&format!("import-kind-{one}"), &[])).chosen(one.as_str() == kind);
    let mut page = NewImportPage {
        kind: Field::with("kind", kind),
        kinds: Kind::ALL.into_iter().filter(|kind| may_bring(may, *kind)).map(choice).collect(),
        file: Field::new("file"),
        complete_for: Field::with("complete_for", complete_for),
        faults: Vec::new(),
    };
    let label = |field: &str| match field {
        "kind" => words.text("import-new-kind", &[]),
        "complete_for" => words.text("import-new-complete", &[]),
        _ => words.text("import-new-file", &[]),
    };
    page.faults = place(faults, &mut [&mut page.kind, &mut page.file, &mut page.complete_for], words, label);
    page
}

/// Whether files of this kind are this person's to bring at all.
fn may_bring(may: &May<guard::Import>, kind: Kind) -> bool {
    kind != Kind::Requirements || may.actor.may(Action::ManageRequirements)
}

/// `GET /imports/{id}`
pub async fn show(may: May<guard::Import>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let page = view::page(&may, &state, *id, None).await?;
    may.show(&state, &page)
}

/// The import, where it is this person's to handle.
pub(super) async fn found(may: &May<guard::Import>, state: &State, id: Id) -> Result<Import, Error> {
    let scope = may.scope.clone();
    state
        .db
        .look(move |conn| Ok(store::find(conn, &scope, id)?))
        .await?
        .ok_or(Error::NotFound)
}

/// `GET /imports/{id}/refused`: the refused rows with their reasons, to be corrected and handed in again.
pub async fn refused_file(may: May<guard::Import>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let import = found(&may, &state, *id).await?;
    refused_answer(&state, &import, may.actor.words(&state)).await
}

pub(super) async fn refused_answer(state: &State, import: &Import, words: &Words) -> Result<HttpResponse, Error> {
    let id = import.id;
    let rows = state
        .db
        .gather(move |conn| Ok(store::list_rows(conn, id, &RowFilter::only(Outcome::Refused), i64::MAX)?))
        .await?;
    let media_type = match import.kind.parse() {
        Ok(Kind::Requirements) => "application/json",
        _ => "text/csv; charset=utf-8",
    };
    Ok(answer::download(
        &refused::file_name(import),
        media_type,
        refused::file(import, &rows, words),
    ))
}

/// `POST /imports/{id}/check`: once more, against what is known now.
pub async fn check(may: May<guard::Import>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let import = held(&may, &state, *id).await?;
    if import.state() == Step::Mapping {
        return Ok(answer::go(format!("/imports/{id}/columns")));
    }
    match check_again(&may, &state, *id).await {
        Ok(()) => Ok(answer::go(format!("/imports/{id}"))),
        Err(Error::Refused(message)) => again(&may, &state, *id, &message).await,
        Err(other) => Err(other),
    }
}

/// What is decided about a checked file.
#[derive(Debug, Deserialize)]
pub struct DecisionForm {
    /// `whole` or `good`.
    #[serde(default)]
    rows: String,
    /// The number of people who are missing, confirmed.
    #[serde(default)]
    confirmed_absent: Option<String>,
}

/// `POST /imports/{id}/application`
pub async fn apply(
    may: May<guard::Import>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: web::Form<DecisionForm>,
) -> Result<HttpResponse, Error> {
    held(&may, &state, *id).await?;
    let decision = Decision {
        take_good_rows: form.rows == "good",
        confirmed_absent: form.confirmed_absent.as_deref().and_then(|typed| typed.trim().parse().ok()),
    };
    match release(&may, &state, *id, decision).await {
        Ok(_) => Ok(answer::go(format!("/imports/{id}"))),
        Err(Error::Refused(message)) => again(&may, &state, *id, &message).await,
        Err(other) => Err(other),
    }
}

/// The page once more, with why it was not done.
async fn again(may: &May<guard::Import>, state: &State, id: Id, message: &Message) -> Result<HttpResponse, Error> {
    let page = view::page(may, state, id, Some(message)).await?;
    may.show_again(state, &page)
}

/// `POST /imports/{id}/cancellation`: sets a file aside of which nothing is written.
pub async fn cancel(may: May<guard::Import>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    held(&may, &state, *id).await?;
    match set_aside(&state, *id).await {
        Ok(()) => answer::done(&state, "/imports", &Message::new("import-done-cancelled"), None),
        Err(Error::Refused(message)) => again(&may, &state, *id, &message).await,
        Err(other) => Err(other),
    }
}

/// What is known to whoever takes an import back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReversalForm {
    /// The number of obligations that rest on it, confirmed.
    confirmed_resting: Option<String>,
}

/// `POST /imports/{id}/reversal`: takes an applied import back.
pub async fn undo(
    may: May<guard::Import>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: web::Form<ReversalForm>,
) -> Result<HttpResponse, Error> {
    held(&may, &state, *id).await?;
    let confirmed = form.confirmed_resting.as_deref().and_then(|typed| typed.trim().parse().ok());
    match take_back(&may, &state, *id, confirmed).await {
        Ok(_) => answer::done(&state, format!("/imports/{id}"), &Message::new("import-done-undone"), None),
        Err(Error::Refused(message)) => again(&may, &state, *id, &message).await,
        Err(other) => Err(other),
    }
}
