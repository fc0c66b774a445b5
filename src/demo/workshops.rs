//! Workshops of the demonstration: one that is nearly full with people waiting, one with room, one without a date, a draft, one cancelled, and
//! one with an open offer.

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
use crate::rules::workshop::{Local, Span};
use crate::workshops::deed::{self, Hand, NewSession, Seat};
use crate::workshops::form;
use crate::workshops::store::{Booking, Session, Workshop};
use chrono::{Datelike, Days, Duration, NaiveTime};

/// Whoever runs them.
const TRAINER: &str = "N-004";

/// Lets it happen.
pub fn happen(conn: &mut Conn, state: &State, now: Instant) -> Result<(), Error> {
    let stage = Stage { state, now };
    let voltage = stage.workshop(conn, "HV-101", 6, 1, 0)?;
    let kassel = Some(("Schulungszentrum Kassel, Raum 2", "Werkstraße 1, 34117 Kassel"));
    let full = stage.session(conn, &voltage, &[24, 25], 6, kassel, None, true)?;
    let room = stage.session(
        conn,
        &voltage,
        &[60],
        12,
        kassel,
        Some("https://treffen.nordhaus.example/hv-101"),
        true,
    )?;
    stage.session(
        conn,
        &voltage,
        &[95],
        6,
        Some(("Thermopartner Leipzig", "Talstraße 12, 04103 Leipzig")),
        None,
        false,
    )?;
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
    let online = stage.session(conn, &care, &[12], 2, None, Some("https://treffen.nordhaus.example/care-1"), true)?;
    let first = stage.book(conn, "A-205", online, 9, false)?;
    stage.book(conn, "T-108", online, 9, false)?;
    stage.book(conn, "T-104", online, 8, false)?;
    stage.book(conn, "W-301", online, 7, false)?;
    stage.by(conn, "A-205", 1, |conn, hand| {
        deed::cancel(conn, hand, first.id, Some("Messe an diesem Tag"))
    })?;
    let undated = stage.session(conn, &care, &[], 8, kassel, None, true)?;
    for (number, days) in [("A-201", 12), ("G-111", 5), ("F-601", 3)] {
        stage.book(conn, number, undated, days, false)?;
    }
    let off = stage.session(conn, &care, &[40], 8, kassel, None, true)?;
    stage.book(conn, "K-401", off, 15, false)?;
    stage.by(conn, TRAINER, 3, |conn, hand| {
        deed::cancel_session(conn, hand, off, "Der Trainer ist an diesem Tag verhindert.")
    })?;
    stage.book(conn, "I-503", room, 1, true).map(drop)
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
        };
        self.by(conn, TRAINER, 30, |conn, hand| {
            deed::save_workshop(conn, hand, &workshop, None, &root.path)
        })?;
        Ok(workshop)
    }

    /// A session with a part on each of these days from now, opened or left a draft.
    fn session(
        &self,
        conn: &mut Conn,
        workshop: &Workshop,
        days: &[u64],
        seats: i32,
        at: Option<(&str, &str)>,
        online_url: Option<&str>,
        open: bool,
    ) -> Result<Id, Error> {
        let now = self.now.plus(Duration::days(-29));
        // Nobody teaches on a Sunday: the whole moves to the next week in which all its days are working days.
        let today = self.now.date_naive();
        let working = |shift: &u64| {
            let each = days.iter().filter_map(|days| today.checked_add_days(Days::new(days + shift)));
            each.into_iter().all(|on| on.weekday().number_from_monday() <= 5)
        };
        let shift = (0..7).find(working).unwrap_or(0);
        let parts: Vec<Local> = days
            .iter()
            .filter_map(|days| {
                Some(Local {
                    on: today.checked_add_days(Days::new(days + shift))?,
                    from: NaiveTime::from_hms_opt(9, 0, 0)?,
                    to: NaiveTime::from_hms_opt(16, 30, 0)?,
                })
            })
            .collect();
        let spans: Vec<Span> =
            place(&parts, chrono_tz::Europe::Berlin, &[], now).map_err(|faults| Error::internal(format!("{faults:?}")))?;
        let trainer = actor(conn, TRAINER, now)?.person;
        let id = self.state.chance.id(now);
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
        };
        let new = NewSession {
            session,
            spans,
            trainers: vec![(Some(trainer.id), trainer.name())],
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
}
