//! Whether what a session needs is free: rooms, equipment, those who teach; and whether these hold what the workshop asks of them. Asked with all
//! of them locked, so that of two who save at once the second sees what the first took.

use super::{Hand, NewSession};
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::Span;
use crate::rules::workshop::clash::{BETWEEN, Buffers, Clash, away, clash, days};
use crate::rules::workshop::part::local;
use crate::workshops::profile::Profile;
use crate::workshops::store::{self, Absence, Found, Use, Which};
use chrono::Duration;
use chrono_tz::Tz;
use std::collections::BTreeSet;

/// Most minutes that are kept free around a use.
pub const MOST_BUFFER: i32 = 1440;

/// Something that speaks against a session as it was typed.
struct Told {
    field: &'static str,
    clash: Clash,
    message: Message,
}

impl Told {
    /// In use, or not free around it.
    fn busy(field: &'static str, clash: Clash, name: &str, span: &Span, zone: Tz) -> Self {
        let (from, to) = (local(span.starts_at, zone), local(span.ends_at, zone));
        let key = if clash == Clash::Taken { "clash-taken" } else { "clash-tight" };
        let message = Message::new(key)
            .with("name", name)
            .with("on", from.date())
            .with("from", from.format("%H:%M"))
            .with("to", to.format("%H:%M"));
        Self { field, clash, message }
    }
}

/// Checks a session against the others, and answers in words what was overridden; none: it needs no more than it had, so that what was decided
/// before stands.
///
/// # Errors
///
/// [`Error::Invalid`] at the field of what is in use at that time, and of who would teach and has a booking here; and at the fields of what else
/// speaks against it and the one for the reason, as long as none is given.
pub fn check(conn: &mut Conn, hand: &Hand<'_>, new: &NewSession, was: Option<&Found>) -> Result<Option<Vec<String>>, Error> {
    let rooms: Vec<Id> = new.resources.iter().map(|resource| resource.id).collect();
    let people: Vec<Id> = new.trainers.iter().filter_map(|(id, _)| *id).collect();
    store::lock_resources(conn, &rooms)?;
    let moved = was.is_some_and(|was| was.spans() != new.spans);
    let attending = if moved { seated(conn, new.session.id)? } else { Vec::new() };
    let mut held = people.clone();
    held.extend(attending.iter().map(|(person_id, _)| *person_id));
    store::lock_people(conn, new.session.id, &held)?;
    if was.is_some_and(|was| asks_for_no_more(new, was, &rooms, &people)) {
        return Ok(None);
    }
    let mut told = against(conn, hand, new, &rooms, &people)?;
    told.extend(booked(conn, new, &attending)?);
    if let Some(was) = was {
        told.extend(attends(conn, new, was)?);
    }
    let hard: Vec<&Told> = told.iter().filter(|one| !one.clash.can_be_overridden()).collect();
    let fault = |one: &&Told| FieldError::new(one.field, one.message.clone());
    if !hard.is_empty() {
        return Err(Error::Invalid(hard.iter().map(fault).collect()));
    }
    if !told.is_empty() && new.session.clash_reason.is_none() {
        let mut faults: Vec<FieldError> = told.iter().map(|one| fault(&one)).collect();
        faults.push(FieldError::new("clash_reason", Message::new("clash-reason-needed")));
        return Err(Error::Invalid(faults));
    }
    let words = |one: Told| {
        let values: Vec<String> = one.message.args.into_iter().map(|(_, value)| value).collect();
        format!("{}: {}", one.clash.as_str(), values.join(", "))
    };
    Ok(Some(told.into_iter().map(words).collect()))
}

