//! Reading a session.

use super::{LONGEST_TEXT, coordinates, number, price::price};
use crate::people::store as people;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::form::{Faults, Typed};
use crate::rules::coordinates::Coordinates;
use crate::rules::id::{Id, Instant};
use crate::rules::person::Role;
use crate::rules::workshop::part::{Fault, MOST_HOURS, place};
use crate::rules::workshop::{Local, Price, Span};
use crate::workshops::deed::NewSession;
use crate::workshops::store::{Found, Resource, Session, Workshop};
use chrono::{NaiveDate, NaiveTime};

/// Most parts of a session.
pub const MOST_PARTS: usize = 12;

/// Fields of a part, after `part_<n>_`.
pub const STEPS: [&str; 3] = ["on", "from", "to"];

/// Who can be chosen to teach: identifier and name.
pub type Staff = Vec<(Id, String)>;

/// Who can teach a workshop of this path: trainers above it.
pub fn staff(conn: &mut Conn, path: &str, today: NaiveDate) -> Result<Staff, Error> {
    let mut all = people::holders_above(conn, Role::Trainer, path, today)?;
    all.sort_by_key(|person| (person.family_name.clone(), person.id));
    Ok(all.into_iter().map(|person| (person.id, person.name())).collect())
}

/// What a form can choose from, and what counts where it does not say.
#[derive(Clone, Copy, Debug)]
pub struct Means<'g> {
    /// Who can teach.
    pub staff: &'g Staff,
    /// Rooms and equipment.
    pub rooms: &'g [Resource],
    /// What it costs.
    pub price: Option<&'g Price>,
}

/// A session as typed, or all that is wrong with it. `before` is the one that is changed; where it is open and somebody stands in line, the
/// form must say whether they are told (`asked`).
pub fn session(
    chance: &Chance,
    typed: &Typed,
    workshop: &Workshop,
    means: &Means<'_>,
    before: Option<&Found>,
    asked: bool,
    now: Instant,
) -> Result<NewSession, Error> {
    let mut faults = Faults::new();
    let language = typed.one("language").to_owned();
    if !workshop.languages.0.contains(&language) {
        faults.note("language", "fault-choice");
    }
    let resources = resources(&mut faults, typed, means.rooms);
    let (own, was) = (
        Spot::of(&resources),
        Spot::of(before.map(|found| found.resources.as_slice()).unwrap_or_default()),
    );
    // What the room before said of itself goes with it.
    let said = |typed: Option<String>, was: Option<String>, own: Option<String>| typed.filter(|text| Some(text) != was.as_ref()).or(own);
    let coordinates = coordinates(&mut faults, typed).filter(|at| Some(*at) != was.coordinates);
    let place_name = said(line(&mut faults, typed, "place"), was.name, own.name);
    let address = said(line(&mut faults, typed, "address"), was.address, own.address.clone());
    // Another address than the room's is at another point.
    let coordinates = coordinates.or(own.coordinates.filter(|_| address == own.address));
    let directions = faults.text("directions", typed.one("directions"), LONGEST_TEXT, false);
    let directions = said(directions, was.directions, own.directions);
    let online_url = line(&mut faults, typed, "online_url");
    if online_url
        .as_deref()
        .is_some_and(|url| !url.starts_with("https://") || url.contains(char::is_whitespace))
    {
        faults.note("online_url", "session-fault-link");
    }
    if place_name.is_none() && typed.one("place").trim().is_empty() && typed.one("online_url").trim().is_empty() {
        faults.note("place", "session-fault-where");
    }
    let zone = typed.one("time_zone").trim().parse::<chrono_tz::Tz>().ok();
    if zone.is_none() {
        faults.note("time_zone", "session-fault-zone");
    }
    let seats = number(&mut faults, typed, "seats", Some(workshop.most_people), 1, 500);
    let standing: Vec<Span> = before.map(Found::spans).unwrap_or_default();
    let spans = parts(&mut faults, typed, zone.unwrap_or(chrono_tz::UTC), &standing, now);
    let trainers = trainers(&mut faults, typed, means.staff);
    let price = price(&mut faults, typed, means.price.cloned());
    let clash_reason = faults.text("clash_reason", typed.one("clash_reason"), LONGEST_TEXT, false);
    let tell = match typed.one("tell") {
        "yes" | "true" => true,
        "no" | "false" => false,
        _ if asked => {
            faults.note("tell", "session-fault-tell");
            false
        }
        _ => false,
    };
    faults.done()?;
    let kept = before.map(|found| &found.session);
    Ok(NewSession {
        session: Session {
            id: kept.map_or_else(|| chance.id(now), |session| session.id),
            workshop_id: workshop.id,
            state: kept.map_or_else(|| "draft".to_owned(), |session| session.state.clone()),
            language,
            place: place_name,
            address,
            directions,
            online_url,
            time_zone: zone.unwrap_or(chrono_tz::UTC).name().to_owned(),
            seats: seats.unwrap_or(workshop.most_people),
            starts_at: spans.first().map(|span| span.starts_at),
            ends_at: spans.last().map(|span| span.ends_at),
            next_at: None,
            warned_at: kept.and_then(|session| session.warned_at),
            reason: None,
            created_at: kept.map_or(now, |session| session.created_at),
            updated_at: now,
            revision: kept.map_or(0, |session| session.revision + 1),
            closed_at: kept.and_then(|session| session.closed_at),
            closed_by: kept.and_then(|session| session.closed_by),
            asked_at: kept.and_then(|session| session.asked_at),
            clash_reason,
            latitude: coordinates.map(|at| at.latitude),
            longitude: coordinates.map(|at| at.longitude),
        },
        spans,
        trainers,
        resources,
        price,
        tell,
    })
}

