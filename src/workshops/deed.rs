//! What is done with sessions and seats: each with its event, the mails and the entry in the audit, in one transaction.

mod answer;
mod attendance;
mod badge;
mod booking;
mod check;
pub mod clash;
mod closing;
mod feedback;
mod final_test;
mod invite;
mod leaving;
mod map;
mod material;
mod meeting;
mod offer;
mod price;
mod profile;
mod report;
mod resource;
pub mod series;
mod settle;
mod sign_off;
mod signature;

pub use answer::{Answered, answer};
pub use attendance::{Batch, MOST_MARKS, NewMark, Taken, check_in, mark, one, seated, walk_in};
pub use badge::{Scanned, scan, set_badge};
pub use booking::{Seat, accept, approve, book, cancel, cancel_for, need, refuse, rename, transfer};
pub use closing::{Tally, close, reopen, tally};
pub use feedback::{answers_until, asked, give_feedback, is_asked, save_follow_up};
pub use final_test::{Asking, Turn, ask_for_test, follow_test, turns};
pub use leaving::left_in_line;
pub use map::{MapHolder, put_map, remove_map};
pub use material::{Holder, NewMaterial, add_material, check_room, remove_material};
pub use meeting::{Told, tell_meeting};
pub use offer::{NewSession, cancel_session, cancels, open, save_session, save_workshop};
pub use price::{price_session, price_workshop};
pub use profile::ask_of_trainers;
pub use report::{Weighed, take_report, unreadable, weigh};
pub use resource::{archive, come_back, go_away, save_resource};
pub use settle::{free_seat, run_due, settle};
pub use sign_off::{NewEntry, NewItem, NewSignOff, inherit, lacking, save_course_items, save_items, sign_off};
pub use signature::{Signed, sign};

use super::job;
use super::mail::BookingMail;
use super::store::{self, Booking, BookingEvent, Found};
use crate::people::{Actor, Person, mail as post, store as people};
use crate::platform::audit::{self, By, Deed as Done};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::Urgency;
use crate::platform::state::State;
use crate::rules::course::Language;
use crate::rules::ical::Method;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::Status;
use crate::rules::workshop::booking::calendar;

/// Who does something, when; nobody: it happens of itself.
#[derive(Clone)]
pub struct Hand<'a> {
    /// The installation.
    pub state: &'a State,
    /// For the audit.
    pub by: By,
    /// Who.
    pub person_id: Option<Id>,
    /// When.
    pub now: Instant,
}

impl<'a> Hand<'a> {
    /// A person's.
    pub fn of(state: &'a State, actor: &Actor) -> Self {
        Self {
            state,
            by: actor.by(),
            person_id: Some(actor.person.id),
            now: actor.now,
        }
    }

    /// Of somebody in the room who is not signed in.
    pub fn unsigned(state: &'a State, address: &str, now: Instant) -> Self {
        Self {
            state,
            by: By {
                address: Some(address.to_owned()),
                ..By::job("check-in")
            },
            person_id: None,
            now,
        }
    }

    /// Of a meeting provider that tells who was there.
    pub fn provider(state: &'a State, address: &str, now: Instant) -> Self {
        Self {
            state,
            by: By {
                address: Some(address.to_owned()),
                ..By::job("meeting")
            },
            person_id: None,
            now,
        }
    }

    /// The installation's own.
    pub fn job(state: &'a State, now: Instant) -> Self {
        Self {
            state,
            by: By::job("workshops"),
            person_id: None,
            now,
        }
    }

    /// Writes down what happened to a booking.
    fn note(&self, conn: &mut Conn, found: &Found, booking: &Booking, kind: &str, reason: Option<&str>) -> Result<(), Error> {
        let event = BookingEvent {
            id: self.state.chance.id(self.now),
            booking_id: booking.id,
            kind: kind.to_owned(),
            status: booking.status.clone(),
            at: self.now,
            by_id: self.person_id,
            person_id: booking.person_id,
            reason: reason.map(str::to_owned),
        };
        store::insert_event(conn, &event)?;
        // Whoever gave a seat back here may have been passed over elsewhere because of it.
        if let Some(person_id) = booking.person_id.filter(|_| !booking.status().is_live()) {
            job::enqueue_freed(conn, &self.state.chance, person_id, self.now)?;
        }
        let after = serde_json::json!({ "booking": booking, "reason": reason });
        self.record(conn, found, &format!("booking.{kind}"), "bookings", booking.id, Some(after))
    }

