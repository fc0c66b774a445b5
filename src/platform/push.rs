//! Notices on people's own devices (Web Push): what a mail tells is told beside it, in a few words, by the push service of each browser that its
//! owner gave us. The message is encrypted for the browser alone (RFC 8291), and our name on it is signed (VAPID, RFC 8292).
//!
//! A push is queued in the transaction that decides what is to be told, whatever becomes of the mail that tells the same, looked at again
//! before it leaves, and handed over by a worker of its own. It goes out once at most: the mail says it all.

mod channel;
pub mod delivery;
pub mod devices;
mod encryption;
mod endpoint;
mod keys;
pub mod outbox;

pub use encryption::is_key;
pub use endpoint::{Endpoint, NoEndpoint};
pub use keys::{Keys, make};

use crate::platform::config::Config;
use crate::platform::error::Error;

/// Whether the settings for pushing can be used.
///
/// # Errors
///
/// [`Error::Setup`] for half a pair of keys, keys that do not belong together, a contact that is none, and a test service that is not on this
/// machine.
pub fn check(config: &Config) -> Result<(), Error> {
    Keys::configured(config)?;
    Endpoint::check_test_service(&config.push.test_service)
}

/// Whether people can switch notices on.
pub fn is_set_up(config: &Config) -> bool {
    !config.push.public_key.is_empty()
}
