//! Days on which sessions could take place, for courses of which seats are missing: a room, somebody who teaches and the equipment that it
//! needed before are free on each of its days, and nobody has a day off.

use super::deed::series::parts;
use super::form;
use super::planning::Line;
use super::profile::Profile;
use super::store::{self, Found, Resource, Use, Which};
use crate::organisations::store::calendar;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::ahead::month_of;
use crate::rules::calendar::Calendar;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::clash::{BETWEEN, days as session_days};
use crate::rules::workshop::part::place;
use crate::rules::workshop::place::country_of;
use crate::rules::workshop::proposal::{Means, propose};
use crate::rules::workshop::{Local, Span};
use chrono::{Days, Duration, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use std::collections::BTreeSet;

/// Days between today and the first proposal, in which a session becomes known.
const LEAST_DAYS: u64 = 14;

/// A day for a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The first day.
    pub on: NaiveDate,
    /// The room: identifier and name.
    pub room: (Id, String),
    /// Who teaches: identifier and name.
    pub trainer: (Id, String),
    /// Equipment that it needs, as it did before: identifier and name.
    pub equipment: Vec<(Id, String)>,
    /// The session whose days, hours, language and cost it would have; none: the workshop has none yet.
    pub like: Option<Id>,
}

/// For each line of which seats are missing the first day from the month in which they are on; none: no room or nobody is free, or there is no
/// workshop.
pub fn proposals(conn: &mut Conn, lines: &[Line], today: NaiveDate, now: Instant, zone: Tz) -> Result<Vec<Option<Proposed>>, Error> {
    let calendar = calendar::load(conn, 0)?;
    let mut taken: Vec<(Id, Vec<Span>)> = Vec::new();
    let mut all = Vec::new();
    for line in lines {
        let from = line.months.iter().find(|month| month.short > 0).map(|month| month.on);
        let until = line.months.last().map(|month| month.on);
        let found = match (line.workshop_id, from.zip(until)) {
            (Some(id), Some(window)) => of_workshop(conn, id, window, &calendar, &taken, today, now, zone)?,
            _ => None,
        };
        all.push(found.map(|(proposed, spans)| {
            // What is proposed here is not proposed for the next one too.
            taken.push((proposed.room.0, spans.clone()));
            taken.push((proposed.trainer.0, spans.clone()));
            taken.extend(proposed.equipment.iter().map(|(id, _)| (*id, spans.clone())));
            proposed
        }));
    }
    Ok(all)
}

type Candidates = Vec<(NaiveDate, Vec<Span>)>;

fn of_workshop(
    conn: &mut Conn,
    workshop_id: Id,
    (from, until): (NaiveDate, NaiveDate),
    calendar: &Calendar,
    taken: &[(Id, Vec<Span>)],
    today: NaiveDate,
    now: Instant,
    zone: Tz,
) -> Result<Option<(Proposed, Vec<Span>)>, Error> {
    let Some((workshop, _, path)) = store::find_workshop(conn, workshop_id)? else {
        return Ok(None);
    };
    let sessions = store::list(conn, &Which::Of(workshop_id))?;
    // The last that has a date; else none.
    let like = sessions
        .iter()
        .rev()
        .find(|found| !found.parts.is_empty() && found.session.state != "cancelled");
    let zone = like.map_or(zone, |found| found.session.zone());
    let days = candidates(like, from, until, calendar, today, now, zone);
    let seats = like.map_or(workshop.most_people, |found| found.session.seats);
    let rooms = rooms(conn, &path, like, seats)?;
    let staff = staff(conn, &path, like, today)?;
    let (Some(first), Some(last)) = (
        days.first().and_then(|(_, spans)| spans.first()),
        days.last().and_then(|(_, spans)| spans.last()),
    ) else {
        return Ok(None);
    };
    let room = Duration::minutes(i64::from(super::deed::clash::MOST_BUFFER) * 2);
    let (from_at, to_at) = (first.starts_at.plus(-room), last.ends_at.plus(room));
    let equipment = equipment(like);
    let room_ids: Vec<Id> = rooms.iter().chain(&equipment).map(|one| one.id).collect();
    let staff_ids: Vec<Id> = staff.iter().map(|(id, _)| *id).collect();
    // No session has the identifier of a workshop: nothing is left out.
    let uses = store::uses(conn, &room_ids, workshop_id, from_at, to_at)?;
    let teaches = store::teaches(conn, &staff_ids, workshop_id, from_at, to_at)?;
    let absences = store::absences_of(conn, &staff_ids, today)?;
    let profile = Profile::of(conn, workshop_id, &staff_ids)?;
    let used = |all: &[Use], id: Id| -> Vec<Span> {
        let known = all.iter().filter(|one| one.subject_id == id).map(Use::span);
        let proposed = taken
            .iter()
            .filter(|(subject, _)| *subject == id)
            .flat_map(|(_, spans)| spans.iter().copied());
        known.chain(proposed).collect()
    };
    let means = |room: &Resource| Means {
        id: room.id,
        used: used(&uses, room.id),
        buffers: room.buffers(),
        away: Vec::new(),
    };
    let teacher = |(id, _): &(Id, String)| {
        let own = absences.iter().filter(|(absence, _)| absence.person_id == *id);
        // Nobody is proposed for a day on which they lack what the workshop asks of them.
        let on_each = days.iter().flat_map(|(_, spans)| session_days(spans, zone));
        let unfit = on_each.filter(|on| !profile.lacks(*id, &BTreeSet::from([*on])).is_empty());
        Means {
            id: *id,
            used: used(&teaches, *id),
            buffers: BETWEEN,
            away: own
                .map(|(absence, _)| (absence.from_on, absence.to_on))
                .chain(unfit.map(|on| (on, on)))
                .collect(),
        }
    };
    let (free_rooms, free_staff): (Vec<Means>, Vec<Means>) = (rooms.iter().map(means).collect(), staff.iter().map(teacher).collect());
    let needed: Vec<Means> = equipment.iter().map(means).collect();
    let Some(found) = propose(&days, &free_rooms, &free_staff, &needed, zone) else {
        return Ok(None);
    };
    let named = || {
        let (room, trainer) = (rooms.get(found.room)?, staff.get(found.trainer)?);
        let (_, spans) = days.iter().find(|(on, _)| *on == found.on)?;
        let proposed = Proposed {
            on: found.on,
            room: (room.id, room.name.clone()),
            trainer: trainer.clone(),
            equipment: equipment.iter().map(|one| (one.id, one.name.clone())).collect(),
            like: like.map(|found| found.session.id),
        };
        Some((proposed, spans.clone()))
    };
    Ok(named())
}

