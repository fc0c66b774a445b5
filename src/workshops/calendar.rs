//! Sessions as entries of calendars: of those who are booked, of those who teach, of those whose people are booked.

use super::deed::title;
use super::store::{self, Found, Part, Which};
use crate::organisations::Scope;
use crate::people::Person;
use crate::platform::config::host;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::i18n::Words;
use crate::platform::seal::{holds, seal};
use crate::platform::state::State;
use crate::rules::ical::{Event, Party, When};
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::Status;
use chrono::Duration;
use std::collections::BTreeMap;

/// What the seals of entries are for.
const SEAL: &str = "calendar";

/// How long a feed keeps what is over.
const KEPT: Duration = Duration::days(90);

/// Most names of a partner's people in an entry.
const MOST_NAMES: usize = 50;

/// The name behind the @ in the identifiers of entries.
fn domain(state: &State) -> &str {
    host(&state.config.server.public_url).unwrap_or("localhost")
}

/// Who invites: the same for ever, or programs take a change for another's.
pub fn organizer(state: &State) -> Party {
    let mail = &state.config.mail;
    Party {
        name: state.config.brand.name.clone(),
        address: if mail.organizer.is_empty() { &mail.from } else { &mail.organizer }.clone(),
    }
}

/// The identifier of a part in the calendar of whoever a booking is for: `part-booking-seal@…`. Whoever books again is invited anew, so that
/// no withdrawal of before outweighs it; and whoever answers shows by the seal that they got the invitation.
pub fn uid(state: &State, secret: &str, part_id: Id, booking_id: Id) -> String {
    let text = format!("{}-{}", part_id.0.simple(), booking_id.0.simple());
    let token = seal(secret, SEAL, &text);
    format!("{text}-{token}@{}", domain(state))
}

/// The part and the booking that an identifier names; none for one that was not made here.
pub fn named_by(secret: &str, uid: &str) -> Option<(Id, Id)> {
    let (token, _) = uid.trim().split_once('@')?;
    let (text, shown) = token.rsplit_once('-')?;
    let text = text.to_ascii_lowercase();
    let (part, booking) = text.split_once('-')?;
    let id = |text: &str| uuid::Uuid::try_parse(text).ok().map(Id);
    id(part).zip(id(booking)).filter(|_| holds(secret, SEAL, &text, shown))
}

/// What an entry says beside the session's own facts.
pub struct Note {
    /// Its identifier.
    pub uid: String,
    /// Where one acts.
    pub url: String,
    /// Whether it is for somebody who may know the way in.
    pub inside: bool,
    /// Further lines.
    pub lines: Vec<String>,
}

/// A part as an entry.
pub fn event(words: &Words, found: &Found, part: &Part, locale: &str, note: Note) -> Event {
    let session = &found.session;
    let online = session.online_url.clone().filter(|_| note.inside);
    let place: Vec<&str> = [&session.place, &session.address]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let number = found
        .parts
        .iter()
        .position(|known| known.id == part.id)
        .map_or(1, |index| index + 1);
    let (title, of) = (title(found, locale), found.parts.len());
    let told = online
        .as_ref()
        .map(|url| format!("{} {url}", words.text("session-mail-online", &[])));
    let lines = told.into_iter().chain(session.directions.clone()).chain(note.lines);
    Event {
        uid: note.uid,
        when: When::Span(part.starts_at.utc(), part.ends_at.utc()),
        sequence: part.sequence,
        changed_at: session.updated_at.utc(),
        summary: if of > 1 {
            let of = [("title", title.into()), ("number", number.into()), ("of", of.into())];
            words.text("session-event-part", &of)
        } else {
            title
        },
        description: lines.chain([note.url.clone()]).collect::<Vec<_>>().join("\n"),
        location: if place.is_empty() {
            online.unwrap_or_default()
        } else {
            place.join(", ")
        },
        coordinates: session.coordinates(),
        url: note.url,
    }
}

/// Whether a feed still shows a session.
fn shown(found: &Found, now: Instant) -> bool {
    let since = now.plus(-KEPT);
    found.session.state == "open" && found.session.ends_at.is_some_and(|at| at > since)
}

