//! What a file would change, before and after; single corrections are declined here.

use super::{decide_row, found, held};
use crate::imports::declination::{self, LONGEST};
use crate::imports::pages::{ChangedCell, ChangedLine, ChangesPage};
use crate::imports::store::{self, StoredRow};
use crate::people::guard::{self, May};
use crate::platform::answer;
use crate::platform::db::Json;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, Typed, place};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::id::Id;
use crate::rules::import::{Change, Outcome};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Changed rows of a page.
const CHANGES_PER_PAGE: usize = 100;

/// The field of a row's reason: each row has a form of its own.
fn reason_of(line: i32) -> String {
    format!("reason-{line}")
}

/// Where a page of rows begins.
#[derive(Debug, Deserialize)]
pub struct After {
    after: Option<i32>,
}

/// `GET /imports/{id}/changes`: before and after.
pub async fn changes(
    may: May<guard::Import>,
    state: web::Data<State>,
    id: web::Path<Id>,
    part: Query<After>,
) -> Result<HttpResponse, Error> {
    let page = page(&may, &state, *id, part.after, None).await?;
    may.show(&state, &page)
}

/// A row about which something was decided that cannot be: its line, what was typed, and what is wrong.
type Faulty<'f> = (i32, &'f str, Vec<FieldError>);

async fn page(
    may: &May<guard::Import>,
    state: &State,
    id: Id,
    after: Option<i32>,
    faulty: Option<Faulty<'_>>,
) -> Result<ChangesPage, Error> {
    let import = found(may, state, id).await?;
    let (rows, count) = state
        .db
        .gather(move |conn| {
            // Those who are missing have lines below 1, so they stand first.
            let rows = store::list_changes(conn, id, after, 1 + CHANGES_PER_PAGE as i64)?;
            let count = store::count_changes(conn, id)?;
            Ok((rows, count))
        })
        .await?;
    let last = rows.get(CHANGES_PER_PAGE - 1).filter(|_| rows.len() > CHANGES_PER_PAGE);
    let next = last.map(|last| format!("/imports/{id}/changes?after={}", last.line));
    let decides = declination::is_open(&import);
    let mut shown: Vec<ChangedLine> = rows.into_iter().take(CHANGES_PER_PAGE).map(|row| changed(row, decides)).collect();
    let mut faults = Vec::new();
    if let Some((line, typed, wrong)) = faulty {
        let words = may.actor.words(state);
        let reason = shown
            .iter_mut()
            .filter(|one| one.line == Some(line))
            .find_map(|one| one.reason.as_mut());
        if let Some(reason) = reason {
            reason.value = typed.to_owned();
            faults = place(&wrong, &mut [reason], words, |_| words.text("form-reason", &[]));
        }
    }
    Ok(ChangesPage {
        base: format!("/imports/{id}/rows"),
        after,
        decides,
        faults,
        file_name: import.file_name,
        kind: import.kind,
        back: format!("/imports/{id}"),
        count,
        next,
        rows: shown,
    })
}

fn changed(row: StoredRow, decides: bool) -> ChangedLine {
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    let cells = |changes: Option<Json<Vec<Change>>>, stays: bool| {
        let changes = changes.map(|changes| changes.0).unwrap_or_default();
        let cell = move |change: Change| ChangedCell {
            column: change.column,
            before: filled(change.before),
            after: filled(change.after),
            stays,
        };
        changes.into_iter().map(cell)
    };
    let open = decides && row.outcome == Outcome::Changed.as_str();
    ChangedLine {
        reason: open.then(|| Field::new(&reason_of(row.line))),
        declined: row.declined_reason,
        line: (row.line > 0).then_some(row.line),
        external_id: row.external_id.unwrap_or_default(),
        cells: cells(row.changes, false).chain(cells(row.kept, true)).collect(),
    }
}

/// `POST /imports/{id}/rows/{line}/declination`: what is on record stays.
pub async fn decline(
    may: May<guard::Import>,
    state: web::Data<State>,
    at: web::Path<(Id, i32)>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    held(&may, &state, at.0).await?;
    let field = reason_of(at.1);
    let mut faults = Faults::new();
    let reason = faults.text(&field, typed.one(&field), LONGEST, true);
    let decided = match faults.or(reason) {
        Ok(reason) => decide_row(&may, &state, *at, Some(reason)).await.map(drop),
        Err(error) => Err(error),
    };
    match decided {
        Ok(()) => back(&state, at.0, &typed, "import-row-declined"),
        Err(Error::Invalid(faults)) => {
            let faulty = (at.1, typed.one(&field), faults);
            let page = page(&may, &state, at.0, after(&typed), Some(faulty)).await?;
            may.show_again(&state, &page)
        }
        Err(other) => Err(other),
    }
}

/// `POST /imports/{id}/rows/{line}/declination/withdrawal`: the correction is made after all.
pub async fn take_after_all(
    may: May<guard::Import>,
    state: web::Data<State>,
    at: web::Path<(Id, i32)>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    held(&may, &state, at.0).await?;
    decide_row(&may, &state, *at, None).await?;
    back(&state, at.0, &typed, "import-row-taken")
}

/// The line after which the page begins.
fn after(typed: &Typed) -> Option<i32> {
    typed.one("after").parse().ok()
}

fn back(state: &State, id: Id, typed: &Typed, said: &'static str) -> Result<HttpResponse, Error> {
    let part = after(typed).map_or_else(String::new, |line| format!("?after={line}"));
    answer::done(state, format!("/imports/{id}/changes{part}"), &Message::new(said), None)
}