    fn record(
        &self,
        conn: &mut Conn,
        found: &Found,
        action: &str,
        kind: &str,
        id: Id,
        after: Option<serde_json::Value>,
    ) -> Result<(), Error> {
        let deed = Done {
            action,
            subject_kind: kind,
            subject_id: id.to_string(),
            subject_label: title(found, "en"),
            organisation_path: found.path.clone(),
            before: None,
            after,
        };
        Ok(audit::record(conn, &self.state.chance, self.now, &self.by, deed)?)
    }

    /// Tells whom a booking is for, or who booked where it has no name yet, and their calendar with it; `before` is how it stood. Whoever just
    /// did it themselves is told too: it is their proof.
    fn tell(
        &self,
        conn: &mut Conn,
        found: &Found,
        booking: &Booking,
        kind: &'static str,
        reason: Option<&str>,
        before: Option<Status>,
    ) -> Result<(), Error> {
        let to = booking.person_id.unwrap_or(booking.booked_by);
        let Some(person) = people::find_any(conn, to)?.filter(|person| person.disabled_at.is_none()) else {
            return Ok(());
        };
        // Without a name it is in nobody's calendar yet, and what is asked is the name.
        let kind = match booking.person_id {
            None if kind == "booked" => "reserved",
            _ => kind,
        };
        let mail = self.letter(found, &person, kind, booking.due_at, reason, Some(booking.id));
        let Some(method) = calendar(before, booking.status()) else {
            return self.post(conn, &person, &mail, None);
        };
        let mut entries = self.entries(conn, found, &found.parts, booking, &person, method)?.into_iter();
        self.post(conn, &person, &mail, entries.next().map(|entry| entry.text))?;
        self.send_entries(conn, found, booking, &person, method, entries)?;
        if method == Method::Cancel {
            self.withdraw_owed(conn, found, booking)?;
        }
        Ok(())
    }

    /// Sends a mail about a session, or about a booking in it.
    fn send(
        &self,
        conn: &mut Conn,
        found: &Found,
        person: &Person,
        kind: &'static str,
        until: Option<Instant>,
        reason: Option<&str>,
        booking_id: Option<Id>,
    ) -> Result<(), Error> {
        let mail = self.letter(found, person, kind, until, reason, booking_id);
        self.post(conn, person, &mail, None)
    }

    fn letter(
        &self,
        found: &Found,
        person: &Person,
        kind: &'static str,
        until: Option<Instant>,
        reason: Option<&str>,
        booking_id: Option<Id>,
    ) -> BookingMail {
        let base = &self.state.config.server.public_url;
        BookingMail {
            name: person.name(),
            kind,
            title: title(found, &person.language),
            starts_at: found.session.starts_at,
            zone: found.session.time_zone.clone(),
            place: found.session.place.clone(),
            address: found.session.address.clone(),
            online_url: found.session.online_url.clone().filter(|_| kind == "booked"),
            until,
            reason: reason.map(str::to_owned),
            url: match booking_id {
                Some(id) if kind == "feedback" => format!("{base}/bookings/{id}/feedback"),
                Some(id) => format!("{base}/bookings/{id}"),
                None if kind.starts_with("marks") => format!("{base}/sessions/{}/attendance", found.session.id),
                None => format!("{base}/sessions/{}", found.session.id),
            },
        }
    }

    fn post(&self, conn: &mut Conn, person: &Person, mail: &BookingMail, calendar: Option<String>) -> Result<(), Error> {
        post::queue_with(conn, self.state, person, "session_booking", Urgency::Soon, mail, calendar, self.now)
    }
}

/// What a session is called: the course's title.
pub fn title(found: &Found, locale: &str) -> String {
    let language = Language::from_code(locale).unwrap_or(Language::En);
    found.course.title.0.text(language).to_owned()
}
