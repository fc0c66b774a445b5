//! Calendars under secret addresses, which only their owner makes and ends: one's own deadlines and seats, what one teaches, and what one's
//! people are booked in.

use super::store::feed;
use crate::organisations::Scope;
use crate::people::{Person, store as people};
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::hash;
use crate::platform::config::host;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::i18n::{Locale, Words};
use crate::platform::seal;
use crate::platform::state::State;
use crate::rules::ical::{Event, When, calendar};
use crate::rules::id::{Id, Instant};
use crate::rules::person::{Action, Grant, reach};
use crate::rules::requirement::in_locale;
use crate::workshops;
use chrono::Duration;

/// How often it is noted that somebody reads along.
const NOTED: Duration = Duration::hours(1);

/// Which calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// One's own deadlines, and the sessions that one has a seat in.
    Own,
    /// The sessions that one teaches.
    Taught,
    /// The sessions that one's people have seats in, with their names.
    Team,
    /// What a room or a piece of equipment is needed for.
    Room(Id),
}

impl Which {
    /// Those that are about oneself.
    const OF_ONESELF: [Self; 3] = [Self::Own, Self::Taught, Self::Team];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Taught => "taught",
            Self::Team => "team",
            Self::Room(_) => "room",
        }
    }

    /// What it is about, as it is kept; empty: oneself.
    pub fn subject(self) -> String {
        match self {
            Self::Room(id) => id.to_string(),
            Self::Own | Self::Taught | Self::Team => String::new(),
        }
    }

    /// The calendar with this word, about this; one's own where nothing is said.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] at the field `kind` for a word that is none of them, and at `subject` where no room is named.
    pub fn asked(word: &str, subject: &str) -> Result<Self, Error> {
        if word == "room" {
            let id = subject.parse().map_err(|_| Error::field("subject", "fault-choice"))?;
            return Ok(Self::Room(id));
        }
        let word = if word.is_empty() { Self::Own.as_str() } else { word };
        let known = Self::OF_ONESELF.into_iter().find(|which| which.as_str() == word);
        known.ok_or_else(|| Error::field("kind", "fault-choice"))
    }

    /// The branches that it is about for somebody with these grants; none: they have no such calendar (any more).
    fn scope(self, grants: &[Grant]) -> Option<Scope> {
        let action = match self {
            Self::Own => return Some(Scope::branches(Vec::new())),
            Self::Taught | Self::Room(_) => Action::ManageWorkshops,
            Self::Team => Action::BookSeats,
        };
        Some(reach(grants, action)).filter(|paths| !paths.is_empty()).map(Scope::branches)
    }

    /// Those about themselves that somebody with these grants may have.
    pub fn of(grants: &[Grant]) -> Vec<Self> {
        Self::OF_ONESELF.into_iter().filter(|which| which.scope(grants).is_some()).collect()
    }
}

/// Makes a secret address in the place of the one before, and answers it. It is shown this once.
///
/// # Errors
///
/// [`Error::Forbidden`] for a calendar that the person may not have, [`Error::NotFound`] for a room that is not in their branches.
pub fn make(conn: &mut Conn, state: &State, by: &By, person: &Person, which: Which, now: Instant) -> Result<String, Error> {
    let grants = people::grants_of(conn, person.id, today(person, now))?;
    let scope = which.scope(&grants).ok_or(Error::Forbidden)?;
    if let Which::Room(id) = which {
        workshops::store::find_resource(conn, &scope, id)?.ok_or(Error::NotFound)?;
    }
    let token = state.chance.token();
    feed::set(conn, person.id, which.as_str(), &which.subject(), &hash(&token), now)?;
    record(conn, state, by, "calendar_feed.make", person, which, now)?;
    Ok(format!("{}/calendar/{token}.ics", state.config.server.public_url))
}

/// Ends an address.
pub fn revoke(conn: &mut Conn, state: &State, by: &By, person: &Person, which: Which, now: Instant) -> Result<(), Error> {
    if feed::remove(conn, person.id, which.as_str(), &which.subject())? {
        record(conn, state, by, "calendar_feed.revoke", person, which, now)?;
    }
    Ok(())
}

