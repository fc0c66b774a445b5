//! Workshops of the demonstration: one that is nearly full with people waiting, one with room, one without a date, a draft, one cancelled, one
//! with an open offer, one that is over and closed, one that is over and waits to be closed, and one that is going on.

mod after;
mod days;
mod files;
mod rooms;

pub use files::{Kept, keep};

use super::actor;
use crate::courses::store as courses;
use crate::organisations::{Scope, store as organisations};
use crate::people::store as people;
use crate::platform::db::{Conn, Json};
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::booking::given_by;
use crate::rules::workshop::part::place;
use crate::rules::workshop::{Local, Price, Span};
use crate::workshops::deed::{self, Hand, NewSession, Seat};
use crate::workshops::form;
use crate::workshops::store::{self, Booking, Found, Session, Workshop};
use chrono::Duration;

/// Whoever runs them.
const TRAINER: &str = "N-004";

/// The room in which most of them take place.
const KASSEL: &str = "Schulungszentrum Kassel, Raum 2";

/// Degrees north of it.
const NORTH: f64 = 51.3127;

/// Degrees east of it.
const EAST: f64 = 9.4797;

/// What a session of a workshop with approval costs; the others are free.
fn price(workshop: &Workshop) -> Option<Price> {
    (workshop.approval_steps > 0).then(|| Price {
        currency: "EUR".to_owned(),
        seat: 49_000,
        late: 24_500,
        no_show: 49_000,
    })
}

/// Lets it happen.
pub fn happen(conn: &mut Conn, state: &State, now: Instant, kept: &Kept) -> Result<(), Error> {
    let stage = Stage { state, now };
    let voltage = stage.workshop(conn, "HV-101", 6, 1, 0)?;
    let kassel = Some((KASSEL, "Werkstraße 1, 34117 Kassel"));
    stage.rooms(conn)?;
    let full = stage.session(conn, &voltage, &stage.days(&[24, 25]), 6, kassel, None, true)?;
    let room = stage.session(
        conn,
        &voltage,
        &stage.days(&[60]),
        12,
        kassel,
        Some("https://treffen.nordhaus.example/hv-101"),
        true,
    )?;
    let draft = stage.session(
        conn,
        &voltage,
        &stage.days(&[95]),
        6,
        Some(("Thermopartner Leipzig", "Talstraße 12, 04103 Leipzig")),
        None,
        false,
    )?;
    stage.by(conn, TRAINER, 28, |conn, hand| super::series::repeat(conn, hand, draft))?;
    for (number, days) in [
        ("A-203", 20),
        ("A-204", 20),
        ("W-302", 19),
        ("K-403", 18),
        ("I-502", 17),
        ("H-123", 16),
    ] {
        let booking = stage.book(conn, number, full, days, false)?;
        stage.by(conn, TRAINER, days - 1, |conn, hand| deed::approve(conn, hand, booking.id, true))?;
    }
    for (number, days) in [("T-106", 10), ("T-104", 9), ("S-132", 8), ("K-404", 7)] {
        stage.book(conn, number, full, days, false)?;
    }
    stage.book(conn, "T-107", room, 2, false)?;
    let sure = stage.book(conn, "T-103", room, 6, false)?;
    stage.by(conn, "T-102", 5, |conn, hand| deed::approve(conn, hand, sure.id, false))?;
    stage.unnamed(conn, "T-101", "P-01", room, 40)?;

    let care = stage.workshop(conn, "CARE-1", 8, 0, 72)?;
    let online = stage.session(
        conn,
        &care,
        &stage.days(&[12]),
        2,
        None,
        Some("https://treffen.nordhaus.example/care-1"),
        true,
    )?;
    let first = stage.book(conn, "A-205", online, 9, false)?;
    stage.book(conn, "T-108", online, 9, false)?;
    stage.book(conn, "T-104", online, 8, false)?;
    stage.book(conn, "W-301", online, 7, false)?;
    stage.by(conn, "A-205", 1, |conn, hand| {
        deed::cancel(conn, hand, first.id, Some("Messe an diesem Tag"))
    })?;
    let undated = stage.session(conn, &care, &stage.days(&[]), 8, kassel, None, true)?;
    for (number, days) in [("A-201", 12), ("G-111", 5), ("F-601", 3)] {
        stage.book(conn, number, undated, days, false)?;
    }
    let off = stage.session(conn, &care, &stage.days(&[40]), 8, kassel, None, true)?;
    stage.book(conn, "K-401", off, 15, false)?;
    stage.by(conn, TRAINER, 3, |conn, hand| {
        deed::cancel_session(conn, hand, off, "Der Trainer ist an diesem Tag verhindert.")
    })?;
    stage.book(conn, "I-503", room, 1, true)?;
    stage.closed(conn, &care, kassel)?;
    stage.asks_to_show(conn, &care)?;
    stage.over(conn, &care, kassel)?;
    stage.going_on(conn, &care, kassel)?;
    stage.files(conn, &voltage, full, kept)
}

