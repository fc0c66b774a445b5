//! What was proven: which evidence a requirement looks at, and what it passes over.

use super::date::NEVER;
use super::{Counting, Counts, Rule, Worth};
use crate::rules::evidence::Strength;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A piece of evidence as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Course code.
    pub course: String,
    /// The day that it is about.
    pub on: NaiveDate,
    /// The last day on which it counts, where it says so itself: its own end.
    pub valid_until: Option<NaiveDate>,
    /// How strong it is; none: not known.
    pub strength: Option<Strength>,
    /// The day on which it was written down here, in the subject's zone; none: not known.
    pub recorded_on: Option<NaiveDate>,
    /// Whether it was revoked.
    pub revoked: bool,
    /// What it is worth itself, whatever its course is.
    pub worth: Worth,
}

impl Evidence {
    /// What the rules look at.
    pub fn piece(&self) -> Piece<'_> {
        Piece {
            course: &self.course,
            on: self.on,
            valid_until: self.valid_until,
            strength: self.strength,
            recorded_on: self.recorded_on,
            worth: self.worth,
        }
    }
}

/// Evidence that was not revoked, as the rules look at it: the fields of [`Evidence`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Course code.
    pub course: &'a str,
    /// The day that it is about.
    pub on: NaiveDate,
    /// Its own end.
    pub valid_until: Option<NaiveDate>,
    /// How strong it is.
    pub strength: Option<Strength>,
    /// The day on which it was written down here.
    pub recorded_on: Option<NaiveDate>,
    /// What it is worth itself.
    pub worth: Worth,
}

/// How strong evidence must be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    /// Whatever was recorded.
    #[default]
    Any,
    /// It must be proven: marked by this server, observed by a trainer, or a document that a named person recognised. What an import
    /// brought counts for days before it.
    Proven,
    /// Nothing but a document of somebody else that a named person recognised. What an import brought counts for days before it.
    Document,
}

impl Demand {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Any, Self::Proven, Self::Document];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Proven => "proven",
            Self::Document => "document",
        }
    }

    /// Whether no training of the manufacturer's own can satisfy it, so that none has to be on offer.
    pub fn is_outside(self) -> bool {
        self == Self::Document
    }

    /// What evidence counts as: `false` as it is, `true` as taken over from the records of before.
    ///
    /// # Errors
    ///
    /// Why it is passed over.
    fn take(self, piece: &Piece<'_>) -> Result<bool, PassedOver> {
        let before = piece.recorded_on.is_some_and(|recorded| piece.on < recorded);
        match (self, piece.strength) {
            (Self::Any, _) | (Self::Proven | Self::Document, Some(Strength::ExternalDocument)) => Ok(false),
            (Self::Proven, Some(Strength::MarkedByServer | Strength::ObservedByTrainer)) => Ok(false),
            (Self::Proven | Self::Document, Some(Strength::ImportedRecord)) if before => Ok(true),
            (Self::Proven, _) => Err(PassedOver::NotStrongEnough),
            (Self::Document, _) => Err(PassedOver::NoDocument),
        }
    }

    /// Whether it asks for nothing.
    pub fn is_any(&self) -> bool {
        *self == Self::Any
    }
}

/// Why evidence of a course that the requirement names is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PassedOver {
    /// It lies too long before the first day on which the requirement applies.
    TooOld,
    /// It must be proven, and this was not.
    NotStrongEnough,
    /// Only a recognised document counts, and this is none.
    NoDocument,
    /// Hours or points are asked for, and it is worth none.
    WorthNothing,
}

/// What a requirement makes of a piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is looked at.
    Counts(Proof),
    /// It is not, though its course is named.
    PassedOver(PassedOver),
    /// It is of another course.
    Foreign,
}

impl Verdict {
    /// The proof, where there is one.
    pub fn proof(self) -> Option<Proof> {
        match self {
            Self::Counts(proof) => Some(proof),
            Self::PassedOver(_) | Self::Foreign => None,
        }
    }
}

/// Evidence that a requirement looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Proof {
    /// The day that it is about.
    pub on: NaiveDate,
    /// As what it counts.
    pub counts: Counts,
    /// At which turns it refreshes, where refreshers take turns: a bit each.
    pub turns: u32,
    /// Its own end; none: without.
    pub valid_until: Option<NaiveDate>,
    /// Whether it must be proven, and this was taken over from the records of before.
    pub taken_over: bool,
    /// What it is worth in hundredths, where hours or points are asked for; else 0.
    pub worth: u32,
    /// Which course it is of, where hours or points are asked for; else 0.
    pub course: u32,
}

