//! Reading rooms, equipment and days on which somebody is away.

use super::{LONGEST_TEXT, coordinates, holder, number};
use crate::organisations::{Scope, store as organisations};
use crate::people::Actor;
use crate::people::store as people;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::{Faults, Typed};
use crate::rules::coordinates::Coordinates;
use crate::rules::id::{Id, Instant};
use crate::rules::person::Role;
use crate::workshops::deed::clash::MOST_BUFFER;
use crate::workshops::store::{Absence, Resource};

/// Most people that a room holds.
const MOST_PEOPLE: i32 = 5000;

/// Longest name.
const LONGEST_NAME: usize = 120;

/// A room or a piece of equipment as typed, and the path of whose it is, or all that is wrong with it. `before` is the one that is changed;
/// whose it is and what it is stay.
pub fn resource(
    conn: &mut Conn,
    chance: &Chance,
    scope: &Scope,
    typed: &Typed,
    before: Option<&Resource>,
    now: Instant,
) -> Result<(Resource, String), Error> {
    let mut faults = Faults::new();
    let holders = organisations::list(conn, scope)?;
    let holder = holder(&mut faults, typed, &holders, before.map(|resource| resource.organisation_id));
    let kind = before.map_or_else(|| typed.one("kind").to_owned(), |resource| resource.kind.clone());
    if !matches!(kind.as_str(), "room" | "equipment") {
        faults.note("kind", "fault-choice");
    }
    let name = faults.text("name", typed.one("name"), LONGEST_NAME, true);
    if name.as_deref().is_some_and(|name| name.contains(['\n', '\r', '\t'])) {
        faults.note("name", "fault-control");
    }
    let is_room = kind == "room";
    let address = faults.text("address", typed.one("address"), 300, false).filter(|_| is_room);
    if address.as_deref().is_some_and(|address| address.contains(['\n', '\r', '\t'])) {
        faults.note("address", "fault-control");
    }
    let directions = faults
        .text("directions", typed.one("directions"), LONGEST_TEXT, false)
        .filter(|_| is_room);
    let mut at = coordinates(&mut faults, typed).filter(|_| is_room);
    if is_room && typed.one("at_location") == "true" {
        at = match holder {
            Some(holder) => organisations::locations_of(conn, holder.id)?
                .first()
                .and_then(|main| Coordinates::of(main.latitude, main.longitude)),
            None => None,
        };
        if holder.is_some() && at.is_none() {
            faults.note("at_location", "room-fault-location");
        }
    }
    let capacity = match typed.one("capacity").trim() {
        "" => Some(None),
        _ => number(&mut faults, typed, "capacity", None, 1, MOST_PEOPLE).map(|count| Some(count).filter(|_| is_room)),
    };
    let before_minutes = number(&mut faults, typed, "before_minutes", Some(0), 0, MOST_BUFFER);
    let after_minutes = number(&mut faults, typed, "after_minutes", Some(0), 0, MOST_BUFFER);
    faults.done()?;
    let read = || {
        let holder = holder?;
        let resource = Resource {
            id: before.map_or_else(|| chance.id(now), |resource| resource.id),
            organisation_id: holder.id,
            kind,
            name: name?,
            address,
            directions,
            capacity: capacity?,
            before_minutes: before_minutes?,
            after_minutes: after_minutes?,
            created_at: before.map_or(now, |resource| resource.created_at),
            updated_at: now,
            revision: before.map_or(0, |resource| resource.revision + 1),
            archived_at: before.and_then(|resource| resource.archived_at),
            latitude: at.map(|at| at.latitude),
            longitude: at.map(|at| at.longitude),
        };
        Some((resource, holder.path.clone()))
    };
    read().ok_or_else(|| Error::internal("a room was read without faults and without fields"))
}

/// Whose absences somebody enters: their own, and those of everybody who teaches in the branches in which they run workshops.
pub fn teachers(conn: &mut Conn, actor: &Actor, scope: &Scope) -> Result<Vec<(Id, String)>, Error> {
    let mut all = vec![(actor.person.id, actor.person.name())];
    for top in scope.tops() {
        for person in people::holders_above(conn, Role::Trainer, top, actor.today())? {
            if all.iter().all(|(id, _)| *id != person.id) {
                all.push((person.id, person.name()));
            }
        }
    }
    Ok(all)
}

/// Days as typed.
pub fn absence(chance: &Chance, typed: &Typed, teachers: &[(Id, String)], now: Instant) -> Result<Absence, Error> {
    let mut faults = Faults::new();
    let key = typed.one("person").trim();
    let person = match key {
        "" => teachers.first(),
        _ => teachers.iter().find(|(id, _)| id.to_string() == key),
    };
    if person.is_none() {
        faults.note("person", "fault-choice");
    }
    let from_on = faults.date("from_on", typed.one("from_on"), true);
    let to_on = match typed.one("to_on").trim() {
        "" => from_on,
        text => faults.date("to_on", text, true),
    };
    if from_on.zip(to_on).is_some_and(|(from, to)| to < from) {
        faults.note("to_on", "absence-fault-order");
    } else if to_on.is_some_and(|to| to < now.date_naive()) {
        // It would stand nowhere, and no session is planned for it.
        let last = if typed.one("to_on").trim().is_empty() { "from_on" } else { "to_on" };
        faults.note(last, "absence-fault-past");
    }
    let note = faults.text("note", typed.one("note"), 300, false);
    faults.done()?;
    let read = || {
        Some(Absence {
            id: chance.id(now),
            person_id: person?.0,
            from_on: from_on?,
            to_on: to_on?,
            note,
            created_at: now,
        })
    };
    read().ok_or_else(|| Error::internal("an absence was read without faults and without fields"))
}
