//! Who was told that something is owed, by requirements that tell when it is over, and how it stands today.

use super::PORTION;
use super::material::Material;
use crate::obligations::ladder;
use crate::obligations::store::of_people;
use crate::on;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::{Status, midnight};
use crate::rules::reminder::{Addressee, Defaults, Ending, Fate, Ladder, Reminded, Reminders};
use crate::schema::{memberships, notices, requirement_versions};
use chrono::NaiveDate;
use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What was told: person, requirement, recipient; the due date and the role of the latest.
type Told = BTreeMap<(Id, Id, Id), (NaiveDate, Addressee)>;

/// Everybody who was told and has not been told yet that it is over. What was told before the requirement said so stays as it is.
pub fn load(conn: &mut Conn, material: &mut Material, now: Instant) -> Result<Vec<Reminded>, Error> {
    let mut told = Told::new();
    for (requirement_id, since) in telling_since(conn, material, now)? {
        take(conn, requirement_id, since, &mut told)?;
    }
    let people: BTreeSet<Id> = told.keys().map(|(person_id, ..)| *person_id).chain(unsent(conn)?).collect();
    let people: Vec<Id> = people.into_iter().collect();
    let mut homes: HashMap<Id, Id> = HashMap::new();
    let mut units: HashMap<(Id, Id), Id> = HashMap::new();
    for portion in people.chunks(PORTION) {
        for row in of_people(conn, portion)? {
            let key = (row.person_id, row.requirement_id);
            units.insert(key, row.organisation_id);
            // Taken for not subject, somebody would be told that nothing is owed.
            let status = Status::from_word(&row.status).ok_or_else(|| Error::internal(format!("no status is {}", row.status)))?;
            material.states.insert(key, (status, row.due_on));
        }
        let stays: Vec<(Id, Id)> = on!(conn, c => memberships::table
            .filter(memberships::person_id.eq_any(portion))
            .order((memberships::start_on, memberships::id))
            .select((memberships::person_id, memberships::organisation_id))
            .load(c))?;
        homes.extend(stays);
    }
    material.network.meet(conn, told.keys().flat_map(|key| [key.0, key.2]), now)?;
    let today = now.date_naive();
    let reminded = |((person_id, requirement_id, recipient_id), (due_on, role)): ((Id, Id, Id), (NaiveDate, Addressee))| {
        let state = (person_id, requirement_id);
        let unit = units.get(&state).or_else(|| homes.get(&person_id));
        let since = unit.and_then(|id| material.network.units.get(id)?.reminders_since_on);
        Some(Reminded {
            person_id,
            requirement_id,
            due_on,
            recipient: Arc::clone(&material.network.person(recipient_id)?.recipient),
            role,
            switched_on: since.is_some_and(|since| since <= today),
            ending: Ending::of(material.states.get(&state).copied(), due_on),
        })
    };
    Ok(told.into_iter().filter_map(reminded).collect())
}

/// Since when each requirement has told that it is over, without a break.
fn telling_since(conn: &mut Conn, material: &Material, now: Instant) -> Result<Vec<(Id, Instant)>, Error> {
    let telling: Vec<Id> = material
        .ladders
        .iter()
        .filter(|(_, schedule)| schedule.on(now.date_naive()).tells_when_done())
        .map(|(id, _)| *id)
        .collect();
    if telling.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(Id, String, Instant, Option<Instant>)> = on!(conn, c => requirement_versions::table
        .filter(requirement_versions::requirement_id.eq_any(&telling))
        .filter(requirement_versions::state.ne("draft"))
        .order((requirement_versions::requirement_id, requirement_versions::number.desc()))
        .select((
            requirement_versions::requirement_id,
            requirement_versions::reminders,
            requirement_versions::created_at,
            requirement_versions::put_in_force_at,
        ))
        .load(c))?;
    let defaults = ladder::defaults(conn)?;
    let mut since: HashMap<Id, Instant> = HashMap::new();
    let mut broken: BTreeSet<Id> = BTreeSet::new();
    for (id, reminders, created_at, in_force_at) in rows {
        if broken.contains(&id) {
            continue;
        }
        let began = in_force_at.unwrap_or(created_at);
        let ended = since.get(&id).copied().unwrap_or(now);
        // A version that cannot be read tells nobody, as the run has it.
        let told = serde_json::from_str(&reminders)
            .ok()
            .and_then(|reminders| told_since(&reminders, &defaults, began, ended));
        since.extend(told.map(|told| (id, told)));
        if told != Some(began) {
            broken.insert(id);
        }
    }
    Ok(since.into_iter().collect())
}

/// Since when a version that decided from one instant to another had told that it is over when it ended; none: it did not.
fn told_since(reminders: &Reminders, defaults: &Defaults, began: Instant, ended: Instant) -> Option<Instant> {
    match reminders {
        Reminders::Own(own) => own.tells_when_done().then_some(began),
        Reminders::Inherited => {
            let day = defaults.since(ended.date_naive(), Ladder::tells_when_done)?;
            Some(if day <= began.date_naive() {
                began
            } else {
                midnight(day, chrono_tz::UTC)
            })
        }
    }
}

/// Steps that were told by one requirement, save where the same or a later date has been called off already.
fn take(conn: &mut Conn, requirement_id: Id, since: Instant, told: &mut Told) -> QueryResult<()> {
    let called_off = diesel::alias!(notices as called_off);
    let over = called_off
        .filter(called_off.field(notices::step_offset).is_null())
        // Not a bound value: SQLite reads the index of those that stand only where the statement itself says so.
        .filter(sql::<Bool>("called_off.fate <> 'withdrawn'"))
        .filter(called_off.field(notices::person_id).eq(notices::person_id))
        .filter(called_off.field(notices::requirement_id).eq(notices::requirement_id))
        .filter(called_off.field(notices::recipient_id).eq(notices::recipient_id))
        .filter(called_off.field(notices::due_on).ge(notices::due_on));
    let rows: Vec<(Id, Id, NaiveDate, String)> = on!(conn, c => notices::table
        .filter(notices::requirement_id.eq(requirement_id))
        .filter(notices::fate.eq(Fate::Sent.as_str()))
        .filter(notices::step_offset.is_not_null())
        .filter(notices::decided_at.ge(since))
        .filter(diesel::dsl::not(exists(over)))
        .order((notices::due_on, notices::step_offset, notices::id))
        .select((notices::person_id, notices::recipient_id, notices::due_on, notices::role))
        .load(c))?;
    for (person_id, recipient_id, due_on, role) in rows {
        let role = Addressee::ALL.into_iter().find(|one| one.as_str() == role);
        let role = role.unwrap_or(Addressee::TrainingManager);
        told.insert((person_id, requirement_id, recipient_id), (due_on, role));
    }
    Ok(())
}

/// People of whom the word that nothing is owed any more waits to leave.
fn unsent(conn: &mut Conn) -> QueryResult<Vec<Id>> {
    on!(conn, c => notices::table
        .filter(notices::step_offset.is_null())
        .filter(notices::fate.eq_any([Fate::Planned.as_str(), Fate::Held.as_str()]))
        .select(notices::person_id)
        .distinct()
        .load(c))
}
