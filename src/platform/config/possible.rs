//! Whether a value can work at all: what its type cannot say.

use super::Database;
use crate::platform::error::Error;
use std::net::IpAddr;

impl Database {
    /// An error where no database is at such an address.
    pub fn check(&self) -> Result<(), Error> {
        let url = self.url.expose();
        if ["sqlite:", "postgres://", "postgresql://"].iter().any(|kind| url.starts_with(kind)) {
            return Ok(());
        }
        Err(Error::setup("settings: database.url begins with sqlite: or postgres://"))
    }
}

/// Whether it is a host and a port that somebody can listen on.
pub(super) fn names_a_port(listen: &str) -> bool {
    listen
        .rsplit_once(':')
        .is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok())
}

/// Whether it is one address, written as the address of a caller is: it is compared as text, and one that never matches would leave all who
/// come through a proxy with one address and one limit.
pub(super) fn is_address(text: &str) -> bool {
    text.parse::<IpAddr>().is_ok_and(|address| address.to_string() == text)
}

/// Whether it is `#rrggbb`.
pub(super) fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|figures| figures.len() == 6 && figures.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether it is the address of a map with both places for degrees. They stand behind the host: which site is opened does not depend on where
/// something is.
pub(super) fn is_map_link(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else {
        return false;
    };
    let (host, way) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let named = host.starts_with(|letter: char| letter.is_ascii_alphanumeric())
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte));
    let written = way
        .chars()
        .all(|letter| letter.is_ascii_graphic() && !['"', '\'', '<', '>', '\\'].contains(&letter));
    named && written && way.contains("{lat}") && way.contains("{lon}")
}

/// Whether it is one word that is no level: as a filter it would name a part of the program that there is not, and nothing would be logged.
pub(super) fn is_unknown_level(filter: &str) -> bool {
    let is_level = ["off", "error", "warn", "info", "debug", "trace"]
        .iter()
        .any(|level| filter.eq_ignore_ascii_case(level));
    let is_word = !filter.is_empty() && filter.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_word && !is_level && filter != "kundig"
}
