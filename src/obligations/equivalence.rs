//! Courses that count for others: stating it, ending it, withdrawing it, and whose obligations that would change.

use super::assessment::{Assessor, Decisive};
use super::recalculation::{Known, PORTION};
use super::store;
use super::{Cause, job};
use crate::courses::{self, store as statements, store::Course, store::Equivalence};
use crate::organisations::{Scope, store as organisations};
use crate::people::store as people;
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::{Conn, Db};
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::{self as rules, Assessment, Extent, Status};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Most characters of a reason.
pub const LONGEST_REASON: usize = 500;

/// Most people whom a preview names.
const MOST_NAMED: usize = 50;

/// A statement that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// Code of the course that is taken.
    pub course: String,
    /// Code of the course for which it counts.
    pub counts_for: String,
    /// How far.
    pub extent: Extent,
    /// Whether it holds the other way round too.
    pub both_ways: bool,
    /// First day of evidence for which it holds.
    pub from_on: NaiveDate,
    /// Last such day.
    pub to_on: Option<NaiveDate>,
    /// Why.
    pub reason: String,
}

/// A statement as it was typed or sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// Code of the course that is taken.
    pub course: String,
    /// `full` or `refresher`.
    pub extent: String,
    /// `true`: it holds the other way round too.
    pub both_ways: String,
    /// First day.
    pub from_on: String,
    /// Last day; empty: open.
    pub to_on: String,
    /// Why.
    pub reason: String,
    /// What is to be done: `preview` or `save`.
    pub act: String,
}

impl Typed {
    /// The statement; all faults at once.
    pub fn read(&self, counts_for: &str) -> Result<New, Error> {
        let mut faults = Faults::new();
        let course = faults.text("course", &self.course, 100, true);
        let extent = Extent::from_word(&self.extent);
        if extent.is_none() {
            faults.note("extent", "fault-missing");
        }
        let from_on = faults.date("from_on", &self.from_on, true);
        let to_on = faults.date("to_on", &self.to_on, false);
        let reason = faults.text("reason", &self.reason, LONGEST_REASON, true);
        let read = match (course, extent, from_on, reason) {
            (Some(course), Some(extent), Some(from_on), Some(reason)) => Some(New {
                course,
                counts_for: counts_for.to_owned(),
                extent,
                both_ways: self.both_ways == "true",
                from_on,
                to_on,
                reason,
            }),
            _ => None,
        };
        faults.or(read)
    }
}

impl New {
    fn stated(&self) -> rules::Equivalence {
        rules::Equivalence {
            course: self.course.clone(),
            counts_for: self.counts_for.clone(),
            extent: self.extent,
            both_ways: self.both_ways,
            from: self.from_on,
            to: self.to_on,
        }
    }
}

/// What would change with a statement, or without one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Preview {
    /// Requirements in force that it concerns.
    pub requirements: Vec<String>,
    /// Obligations whose answer would be another.
    pub changed: u64,
    /// Of these: overdue or lapsed now, and no longer then.
    pub helped: u64,
    /// Of these: fine now, and overdue or lapsed then.
    pub harmed: u64,
    /// Of these: due later than now.
    pub later: u64,
    /// Of these: due earlier than now.
    pub earlier: u64,
    /// The first of them, at most 50.
    pub people: Vec<Moved>,
}

/// Somebody whose obligation would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = EquivalenceMoved)]
pub struct Moved {
    /// Who.
    #[schema(value_type = uuid::Uuid)]
    pub person_id: Id,
    /// Name.
    pub name: String,
    /// Code of the requirement.
    pub requirement: String,
    /// Status now.
    pub status_before: String,
    /// Due date now.
    pub due_before: Option<NaiveDate>,
    /// Status then.
    pub status_after: String,
    /// Due date then.
    pub due_after: Option<NaiveDate>,
}

/// A change of what counts.
#[derive(Clone, Debug)]
pub enum Change {
    /// One more statement.
    Add(New),
    /// Another last day for one.
    End(Id, NaiveDate),
    /// One that never held.
    Withdraw(Id),
    /// Another worth of a course.
    Value(super::value::New),
}

