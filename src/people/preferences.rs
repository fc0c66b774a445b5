//! What somebody sets for themself: language, time zone and look, from the page or by a call.

use super::form::read_zone;
use super::store;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::rules::id::{Id, Instant};
use crate::rules::language;
use serde::Serialize;

/// Looks of the pages.
pub const THEMES: [&str; 3] = ["system", "light", "dark"];

/// How much stands on one screen.
pub const DENSITIES: [&str; 2] = ["airy", "dense"];

/// Preferences that may be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Preferences {
    language: String,
    time_zone: Option<String>,
    theme: String,
    density: String,
}

/// Reads them as typed; an empty zone follows the place of work.
///
/// # Errors
///
/// [`Error::Invalid`] with the fields that hold none of the choices.
pub fn read(language: &str, time_zone: &str, theme: &str, density: &str) -> Result<Preferences, Error> {
    let mut faults = Faults::new();
    if language::language(language).is_none() {
        faults.note("language", "fault-language");
    }
    let time_zone = faults.take("time_zone", read_zone(time_zone.trim())).flatten();
    if !THEMES.contains(&theme) {
        faults.note("theme", "fault-choice");
    }
    if !DENSITIES.contains(&density) {
        faults.note("density", "fault-choice");
    }
    faults.done()?;
    Ok(Preferences {
        language: language.to_owned(),
        time_zone,
        theme: theme.to_owned(),
        density: density.to_owned(),
    })
}

/// Keeps them.
pub fn set(conn: &mut Conn, person_id: Id, preferences: &Preferences, now: Instant) -> Result<(), Error> {
    let Preferences {
        language,
        time_zone,
        theme,
        density,
    } = preferences;
    Ok(store::set_preferences(
        conn,
        person_id,
        language,
        time_zone.as_deref(),
        theme,
        density,
        now,
    )?)
}