/// What speaks against a new session as it would be, the worst first, with whether it rules the session out. Nothing is locked: it is looked
/// at, not decided.
pub fn look(conn: &mut Conn, hand: &Hand<'_>, new: &NewSession) -> Result<Vec<(bool, Message)>, Error> {
    let rooms: Vec<Id> = new.resources.iter().map(|resource| resource.id).collect();
    let people: Vec<Id> = new.trainers.iter().filter_map(|(id, _)| *id).collect();
    let told = against(conn, hand, new, &rooms, &people)?.into_iter();
    let mut all: Vec<(bool, Message)> = told.map(|one| (!one.clash.can_be_overridden(), one.message)).collect();
    all.sort_by_key(|(hard, _)| !hard);
    Ok(all)
}

/// Everything that speaks against a session.
fn against(conn: &mut Conn, hand: &Hand<'_>, new: &NewSession, rooms: &[Id], people: &[Id]) -> Result<Vec<Told>, Error> {
    let mut told = busy(conn, new, rooms, people)?;
    told.extend(absent(conn, hand, new, people)?);
    told.extend(unfit(conn, new, people)?);
    told.extend(small(new));
    Ok(told)
}

/// Whether a session needs no more than it has: what was decided before is not asked again.
fn asks_for_no_more(new: &NewSession, was: &Found, rooms: &[Id], people: &[Id]) -> bool {
    let had: BTreeSet<Id> = was.resources.iter().map(|resource| resource.id).collect();
    let taught: BTreeSet<Id> = was.trainers.iter().filter_map(|trainer| trainer.person_id).collect();
    let same = new.spans == was.spans() && new.session.time_zone == was.session.time_zone;
    same && new.session.seats <= was.session.seats
        && rooms.len() == had.len()
        && rooms.iter().all(|id| had.contains(id))
        && people.iter().all(|id| taught.contains(id))
}

/// The sessions that somebody teaches although they are away then: open or drafts, and not over; in the order of time.
pub fn missed(conn: &mut Conn, absence: &Absence, now: Instant) -> Result<Vec<Found>, Error> {
    let days = [(absence.from_on, absence.to_on)];
    let mut taught = store::list(conn, &Which::Taught(absence.person_id, now))?;
    taught.retain(|found| {
        let ahead = found.session.ends_at.is_some_and(|at| at > now) && found.session.state != "cancelled";
        ahead && away(&found.spans(), &days, found.session.zone()).is_some()
    });
    taught.sort_by_key(|found| found.session.starts_at);
    Ok(taught)
}

/// What is in use, or not free around it.
fn busy(conn: &mut Conn, new: &NewSession, rooms: &[Id], people: &[Id]) -> Result<Vec<Told>, Error> {
    let (Some(first), Some(last)) = (new.spans.first(), new.spans.last()) else {
        return Ok(Vec::new());
    };
    // Far enough for the buffers of both.
    let room = Duration::minutes(i64::from(MOST_BUFFER) * 2);
    let (from, to): (Instant, Instant) = (first.starts_at.plus(-room), last.ends_at.plus(room));
    let (id, zone) = (new.session.id, new.session.zone());
    let uses = store::uses(conn, rooms, id, from, to)?;
    let teaches = store::teaches(conn, people, id, from, to)?;
    let find = |all: &[Use], subject: Id, buffers: Buffers| {
        let used: Vec<Span> = all.iter().filter(|one| one.subject_id == subject).map(Use::span).collect();
        clash(&new.spans, &used, buffers)
    };
    let mut told = Vec::new();
    for resource in &new.resources {
        let field = if resource.is_room() { "rooms" } else { "equipment" };
        let found = find(&uses, resource.id, resource.buffers());
        told.extend(found.map(|(clash, span)| Told::busy(field, clash, &resource.name, &span, zone)));
    }
    for (person_id, name) in &new.trainers {
        let found = person_id.and_then(|id| find(&teaches, id, BETWEEN));
        told.extend(found.map(|(clash, span)| Told::busy("trainers", clash, name, &span, zone)));
    }
    Ok(told)
}

/// Who has a seat by name, and their names.
fn seated(conn: &mut Conn, id: Id) -> Result<Vec<(Id, String)>, Error> {
    let standing = store::of_session(conn, id, false)?;
    let named = standing.iter().filter(|named| named.booking.status().holds_seat());
    Ok(named
        .filter_map(|named| Some((named.booking.person_id?, named.name().to_owned())))
        .collect())
}

