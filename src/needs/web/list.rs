//! What is asked: for the manufacturer everything by due date, for a partner its own and what others ask.

use super::row;
use crate::duties::Entry;
use crate::needs::pages::{NeedRow, NeedsPage};
use crate::needs::store::Listed;
use crate::needs::view::{self, Sight};
use crate::needs::{deed, store};
use crate::people::May;
use crate::people::guard::SeeTeam;
use crate::platform::error::Error;
use crate::platform::state::State as Installation;
use crate::rules::id::Id;
use crate::rules::need::State;
use crate::rules::person::Action;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use std::collections::HashMap;

/// `GET /needs`
pub async fn list(may: May<SeeTeam>, state: web::Data<Installation>) -> Result<HttpResponse, Error> {
    let (actor, scope) = (may.actor.clone(), may.scope.clone());
    let rows = state
        .db
        .gather(move |conn| {
            let owed = view::owed(conn, &scope, actor.today())?;
            let locale = actor.locale().code();
            let mut rows = Vec::new();
            for found in store::list(conn)? {
                let Some(sight) = view::sight(&actor, &scope, &found) else {
                    continue;
                };
                let title = deed::name(conn, &found.need, locale)?;
                let shown = row(&found, title, sight, owed.get(&found.need.id));
                rows.push((rank(&found, &owed), sight, shown));
            }
            rows.sort_by_key(|(rank, ..)| *rank);
            Ok(rows)
        })
        .await?;
    let (others, rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, sight, _)| *sight == Sight::Other);
    let shown = |rows: Vec<(_, Sight, NeedRow)>| rows.into_iter().map(|(_, _, row)| row).collect::<Vec<_>>();
    let rows = shown(rows);
    let page = NeedsPage {
        manufacturer: may.actor.may(Action::SeeNetwork),
        ask_href: may.actor.may(Action::AskTraining).then(|| "/needs/new".to_owned()),
        open: rows.iter().filter(|row| row.state == State::Open.as_str()).count(),
        answered: rows.iter().filter(|row| row.state == State::Answered.as_str()).count(),
        rows,
        others: shown(others),
    };
    may.show(&state, &page)
}

/// What asks for something first, by due date; the latest of the others first, in which they come.
fn rank(found: &Listed, owed: &HashMap<Id, Entry>) -> (State, NaiveDate) {
    let due_on = owed.get(&found.need.id).and_then(|entry| entry.standing.due_on);
    (found.need.state(), due_on.unwrap_or(NaiveDate::MAX))
}
