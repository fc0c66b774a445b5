//! Sessions in the database.

use super::{Resource, Workshop, prices_of_sessions, resources_of};
use crate::courses::store::Course;
use crate::on;
use crate::platform::db::Conn;
use crate::rules::coordinates::Coordinates;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::part::days_before;
use crate::rules::workshop::{Price, Span, Terms};
use crate::schema::{bookings, courses, organisations, session_parts, session_resources, session_trainers, sessions, workshops};
use diesel::prelude::*;
use serde::Serialize;
use std::collections::HashMap;

/// A run of a workshop.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = sessions, treat_none_as_null = true)]
pub struct Session {
    /// Identifier.
    pub id: Id,
    /// Of which workshop.
    pub workshop_id: Id,
    /// `draft`, `open` or `cancelled`.
    pub state: String,
    /// ISO 639-1.
    pub language: String,
    /// Room or house.
    pub place: Option<String>,
    /// Street, postal code, town.
    pub address: Option<String>,
    /// How one gets there.
    pub directions: Option<String>,
    /// The way in, where it is live online; only for those who are booked.
    #[serde(skip)]
    pub online_url: Option<String>,
    /// IANA name of the zone of the place.
    pub time_zone: String,
    /// Seats.
    pub seats: i32,
    /// When the first part begins; none: it has no date yet.
    pub starts_at: Option<Instant>,
    /// When the last part ends.
    pub ends_at: Option<Instant>,
    /// When something is to be done of itself: an answer or an offer runs out, shares are released, too few people are told of.
    #[serde(skip)]
    pub next_at: Option<Instant>,
    /// When it was told that too few people come.
    #[serde(skip)]
    pub warned_at: Option<Instant>,
    /// Why it was cancelled.
    pub reason: Option<String>,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Counts changes.
    pub revision: i32,
    /// When it was closed: its marks are results now.
    pub closed_at: Option<Instant>,
    /// By whom.
    pub closed_by: Option<Id>,
    /// When its missing marks were last asked for.
    #[serde(skip)]
    pub asked_at: Option<Instant>,
    /// Why it stands although something speaks against its room, its equipment or those who teach.
    pub clash_reason: Option<String>,
    /// Degrees north of where it is.
    pub latitude: Option<f64>,
    /// Degrees east of where it is.
    pub longitude: Option<f64>,
}

impl Session {
    /// The zone of the place.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.time_zone.parse().unwrap_or(chrono_tz::Europe::Berlin)
    }

    /// Where on the earth it is; none: nobody said.
    pub fn coordinates(&self) -> Option<Coordinates> {
        Coordinates::of(self.latitude, self.longitude)
    }

    /// Whether seats can be booked at this instant.
    pub fn is_open(&self, now: Instant) -> bool {
        self.state == "open" && self.is_ahead(now)
    }

    /// Whether it has not begun.
    pub fn is_ahead(&self, now: Instant) -> bool {
        self.closed_at.is_none() && self.starts_at.is_none_or(|at| now < at)
    }

    /// Whether it can be changed still: it is neither cancelled nor closed. Who taught in the end may be said after it is over.
    pub fn is_changeable(&self) -> bool {
        self.state != "cancelled" && self.closed_at.is_none()
    }
}

/// A part of a session.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = session_parts)]
pub struct Part {
    /// Identifier; stays when the part is moved.
    pub id: Id,
    /// Of which session.
    pub session_id: Id,
    /// From when.
    pub starts_at: Instant,
    /// Until when.
    pub ends_at: Instant,
    /// Counts changes.
    pub sequence: i32,
    /// Which of them the calendars of those who are booked have heard of; -1: of none.
    pub told_sequence: i32,
}

/// Who teaches.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = session_trainers)]
pub struct Trainer {
    /// Identifier.
    pub id: Id,
    /// Which session.
    pub session_id: Id,
    /// One of ours; none: somebody from outside.
    pub person_id: Option<Id>,
    /// Name as shown.
    pub name: String,
}

/// A session with what belongs to it.
#[derive(Clone, Debug)]
pub struct Found {
    /// The session.
    pub session: Session,
    /// Its workshop.
    pub workshop: Workshop,
    /// What is taught.
    pub course: Course,
    /// Path of who holds it.
    pub path: String,
    /// Its parts, in order.
    pub parts: Vec<Part>,
    /// Who teaches, by name.
    pub trainers: Vec<Trainer>,
    /// Rooms and equipment that it needs, rooms first.
    pub resources: Vec<Resource>,
    /// What it costs; none: nothing.
    pub price: Option<Price>,
}

impl Found {
    /// When its parts are.
    pub fn spans(&self) -> Vec<Span> {
        let span = |part: &Part| Span {
            starts_at: part.starts_at,
            ends_at: part.ends_at,
        };
        self.parts.iter().map(span).collect()
    }