/// Where it happens.
struct Stage<'s> {
    state: &'s State,
    now: Instant,
}

impl Stage<'_> {
    /// Lets somebody do something so many days ago.
    fn by<T>(
        &self,
        conn: &mut Conn,
        number: &str,
        days: i64,
        deed: impl FnOnce(&mut Conn, &Hand<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let actor = actor(conn, number, self.now.plus(Duration::days(-days)))?;
        deed(conn, &Hand::of(self.state, &actor))
    }

    fn workshop(&self, conn: &mut Conn, code: &str, most: i32, steps: i32, offer_hours: i32) -> Result<Workshop, Error> {
        let root = organisations::root(conn)?.ok_or(Error::NotFound)?;
        let course = courses::find_by_code(conn, code)?.ok_or(Error::NotFound)?;
        let now = self.now.plus(Duration::days(-30));
        let workshop = Workshop {
            id: self.state.chance.id(now),
            organisation_id: root.id,
            course_id: course.id,
            languages: Json(vec!["de".to_owned(), "en".to_owned()]),
            least_people: 4,
            most_people: most,
            material: Some("Bitte Schutzbrille und Messgerät mitbringen; Unterlagen liegen bereit.".to_owned()),
            approval_steps: steps,
            approval_days: 7,
            cancel_days: 7,
            share_percent: Some(50),
            release_days: 14,
            offer_hours,
            stop_hours: 24,
            warn_days: 10,
            created_at: now,
            updated_at: now,
            revision: 0,
            archived_at: None,
            early_minutes: 30,
            late_minutes: 45,
            least_percent: 80,
        };
        self.by(conn, TRAINER, 30, |conn, hand| {
            deed::save_workshop(conn, hand, &workshop, None, &root.path)
        })?;
        Ok(workshop)
    }

    /// Whole working days, so many days from now.
    fn days(&self, days: &[i64]) -> Vec<Local> {
        days::working(self.now, days)
    }

    /// A session with these parts, opened or left a draft.
    fn session(
        &self,
        conn: &mut Conn,
        workshop: &Workshop,
        parts: &[Local],
        seats: i32,
        at: Option<(&str, &str)>,
        online_url: Option<&str>,
        open: bool,
    ) -> Result<Id, Error> {
        let now = self.now.plus(Duration::days(-29));
        let spans: Vec<Span> =
            place(parts, chrono_tz::Europe::Berlin, &[], now).map_err(|faults| Error::internal(format!("{faults:?}")))?;
        let trainer = actor(conn, TRAINER, now)?.person;
        let id = self.state.chance.id(now);
        let within = at.filter(|(place, _)| *place == KASSEL);
        let session = Session {
            id,
            workshop_id: workshop.id,
            state: "draft".to_owned(),
            language: "de".to_owned(),
            place: at.map(|(place, _)| place.to_owned()),
            address: at.map(|(_, address)| address.to_owned()),
            directions: at.map(|_| "Straßenbahn 1 bis Werkstraße, Parkplätze im Hof.".to_owned()),
            online_url: online_url.map(str::to_owned),
            time_zone: "Europe/Berlin".to_owned(),
            seats,
            starts_at: spans.first().map(|span| span.starts_at),
            ends_at: spans.last().map(|span| span.ends_at),
            next_at: None,
            warned_at: None,
            reason: None,
            created_at: now,
            updated_at: now,
            revision: 0,
            closed_at: None,
            closed_by: None,
            asked_at: None,
            clash_reason: None,
            latitude: within.map(|_| NORTH),
            longitude: within.map(|_| EAST),
        };
        let new = NewSession {
            session,
            spans,
            trainers: vec![(Some(trainer.id), trainer.name())],
            resources: self.needed(conn, within.is_some())?,
            price: price(workshop),
            tell: false,
        };
        self.by(conn, TRAINER, 29, |conn, hand| {
            deed::save_session(conn, hand, &new, None)?;
            if open { deed::open(conn, hand, id) } else { Ok(()) }
        })?;
        Ok(id)
    }

    /// Books for somebody as they would themselves, or invites them.
    fn book(&self, conn: &mut Conn, number: &str, session_id: Id, days: i64, invited: bool) -> Result<Booking, Error> {
        let person = people::find_by_email_key(conn, &super::address(number))?.ok_or(Error::NotFound)?;
        let home = form::home(conn, &Scope::everything(), person.id, self.now.date_naive())?.ok_or(Error::NotFound)?;
        let seat = Seat {
            person_id: Some(person.id),
            organisation: home,
            approvals: given_by(1, false, invited),
            invited,
            name_by: None,
        };
        let by = if invited { TRAINER } else { number };
        self.by(conn, by, days, |conn, hand| deed::book(conn, hand, session_id, &seat))
    }

    /// Books a seat that gets its name later.
    fn unnamed(&self, conn: &mut Conn, number: &str, partner: &str, session_id: Id, name_in: i64) -> Result<(), Error> {
        let organisation = organisations::find_by_external_id(conn, &Scope::everything(), partner)?.ok_or(Error::NotFound)?;
        let seat = Seat {
            person_id: None,
            organisation,
            approvals: 1,
            invited: false,
            name_by: Some(self.now.plus(Duration::days(name_in))),
        };
        self.by(conn, number, 4, |conn, hand| deed::book(conn, hand, session_id, &seat))
            .map(drop)
    }

    /// A session that began a while ago: some are in, by their phones or by the list, some are missing.
    fn going_on(&self, conn: &mut Conn, workshop: &Workshop, at: Option<(&str, &str)>) -> Result<(), Error> {
        let online = Some("https://treffen.nordhaus.example/care-2");
        let id = self.session(conn, workshop, &[days::going_on(self.now)], 8, at, online, true)?;
        for number in ["H-123", "I-502", "A-204", "S-132", "T-107"] {
            self.book(conn, number, id, 15, false)?;
        }
        let found = store::find(conn, id)?.ok_or(Error::NotFound)?;
        self.scan(conn, &found, "H-123", true, -6)?;
        self.scan(conn, &found, "I-502", true, 4)?;
        self.scan(conn, &found, "A-204", false, 7)?;
        let first = deed::seated(conn, id)?.into_iter().next().ok_or(Error::NotFound)?;
        self.shows(conn, id, workshop.id, first.booking.id, 1)
    }

    /// Somebody confirms with the phone, so many minutes after the beginning, signed in or not.
    fn scan(&self, conn: &mut Conn, found: &Found, number: &str, signed_in: bool, minutes: i64) -> Result<(), Error> {
        let Some(part) = found.parts.first() else { return Ok(()) };
        let person = people::find_by_email_key(conn, &super::address(number))?.ok_or(Error::NotFound)?;
        let all = deed::seated(conn, found.session.id)?;
        let booking = all.into_iter().find(|named| named.booking.person_id == Some(person.id));
        let booking_id = booking.ok_or(Error::NotFound)?.booking.id;
        let at = part.starts_at.plus(Duration::minutes(minutes)).min(self.now);
        let mark_id = self.state.chance.id(at);
        if signed_in {
            return self.then(conn, number, at, |conn, hand| {
                deed::check_in(conn, hand, found, part.id, booking_id, mark_id)
            });
        }
        let hand = Hand::unsigned(self.state, "192.0.2.7", at);
        deed::check_in(conn, &hand, found, part.id, booking_id, mark_id)
    }

    /// Lets somebody do something at an instant.
    fn then<T>(
        &self,
        conn: &mut Conn,
        number: &str,
        at: Instant,
        deed: impl FnOnce(&mut Conn, &Hand<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let actor = actor(conn, number, at)?;
        deed(conn, &Hand::of(self.state, &actor))
    }
}
