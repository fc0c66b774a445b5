//! Of which time of an obligation a text speaks, so that none asks for something by a day that is over.

use crate::rules::obligation::Status;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Where something that is owed stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Before its date, and on it.
    Ahead,
    /// Its date is over, and the grace lasts.
    Grace,
    /// Overdue or lapsed.
    Overdue,
}

impl Phase {
    /// All of them, in the order of time.
    pub const ALL: [Self; 3] = [Self::Ahead, Self::Grace, Self::Overdue];

    /// That of something that stands so and is due in so many days; negative: its date is over.
    pub fn of(status: Status, days: i64) -> Self {
        match status {
            Status::Overdue | Status::Lapsed => Self::Overdue,
            _ if days < 0 => Self::Grace,
            _ => Self::Ahead,
        }
    }

    /// The stable word, as the database has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Grace => "grace",
            Self::Overdue => "overdue",
        }
    }
}

/// The word names no phase.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a text is for ahead, grace or overdue, not for {0}")]
pub struct UnknownPhase(pub String);

impl FromStr for Phase {
    type Err = UnknownPhase;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|one| one.as_str() == word)
            .ok_or_else(|| UnknownPhase(word.to_owned()))
    }
}
