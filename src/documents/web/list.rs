//! Documents: one's own, and those that wait for whoever answers them.

use super::mark;
use crate::documents::pages::{DocumentRow, DocumentsPage, StateChip};
use crate::documents::store::{self, Wanted};
use crate::documents::view::{Named, named};
use crate::people::guard::{Learn, RecordEvidence};
use crate::people::{Actor, May};
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State as Installation;
use crate::rules::document::{State, waited_days};
use crate::rules::person::Action;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Documents on one page.
const PER_PAGE: usize = 50;

/// `GET /documents`: what is about the reader, or was handed in by them.
pub async fn own(may: May<Learn>, state: web::Data<Installation>) -> Result<HttpResponse, Error> {
    let (id, locale) = (may.actor.person.id, may.actor.locale().code());
    let found = state
        .db
        .look(move |conn| {
            let found = store::of_person(conn, id, 200)?;
            named(conn, found, locale)
        })
        .await?;
    let rows: Vec<DocumentRow> = found.into_iter().map(|one| row(&may.actor, one)).collect();
    let page = DocumentsPage {
        review: false,
        waiting: i64::try_from(rows.iter().filter(|row| row.waited_days.is_some()).count()).unwrap_or(i64::MAX),
        oldest_days: rows.iter().filter_map(|row| row.waited_days).max(),
        states: Vec::new(),
        rows,
        next: None,
        review_href: may.actor.may(Action::RecordEvidence).then(|| "/documents/waiting".to_owned()),
    };
    may.show(&state, &page)
}

/// Which are asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    state: Option<String>,
    after: Option<String>,
}

/// `GET /documents/waiting`: what waits, the oldest first, and what was answered, the latest first.
pub async fn review(may: May<RecordEvidence>, state: web::Data<Installation>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let chosen = asked.state.as_deref().and_then(State::from_word).unwrap_or(State::Waiting);
    let wanted = |before| Wanted {
        state: Some(chosen),
        before,
        oldest_first: chosen == State::Waiting,
    };
    let (scope, locale) = (may.scope.clone(), may.actor.locale().code());
    let asked_for = wanted(asked.after.as_deref().and_then(|id| id.parse().ok()));
    let (waiting, oldest, mut found) = state
        .db
        .gather(move |conn| {
            let found = store::list(conn, &scope, &asked_for, i64::try_from(PER_PAGE).unwrap_or(50) + 1)?;
            let first = Wanted {
                state: Some(State::Waiting),
                before: None,
                oldest_first: true,
            };
            let oldest = store::list(conn, &scope, &first, 1)?.pop();
            Ok((store::waiting(conn, &scope)?, oldest, named(conn, found, locale)?))
        })
        .await?;
    let more = found.len() > PER_PAGE;
    found.truncate(PER_PAGE);
    let words = may.actor.words(&state);
    let address = |state: State| match state {
        State::Waiting => "/documents/waiting".to_owned(),
        other => format!("/documents/waiting?state={other}"),
    };
    let zone = may.actor.zone();
    let page = DocumentsPage {
        review: true,
        waiting,
        oldest_days: oldest.map(|one| waited_days(one.handed_in_at.with_timezone(&zone).date_naive(), may.actor.today())),
        states: State::ALL
            .into_iter()
            .map(|one| StateChip {
                href: address(one),
                label: words.text(&format!("document-state-{one}"), &[]),
                current: one == chosen,
            })
            .collect(),
        next: found
            .last()
            .filter(|_| more)
            .map(|last| format!("/documents/waiting?state={chosen}&after={}", last.document.id)),
        rows: found.into_iter().map(|one| row(&may.actor, one)).collect(),
        review_href: None,
    };
    may.show(&state, &page)
}

fn row(actor: &Actor, one: Named) -> DocumentRow {
    let state = one.document.state();
    let handed_in_on = one.document.handed_in_at.with_timezone(&actor.zone()).date_naive();
    DocumentRow {
        href: format!("/documents/{}", one.document.id),
        title: one.document.title,
        person: (one.document.person_id != actor.person.id).then_some(one.person),
        requirement: one.requirement,
        valid_until: one.document.valid_until,
        handed_in_on,
        state: state.as_str(),
        mark: mark(state),
        waited_days: (state == State::Waiting).then(|| waited_days(handed_in_on, actor.today())),
    }
}
