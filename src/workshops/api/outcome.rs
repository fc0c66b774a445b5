//! What a seat came to.

use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::workshop::attendance::Outcome;
use crate::workshops::store::AttendanceResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How somebody took part, as closing counted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SeatOutcome {
    /// For at least the least share of the minutes.
    Attended,
    /// For less.
    Partly,
    /// Excused.
    Excused,
    /// Did not come.
    NoShow,
}

impl From<Outcome> for SeatOutcome {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Attended => Self::Attended,
            Outcome::Partly => Self::Partly,
            Outcome::Excused => Self::Excused,
            Outcome::NoShow => Self::NoShow,
        }
    }
}

/// What a seat came to when its session was closed.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookingResult {
    /// How the person took part.
    pub outcome: SeatOutcome,
    /// Minutes that they were there.
    minutes: i32,
    /// Minutes of all parts.
    of_minutes: i32,
    /// The evidence that came of it; null: none, or the practical sign-off is missing.
    #[schema(value_type = Option<uuid::Uuid>)]
    evidence_id: Option<Id>,
}

impl BookingResult {
    /// As closing counted it.
    pub fn of(result: &AttendanceResult) -> Result<Self, Error> {
        let outcome = Outcome::from_word(&result.outcome).ok_or_else(|| Error::internal("a result in a word that nobody knows"))?;
        Ok(Self {
            outcome: outcome.into(),
            minutes: result.minutes,
            of_minutes: result.of_minutes,
            evidence_id: result.evidence_id,
        })
    }
}
