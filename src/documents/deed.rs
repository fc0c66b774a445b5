//! What is done with a document: each deed with its entry in the audit, the mails and, where it is recognised, the evidence.

use super::mail::{DocumentAnsweredMail, DocumentHandedInMail};
use super::store::{self, Document};
use crate::courses::{Course, store as courses};
use crate::evidence::NewEvidence;
use crate::evidence::paper::Scan;
use crate::evidence::store::{self as evidence, branch_of};
use crate::organisations::Scope;
use crate::people::{Actor, mail as post, store as people};
use crate::platform::audit::{self, Deed};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::Urgency;
use crate::platform::state::State as Installation;
use crate::rules::course::Language;
use crate::rules::document::{MOST_WAITING, Refusal, State, answerable};
use crate::rules::evidence::{Means, Strength};
use crate::rules::id::Id;
use crate::rules::obligation::Worth;
use crate::rules::person::Role;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What is handed in.
#[derive(Clone, Debug)]
pub struct NewDocument {
    /// Whom it is about.
    pub person_id: Id,
    /// What it is.
    pub title: String,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When.
    pub issued_on: NaiveDate,
    /// The last day on which it holds.
    pub valid_until: Option<NaiveDate>,
    /// For which requirement.
    pub requirement_id: Option<Id>,
    /// For which course.
    pub course_id: Option<Id>,
    /// What else is to be known.
    pub note: Option<String>,
}

/// As what a document is recognised.
#[derive(Clone, Debug)]
pub struct Recognition {
    /// The course that it equals.
    pub course: Course,
    /// The day that it is about.
    pub proven_on: NaiveDate,
    /// The last day on which it counts.
    pub valid_until: Option<NaiveDate>,
    /// What it is worth itself, whatever the course is.
    pub worth: Worth,
    /// A word to whoever handed it in.
    pub reason: Option<String>,
}

/// An answer.
#[derive(Clone, Debug)]
pub enum Answer {
    /// It counts as this.
    Recognise(Box<Recognition>),
    /// It does not, because of this.
    Decline(String),
}

fn refused(refusal: Refusal) -> Error {
    match refusal {
        Refusal::NotWaiting => Error::refused("document-not-waiting"),
        Refusal::Own => Error::refused("document-own"),
    }
}

/// Keeps the file, then the document. Whether the actor may hand in for this person is decided before.
///
/// # Errors
///
/// [`Error::Refused`] where too many documents of the person wait already.
pub async fn hand_in(state: &Installation, actor: &Actor, new: NewDocument, scan: Scan) -> Result<Document, Error> {
    let hash = state.files.keep(scan.content.clone()).await?;
    let (own, actor) = (state.clone(), actor.clone());
    state.db.save(move |conn| put(conn, &own, &actor, new, &scan, &hash)).await
}

/// The same in a transaction, for a file that is kept under this hash.
pub fn put(conn: &mut Conn, state: &Installation, actor: &Actor, new: NewDocument, scan: &Scan, hash: &str) -> Result<Document, Error> {
    if store::waiting_of(conn, new.person_id)? >= MOST_WAITING {
        return Err(Error::refused("document-too-many"));
    }
    let now = actor.now;
    let file_id = evidence::insert_scan(conn, state.chance.id(now), scan, hash, Some(actor.person.id), now)?;
    let document = Document {
        id: state.chance.id(now),
        person_id: new.person_id,
        state: State::Waiting.to_string(),
        title: new.title,
        issuer: new.issuer,
        issued_on: new.issued_on,
        valid_until: new.valid_until,
        requirement_id: new.requirement_id,
        course_id: new.course_id,
        note: new.note,
        file_id,
        handed_in_by: actor.person.id,
        handed_in_at: now,
        answered_by: None,
        answered_at: None,
        answer_reason: None,
        evidence_id: None,
    };
    store::insert(conn, &document)?;
    record(conn, state, actor, "document.hand_in", None, &document)?;
    tell_managers(conn, state, actor, &document)?;
    Ok(document)
}

/// Answers a document about somebody within the scope.
///
/// # Errors
///
/// [`Error::Refused`] where it does not wait any more or is the actor's own, a fault at `course` where the same proof stands already.
pub fn answer(conn: &mut Conn, state: &Installation, scope: &Scope, actor: &Actor, id: Id, answer: Answer) -> Result<Document, Error> {
    let before = store::find(conn, scope, id)?.ok_or(Error::NotFound)?;
    answerable(before.state(), before.person_id == actor.person.id).map_err(refused)?;
    let mut after = Document {
        answered_by: Some(actor.person.id),
        answered_at: Some(actor.now),
        ..before.clone()
    };
    let course = match answer {
        Answer::Decline(reason) => {
            after.state = State::Declined.to_string();
            after.answer_reason = Some(reason);
            None
        }
        Answer::Recognise(as_what) => {
            after.state = State::Recognised.to_string();
            after.answer_reason = as_what.reason.clone();
            after.course_id = Some(as_what.course.id);
            after.evidence_id = Some(prove(conn, state, actor, &before, &as_what)?);
            Some(as_what.course)
        }
    };
    if !store::answer(conn, &after)? {
        return Err(refused(Refusal::NotWaiting));
    }
    record(conn, state, actor, "document.answer", Some(&before), &after)?;
    tell_hands(conn, state, actor, &after, course.as_ref())?;
    Ok(after)
}

