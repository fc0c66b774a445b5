//! What is decided: the status, the due date, and what they follow from.

use super::{FirstDue, Sum};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The requirement does not apply to this person today.
    NotSubject,
    /// Today lies in a waiver.
    Waived,
    /// Today lies in a pause.
    Paused,
    /// Done for good.
    Satisfied,
    /// Never satisfied, and nothing is to be done yet.
    Open,
    /// Satisfied, and nothing is to be done yet.
    Valid,
    /// To be done by the due date, which is near.
    Due,
    /// The due date is over, the grace is not.
    Grace,
    /// Too late.
    Overdue,
    /// So late that what was known no longer counts.
    Lapsed,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::NotSubject,
        Self::Waived,
        Self::Paused,
        Self::Satisfied,
        Self::Open,
        Self::Valid,
        Self::Due,
        Self::Grace,
        Self::Overdue,
        Self::Lapsed,
    ];

    /// The stable word, as files and the database have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotSubject => "not_subject",
            Self::Waived => "waived",
            Self::Paused => "paused",
            Self::Satisfied => "satisfied",
            Self::Open => "open",
            Self::Valid => "valid",
            Self::Due => "due",
            Self::Grace => "grace",
            Self::Overdue => "overdue",
            Self::Lapsed => "lapsed",
        }
    }

    /// The status that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }

    /// Whether nothing is missed. It does not say that somebody is qualified.
    pub fn compliant(self) -> bool {
        !matches!(self, Self::Overdue | Self::Lapsed)
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What counts from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Path {
    /// Only the courses for those who have not satisfied it, or have lapsed.
    Initial,
    /// The shorter courses too.
    Refresher,
}

impl Path {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Refresher => "refresher",
        }
    }
}

/// The answer for one day, with what a page needs to say why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Where the subject stands.
    pub status: Status,
    /// The date by which they must next satisfy the requirement; none: there is no such date, or a pause or waiver without end took it away.
    pub due: Option<NaiveDate>,
    /// What counts from now on.
    pub path: Option<Path>,
    /// Day of the last evidence that qualified (of the first, where once is enough).
    pub satisfied_on: Option<NaiveDate>,
    /// What the dates follow from.
    pub facts: Facts,
}

impl Assessment {
    /// Whether nothing is missed.
    pub fn compliant(&self) -> bool {
        self.status.compliant()
    }

    /// Whether somebody counts as qualified: proven at least once, and neither overdue nor lapsed.
    pub fn qualified(&self) -> bool {
        self.satisfied_on.is_some() && self.compliant()
    }

    /// What is told and stored, without its reasons.
    pub fn answer(&self) -> (Status, Option<NaiveDate>, Option<Path>, Option<NaiveDate>) {
        (self.status, self.due, self.path, self.satisfied_on)
    }
}

/// The dates around a due date and where it comes from: what a drawing of it and a sentence about it need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// The day that was asked about, in the subject's zone.
    pub today: NaiveDate,
    /// The date before pauses and waivers moved it.
    pub planned_on: Option<NaiveDate>,
    /// First day on which a renewal keeps the anniversary.
    pub early_from: Option<NaiveDate>,
    /// First day on which it is shown as due.
    pub shown_from: Option<NaiveDate>,
    /// Last day of grace; none where there is no grace.
    pub grace_until: Option<NaiveDate>,
    /// The day after which only the initial courses count; none where nothing lapses.
    pub lapses_on: Option<NaiveDate>,
    /// The own end of the evidence in force, where it has one; it may lie behind the due date.
    pub own_end_on: Option<NaiveDate>,
    /// Whether it must be proven, and the last proof was taken over from the records of before.
    pub taken_over: bool,
    /// Which list of refreshers it is the turn of, from 0, where they take turns and count.
    pub turn: Option<usize>,
    /// Day of the last refresher that was taken out of turn, since the last proof.
    pub wrong_turn_on: Option<NaiveDate>,
    /// What was counted, where hours or points are asked for.
    pub sum: Option<Sum>,
    /// Why this date.
    pub reason: Reason,
}

impl Facts {
    /// Whether a pause or a waiver moved the date.
    pub fn moved(&self, due: Option<NaiveDate>) -> bool {
        self.planned_on.is_some() && self.planned_on != due
    }
}

/// What a planned date follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reason {
    /// The first date, counted from the day on which the requirement began to apply. A proof from before that would have given an
    /// earlier date, which no proof does, leaves it standing.
    FirstDue {
        /// First day on which the requirement applies.
        start: NaiveDate,
        /// How the date is counted.
        first_due: FirstDue,
    },
    /// So many months after a proof.
    Proof {
        /// Day of the proof.
        on: NaiveDate,
        /// Months after it.
        months: u32,
    },
    /// The last day on which so many hours or points come together: what was made on a day counts so many months.
    Sum {
        /// The day whose hours or points count no more after the due date.
        on: NaiveDate,
        /// Months for which they count.
        months: u32,
    },
    /// The anniversary of a proof.
    Anniversary {
        /// Day of the proof from which all are counted.
        anchor: NaiveDate,
        /// The how-manieth it is.
        times: u32,
        /// Months from one to the next.
        months: u32,
    },
    /// The last day of a training year.
    Year {
        /// Its first day.
        from: NaiveDate,
        /// Its last day.
        to: NaiveDate,
        /// Whether it was missed.
        missed: bool,
    },
    /// The evidence says itself until when it counts, and that is earlier than what the rule would give.
    OwnEnd {
        /// The day that it is about.
        on: NaiveDate,
        /// The last day on which it counts.
        until: NaiveDate,
    },
    /// Satisfied for good.
    Done {
        /// Day of the proof.
        on: NaiveDate,
    },
    /// Nothing is asked: not subject, or a pause or waiver without end covers all years to come.
    Nothing,
}