impl Proof {
    /// Its own end, later than any date where there is none.
    pub(super) fn end(&self) -> NaiveDate {
        self.valid_until.unwrap_or(NEVER)
    }
}

/// Proofs in the order in which they are looked at.
#[derive(Clone, Debug, Default)]
pub struct Proofs(pub(super) Vec<Proof>);

impl Proofs {
    /// Replaces what is held, in whatever order it comes; the buffer is kept.
    pub fn fill(&mut self, proofs: impl IntoIterator<Item = Proof>) {
        self.0.clear();
        self.0.extend(proofs);
        self.0.sort_unstable();
    }

    /// What was proven up to a day, one day after the other.
    pub(super) fn days(&self, today: NaiveDate) -> impl Iterator<Item = &[Proof]> {
        let upto = self.0.partition_point(|proof| proof.on <= today);
        self.0[..upto].chunk_by(|a, b| a.on == b.on)
    }
}

impl FromIterator<Proof> for Proofs {
    fn from_iter<I: IntoIterator<Item = Proof>>(proofs: I) -> Self {
        let mut sorted = Self::default();
        sorted.fill(proofs);
        sorted
    }
}

/// What counts of one day: qualifying pieces count as one, with the latest of their own ends. `bits` says at which turns refreshers
/// qualify; 0: at none.
pub(super) fn of_day(day: &[Proof], bits: u32) -> Option<Proof> {
    let qualifying = day
        .iter()
        .filter(|proof| proof.counts == Counts::Initial || proof.turns & bits != 0);
    qualifying.max_by_key(|proof| (proof.end(), !proof.taken_over)).copied()
}

/// Whose turn it is among refreshers, and what was taken out of turn.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Turns {
    /// Refreshers that qualified since the last initial course.
    pub refreshers: u32,
    /// Day of the last refresher that would have qualified at another turn, since the last proof.
    pub wrong_on: Option<NaiveDate>,
}

impl Turns {
    /// Looks at what was proven on a day: what qualifies of it, where `refreshes` says whether refreshers may.
    pub fn look(&mut self, rule: &Rule, day: &[Proof], refreshes: bool) -> Option<Proof> {
        let bits = if refreshes { rule.turn_bits(self.refreshers) } else { 0 };
        let found = of_day(day, bits);
        match (found, day.first()) {
            (Some(_), Some(first)) => {
                // Initial courses come first on their day, and begin the rotation anew.
                self.refreshers = if first.counts == Counts::Initial {
                    0
                } else {
                    self.refreshers.saturating_add(1)
                };
                self.wrong_on = None;
            }
            (None, Some(first)) if refreshes => self.wrong_on = Some(first.on),
            _ => {}
        }
        found
    }
}

impl Rule {
    /// What it makes of a piece of evidence, for somebody to whom it applies from `start` on. `counting` says which courses count.
    pub fn look(&self, counting: &Counting, piece: &Piece<'_>, start: NaiveDate) -> Verdict {
        let Some((counts, turns)) = counting.counts(piece.course, piece.on) else {
            return Verdict::Foreign;
        };
        if self.too_old(piece.on, start) {
            return Verdict::PassedOver(PassedOver::TooOld);
        }
        let taken_over = match self.strength.take(piece) {
            Ok(taken_over) => taken_over,
            Err(why) => return Verdict::PassedOver(why),
        };
        let (worth, course) = match self.asks_sum() {
            None => (0, 0),
            // What only refreshes is of no course of the pool.
            Some(_) if counts == Counts::Refresher => return Verdict::Foreign,
            Some((unit, _)) => match piece.worth.in_unit(unit).or_else(|| counting.worth(piece.course, piece.on)) {
                Some(amount) => (amount.0, counting.number(piece.course)),
                None => return Verdict::PassedOver(PassedOver::WorthNothing),
            },
        };
        Verdict::Counts(Proof {
            worth,
            course,
            on: piece.on,
            counts,
            turns,
            valid_until: piece.valid_until,
            taken_over,
        })
    }

    fn too_old(&self, on: NaiveDate, start: NaiveDate) -> bool {
        self.recognise_days
            .is_some_and(|days| start.checked_sub_days(Days::new(days.into())).is_some_and(|oldest| on < oldest))
    }
}
