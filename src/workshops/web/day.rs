//! The trainer's day: what they teach today and next, and what they have not closed yet.

use super::{row, tabs};
use crate::people::guard::Learn;
use crate::people::{Actor, May};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::rules::workshop::part::local;
use crate::workshops::deed::tally;
use crate::workshops::pages::{DayPage, TaughtRow};
use crate::workshops::store::{self, Found, Which};
use actix_web::{HttpResponse, web};

/// Most sessions of each kind.
const MOST: usize = 30;

/// `GET /sessions/day`
pub async fn show(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let actor = may.actor.clone();
    let [today, open, next] = state.db.gather(move |conn| sorted(conn, &actor)).await?;
    let page = DayPage {
        tabs: tabs(&may.actor, may.actor.words(&state), "/sessions/day"),
        today,
        open,
        next,
    };
    may.show(&state, &page)
}

/// Today's, those that ended and are open still (the latest first), and those to come; without a date last.
fn sorted(conn: &mut Conn, actor: &Actor) -> Result<[Vec<TaughtRow>; 3], Error> {
    let mut all = store::list(conn, &Which::Taught(actor.person.id, actor.now))?;
    all.retain(|found| found.session.state != "cancelled");
    all.sort_by_key(|found| (found.session.starts_at.is_none(), found.session.starts_at));
    let ids: Vec<Id> = all.iter().map(|found| found.session.id).collect();
    let counts = store::held(conn, &ids)?;
    let mut lists: [Vec<&Found>; 3] = Default::default();
    let [today, open, next] = &mut lists;
    for found in &all {
        let zone = found.session.zone();
        let date = local(actor.now, zone).date();
        let on_this_day = found.parts.iter().any(|part| local(part.starts_at, zone).date() == date);
        let over = found.session.ends_at.is_some_and(|at| at <= actor.now);
        match (on_this_day, over) {
            (true, _) => today.push(found),
            (false, true) => open.push(found),
            (false, false) => next.push(found),
        }
    }
    open.reverse();
    let [today, open, next] = lists;
    let mut shown: [Vec<TaughtRow>; 3] = Default::default();
    for (place, list) in [today, open, next].into_iter().enumerate() {
        for found in list.into_iter().take(MOST) {
            let counted = tally(conn, found, actor.now)?;
            let open = found.session.state == "open" && !found.parts.is_empty();
            let base = format!("/sessions/{}", found.session.id);
            let taught = TaughtRow {
                row: row(found, &counts, actor.locale().code(), None),
                attendance_href: open.then(|| format!("{base}/attendance")),
                code_href: (open && found.session.closed_at.is_none() && place == 0).then(|| format!("{base}/code")),
                booked: counted.results.len(),
                missing: if place == 2 { 0 } else { counted.count },
            };
            if let Some(rows) = shown.get_mut(place) {
                rows.push(taught);
            }
        }
    }
    Ok(shown)
}
