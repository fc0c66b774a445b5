//! What a course or a piece of evidence is worth: hours and points, and from which day on.

use super::Equivalence;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Hours of training.
    Hours,
    /// Points, as somebody gives them.
    Points,
}

impl Unit {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Hours, Self::Points];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Points => "points",
        }
    }

    /// The unit that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.as_str() == word)
    }
}

/// An amount of hours or points in hundredths, so that sums are exact; at most 10,000 of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Amount(pub u32);

impl Amount {
    /// The largest one.
    pub const MOST: Self = Self(1_000_000);

    /// So many hundredths as the database keeps them; none where that is no amount above 0.
    pub fn stored(hundredths: Option<i32>) -> Option<Self> {
        let amount = Self(u32::try_from(hundredths?).ok()?);
        (amount > Self(0) && amount <= Self::MOST).then_some(amount)
    }

    /// As the database keeps it.
    pub fn hundredths(self) -> i32 {
        i32::try_from(self.0).unwrap_or(i32::MAX)
    }

    /// How many places it is written with.
    pub fn places(self) -> usize {
        match self.0 % 100 {
            0 => 0,
            part if part % 10 == 0 => 1,
            _ => 2,
        }
    }

    /// What is typed as `8`, `1.5` or `1,5`: above 0, with at most two places; none where it is anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
        let digits = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole, 5) || !digits(part, 2) {
            return None;
        }
        let tenth = if part.len() == 1 { 10 } else { 1 };
        let hundredths = whole.parse::<u32>().ok()? * 100 + part.parse::<u32>().ok()? * tenth;
        let amount = Self(hundredths);
        (amount > Self(0) && amount <= Self::MOST).then_some(amount)
    }

    /// As [`parse`](Self::parse), of a number.
    pub fn of(number: f64) -> Option<Self> {
        let hundredths = (number * 100.0).round();
        let exact = (number * 100.0 - hundredths).abs() < 1e-6;
        let within = hundredths >= 1.0 && hundredths <= f64::from(Self::MOST.0);
        // Within its bounds it is a whole number that fits.
        (exact && within).then_some(Self(hundredths as u32))
    }
}

/// As it is typed: without needless places.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match part {
            0 => write!(f, "{whole}"),
            part if part % 10 == 0 => write!(f, "{whole}.{}", part / 10),
            part => write!(f, "{whole}.{part:02}"),
        }
    }
}

impl From<Amount> for f64 {
    fn from(amount: Amount) -> Self {
        Self::from(amount.0) / 100.0
    }
}

impl TryFrom<f64> for Amount {
    type Error = String;

    fn try_from(number: f64) -> Result<Self, Self::Error> {
        Self::of(number).ok_or_else(|| format!("{number} is no amount"))
    }
}

/// What something is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worth {
    /// In hours.
    pub hours: Option<Amount>,
    /// In points.
    pub points: Option<Amount>,
}

impl Worth {
    /// As the database keeps it, in hundredths.
    pub fn stored(hours: Option<i32>, points: Option<i32>) -> Self {
        Self {
            hours: Amount::stored(hours),
            points: Amount::stored(points),
        }
    }

    /// In one unit.
    pub fn in_unit(self, unit: Unit) -> Option<Amount> {
        match unit {
            Unit::Hours => self.hours,
            Unit::Points => self.points,
        }
    }
}

/// The statement what a course is worth from a day on, until a later statement about the same course takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseValue {
    /// Code of the course.
    pub course: String,
    /// First day of evidence for which it holds.
    pub from: NaiveDate,
    /// What it is worth; neither in hours nor in points: nothing any more.
    pub worth: Worth,
}

/// What is stated about courses: which count for others, and what they are worth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statements {
    /// Courses that count for others.
    pub equivalences: Vec<Equivalence>,
    /// What courses are worth.
    pub values: Vec<CourseValue>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_amount_is_typed_with_a_point_or_a_comma_and_at_most_two_places() {
        for (text, hundredths) in [("8", 800), ("7,5", 750), ("0.25", 25), ("10000", 1_000_000), ("1.05", 105)] {
            assert_eq!(Amount::parse(text), Some(Amount(hundredths)), "{text}");
        }
        for text in [
            "", "0", "0,00", "-1", "+1", "1,005", "1.", ".5", "1e3", "10000.01", "100000", "8 h", "١",
        ] {
            assert_eq!(Amount::parse(text), None, "{text}");
        }
        for number in [0.0, -1.0, 1.005, 10_000.01, f64::NAN, f64::INFINITY] {
            assert_eq!(Amount::of(number), None, "{number}");
        }
    }

    proptest! {
        #[test]
        fn an_amount_reads_back_as_it_is_written(hundredths in 1_u32..=1_000_000) {
            let amount = Amount(hundredths);
            prop_assert_eq!(Amount::parse(&amount.to_string()), Some(amount));
            prop_assert_eq!(Amount::of(f64::from(amount)), Some(amount));
            prop_assert_eq!(Amount::stored(Some(amount.hundredths())), Some(amount));
        }
    }
}