/// Rooms that hold everybody, those in which it took place before first.
fn rooms(conn: &mut Conn, path: &str, like: Option<&Found>, seats: i32) -> Result<Vec<Resource>, Error> {
    let mut rooms = form::rooms(conn, path, None)?;
    rooms.retain(|one| one.is_room() && one.capacity.is_none_or(|holds| holds >= seats));
    let before = |room: &Resource| like.is_some_and(|found| found.resources.iter().any(|one| one.id == room.id));
    rooms.sort_by_key(|room| !before(room));
    Ok(rooms)
}

/// What the session before needed besides its room, as far as it is still in use.
fn equipment(like: Option<&Found>) -> Vec<Resource> {
    let needed = like.iter().flat_map(|found| &found.resources);
    needed.filter(|one| !one.is_room() && one.archived_at.is_none()).cloned().collect()
}

/// Who can teach, those who did first.
fn staff(conn: &mut Conn, path: &str, like: Option<&Found>, today: NaiveDate) -> Result<Vec<(Id, String)>, Error> {
    let mut staff = form::staff(conn, path, today)?;
    let before = |id: Id| like.is_some_and(|found| found.trainers.iter().any(|one| one.person_id == Some(id)));
    staff.sort_by_key(|(id, _)| !before(*id));
    Ok(staff)
}

/// Days of a span of months on which every part falls on a working day of the place, with when the parts would be.
fn candidates(
    like: Option<&Found>,
    from: NaiveDate,
    until: NaiveDate,
    calendar: &Calendar,
    today: NaiveDate,
    now: Instant,
    zone: Tz,
) -> Candidates {
    let clock = |hour: u32, minute: u32| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
    let usual = Local {
        on: from,
        from: clock(9, 0),
        to: clock(16, 30),
    };
    let pattern = like.map_or_else(|| vec![usual], parts);
    let country = country_of(zone.name()).unwrap_or_default();
    let soonest = today.checked_add_days(Days::new(LEAST_DAYS)).unwrap_or(today);
    let days = from.max(soonest).iter_days().take_while(|on| month_of(*on) <= month_of(until));
    let at = |on: NaiveDate| -> Option<(NaiveDate, Vec<Span>)> {
        let begin = pattern.first()?.on;
        let moved: Vec<Local> = pattern
            .iter()
            .map(|part| {
                Some(Local {
                    on: part.on.checked_add_signed(on - begin)?,
                    ..*part
                })
            })
            .collect::<Option<_>>()?;
        let working = moved.iter().all(|part| calendar.works(country, part.on));
        let spans = place(&moved, zone, &[], now).ok()?;
        working.then_some((on, spans))
    };
    days.filter_map(at).collect()
}
