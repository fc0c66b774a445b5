//! Settings of meeting providers that tell by themselves who was there.

use super::Secret;
use crate::platform::error::Error;
use serde::{Deserialize, Serialize};

/// Letters of the shortest secret: whoever guesses it marks people as present.
const SHORTEST: usize = 16;

/// Who took part in live sessions, told by the meeting provider itself. Without a secret nothing is taken.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Meetings {
    /// Secret with which calls to `/api/v1/meeting-events` are signed, 16 letters at least; empty: none are taken.
    pub secret: Secret,
    /// The "secret token" of the Zoom app whose events go to `/api/v1/meeting-events/zoom`; empty: none are taken.
    pub zoom_secret: Secret,
}

impl Meetings {
    /// Refuses a secret that can be guessed.
    pub(super) fn check(&self) -> Result<(), Error> {
        for (name, secret) in [("secret", &self.secret), ("zoom_secret", &self.zoom_secret)] {
            let length = secret.expose().chars().count();
            if length > 0 && length < SHORTEST {
                return Err(Error::setup(format!("settings: meetings.{name} has {SHORTEST} letters at least")));
            }
        }
        Ok(())
    }
}
