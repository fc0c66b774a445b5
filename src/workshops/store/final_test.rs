//! The final test that workshops ask for, and what closings asked of those who attended, in the database.

use super::AttendanceResult;
use crate::courses::store::Course;
use crate::on;
use crate::platform::db::{Conn, Json};
use crate::rules::course::Texts;
use crate::rules::evidence::Strength;
use crate::rules::id::Id;
use crate::rules::workshop::final_test::{Pass, Standing, Window};
use crate::schema::{asked_tests, attendance_results, bookings, courses, evidence, workshop_tests};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// What a workshop asks for.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = workshop_tests)]
pub struct WorkshopTest {
    /// Of which workshop.
    pub workshop_id: Id,
    /// The course with the test.
    pub course_id: Id,
    /// Days before the session from which on a pass counts.
    pub before_days: i32,
    /// Days after it until which one does.
    pub after_days: i32,
}

/// What a closing asked of somebody who attended.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = asked_tests)]
pub struct AskedTest {
    /// Of which result.
    pub result_id: Id,
    /// The course with the test.
    pub course_id: Id,
    /// First day on which a pass counts.
    pub from_on: NaiveDate,
    /// Last day on which one does.
    pub to_on: NaiveDate,
    /// Whether the person was told by mail, then or by a closing before.
    pub told: bool,
    /// The pass by which attending became evidence; none: it has not.
    pub pass_id: Option<Id>,
}

impl AskedTest {
    /// The days on which a pass counts.
    pub fn window(&self) -> Window {
        Window {
            from_on: self.from_on,
            to_on: self.to_on,
        }
    }

    /// How it stands on a day.
    pub fn standing(&self, today: NaiveDate) -> Standing {
        self.window().standing(self.pass_id.is_some(), today)
    }
}

/// What was asked, with the course that has the test.
#[derive(Clone, Debug)]
pub struct NamedTest {
    /// What was asked.
    pub asked: AskedTest,
    /// The course's code.
    pub code: String,
    /// The course's title.
    pub title: Json<Texts>,
}

/// What was asked of somebody, with the seat that it is about.
#[derive(Clone, Debug)]
pub struct AwaitedTest {
    /// What was asked.
    pub test: NamedTest,
    /// What the closing came to.
    pub result: AttendanceResult,
    /// Of which session.
    pub session_id: Id,
}

/// What a workshop asks for, with its course.
pub fn test_of(conn: &mut Conn, workshop_id: Id) -> QueryResult<Option<(WorkshopTest, Course)>> {
    on!(conn, c => workshop_tests::table
        .inner_join(courses::table)
        .filter(workshop_tests::workshop_id.eq(workshop_id))
        .select((WorkshopTest::as_select(), Course::as_select()))
        .first(c)
        .optional())
}

/// Puts this in the place of what a workshop asked for; none: it asks for no test.
pub fn set_test(conn: &mut Conn, workshop_id: Id, test: Option<&WorkshopTest>) -> QueryResult<()> {
    let of = workshop_tests::table.filter(workshop_tests::workshop_id.eq(workshop_id));
    on!(conn, c => diesel::delete(of).execute(c))?;
    if let Some(test) = test {
        on!(conn, c => diesel::insert_into(workshop_tests::table).values(test).execute(c))?;
    }
    Ok(())
}

/// The passes of a course's test by these people, taken back or not: those that this server marked, with a score.
pub fn passes_of(conn: &mut Conn, course_id: Id, person_ids: &[Id]) -> QueryResult<HashMap<Id, Vec<Pass>>> {
    let mut passes: HashMap<Id, Vec<Pass>> = HashMap::new();
    for ids in person_ids.chunks(500) {
        let rows: Vec<(Id, Id, NaiveDate, bool)> = on!(conn, c => evidence::table
            .filter(evidence::course_id.eq(course_id).and(evidence::person_id.eq_any(ids)))
            .filter(evidence::strength.eq(Strength::MarkedByServer.as_str()).and(evidence::score_percent.is_not_null()))
            .order(evidence::id)
            .select((evidence::person_id, evidence::id, evidence::proven_on, evidence::revoked_at.is_not_null()))
            .load(c))?;
        for (person_id, id, on, is_revoked) in rows {
            passes.entry(person_id).or_default().push(Pass { id, on, is_revoked });
        }
    }
    Ok(passes)
}

/// Whether somebody was told of this test by a closing before.
pub fn was_told(conn: &mut Conn, booking_id: Id, course_id: Id) -> QueryResult<bool> {
    let count: i64 = on!(conn, c => asked_tests::table
        .inner_join(attendance_results::table)
        .filter(attendance_results::booking_id.eq(booking_id))
        .filter(asked_tests::course_id.eq(course_id).and(asked_tests::told.eq(true)))
        .count()
        .get_result(c))?;
    Ok(count > 0)
}

/// Adds what a closing asks.
pub fn insert_asked_test(conn: &mut Conn, asked: &AskedTest) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(asked_tests::table).values(asked).execute(c))?;
    Ok(())
}

/// What was asked with these results, by result.
pub fn tests_of_results(conn: &mut Conn, result_ids: &[Id]) -> QueryResult<HashMap<Id, NamedTest>> {
    let mut tests = HashMap::new();
    for ids in result_ids.chunks(500) {
        let rows: Vec<(AskedTest, String, Json<Texts>)> = on!(conn, c => asked_tests::table
            .inner_join(courses::table)
            .filter(asked_tests::result_id.eq_any(ids))
            .select((AskedTest::as_select(), courses::code, courses::title))
            .load(c))?;
        tests.extend(
            rows.into_iter()
                .map(|(asked, code, title)| (asked.result_id, NamedTest { asked, code, title })),
        );
    }
    Ok(tests)
}

/// What closings asked of somebody, those of seats that stand first. Closings that were taken back are among them.
pub fn awaited_tests(conn: &mut Conn, person_id: Id) -> QueryResult<Vec<AwaitedTest>> {
    let rows: Vec<(AskedTest, String, Json<Texts>, AttendanceResult, Id)> = on!(conn, c => asked_tests::table
        .inner_join(courses::table)
        .inner_join(attendance_results::table.inner_join(bookings::table))
        .filter(bookings::person_id.eq(person_id))
        .order((bookings::ended_at.is_not_null(), asked_tests::result_id))
        .select((AskedTest::as_select(), courses::code, courses::title, AttendanceResult::as_select(), bookings::session_id))
        .load(c))?;
    Ok(rows
        .into_iter()
        .map(|(asked, code, title, result, session_id)| AwaitedTest {
            test: NamedTest { asked, code, title },
            result,
            session_id,
        })
        .collect())
}

/// Writes down that attending became evidence by a pass, or is none any more.
pub fn set_proof(conn: &mut Conn, result_id: Id, evidence_id: Option<Id>, pass_id: Option<Id>) -> QueryResult<()> {
    on!(conn, c => diesel::update(attendance_results::table.find(result_id))
        .set(attendance_results::evidence_id.eq(evidence_id))
        .execute(c))?;
    on!(conn, c => diesel::update(asked_tests::table.find(result_id)).set(asked_tests::pass_id.eq(pass_id)).execute(c))?;
    Ok(())
}
