//! Sessions and seats against what must hold of them, for `kundig verify`: no seat is given twice, whoever waits moves up in order and within
//! the share, nothing that runs out is forgotten, and what a closed session came to is what its marks say and is evidence.
//!
//! What somebody changed later (fewer seats, a smaller share, another time) is no fault of the booking before it: what was allowed is held
//! against the rules only where nothing changed since.

use super::deed::{free_seat, tally, turns};
use super::job;
use super::store::{self, BookingEvent, Found, Named};
use crate::courses::store::seats::{self, FreeSeat};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::jobs;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::{Span, Status};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

/// Something that must not be, with whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// More seats of a session are held than it has, besides those who walked in.
    TooMany(Id),
    /// A partner holds more seats of a session than its share let it take.
    OverShare(Id, Id),
    /// A seat of a session is free, and somebody waits whose it is.
    StandsStill(Id),
    /// A booking waits, and one that came after it moved up.
    Overtaken(Id),
    /// Nobody will look when a booking's answer, offer or time for a name runs out.
    Forgotten(Id),
    /// A booking stands otherwise than what last happened to it says.
    OutOfStep(Id),
    /// A booking stands in a session that was cancelled.
    InCancelled(Id),
    /// A person holds seats in two sessions at one time, and was let in to the second.
    TwiceAtOnce(Id),
    /// What others read of a session's free seat is not so.
    FreeSeat(Id),
    /// A session and its closings do not say the same.
    Closing(Id),
    /// A closed session has no result for a booking, or another one than its marks come to.
    Result(Id),
    /// Who attended by a booking, and passed what was asked, has no evidence of it, or that of somebody or something else; or has it without
    /// the pass.
    Unproven(Id),
    /// A session was opened again, and the evidence of a booking still stands.
    StillProven(Id),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany(id) => write!(f, "session {id}: more seats are held than there are"),
            Self::OverShare(id, unit) => write!(f, "session {id}: organisation {unit} holds more than its share let it take"),
            Self::StandsStill(id) => write!(f, "session {id}: a seat is free and somebody waits whose it is"),
            Self::Overtaken(id) => write!(f, "booking {id}: waits, and a later one moved up"),
            Self::Forgotten(id) => write!(f, "booking {id}: runs out, and nobody will look"),
            Self::OutOfStep(id) => write!(f, "booking {id}: stands otherwise than its history says"),
            Self::InCancelled(id) => write!(f, "booking {id}: stands in a session that was cancelled"),
            Self::TwiceAtOnce(id) => write!(f, "person {id}: holds two seats at one time"),
            Self::FreeSeat(id) => write!(f, "session {id}: what is known of its free seats is not so"),
            Self::Closing(id) => write!(f, "session {id}: is closed or open otherwise than its history says"),
            Self::Result(id) => write!(f, "booking {id}: its result is not what its marks come to"),
            Self::Unproven(id) => write!(f, "booking {id}: attended, and the evidence is not there"),
            Self::StillProven(id) => write!(f, "booking {id}: the session was opened again, and its evidence still stands"),
        }
    }
}

/// A seat that somebody holds, and since when.
struct Held {
    person_id: Option<Id>,
    unit_id: Id,
    taken_at: Instant,
    /// When its session was last changed.
    changed_at: Instant,
    spans: Vec<Span>,
    session_id: Id,
}

/// All that is at odds, in order.
pub fn at_odds(conn: &mut Conn, now: Instant) -> Result<Vec<Fault>, Error> {
    let mut known: HashMap<Id, FreeSeat> = seats::all(conn)?.into_iter().map(|seat| (seat.session_id, seat)).collect();
    let moving = jobs::unfinished_of(conn, &[job::RUN, job::FREED])? > 0;
    let mut tested: HashSet<String> = jobs::unfinished_keys(conn, job::TESTED)?.into_iter().collect();
    tested.extend(jobs::unfinished_keys(conn, "evidence.changed")?);
    let (mut faults, mut held) = (Vec::new(), Vec::new());
    for id in store::every_session(conn)? {
        let Some(found) = store::find(conn, id)? else { continue };
        let standing = store::of_session(conn, id, false)?;
        let history = store::history_of(conn, id)?;
        let expected = (found.session.state == "open").then(|| free_seat(&found, &standing)).flatten();
        if known.remove(&id) != expected {
            faults.push(Fault::FreeSeat(id));
        }
        faults.extend(kept(&found, &standing, &history));
        let seated = holders(&found, &standing, &history);
        faults.extend(crowded(&found, &seated));
        held.extend(seated);
        // Whatever is due now is looked at by the next run.
        if !moving && found.session.next_at.is_none_or(|at| at > now) {
            faults.extend(line(conn, &found, &standing, &history, now)?);
        }
        faults.extend(closed(conn, &found, &tested)?);
    }
    faults.extend(known.into_keys().map(Fault::FreeSeat));
    faults.extend(twice(held).into_iter().map(Fault::TwiceAtOnce));
    faults.sort_unstable();
    faults.dedup();
    Ok(faults)
}

