//! What somebody proved, in the order and with the columns that obligations ask for.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::evidence::Strength;
use crate::rules::id::{Id, Instant};
use crate::rules::knowledge::Written;
use crate::schema::{courses, evidence};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// A proof as the rules of obligations read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Who.
    pub person_id: Id,
    /// Code of the course.
    pub course: Arc<str>,
    /// The day the proof is about.
    pub on: NaiveDate,
    /// When it was taken back.
    pub revoked_at: Option<Instant>,
    /// The last day on which it counts, where it says so itself.
    pub valid_until: Option<NaiveDate>,
    /// A word of [`Strength`](crate::rules::evidence::Strength).
    pub strength: String,
    /// When it was written down here.
    pub recorded_at: Instant,
    /// Hours that it is worth itself, in hundredths.
    pub hours_hundredths: Option<i32>,
    /// Points that it is worth itself, in hundredths.
    pub points_hundredths: Option<i32>,
}

impl Fact {
    /// When it was written down and taken back.
    pub fn written(&self) -> Written {
        Written {
            recorded_at: self.recorded_at,
            withdrawn_at: self.revoked_at,
            taken_over: self.strength == Strength::ImportedRecord.as_str(),
        }
    }
}

/// A row that a [`Fact`] is made of: person, course, day, revoked, last day, strength, recorded, hours, points.
type FactRow = (
    Id,
    Id,
    NaiveDate,
    Option<Instant>,
    Option<NaiveDate>,
    String,
    Instant,
    Option<i32>,
    Option<i32>,
);

/// What these people proved of these courses, ordered by person, day and recording. Without scope: for jobs.
pub fn facts_of(conn: &mut Conn, person_ids: &[Id], codes: &BTreeSet<String>) -> QueryResult<Vec<Fact>> {
    let courses: Vec<(Id, String)> = on!(conn, c => courses::table
        .filter(courses::code.eq_any(codes))
        .select((courses::id, courses::code))
        .load(c))?;
    let course_ids: Vec<Id> = courses.iter().map(|(id, _)| *id).collect();
    let courses: HashMap<Id, Arc<str>> = courses.into_iter().map(|(id, code)| (id, code.into())).collect();
    // SQLite takes at most 32,766 values in one statement.
    let mut facts = Vec::new();
    for portion in person_ids.chunks(10_000) {
        let rows: Vec<FactRow> = on!(conn, c => evidence::table
            .filter(evidence::person_id.eq_any(portion).and(evidence::course_id.eq_any(&course_ids)))
            .order((evidence::person_id, evidence::proven_on, evidence::id))
            .select((
                evidence::person_id,
                evidence::course_id,
                evidence::proven_on,
                evidence::revoked_at,
                evidence::valid_until,
                evidence::strength,
                evidence::recorded_at,
                evidence::hours_hundredths,
                evidence::points_hundredths,
            ))
            .load(c))?;
        facts.extend(rows.into_iter().filter_map(|row| {
            Some(Fact {
                person_id: row.0,
                course: courses.get(&row.1)?.clone(),
                on: row.2,
                revoked_at: row.3,
                valid_until: row.4,
                strength: row.5,
                recorded_at: row.6,
                hours_hundredths: row.7,
                points_hundredths: row.8,
            })
        }));
    }
    Ok(facts)
}
