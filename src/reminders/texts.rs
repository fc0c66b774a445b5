//! The texts of reminders that administrators write: found by what they are for, checked, kept, and shown with a real person before they
//! are.

use super::digest::{self, Line, Others};
use super::envelope;
use super::store::material::{Material, Of};
use super::store::network::Known;
use super::store::texts::{self, Key, Parts};
use crate::obligations::requirement::whole_network;
use crate::obligations::store::find_requirement_by_code;
use crate::organisations::store::sender::headers_at;
use crate::organisations::{Organisation, Scope, store as organisations};
use crate::people::mail::sender_of;
use crate::people::{Actor, store as people};
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::Faults;
use crate::platform::mail::{Envelope, Urgency, queue};
use crate::platform::state::State;
use crate::platform::views::Letter;
use crate::rules::id::{Id, Instant};
use crate::rules::language;
use crate::rules::reminder::{Addressee, Key as NoticeKey, Recipient};
use crate::rules::wording::{Audience, Part, Wording, WordingFault};
use chrono::Duration;
use serde::Deserialize;
use std::sync::Arc;

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
        Some(place.key.language.as_str()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(between)
}

/// A letter with whom it is about.
pub struct Shown {
    /// Name of whoever owes it.
    pub person: String,
    /// The letter.
    pub letter: Letter,
}

/// The mail as a text would make it, with what somebody within the scope really owes. `account` is a number or a mail address; where it is
/// empty, whoever owes the most urgent is taken. No link in it signs anybody in.
///
/// # Errors
///
/// A fault at `person` where there is nobody, or they owe nothing of which they could be told.
pub fn show(
    conn: &mut Conn,
    state: &State,
    scope: &Scope,
    actor: &Actor,
    place: &Place,
    parts: &Parts,
    account: &str,
) -> Result<Shown, Error> {
    let now = actor.now;
    let branch = match &place.organisation {
        Some(unit) => Scope::branches(vec![unit.path.clone()]),
        None => scope.clone(),
    };
    let person_id = somebody(conn, scope, &branch, place, account.trim())?;
    let mut material = Material::load(conn, &Of::People(&[person_id]), state.config.reminders.send_hour, now)?;
    material.network.meet(conn, [person_id, actor.person.id], now)?;
    let line = line(&material, &branch, place, person_id, now).ok_or_else(|| Error::field("person", "text-fault-nothing"))?;
    // What was typed stands in the place of what is kept.
    material.texts.retain(|own| {
        (own.audience, own.requirement_id, own.organisation_id) != (place.key.audience, place.key.requirement_id, place.key.organisation_id)
            || own.language != place.key.language
    });
    material.texts.push(texts::own(&place.key, parts));
    let known = |id| material.network.person(id).cloned().ok_or(Error::NotFound);
    let person = known(person_id)?;
    let reader = match place.key.audience {
        Audience::Own => person.clone(),
        // Whoever looks at a mail about others may owe the same; it is about others all the same.
        Audience::Team => apart(known(actor.person.id)?),
    };
    let reader = Known {
        language: place.key.language.clone(),
        ..reader
    };
    let mail =
        digest::compose(&material, &reader, &[line], &Others::new(), now).ok_or_else(|| Error::field("person", "text-fault-nothing"))?;
    let url = format!("{}{}", state.config.server.public_url, digest::path(&material, &mail));
    Ok(Shown {
        person: person.name,
        letter: digest::worded(state, &reader, mail, url, now)?,
    })
}

fn apart(known: Known) -> Known {
    let recipient = Recipient {
        id: Id(uuid::Uuid::nil()),
        ..known.recipient.as_ref().clone()
    };
    Known {
        recipient: Arc::new(recipient),
        ..known
    }
}

fn somebody(conn: &mut Conn, scope: &Scope, branch: &Scope, place: &Place, account: &str) -> Result<Id, Error> {
    if account.is_empty() {
        let found = texts::somebody(conn, branch, place.key.requirement_id)?;
        return found.ok_or_else(|| Error::field("person", "text-fault-nobody"));
    }
    let unknown = || Error::field("person", "text-fault-person");
    let person = people::find_by_account(conn, account)?.ok_or_else(unknown)?;
    Ok(people::find(conn, scope, person.id)?.ok_or_else(unknown)?.id)
}

/// The most urgent thing that this person owes and the text could be about.
fn line(material: &Material, branch: &Scope, place: &Place, person_id: Id, now: Instant) -> Option<Line> {
    let candidates = material.obligations.iter().filter(|one| one.person_id == person_id);
    let due = candidates
        .filter(|one| place.key.requirement_id.is_none_or(|id| id == one.requirement_id))
        .filter(|one| {
            let unit = material
                .owed
                .get(&(one.person_id, one.requirement_id))
                .map(|owed| owed.organisation_id);
            unit.and_then(|id| material.network.units.get(&id))
                .is_some_and(|unit| branch.covers(&unit.path))
        })
        .filter_map(|one| Some((one.standings.first()?.due_on?, one.requirement_id)));
    let (due_on, requirement_id) = due.min()?;
    let days = (now.date_naive() - due_on).num_days();
    Some(Line {
        key: NoticeKey {
            person_id,
            requirement_id,
            due_on,
            offset_days: Some(i32::try_from(days).unwrap_or(0)),
            recipient_id: person_id,
        },
        role: match place.key.audience {
            Audience::Own => Addressee::Learner,
            Audience::Team => Addressee::Supervisor,
        },
    })
}

/// Sends the mail, as [`show`] draws it, to whoever asks for it; answers their address.
///
/// # Errors
///
/// Those of [`show`]; [`Error::Refused`] for somebody without an address; [`Error::TooMany`] beyond twenty an hour.
pub fn send_to_oneself(
    conn: &mut Conn,
    state: &State,
    scope: &Scope,
    actor: &Actor,
    place: &Place,
    parts: &Parts,
    account: &str,
) -> Result<(String, Shown), Error> {
    let to_address = actor
        .person
        .email
        .clone()
        .ok_or_else(|| Error::refused("text-refused-no-address"))?;
    state
        .limits
        .count(&format!("text-test:{}", actor.person.id), 20, Duration::hours(1), actor.now)?;
    let shown = show(conn, state, scope, actor, place, parts, account)?;
    let headers = match &place.organisation {
        Some(unit) => headers_at(conn, &unit.path)?,
        None => sender_of(conn, &actor.person, actor.today())?,
    };
    let envelope = Envelope {
        kind: "reminder_test",
        urgency: Urgency::Soon,
        recipient_id: Some(actor.person.id),
        to_name: actor.person.name(),
        to_address: to_address.clone(),
        language: place.key.language.clone(),
        headers,
        not_before: actor.now,
    };
    queue(conn, &state.chance, envelope::domain(state), actor.now, envelope, &shown.letter)?;
    Ok((to_address, shown))
}

/// The faults of an error, where it is one of a form.
pub fn faults(error: Error) -> Result<Vec<FieldError>, Error> {
    match error {
        Error::Invalid(faults) => Ok(faults),
        other => Err(other),
    }
}
