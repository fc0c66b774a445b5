//! One's own mail address: a new one counts once whoever reads it has said so. Until then mail goes on to the old one, which is told. What an
//! administrator or a file says counts at once.

use super::guard::Actor;
use super::job;
use super::mail::{self, AddressAskedMail, AddressConfirmMail};
use super::manage::{UNIQUE, home};
use super::store::address::{self, AddressChange};
use super::store::{self, Person, change};
use crate::organisations::Scope;
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::hash;
use crate::platform::db::Conn;
use crate::platform::error::{Error, taken};
use crate::platform::mail::Urgency;
use crate::platform::state::State;
use crate::rules::email_address::EmailAddress;
use crate::rules::id::Instant;
use chrono::Duration;
use serde_json::{Value, json};

/// How long a new address can be confirmed.
const HOURS: i64 = 48;

/// New addresses that somebody may give in an hour: each is a mail to whoever is named.
const MOST_AN_HOUR: u32 = 5;

/// Somebody gives themself a new address: it gets a link, the old one is told.
///
/// # Errors
///
/// A fault at `email` for the address that is theirs already or somebody else's; [`Error::TooMany`] beyond five an hour.
pub fn ask(conn: &mut Conn, state: &State, actor: &Actor, new: &EmailAddress) -> Result<(), Error> {
    let (person, now) = (&actor.person, actor.now);
    let key = new.key();
    if person.email_key.as_deref() == Some(key.as_str()) {
        return Err(Error::field("email", "address-fault-same"));
    }
    let (_, is_taken) = change::is_other(conn, Some(person.id), None, Some(&key))?;
    if is_taken {
        return Err(Error::field("email", "fault-address-taken"));
    }
    state
        .limits
        .count(&format!("address:{}", person.id), MOST_AN_HOUR, Duration::hours(1), now)?;
    let token = state.chance.token();
    let waits = AddressChange {
        person_id: person.id,
        address: new.to_string(),
        address_key: key,
        instead_of: person.email_key.clone(),
        token_hash: hash(&token),
        asked_at: now,
        expires_at: now.plus(Duration::hours(HOURS)),
    };
    address::keep(conn, &waits)?;
    let base = &state.config.server.public_url;
    let confirm = AddressConfirmMail {
        name: person.name(),
        address: waits.address.clone(),
        url: format!("{base}/address/{token}"),
        hours: HOURS,
    };
    let there = Person {
        email: Some(waits.address.clone()),
        ..person.clone()
    };
    mail::queue(conn, state, &there, "address_confirm", Urgency::Soon, &confirm, now)?;
    let told = AddressAskedMail {
        name: person.name(),
        address: waits.address.clone(),
        url: format!("{base}/profile/address"),
    };
    mail::queue(conn, state, person, "address_asked", Urgency::Soon, &told, now)?;
    let after = json!({ "waits": waits.address, "expires_at": waits.expires_at });
    record(conn, state, &actor.by(), person, "person.address_ask", (None, Some(after)), now)
}

/// Somebody does not want the new address after all.
///
/// # Errors
///
/// [`Error::NotFound`] where none waits.
pub fn withdraw(conn: &mut Conn, state: &State, actor: &Actor) -> Result<(), Error> {
    let waits = address::of(conn, actor.person.id)?.ok_or(Error::NotFound)?;
    address::forget(conn, actor.person.id)?;
    let before = json!({ "waits": waits.address });
    let said = (Some(before), None);
    record(conn, state, &actor.by(), &actor.person, "person.address_withdraw", said, actor.now)
}

/// The address behind a link that can be confirmed, and whose it is; none where the link is of no use (any more).
pub fn open(conn: &mut Conn, token: &str, now: Instant) -> Result<Option<(AddressChange, Person)>, Error> {
    let Some(waits) = address::find(conn, &hash(token))?.filter(|waits| waits.expires_at > now) else {
        return Ok(None);
    };
    let person = store::find_any(conn, waits.person_id)?;
    // Whoever sets another address meanwhile has decided.
    let fits = |person: &Person| person.disabled_at.is_none() && person.merged_into_id.is_none() && person.email_key == waits.instead_of;
    Ok(person.filter(fits).map(|person| (waits, person)))
}

/// Whoever reads the new address says so: mail goes there from now on, and links that went to the old one end. `from` is the network address
/// of whoever says so. None where the link is of no use (any more).
///
/// # Errors
///
/// [`Error::Refused`] where somebody else got this address meanwhile, or the record was changed at this moment.
pub fn confirm(conn: &mut Conn, state: &State, token: &str, from: &str, now: Instant) -> Result<Option<Person>, Error> {
    let Some((waits, before)) = open(conn, token, now)? else {
        return Ok(None);
    };
    let (_, is_taken) = change::is_other(conn, Some(before.id), None, Some(&waits.address_key))?;
    if is_taken {
        return Err(Error::refused("address-refused-taken"));
    }
    address::forget(conn, before.id)?;
    let person = Person {
        email: Some(waits.address),
        email_key: Some(waits.address_key),
        updated_at: now,
        revision: before.revision + 1,
        ..before.clone()
    };
    if change::update(conn, &person, before.revision).map_err(taken(&UNIQUE))? == 0 {
        return Err(Error::refused("refused-changed-meanwhile"));
    }
    store::use_up_links(conn, person.id, now)?;
    let by = By {
        actor_id: Some(person.id),
        actor_name: person.name(),
        actor_kind: "person",
        address: Some(from.to_owned()),
        request_id: None,
    };
    let said = (Some(json!({ "email": before.email })), Some(json!({ "email": person.email })));
    record(conn, state, &by, &person, "person.address_confirm", said, now)?;
    job::say_changed(conn, state, person.id, now)?;
    Ok(Some(person))
}

fn record(
    conn: &mut Conn,
    state: &State,
    by: &By,
    person: &Person,
    action: &str,
    (before, after): (Option<Value>, Option<Value>),
    now: Instant,
) -> Result<(), Error> {
    let deed = Deed {
        action,
        subject_kind: "people",
        subject_id: person.id.to_string(),
        subject_label: person.name(),
        organisation_path: home(conn, &Scope::everything(), person.id, now.date_naive())?,
        before,
        after,
    };
    Ok(audit::record(conn, &state.chance, now, by, deed)?)
}
