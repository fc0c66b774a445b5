//! Where somebody goes on: for the page that greets them.

use super::{Attempt, Registration};
use crate::on;
use crate::platform::db::{Conn, Json};
use crate::rules::course::Texts;
use crate::rules::id::{Id, Instant};
use crate::schema::{attempts, course_versions, courses, modules, registrations};
use diesel::prelude::*;

/// A run that goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct Resume {
    /// The run.
    pub registration_id: Id,
    /// Code of the course.
    pub code: String,
    /// Title of the version.
    pub title: Texts,
    /// The step one is at, from 1.
    pub step: u32,
    /// How many steps there are.
    pub steps: u32,
    /// Minutes of the steps that are not done.
    pub minutes_left: u32,
    /// Where it goes on.
    pub href: String,
    /// The last step taken.
    pub updated_at: Instant,
}

/// The run in which somebody was last.
pub fn resume_of(conn: &mut Conn, person_id: Id) -> QueryResult<Option<Resume>> {
    Ok(resumes_of(conn, person_id)?.into_iter().next())
}

/// All runs of somebody that go on, the one they were last in first.
pub fn resumes_of(conn: &mut Conn, person_id: Id) -> QueryResult<Vec<Resume>> {
    let running: Vec<(Registration, String, Json<Texts>)> = on!(conn, c => registrations::table
        .inner_join(courses::table)
        .inner_join(course_versions::table)
        .filter(registrations::person_id.eq(person_id).and(registrations::state.eq("running")))
        .order((registrations::updated_at.desc(), registrations::id.desc()))
        .limit(50)
        .select((Registration::as_select(), courses::code, course_versions::title))
        .load(c))?;
    let versions: Vec<Id> = running.iter().map(|(registration, ..)| registration.course_version_id).collect();
    let runs: Vec<Id> = running.iter().map(|(registration, ..)| registration.id).collect();
    // Without their documents, which nobody reads here.
    let steps: Vec<(Id, Id, i32)> = on!(conn, c => modules::table
        .filter(modules::version_id.eq_any(&versions))
        .select((modules::id, modules::version_id, modules::minutes))
        .load(c))?;
    let opened: Vec<Attempt> = on!(conn, c => attempts::table
        .filter(attempts::registration_id.eq_any(&runs))
        .select(Attempt::as_select())
        .load(c))?;
    Ok(running
        .into_iter()
        .map(|(registration, code, title)| {
            let own = || steps.iter().filter(|(_, version, _)| *version == registration.course_version_id);
            let done = |module: Id| {
                opened
                    .iter()
                    .any(|attempt| attempt.registration_id == registration.id && attempt.module_id == module && attempt.is_completed())
            };
            let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            let open: Vec<i32> = own().filter(|(id, ..)| !done(*id)).map(|(_, _, minutes)| *minutes).collect();
            let total = count(own().count());
            Resume {
                registration_id: registration.id,
                code,
                title: title.0,
                step: (total - count(open.len()) + 1).min(total),
                steps: total,
                minutes_left: open.iter().map(|minutes| minutes.unsigned_abs()).sum(),
                href: format!("/learning/{}", registration.id),
                updated_at: registration.updated_at,
            }
        })
        .collect())
}
