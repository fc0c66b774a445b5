//! What people's pages leave for later.

use super::mail::{self, PasswordResetMail};
use super::sign_in;
use super::store::{self, Person};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::jobs::{self, Job};
use crate::platform::mail::Urgency;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use chrono::Duration;
use serde::{Deserialize, Serialize};

/// Somebody asked for a new password; the payload holds what they typed.
pub const RESET: &str = "people.password_reset";

/// Something about a person changed that later slices build on: memberships, job roles, location, being disabled. `{"person_id": …}`
pub const CHANGED: &str = "people.changed";

#[derive(Debug, Serialize, Deserialize)]
struct Reset {
    account: String,
}

/// The payload of a [`RESET`] job.
pub fn reset_of(account: &str) -> serde_json::Value {
    serde_json::json!({ "account": account })
}

/// Says that a person changed; call it in the transaction of the change.
pub fn say_changed(conn: &mut Conn, state: &State, person_id: Id, now: Instant) -> Result<(), Error> {
    let payload = serde_json::json!({ "person_id": person_id });
    Ok(jobs::enqueue(
        conn,
        &state.chance,
        now,
        CHANGED,
        Some(&person_id.to_string()),
        &payload,
        now,
    )?)
}

/// Runs a [`RESET`] job: sends the link where somebody has this account and an address.
pub async fn send_reset(state: &State, job: &Job) -> Result<(), Error> {
    let Reset { account } = serde_json::from_str(&job.payload).map_err(Error::internal)?;
    let (settings, now) = (state.clone(), state.clock.now());
    state
        .db
        .save(move |conn| {
            let person = store::find_by_account(conn, &account)?.filter(|person| person.disabled_at.is_none());
            match person {
                Some(person) if person.email.is_some() => queue_reset(conn, &settings, &person, now),
                _ => Ok(()),
            }
        })
        .await
}

fn queue_reset(conn: &mut Conn, state: &State, person: &Person, now: Instant) -> Result<(), Error> {
    let minutes = state.config.sign_in.reset_minutes;
    let life = Duration::minutes(minutes.into());
    let token = sign_in::link(conn, state, person.id, "reset", None, None, life, now)?;
    let letter = PasswordResetMail {
        name: person.name(),
        url: format!("{}/welcome/{token}", state.config.server.public_url),
        minutes,
    };
    mail::queue(conn, state, person, "password_reset", Urgency::AtOnce, &letter, now)
}
