//! A course that people attended on paper: who they are, what stands behind it, and one proof for each of them.

use super::store::{self, Evidence, NewEvidence};
use crate::courses;
use crate::organisations::Scope;
use crate::platform::audit::By;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::form::Faults;
use crate::platform::media;
use crate::platform::state::State;
use crate::rules::day::FIRST_YEAR_OF_PROOF;
use crate::rules::evidence::{Impossible, Means, Strength, impossible};
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::{Amount, Worth};
use bytes::Bytes;
use chrono::NaiveDate;

/// Most people of one list.
pub const MOST_PEOPLE: usize = 500;

/// A list as it was typed or sent.
#[derive(Clone, Debug, Default)]
pub struct Attendance {
    /// Code of the course.
    pub course: String,
    /// The day, as typed.
    pub proven_on: String,
    /// `observed_by_trainer` or `external_document`.
    pub strength: String,
    /// The last day on which it counts, as typed; empty: without end.
    pub valid_until: String,
    /// What else is to be known.
    pub note: String,
    /// Personnel numbers, mail addresses or identifiers.
    pub people: Vec<String>,
    /// The scan.
    pub scan: Option<Scan>,
    /// Hours that it is worth, whatever the course is; empty: as the course.
    pub hours: String,
    /// Points.
    pub points: String,
}

/// A scan as it was sent.
#[derive(Clone, Debug)]
pub struct Scan {
    /// Name.
    pub name: String,
    /// Content.
    pub content: Bytes,
}

/// A list that can be recorded.
#[derive(Clone, Debug)]
pub struct Checked {
    course_id: Id,
    proven_on: NaiveDate,
    strength: Strength,
    valid_until: Option<NaiveDate>,
    note: Option<String>,
    people: Vec<Id>,
    scan: Option<Scan>,
    worth: Worth,
}

/// What became of a list.
#[derive(Clone, Debug, Default)]
pub struct Recorded {
    /// Proofs that are new.
    pub new: Vec<Evidence>,
    /// People for whom the same was recorded before.
    pub before: usize,
}

/// Reads a list; all faults at once.
pub fn check(conn: &mut Conn, scope: &Scope, typed: &Attendance, today: NaiveDate) -> Result<Checked, Error> {
    let mut faults = Faults::new();
    let course = faults.text("course", &typed.course, 100, true);
    let course_id = match &course {
        Some(code) => courses::store::find_by_code(conn, code)?.map(|course| course.id),
        None => None,
    };
    if course.is_some() && course_id.is_none() {
        faults.note("course", "paper-no-course");
    }
    let strength = strength(&typed.strength);
    if strength.is_none() {
        faults.note("strength", "fault-missing");
    }
    let proven_on = faults.date("proven_on", &typed.proven_on, true);
    let valid_until = faults.date("valid_until", &typed.valid_until, false);
    for fault in proven_on.map(|on| impossible(on, valid_until, None, today)).unwrap_or_default() {
        match fault {
            Impossible::InFuture => faults.note("proven_on", "paper-in-future"),
            Impossible::EndsBeforeProven => faults.note("valid_until", "paper-ends-before"),
            Impossible::TooLongAgo => faults.add("proven_on", Message::new("paper-too-long-ago").with("year", FIRST_YEAR_OF_PROOF)),
            Impossible::Score => faults.note("proven_on", "fault-no-date"),
        }
    }
    let note = faults.text("note", &typed.note, 1000, false);
    let worth = worth(&mut faults, &typed.hours, &typed.points);
    let people = people(conn, scope, &typed.people, &mut faults)?;
    if typed.scan.as_ref().is_some_and(|scan| media::of(&scan.content).is_none()) {
        faults.note("scan", "paper-scan-kind");
    }
    let fault = || Error::internal("a fault of the list was not noted");
    faults.done()?;
    Ok(Checked {
        course_id: course_id.ok_or_else(fault)?,
        proven_on: proven_on.ok_or_else(fault)?,
        strength: strength.ok_or_else(fault)?,
        valid_until,
        note,
        people,
        scan: typed.scan.clone(),
        worth,
    })
}

/// What a proof is worth itself, as typed at the fields `hours` and `points`; empty: as its course.
pub fn worth(faults: &mut Faults, hours: &str, points: &str) -> Worth {
    let mut amount = |field: &'static str, typed: &str| {
        let amount = Amount::parse(typed.trim());
        if amount.is_none() && !typed.trim().is_empty() {
            faults.note(field, "fault-amount");
        }
        amount
    };
    Worth {
        hours: amount("hours", hours),
        points: amount("points", points),
    }
}

/// What somebody may record by hand: what they saw, or what somebody else's document says.
fn strength(word: &str) -> Option<Strength> {
    let strength = word.parse().ok()?;
    matches!(strength, Strength::ObservedByTrainer | Strength::ExternalDocument).then_some(strength)
}

/// The people of the list, each once; whoever is not found in the scope is told by what was typed.
fn people(conn: &mut Conn, scope: &Scope, typed: &[String], faults: &mut Faults) -> Result<Vec<Id>, Error> {
    let keys: Vec<String> = typed
        .iter()
        .map(|key| key.trim().to_owned())
        .filter(|key| !key.is_empty())
        .collect();
    if keys.is_empty() {
        faults.note("people", "fault-missing");
        return Ok(Vec::new());
    }
    if keys.len() > MOST_PEOPLE {
        faults.add("people", Message::new("paper-too-many").with("most", MOST_PEOPLE));
        return Ok(Vec::new());
    }
    let (mut found, mut unknown) = (Vec::new(), Vec::new());
    for key in keys {
        match store::find_person(conn, scope, &key)? {
            Some(id) if !found.contains(&id) => found.push(id),
            Some(_) => {}
            None => unknown.push(key.chars().filter(|letter| !letter.is_control()).take(60).collect::<String>()),
        }
    }
    if !unknown.is_empty() {
        unknown.truncate(10);
        faults.add("people", Message::new("paper-unknown").with("people", unknown.join(", ")));
    }
    Ok(found)
}

/// Keeps the scan, then records a proof for everybody on the list, all or none. Whoever has the same proof already keeps it.
///
/// The file comes first, so that no row names one that is missing.
pub async fn take(state: &State, by: By, now: Instant, list: Checked) -> Result<Recorded, Error> {
    let hash = match &list.scan {
        Some(scan) => Some(state.files.keep(scan.content.clone()).await?),
        None => None,
    };
    let chance = state.chance.clone();
    state
        .db
        .save(move |conn| record(conn, &chance, now, &by, &list, hash.as_deref()))
        .await
}

fn record(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, list: &Checked, scan_hash: Option<&str>) -> Result<Recorded, Error> {
    let file_id = match (&list.scan, scan_hash) {
        (Some(scan), Some(hash)) => Some(store::insert_scan(conn, chance.id(now), scan, hash, by.actor_id, now)?),
        _ => None,
    };
    let mut recorded = Recorded::default();
    for person_id in &list.people {
        let new = NewEvidence {
            person_id: *person_id,
            course_id: list.course_id,
            course_version_id: None,
            proven_on: list.proven_on,
            means: match list.strength {
                Strength::ExternalDocument => Means::Document,
                _ => Means::Paper,
            },
            strength: list.strength,
            note: list.note.clone(),
            registration_id: None,
            valid_until: list.valid_until,
            score_percent: None,
            file_id,
            worth: list.worth,
        };
        if store::stands_already(conn, &new)? {
            recorded.before += 1;
        } else {
            recorded.new.push(store::record(conn, chance, now, by, &new)?.evidence());
        }
    }
    Ok(recorded)
}
