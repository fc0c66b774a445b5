//! What is done with workshops and sessions.

use super::invite::heard_of;
use super::leaving::leave_lines;
use super::settle::{change, release_elsewhere, settle, take};
use super::{Hand, clash, inherit, price_session, title};
use crate::people::{Person, mail as post, store as people};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::faults;
use crate::platform::mail::Urgency;
use crate::rules::ical::Method;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::attendance::{Mark, standing};
use crate::rules::workshop::change::{Change, Facts, changes};
use crate::rules::workshop::seat::Answer;
use crate::rules::workshop::{Price, Span, Status};
use crate::workshops::job;
use crate::workshops::mail::{PartChange, SessionChangedMail};
use crate::workshops::store::{self, AttendanceMark, Found, Part, Resource, Session, Trainer, Workshop};
use serde_json::json;
use std::collections::BTreeSet;

/// A session as it was typed.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The session.
    pub session: Session,
    /// When its parts are, in order.
    pub spans: Vec<Span>,
    /// Who teaches: one of ours, or a name.
    pub trainers: Vec<(Option<Id>, String)>,
    /// Rooms and equipment that it needs.
    pub resources: Vec<Resource>,
    /// What it costs; none: nothing.
    pub price: Option<Price>,
    /// Whether those who are booked are told of what changed.
    pub tell: bool,
}

/// Adds or changes a workshop; false where somebody else changed it meanwhile.
pub fn save_workshop(conn: &mut Conn, hand: &Hand<'_>, workshop: &Workshop, before: Option<i32>, path: &str) -> Result<bool, Error> {
    match before {
        None => store::insert_workshop(conn, workshop)?,
        Some(revision) if !store::update_workshop(conn, workshop, revision)? => return Ok(false),
        Some(_) => {}
    }
    let deed = crate::platform::audit::Deed {
        action: if before.is_none() { "workshop.create" } else { "workshop.change" },
        subject_kind: "workshops",
        subject_id: workshop.id.to_string(),
        subject_label: workshop.id.to_string(),
        organisation_path: path.to_owned(),
        before: None,
        after: crate::platform::audit::state(workshop),
    };
    crate::platform::audit::record(conn, &hand.state.chance, hand.now, &hand.by, deed)?;
    inherit(conn, hand, workshop.id, workshop.course_id)?;
    for found in store::list(conn, &store::Which::Of(workshop.id))? {
        store::lock(conn, found.session.id)?;
        settle(conn, hand, found.session.id)?;
    }
    Ok(true)
}