/// Whose obligations a change would move, of the people within the scope. Reads only.
pub fn preview(db: &Db, scope: &Scope, change: &Change, now: Instant) -> Result<Preview, Error> {
    let (before, after) = db.read(|conn| both(conn, change))?;
    let mut preview = Preview {
        requirements: before.iter().map(|one| one.code.clone()).collect(),
        ..Preview::default()
    };
    let mut moved: Vec<(Id, usize, Assessment, Assessment)> = Vec::new();
    let mut known = Known::default();
    let mut last = None;
    while !before.is_empty() {
        let more = db.read(|conn| {
            let people = store::people_after(conn, last, PORTION)?;
            last = people.last().copied();
            let network = known.network(conn, &people)?;
            let inputs = store::inputs_of(conn, people, &Decisive::asks(before.iter().chain(&after)))?;
            let (mut present, mut then) = (Assessor::new(network, &before, now), Assessor::new(network, &after, now));
            for input in inputs.each() {
                let mut said: BTreeMap<Id, [Option<Assessment>; 2]> = BTreeMap::new();
                for (place, assessor) in [&mut present, &mut then].into_iter().enumerate() {
                    let note = |owed: super::assessment::Owed<'_>| {
                        let visible = network
                            .organisation(owed.stay.organisation_id)
                            .is_some_and(|unit| scope.covers(&unit.path));
                        if visible && owed.assessment.status != Status::NotSubject {
                            said.entry(owed.decisive.requirement_id).or_default()[place] = Some(owed.assessment);
                        }
                    };
                    assessor.assess(&input, note, |_, _| {});
                }
                for (id, pair) in said {
                    if let [Some(now), Some(then)] = pair
                        && now.answer() != then.answer()
                        && let Some(place) = before.iter().position(|one| one.requirement_id == id)
                    {
                        preview.count(&now, &then);
                        if moved.len() < MOST_NAMED {
                            moved.push((input.person_id, place, now, then));
                        }
                    }
                }
            }
            Ok(last.is_some())
        })?;
        if !more {
            break;
        }
    }
    let names = db.read(|conn| {
        let all = moved.iter();
        all.map(|(id, ..)| Ok(people::find_any(conn, *id)?.map(|person| person.name())))
            .collect::<Result<Vec<_>, Error>>()
    })?;
    preview.people = moved
        .into_iter()
        .zip(names)
        .map(|((person_id, place, now, then), name)| Moved {
            person_id,
            name: name.unwrap_or_default(),
            requirement: before[place].code.clone(),
            status_before: now.status.as_str().to_owned(),
            due_before: now.due,
            status_after: then.status.as_str().to_owned(),
            due_after: then.due,
        })
        .collect();
    Ok(preview)
}

impl Preview {
    fn count(&mut self, now: &Assessment, then: &Assessment) {
        let day = |said: &Assessment| said.due.unwrap_or(NaiveDate::MAX);
        self.changed += 1;
        self.helped += u64::from(!now.compliant() && then.compliant());
        self.harmed += u64::from(now.compliant() && !then.compliant());
        self.later += u64::from(day(then) > day(now));
        self.earlier += u64::from(day(then) < day(now));
    }
}

fn with(mut all: rules::Statements, add: impl FnOnce(&mut rules::Statements)) -> rules::Statements {
    add(&mut all);
    all
}

/// The requirements that a change concerns, as they are and as they would be.
fn both(conn: &mut Conn, change: &Change) -> Result<(Vec<Decisive>, Vec<Decisive>), Error> {
    let present = courses::statements(conn)?;
    let then = match change {
        Change::Add(new) => with(present.clone(), |all| all.equivalences.push(new.stated())),
        Change::Value(new) => with(present.clone(), |all| all.values.push(new.stated())),
        Change::End(id, _) | Change::Withdraw(id) => {
            let one = statements::find_equivalence(conn, *id)?.ok_or(Error::NotFound)?;
            let codes = statements::codes_of(conn, std::slice::from_ref(&one))?;
            let stated = one.stated(|id| codes.get(&id).cloned());
            let mut all = present.clone();
            if let Some(place) = all.equivalences.iter().position(|other| Some(other) == stated.as_ref()) {
                let taken = all.equivalences.remove(place);
                if let Change::End(_, to) = change {
                    all.equivalences.push(rules::Equivalence { to: Some(*to), ..taken });
                }
            }
            all
        }
    };
    let versions = store::in_force(conn)?;
    let mut of = |stated: &rules::Statements| -> Result<Vec<Decisive>, Error> {
        let all = versions.iter();
        all.map(|(requirement, version)| Decisive::with_earlier(conn, requirement, version, stated))
            .collect()
    };
    let pairs = of(&present)?.into_iter().zip(of(&then)?);
    Ok(pairs.filter(|(before, after)| before.counting() != after.counting()).unzip())
}

