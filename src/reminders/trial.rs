//! A look at the texts of reminders before they are kept: the mail with what somebody really owes, on the screen or sent to oneself.

use super::digest::{self, Line, Others};
use super::mail::Written;
use super::store::material::{Material, Of};
use super::store::network::Known;
use super::store::texts::{self, Parts};
use super::texts::Place;
use crate::organisations::Scope;
use crate::organisations::store::sender::headers_at;
use crate::people::mail::sender_of;
use crate::people::{Actor, store as people};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::{Envelope, Urgency, domain, queue};
use crate::platform::state::State;
use crate::platform::views::Letter;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::{Addressee, Key as NoticeKey, Recipient};
use crate::rules::wording::{Audience, Own, Part, Phase, Wording};
use chrono::{Duration, NaiveDate};
use std::sync::Arc;

/// A letter with whom it is about.
pub struct Shown {
    /// Name of whoever owes it.
    pub person: String,
    /// The letter.
    pub letter: Letter,
    /// Parts for which another text is nearer to this person: they would get that one, and the letter shows what was typed.
    pub nearer: Vec<Part>,
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
    let typed = texts::own(&place.key, parts);
    let place_of = |own: &Own| {
        (
            own.audience,
            own.requirement_id,
            own.organisation_id,
            own.phase,
            own.language.clone(),
        )
    };
    material.texts.retain(|own| place_of(own) != place_of(&typed));
    material.texts.push(typed);
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
    let mut mail =
        digest::compose(&material, &reader, &[line], &Others::new(), now).ok_or_else(|| Error::field("person", "text-fault-nothing"))?;
    let nearer = match &mut mail.written {
        Some(written) => put_in(written, parts)?,
        None => Vec::new(),
    };
    let url = format!("{}{}", state.config.server.public_url, digest::path(&material, &mail));
    Ok(Shown {
        person: person.name,
        letter: digest::worded(state, &reader, mail, url, now)?,
        nearer,
    })
}

/// Whoever writes a text wants to see that text: what was typed goes before what is nearer to the person. Answers the parts of which that
/// holds.
fn put_in(written: &mut Written, parts: &Parts) -> Result<Vec<Part>, Error> {
    let mut nearer = Vec::new();
    for part in Part::ALL {
        let Some(text) = parts.get(part) else { continue };
        let typed = Wording::read(text, part).map_err(Error::internal)?;
        let applies = written.part_mut(part);
        if applies.as_ref() != Some(&typed) {
            nearer.push(part);
        }
        *applies = Some(typed);
    }
    Ok(nearer)
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

/// The most urgent thing that this person owes and the text could be about; where it is for one time alone, one at that time goes first.
fn line(material: &Material, branch: &Scope, place: &Place, person_id: Id, now: Instant) -> Option<Line> {
    // By the calendar of whoever owes it: the step of today has been reached there, and the next one comes after it.
    let today = digest::today(material.network.person(person_id)?, now);
    let apart = |requirement_id: Id, due_on: NaiveDate| {
        let owed = material.owed.get(&(person_id, requirement_id));
        let phase = owed.map(|owed| Phase::of(owed.status, (due_on - today).num_days()));
        place.key.phase.is_some() && place.key.phase != phase
    };
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
    let (due_on, requirement_id) = due.min_by_key(|(due_on, id)| (apart(*id, *due_on), *due_on, *id))?;
    let days = (today - due_on).num_days();
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
        step_on: today,
        decided_at: now,
        again: false,
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
    queue(conn, &state.chance, domain(&state.config), actor.now, envelope, &shown.letter)?;
    Ok((to_address, shown))
}
