//! Own fields: what a manufacturer wants to know of people and organisations beyond what everybody has, such as a class of certificate or
//! the number of service cars. A field says what a fact may be called and what it may say; the facts themselves have days.

mod placing;

pub use placing::{Overlaps, Placed, Span, gaps, placed};

use crate::rules::day::is_possible;
use crate::rules::field;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Longest text that a field holds, in characters.
pub const LONGEST: usize = 200;

/// Most figures before the point of a number, and after it.
const FIGURES: (usize, usize) = (9, 4);

/// Of whom or what a field tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Of people.
    Person,
    /// Of organisations, and of those below them that have no own word for it.
    Organisation,
}

impl Subject {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Person, Self::Organisation];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
        }
    }

    /// The subject that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.as_str() == word)
    }
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// One line of text.
    Text,
    /// A number.
    Number,
    /// A day of the calendar.
    Date,
    /// Yes or no.
    YesNo,
    /// One of a list.
    Choice,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Text, Self::Number, Self::Date, Self::YesNo, Self::Choice];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::YesNo => "yes_no",
            Self::Choice => "choice",
        }
    }

    /// The kind that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether at least and at most can be asked of it.
    pub fn has_order(self) -> bool {
        matches!(self, Self::Number | Self::Date)
    }
}

/// Who may fill a field in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FilledBy {
    /// The manufacturer's own only.
    Manufacturer,
    /// A partner's administrator too.
    Partner,
    /// The person it is about, beside these two.
    Person,
}

impl FilledBy {
    /// All of them, each after those whom it takes in.
    pub const ALL: [Self; 3] = [Self::Manufacturer, Self::Partner, Self::Person];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Manufacturer => "manufacturer",
            Self::Partner => "partner",
            Self::Person => "person",
        }
    }

    /// Whether a field about these can be filled in so: organisations have nobody whose own word it would be.
    pub fn goes_with(self, subject: Subject) -> bool {
        self != Self::Person || subject == Subject::Person
    }

    /// Whether this one may fill in what so many fill in.
    pub fn is_among(self, fillers: Self) -> bool {
        self <= fillers
    }

    /// Who is meant by a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.as_str() == word)
    }
}

/// One of the list of a field of kind [`Kind::Choice`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Stable word.
    pub code: String,
    /// Titles per locale.
    pub titles: BTreeMap<String, String>,
}

/// Why something is no value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoValue {
    /// Nothing.
    #[error("is empty")]
    Empty,
    /// Longer than [`LONGEST`].
    #[error("is too long")]
    TooLong,
    /// Holds characters that no line holds.
    #[error("holds control characters")]
    BadCharacters,
    /// No number, or one with more figures than anybody needs.
    #[error("is no number")]
    NotNumber,
    /// No day of the calendar.
    #[error("is no date")]
    NotDate,
    /// Neither yes nor no.
    #[error("is neither yes nor no")]
    NotYesNo,
    /// None of the list.
    #[error("is none of the choices")]
    NotListed,
}

/// What somebody wrote, in the one form in which it is kept; a choice by its code or by its title in any language, yes and no in English and
/// German, numbers with point or comma, days as `YYYY-MM-DD` or `DD.MM.YYYY`.
pub fn read(kind: Kind, list: &[Listed], typed: &str) -> Result<String, NoValue> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(NoValue::Empty);
    }
    if text.chars().count() > LONGEST {
        return Err(NoValue::TooLong);
    }
    if text.chars().any(char::is_control) {
        return Err(NoValue::BadCharacters);
    }
    match kind {
        Kind::Text => Ok(text.to_owned()),
        Kind::Number => number(text).ok_or(NoValue::NotNumber),
        Kind::Date => day(text).map(|day| day.to_string()).ok_or(NoValue::NotDate),
        Kind::YesNo => match text.to_lowercase().as_str() {
            "yes" | "ja" | "true" | "1" => Ok("yes".to_owned()),
            "no" | "nein" | "false" | "0" => Ok("no".to_owned()),
            _ => Err(NoValue::NotYesNo),
        },
        Kind::Choice => {
            let lower = text.to_lowercase();
            let named = |one: &&Listed| one.titles.values().any(|title| title.to_lowercase() == lower);
            let own = list.iter().find(|one| one.code == text);
            let found = own.or_else(|| list.iter().find(named));
            found.map(|one| one.code.clone()).ok_or(NoValue::NotListed)
        }
    }
}

/// Whether this is a value of a field in the form in which it is kept.
pub fn is_value(kind: Kind, list: &[Listed], value: &str) -> bool {
    read(kind, list, value).is_ok_and(|kept| kept == value)
}