/// Adds a session (`before` is none) or changes one of that revision; false where somebody else changed it meanwhile. An open one that gets
/// its first date books those who wait for one, in order.
pub fn save_session(conn: &mut Conn, hand: &Hand<'_>, new: &NewSession, before: Option<i32>) -> Result<bool, Error> {
    let id = new.session.id;
    let was = match before {
        None => None,
        Some(_) => Some(store::lock(conn, id)?.ok_or(Error::NotFound)?),
    };
    let overridden = clash::check(conn, hand, new, was.as_ref())?;
    let given = new.session.clash_reason.clone();
    let session = Session {
        clash_reason: match &overridden {
            // What was decided before stands, and so does why.
            None => given.or(was.as_ref().and_then(|was| was.session.clash_reason.clone())),
            Some(found) => given.filter(|_| !found.is_empty()),
        },
        ..new.session.clone()
    };
    match before.zip(was.as_ref()) {
        None => store::insert_session(conn, &session)?,
        Some((revision, was)) => {
            keep_marked(conn, was, &new.spans)?;
            let counts = store::held(conn, &[id])?;
            let held: i64 = [Status::Requested, Status::Booked, Status::Offered]
                .iter()
                .filter_map(|status| counts.get(&(id, status.to_string())))
                .sum();
            if i64::from(session.seats) < held {
                return Err(Error::field("seats", "session-fault-seats-below"));
            }
            if new.spans.is_empty() && !was.parts.is_empty() && held > 0 {
                return Err(Error::field("part_1_on", "session-fault-undated"));
            }
            if !store::update_session(conn, &session, revision)? {
                return Ok(false);
            }
        }
    }
    price_session(conn, id, was.as_ref().and_then(|was| was.price.as_ref()), new.price.as_ref())?;
    let parts = parts(hand, new, was.as_ref());
    store::replace_parts(conn, id, &parts)?;
    let trainers: Vec<Trainer> = new
        .trainers
        .iter()
        .map(|(person_id, name)| Trainer {
            id: hand.state.chance.id(hand.now),
            session_id: id,
            person_id: *person_id,
            name: name.clone(),
        })
        .collect();
    store::replace_trainers(conn, id, &trainers)?;
    let needed: Vec<Id> = new.resources.iter().map(|resource| resource.id).collect();
    store::replace_resources(conn, id, &needed)?;
    let found = store::find(conn, id)?.ok_or(Error::NotFound)?;
    let action = if was.is_none() { "session.create" } else { "session.change" };
    let after = json!({ "session": found.session, "parts": found.spans(), "trainers": new.trainers.len(), "told": new.tell,
        "resources": needed, "overridden": overridden, "price": new.price });
    hand.record(conn, &found, action, "sessions", id, Some(after))?;
    if let Some(was) = was {
        let changed = changes(&facts(&was), &facts(&found));
        let gone = gone(&was, &found);
        if new.tell && found.session.state == "open" && !changed.is_empty() {
            tell(conn, hand, &was, &found, &gone, &changed)?;
        } else {
            hand.owe(conn, &was, &gone)?;
        }
        if found.session.state == "open" && was.session.starts_at.is_none() && found.session.starts_at.is_some() {
            book_interested(conn, hand, &found)?;
        }
        if was.spans() != found.spans() {
            free(conn, hand, id)?;
        }
    }
    settle(conn, hand, id)?;
    Ok(true)
}

/// A session at another time leaves those who have a seat in it free when it was.
fn free(conn: &mut Conn, hand: &Hand<'_>, id: Id) -> Result<(), Error> {
    for named in store::of_session(conn, id, false)? {
        if let Some(person_id) = named.booking.person_id.filter(|_| named.booking.status().holds_seat()) {
            job::enqueue_freed(conn, &hand.state.chance, person_id, hand.now)?;
        }
    }
    Ok(())
}

/// A part that somebody marked stays as it is, and a session that was closed too.
fn keep_marked(conn: &mut Conn, was: &Found, spans: &[Span]) -> Result<(), Error> {
    if was.session.closed_at.is_some() {
        return Err(Error::refused("attendance-closed"));
    }
    let marks = store::marks_of(conn, was.session.id)?;
    for (index, part) in was.parts.iter().enumerate() {
        let same = spans
            .get(index)
            .is_some_and(|span| (span.starts_at, span.ends_at) == (part.starts_at, part.ends_at));
        if !same && marks.iter().any(|mark| mark.part_id == part.id) {
            return Err(Error::field(format!("part_{}_on", index + 1), "session-fault-marked"));
        }
    }
    Ok(())
}

/// The parts as rows: the nth keeps the identifier of the nth before, and counts a change where its time or its place is another.
fn parts(hand: &Hand<'_>, new: &NewSession, was: Option<&Found>) -> Vec<Part> {
    // A new session has none before it.
    let standing = was.map(|was| was.parts.as_slice()).unwrap_or_default();
    let place = |session: &Session| (session.place.clone(), session.address.clone(), session.online_url.clone());
    let elsewhere = was.is_some_and(|was| place(&was.session) != place(&new.session));
    let row = |(index, span): (usize, &Span)| match standing.get(index) {
        Some(part) => Part {
            starts_at: span.starts_at,
            ends_at: span.ends_at,
            sequence: part.sequence + i32::from(elsewhere || (part.starts_at, part.ends_at) != (span.starts_at, span.ends_at)),
            ..part.clone()
        },
        None => Part {
            id: hand.state.chance.id(hand.now),
            session_id: new.session.id,
            starts_at: span.starts_at,
            ends_at: span.ends_at,
            sequence: 0,
            // Whoever books hears of a session as it is; of a part that comes later those who are booked have not heard.
            told_sequence: if was.is_some() { -1 } else { 0 },
        },
    };
    new.spans.iter().enumerate().map(row).collect()
}

