//! Asking for more time and answering: each with its entry in the audit; a yes is a waiver, and whoever asked is told by mail.

use super::excuse;
use super::mail::ExtensionAnsweredMail;
use super::store::extension::{self as store, Extension, State as Step};
use super::store::{self as obligations, ExcuseKind, NewExcuse};
use crate::evidence::store::branch_of;
use crate::organisations::Scope;
use crate::people::{mail, store as people};
use crate::platform::audit::{self, By, Deed};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::i18n::Locale;
use crate::platform::mail::Urgency;
use crate::platform::state::State;
use crate::rules::extension::{Refusal, waiver};
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Status;
use crate::rules::requirement::in_locale;
use chrono::NaiveDate;

/// Who does it, and when: the instant, and the date at their place.
#[derive(Clone, Debug)]
pub struct Hand {
    /// For the audit.
    pub by: By,
    /// The person.
    pub person_id: Id,
    /// The instant.
    pub now: Instant,
    /// Their date.
    pub today: NaiveDate,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// Whose obligation.
    pub person_id: Id,
    /// By which requirement.
    pub requirement_id: Id,
    /// Until when.
    pub until_on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Time until this day; a reason may stand with it.
    Yes(NaiveDate, Option<String>),
    /// None, because of this.
    No(String),
}

/// The fault at the field `until_on`.
pub(super) fn refused(refusal: Refusal) -> Error {
    match refusal {
        Refusal::NothingDue => Error::refused("extension-nothing-due"),
        Refusal::NotLater => Error::field("until_on", "fault-extension-not-later"),
        Refusal::Past => Error::field("until_on", "fault-past"),
        Refusal::TooFar => Error::field("until_on", "fault-extension-too-far"),
    }
}

fn standing(conn: &mut Conn, person_id: Id, requirement_id: Id) -> Result<(Status, Option<NaiveDate>), Error> {
    let found = store::standing(conn, person_id, requirement_id)?;
    let status = found.as_ref().and_then(|(word, _)| Status::from_word(word));
    Ok((status.unwrap_or(Status::NotSubject), found.and_then(|(_, due)| due)))
}

/// Asks for more time; whether the asker may do so for this person is decided before.
///
/// # Errors
///
/// A fault at `until_on`, or [`Error::Refused`] where nothing is due or a request already waits.
pub fn ask(conn: &mut Conn, state: &State, hand: &Hand, request: Request) -> Result<Extension, Error> {
    let (status, due_on) = standing(conn, request.person_id, request.requirement_id)?;
    let range = waiver(status, due_on, request.until_on, hand.today).map_err(refused)?;
    let extension = Extension {
        id: state.chance.id(hand.now),
        person_id: request.person_id,
        requirement_id: request.requirement_id,
        state: Step::Asked.as_str().to_owned(),
        due_on: range.from,
        until_on: request.until_on,
        reason: request.reason,
        asked_by: hand.person_id,
        asked_at: hand.now,
        answered_by: None,
        answered_at: None,
        answered_until_on: None,
        answer_reason: None,
        waiver_id: None,
    };
    if !store::insert(conn, &extension)? {
        return Err(Error::refused("extension-asked-before"));
    }
    record(conn, state, hand, "extension.ask", None, &extension)?;
    Ok(extension)
}

/// Answers a request for somebody within the scope. The due date that a yes puts off is the one in force now.
///
/// # Errors
///
/// As [`ask`], and [`Error::Refused`] where it was answered before.
pub fn answer(conn: &mut Conn, state: &State, scope: &Scope, hand: &Hand, id: Id, answer: Answer) -> Result<Extension, Error> {
    let before = store::find(conn, scope, id)?.ok_or(Error::NotFound)?;
    if !before.waits() {
        return Err(Error::refused("extension-answered-before"));
    }
    let mut after = Extension {
        answered_by: Some(hand.person_id),
        answered_at: Some(hand.now),
        ..before.clone()
    };
    match answer {
        Answer::No(reason) => {
            after.state = Step::Refused.as_str().to_owned();
            after.answer_reason = Some(reason);
        }
        Answer::Yes(until_on, reason) => {
            let (status, due_on) = standing(conn, before.person_id, before.requirement_id)?;
            let range = waiver(status, due_on, until_on, hand.today).map_err(refused)?;
            let asker = people::find_any(conn, before.asked_by)?.ok_or(Error::NotFound)?;
            let locale = Locale::for_language(&asker.language).unwrap_or_default();
            let granted = state.views.words(locale).text("extension-granted-reason", &[]);
            let new = NewExcuse {
                person_id: before.person_id,
                requirement_id: Some(before.requirement_id),
                from_on: range.from,
                to_on: range.to,
                // The asker's own reason was for whoever answers alone; a pause or a waiver is read by whoever leads them.
                reason: reason.clone().unwrap_or(granted),
            };
            let given = excuse::record(conn, scope, ExcuseKind::Waiver, &state.chance, hand.now, &hand.by, &new)?;
            after.state = Step::Granted.as_str().to_owned();
            after.answered_until_on = Some(until_on);
            after.answer_reason = reason;
            after.waiver_id = Some(given.id);
        }
    }
    if !store::answer(conn, &after)? {
        return Err(Error::refused("extension-answered-before"));
    }
    record(conn, state, hand, "extension.answer", Some(&before), &after)?;
    tell(conn, state, &after, hand.now)?;
    Ok(after)
}

/// Whoever asked is told.
fn tell(conn: &mut Conn, state: &State, answered: &Extension, now: Instant) -> Result<(), Error> {
    let Some(asker) = people::find_any(conn, answered.asked_by)?.filter(|person| person.disabled_at.is_none()) else {
        return Ok(());
    };
    let of = people::name_of(conn, answered.person_id)?;
    let locale = Locale::for_language(&asker.language).unwrap_or_default();
    let requirement = obligations::find_requirement(conn, answered.requirement_id)?.ok_or(Error::NotFound)?;
    let title = match obligations::in_force_of(conn, requirement.id)? {
        Some(version) => in_locale(&version.title.0, locale.code()).to_owned(),
        None => requirement.code.clone(),
    };
    let own = asker.id == answered.person_id;
    let url = match own {
        true => format!("{}/training/{}/why", state.config.server.public_url, requirement.code),
        false => format!("{}/people/{}/record", state.config.server.public_url, answered.person_id),
    };
    let letter = ExtensionAnsweredMail {
        name: asker.name(),
        person: (!own).then_some(of),
        requirement: title,
        until: answered.answered_until_on,
        due: answered.due_on,
        reason: answered.answer_reason.clone(),
        url,
    };
    mail::queue(conn, state, &asker, "extension_answered", Urgency::Soon, &letter, now)
}

fn record(conn: &mut Conn, state: &State, hand: &Hand, action: &str, before: Option<&Extension>, after: &Extension) -> Result<(), Error> {
    let name = people::name_of(conn, after.person_id)?;
    let deed = Deed {
        action,
        subject_kind: "extensions",
        subject_id: after.id.to_string(),
        subject_label: name,
        organisation_path: branch_of(conn, after.person_id)?,
        before: before.and_then(audit::state),
        after: audit::state(after),
    };
    Ok(audit::record(conn, &state.chance, hand.now, &hand.by, deed)?)
}
