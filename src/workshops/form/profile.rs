//! Reading what a workshop asks of those who teach it.

use crate::courses::store as courses;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::form::{Faults, Typed};
use crate::rules::workshop::profile::MOST_COURSES;
use crate::workshops::store::Asked;

/// The field.
const FIELD: &str = "trainer_courses";

/// Longest code that a fault repeats, in characters.
const LONGEST_CODE: usize = 60;

/// Courses as typed, a code on each line, in the order of their codes. A form without the field leaves it at what stood before.
pub fn trainer_courses(conn: &mut Conn, faults: &mut Faults, typed: &Typed, before: Asked) -> Result<Asked, Error> {
    if !typed.fields().any(|(name, _)| name == FIELD) {
        return Ok(before);
    }
    let lines = typed.all(FIELD);
    let mut codes: Vec<&str> = lines.iter().flat_map(|text| text.lines()).map(str::trim).collect();
    codes.retain(|code| !code.is_empty());
    codes.sort_unstable();
    codes.dedup();
    if codes.len() > MOST_COURSES {
        faults.add(FIELD, Message::new("workshop-fault-courses-many").with("most", MOST_COURSES));
        return Ok(before);
    }
    let mut asked: Asked = Vec::new();
    let mut unknown: Vec<String> = Vec::new();
    for code in codes {
        // What is out of use is asked for no more, but where it was already.
        let stood = before.iter().any(|(_, known)| known == code);
        match courses::find_by_code(conn, code)?.filter(|course| stood || course.archived_at.is_none()) {
            Some(course) => asked.push((course.id, course.code)),
            None => unknown.push(code.chars().filter(|letter| !letter.is_control()).take(LONGEST_CODE).collect()),
        }
    }
    if !unknown.is_empty() {
        faults.add(
            FIELD,
            Message::new("workshop-fault-courses-unknown").with("courses", unknown.join(", ")),
        );
    }
    Ok(asked)
}

/// The field as what is asked for fills it.
pub fn trainer_courses_field(asked: &Asked) -> (String, String) {
    let codes: Vec<&str> = asked.iter().map(|(_, code)| code.as_str()).collect();
    (FIELD.to_owned(), codes.join("\n"))
}
