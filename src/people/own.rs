//! What somebody does to their own account: preferences, password, sign-ins. Each deed stands in the audit of the branch they work in.

use super::guard::Actor;
use super::manage::home;
use super::preferences::{self, Preferences};
use super::store::Person;
use super::{sign_in, store};
use crate::organisations::Scope;
use crate::platform::audit::{self, By, Deed};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use serde_json::{Value, json};

/// Keeps one's own preferences.
pub fn prefer(conn: &mut Conn, state: &State, actor: &Actor, chosen: &Preferences) -> Result<(), Error> {
    preferences::set(conn, actor.person.id, chosen, actor.now)?;
    let person = &actor.person;
    let before = json!({
        "language": person.language, "time_zone": person.time_zone, "theme": person.theme, "density": person.density,
    });
    let after = json!(chosen);
    if before == after {
        return Ok(());
    }
    record(conn, state, actor, "person.prefer", Some(before), Some(after))
}

/// Sets one's own password; with `alone` everything that could have been handed to somebody else before ends, but the sign-in that asks.
pub fn change_password(conn: &mut Conn, state: &State, actor: &Actor, password_hash: &str, alone: bool) -> Result<(), Error> {
    if alone {
        sign_in::change_password(conn, actor.person.id, password_hash, actor.sign_in_id, actor.now)?;
    } else {
        store::set_password_hash(conn, actor.person.id, password_hash, actor.now)?;
    }
    record(conn, state, actor, "person.password", None, None)
}

/// Writes that somebody set their password behind a one-time link: whoever has the link is taken for its person.
pub(super) fn record_password(conn: &mut Conn, state: &State, person: &Person, from: &str, now: Instant) -> Result<(), Error> {
    let by = By {
        actor_id: Some(person.id),
        actor_name: person.name(),
        actor_kind: "person",
        address: Some(from.to_owned()),
        request_id: None,
    };
    let deed = Deed {
        action: "person.password",
        subject_kind: "people",
        subject_id: person.id.to_string(),
        subject_label: person.name(),
        organisation_path: home(conn, &Scope::everything(), person.id, now.date_naive())?,
        before: None,
        after: None,
    };
    Ok(audit::record(conn, &state.chance, now, &by, deed)?)
}

/// Ends one of one's own sign-ins.
///
/// # Errors
///
/// [`Error::NotFound`] where none of theirs that still runs has this identifier.
pub fn end_sign_in(conn: &mut Conn, state: &State, actor: &Actor, id: Id) -> Result<(), Error> {
    if store::end_sign_ins(conn, actor.person.id, Some(id), None, "revoked", actor.now)? == 0 {
        return Err(Error::NotFound);
    }
    record(conn, state, actor, "person.sign_out", None, None)
}

/// Ends all of one's own sign-ins but the one that asks.
pub fn end_other_sign_ins(conn: &mut Conn, state: &State, actor: &Actor) -> Result<(), Error> {
    if store::end_sign_ins(conn, actor.person.id, None, actor.sign_in_id, "revoked", actor.now)? == 0 {
        return Ok(());
    }
    record(conn, state, actor, "person.sign_out", None, None)
}

/// Writes what somebody did to their own account.
pub(super) fn record(
    conn: &mut Conn,
    state: &State,
    actor: &Actor,
    action: &str,
    before: Option<Value>,
    after: Option<Value>,
) -> Result<(), Error> {
    let deed = Deed {
        action,
        subject_kind: "people",
        subject_id: actor.person.id.to_string(),
        subject_label: actor.person.name(),
        organisation_path: home(conn, &Scope::everything(), actor.person.id, actor.today())?,
        before,
        after,
    };
    Ok(audit::record(conn, &state.chance, actor.now, &actor.by(), deed)?)
}