/// Who of those who have a seat has another one at the new time: booking both is refused, and so must not come about by moving one of them.
fn booked(conn: &mut Conn, new: &NewSession, seated: &[(Id, String)]) -> Result<Option<Told>, Error> {
    let people: Vec<Id> = seated.iter().map(|(person_id, _)| *person_id).collect();
    let busy = store::busy(conn, &people, new.session.id, &new.spans)?;
    let names: Vec<&str> = seated
        .iter()
        .filter(|(person_id, _)| busy.contains(person_id))
        .map(|(_, name)| name.as_str())
        .collect();
    Ok((!names.is_empty()).then(|| Told {
        field: "part_1_on",
        clash: Clash::Booked,
        message: Message::new("clash-booked").with("names", names.join(", ")),
    }))
}

/// Who would teach from now on and has a booking that stands, be it a seat, an offer or a place in line: whoever teaches takes none, and none
/// is taken from them unasked.
fn attends(conn: &mut Conn, new: &NewSession, was: &Found) -> Result<Vec<Told>, Error> {
    let standing = store::of_session(conn, was.session.id, false)?;
    let stands = |id: &Id| {
        let taught = was.trainers.iter().any(|trainer| trainer.person_id == Some(*id));
        !taught && standing.iter().any(|named| named.booking.person_id == Some(*id))
    };
    let told = |(id, name): &(Option<Id>, String)| {
        id.filter(stands).map(|_| Told {
            field: "trainers",
            clash: Clash::Attends,
            message: Message::new("clash-attends").with("name", name),
        })
    };
    Ok(new.trainers.iter().filter_map(told).collect())
}

/// Who is away.
fn absent(conn: &mut Conn, hand: &Hand<'_>, new: &NewSession, people: &[Id]) -> Result<Vec<Told>, Error> {
    let yesterday = hand.now.plus(-Duration::days(1)).date_naive();
    let absences = store::absences_of(conn, people, yesterday)?;
    let told = |(id, name): &(Option<Id>, String)| {
        let own = absences.iter().filter(|(absence, _)| Some(absence.person_id) == *id);
        let days: Vec<_> = own.map(|(absence, _)| (absence.from_on, absence.to_on)).collect();
        let on = away(&new.spans, &days, new.session.zone())?;
        Some(Told {
            field: "trainers",
            clash: Clash::Away,
            message: Message::new("clash-away").with("name", name).with("on", on),
        })
    };
    Ok(new.trainers.iter().filter_map(told).collect())
}

/// Who does not hold what the workshop asks of those who teach it. Without a date nobody is judged yet.
fn unfit(conn: &mut Conn, new: &NewSession, people: &[Id]) -> Result<Vec<Told>, Error> {
    let days = days(&new.spans, new.session.zone());
    let Some(on) = days.first() else { return Ok(Vec::new()) };
    let profile = Profile::of(conn, new.session.workshop_id, people)?;
    let told = |(id, name): &(Option<Id>, String)| {
        let courses = profile.lacks((*id)?, &days);
        (!courses.is_empty()).then(|| Told {
            field: "trainers",
            clash: Clash::Lacks,
            message: Message::new("clash-lacks")
                .with("name", name)
                .with("on", on)
                .with("courses", courses.join(", ")),
        })
    };
    Ok(new.trainers.iter().filter_map(told).collect())
}

/// Whether the rooms hold everybody; one of which nobody said how many it holds, holds all.
fn small(new: &NewSession) -> Option<Told> {
    let rooms = new.resources.iter().filter(|resource| resource.is_room());
    let held: Option<i32> = rooms.clone().map(|room| room.capacity).sum();
    let count = held.filter(|held| rooms.count() > 0 && *held < new.session.seats)?;
    Some(Told {
        field: "rooms",
        clash: Clash::Small,
        message: Message::new("clash-small").with("count", count),
    })
}
