//! Reading which final test a workshop asks for.

use super::number;
use crate::courses::store::{self as courses, Course};
use crate::needs::form::courses_in_use;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::{Faults, Typed};
use crate::rules::id::Id;
use crate::rules::workshop::final_test::{MOST_AFTER, MOST_BEFORE, USUAL_AFTER};
use crate::workshops::store::WorkshopTest;
use std::collections::HashMap;

/// The fields: the course with the test, and on how many days before and after a session a pass counts.
pub const TEST_FIELDS: [&str; 3] = ["test_course", "test_before_days", "test_after_days"];

/// Courses in use that are passed by a share of points, so that they can be a test; not the workshop's own, of which a pass is evidence itself.
pub fn test_courses(conn: &mut Conn, own: Id) -> Result<Vec<Course>, Error> {
    let mut all = courses_in_use(conn)?;
    let ids: Vec<Id> = all.iter().map(|course| course.id).collect();
    let mut marked: HashMap<Id, bool> = HashMap::new();
    // The newest first, so that the published one that counts comes before those that did.
    for version in courses::versions_of_all(conn, &ids)? {
        if version.state == "published" {
            marked
                .entry(version.course_id)
                .or_insert(version.pass_mark_percent.is_some_and(|percent| percent > 0));
        }
    }
    all.retain(|course| course.id != own && marked.get(&course.id) == Some(&true));
    Ok(all)
}

/// The test as typed, of one of these courses; a form without the field leaves it at what stood before.
pub fn final_test(
    faults: &mut Faults,
    typed: &Typed,
    workshop_id: Id,
    courses: &[Course],
    before: Option<&(WorkshopTest, Course)>,
) -> Option<(WorkshopTest, Course)> {
    let [course_field, before_field, after_field] = TEST_FIELDS;
    if !typed.fields().any(|(name, _)| name == course_field) {
        return before.cloned();
    }
    let code = typed.one(course_field).trim();
    if code.is_empty() {
        return None;
    }
    let course = courses.iter().find(|course| course.code == code);
    if course.is_none() {
        faults.note(course_field, "follow-up-fault-test");
    }
    let before_days = number(faults, typed, before_field, Some(0), 0, MOST_BEFORE);
    let after_days = number(faults, typed, after_field, Some(USUAL_AFTER), 1, MOST_AFTER);
    let course = course?;
    let test = WorkshopTest {
        workshop_id,
        course_id: course.id,
        before_days: before_days?,
        after_days: after_days?,
    };
    Some((test, course.clone()))
}

/// The fields as what is asked for fills them.
pub fn final_test_fields(test: Option<&(WorkshopTest, Course)>) -> Vec<(String, String)> {
    let values = [
        test.map(|(_, course)| course.code.clone()).unwrap_or_default(),
        test.map_or(0, |(test, _)| test.before_days).to_string(),
        test.map_or(USUAL_AFTER, |(test, _)| test.after_days).to_string(),
    ];
    TEST_FIELDS.map(str::to_owned).into_iter().zip(values).collect()
}
