//! What a seat came to, and how it stands with the test.

use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::workshop::attendance::Outcome;
use crate::rules::workshop::final_test::Standing;
use crate::workshops::store::{AttendanceResult, NamedTest};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
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
    /// The evidence that came of it; null: none, or the practical sign-off is missing, or the test is not passed.
    #[schema(value_type = Option<uuid::Uuid>)]
    evidence_id: Option<Id>,
    /// The test that is to be passed besides; null: none was asked for.
    test: Option<FinalTestState>,
}

/// How somebody stands with the test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FinalTestStanding {
    /// Passed: attending is evidence.
    Passed,
    /// Still to be passed.
    Open,
    /// Not passed in time: attended, and not proven.
    Over,
}

impl From<Standing> for FinalTestStanding {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Passed => Self::Passed,
            Standing::Open => Self::Open,
            Standing::Over => Self::Over,
        }
    }
}

/// The test that whoever attended is to pass before that is evidence.
#[derive(Debug, Serialize, ToSchema)]
pub struct FinalTestState {
    /// Code of the course with the test.
    course: String,
    /// How it stands.
    state: FinalTestStanding,
    /// First day on which a pass counts.
    from_on: NaiveDate,
    /// Last day on which one does.
    to_on: NaiveDate,
    /// The evidence of the pass by which attending became evidence.
    #[schema(value_type = Option<uuid::Uuid>)]
    pass_id: Option<Id>,
}

impl FinalTestState {
    /// As it stands on a day.
    pub fn of(test: &NamedTest, today: NaiveDate) -> Self {
        Self {
            course: test.code.clone(),
            state: test.asked.standing(today).into(),
            from_on: test.asked.from_on,
            to_on: test.asked.to_on,
            pass_id: test.asked.pass_id,
        }
    }
}

impl BookingResult {
    /// As closing counted it; `tests`: what was asked with such results, by result.
    pub fn of(result: &AttendanceResult, tests: &HashMap<Id, NamedTest>, today: NaiveDate) -> Result<Self, Error> {
        let outcome = Outcome::from_word(&result.outcome).ok_or_else(|| Error::internal("a result in a word that nobody knows"))?;
        Ok(Self {
            outcome: outcome.into(),
            minutes: result.minutes,
            of_minutes: result.of_minutes,
            evidence_id: result.evidence_id,
            test: tests.get(&result.id).map(|test| FinalTestState::of(test, today)),
        })
    }
}
