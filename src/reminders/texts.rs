//! The texts of reminders that administrators write: found by what they are for, checked, and kept; see `trial` for a look before that.

use super::store::texts::{self, Key, Parts};
use crate::obligations::requirement::whole_network;
use crate::obligations::store::find_requirement_by_code;
use crate::organisations::{Organisation, Scope, store as organisations};
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::Faults;
use crate::rules::id::Instant;
use crate::rules::language;
use crate::rules::wording::{Audience, Part, Phase, Wording, WordingFault};
use serde::Deserialize;

/// What a text is for, as an address or a form has it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `own` or `team`.
    pub to: String,
    /// Code of a requirement; empty: for every one.
    pub requirement: String,
    /// Number of an organisation; empty: for everybody.
    pub organisation: String,
    /// `ahead`, `grace` or `overdue`; empty: of any time.
    pub phase: String,
    /// ISO 639-1.
    pub language: String,
}

/// What a text is for, found.
#[derive(Clone, Debug)]
pub struct Place {
    /// The key.
    pub key: Key,
    /// Code of the requirement, where it is for one.
    pub requirement: Option<String>,
    /// The organisation, where it is for one.
    pub organisation: Option<Organisation>,
}

/// Finds what is asked for within the scope.
///
/// # Errors
///
/// [`Error::Invalid`] with the fields that name nothing.
pub fn place(conn: &mut Conn, scope: &Scope, asked: &Asked) -> Result<Place, Error> {
    let mut faults = Faults::new();
    let audience: Option<Audience> = asked.to.parse().ok();
    if audience.is_none() {
        faults.note("to", "fault-choice");
    }
    let phase: Option<Phase> = asked.phase.parse().ok();
    if phase.is_none() && !asked.phase.is_empty() {
        faults.note("phase", "fault-choice");
    }
    let language = language::language(&asked.language);
    if language.is_none() {
        faults.note("language", "fault-language");
    }
    let clean = |text: &str| text.trim().replace('\0', "");
    let (code, number) = (clean(&asked.requirement), clean(&asked.organisation));
    let requirement = match code.as_str() {
        "" => None,
        code => {
            let found = find_requirement_by_code(conn, code)?;
            if found.is_none() {
                faults.note("requirement", "fault-choice");
            }
            found
        }
    };
    let organisation = match number.as_str() {
        "" => None,
        number => {
            let found = organisations::find_by_external_id(conn, scope, number)?;
            if found.is_none() {
                faults.note("organisation", "fault-organisation");
            }
            found
        }
    };
    let found = audience.zip(language).map(|(audience, language)| Place {
        key: Key {
            audience,
            requirement_id: requirement.as_ref().map(|one| one.id),
            organisation_id: organisation.as_ref().map(|one| one.id),
            phase,
            language: language.to_owned(),
        },
        requirement: requirement.map(|one| one.code),
        organisation,
    });
    faults.or(found)
}

/// Reads what was written; a part that is left empty is inherited.
///
/// # Errors
///
/// [`Error::Invalid`] with every part that cannot be used, and where in it.
pub fn read(subject: &str, opening: &str, closing: &str) -> Result<Parts, Error> {
    let mut faults = Faults::new();
    let mut part = |part: Part, typed: &str| {
        let text = typed.trim().replace("\r\n", "\n");
        if text.is_empty() {
            return None;
        }
        match Wording::read(&text, part) {
            Ok(_) => Some(text),
            Err(fault) => {
                faults.add(part.as_str(), message(&fault));
                None
            }
        }
    };
    let parts = Parts {
        subject: part(Part::Subject, subject),
        opening: part(Part::Opening, opening),
        closing: part(Part::Closing, closing),
    };
    faults.done().map(|()| parts)
}

fn message(fault: &WordingFault) -> Message {
    let at = |key, place: &crate::rules::wording::Place| Message::new(key).with("line", place.line).with("column", place.column);
    match fault {
        WordingFault::TooLong { most } => Message::new("fault-too-long").with("most", most),
        WordingFault::TooMany { most } => Message::new("text-fault-many").with("most", most),
        WordingFault::Unknown { name, place } => at("text-fault-unknown", place).with("name", name),
        WordingFault::NotHere { name, place } => at("text-fault-not-here", place).with("name", name),
        WordingFault::Unclosed { place } => at("text-fault-unclosed", place),
        WordingFault::Unopened { place } => at("text-fault-unopened", place),
        WordingFault::Unreadable { place } => at("text-fault-unreadable", place),
    }
}

/// Keeps a text, or takes it away where all of it is empty. `revision` is that of the text it was changed from, 0 where there was none.
///
/// # Errors
///
/// [`Error::Forbidden`] where it would be for everybody and the scope is not; [`Error::Refused`] where somebody else changed it meanwhile.
pub fn set(
    conn: &mut Conn,
    chance: &Chance,
    by: &By,
    scope: &Scope,
    place: &Place,
    parts: &Parts,
    revision: i32,
    now: Instant,
) -> Result<(), Error> {
    if place.organisation.is_none() {
        whole_network(conn, scope)?;
    }
    let before = texts::find(conn, &place.key)?;
    if before.as_ref().map_or(0, |text| text.revision) != revision {
        return Err(Error::refused("refused-changed-meanwhile"));
    }
    let (action, kept) = match (&before, parts.is_empty()) {
        (None, true) => return Ok(()),
        (None, false) => ("reminder_text.write", texts::insert(conn, chance, &place.key, parts, now)?),
        (Some(before), false) => ("reminder_text.change", texts::update(conn, before, parts, now)?),
        (Some(before), true) => ("reminder_text.remove", texts::remove(conn, before)?),
    };
    if !kept {
        return Err(Error::refused("refused-changed-meanwhile"));
    }
    let state = |parts: &Parts| serde_json::json!({ "subject": parts.subject, "opening": parts.opening, "closing": parts.closing });
    let deed = Deed {
        action,
        subject_kind: "reminder_texts",
        subject_id: label(place, "/"),
        subject_label: label(place, " · "),
        organisation_path: match &place.organisation {
            Some(unit) => unit.path.clone(),
            None => organisations::top_path(conn)?,
        },
        before: before.map(|text| state(&text.parts)),
        after: (!parts.is_empty()).then(|| state(parts)),
    };
    Ok(audit::record(conn, chance, now, by, deed)?)
}

fn label(place: &Place, between: &str) -> String {
    let unit = place.organisation.as_ref().map(|unit| unit.external_id.as_str());
    let parts = [
        Some(place.key.audience.as_str()),
        place.requirement.as_deref(),
        unit,
        place.key.phase.map(Phase::as_str),
        Some(place.key.language.as_str()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(between)
}

/// The faults of an error, where it is one of a form.
pub fn faults(error: Error) -> Result<Vec<FieldError>, Error> {
    match error {
        Error::Invalid(faults) => Ok(faults),
        other => Err(other),
    }
}
