//! Bookings and what happened to them, in the database.

use super::needs::{Needs, set_needs};
use crate::on;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::{Claim, Span, Status};
use crate::schema::{booking_events, bookings, memberships, organisations, people, session_parts, sessions};
use crate::scoped;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::HashSet;

const HOLDING: [&str; 3] = ["requested", "booked", "offered"];

/// A claim to a seat.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = bookings)]
pub struct Booking {
    /// Identifier.
    pub id: Id,
    /// To which session.
    pub session_id: Id,
    /// For whom; none: a partner's seat that gets its name later.
    pub person_id: Option<Id>,
    /// Where that person works, or whose seat it is.
    pub organisation_id: Id,
    /// The partner for whose share it counts.
    pub unit_id: Id,
    /// A word of [`Status`].
    pub status: String,
    /// Steps of approval that were given.
    pub approvals: i32,
    /// Since when it is in line.
    pub queued_at: Instant,
    /// Who booked.
    pub booked_by: Id,
    /// When the seat must have a name; none: it has one.
    pub name_by: Option<Instant>,
    /// When the answer, the offer or the time for a name runs out.
    pub due_at: Option<Instant>,
    /// When it last changed.
    pub updated_at: Instant,
    /// When it ceased to stand.
    pub ended_at: Option<Instant>,
}

impl Booking {
    /// Where it stands; a word that nobody knows counts as taken back, so that nothing is done with it.
    pub fn status(&self) -> Status {
        Status::from_word(&self.status).unwrap_or(Status::Cancelled)
    }
}

/// Something that happened to a booking; only ever added.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = booking_events)]
pub struct BookingEvent {
    /// Identifier.
    pub id: Id,
    /// To which.
    pub booking_id: Id,
    /// What: a word of [`Status`], or `approved` or `named`.
    pub kind: String,
    /// How it stood after it.
    pub status: String,
    /// When.
    pub at: Instant,
    /// By whom; none: of itself.
    pub by_id: Option<Id>,
    /// For whom it then was.
    pub person_id: Option<Id>,
    /// Why.
    pub reason: Option<String>,
}

/// A booking with the names that go with it.
#[derive(Clone, Debug)]
pub struct Named {
    /// The booking.
    pub booking: Booking,
    /// Who; none: no name yet.
    pub person: Option<String>,
    /// Where they work.
    pub organisation: String,
    /// Its path.
    pub path: String,
}

impl Named {
    /// The name as lists show it; empty for a seat that has none yet, which they say in words.
    pub fn name(&self) -> &str {
        self.person.as_deref().unwrap_or_default()
    }
}

/// A booking as the rules read it.
pub type Claimed = Vec<Claim>;

macro_rules! named {
    ($c:expr, $query:expr) => {{
        let rows: Vec<(Booking, Option<(String, String)>, String, String)> = $query
            .order((bookings::queued_at, bookings::id))
            .select((
                Booking::as_select(),
                (people::given_name, people::family_name).nullable(),
                organisations::name,
                organisations::path,
            ))
            .load($c)?;
        Ok(rows
            .into_iter()
            .map(|(booking, name, organisation, path)| Named {
                booking,
                person: name.map(|(given, family)| format!("{given} {family}").trim().to_owned()),
                organisation,
                path,
            })
            .collect())
    }};
}

pub(super) use named;

/// The bookings of a session, in line; ended ones only where asked for.
pub fn of_session(conn: &mut Conn, session_id: Id, ended: bool) -> QueryResult<Vec<Named>> {
    on!(conn, c => {
        let mut query = bookings::table
            .left_join(people::table)
            .inner_join(organisations::table)
            .filter(bookings::session_id.eq(session_id))
            .into_boxed();
        if !ended {
            query = query.filter(bookings::ended_at.is_null());
        }
        named!(c, query)
    })
}

/// One booking.
pub fn find_booking(conn: &mut Conn, id: Id) -> QueryResult<Option<Named>> {
    let found: QueryResult<Vec<Named>> = on!(conn, c => named!(c, bookings::table
        .left_join(people::table)
        .inner_join(organisations::table)
        .filter(bookings::id.eq(id))));
    Ok(found?.pop())
}

/// The bookings of a person, in line.
pub fn of_people(conn: &mut Conn, person_id: Id) -> QueryResult<Vec<Named>> {
    on!(conn, c => named!(c, bookings::table
        .left_join(people::table)
        .inner_join(organisations::table)
        .filter(bookings::person_id.eq(person_id))))
}