/// Every booking that stands stands as its history says, in a session that stands, and is looked at when it runs out.
fn kept(found: &Found, standing: &[Named], history: &HashMap<Id, Vec<BookingEvent>>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for booking in standing.iter().map(|named| &named.booking) {
        let events = history.get(&booking.id).map(Vec::as_slice).unwrap_or_default();
        let last_at = events.last().map(|event| event.at);
        // Of two that happened at one instant either may be the last.
        let says = |event: &BookingEvent| Some(event.at) == last_at && event.status == booking.status;
        if !events.iter().any(says) || !booking.status().is_live() {
            faults.push(Fault::OutOfStep(booking.id));
        }
        match found.session.state.as_str() {
            "cancelled" => faults.push(Fault::InCancelled(booking.id)),
            "open" => {
                let looked_at = |due| found.session.next_at.is_some_and(|next| next <= due);
                let endless = booking.status() == Status::Offered && booking.due_at.is_none();
                if endless || booking.due_at.is_some_and(|due| !looked_at(due)) {
                    faults.push(Fault::Forgotten(booking.id));
                }
            }
            _ => {}
        }
    }
    faults
}

/// Who holds a seat, and since when; not those who walked in, for whom the door was open.
fn holders(found: &Found, standing: &[Named], history: &HashMap<Id, Vec<BookingEvent>>) -> Vec<Held> {
    let holds = |event: &&BookingEvent| Status::from_word(&event.status).is_some_and(Status::holds_seat);
    let held = standing
        .iter()
        .map(|named| &named.booking)
        .filter(|booking| booking.status().holds_seat());
    let row = |booking: &store::Booking| {
        let events = history.get(&booking.id)?;
        if events.iter().any(|event| event.kind == "walk_in") {
            return None;
        }
        let taken = events.iter().find(holds)?.at;
        // Whoever comes instead of somebody has their place in line, and took no seat anew.
        let took_over = events.first()?.at != booking.queued_at;
        Some(Held {
            person_id: booking.person_id,
            unit_id: booking.unit_id,
            taken_at: if took_over { booking.queued_at } else { taken },
            changed_at: found.session.updated_at,
            spans: found.spans(),
            session_id: found.session.id,
        })
    };
    held.filter_map(row).collect()
}

/// No more seats than there are, and none beyond the share that counted when it was taken.
fn crowded(found: &Found, held: &[Held]) -> Vec<Fault> {
    // A session without a date gives no seats.
    let Some(terms) = found.terms() else {
        return if held.is_empty() {
            Vec::new()
        } else {
            vec![Fault::TooMany(found.session.id)]
        };
    };
    let mut faults = Vec::new();
    if i64::try_from(held.len()).unwrap_or(i64::MAX) > terms.seats {
        faults.push(Fault::TooMany(found.session.id));
    }
    let mut taken: BTreeMap<Id, Vec<Instant>> = BTreeMap::new();
    for seat in held {
        taken.entry(seat.unit_id).or_default().push(seat.taken_at);
    }
    for (unit, mut times) in taken {
        times.sort_unstable();
        let beyond = terms
            .share()
            .and_then(|share| usize::try_from(share).ok())
            .and_then(|share| times.get(share));
        let counted = |at: Instant| at < terms.release_at() && found.workshop.updated_at <= at && found.session.updated_at <= at;
        if beyond.is_some_and(|at| counted(*at)) {
            faults.push(Fault::OverShare(found.session.id, unit));
        }
    }
    faults
}