fn facts(found: &Found) -> Facts {
    let place = [&found.session.place, &found.session.address];
    let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
    Facts {
        parts: found.spans(),
        place: (!place.is_empty()).then(|| place.join(", ")),
        online_url: found.session.online_url.clone(),
        language: found.session.language.clone(),
        trainers: found.trainers.iter().map(|trainer| trainer.name.clone()).collect(),
    }
}

/// Those of ours who teach a session in one of its shapes, but whoever does it themselves.
fn teachers(conn: &mut Conn, hand: &Hand<'_>, shapes: &[&Found]) -> Result<Vec<Person>, Error> {
    let all = shapes.iter().flat_map(|found| &found.trainers);
    let ids: BTreeSet<Id> = all.filter_map(|trainer| trainer.person_id).collect();
    let mut teachers = Vec::with_capacity(ids.len());
    for id in ids.into_iter().filter(|id| hand.person_id != Some(*id)) {
        teachers.extend(people::find_any(conn, id)?.filter(|person| person.disabled_at.is_none()));
    }
    Ok(teachers)
}

/// The parts that a session had and has no more.
fn gone(was: &Found, found: &Found) -> Vec<Part> {
    let stays = |part: &Part| found.parts.iter().any(|known| known.id == part.id);
    was.parts.iter().filter(|part| !stays(part)).cloned().collect()
}

/// Tells everybody who is booked, waits or is interested what changed; the calendars of those who are booked also what changed or fell away
/// before without a word; and those who taught or teach it.
fn tell(conn: &mut Conn, hand: &Hand<'_>, was: &Found, found: &Found, gone: &[Part], changed: &[Change]) -> Result<(), Error> {
    let (before, after) = (facts(was), facts(found));
    let fresh: Vec<Part> = found
        .parts
        .iter()
        .filter(|part| part.told_sequence != part.sequence)
        .cloned()
        .collect();
    let base = &hand.state.config.server.public_url;
    let letter = |person: &Person, inside: bool, booking_id: Option<Id>| SessionChangedMail {
        name: person.name(),
        title: title(found, &person.language),
        zone: found.session.time_zone.clone(),
        zone_before: was.session.time_zone.clone(),
        changed: changed.iter().map(|change| change.as_str()).collect(),
        timed: changed.contains(&Change::Time),
        parts: PartChange::all(&before.parts, &after.parts),
        several: before.parts.len().max(after.parts.len()) > 1,
        place_before: before.place.clone(),
        place: after.place.clone(),
        online_url: after.online_url.clone().filter(|_| inside),
        language: after.language.to_uppercase(),
        trainers: after.trainers.join(", "),
        booked: booking_id.is_some(),
        url: match booking_id {
            Some(id) => format!("{base}/bookings/{id}"),
            None => format!("{base}/sessions/{}", found.session.id),
        },
    };
    for named in store::of_session(conn, found.session.id, false)? {
        let to = named.booking.person_id.unwrap_or(named.booking.booked_by);
        let Some(person) = people::find_any(conn, to)?.filter(|person| person.disabled_at.is_none()) else {
            continue;
        };
        let seated = named.booking.status() == Status::Booked;
        let mail = letter(&person, seated, Some(named.booking.id));
        let mut entries = Vec::new();
        if seated {
            entries = hand.entries(conn, found, &fresh, &named.booking, &person, Method::Request)?;
            let known = heard_of(conn, gone, &named.booking)?;
            hand.withdraw(conn, was, &known, &named.booking)?;
            hand.withdraw_owed(conn, found, &named.booking)?;
        }
        let mut entries = entries.into_iter();
        let (urgency, calendar) = (Urgency::Soon, entries.next().map(|entry| entry.text));
        post::queue_with(conn, hand.state, &person, "session_changed", urgency, &mail, calendar, hand.now)?;
        hand.send_entries(conn, found, &named.booking, &person, Method::Request, entries)?;
    }
    for person in teachers(conn, hand, &[was, found])? {
        let mail = letter(&person, true, None);
        post::queue_with(conn, hand.state, &person, "session_changed", Urgency::Soon, &mail, None, hand.now)?;
    }
    store::set_parts_told(conn, found.session.id)?;
    Ok(())
}

