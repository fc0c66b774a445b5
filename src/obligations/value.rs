//! What courses are worth in hours and points: stating it with the day from which it holds, and withdrawing it.

use super::{Cause, job};
use crate::courses::store::{self as courses, Course, Value};
use crate::evidence::paper::worth;
use crate::organisations::store as organisations;
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::rules::day;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::{Amount, CourseValue, Worth};
use chrono::NaiveDate;
use serde::Deserialize;

/// Most characters of a reason.
pub const LONGEST_REASON: usize = 500;

/// A statement that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// Code of the course.
    pub course: String,
    /// First day of evidence for which it holds.
    pub from_on: NaiveDate,
    /// What it is worth; nothing: not any more.
    pub worth: Worth,
    /// Why.
    pub reason: String,
}

/// A statement as it was typed or sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// First day.
    pub from_on: String,
    /// Hours.
    pub hours: String,
    /// Points.
    pub points: String,
    /// Why.
    pub reason: String,
    /// What is to be done: `preview` or `save`.
    pub act: String,
}

impl Typed {
    /// The statement; all faults at once.
    pub fn read(&self, course: &str) -> Result<New, Error> {
        let mut faults = Faults::new();
        let from_on = faults.date("from_on", &self.from_on, true);
        if from_on.is_some_and(|from| !day::is_possible_for_proof(from)) {
            faults.note("from_on", "fault-no-date");
        }
        let worth = worth(&mut faults, &self.hours, &self.points);
        let reason = faults.text("reason", &self.reason, LONGEST_REASON, true);
        let read = from_on.zip(reason).map(|(from_on, reason)| New {
            course: course.to_owned(),
            from_on,
            worth,
            reason,
        });
        faults.or(read)
    }
}

impl New {
    /// As the rules read it.
    pub fn stated(&self) -> CourseValue {
        CourseValue {
            course: self.course.clone(),
            from: self.from_on,
            worth: self.worth,
        }
    }
}

/// States what a course is worth, and has everybody looked at again.
///
/// # Errors
///
/// [`Error::NotFound`] where there is no such course.
pub fn state(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, new: &New) -> Result<Value, Error> {
    let course = courses::find_by_code(conn, &new.course)?.ok_or(Error::NotFound)?;
    let row = Value {
        id: chance.id(now),
        course_id: course.id,
        from_on: new.from_on,
        hours_hundredths: new.worth.hours.map(Amount::hundredths),
        points_hundredths: new.worth.points.map(Amount::hundredths),
        reason: new.reason.clone(),
        created_by: by.actor_id,
        created_at: now,
        withdrawn_by: None,
        withdrawn_at: None,
        withdrawn_reason: None,
    };
    courses::insert_value(conn, &row)?;
    told(conn, chance, now, by, "course_value.state", &course, None, &row)?;
    Ok(row)
}

/// Withdraws a statement as a mistake: it never held.
///
/// # Errors
///
/// [`Error::NotFound`] where there is none, [`Error::Refused`] where it was withdrawn before.
pub fn withdraw(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, id: Id, reason: &str) -> Result<Value, Error> {
    let before = courses::find_value(conn, id)?.ok_or(Error::NotFound)?;
    let course = courses::find(conn, before.course_id)?.ok_or(Error::NotFound)?;
    if !courses::withdraw_value(conn, id, by.actor_id, reason, now)? {
        return Err(Error::refused("course-value-withdrawn-before"));
    }
    let after = Value {
        withdrawn_by: by.actor_id,
        withdrawn_at: Some(now),
        withdrawn_reason: Some(reason.to_owned()),
        ..before.clone()
    };
    told(conn, chance, now, by, "course_value.withdraw", &course, Some(&before), &after)?;
    Ok(after)
}

fn told(
    conn: &mut Conn,
    chance: &Chance,
    now: Instant,
    by: &By,
    action: &str,
    course: &Course,
    before: Option<&Value>,
    after: &Value,
) -> Result<(), Error> {
    let deed = Deed {
        action,
        subject_kind: "course_values",
        subject_id: after.id.to_string(),
        subject_label: format!("{}, {}", course.code, after.from_on),
        organisation_path: organisations::top_path(conn)?,
        before: before.and_then(audit::state),
        after: audit::state(after),
    };
    audit::record(conn, chance, now, by, deed)?;
    job::recalculate_all(conn, chance, now, Cause::Requirement)
}
