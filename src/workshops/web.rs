//! Pages: sessions, bookings, and the offer behind them.

pub mod absences;
pub mod attendance;
pub mod attendee;
pub mod badge;
pub mod book;
pub mod booking;
pub mod bookings;
pub mod change;
pub mod check_in;
pub mod closing;
pub mod costs;
pub mod course_items;
pub mod day;
pub mod feedback;
pub mod follow_up;
pub mod holding;
pub mod list;
pub mod map;
pub mod material;
pub mod needs;
pub mod offline;
pub mod planning;
pub mod reason;
pub mod report;
pub mod rooms;
pub mod series;
pub mod session;
mod session_fields;
pub mod session_form;
pub mod sessions;
pub mod sign_off;
pub mod signature;
pub mod together;
pub mod training;
pub mod usage;
pub mod walk_in;
pub mod workshops;

use super::deed::{Hand, title};
use super::pages::{BookingRow, Came, Money, PartView, SessionRow, Tab, TestView};
use super::store::{self, AttendanceResult, Found, Named, NamedTest};
use crate::people::guard::Permission;
use crate::people::{Actor, May};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::faults;
use crate::platform::i18n::Words;
use crate::platform::state::State;
use crate::rules::course::Language;
use crate::rules::id::{Id, Instant};
use crate::rules::person::Action;
use crate::rules::workshop::attendance::Outcome;
use crate::rules::workshop::final_test::Standing;
use crate::rules::workshop::part::local;
use crate::rules::workshop::{Span, Status};
use chrono_tz::Tz;
use std::collections::HashMap;

/// Does something in one transaction.
pub async fn act<P: Permission, T: Send + 'static>(
    may: &May<P>,
    state: &State,
    deed: impl FnOnce(&mut Conn, &Hand<'_>, &Actor) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let (actor, own) = (may.actor.clone(), state.clone());
    let done = state.db.save(move |conn| deed(conn, &Hand::of(&own, &actor), &actor)).await;
    // What was done is kept, and whoever asked may never hear of it.
    faults::point("seats.answering");
    done
}

/// The pages of this slice that somebody may see.
fn tabs(actor: &Actor, words: &Words, current: &str) -> Vec<Tab> {
    [
        ("/sessions", "sessions-title", Action::Learn),
        ("/bookings", "bookings-own", Action::Learn),
        ("/bookings/team", "bookings-team", Action::BookSeats),
        ("/bookings/costs", "costs-title", Action::BookSeats),
        ("/bookings/usage", "usage-title", Action::BookSeats),
        ("/sessions/day", "sessions-day", Action::ManageWorkshops),
        ("/workshops", "workshops-title", Action::ManageWorkshops),
        ("/planning", "planning-title", Action::ManageWorkshops),
        ("/rooms", "rooms-title", Action::ManageWorkshops),
        ("/absences", "absences-title", Action::ManageWorkshops),
        ("/feedback", "feedback-title", Action::ManageWorkshops),
    ]
    .into_iter()
    .filter(|(.., action)| actor.may(*action))
    .map(|(href, key, _)| Tab {
        href: href.to_owned(),
        label: words.text(key, &[]),
        note: None,
        current: href == current,
    })
    .collect()
}

/// The mark of a booking's status.
pub fn mark(status: Status) -> &'static str {
    match status {
        Status::Booked => "valid",
        Status::Requested => "half",
        Status::Offered => "due",
        Status::Waiting | Status::Interested => "open",
        Status::Cancelled | Status::Moved | Status::Substituted => "waived",
        Status::Refused => "refused",
        Status::Expired => "expired",
    }
}

fn clock(at: Instant, zone: Tz) -> String {
    local(at, zone).format("%H:%M").to_string()
}

fn parts(spans: &[Span], zone: Tz) -> Vec<PartView> {
    let view = |span: &Span| PartView {
        on: local(span.starts_at, zone).date(),
        from: clock(span.starts_at, zone),
        to: clock(span.ends_at, zone),
    };
    spans.iter().map(view).collect()
}

/// How many bookings stand in each way, by session and status.
type Counts = HashMap<(Id, String), i64>;

fn counted(counts: &Counts, id: Id, all: &[Status]) -> i64 {
    all.iter().filter_map(|status| counts.get(&(id, status.to_string()))).sum()
}

