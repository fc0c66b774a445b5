//! One's own deadlines as a calendar under a secret address, which only its owner makes and ends.

use super::store::feed;
use crate::people::store as people;
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::hash;
use crate::platform::config::host;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::i18n::Locale;
use crate::platform::state::State;
use crate::rules::ical::{Event, When, calendar};
use crate::rules::id::{Id, Instant};
use crate::rules::requirement::in_locale;
use chrono::Duration;

/// How often it is noted that somebody reads along.
const NOTED: Duration = Duration::hours(1);

/// Makes a secret address in the place of the one before, and answers it. It is shown this once.
pub fn make(conn: &mut Conn, state: &State, by: &By, person_id: Id, now: Instant) -> Result<String, Error> {
    let token = state.chance.token();
    feed::set(conn, person_id, &hash(&token), now)?;
    record(conn, state, by, "calendar_feed.make", person_id, now)?;
    Ok(format!("{}/calendar/{token}.ics", state.config.server.public_url))
}

/// Ends the address.
pub fn revoke(conn: &mut Conn, state: &State, by: &By, person_id: Id, now: Instant) -> Result<(), Error> {
    if feed::remove(conn, person_id)? {
        record(conn, state, by, "calendar_feed.revoke", person_id, now)?;
    }
    Ok(())
}

fn record(conn: &mut Conn, state: &State, by: &By, action: &str, person_id: Id, now: Instant) -> Result<(), Error> {
    let deed = Deed {
        action,
        subject_kind: "calendar_feeds",
        subject_id: person_id.to_string(),
        subject_label: people::name_of(conn, person_id)?,
        organisation_path: String::new(),
        before: None,
        after: None,
    };
    Ok(audit::record(conn, &state.chance, now, by, deed)?)
}

/// The calendar behind a secret, and whether the reading is to be noted.
///
/// # Errors
///
/// [`Error::NotFound`] for every secret behind which there is none (any more), and for somebody whose access has ended.
pub fn read(conn: &mut Conn, state: &State, token: &str, now: Instant) -> Result<(Id, bool, String), Error> {
    let found = feed::find_by_hash(conn, &hash(token))?.ok_or(Error::NotFound)?;
    let person = people::find_any(conn, found.person_id)?.filter(|person| person.disabled_at.is_none() && person.merged_into_id.is_none());
    let person = person.ok_or(Error::NotFound)?;
    let locale = Locale::for_language(&person.language).unwrap_or_default();
    let words = state.views.words(locale);
    let base = &state.config.server.public_url;
    let domain = host(base).unwrap_or("localhost");
    let event = |one: feed::Deadline| Event {
        uid: format!("{}-{}@{domain}", person.id, one.requirement_id),
        when: When::Day(one.due_on),
        sequence: one.changes,
        changed_at: one.changed_at.utc(),
        summary: words.text("feed-event", &[("requirement", in_locale(&one.title, locale.code()).into())]),
        description: words.text(
            "feed-event-text",
            &[("status", words.text(&format!("status-{}", one.status), &[]).into())],
        ),
        location: String::new(),
        url: format!("{base}/training"),
    };
    let events: Vec<Event> = feed::deadlines(conn, person.id)?.into_iter().map(event).collect();
    let name = words.text("feed-name", &[("academy", state.config.brand.name.as_str().into())]);
    let notes = found.last_read_at.is_none_or(|at| *now - *at > NOTED);
    Ok((person.id, notes, calendar(&name, &events, now.utc())))
}
