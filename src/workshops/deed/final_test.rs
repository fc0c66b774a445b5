//! The final test: what a workshop asks for, whom a closing asks, and how the evidence follows what they pass.

use super::closing::prove;
use super::{Hand, title};
use crate::certificates::revocation;
use crate::courses::store::Course;
use crate::evidence::store as evidence;
use crate::organisations::Scope;
use crate::people::store as people;
use crate::platform::audit::{self, Deed};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::course::Language;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::final_test::{Pass, Proof, Step, Window, step};
use crate::rules::workshop::part::{end_of, local};
use crate::workshops::job;
use crate::workshops::sign_off::Versions;
use crate::workshops::store::{self, AskedTest, AttendanceResult, Found, NamedTest, Which, WorkshopTest};
use chrono::Duration;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

/// Says what test a workshop asks for; none: none. Sessions that are closed keep what was asked then. `path`: of who holds the workshop.
pub fn ask_for_test(
    conn: &mut Conn,
    hand: &Hand<'_>,
    workshop_id: Id,
    new: Option<&(WorkshopTest, Course)>,
    path: &str,
) -> Result<(), Error> {
    let before = store::test_of(conn, workshop_id)?;
    if before.as_ref().map(|(test, _)| test) == new.map(|(test, _)| test) {
        return Ok(());
    }
    store::set_test(conn, workshop_id, new.map(|(test, _)| test))?;
    let state = |asked: Option<&(WorkshopTest, Course)>| -> Option<Value> {
        let shape = |(test, course): &(WorkshopTest, Course)| {
            let (before_days, after_days) = (test.before_days, test.after_days);
            json!({ "course": course.code, "before_days": before_days, "after_days": after_days })
        };
        Some(json!({ "test": asked.map(shape) }))
    };
    let some = store::list(conn, &Which::Of(workshop_id))?;
    let deed = Deed {
        action: "workshop.test",
        subject_kind: "workshops",
        subject_id: workshop_id.to_string(),
        subject_label: some.first().map_or_else(|| workshop_id.to_string(), |found| title(found, "en")),
        organisation_path: path.to_owned(),
        before: state(before.as_ref()),
        after: state(new),
    };
    Ok(audit::record(conn, &hand.state.chance, hand.now, &hand.by, deed)?)
}

/// What a session asks for, and what those who attended have passed of it.
pub struct Asking {
    course: Course,
    window: Window,
    passes: HashMap<Id, Vec<Pass>>,
}

impl Asking {
    /// Of a session that is closed at an instant, with these people; none: it asks for no test.
    pub fn of(conn: &mut Conn, found: &Found, person_ids: &[Id], at: Instant) -> Result<Option<Self>, Error> {
        let Some((first, last)) = found.parts.first().zip(found.parts.last()) else {
            return Ok(None);
        };
        let Some((test, course)) = store::test_of(conn, found.workshop.id)? else {
            return Ok(None);
        };
        let [first_on, last_on, closed_on] = [first.starts_at, last.starts_at, at].map(|at| local(at, found.session.zone()).date());
        Ok(Some(Self {
            window: Window::of(first_on, last_on, closed_on, test.before_days, test.after_days),
            passes: store::passes_of(conn, course.id, person_ids)?,
            course,
        }))
    }

    /// The pass of somebody that counts; none: they have not passed.
    pub fn pass(&self, person_id: Id) -> Option<Pass> {
        self.window.pass(self.passes.get(&person_id)?)
    }

    /// The course with the test.
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// Asks somebody with the result of a closing, and tells them once where they have not passed.
    pub(super) fn ask(
        &self,
        conn: &mut Conn,
        hand: &Hand<'_>,
        found: &Found,
        result: &AttendanceResult,
        person_id: Id,
    ) -> Result<(), Error> {
        let pass_id = self.pass(person_id).filter(|_| result.evidence_id.is_some()).map(|pass| pass.id);
        let knew = store::was_told(conn, result.booking_id, self.course.id)?;
        let asked = AskedTest {
            result_id: result.id,
            course_id: self.course.id,
            from_on: self.window.from_on,
            to_on: self.window.to_on,
            told: knew || pass_id.is_none(),
            pass_id,
        };
        store::insert_asked_test(conn, &asked)?;
        if pass_id.is_some() {
            return Ok(());
        }
        // Whoever passes while this is written is looked at after it.
        job::enqueue_tested(conn, &hand.state.chance, person_id, hand.now)?;
        if knew {
            return Ok(());
        }
        if let Some(person) = people::find_any(conn, person_id)?.filter(|person| person.disabled_at.is_none()) {
            let language = Language::from_code(&person.language).unwrap_or(Language::En);
            let test = self.course.title.0.text(language).to_owned();
            // The last minute of the day, so that the mail names that one.
            let until = end_of(self.window.to_on, found.session.zone()).map(|at| at.plus(-Duration::minutes(1)));
            hand.send(conn, found, &person, "test", until, Some(&test), Some(result.booking_id))?;
        }
        Ok(())
    }
}

