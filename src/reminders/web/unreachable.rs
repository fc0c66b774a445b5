//! People whom no mail reaches.

use crate::people::guard::ManagePeople;
use crate::people::{May, store as people};
use crate::platform::answer;
use crate::platform::error::{Error, Message};
use crate::platform::state::State;
use crate::reminders::bounce;
use crate::reminders::pages::{UnreachablePage, UnreachableRow};
use crate::reminders::store::dead::{self, Unreachable};
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};

/// `GET /people/unreachable`
pub async fn list(may: May<ManagePeople>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (scope, today) = (may.scope.clone(), may.actor.today());
    let found = state.db.gather(move |conn| Ok(dead::unreachable(conn, &scope, today)?)).await?;
    let row = |one: Unreachable| UnreachableRow {
        href: format!("/people/{}", one.person_id),
        name: one.name,
        organisation: one.organisation,
        confirm: one.dead.as_ref().map(|_| format!("/people/{}/address/confirmation", one.person_id)),
        since_at: one.dead.as_ref().map(|dead| dead.since_at.utc()),
        reason: one.dead.as_ref().map(|dead| dead.reason.clone()),
        address: one.dead.map(|dead| dead.address),
    };
    let page = UnreachablePage {
        total: found.len(),
        rows: found.into_iter().map(row).collect(),
    };
    may.show(&state, &page)
}

/// `POST /people/{id}/address/confirmation`: the address works again.
pub async fn confirm(may: May<ManagePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, by, now, id, writing) = (may.scope.clone(), may.actor.by(), may.actor.now, *id, state.clone());
    let name = state
        .db
        .save(move |conn| {
            let person = people::find(conn, &scope, id)?.ok_or(Error::NotFound)?;
            bounce::confirm(conn, &writing, &by, &person, now)?;
            Ok(person.name())
        })
        .await?;
    answer::done(
        &state,
        "/people/unreachable",
        &Message::new("address-confirmed").with("name", name),
        None,
    )
}