/// A number in the one form in which it is kept: no sign but minus, no needless zeros, a point.
fn number(text: &str) -> Option<String> {
    let text = text.replacen(',', ".", 1);
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |digits: &str, most: usize| (1..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if !plain(whole, FIGURES.0) || !plain(part, FIGURES.1) {
        return None;
    }
    let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    let sign = if whole == "0" && part.is_empty() { "" } else { sign };
    let point = if part.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{part}"))
}

fn day(text: &str) -> Option<NaiveDate> {
    let written = field::date(text);
    written.or_else(|| {
        let shaped = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let read = NaiveDate::parse_from_str(text, "%d.%m.%Y").ok().filter(|_| shaped);
        read.filter(|read| is_possible(*read))
    })
}

/// How two kept values stand to each other: days by the calendar, numbers by their size; none where they are not both of one of these.
pub fn order(one: &str, other: &str) -> Option<Ordering> {
    if let (Some(one), Some(other)) = (field::date(one), field::date(other)) {
        return Some(one.cmp(&other));
    }
    Some(size(one)?.cmp(&size(other)?))
}

/// A kept number in ten thousandths.
fn size(text: &str) -> Option<i64> {
    let kept = number(text)?;
    let (sign, digits) = kept.strip_prefix('-').map_or((1, kept.as_str()), |digits| (-1, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let parts: i64 = format!("{part:0<4}").parse().ok()?;
    Some(sign * (whole.parse::<i64>().ok()? * 10_000 + parts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list() -> Vec<Listed> {
        let listed = |code: &str, de: &str| Listed {
            code: code.to_owned(),
            titles: BTreeMap::from([("de".to_owned(), de.to_owned())]),
        };
        vec![listed("gold", "Gold"), listed("silver", "Silber")]
    }

    #[test]
    fn whoever_fills_in_more_is_asked_before_those_who_fill_in_less() {
        for (who, fillers, may) in [
            (FilledBy::Manufacturer, FilledBy::Person, true),
            (FilledBy::Partner, FilledBy::Person, true),
            (FilledBy::Partner, FilledBy::Partner, true),
            (FilledBy::Person, FilledBy::Partner, false),
            (FilledBy::Partner, FilledBy::Manufacturer, false),
        ] {
            assert_eq!(who.is_among(fillers), may, "{who:?} of {fillers:?}");
        }
        assert!(!FilledBy::Person.goes_with(Subject::Organisation) && FilledBy::Person.goes_with(Subject::Person));
    }

    #[test]
    fn what_is_written_is_kept_in_one_form() {
        let kept = |kind, typed: &str| read(kind, &list(), typed).unwrap();
        for typed in ["12,5", "12.50", "012.5", " 12.5 "] {
            assert_eq!(kept(Kind::Number, typed), "12.5", "{typed}");
        }
        assert_eq!(
            (kept(Kind::Number, "-0"), kept(Kind::Number, "-0,5")),
            ("0".to_owned(), "-0.5".to_owned())
        );
        assert_eq!(kept(Kind::Date, "01.02.2026"), "2026-02-01");
        assert_eq!(
            (kept(Kind::YesNo, "Ja"), kept(Kind::YesNo, "0")),
            ("yes".to_owned(), "no".to_owned())
        );
        assert_eq!(
            (kept(Kind::Choice, "silber"), kept(Kind::Choice, "gold")),
            ("silver".to_owned(), "gold".to_owned())
        );
        assert_eq!(kept(Kind::Text, " Halle 3 "), "Halle 3");
    }

    #[test]
    fn what_does_not_fit_is_no_value() {
        let why = |kind, typed: &str| read(kind, &list(), typed).unwrap_err();
        for typed in ["", "  "] {
            assert_eq!(why(Kind::Text, typed), NoValue::Empty);
        }
        for typed in ["1.000,5", "12 5", "1e3", "+1", "1234567890", "1,23456", ".", "٣"] {
            assert_eq!(why(Kind::Number, typed), NoValue::NotNumber, "{typed}");
        }
        for typed in ["2026-02-30", "1.2.2026", "01/02/2026", "31.12.1899", "01.02.26"] {
            assert_eq!(why(Kind::Date, typed), NoValue::NotDate, "{typed}");
        }
        assert_eq!(why(Kind::YesNo, "maybe"), NoValue::NotYesNo);
        assert_eq!(why(Kind::Choice, "bronze"), NoValue::NotListed);
        assert_eq!(why(Kind::Text, "a\0b"), NoValue::BadCharacters);
        assert_eq!(why(Kind::Text, &"a".repeat(201)), NoValue::TooLong);
    }

    proptest! {
        #[test]
        fn nothing_that_is_written_panics_and_what_is_kept_stays(text in ".{0,30}") {
            for kind in Kind::ALL {
                if let Ok(kept) = read(kind, &list(), &text) {
                    prop_assert!(is_value(kind, &list(), &kept), "{kind:?} {kept}");
                }
            }
        }

        #[test]
        fn numbers_are_as_large_as_they_are(one in -99_999i64..99_999, other in -99_999i64..99_999) {
            let text = |number: i64| format!("{}{}.{:02}", if number < 0 { "-" } else { "" }, number.abs() / 100, number.abs() % 100);
            prop_assert_eq!(order(&text(one), &text(other)), Some(one.cmp(&other)));
            prop_assert_eq!(order(&text(one), "2026-01-01"), None);
        }
    }
}
