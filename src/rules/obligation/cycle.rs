//! What lies behind: the cycles that were closed, listed from the evidence whenever somebody asks, never stored.

use super::{Case, Dates, date::known};
use chrono::NaiveDate;
use serde::Serialize;

/// How a cycle ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Proven by the due date.
    Kept,
    /// Proven after it, within the grace.
    InGrace,
    /// Proven too late, or never. It stays missed whatever is proven afterwards.
    Missed,
}

impl Outcome {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::InGrace => "in_grace",
            Self::Missed => "missed",
        }
    }
}

/// A cycle that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cycle {
    /// First and last day of the training year, where there is one.
    pub year: Option<(NaiveDate, NaiveDate)>,
    /// Its due date; none: a pause or waiver without end took it away.
    pub due: Option<NaiveDate>,
    /// Day of the proof that closed it; none: nothing did.
    pub proven_on: Option<NaiveDate>,
    /// How it ended.
    pub outcome: Outcome,
}

impl Cycle {
    pub(super) fn closed(dates: &Dates, year: Option<(NaiveDate, NaiveDate)>, proven_on: Option<NaiveDate>) -> Self {
        let outcome = match proven_on {
            Some(on) if on <= dates.due => Outcome::Kept,
            Some(on) if on <= dates.grace => Outcome::InGrace,
            _ => Outcome::Missed,
        };
        Self {
            year,
            due: known(dates.due),
            proven_on,
            outcome,
        }
    }
}

impl Case<'_> {
    /// The cycles that are over on a day, the oldest first.
    pub fn cycles(&self, today: NaiveDate) -> Vec<Cycle> {
        let mut cycles = Vec::new();
        self.walk(today, &mut |cycle| cycles.push(cycle));
        cycles.sort_by_key(|cycle| (cycle.year, cycle.due.is_none(), cycle.due, cycle.proven_on));
        cycles
    }
}
