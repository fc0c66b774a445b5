//! How often signing in may be tried: the one place for all ways in, per account and per network address.

use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::Instant;
use chrono::Duration;

/// After this long the count begins again.
pub const WINDOW: Duration = Duration::minutes(15);

/// What is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A password.
    Password,
    /// A one-time link or the code of a letter that nobody was given.
    Link,
    /// A mail with a new link.
    Reset,
}

impl Way {
    fn word(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Link => "link",
            Self::Reset => "reset",
        }
    }
}

/// Counts a try for an account from an address, before it is looked at.
///
/// # Errors
///
/// [`Error::TooMany`] where either has none left.
pub fn count(state: &State, way: Way, account: &str, address: &str, now: Instant) -> Result<(), Error> {
    let settings = &state.config.sign_in;
    state
        .limits
        .count(&per_address(way, address), settings.tries_per_address, WINDOW, now)?;
    state
        .limits
        .count(&per_account(way, account), settings.tries_per_account, WINDOW, now)
}

/// Counts a failure that belongs to no account.
///
/// # Errors
///
/// [`Error::TooMany`] where the address has no try left.
pub fn count_address(state: &State, way: Way, address: &str, now: Instant) -> Result<(), Error> {
    state
        .limits
        .count(&per_address(way, address), state.config.sign_in.tries_per_address, WINDOW, now)
}

/// How many tries an account has left.
pub fn left(state: &State, way: Way, account: &str, now: Instant) -> u32 {
    state
        .limits
        .left(&per_account(way, account), state.config.sign_in.tries_per_account, WINDOW, now)
}

/// The try was right: the account begins anew, and a whole workshop behind one address can sign in at seven.
pub fn succeeded(state: &State, way: Way, account: &str, address: &str) {
    state.limits.forget(&per_account(way, account));
    state.limits.give_back(&per_address(way, address));
}

fn per_account(way: Way, account: &str) -> String {
    format!("{} account {account}", way.word())
}

fn per_address(way: Way, address: &str) -> String {
    format!("{} address {address}", way.word())
}