    /// Until when whoever it is for may take back a booking that holds a seat; none: it has no date yet.
    pub fn cancels_until(&self) -> Option<Instant> {
        Some(days_before(self.session.starts_at?, self.workshop.cancel_days, self.session.zone()))
    }

    /// Its parts as attendance counts them.
    pub fn timed(&self) -> Vec<(Id, Span)> {
        self.parts.iter().map(|part| part.id).zip(self.spans()).collect()
    }

    /// The rules for its seats; none: it has no date yet.
    pub fn terms(&self) -> Option<Terms> {
        Some(Terms {
            seats: i64::from(self.session.seats),
            share_percent: self.workshop.share_percent,
            release_days: self.workshop.release_days,
            offer_hours: self.workshop.offer_hours,
            stop_hours: self.workshop.stop_hours,
            starts_at: self.session.starts_at?,
            zone: self.session.zone(),
        })
    }
}

/// Which sessions are meant.
#[derive(Clone, Debug)]
pub enum Which {
    /// One.
    One(Id),
    /// That of a part.
    Part(Id),
    /// These.
    Some(Vec<Id>),
    /// Those that end after an instant, and those without a date.
    Ahead(Instant),
    /// Those that somebody teaches and that end after an instant, and those that nobody closed.
    Taught(Id, Instant),
    /// Those that begin between two instants.
    Between(Instant, Instant),
    /// Those of a workshop.
    Of(Id),
    /// Those that need a room or a piece of equipment and end after an instant.
    Using(Id, Instant),
}

/// Sessions with what belongs to them: those without a date first, then in the order of time.
pub fn list(conn: &mut Conn, which: &Which) -> QueryResult<Vec<Found>> {
    let rows: Vec<(Session, Workshop, Course, String)> = on!(conn, c => {
        let mut query = sessions::table
            .inner_join(workshops::table.inner_join(courses::table).inner_join(organisations::table))
            .select((Session::as_select(), Workshop::as_select(), Course::as_select(), organisations::path))
            .into_boxed();
        query = match which.clone() {
            Which::One(id) => query.filter(sessions::id.eq(id)),
            Which::Part(id) => query.filter(
                sessions::id.eq_any(session_parts::table.filter(session_parts::id.eq(id)).select(session_parts::session_id)),
            ),
            Which::Some(ids) => query.filter(sessions::id.eq_any(ids)),
            Which::Ahead(now) => query.filter(sessions::ends_at.gt(now).or(sessions::ends_at.is_null())),
            Which::Taught(person_id, now) => query
                .filter(sessions::id.eq_any(
                    session_trainers::table.filter(session_trainers::person_id.eq(person_id)).select(session_trainers::session_id),
                ))
                .filter(sessions::ends_at.gt(now).or(sessions::closed_at.is_null())),
            Which::Between(from, to) => query.filter(sessions::starts_at.ge(from).and(sessions::starts_at.lt(to))),
            Which::Of(id) => query.filter(sessions::workshop_id.eq(id)),
            Which::Using(id, now) => query
                .filter(sessions::id.eq_any(
                    session_resources::table.filter(session_resources::resource_id.eq(id)).select(session_resources::session_id),
                ))
                .filter(sessions::ends_at.gt(now)),
        };
        query.load(c)
    })?;
    let ids: Vec<Id> = rows.iter().map(|(session, ..)| session.id).collect();
    let mut parts: HashMap<Id, Vec<Part>> = HashMap::new();
    let mut trainers: HashMap<Id, Vec<Trainer>> = HashMap::new();
    for ids in ids.chunks(500) {
        let found: Vec<Part> = on!(conn, c => session_parts::table
            .filter(session_parts::session_id.eq_any(ids))
            .order((session_parts::starts_at, session_parts::id))
            .select(Part::as_select())
            .load(c))?;
        for part in found {
            parts.entry(part.session_id).or_default().push(part);
        }
        let found: Vec<Trainer> = on!(conn, c => session_trainers::table
            .filter(session_trainers::session_id.eq_any(ids))
            .order(session_trainers::id)
            .select(Trainer::as_select())
            .load(c))?;
        for trainer in found {
            trainers.entry(trainer.session_id).or_default().push(trainer);
        }
    }
    let mut resources = resources_of(conn, &ids)?;
    let mut prices = prices_of_sessions(conn, &ids)?;
    let mut all: Vec<Found> = rows
        .into_iter()
        .map(|(session, workshop, course, path)| Found {
            parts: parts.remove(&session.id).unwrap_or_default(),
            trainers: trainers.remove(&session.id).unwrap_or_default(),
            resources: resources.remove(&session.id).unwrap_or_default(),
            price: prices.remove(&session.id),
            session,
            workshop,
            course,
            path,
        })
        .collect();
    all.sort_by_key(|found| (found.session.starts_at, found.session.id));
    Ok(all)
}