/// What is to be done about somebody's closed session, so that its evidence and the test say the same.
#[derive(Clone, Debug)]
pub struct Turn {
    /// Of which session.
    pub session_id: Id,
    /// Of which booking.
    pub booking_id: Id,
    test: NamedTest,
    result: AttendanceResult,
    step: Step,
}

/// All of it for somebody; nothing where all is as it should be.
pub fn turns(conn: &mut Conn, person_id: Id) -> Result<Vec<Turn>, Error> {
    let (mut turns, mut proven) = (Vec::new(), HashSet::new());
    for awaited in store::awaited_tests(conn, person_id)? {
        let stands = store::last_closing(conn, awaited.session_id)?;
        if stands.is_none_or(|closing| closing.id != awaited.result.closing_id) {
            continue;
        }
        let proof = match awaited.result.evidence_id {
            None => Proof::Missing,
            Some(id) if evidence::find_any(conn, id)?.is_some_and(|one| one.revoked_at.is_none()) => Proof::Stands,
            Some(_) => Proof::Revoked,
        };
        if proof == Proof::Stands {
            proven.insert(awaited.session_id);
        }
        let asked = &awaited.test.asked;
        let mut passes = store::passes_of(conn, asked.course_id, &[person_id])?;
        let step = step(asked.window(), asked.pass_id, proof, &passes.remove(&person_id).unwrap_or_default());
        turns.push(Turn {
            session_id: awaited.session_id,
            booking_id: awaited.result.booking_id,
            test: awaited.test,
            result: awaited.result,
            step,
        });
    }
    // Of two records that became one both may have attended: one session is evidence once.
    turns.retain(|turn| match turn.step {
        Step::Rest => false,
        Step::TakeBack => true,
        Step::Prove(_) => proven.insert(turn.session_id),
    });
    Ok(turns)
}

/// Lets the evidence of somebody's session follow what they passed, or what was taken back of it.
pub fn follow_test(conn: &mut Conn, hand: &Hand<'_>, session_id: Id, person_id: Id) -> Result<(), Error> {
    let Some(found) = store::lock(conn, session_id)? else {
        return Ok(());
    };
    // The second time another pass may count in the place of one that was taken back.
    for _ in 0..2 {
        let all = turns(conn, person_id)?;
        for turn in all.iter().filter(|turn| turn.session_id == session_id) {
            take(conn, hand, &found, person_id, turn)?;
        }
    }
    Ok(())
}

fn take(conn: &mut Conn, hand: &Hand<'_>, found: &Found, person_id: Id, turn: &Turn) -> Result<(), Error> {
    let (action, after) = match turn.step {
        Step::Rest => return Ok(()),
        Step::Prove(pass) => {
            let closed_at = found.session.closed_at.unwrap_or(hand.now);
            let version = Versions::at(conn, found.course.id, closed_at)?.current;
            let evidence_id = prove(conn, hand, found, person_id, version, Some(pass.on))?;
            store::set_proof(conn, turn.result.id, evidence_id, Some(pass.id))?;
            (
                "test.pass",
                json!({ "test": turn.test.code, "pass": pass.id, "evidence": evidence_id }),
            )
        }
        Step::TakeBack => {
            let made = turn.result.evidence_id.zip(turn.test.asked.pass_id);
            let (evidence_id, pass_id) = made.ok_or_else(|| Error::internal("evidence to take back that is not there"))?;
            let reason = evidence::find_any(conn, pass_id)?.and_then(|pass| pass.revoked_reason);
            let reason = reason.ok_or_else(|| Error::internal("a pass was taken back without a reason"))?;
            let everywhere = Scope::everything();
            revocation::revoke(conn, &everywhere, &hand.state.chance, hand.now, &hand.by, evidence_id, &reason)?;
            store::set_proof(conn, turn.result.id, None, None)?;
            (
                "test.lapse",
                json!({ "test": turn.test.code, "pass": pass_id, "evidence": evidence_id, "reason": reason }),
            )
        }
    };
    hand.record(conn, found, action, "bookings", turn.booking_id, Some(after))
}
