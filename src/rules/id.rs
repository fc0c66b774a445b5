//! The identifier of every record, and the instant at which something happened.
//!
//! They appear in every table and in every rule; how a column keeps them is said in `platform::db`.

use chrono::{DateTime, SubsecRound, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;
use uuid::Uuid;

/// Identifier of a record, a UUID (version 7, so that newer records sort after older ones); stored as lower-case text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(pub Uuid);

impl Id {
    /// When it was made, to the millisecond (RFC 9562, section 5.7); none for a number of another version, which does not say.
    pub fn made_at(self) -> Option<Instant> {
        if self.0.get_version_num() != 7 {
            return None;
        }
        let millis = i64::try_from(self.0.as_u128() >> 80).ok()?;
        DateTime::from_timestamp_millis(millis).map(Instant::from)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Id {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::try_parse(text).map(Id)
    }
}

/// An instant in UTC with microseconds, the finest step that both databases keep.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "DateTime<Utc>", into = "DateTime<Utc>")]
pub struct Instant(DateTime<Utc>);

impl Instant {
    /// The instant as chrono knows it.
    pub fn utc(self) -> DateTime<Utc> {
        self.0
    }

    /// This instant moved by a span of time (negative: back).
    pub fn plus(self, span: chrono::Duration) -> Self {
        Self::from(self.0 + span)
    }
}

impl From<DateTime<Utc>> for Instant {
    fn from(at: DateTime<Utc>) -> Self {
        Self(at.trunc_subsecs(6))
    }
}

impl From<Instant> for DateTime<Utc> {
    fn from(at: Instant) -> Self {
        at.0
    }
}

impl Deref for Instant {
    type Target = DateTime<Utc>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%dT%H:%M:%S%.fZ"))
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_the_seventh_version_says_when_it_was_made_and_no_other_does() {
        // The example of RFC 9562, appendix A.6.
        let id: Id = "017F22E2-79B0-7CC3-98C4-DC0C0C07398F".parse().expect("an identifier");
        assert_eq!(id.made_at().map(|at| at.to_string()).as_deref(), Some("2022-02-22T19:22:22Z"));
        let other: Id = "919108f7-52d1-4320-9bac-f847db4148a8".parse().expect("an identifier");
        assert_eq!(other.made_at(), None);
    }
}