fn record(conn: &mut Conn, state: &State, by: &By, action: &str, person: &Person, which: Which, now: Instant) -> Result<(), Error> {
    let deed = Deed {
        action,
        subject_kind: "calendar_feeds",
        subject_id: person.id.to_string(),
        subject_label: person.name(),
        organisation_path: String::new(),
        before: None,
        after: audit::state(&(which.as_str(), which.subject())),
    };
    Ok(audit::record(conn, &state.chance, now, by, deed)?)
}

/// The rooms of which somebody has calendars, with their names.
pub fn rooms(conn: &mut Conn, person_id: Id, scope: &Scope) -> Result<Vec<(Which, String)>, Error> {
    let mut found = Vec::new();
    for kept in feed::list(conn, person_id)? {
        if let Ok(Which::Room(id)) = Which::asked(&kept.kind, &kept.subject_id)
            && let Some((room, _)) = workshops::store::find_resource(conn, scope, id)?
        {
            found.push((Which::Room(id), room.name));
        }
    }
    Ok(found)
}

/// A person's own day.
fn today(person: &Person, now: Instant) -> chrono::NaiveDate {
    now.utc().with_timezone(&person.zone()).date_naive()
}

/// The calendar behind a secret, and its feed where the reading is to be noted.
///
/// # Errors
///
/// [`Error::NotFound`] for every secret behind which there is none (any more), for somebody whose access has ended, and for a calendar that
/// they may not have any more.
pub fn read(conn: &mut Conn, state: &State, token: &str, now: Instant) -> Result<(Option<feed::Feed>, String), Error> {
    let found = feed::find_by_hash(conn, &hash(token))?.ok_or(Error::NotFound)?;
    let person = people::find_any(conn, found.person_id)?.filter(|person| person.disabled_at.is_none() && person.merged_into_id.is_none());
    let person = person.ok_or(Error::NotFound)?;
    let locale = Locale::for_language(&person.language).unwrap_or_default();
    let words = state.views.words(locale);
    let which = Which::asked(&found.kind, &found.subject_id).map_err(|_| Error::NotFound)?;
    let grants = people::grants_of(conn, person.id, today(&person, now))?;
    let scope = which.scope(&grants).ok_or(Error::NotFound)?;
    let events = match which {
        Which::Own => own(conn, state, &person, words, now)?,
        Which::Taught => workshops::calendar::taught(conn, state, &person, words, now)?,
        Which::Team => workshops::calendar::of_team(conn, state, &scope, &person, words, now)?,
        Which::Room(id) => workshops::calendar::of_room(conn, state, &scope, id, &person, words, now)?.ok_or(Error::NotFound)?,
    };
    let academy = [("academy", state.config.brand.name.as_str().into())];
    let name = words.text(&format!("feed-name-{}", which.as_str()), &academy);
    let notes = found.last_read_at.is_none_or(|at| *now - *at > NOTED);
    Ok((Some(found).filter(|_| notes), calendar(&name, &events, now.utc())))
}

/// One's own deadlines, and the sessions that one has a seat in.
fn own(conn: &mut Conn, state: &State, person: &Person, words: &Words, now: Instant) -> Result<Vec<Event>, Error> {
    let base = &state.config.server.public_url;
    let domain = host(base).unwrap_or("localhost");
    let locale = words.locale().code();
    let event = |one: feed::Deadline| Event {
        uid: format!("{}-{}@{domain}", person.id, one.requirement_id),
        when: When::Day(one.due_on),
        sequence: one.changes,
        changed_at: one.changed_at.utc(),
        summary: words.text("feed-event", &[("requirement", in_locale(&one.title, locale).into())]),
        description: words.text(
            "feed-event-text",
            &[("status", words.text(&format!("status-{}", one.status), &[]).into())],
        ),
        location: String::new(),
        coordinates: None,
        url: format!("{base}/training"),
    };
    let mut events: Vec<Event> = feed::deadlines(conn, person.id)?.into_iter().map(event).collect();
    // Without the secret nobody was invited to anything yet.
    if let Some(secret) = seal::known(conn)? {
        events.extend(workshops::calendar::of_person(conn, state, &secret, person, words, now)?);
    }
    Ok(events)
}