/// States that a course counts for another, and has everybody looked at again.
///
/// # Errors
///
/// [`Error::Invalid`] where it counts for itself, ends before it begins, or the same was stated before.
pub fn state(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, new: &New) -> Result<Equivalence, Error> {
    let (course, counts_for) = checked(conn, new)?;
    let row = Equivalence {
        id: chance.id(now),
        course_id: course.id,
        counts_for_id: counts_for.id,
        extent: new.extent.as_str().to_owned(),
        both_ways: new.both_ways,
        from_on: new.from_on,
        to_on: new.to_on,
        reason: new.reason.clone(),
        created_by: by.actor_id,
        created_at: now,
        withdrawn_by: None,
        withdrawn_at: None,
        withdrawn_reason: None,
    };
    statements::insert_equivalence(conn, &row)?;
    told(conn, chance, now, by, "equivalence.state", None, &row)?;
    Ok(row)
}

/// Whether a statement can be made; answers the two courses.
///
/// # Errors
///
/// As [`state`].
pub fn checked(conn: &mut Conn, new: &New) -> Result<(Course, Course), Error> {
    let course = statements::find_by_code(conn, &new.course)?.ok_or_else(|| Error::field("course", "equivalence-no-course"))?;
    let counts_for = statements::find_by_code(conn, &new.counts_for)?.ok_or_else(|| Error::field("counts_for", "equivalence-no-course"))?;
    if course.id == counts_for.id {
        return Err(Error::field("course", "equivalence-itself"));
    }
    possible(new.from_on, new.to_on)?;
    let same = |one: &Equivalence| {
        one.withdrawn_at.is_none()
            && (one.course_id, one.counts_for_id) == (course.id, counts_for.id)
            && one.from_on <= new.to_on.unwrap_or(NaiveDate::MAX)
            && new.from_on <= one.to_on.unwrap_or(NaiveDate::MAX)
    };
    if statements::equivalences_of(conn, course.id)?.iter().any(same) {
        return Err(Error::field("course", "equivalence-stated-before"));
    }
    Ok((course, counts_for))
}

fn possible(from_on: NaiveDate, to_on: Option<NaiveDate>) -> Result<(), Error> {
    let outside = |on: &NaiveDate| !crate::rules::day::is_possible_for_proof(*on);
    if outside(&from_on) {
        return Err(Error::field("from_on", "fault-no-date"));
    }
    if to_on.as_ref().is_some_and(outside) {
        return Err(Error::field("to_on", "fault-no-date"));
    }
    if to_on.is_some_and(|to| to < from_on) {
        return Err(Error::field("to_on", "fault-ends-before-it-begins"));
    }
    Ok(())
}

/// Gives a statement a last day: what it gave before stays.
///
/// # Errors
///
/// [`Error::Invalid`] at `to_on`, [`Error::Refused`] where it was withdrawn.
pub fn end(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, before: &Equivalence, to_on: NaiveDate) -> Result<Equivalence, Error> {
    possible(before.from_on, Some(to_on))?;
    if !statements::end_equivalence(conn, before.id, to_on)? {
        return Err(Error::refused("equivalence-withdrawn-before"));
    }
    let after = Equivalence {
        to_on: Some(to_on),
        ..before.clone()
    };
    told(conn, chance, now, by, "equivalence.end", Some(before), &after)?;
    Ok(after)
}

/// Withdraws a statement as a mistake: it never held.
///
/// # Errors
///
/// [`Error::Refused`] where it was withdrawn before.
pub fn withdraw(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, before: &Equivalence, reason: &str) -> Result<Equivalence, Error> {
    if !statements::withdraw_equivalence(conn, before.id, by.actor_id, reason, now)? {
        return Err(Error::refused("equivalence-withdrawn-before"));
    }
    let after = Equivalence {
        withdrawn_by: by.actor_id,
        withdrawn_at: Some(now),
        withdrawn_reason: Some(reason.to_owned()),
        ..before.clone()
    };
    told(conn, chance, now, by, "equivalence.withdraw", Some(before), &after)?;
    Ok(after)
}

fn told(
    conn: &mut Conn,
    chance: &Chance,
    now: Instant,
    by: &By,
    action: &str,
    before: Option<&Equivalence>,
    after: &Equivalence,
) -> Result<(), Error> {
    let codes = statements::codes_of(conn, std::slice::from_ref(after))?;
    let code = |id: Id| codes.get(&id).cloned().unwrap_or_default();
    let deed = Deed {
        action,
        subject_kind: "course_equivalences",
        subject_id: after.id.to_string(),
        subject_label: format!("{} → {}", code(after.course_id), code(after.counts_for_id)),
        organisation_path: organisations::top_path(conn)?,
        before: before.and_then(audit::state),
        after: audit::state(after),
    };
    audit::record(conn, chance, now, by, deed)?;
    job::recalculate_all(conn, chance, now, Cause::Requirement)
}