/// Nobody waits for a seat that is theirs, and nobody was overtaken.
fn line(
    conn: &mut Conn,
    found: &Found,
    standing: &[Named],
    history: &HashMap<Id, Vec<BookingEvent>>,
    now: Instant,
) -> Result<Vec<Fault>, Error> {
    let Some(terms) = found.terms().filter(|_| found.session.state == "open") else {
        return Ok(Vec::new());
    };
    let claims = store::claims(conn, found.session.id, &found.spans())?;
    let mut faults = Vec::new();
    if !terms.promote(&claims, now).is_empty() {
        faults.push(Fault::StandsStill(found.session.id));
    }
    // Whoever is over a share, or was busy, is passed over and keeps the place.
    if terms.share_percent.is_some() {
        return Ok(faults);
    }
    let moved_up = |named: &&Named| {
        let events = history.get(&named.booking.id).map(Vec::as_slice).unwrap_or_default();
        let walked_in = events.iter().any(|event| event.kind == "walk_in");
        let waited = events.iter().any(|event| event.status == Status::Waiting.as_str());
        named.booking.status().holds_seat() && waited && !walked_in
    };
    let last = standing
        .iter()
        .filter(moved_up)
        .map(|named| (named.booking.queued_at, named.booking.id))
        .max();
    for named in standing.iter().filter(|named| named.booking.status() == Status::Waiting) {
        if last.is_none_or(|last| (named.booking.queued_at, named.booking.id) > last) {
            continue;
        }
        let elsewhere = match named.booking.person_id {
            Some(person_id) => store::of_people(conn, person_id)?.len() > 1,
            None => false,
        };
        if !elsewhere {
            faults.push(Fault::Overtaken(named.booking.id));
        }
    }
    Ok(faults)
}

/// People who hold two seats at one time although nothing moved since they took the second.
fn twice(held: Vec<Held>) -> HashSet<Id> {
    let mut of: HashMap<Id, Vec<Held>> = HashMap::new();
    for seat in held {
        if let Some(person_id) = seat.person_id {
            of.entry(person_id).or_default().push(seat);
        }
    }
    let both = |one: &Held, other: &Held| {
        let second = one.taken_at.max(other.taken_at);
        one.session_id != other.session_id
            && one.changed_at <= second
            && other.changed_at <= second
            && one.spans.iter().any(|span| other.spans.iter().any(|theirs| span.overlaps(theirs)))
    };
    of.into_iter()
        .filter(|(_, seats)| {
            seats
                .iter()
                .enumerate()
                .any(|(index, one)| seats.iter().skip(index + 1).any(|other| both(one, other)))
        })
        .map(|(person_id, _)| person_id)
        .collect()
}

/// What a closed session came to is what its marks say, and each who attended, and passed what was asked, has the evidence; one that was opened
/// again has none. `tested`: people whose tests are looked at soon.
fn closed(conn: &mut Conn, found: &Found, tested: &HashSet<String>) -> Result<Vec<Fault>, Error> {
    let mut faults = Vec::new();
    let last = store::last_closing(conn, found.session.id)?;
    if last.as_ref().map(|closing| closing.at) != found.session.closed_at {
        faults.push(Fault::Closing(found.session.id));
    }
    let proofs = store::proofs_of(conn, found.session.id)?;
    let (stands, before): (Vec<_>, Vec<_>) = proofs
        .into_iter()
        .partition(|(closing, ..)| last.as_ref().is_some_and(|last| last.id == closing.id));
    let again: HashSet<Option<Id>> = stands.iter().map(|(_, result, _)| result.evidence_id).collect();
    for (_, result, proof) in before {
        let still = proof.is_some_and(|proof| proof.revoked_at.is_none());
        if still && !again.contains(&result.evidence_id) {
            faults.push(Fault::StillProven(result.booking_id));
        }
    }
    let Some(closed_at) = found.session.closed_at else {
        return Ok(faults);
    };
    // What is asked for may be another since; what was counted then is not.
    if found.workshop.updated_at > closed_at {
        return Ok(faults);
    }
    let results: HashMap<Id, _> = stands
        .iter()
        .map(|(_, result, proof)| (result.booking_id, (result, proof)))
        .collect();
    let tally = tally(conn, found, closed_at)?;
    let ids: Vec<Id> = results.values().map(|(result, _)| result.id).collect();
    let tests = store::tests_of_results(conn, &ids)?;
    for (named, outcome, minutes) in &tally.results {
        let booking = &named.booking;
        let Some((result, proof)) = results.get(&booking.id) else {
            faults.push(Fault::Result(booking.id));
            continue;
        };
        if result.outcome != outcome.as_str() || i64::from(result.minutes) != *minutes {
            faults.push(Fault::Result(booking.id));
        }
        let earns = tally.earns(named, *outcome);
        let test = tests.get(&result.id);
        let earned = earns.is_some() && test.is_none_or(|test| test.asked.pass_id.is_some());
        let fits = proof.is_some_and(|proof| Some(proof.person_id) == booking.person_id && proof.course_id == found.course.id);
        if earned != fits {
            faults.push(Fault::Unproven(booking.id));
        }
        // What the test says now, unless that is on its way.
        if let Some(person_id) = earns.filter(|id| test.is_some() && !tested.contains(&id.to_string()))
            && turns(conn, person_id)?.iter().any(|turn| turn.booking_id == booking.id)
        {
            faults.push(Fault::Unproven(booking.id));
        }
    }
    Ok(faults)
}
