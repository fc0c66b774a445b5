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
use crate::workshops::calendar::{Note, event, organizer, uid};
use crate::workshops::mail::CalendarMail;
use crate::workshops::store::{Booking, Found, Part};

/// An invitation to a part, or its withdrawal.
pub struct Entry {
    part: Part,
    /// As it goes into the mail.
    pub text: String,
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
}
