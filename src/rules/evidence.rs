//! Evidence: how strong a proof is, by what means it came about, and which proofs cannot be.

use super::day::is_possible_for_proof;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How much stands behind a proof, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Every question was marked by this server.
    MarkedByServer,
    /// A trainer saw it: a workshop, a practical sign-off, a course on paper.
    ObservedByTrainer,
    /// A package said so; nobody here saw the answers.
    ReportedByPackage,
    /// A document of somebody else was seen and kept.
    ExternalDocument,
    /// Came with an import; what stood behind it is not known here.
    ImportedRecord,
}

impl Strength {
    /// All of them, the strongest first.
    pub const ALL: [Self; 5] = [
        Self::MarkedByServer,
        Self::ObservedByTrainer,
        Self::ReportedByPackage,
        Self::ExternalDocument,
        Self::ImportedRecord,
    ];

    /// The stable word, as the database and the API have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MarkedByServer => "marked_by_server",
            Self::ObservedByTrainer => "observed_by_trainer",
            Self::ReportedByPackage => "reported_by_package",
            Self::ExternalDocument => "external_document",
            Self::ImportedRecord => "imported_record",
        }
    }

    /// Whether this installation itself saw the proof. Only then is it a pass of its own, which a requirement marked "must be proven"
    /// accepts and for which it issues a certificate.
    pub fn is_own(self) -> bool {
        matches!(self, Self::MarkedByServer | Self::ObservedByTrainer)
    }
}

impl fmt::Display for Strength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The word names no strength.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no strength of evidence is called {0}")]
pub struct UnknownStrength(pub String);

impl FromStr for Strength {
    type Err = UnknownStrength;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|strength| strength.as_str() == word)
            .ok_or_else(|| UnknownStrength(word.to_owned()))
    }
}

/// How somebody met a course. Imported files bring the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// Taken here, on a screen.
    Online,
    /// A dated event with a trainer.
    Workshop,
    /// Attended on paper: a list with signatures.
    Paper,
    /// A document of somebody else.
    Document,
    /// None of these words.
    Other,
}

impl Means {
    /// The stable word, as the database and the API have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Workshop => "workshop",
            Self::Paper => "paper",
            Self::Document => "document",
            Self::Other => "other",
        }
    }

    /// What a stored word means; a word of somebody else's file is `Other`.
    pub fn of(word: &str) -> Self {
        [Self::Online, Self::Workshop, Self::Paper, Self::Document]
            .into_iter()
            .find(|means| means.as_str() == word)
            .unwrap_or(Self::Other)
    }
}

impl fmt::Display for Means {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a proof cannot be as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Impossible {
    /// The day has not come.
    #[error("the day of the proof lies in the future")]
    InFuture,
    /// Nobody still in the trade proved anything then ([`FIRST_YEAR_OF_PROOF`](super::day::FIRST_YEAR_OF_PROOF)): a slip of the year.
    #[error("the day of the proof lies before 1950")]
    TooLongAgo,
    /// It would have been over before it began.
    #[error("the proof would end before the day it was made")]
    EndsBeforeProven,
    /// Not between 0 and 100.
    #[error("a score lies between 0 and 100 per cent")]
    Score,
}

/// What cannot be about a proof that somebody records today, all at once.
pub fn impossible(proven_on: NaiveDate, valid_until: Option<NaiveDate>, score_percent: Option<i32>, today: NaiveDate) -> Vec<Impossible> {
    [
        (proven_on > today, Impossible::InFuture),
        (proven_on <= today && !is_possible_for_proof(proven_on), Impossible::TooLongAgo),
        (valid_until.is_some_and(|end| end < proven_on), Impossible::EndsBeforeProven),
        (score_percent.is_some_and(|score| !(0..=100).contains(&score)), Impossible::Score),
    ]
    .into_iter()
    .filter_map(|(wrong, why)| wrong.then_some(why))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn words_read_back_as_written() {
        for strength in Strength::ALL {
            assert_eq!(strength.as_str().parse(), Ok(strength));
        }
        assert_eq!(Means::of(Means::Workshop.as_str()), Means::Workshop);
        assert_eq!(Means::of("klassenraum"), Means::Other);
    }

    #[test]
    fn only_what_this_installation_saw_is_a_pass_of_its_own() {
        let own: Vec<Strength> = Strength::ALL.into_iter().filter(|s| s.is_own()).collect();
        assert_eq!(own, [Strength::MarkedByServer, Strength::ObservedByTrainer]);
    }

    #[test]
    fn all_that_cannot_be_is_told_at_once() {
        let found = impossible(day("2026-11-25"), Some(day("2026-11-24")), Some(101), day("2026-11-24"));
        assert_eq!(found, [Impossible::InFuture, Impossible::EndsBeforeProven, Impossible::Score]);
        assert_eq!(
            impossible(day("0226-11-24"), None, Some(0), day("2026-11-24")),
            [Impossible::TooLongAgo]
        );
    }

    proptest! {
        #[test]
        fn a_proof_of_today_or_before_that_ends_later_is_possible(ago in 0i64..20_000, lasts in 0i64..20_000, score in 0i32..=100) {
            let today = day("2026-11-24");
            let on = today - chrono::Duration::days(ago);
            prop_assert!(impossible(on, Some(on + chrono::Duration::days(lasts)), Some(score), today).is_empty());
        }
    }
}
