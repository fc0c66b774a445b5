//! One's own bookings, and those of one's people.

use super::booking::may_approve;
use super::{booking_row, came, closed, row, sessions_of, tabs, test_view, tests_of};
use crate::obligations::pages::OpenTest;
use crate::people::guard::{BookSeats, Learn, Permission};
use crate::people::{Actor, May};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::Status;
use crate::rules::workshop::feedback::MOST_DAYS;
use crate::workshops::deed::{self, title};
use crate::workshops::pages::{BookingRow, BookingsPage, OpinionRow};
use crate::workshops::sight::Sight;
use crate::workshops::store::{self, Found, Named};
use actix_web::{HttpResponse, web};
use chrono::Duration;

/// Most bookings that are over.
const MOST_PAST: usize = 50;

/// `GET /bookings`
pub async fn own(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let actor = may.actor.clone();
    let (sorted, opinions, tests) = state
        .db
        .gather(move |conn| {
            let all = store::of_people(conn, actor.person.id)?;
            let offered = |_: &Found, named: &Named| named.booking.status() == Status::Offered;
            let sorted = sort(conn, &all, offered, &actor)?;
            Ok((sorted, opinions(conn, &actor)?, open_tests(conn, &actor)?))
        })
        .await?;
    show(&may, &state, false, sorted, opinions, tests)
}

/// `GET /bookings/team`
pub async fn team(may: May<BookSeats>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (actor, scope) = (may.actor.clone(), may.scope.clone());
    let sorted = state
        .db
        .gather(move |conn| {
            let all = store::of_team(conn, &scope)?;
            let sight = Sight::of(conn, &actor)?;
            // Of two who say yes, the second is asked after the first: what waits for somebody else is no question to the reader.
            let waits = |found: &Found, named: &Named| {
                let standing = sight.standing(found, named);
                standing.is_some_and(|standing| may_approve(found, named, standing))
            };
            sort(conn, &all, waits, &actor)
        })
        .await?;
    show(&may, &state, true, sorted, Vec::new(), Vec::new())
}

/// Sessions about which somebody may say what they think.
pub fn opinions(conn: &mut Conn, actor: &Actor) -> Result<Vec<OpinionRow>, Error> {
    let mut rows = Vec::new();
    for feedback in store::feedback_of_person(conn, actor.person.id, actor.now.plus(-Duration::days(i64::from(MOST_DAYS))))? {
        let found = store::find(conn, feedback.session_id)?.ok_or_else(|| Error::internal("feedback without its session"))?;
        let Some(until) = deed::answers_until(conn, &found)?.filter(|until| actor.now < *until) else {
            continue;
        };
        rows.push(OpinionRow {
            href: format!("/bookings/{}/feedback", feedback.booking_id),
            title: title(&found, actor.locale().code()),
            until,
            answered: feedback.answered_at.is_some(),
        });
    }
    Ok(rows)
}

/// Tests that somebody has yet to pass after sessions, the first to end first.
pub fn open_tests(conn: &mut Conn, actor: &Actor) -> Result<Vec<OpenTest>, Error> {
    let locale = actor.locale().code();
    let mut rows = Vec::new();
    for awaited in store::awaited_tests(conn, actor.person.id)? {
        let shown = test_view(&awaited.test, actor);
        let stands = store::last_closing(conn, awaited.session_id)?.is_some_and(|closing| closing.id == awaited.result.closing_id);
        if !stands || !shown.is_open() {
            continue;
        }
        let found = store::find(conn, awaited.session_id)?.ok_or_else(|| Error::internal("a test without its session"))?;
        rows.push(OpenTest {
            title: shown.title,
            workshop: title(&found, locale),
            until: shown.to_on,
            href: shown.href,
        });
    }
    rows.sort_by_key(|row| row.until);
    Ok(rows)
}

type Sorted = [Vec<BookingRow>; 3];

/// What asks for something, what lies ahead, what is over; each by the start of its session.
fn sort(conn: &mut Conn, all: &[Named], asks: impl Fn(&Found, &Named) -> bool, actor: &Actor) -> Result<Sorted, Error> {
    let (locale, now) = (actor.locale().code(), actor.now);
    let found = sessions_of(conn, all)?;
    let results = store::results_in(conn, &closed(&found))?;
    let tests = tests_of(conn, results.values())?;
    let ids: Vec<Id> = found.keys().copied().collect();
    let counts = store::held(conn, &ids)?;
    let mut rows: [Vec<(Option<Instant>, BookingRow)>; 3] = Default::default();
    for named in all {
        let Some(session) = found.get(&named.booking.session_id) else {
            continue;
        };
        let over = named.booking.ended_at.is_some() || session.session.ends_at.is_some_and(|at| at <= now);
        let unnamed = named.booking.person_id.is_none() && named.booking.status() == Status::Booked;
        let place = usize::from(over) * 2 + usize::from(!over && !asks(session, named) && !unnamed);
        let shown = BookingRow {
            outcome: came(results.get(&named.booking.id), &tests, actor),
            ..booking_row(named, Some(row(session, &counts, locale, None)), None)
        };
        if let Some(list) = rows.get_mut(place) {
            list.push((session.session.starts_at, shown));
        }
    }
    let [mut asking, mut ahead, mut past] = rows;
    for list in [&mut asking, &mut ahead, &mut past] {
        list.sort_by_key(|(at, _)| *at);
    }
    past.reverse();
    past.truncate(MOST_PAST);
    Ok([asking, ahead, past].map(|list| list.into_iter().map(|(_, row)| row).collect()))
}

fn show<P: Permission>(
    may: &May<P>,
    state: &State,
    team: bool,
    sorted: Sorted,
    opinions: Vec<OpinionRow>,
    tests: Vec<OpenTest>,
) -> Result<HttpResponse, Error> {
    let [asking, ahead, past] = sorted;
    let path = if team { "/bookings/team" } else { "/bookings" };
    let page = BookingsPage {
        tabs: tabs(&may.actor, may.actor.words(state), path),
        team,
        count: if team { asking.len() } else { asking.len() + ahead.len() },
        asking,
        ahead,
        past,
        opinions,
        tests,
    };
    may.show(state, &page)
}
