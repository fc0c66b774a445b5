//! Runs, attempts and answers in the database. A person's runs are found by the person first: nobody reaches another's.

pub mod adoption;
pub mod further;
mod resume;

pub use resume::{Resume, resume_of, resumes_of};

use crate::on;
use crate::platform::db::{Conn, Json};
use crate::rules::id::{Id, Instant};
use crate::rules::marking::Response;
use crate::schema::{answers, attempts, registrations};
use diesel::prelude::*;

/// One person's run through one version of a course.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = registrations)]
pub struct Registration {
    /// Identifier.
    pub id: Id,
    /// Who.
    pub person_id: Id,
    /// What.
    pub course_id: Id,
    /// Which version, to the end.
    pub course_version_id: Id,
    /// The person's how-manieth run through this version, from 1.
    pub number: i32,
    /// `running`, `passed`, `failed`, or `superseded` by a version that all must learn anew.
    pub state: String,
    /// ISO 639-1 code of the language in which it began.
    pub language: String,
    /// Result in per cent, once finished, where something counted.
    pub score_percent: Option<i32>,
    /// When it began.
    pub started_at: Instant,
    /// The last step.
    pub updated_at: Instant,
    /// When it ended.
    pub finished_at: Option<Instant>,
}

impl Registration {
    /// Whether it goes on.
    pub fn is_running(&self) -> bool {
        self.state == "running"
    }
}

/// The run through one module.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = attempts)]
pub struct Attempt {
    /// Identifier.
    pub id: Id,
    /// Part of which run.
    pub registration_id: Id,
    /// Which module.
    pub module_id: Id,
    /// From 1.
    pub number: i32,
    /// `running` or `completed`.
    pub state: String,
    /// Seed of the shuffles.
    pub seed: i64,
    /// The furthest screen reached, from 0.
    pub position: i32,
    /// Points that count, in thousandths.
    pub score_milli: i32,
    /// Most of them.
    pub max_milli: i32,
    /// When it began.
    pub started_at: Instant,
    /// The last step.
    pub updated_at: Instant,
    /// When it was completed.
    pub finished_at: Option<Instant>,
}

impl Attempt {
    /// Whether the module was gone through.
    pub fn is_completed(&self) -> bool {
        self.state == "completed"
    }

    /// The seed as rules take it.
    pub fn seed(&self) -> u64 {
        self.seed.cast_unsigned()
    }
}

/// The answer to one question; the first one stays.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = answers)]
pub struct Answered {
    /// Identifier.
    pub id: Id,
    /// In which attempt.
    pub attempt_id: Id,
    /// To which block.
    pub block_id: String,
    /// Made by whoever sent it, so that sending twice is harmless.
    pub event_id: Id,
    /// What was answered.
    pub response: Json<Response>,
    /// Whether all of it is right.
    pub correct: bool,
    /// Points in thousandths.
    pub score_milli: i32,
    /// Most of them.
    pub max_milli: i32,
    /// When.
    pub answered_at: Instant,
}

/// One of a person's runs.
pub fn find(conn: &mut Conn, person_id: Id, id: Id) -> QueryResult<Option<Registration>> {
    on!(conn, c => registrations::table
        .filter(registrations::id.eq(id).and(registrations::person_id.eq(person_id)))
        .select(Registration::as_select())
        .first(c)
        .optional())
}

/// A person's run through any version of a course that still goes on.
pub fn find_running(conn: &mut Conn, person_id: Id, course_id: Id) -> QueryResult<Option<Registration>> {
    on!(conn, c => registrations::table
        .filter(registrations::person_id.eq(person_id).and(registrations::course_id.eq(course_id)).and(registrations::state.eq("running")))
        .order(registrations::updated_at.desc())
        .select(Registration::as_select())
        .first(c)
        .optional())
}

/// A person's runs through a course, the newest first.
pub fn list_of_course(conn: &mut Conn, person_id: Id, course_id: Id) -> QueryResult<Vec<Registration>> {
    on!(conn, c => registrations::table
        .filter(registrations::person_id.eq(person_id).and(registrations::course_id.eq(course_id)))
        .order((registrations::started_at.desc(), registrations::id.desc()))
        .select(Registration::as_select())
        .load(c))
}

