//! Why no mail leaves: somebody has to look first.

use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::settings;
use crate::rules::id::Instant;

/// Setting: nothing is handed over until somebody says so, since a restored database may owe what was sent long ago.
pub const PAUSED: &str = "mail.paused";

/// Setting: the mail server refused our sign-in; its answer. Nothing is handed over until somebody has looked.
pub const STOPPED: &str = "mail.stopped";

/// Lets mail leave again after a pause or a refused sign-in.
pub fn resume(conn: &mut Conn, now: Instant) -> Result<(), Error> {
    for name in [PAUSED, STOPPED] {
        if settings::find(conn, name)?.is_some_and(|value| !value.is_empty()) {
            settings::set(conn, name, "", now)?;
        }
    }
    Ok(())
}

/// Why nothing leaves: the setting's name and its text; none where mail leaves.
pub fn standstill(conn: &mut Conn) -> Result<Option<(&'static str, String)>, Error> {
    for name in [PAUSED, STOPPED] {
        if let Some(text) = settings::find(conn, name)?.filter(|value| !value.is_empty()) {
            return Ok(Some((name, text)));
        }
    }
    Ok(None)
}