/// A session in a list; `own` is how the reader's booking stands.
fn row(found: &Found, counts: &Counts, locale: &str, own: Option<Status>) -> SessionRow {
    let (session, zone) = (&found.session, found.session.zone());
    let held = counted(counts, session.id, &[Status::Requested, Status::Booked, Status::Offered]);
    let first = found.parts.first();
    let on = session.starts_at.map(|at| local(at, zone).date());
    let last_on = found.parts.last().map(|part| local(part.starts_at, zone).date());
    SessionRow {
        href: format!("/sessions/{}", session.id),
        title: title(found, locale),
        code: found.course.code.clone(),
        language: session.language.to_uppercase(),
        on,
        last_on: last_on.filter(|last| Some(*last) != on),
        later_on: found
            .parts
            .iter()
            .map(|part| local(part.starts_at, zone).date())
            .filter(|day| Some(*day) != on)
            .collect(),
        from: first.map(|part| clock(part.starts_at, zone)).unwrap_or_default(),
        to: first.map(|part| clock(part.ends_at, zone)).unwrap_or_default(),
        place: session.place.clone(),
        online: session.online_url.is_some(),
        cost: found.price.as_ref().map(|price| Money::of(price.seat, &price.currency)),
        seats: session.seats,
        free: (i64::from(session.seats) - held).max(0),
        waiting: counted(counts, session.id, &[Status::Waiting, Status::Interested]),
        state: session.state.clone(),
        own: own.map(|status| status.to_string()),
        mark: own.map_or("open", mark),
    }
}

/// A booking in a list.
fn booking_row(named: &Named, session: Option<SessionRow>, place: Option<usize>) -> BookingRow {
    let status = named.booking.status();
    BookingRow {
        href: format!("/bookings/{}", named.booking.id),
        person: named.person.clone(),
        organisation: named.organisation.clone(),
        status: status.to_string(),
        mark: mark(status),
        due_at: named.booking.due_at,
        place,
        answer: None,
        needs: None,
        outcome: None,
        session,
    }
}

/// What closings asked of those who attended, by result.
pub fn tests_of<'r>(conn: &mut Conn, results: impl Iterator<Item = &'r AttendanceResult>) -> Result<HashMap<Id, NamedTest>, Error> {
    let ids: Vec<Id> = results.map(|result| result.id).collect();
    Ok(store::tests_of_results(conn, &ids)?)
}

/// A test as it stands for the reader today.
fn test_view(test: &NamedTest, actor: &Actor) -> TestView {
    let language = Language::from_code(actor.locale().code()).unwrap_or(Language::En);
    let standing = test.asked.standing(actor.today());
    TestView {
        word: standing.as_str(),
        mark: match standing {
            Standing::Passed => "valid",
            Standing::Open => "due",
            Standing::Over => "expired",
        },
        title: test.title.0.text(language).to_owned(),
        to_on: test.asked.to_on,
        href: format!("/courses/{}/take", test.code),
    }
}

/// What a seat came to; none: its session is not closed.
fn came(result: Option<&AttendanceResult>, tests: &HashMap<Id, NamedTest>, actor: &Actor) -> Option<Came> {
    let result = result?;
    let outcome = Outcome::from_word(&result.outcome)?;
    Some(Came {
        word: outcome.as_str(),
        mark: closing::sign(outcome),
        minutes: result.minutes,
        of_minutes: result.of_minutes,
        test: tests.get(&result.id).map(|test| test_view(test, actor)),
    })
}

/// Place in line of each who waits.
fn places(all: &[Named]) -> HashMap<Id, usize> {
    let waiting = all.iter().filter(|named| named.booking.status() == Status::Waiting);
    waiting.enumerate().map(|(index, named)| (named.booking.id, index + 1)).collect()
}

/// The sessions of these bookings, by identifier.
pub fn sessions_of(conn: &mut Conn, all: &[Named]) -> Result<HashMap<Id, Found>, Error> {
    let mut ids: Vec<Id> = all.iter().map(|named| named.booking.session_id).collect();
    ids.sort();
    ids.dedup();
    let mut found = HashMap::new();
    for ids in ids.chunks(500) {
        let these = store::list(conn, &store::Which::Some(ids.to_vec()))?;
        found.extend(these.into_iter().map(|found| (found.session.id, found)));
    }
    Ok(found)
}

/// Those of these sessions that are closed.
pub fn closed(found: &HashMap<Id, Found>) -> Vec<Id> {
    let closed = found.values().filter(|found| found.session.closed_at.is_some());
    closed.map(|found| found.session.id).collect()
}
