//! Closing a session makes its marks results and evidence; opening it again takes that back, with a reason. Where a test is asked for, the
//! evidence waits until that is passed.

use super::Hand;
use super::attendance::{lock_open, seated};
use super::final_test::Asking;
use super::settle::settle;
use crate::certificates::revocation;
use crate::courses::store as courses;
use crate::evidence::NewEvidence;
use crate::evidence::store as evidence;
use crate::organisations::Scope;
use crate::people::{Person, store as people};
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::faults;
use crate::rules::evidence::{Means, Strength};
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Worth;
use crate::rules::person::Role;
use crate::rules::workshop::attendance::{Mark, Outcome, all_minutes, asks, closes_from, missing, outcome, standing};
use crate::rules::workshop::final_test::proven_on;
use crate::rules::workshop::part::local;
use crate::workshops::store::{self, AttendanceMark, AttendanceResult, Closing, Found, Named, SignOffItem};
use chrono::NaiveDate;
use serde_json::json;
use std::collections::HashMap;

/// Most names that are told of those who have no mark yet.
const MOST_NAMES: usize = 10;

/// What a session would come to, for each who has a seat; and who has no mark for some part yet.
pub struct Tally {
    /// Booking, result and minutes, in line.
    pub results: Vec<(Named, Outcome, i64)>,
    /// Minutes of all parts.
    pub of_minutes: i64,
    /// Names of those who lack a mark.
    pub missing: Vec<String>,
    /// Marks that are missing.
    pub count: usize,
    /// What each who attended lacks of the practical sign-off, without which there is no evidence.
    pub lacking: HashMap<Id, Vec<SignOffItem>>,
    /// The test that is asked for, and what those who attended have passed of it.
    pub test: Option<Asking>,
}

impl Tally {
    /// Whom attending proves something, as far as marks and sign-off go; none: nobody.
    pub fn earns(&self, named: &Named, outcome: Outcome) -> Option<Id> {
        let signed = outcome == Outcome::Attended && !self.lacking.contains_key(&named.booking.id);
        named.booking.person_id.filter(|_| signed)
    }

    /// Whether somebody who earned it has yet to pass the test.
    pub fn is_open(&self, person_id: Id) -> bool {
        self.test.as_ref().is_some_and(|test| test.pass(person_id).is_none())
    }
}

/// Counts a session up as its marks stand.
pub fn tally(conn: &mut Conn, found: &Found, now: Instant) -> Result<Tally, Error> {
    let booked = seated(conn, found.session.id)?;
    let marks: Vec<Mark> = store::marks_of(conn, found.session.id)?.iter().map(AttendanceMark::mark).collect();
    let (standing, parts) = (standing(&marks), found.timed());
    let ids: Vec<Id> = booked.iter().map(|named| named.booking.id).collect();
    let lacking = missing(&ids, &parts, &standing);
    let lacks = |named: &&Named| lacking.iter().any(|(booking, _)| *booking == named.booking.id);
    let at = found.session.closed_at.unwrap_or(now);
    let mut unproven = super::sign_off::lacking(conn, found, &ids, at)?;
    unproven.retain(|id, _| outcome(*id, &parts, &standing, found.workshop.least_percent).0 == Outcome::Attended);
    let people: Vec<Id> = booked.iter().filter_map(|named| named.booking.person_id).collect();
    Ok(Tally {
        lacking: unproven,
        test: Asking::of(conn, found, &people, at)?,
        missing: booked.iter().filter(lacks).filter_map(|named| named.person.clone()).collect(),
        count: lacking.len(),
        of_minutes: all_minutes(&parts),
        results: booked
            .into_iter()
            .map(|named| {
                let (outcome, minutes) = outcome(named.booking.id, &parts, &standing, found.workshop.least_percent);
                (named, outcome, minutes)
            })
            .collect(),
    })
}

/// Closes a session: whoever was there long enough, and has shown and passed what the workshop asks for, gets evidence for the course as it
/// stands now; whoever has not passed yet is asked.
pub fn close(conn: &mut Conn, hand: &Hand<'_>, id: Id) -> Result<(), Error> {
    let found = lock_open(conn, id)?;
    if closes_from(&found.timed()).is_none_or(|at| hand.now < at) {
        return Err(Error::refused("attendance-not-over"));
    }
    let mut tally = tally(conn, &found, hand.now)?;
    if !tally.missing.is_empty() {
        let more = tally.missing.len().saturating_sub(MOST_NAMES);
        tally.missing.truncate(MOST_NAMES);
        let names = tally.missing.join(", ");
        return Err(Error::Refused(match more {
            0 => Message::new("attendance-missing").with("names", names),
            _ => Message::new("attendance-missing-more").with("names", names).with("more", more),
        }));
    }
    let closing = Closing {
        id: hand.state.chance.id(hand.now),
        session_id: id,
        kind: "closed".to_owned(),
        at: hand.now,
        by_id: hand.person_id,
        reason: None,
    };
    store::insert_closing(conn, &closing)?;
    faults::point("closing.begun");
    let version = courses::find_published(conn, found.course.id)?.map(|version| version.id);
    let mut results = Vec::with_capacity(tally.results.len());
    let mut asked: Vec<(AttendanceResult, Id)> = Vec::new();
    for (named, outcome, minutes) in &tally.results {
        let earns = tally.earns(named, *outcome);
        let evidence_id = match earns.filter(|person_id| !tally.is_open(*person_id)) {
            Some(person_id) => {
                let passed_on = tally.test.as_ref().and_then(|test| test.pass(person_id)).map(|pass| pass.on);
                prove(conn, hand, &found, person_id, version, passed_on)?
            }
            None => None,
        };
        let result = AttendanceResult {
            id: hand.state.chance.id(hand.now),
            closing_id: closing.id,
            booking_id: named.booking.id,
            outcome: outcome.as_str().to_owned(),
            minutes: i32::try_from(*minutes).unwrap_or(i32::MAX),
            of_minutes: i32::try_from(tally.of_minutes).unwrap_or(i32::MAX),
            evidence_id,
        };
        asked.extend(earns.map(|person_id| (result.clone(), person_id)));
        results.push(result);
    }
    store::insert_results(conn, &results)?;
    for (result, person_id) in &asked {
        if let Some(test) = &tally.test {
            test.ask(conn, hand, &found, result, *person_id)?;
        }
    }
    faults::point("closing.counted");
    store::set_closed(conn, id, Some(hand.now), hand.person_id)?;
    store::forget_needs(conn, id)?;
    store::forget_meeting_events(conn, id)?;
    hand.record(conn, &found, "session.close", "sessions", id, Some(json!({ "results": results })))?;
    super::feedback::ask(conn, hand, &found, &tally.results)?;
    faults::point("closing.asked");
    settle(conn, hand, id)
}