/// What somebody is booked in, under the identifiers of the invitations.
pub fn of_person(conn: &mut Conn, state: &State, secret: &str, person: &Person, words: &Words, now: Instant) -> Result<Vec<Event>, Error> {
    let booked = store::of_people(conn, person.id)?;
    let booked = booked.iter().filter(|named| named.booking.status() == Status::Booked);
    let booked: BTreeMap<Id, Id> = booked.map(|named| (named.booking.session_id, named.booking.id)).collect();
    let mut events = Vec::new();
    for found in store::list(conn, &Which::Some(booked.keys().copied().collect()))? {
        let Some(booking_id) = booked.get(&found.session.id).filter(|_| shown(&found, now)) else {
            continue;
        };
        for part in &found.parts {
            let note = Note {
                uid: uid(state, secret, part.id, *booking_id),
                url: format!("{}/bookings/{booking_id}", state.config.server.public_url),
                inside: true,
                lines: Vec::new(),
            };
            events.push(event(words, &found, part, &person.language, note));
        }
    }
    Ok(events)
}

/// What somebody teaches.
pub fn taught(conn: &mut Conn, state: &State, person: &Person, words: &Words, now: Instant) -> Result<Vec<Event>, Error> {
    let all = store::list(conn, &Which::Taught(person.id, now.plus(-KEPT)))?;
    let ids: Vec<Id> = all.iter().map(|found| found.session.id).collect();
    let counts = store::held(conn, &ids)?;
    let lines = |found: &Found| {
        let booked = counts.get(&(found.session.id, Status::Booked.to_string())).copied().unwrap_or(0);
        vec![words.text("session-event-booked", &[("count", booked.into())])]
    };
    let all = all.iter().filter(|found| shown(found, now));
    let entries = all.flat_map(|found| public(state, found, &person.language, words, true, &lines(found)));
    Ok(entries.collect())
}

/// What the people of a branch are booked in, with their names.
pub fn of_team(conn: &mut Conn, state: &State, scope: &Scope, person: &Person, words: &Words, now: Instant) -> Result<Vec<Event>, Error> {
    let mut names: BTreeMap<Id, Vec<String>> = BTreeMap::new();
    for named in store::of_team(conn, scope)? {
        if named.booking.status() == Status::Booked {
            let name = named.person.unwrap_or_else(|| words.text("booking-unnamed", &[]));
            names.entry(named.booking.session_id).or_default().push(name);
        }
    }
    let all = store::list(conn, &Which::Some(names.keys().copied().collect()))?;
    let all = all.iter().filter(|found| shown(found, now));
    let entries = all.flat_map(|found| {
        let mut lines = names.get(&found.session.id).cloned().unwrap_or_else(Vec::new);
        lines.sort();
        lines.truncate(MOST_NAMES);
        public(state, found, &person.language, words, false, &lines)
    });
    Ok(entries.collect())
}

/// What a room or a piece of equipment is needed for, also by drafts; none: it is none of this scope.
pub fn of_room(
    conn: &mut Conn,
    state: &State,
    scope: &Scope,
    id: Id,
    person: &Person,
    words: &Words,
    now: Instant,
) -> Result<Option<Vec<Event>>, Error> {
    if store::find_resource(conn, scope, id)?.is_none() {
        return Ok(None);
    }
    let all = store::list(conn, &Which::Using(id, now.plus(-KEPT)))?;
    let all = all.iter().filter(|found| found.session.state != "cancelled");
    let entries = all.flat_map(|found| public(state, found, &person.language, words, false, &[]));
    Ok(Some(entries.collect()))
}

/// The parts of a session as whoever is not booked sees them.
fn public(state: &State, found: &Found, locale: &str, words: &Words, inside: bool, lines: &[String]) -> Vec<Event> {
    let entry = |part: &Part| {
        let note = Note {
            uid: format!("{}@{}", part.id, domain(state)),
            url: format!("{}/sessions/{}", state.config.server.public_url, found.session.id),
            inside,
            lines: lines.to_vec(),
        };
        event(words, found, part, locale, note)
    };
    found.parts.iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_named_by_whoever_got_it_alone() {
        let (part, booking) = (Id(uuid::Uuid::from_u128(7)), Id(uuid::Uuid::from_u128(8)));
        let text = format!("{}-{}", part.0.simple(), booking.0.simple());
        let uid = format!("{text}-{}@academy.example", seal("secret", SEAL, &text));
        assert_eq!(named_by("secret", &uid), Some((part, booking)));
        assert_eq!(named_by("secret", &uid.to_uppercase()), Some((part, booking)));
        assert_eq!(named_by("other", &uid), None);
        for wrong in ["", "@", "7-8-9@x", "a@b", &uid.replace('@', ""), &format!("{text}@academy.example")] {
            assert_eq!(named_by("secret", wrong), None, "{wrong}");
        }
    }
}