/// One session.
pub fn find(conn: &mut Conn, id: Id) -> QueryResult<Option<Found>> {
    Ok(list(conn, &Which::One(id))?.pop())
}

/// One session, which nobody else changes until the transaction ends. Whoever locks two takes the smaller identifier first.
pub fn lock(conn: &mut Conn, id: Id) -> QueryResult<Option<Found>> {
    // SQLite has one writer, whose transaction begins IMMEDIATE.
    if let Conn::Postgres(c) = conn {
        let _locked: Option<Id> = sessions::table
            .find(id)
            .select(sessions::id)
            .for_no_key_update()
            .first(*c)
            .optional()?;
    }
    find(conn, id)
}

/// Adds a session.
pub fn insert_session(conn: &mut Conn, session: &Session) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(sessions::table).values(session).execute(c))?;
    Ok(())
}

/// Changes a session, unless somebody else did since that revision.
pub fn update_session(conn: &mut Conn, session: &Session, before: i32) -> QueryResult<bool> {
    let same = sessions::table.filter(sessions::id.eq(session.id).and(sessions::revision.eq(before)));
    Ok(on!(conn, c => diesel::update(same).set(session).execute(c))? == 1)
}

/// Opens or cancels a session that stands otherwise; false where it does not.
pub fn set_state(conn: &mut Conn, id: Id, from: &[&str], to: &str, reason: Option<&str>, now: Instant) -> QueryResult<bool> {
    let same = sessions::table.filter(sessions::id.eq(id).and(sessions::state.eq_any(from)));
    let changed = on!(conn, c => diesel::update(same)
        .set((
            sessions::state.eq(to),
            sessions::reason.eq(reason),
            sessions::updated_at.eq(now),
            sessions::revision.eq(sessions::revision + 1),
        ))
        .execute(c))?;
    Ok(changed == 1)
}

/// Notes when something is to be done of itself.
pub fn set_next(conn: &mut Conn, id: Id, next_at: Option<Instant>) -> QueryResult<()> {
    on!(conn, c => diesel::update(sessions::table.find(id)).set(sessions::next_at.eq(next_at)).execute(c))?;
    Ok(())
}

/// Notes that it was told that too few people come.
pub fn set_warned(conn: &mut Conn, id: Id, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(sessions::table.find(id)).set(sessions::warned_at.eq(now)).execute(c))?;
    Ok(())
}

/// Sessions of which something is to be done by now.
pub fn due(conn: &mut Conn, now: Instant) -> QueryResult<Vec<Id>> {
    on!(conn, c => sessions::table
        .filter(sessions::next_at.le(now))
        .order(sessions::id)
        .select(sessions::id)
        .load(c))
}

/// Puts these parts in the place of those before.
pub fn replace_parts(conn: &mut Conn, session_id: Id, parts: &[Part]) -> QueryResult<()> {
    on!(conn, c => diesel::delete(session_parts::table.filter(session_parts::session_id.eq(session_id))).execute(c))?;
    if !parts.is_empty() {
        on!(conn, c => diesel::insert_into(session_parts::table).values(parts).execute(c))?;
    }
    Ok(())
}

/// Notes that the calendars of those who are booked have heard of all parts as they are.
pub fn set_parts_told(conn: &mut Conn, session_id: Id) -> QueryResult<()> {
    let all = session_parts::table.filter(session_parts::session_id.eq(session_id));
    on!(conn, c => diesel::update(all).set(session_parts::told_sequence.eq(session_parts::sequence)).execute(c))?;
    Ok(())
}

/// Puts these trainers in the place of those before.
pub fn replace_trainers(conn: &mut Conn, session_id: Id, trainers: &[Trainer]) -> QueryResult<()> {
    on!(conn, c => diesel::delete(session_trainers::table.filter(session_trainers::session_id.eq(session_id))).execute(c))?;
    if !trainers.is_empty() {
        on!(conn, c => diesel::insert_into(session_trainers::table).values(trainers).execute(c))?;
    }
    Ok(())
}

/// How many bookings stand in each way, by session and status.
pub fn held(conn: &mut Conn, ids: &[Id]) -> QueryResult<HashMap<(Id, String), i64>> {
    let mut counts = HashMap::new();
    for ids in ids.chunks(500) {
        let rows: Vec<(Id, String, i64)> = on!(conn, c => bookings::table
            .filter(bookings::session_id.eq_any(ids).and(bookings::ended_at.is_null()))
            .group_by((bookings::session_id, bookings::status))
            .select((bookings::session_id, bookings::status, diesel::dsl::count_star()))
            .load(c))?;
        counts.extend(rows.into_iter().map(|(id, status, count)| ((id, status), count)));
    }
    Ok(counts)
}