/// A session got its date: those who wait for one are booked in order, the rest go on the waiting list.
fn book_interested(conn: &mut Conn, hand: &Hand<'_>, found: &Found) -> Result<(), Error> {
    let Some(terms) = found.terms() else { return Ok(()) };
    leave_lines(conn, hand, found)?;
    for named in store::of_session(conn, found.session.id, false)? {
        if named.booking.status() != Status::Interested {
            continue;
        }
        let busy = match named.booking.person_id {
            Some(id) => !store::busy(conn, &[id], found.session.id, &found.spans())?.is_empty(),
            None => false,
        };
        let answer = terms.ask(&store::claims(conn, found.session.id, &[])?, named.booking.unit_id, hand.now);
        let (to, due_at) = match answer {
            Answer::Seat if !busy => take(found, &named.booking, hand),
            _ => (Status::Waiting, None),
        };
        let approvals = named.booking.approvals;
        let after = change(conn, hand, found, &named.booking, to, approvals, due_at, None)?;
        if let Some(after) = after.filter(|after| after.status() == Status::Booked) {
            release_elsewhere(conn, hand, found, &after)?;
        }
    }
    Ok(())
}

/// Opens a draft for bookings.
pub fn open(conn: &mut Conn, hand: &Hand<'_>, id: Id) -> Result<(), Error> {
    let found = store::lock(conn, id)?.ok_or(Error::NotFound)?;
    if found.session.starts_at.is_some_and(|at| at <= hand.now) {
        return Err(Error::refused("session-begun"));
    }
    if !store::set_state(conn, id, &["draft"], "open", None, hand.now)? {
        return Err(Error::refused("session-stands-elsewhere"));
    }
    // Nobody is booked on a draft.
    store::set_parts_told(conn, id)?;
    hand.record(conn, &found, "session.open", "sessions", id, None)?;
    settle(conn, hand, id)
}

/// Cancels a session with its reason; everybody who stands in line is told and free again, and those who teach it are told.
///
/// # Errors
///
/// [`Error::Refused`] once it has begun, or somebody is in: whoever sits in the room is not told that it does not take place.
pub fn cancel_session(conn: &mut Conn, hand: &Hand<'_>, id: Id, reason: &str) -> Result<(), Error> {
    let found = store::lock(conn, id)?.ok_or(Error::NotFound)?;
    cancels(conn, &found, hand.now)?;
    if !store::set_state(conn, id, &["draft", "open"], "cancelled", Some(reason), hand.now)? {
        return Err(Error::refused("session-stands-elsewhere"));
    }
    hand.record(conn, &found, "session.cancel", "sessions", id, Some(json!({ "reason": reason })))?;
    for named in store::of_session(conn, id, false)? {
        let booking = &named.booking;
        if store::step(conn, booking, Status::Cancelled, booking.approvals, None, hand.now)? {
            let after = store::Booking {
                status: Status::Cancelled.to_string(),
                due_at: None,
                ..booking.clone()
            };
            hand.note(conn, &found, &after, "session_cancelled", Some(reason))?;
            hand.tell(conn, &found, &after, "session_cancelled", Some(reason), Some(booking.status()))?;
            faults::point("seats.called_off");
        }
    }
    // Nobody has heard of a draft.
    if found.session.state == "open" {
        for person in teachers(conn, hand, &[&found])? {
            hand.send(conn, &found, &person, "session_cancelled", None, Some(reason), None)?;
        }
    }
    settle(conn, hand, id)
}

/// Whether a session can be cancelled still.
///
/// # Errors
///
/// [`Error::Refused`] with why not.
pub fn cancels(conn: &mut Conn, found: &Found, now: Instant) -> Result<(), Error> {
    let marks: Vec<Mark> = store::marks_of(conn, found.session.id)?.iter().map(AttendanceMark::mark).collect();
    // One checks in before it begins.
    let is_in = standing(&marks).values().any(|mark| mark.answer.is_in());
    if is_in || !found.session.is_ahead(now) {
        return Err(Error::refused("session-cancel-begun"));
    }
    Ok(())
}