/// The evidence that a recognition makes.
fn prove(conn: &mut Conn, state: &Installation, actor: &Actor, document: &Document, as_what: &Recognition) -> Result<Id, Error> {
    let title = match &document.issuer {
        Some(issuer) => format!("{}, {issuer}", document.title),
        None => document.title.clone(),
    };
    let new = NewEvidence {
        person_id: document.person_id,
        course_id: as_what.course.id,
        course_version_id: None,
        proven_on: as_what.proven_on,
        means: Means::Document,
        strength: Strength::ExternalDocument,
        note: Some(title),
        registration_id: None,
        valid_until: as_what.valid_until,
        score_percent: None,
        file_id: Some(document.file_id),
        worth: as_what.worth,
    };
    if evidence::stands_already(conn, &new)? {
        return Err(Error::field("course", "document-stands"));
    }
    Ok(evidence::record(conn, &state.chance, actor.now, &actor.by(), &new)?.evidence().id)
}

/// Takes a document back that the actor handed in, or that is about them.
///
/// # Errors
///
/// [`Error::Refused`] where it does not wait any more.
pub fn withdraw(conn: &mut Conn, state: &Installation, actor: &Actor, id: Id) -> Result<Document, Error> {
    let before = store::find_any(conn, id)?
        .filter(|document| document.is_of(actor.person.id))
        .ok_or(Error::NotFound)?;
    let after = Document {
        state: State::Withdrawn.to_string(),
        answered_by: Some(actor.person.id),
        answered_at: Some(actor.now),
        ..before.clone()
    };
    if before.state() != State::Waiting || !store::answer(conn, &after)? {
        return Err(refused(Refusal::NotWaiting));
    }
    record(conn, state, actor, "document.withdraw", Some(&before), &after)?;
    Ok(after)
}

fn url(state: &Installation, id: Id) -> String {
    format!("{}/documents/{id}", state.config.server.public_url)
}

/// Tells the training managers in charge that a document waits.
fn tell_managers(conn: &mut Conn, state: &Installation, actor: &Actor, document: &Document) -> Result<(), Error> {
    let path = branch_of(conn, document.person_id)?;
    let of = people::name_of(conn, document.person_id)?;
    for manager in people::holders_above(conn, Role::TrainingManager, &path, actor.today())? {
        let mail = DocumentHandedInMail {
            name: manager.name(),
            person: of.clone(),
            title: document.title.clone(),
            handed_in_by: (document.handed_in_by != document.person_id).then(|| actor.person.name()),
            valid_until: document.valid_until,
            url: url(state, document.id),
        };
        post::queue(conn, state, &manager, "document_handed_in", Urgency::Soon, &mail, actor.now)?;
    }
    Ok(())
}

/// Tells the person, and whoever handed it in for them, what was answered.
fn tell_hands(conn: &mut Conn, state: &Installation, actor: &Actor, document: &Document, course: Option<&Course>) -> Result<(), Error> {
    let of = people::name_of(conn, document.person_id)?;
    for id in BTreeSet::from([document.person_id, document.handed_in_by]) {
        let Some(person) = people::find_any(conn, id)?.filter(|person| person.disabled_at.is_none()) else {
            continue;
        };
        let language = Language::from_code(&person.language).unwrap_or(Language::En);
        let valid_until = match document.evidence_id {
            Some(id) => evidence::find_any(conn, id)?.and_then(|proof| proof.valid_until),
            None => None,
        };
        let mail = DocumentAnsweredMail {
            name: person.name(),
            person: (id != document.person_id).then(|| of.clone()),
            title: document.title.clone(),
            course: course.map(|course| course.title.0.text(language).to_owned()),
            valid_until,
            by: actor.person.name(),
            reason: document.answer_reason.clone(),
            url: url(state, document.id),
        };
        post::queue(conn, state, &person, "document_answered", Urgency::Soon, &mail, actor.now)?;
    }
    Ok(())
}

fn record(
    conn: &mut Conn,
    state: &Installation,
    actor: &Actor,
    action: &str,
    before: Option<&Document>,
    after: &Document,
) -> Result<(), Error> {
    let deed = Deed {
        action,
        subject_kind: "documents",
        subject_id: after.id.to_string(),
        subject_label: format!("{}, {}", people::name_of(conn, after.person_id)?, after.title),
        organisation_path: branch_of(conn, after.person_id)?,
        before: before.and_then(audit::state),
        after: audit::state(after),
    };
    Ok(audit::record(conn, &state.chance, actor.now, &actor.by(), deed)?)
}

/// The courses that can be equalled, by code.
pub fn courses_in_use(conn: &mut Conn) -> Result<Vec<Course>, Error> {
    let mut all = courses::list(conn, None, 5_000)?;
    all.retain(|course| course.archived_at.is_none());
    Ok(all)
}
