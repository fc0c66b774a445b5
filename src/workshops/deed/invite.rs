//! What goes into the calendar of whoever is booked: with the mail that tells it, and with a mail of its own for every further part, since
//! programs take one entry of a mail.

use super::{Hand, title};
use crate::people::{Person, mail as post, store as people};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::i18n::Locale;
use crate::platform::mail::Urgency;
use crate::platform::seal;
use crate::rules::ical::{Event, Method, Party, invitation};
use crate::rules::workshop::Status;
use crate::workshops::calendar::{Note, event, organizer, uid};
use crate::workshops::mail::CalendarMail;
use crate::workshops::store::{self, Booking, Found, OwedWithdrawal, Part, Session};

/// An invitation to a part, or its withdrawal.
pub struct Entry {
    part: Part,
    /// As it goes into the mail.
    pub text: String,
}

/// Those of these parts to which whoever is booked was invited. A part that came later without a word is known only to those who were invited
/// after it.
pub fn heard_of(conn: &mut Conn, parts: &[Part], booking: &Booking) -> Result<Vec<Part>, Error> {
    if parts.iter().all(|part| part.told_sequence >= 0) {
        return Ok(parts.to_vec());
    }
    let events = store::events_of(conn, booking.id)?;
    let invited = events
        .iter()
        .find(|event| event.status == Status::Booked.as_str() && event.person_id == booking.person_id)
        .map(|event| event.at);
    // An identifier that does not say when it was made counts as known.
    let heard = |part: &&Part| part.told_sequence >= 0 || part.id.made_at() <= invited;
    Ok(parts.iter().filter(heard).cloned().collect())
}

impl Hand<'_> {
    /// Invitations to these parts for whoever a booking is for, or their withdrawals.
    pub fn entries(
        &self,
        conn: &mut Conn,
        found: &Found,
        parts: &[Part],
        booking: &Booking,
        person: &Person,
        method: Method,
    ) -> Result<Vec<Entry>, Error> {
        let Some(address) = person.email.clone().filter(|_| booking.person_id == Some(person.id)) else {
            return Ok(Vec::new());
        };
        let secret = seal::secret(conn, &self.state.chance, self.now)?;
        let locale = Locale::for_language(&person.language).unwrap_or_default();
        let words = self.state.views.words(locale);
        let attendee = Party {
            name: person.name(),
            address,
        };
        let entry = |part: &Part| {
            let note = Note {
                uid: uid(self.state, &secret, part.id, booking.id),
                url: format!("{}/bookings/{}", self.state.config.server.public_url, booking.id),
                inside: method == Method::Request,
                lines: Vec::new(),
            };
            let own = event(words, found, part, locale.code(), note);
            let own = Event {
                // A withdrawal is final, and counts one higher than whatever was sent before.
                sequence: own.sequence + i32::from(method == Method::Cancel),
                ..own
            };
            Entry {
                part: part.clone(),
                text: invitation(method, &own, &organizer(self.state), &attendee, self.now.utc()),
            }
        };
        Ok(parts.iter().map(entry).collect())
    }

    /// Sends a mail of its own for each of these entries.
    pub fn send_entries(
        &self,
        conn: &mut Conn,
        found: &Found,
        booking: &Booking,
        person: &Person,
        method: Method,
        entries: impl IntoIterator<Item = Entry>,
    ) -> Result<(), Error> {
        for entry in entries {
            let mail = CalendarMail {
                name: person.name(),
                kind: if method == Method::Request { "request" } else { "cancel" },
                title: title(found, &person.language),
                nth: found
                    .parts
                    .iter()
                    .position(|part| part.id == entry.part.id)
                    .map_or(1, |index| index + 1),
                of: found.parts.len(),
                starts_at: entry.part.starts_at,
                ends_at: entry.part.ends_at,
                zone: found.session.time_zone.clone(),
                place: found.session.place.clone(),
                url: format!("{}/bookings/{}", self.state.config.server.public_url, booking.id),
            };
            let (urgency, calendar) = (Urgency::Soon, Some(entry.text));
            post::queue_with(conn, self.state, person, "session_calendar", urgency, &mail, calendar, self.now)?;
        }
        Ok(())
    }

    /// Takes parts out of the calendar of whoever a booking is for, with mails that say nothing else.
    pub fn withdraw(&self, conn: &mut Conn, found: &Found, parts: &[Part], booking: &Booking) -> Result<(), Error> {
        let Some(person_id) = booking.person_id else { return Ok(()) };
        let Some(person) = people::find_any(conn, person_id)?.filter(|person| person.disabled_at.is_none()) else {
            return Ok(());
        };
        let entries = self.entries(conn, found, parts, booking, &person, Method::Cancel)?;
        self.send_entries(conn, found, booking, &person, Method::Cancel, entries)
    }

    /// Notes that parts of a session as it was are gone, and that nobody who is booked was told so: their calendars hear of it with the next
    /// thing that is told.
    pub fn owe(&self, conn: &mut Conn, was: &Found, gone: &[Part]) -> Result<(), Error> {
        if gone.is_empty() {
            return Ok(());
        }
        let mut owed = Vec::new();
        for named in store::of_session(conn, was.session.id, false)? {
            let booking = &named.booking;
            if booking.status() != Status::Booked || booking.person_id.is_none() {
                continue;
            }
            let parts = heard_of(conn, gone, booking)?;
            owed.extend(parts.into_iter().map(|part| OwedWithdrawal {
                id: self.state.chance.id(self.now),
                booking_id: booking.id,
                part_id: part.id,
                starts_at: part.starts_at,
                ends_at: part.ends_at,
                time_zone: was.session.time_zone.clone(),
                sequence: part.sequence,
            }));
        }
        Ok(store::owe_withdrawals(conn, &owed)?)
    }

    /// Takes out of the calendar of whoever a booking is for what was removed without a word since.
    pub fn withdraw_owed(&self, conn: &mut Conn, found: &Found, booking: &Booking) -> Result<(), Error> {
        for owed in store::take_owed_withdrawals(conn, booking.id)? {
            // By itself: of the parts that there are it is none any more.
            let part = Part {
                id: owed.part_id,
                session_id: found.session.id,
                starts_at: owed.starts_at,
                ends_at: owed.ends_at,
                sequence: owed.sequence,
                told_sequence: owed.sequence,
            };
            let alone = Found {
                session: Session {
                    time_zone: owed.time_zone,
                    ..found.session.clone()
                },
                parts: vec![part],
                ..found.clone()
            };
            self.withdraw(conn, &alone, &alone.parts, booking)?;
        }
        Ok(())
    }
}