/// Where a session in these rooms takes place.
#[derive(Default)]
struct Spot {
    name: Option<String>,
    address: Option<String>,
    directions: Option<String>,
    coordinates: Option<Coordinates>,
}

impl Spot {
    fn of(resources: &[Resource]) -> Self {
        let rooms: Vec<&Resource> = resources.iter().filter(|resource| resource.is_room()).collect();
        let names: Vec<&str> = rooms.iter().map(|room| room.name.as_str()).collect();
        Self {
            name: (!names.is_empty()).then(|| names.join(", ")),
            address: rooms.iter().find_map(|room| room.address.clone()),
            directions: rooms.iter().find_map(|room| room.directions.clone()),
            coordinates: rooms.iter().find_map(|room| room.coordinates()),
        }
    }
}

/// The rooms and the equipment chosen, rooms first.
fn resources(faults: &mut Faults, typed: &Typed, known: &[Resource]) -> Vec<Resource> {
    let mut chosen: Vec<Resource> = Vec::new();
    for (field, kind) in [("rooms", "room"), ("equipment", "equipment")] {
        for key in typed.all(field) {
            match known.iter().find(|one| one.kind == kind && one.id.to_string() == key) {
                Some(one) if chosen.contains(one) => {}
                Some(one) => chosen.push(one.clone()),
                None => faults.note(field, "fault-choice"),
            }
        }
    }
    chosen
}

fn line(faults: &mut Faults, typed: &Typed, field: &'static str) -> Option<String> {
    let text = faults.text(field, typed.one(field), 300, false)?;
    if text.contains(['\n', '\r', '\t']) {
        faults.note(field, "fault-control");
        return None;
    }
    Some(text)
}

/// The parts whose day is filled in, each fault at its field.
fn parts(faults: &mut Faults, typed: &Typed, zone: chrono_tz::Tz, standing: &[Span], now: Instant) -> Vec<Span> {
    let (mut numbers, mut locals) = (Vec::new(), Vec::new());
    let mut unreadable = false;
    for number in 1..=MOST_PARTS {
        let [on, from, to] = STEPS.map(|step| format!("part_{number}_{step}"));
        if [&on, &from, &to].iter().all(|field| typed.one(field).trim().is_empty()) {
            continue;
        }
        let day = faults.date(&on, typed.one(&on), true);
        let mut time = |field: &String| {
            let read = ["%H:%M", "%H.%M", "%H:%M:%S"]
                .iter()
                .find_map(|form| NaiveTime::parse_from_str(typed.one(field).trim(), form).ok());
            if read.is_none() {
                faults.note(field.clone(), "session-fault-time");
            }
            read
        };
        match (day, time(&from), time(&to)) {
            (Some(on), Some(from), Some(to)) => {
                numbers.push(number);
                locals.push(Local { on, from, to });
            }
            _ => unreadable = true,
        }
    }
    if unreadable {
        return Vec::new();
    }
    match place(&locals, zone, standing, now) {
        Ok(spans) => spans,
        Err(found) => {
            for (index, fault) in found {
                let number = numbers.get(index).copied().unwrap_or(1);
                let (step, message) = match fault {
                    Fault::EndsBefore => ("to", Message::new("session-fault-ends-before")),
                    Fault::TooLong => ("to", Message::new("session-fault-too-long").with("hours", MOST_HOURS)),
                    Fault::BeginSkipped => ("from", Message::new("session-fault-skipped")),
                    Fault::EndSkipped => ("to", Message::new("session-fault-skipped")),
                    Fault::Overlaps(other) => {
                        let other = numbers.get(other).copied().unwrap_or(1);
                        ("on", Message::new("session-fault-overlaps").with("part", other))
                    }
                    Fault::Past => ("on", Message::new("session-fault-past")),
                };
                faults.add(format!("part_{number}_{step}"), message);
            }
            Vec::new()
        }
    }
}

/// Who teaches: those chosen among ours, then the names from outside, one a line.
fn trainers(faults: &mut Faults, typed: &Typed, staff: &Staff) -> Vec<(Option<Id>, String)> {
    let mut trainers: Vec<(Option<Id>, String)> = Vec::new();
    for key in typed.all("trainers") {
        match staff.iter().find(|(id, _)| id.to_string() == key) {
            Some((id, name)) if !trainers.iter().any(|(known, _)| known == &Some(*id)) => trainers.push((Some(*id), name.clone())),
            Some(_) => {}
            None => faults.note("trainers", "fault-choice"),
        }
    }
    let outside = faults.text("external_trainers", typed.one("external_trainers"), 500, false);
    let names = outside
        .iter()
        .flat_map(|text| text.lines())
        .map(str::trim)
        .filter(|name| !name.is_empty());
    trainers.extend(names.map(|name| (None, name.to_owned())));
    trainers
}
