//! Reading what is handed in and what is answered, for pages and calls alike.

use super::deed::{Answer, NewDocument, Recognition};
use crate::courses::Course;
use crate::evidence::paper::{Scan, worth};
use crate::obligations::store::{self as obligations, overview};
use crate::people::Person;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::form::{Faults, Typed};
use crate::platform::media;
use crate::rules::day::FIRST_YEAR_OF_PROOF;
use crate::rules::document::{LONGEST_LINE, LONGEST_TEXT};
use crate::rules::evidence::{Impossible, impossible};
use crate::rules::id::Id;
use crate::rules::obligation::Status;
use chrono::NaiveDate;

/// What can be chosen where a document is handed in.
#[derive(Clone, Debug)]
pub struct Offered {
    /// Whom it is about.
    pub person: Person,
    /// What is asked of them: requirement, its code and its title.
    pub requirements: Vec<(Id, String, String)>,
    /// Courses, by code.
    pub courses: Vec<Course>,
}

impl Offered {
    /// For a document of this person.
    pub fn load(conn: &mut Conn, person: Person, locale: &str) -> Result<Self, Error> {
        let owed = obligations::obligations_of(conn, person.id)?;
        let asked = |id: &Id| {
            owed.iter()
                .any(|(one, _)| one.requirement_id == *id && one.status != Status::NotSubject.as_str())
        };
        let mut requirements = overview::excusable(conn, locale)?;
        requirements.retain(|(id, ..)| asked(id));
        Ok(Self {
            person,
            requirements,
            courses: super::deed::courses_in_use(conn)?,
        })
    }
}

/// Notes what cannot be about the days of a document.
fn days(faults: &mut Faults, first: &'static str, on: Option<NaiveDate>, until: Option<NaiveDate>, today: NaiveDate) {
    for fault in on.map(|on| impossible(on, until, None, today)).unwrap_or_default() {
        match fault {
            Impossible::InFuture => faults.note(first, "paper-in-future"),
            Impossible::EndsBeforeProven => faults.note("valid_until", "document-ends-before"),
            Impossible::TooLongAgo => faults.add(first, Message::new("paper-too-long-ago").with("year", FIRST_YEAR_OF_PROOF)),
            Impossible::Score => faults.note(first, "fault-no-date"),
        }
    }
}

/// What was typed as a document, with its file, or all that is wrong with it.
pub fn document(typed: &Typed, scan: Option<Scan>, offered: &Offered, today: NaiveDate) -> Result<(NewDocument, Scan), Error> {
    let mut faults = Faults::new();
    let title = faults.text("title", typed.one("title"), LONGEST_LINE, true);
    let issuer = faults.text("issuer", typed.one("issuer"), LONGEST_LINE, false);
    let issued_on = faults.date("issued_on", typed.one("issued_on"), true);
    let valid_until = faults.date("valid_until", typed.one("valid_until"), false);
    days(&mut faults, "issued_on", issued_on, valid_until, today);
    let named = typed.one("requirement");
    let requirement = offered.requirements.iter().find(|(_, code, _)| code == named).map(|(id, ..)| *id);
    if requirement.is_none() && !named.is_empty() {
        faults.note("requirement", "fault-choice");
    }
    let course = course(typed, &offered.courses, &mut faults, false);
    let note = faults.text("note", typed.one("note"), LONGEST_TEXT, false);
    match &scan {
        None => faults.note("scan", "document-no-file"),
        Some(scan) if media::of(&scan.content).is_none() => faults.note("scan", "paper-scan-kind"),
        Some(_) => {}
    }
    let read = (|| {
        let new = NewDocument {
            person_id: offered.person.id,
            title: title?,
            issuer,
            issued_on: issued_on?,
            valid_until,
            requirement_id: requirement,
            course_id: course.map(|course| course.id),
            note,
        };
        Some((new, scan?))
    })();
    faults.or(read)
}

/// What was typed as an answer, or all that is wrong with it.
pub fn answer(typed: &Typed, courses: &[Course], today: NaiveDate) -> Result<Answer, Error> {
    let mut faults = Faults::new();
    match typed.one("answer") {
        "recognise" => {
            let course = course(typed, courses, &mut faults, true).cloned();
            let proven_on = faults.date("proven_on", typed.one("proven_on"), true);
            let valid_until = faults.date("valid_until", typed.one("valid_until"), false);
            days(&mut faults, "proven_on", proven_on, valid_until, today);
            let reason = faults.text("reason", typed.one("reason"), LONGEST_TEXT, false);
            let worth = worth(&mut faults, typed.one("hours"), typed.one("points"));
            let read = course.zip(proven_on).map(|(course, proven_on)| {
                Answer::Recognise(Box::new(Recognition {
                    course,
                    proven_on,
                    valid_until,
                    worth,
                    reason,
                }))
            });
            faults.or(read)
        }
        "decline" => {
            let reason = faults.text("reason", typed.one("reason"), LONGEST_TEXT, true);
            faults.or(reason.map(Answer::Decline))
        }
        _ => Err(Error::field("answer", "fault-choice")),
    }
}

fn course<'c>(typed: &Typed, courses: &'c [Course], faults: &mut Faults, required: bool) -> Option<&'c Course> {
    let named = typed.one("course");
    let found = courses.iter().find(|course| course.code == named);
    match (found, named.is_empty()) {
        (None, true) if required => faults.note("course", "fault-missing"),
        (None, false) => faults.note("course", "paper-no-course"),
        _ => {}
    }
    found
}
