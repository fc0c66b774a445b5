//! The kinds that ask for so many hours or points from a pool of courses: within a period that goes along, or within each training year.

use super::cycle::Cycle;
use super::date::{NEVER, months_after};
use super::proof::Proof;
use super::worth::{Amount, Unit};
use super::{Case, Dates, Document, Position, Reason, Recurrence, Rule};
use crate::rules::field::{Reader, Wrong};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value};

/// How much is asked for, how much there is, and what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// In what it is counted.
    pub unit: Unit,
    /// How much is asked for.
    pub amount: Amount,
    /// How much counts today; of training years in the one that is asked for.
    pub counted: Amount,
    /// How much of it still counts on the day after the due date, where the amount is reached: the rest has to be made anew by then.
    pub left: Amount,
    /// Whether the amount is reached.
    pub reached: bool,
}

impl Sum {
    /// What is missing: now, or by the due date where the amount is reached.
    pub fn missing(&self) -> Amount {
        let there = if self.reached { self.left } else { self.counted };
        Amount(self.amount.0.saturating_sub(there.0))
    }
}

/// A proof with the days between which it counts.
struct Share {
    proof: Proof,
    dates: Dates,
    ruled: Dates,
}

impl Rule {
    /// The unit and the amount of a kind that counts hours or points.
    pub fn asks_sum(&self) -> Option<(Unit, Amount)> {
        match self.recurrence {
            Recurrence::Sum { unit, amount, .. } | Recurrence::SumYear { unit, amount, .. } => Some((unit, amount)),
            Recurrence::Once | Recurrence::Rolling { .. } | Recurrence::Anniversary { .. } | Recurrence::Calendar { .. } => None,
        }
    }
}

/// Reads either kind.
pub(super) fn read(reader: &mut Reader, field: &str, kind: &str, map: &Map<String, Value>) -> Option<Recurrence> {
    let name = |part: &str| format!("{field}.{part}");
    let word = reader.text(&name("unit"), map.get("unit"));
    let unit = word.and_then(|word| {
        let unit = Unit::from_word(word);
        if unit.is_none() {
            reader.note(name("unit"), Wrong::UnknownWord);
        }
        unit
    });
    let amount = reader.amount(&name("amount"), map.get("amount")).map(Amount);
    if kind == "sum" {
        let months = reader.number(&name("months"), map.get("months"), 1);
        return Some(Recurrence::Sum {
            unit: unit?,
            amount: amount?,
            months: months?,
        });
    }
    let (year_starts, joiner_min_days) = Recurrence::read_year(reader, field, map)?;
    Some(Recurrence::SumYear {
        unit: unit?,
        amount: amount?,
        year_starts,
        joiner_min_days,
    })
}

/// What of one day counts: of each course the greatest amount.
pub(super) fn of_day(day: &[Proof]) -> u32 {
    let first = |place: usize| !day[..place].iter().any(|other| other.course == day[place].course);
    (0..day.len())
        .filter(|place| first(*place))
        .filter_map(|place| {
            let same = day.iter().filter(|other| other.course == day[place].course);
            same.map(|other| other.worth).max()
        })
        .fold(0, u32::saturating_add)
}

/// What counts on a day.
fn on(shares: &[Share], day: NaiveDate) -> u32 {
    let counts = |share: &&Share| share.proof.on <= day && day <= share.dates.due;
    shares
        .iter()
        .filter(counts)
        .fold(0, |sum, share| sum.saturating_add(share.proof.worth))
}

impl Case<'_> {
    /// The position of the kind whose period goes along. A piece counts from its day to the end of the period, or to its own end; the due
    /// date is the last day on which the sum of those that count reaches the amount.
    pub(super) fn position_by_sum(
        &self,
        today: NaiveDate,
        (unit, amount, months): (Unit, Amount, u32),
        closed: &mut impl FnMut(Cycle),
    ) -> Position {
        let mut position = self.beginning();
        let mut shares: Vec<Share> = Vec::new();
        for day in self.proofs.days(today) {
            let Some(given_on) = day.first().map(|proof| proof.on) else {
                continue;
            };
            self.share(day, months, &mut shares);
            if on(&shares, given_on) >= amount.0 {
                position.satisfied_on = Some(given_on);
                position.taken_over = day.iter().any(|proof| proof.taken_over);
            }
            let last = shares.iter().filter(|share| on(&shares, share.dates.due) >= amount.0);
            let Some(last) = last.max_by_key(|share| share.dates) else {
                continue;
            };
            // No proof makes the date in force earlier.
            if last.dates < position.dates {
                continue;
            }
            if last.dates.due > position.dates.due {
                closed(Cycle::closed(&position.dates, None, Some(given_on)));
            }
            position.dates = last.dates;
            position.ruled = last.ruled;
            position.document = Document::of(last.proof);
            position.reason = Reason::Sum { on: last.proof.on, months };
        }
        let after_due = position.dates.due.succ_opt().unwrap_or(NEVER);
        let counted = Amount(on(&shares, today));
        position.sum = Some(Sum {
            unit,
            amount,
            counted,
            left: Amount(on(&shares, after_due)),
            reached: counted >= amount,
        });
        position
    }

    /// Adds what counts of one day: of each course the greatest amount, and of the same the one that counts longest.
    fn share(&self, day: &[Proof], months: u32, shares: &mut Vec<Share>) {
        for (place, proof) in day.iter().enumerate() {
            let rank = |proof: &Proof, at: usize| (proof.worth, proof.end(), std::cmp::Reverse(at));
            let beaten = day
                .iter()
                .enumerate()
                .any(|(at, other)| other.course == proof.course && rank(other, at) > rank(proof, place));
            if beaten {
                continue;
            }
            let ruled = self.dates(self.rule.rounded(months_after(proof.on, months)));
            shares.push(Share {
                proof: *proof,
                dates: ruled.earlier(self.dates_of(Document::of(*proof))),
                ruled,
            });
        }
    }
}