/// The evidence of somebody who attended, on the last part's day at the place; where they passed a test later, on that day.
pub(super) fn prove(
    conn: &mut Conn,
    hand: &Hand<'_>,
    found: &Found,
    person_id: Id,
    version: Option<Id>,
    passed_on: Option<NaiveDate>,
) -> Result<Option<Id>, Error> {
    let Some(last) = found.parts.last() else { return Ok(None) };
    let last_on = local(last.starts_at, found.session.zone()).date();
    let new = NewEvidence {
        person_id,
        course_id: found.course.id,
        course_version_id: version,
        proven_on: passed_on.map_or(last_on, |passed_on| proven_on(last_on, passed_on)),
        means: Means::Workshop,
        strength: Strength::ObservedByTrainer,
        note: found.session.place.clone(),
        registration_id: None,
        valid_until: None,
        score_percent: None,
        file_id: None,
        worth: Worth::default(),
    };
    let recorded = evidence::record(conn, &hand.state.chance, hand.now, &hand.by, &new)?;
    faults::point("closing.proven");
    Ok(Some(recorded.evidence().id))
}

/// Opens a closed session again; the evidence that it made is taken back with the same reason, certificates too.
pub fn reopen(conn: &mut Conn, hand: &Hand<'_>, id: Id, reason: &str) -> Result<(), Error> {
    let found = store::lock(conn, id)?.ok_or(Error::NotFound)?;
    let closed = store::last_closing(conn, id)?.filter(|_| found.session.closed_at.is_some());
    let closed = closed.ok_or_else(|| Error::refused("attendance-not-closed"))?;
    let mut revoked = Vec::new();
    for result in store::results_of(conn, closed.id)? {
        let Some(evidence_id) = result.evidence_id else { continue };
        // One that somebody revoked meanwhile keeps that reason.
        if evidence::find_any(conn, evidence_id)?.is_some_and(|evidence| evidence.revoked_at.is_none()) {
            let everywhere = Scope::everything();
            revocation::revoke(conn, &everywhere, &hand.state.chance, hand.now, &hand.by, evidence_id, reason)?;
            faults::point("closing.revoked");
            revoked.push(evidence_id);
        }
    }
    let closing = Closing {
        id: hand.state.chance.id(hand.now),
        session_id: id,
        kind: "reopened".to_owned(),
        at: hand.now,
        by_id: hand.person_id,
        reason: Some(reason.to_owned()),
    };
    store::insert_closing(conn, &closing)?;
    store::set_closed(conn, id, None, None)?;
    let after = json!({ "reason": reason, "revoked": revoked });
    hand.record(conn, &found, "session.reopen", "sessions", id, Some(after))?;
    settle(conn, hand, id)
}

/// Asks whoever teaches for the marks that are missing, or to close a session that ended; without one of ours those who run workshops.
pub fn ask(conn: &mut Conn, hand: &Hand<'_>, found: &Found) -> Result<(), Error> {
    let open = found.session.state == "open" && found.session.closed_at.is_none();
    let Some(ends_at) = found.session.ends_at.filter(|_| open) else {
        return Ok(());
    };
    if !asks(ends_at, found.session.asked_at, hand.now) {
        return Ok(());
    }
    store::set_asked(conn, found.session.id, hand.now)?;
    let tally = tally(conn, found, hand.now)?;
    if tally.results.is_empty() {
        return Ok(());
    }
    let mut asked: Vec<Person> = Vec::new();
    for id in found.trainers.iter().filter_map(|trainer| trainer.person_id) {
        asked.extend(people::find_any(conn, id)?.filter(|person| person.disabled_at.is_none()));
    }
    if asked.is_empty() {
        asked = people::holders_above(conn, Role::TrainingManager, &found.path, hand.now.date_naive())?;
    }
    let missing = tally.count.to_string();
    for person in asked {
        let kind = if tally.count == 0 { "marks_done" } else { "marks" };
        hand.send(conn, found, &person, kind, None, Some(&missing), None)?;
    }
    hand.record(
        conn,
        found,
        "session.ask_marks",
        "sessions",
        found.session.id,
        Some(json!({ "missing": tally.count })),
    )
}
