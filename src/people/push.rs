//! Notices on one's own devices: switched on by whoever holds the device, ended by its owner, or with the sign-in in which it was switched on.

use super::guard::Actor;
use super::own::record;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::form::Faults;
use crate::platform::push::devices::{self, Device};
use crate::platform::push::{Endpoint, NoEndpoint, is_key, is_set_up};
use crate::platform::state::State;
use crate::rules::id::Id;
use serde_json::{Value, json};

/// Devices that one person may have: each is one more message at every notice.
const MOST: usize = 10;

/// What a browser gives when somebody switches notices on.
#[derive(Clone, Debug, Default)]
pub struct Subscription {
    /// Where its push service takes messages.
    pub endpoint: String,
    /// Its public key, base64url.
    pub p256dh: String,
    /// Its secret, base64url.
    pub auth: String,
    /// What the browser calls itself.
    pub user_agent: String,
}

impl Subscription {
    /// Says what is wrong with it, each fault at its field.
    fn check(&self, test_service: &str, chance: &Chance) -> Result<(), Error> {
        let mut faults = Faults::new();
        match Endpoint::read(&self.endpoint, test_service) {
            Ok(_) => {}
            Err(NoEndpoint::Unreadable) => faults.note("endpoint", "push-fault-endpoint"),
            Err(NoEndpoint::NotPublic) => faults.note("endpoint", "push-fault-not-public"),
        }
        if !is_key(&self.p256dh, &self.auth, chance) {
            faults.note("p256dh", "push-fault-key");
        }
        faults.done()
    }
}

/// Switches notices on on a device.
///
/// # Errors
///
/// [`Error::Refused`] where the operator set no keys, and beyond ten devices; [`Error::Invalid`] for an address to which nothing is sent, and for
/// keys that are none.
pub fn switch_on(conn: &mut Conn, state: &State, actor: &Actor, given: &Subscription) -> Result<Device, Error> {
    if !is_set_up(&state.config) {
        return Err(Error::refused("push-refused-no-keys"));
    }
    given.check(&state.config.push.test_service, &state.chance)?;
    let known = devices::list(conn, actor.person.id)?;
    let again = known.iter().any(|device| device.endpoint == given.endpoint);
    if !again && known.len() >= MOST {
        return Err(Error::Refused(Message::new("push-refused-many").with("most", MOST)));
    }
    let device = Device {
        id: state.chance.id(actor.now),
        person_id: actor.person.id,
        sign_in_id: actor.sign_in_id,
        endpoint: given.endpoint.clone(),
        p256dh: given.p256dh.clone(),
        auth: given.auth.clone(),
        user_agent: given.user_agent.chars().take(300).collect(),
        created_at: actor.now,
        pushed_at: None,
        refusal: None,
    };
    devices::keep(conn, &device)?;
    record(conn, state, actor, "push_device.add", None, Some(said(&device)))?;
    Ok(device)
}

/// Switches notices off on one of one's own devices.
///
/// # Errors
///
/// [`Error::NotFound`] where none of theirs has this identifier.
pub fn switch_off(conn: &mut Conn, state: &State, actor: &Actor, id: Id) -> Result<(), Error> {
    let theirs = devices::list(conn, actor.person.id)?.into_iter().find(|device| device.id == id);
    let device = theirs.ok_or(Error::NotFound)?;
    devices::end(conn, actor.person.id, id)?;
    record(conn, state, actor, "push_device.end", Some(said(&device)), None)
}

/// What the audit keeps: not the address, behind which messages can be put.
fn said(device: &Device) -> Value {
    json!({ "user_agent": device.user_agent, "created_at": device.created_at })
}