/// A person's runs in the order of their identifiers, after this one, at most so many.
pub fn list(conn: &mut Conn, person_id: Id, after: Option<&str>, limit: i64) -> QueryResult<Vec<Registration>> {
    on!(conn, c => {
        let mut query = registrations::table
            .filter(registrations::person_id.eq(person_id))
            .order(registrations::id)
            .limit(limit)
            .select(Registration::as_select())
            .into_boxed();
        if let Some(after) = after.and_then(|after| after.parse::<Id>().ok()) {
            query = query.filter(registrations::id.gt(after));
        }
        query.load(c)
    })
}

/// Adds a run; false where somebody's other device began the same one in the same moment.
pub fn insert(conn: &mut Conn, registration: &Registration) -> QueryResult<bool> {
    Ok(on!(conn, c => diesel::insert_into(registrations::table).values(registration).on_conflict_do_nothing().execute(c))? == 1)
}

/// Holds a run until the transaction ends, so that its steps come one after the other; false where it is over.
pub fn claim(conn: &mut Conn, id: Id, now: Instant) -> QueryResult<bool> {
    let running = registrations::table.find(id).filter(registrations::state.eq("running"));
    Ok(on!(conn, c => diesel::update(running).set(registrations::updated_at.eq(now)).execute(c))? == 1)
}

/// Ends a run; false where it is over already.
pub fn finish(conn: &mut Conn, id: Id, state: &str, score_percent: Option<i32>, now: Instant) -> QueryResult<bool> {
    let running = registrations::table.find(id).filter(registrations::state.eq("running"));
    let ended = on!(conn, c => diesel::update(running)
        .set((
            registrations::state.eq(state),
            registrations::score_percent.eq(score_percent),
            registrations::updated_at.eq(now),
            registrations::finished_at.eq(now),
        ))
        .execute(c))?;
    Ok(ended == 1)
}

/// Ends all runs through other versions of a course than this one, and answers how many.
pub fn supersede(conn: &mut Conn, course_id: Id, version_id: Id, now: Instant) -> QueryResult<usize> {
    let running = registrations::table
        .filter(registrations::course_id.eq(course_id))
        .filter(registrations::course_version_id.ne(version_id))
        .filter(registrations::state.eq("running"));
    on!(conn, c => diesel::update(running)
        .set((registrations::state.eq("superseded"), registrations::finished_at.eq(now)))
        .execute(c))
}

/// How many runs through a course go on.
pub fn count_running(conn: &mut Conn, course_id: Id) -> QueryResult<i64> {
    on!(conn, c => registrations::table
        .filter(registrations::course_id.eq(course_id).and(registrations::state.eq("running")))
        .count()
        .get_result(c))
}

/// The attempts of a run.
pub fn attempts_of(conn: &mut Conn, registration_id: Id) -> QueryResult<Vec<Attempt>> {
    on!(conn, c => attempts::table
        .filter(attempts::registration_id.eq(registration_id))
        .order(attempts::id)
        .select(Attempt::as_select())
        .load(c))
}

/// Opens a module; opening it twice changes nothing.
pub fn insert_attempt(conn: &mut Conn, attempt: &Attempt) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(attempts::table).values(attempt).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Writes how far a module is.
pub fn update_attempt(conn: &mut Conn, attempt: &Attempt) -> QueryResult<()> {
    on!(conn, c => diesel::update(attempts::table.find(attempt.id))
        .set((
            attempts::state.eq(&attempt.state),
            attempts::position.eq(attempt.position),
            attempts::score_milli.eq(attempt.score_milli),
            attempts::updated_at.eq(attempt.updated_at),
            attempts::finished_at.eq(attempt.finished_at),
        ))
        .execute(c))?;
    Ok(())
}

/// The answers of a run.
pub fn answers_of(conn: &mut Conn, registration_id: Id) -> QueryResult<Vec<Answered>> {
    on!(conn, c => answers::table
        .inner_join(attempts::table)
        .filter(attempts::registration_id.eq(registration_id))
        .order(answers::id)
        .select(Answered::as_select())
        .load(c))
}

/// Adds an answer; false where the question is answered or the event was used already.
pub fn insert_answer(conn: &mut Conn, answer: &Answered) -> QueryResult<bool> {
    Ok(on!(conn, c => diesel::insert_into(answers::table).values(answer).on_conflict_do_nothing().execute(c))? == 1)
}