/// The standing bookings of a scope's people and partners, in line.
pub fn of_team(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<Named>> {
    on!(conn, c => named!(c, scoped!(bookings::table.left_join(people::table).inner_join(organisations::table), organisations::path, scope)
        .filter(bookings::ended_at.is_null())))
}

/// What the rules read of a session's standing bookings. Who waits and is busy by another booking at that time is marked.
pub fn claims(conn: &mut Conn, session_id: Id, spans: &[Span]) -> QueryResult<Claimed> {
    let rows: Vec<Booking> = on!(conn, c => bookings::table
        .filter(bookings::session_id.eq(session_id).and(bookings::ended_at.is_null()))
        .select(Booking::as_select())
        .load(c))?;
    let waiting: Vec<Id> = rows
        .iter()
        .filter(|row| row.status() == Status::Waiting)
        .filter_map(|row| row.person_id)
        .collect();
    let busy = busy(conn, &waiting, session_id, spans)?;
    Ok(rows
        .iter()
        .map(|row| Claim {
            id: row.id,
            unit_id: row.unit_id,
            status: row.status(),
            queued_at: row.queued_at,
            busy: row.person_id.is_some_and(|id| busy.contains(&id)),
        })
        .collect())
}

/// Who of these people has a seat in another session that shares time with these parts.
pub fn busy(conn: &mut Conn, person_ids: &[Id], session_id: Id, spans: &[Span]) -> QueryResult<HashSet<Id>> {
    let mut busy = HashSet::new();
    for ids in person_ids.chunks(500) {
        for span in spans {
            let found: Vec<Option<Id>> = on!(conn, c => bookings::table
                .inner_join(sessions::table.inner_join(session_parts::table))
                .filter(bookings::person_id.eq_any(ids))
                .filter(bookings::status.eq_any(HOLDING).and(bookings::session_id.ne(session_id)))
                .filter(sessions::state.ne("cancelled"))
                .filter(session_parts::starts_at.lt(span.ends_at).and(session_parts::ends_at.gt(span.starts_at)))
                .select(bookings::person_id)
                .distinct()
                .load(c))?;
            busy.extend(found.into_iter().flatten());
        }
    }
    Ok(busy)
}

/// A person's standing bookings in other sessions of a workshop that have not begun.
pub fn live_elsewhere(conn: &mut Conn, person_id: Id, workshop_id: Id, session_id: Id, now: Instant) -> QueryResult<Vec<Booking>> {
    on!(conn, c => bookings::table
        .inner_join(sessions::table)
        .filter(bookings::person_id.eq(person_id).and(bookings::ended_at.is_null()))
        .filter(sessions::workshop_id.eq(workshop_id).and(sessions::id.ne(session_id)).and(sessions::state.ne("cancelled")))
        .filter(sessions::starts_at.is_null().or(sessions::starts_at.gt(now)))
        .order(bookings::id)
        .select(Booking::as_select())
        .load(c))
}

/// Nobody else gives a seat to these people, or to whoever waits in this session, until the transaction ends. All at once and in order, so
/// that two sessions with the same people do not wait for each other.
pub fn lock_people(conn: &mut Conn, session_id: Id, person_ids: &[Id]) -> QueryResult<()> {
    if let Conn::Postgres(c) = conn {
        let waiting = bookings::table
            .filter(
                bookings::session_id
                    .eq(session_id)
                    .and(bookings::status.eq(Status::Waiting.as_str())),
            )
            .filter(bookings::ended_at.is_null().and(bookings::person_id.is_not_null()))
            .select(bookings::person_id.assume_not_null());
        let _locked: Vec<Id> = people::table
            .filter(people::id.eq_any(person_ids).or(people::id.eq_any(waiting)))
            .order(people::id)
            .select(people::id)
            .for_no_key_update()
            .load(*c)?;
    }
    Ok(())
}

/// Adds a booking.
pub fn insert_booking(conn: &mut Conn, booking: &Booking) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(bookings::table).values(booking).execute(c))?;
    Ok(())
}

/// Takes a booking from one status to another; false where it stands elsewhere by now. What no longer stands is ended, and what
/// they needed forgotten.
pub fn step(conn: &mut Conn, before: &Booking, to: Status, approvals: i32, due_at: Option<Instant>, now: Instant) -> QueryResult<bool> {
    let same = bookings::table.filter(
        bookings::id
            .eq(before.id)
            .and(bookings::status.eq(&before.status))
            .and(bookings::ended_at.is_null()),
    );
    let changed = on!(conn, c => diesel::update(same)
        .set((
            bookings::status.eq(to.as_str()),
            bookings::approvals.eq(approvals),
            bookings::due_at.eq(due_at),
            bookings::updated_at.eq(now),
            bookings::ended_at.eq((!to.is_live()).then_some(now)),
        ))
        .execute(c))?;
    if changed == 1 && !to.is_live() {
        set_needs(conn, before.id, &Needs::default(), now)?;
    }
    Ok(changed == 1)
}

/// Gives an unnamed seat its name.
pub fn set_person(conn: &mut Conn, id: Id, person_id: Id, organisation_id: Id, due_at: Option<Instant>, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(bookings::table.find(id))
        .set((
            bookings::person_id.eq(person_id),
            bookings::organisation_id.eq(organisation_id),
            bookings::name_by.eq(None::<Instant>),
            bookings::due_at.eq(due_at),
            bookings::updated_at.eq(now),
        ))
        .execute(c))?;
    Ok(())
}

/// Adds what happened.
pub fn insert_event(conn: &mut Conn, event: &BookingEvent) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(booking_events::table).values(event).execute(c))?;
    Ok(())
}

/// What happened to a booking, in order.
pub fn events_of(conn: &mut Conn, booking_id: Id) -> QueryResult<Vec<BookingEvent>> {
    on!(conn, c => booking_events::table
        .filter(booking_events::booking_id.eq(booking_id))
        .order((booking_events::at, booking_events::id))
        .select(BookingEvent::as_select())
        .load(c))
}

/// Where somebody works on a day, within a scope: identifier and path, the earliest membership first.
pub fn homes_of(conn: &mut Conn, scope: &Scope, person_id: Id, today: NaiveDate) -> QueryResult<Vec<(Id, String)>> {
    on!(conn, c => scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope)
        .filter(memberships::person_id.eq(person_id).and(memberships::start_on.le(today)))
        .filter(memberships::end_on.is_null().or(memberships::end_on.ge(today)))
        .order((memberships::start_on, memberships::id))
        .select((organisations::id, organisations::path))
        .load(c))
}
