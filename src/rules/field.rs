//! Reading JSON that strangers wrote: each field is checked, and everything that is wrong is told with the field's name.
//!
//! It is stricter than deserialising: `12.0` is no whole number, `0` is not false, and a date has exactly one way to be written.

use crate::rules::day;
use crate::rules::id::Instant;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fmt;

/// The largest number that any field takes: days, months.
pub const MOST: u32 = 10_000;

/// Where a range or a membership has no end, some systems write this date.
pub const OPEN_END: &str = "9999-12-31";

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{field}: {wrong}")]
pub struct Fault {
    /// Name of the field, nested ones with dots, entries of lists with their place from 0: `pauses.0.to`.
    pub field: String,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// The ways in which a field can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrong {
    /// Required, and absent or null.
    Missing,
    /// Not an object.
    NotObject,
    /// Not a list.
    NotList,
    /// Not text.
    NotText,
    /// Neither true nor false.
    NotBoolean,
    /// Not a whole number between these, written as an integer.
    NotNumber(i32, i32),
    /// Not a calendar date written `YYYY-MM-DD`, or one outside the years 1900 to 2999.
    NotDate,
    /// Not an instant written `YYYY-MM-DDTHH:MM[:SS[.digits]]` and `Z` or `±HH:MM`.
    NotInstant,
    /// Not a day of the year written `MM-DD`, or 29 February.
    NotDayOfYear,
    /// Not the name of a time zone, such as `Europe/Berlin`.
    NotZone,
    /// None of the words that the field takes.
    UnknownWord,
    /// A list without entries where one is needed.
    Empty,
    /// Ends before it begins.
    EndsBeforeItBegins,
    /// Not exactly one of the fields of which one is needed.
    NotExactlyOne,
    /// Longer than so many characters.
    TooLong(u32),
    /// Holds characters that no such field may hold.
    BadCharacters,
    /// A word of other characters than letters, digits, `-` and `_`.
    NotCode,
    /// No such field.
    UnknownField,
    /// Only the last step of a ladder may repeat.
    NotLast,
    /// Given twice.
    Twice,
    /// More entries than anybody reads.
    TooMany,
    /// No amount of hours or points.
    NotAmount,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("is missing"),
            Self::NotObject => f.write_str("must be an object"),
            Self::NotList => f.write_str("must be a list"),
            Self::NotText => f.write_str("must be text"),
            Self::NotBoolean => f.write_str("must be true or false"),
            Self::NotNumber(least, most) => write!(f, "must be a whole number from {least} to {most}, written without a point"),
            Self::NotDate => f.write_str("must be a date between 1900 and 2999 written YYYY-MM-DD"),
            Self::NotInstant => f.write_str("must be an instant written YYYY-MM-DDTHH:MM:SS and Z or an offset such as +01:00"),
            Self::NotDayOfYear => f.write_str("must be a day of the year written MM-DD, and not 02-29"),
            Self::NotZone => f.write_str("must be the name of a time zone such as Europe/Berlin"),
            Self::UnknownWord => f.write_str("is none of the words known here"),
            Self::Empty => f.write_str("must name at least one"),
            Self::EndsBeforeItBegins => f.write_str("ends before it begins"),
            Self::NotExactlyOne => f.write_str("must hold exactly one of days_after_start, months_after_start, days_before_start and on"),
            Self::TooLong(most) => write!(f, "must have at most {most} characters"),
            Self::NotCode => f.write_str("holds other characters than letters, digits, - and _"),
            Self::BadCharacters => f.write_str("holds characters that are not allowed here"),
            Self::UnknownField => f.write_str("is not known"),
            Self::NotLast => f.write_str("may stand on the last step only"),
            Self::Twice => f.write_str("is given twice"),
            Self::TooMany => f.write_str("has too many entries"),
            Self::NotAmount => f.write_str("must be a number above 0 and up to 10000 with at most two places"),
        }
    }
}

/// Gathers faults while values are read. Every function answers a value or notes why there is none.
#[derive(Debug, Default)]
pub struct Reader {
    faults: Vec<Fault>,
}

impl Reader {
    /// Notes a fault.
    pub fn note(&mut self, field: impl Into<String>, wrong: Wrong) {
        self.faults.push(Fault {
            field: field.into(),
            wrong,
        });
    }

    /// The value where everything was right, else the faults in the order in which they were found.
    pub fn done<T>(self, value: Option<T>) -> Result<T, Vec<Fault>> {
        match value {
            Some(value) if self.faults.is_empty() => Ok(value),
            _ => Err(self.faults),
        }
    }

    fn wrong<T>(&mut self, field: &str, wrong: Wrong) -> Option<T> {
        self.note(field, wrong);
        None
    }

    /// A required object.
    pub fn object<'v>(&mut self, field: &str, value: Option<&'v Value>) -> Option<&'v Map<String, Value>> {
        match present(value) {
            Some(Value::Object(map)) => Some(map),
            Some(_) => self.wrong(field, Wrong::NotObject),
            None => self.wrong(field, Wrong::Missing),
        }
    }

    /// A list; empty where it is absent.
    pub fn list<'v>(&mut self, field: &str, value: Option<&'v Value>) -> Option<&'v [Value]> {
        match present(value) {
            Some(Value::Array(items)) => Some(items),
            Some(_) => self.wrong(field, Wrong::NotList),
            None => Some(&[]),
        }
    }

    /// Required text.
    pub fn text<'v>(&mut self, field: &str, value: Option<&'v Value>) -> Option<&'v str> {
        match present(value) {
            Some(Value::String(text)) => Some(text),
            Some(_) => self.wrong(field, Wrong::NotText),
            None => self.wrong(field, Wrong::Missing),
        }
    }

    /// A list of texts; empty where it is absent.
    pub fn texts(&mut self, field: &str, value: Option<&Value>) -> Option<Vec<String>> {
        let mut texts = Vec::new();
        for (place, item) in self.list(field, value)?.iter().enumerate() {
            texts.push(self.text(&format!("{field}.{place}"), Some(item))?.to_owned());
        }
        Some(texts)
    }

    /// True or false; false where it is absent.
    pub fn boolean(&mut self, field: &str, value: Option<&Value>) -> Option<bool> {
        match present(value) {
            Some(Value::Bool(value)) => Some(*value),
            Some(_) => self.wrong(field, Wrong::NotBoolean),
            None => Some(false),
        }
    }

    /// A required whole number from `least` to [`MOST`].
    pub fn number(&mut self, field: &str, value: Option<&Value>, least: u32) -> Option<u32> {
        let Some(value) = present(value) else {
            return self.wrong(field, Wrong::Missing);
        };
        let number = value.as_u64().and_then(|n| u32::try_from(n).ok());
        match number.filter(|n| (least..=MOST).contains(n)) {
            Some(number) => Some(number),
            None => self.wrong(field, Wrong::NotNumber(least.cast_signed(), MOST.cast_signed())),
        }
    }

    /// A required amount above 0 and up to [`MOST`], in hundredths: a number with at most two places.
    pub fn amount(&mut self, field: &str, value: Option<&Value>) -> Option<u32> {
        let Some(value) = present(value) else {
            return self.wrong(field, Wrong::Missing);
        };
        let hundredths = value.as_f64().map(|number| number * 100.0);
        let exact = hundredths.filter(|given| (given - given.round()).abs() < 1e-6 && (1.0..=f64::from(MOST) * 100.0).contains(given));
        match exact {
            // Within its bounds it is a whole number that fits.
            Some(given) => Some(given.round() as u32),
            None => self.wrong(field, Wrong::NotAmount),
        }
    }

    /// An amount; none where it is absent.
    pub fn optional_amount(&mut self, field: &str, value: Option<&Value>) -> Option<Option<u32>> {
        match present(value) {
            Some(value) => self.amount(field, Some(value)).map(Some),
            None => Some(None),
        }
    }

    /// A whole number from 0 to [`MOST`]; none where it is absent.
    pub fn optional_number(&mut self, field: &str, value: Option<&Value>) -> Option<Option<u32>> {
        match present(value) {
            Some(value) => self.number(field, Some(value), 0).map(Some),
            None => Some(None),
        }
    }

    /// A required date.
    pub fn date(&mut self, field: &str, value: Option<&Value>) -> Option<NaiveDate> {
        let text = self.text(field, value)?;
        match date(text) {
            Some(date) => Some(date),
            None => self.wrong(field, Wrong::NotDate),
        }
    }

    /// The end of a range: absent, null and 9999-12-31 mean open.
    pub fn end(&mut self, field: &str, value: Option<&Value>) -> Option<Option<NaiveDate>> {
        match present(value) {
            None => Some(None),
            Some(Value::String(text)) if text == OPEN_END => Some(None),
            Some(value) => self.date(field, Some(value)).map(Some),
        }
    }
}

/// A value that is there and not null.
pub fn present(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| !value.is_null())
}

/// A calendar date between 1900 and 2999, written `YYYY-MM-DD` and not otherwise.
pub fn date(text: &str) -> Option<NaiveDate> {
    if !shaped(text, "dddd-dd-dd") {
        return None;
    }
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    day::is_possible(date).then_some(date)
}

/// An instant written `YYYY-MM-DDTHH:MM[:SS[.digits]]` and `Z` or `±HH:MM`. Digits finer than a microsecond are cut off.
pub fn instant(text: &str) -> Option<Instant> {
    let (local, offset) = match text.strip_suffix('Z') {
        Some(local) => (local, 0),
        None => {
            let at = text.len().checked_sub(6).filter(|at| text.is_char_boundary(*at))?;
            let (local, offset) = text.split_at(at);
            (local, offset_seconds(offset)?)
        }
    };
    let (whole, digits) = match local.split_once('.') {
        Some((whole, digits)) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && whole.len() == 19 => (whole, digits),
        Some(_) => return None,
        None => (local, ""),
    };
    if !shaped(whole, "dddd-dd-ddTdd:dd:dd") && !shaped(whole, "dddd-dd-ddTdd:dd") {
        return None;
    }
    let form = if whole.len() == 19 { "%Y-%m-%dT%H:%M:%S" } else { "%Y-%m-%dT%H:%M" };
    // A leap second has no place in the time that the rules count in.
    let local = NaiveDateTime::parse_from_str(whole, form)
        .ok()
        .filter(|_| whole.get(17..).is_none_or(|seconds| seconds != "60"))?;
    let micros: i64 = format!("{digits:0<6}").get(..6)?.parse().ok()?;
    let local = local.checked_add_signed(chrono::Duration::microseconds(micros))?;
    date(whole.get(..10)?)?;
    let at: DateTime<FixedOffset> = local.and_local_timezone(FixedOffset::east_opt(offset)?).single()?;
    Some(at.to_utc().into())
}

fn offset_seconds(text: &str) -> Option<i32> {
    if !shaped(text, "+dd:dd") && !shaped(text, "-dd:dd") {
        return None;
    }
    let hours: i32 = text.get(1..3)?.parse().ok()?;
    let minutes: i32 = text.get(4..6)?.parse().ok()?;
    let seconds = (hours < 24 && minutes < 60).then_some(hours * 3600 + minutes * 60)?;
    Some(if text.starts_with('-') { -seconds } else { seconds })
}

/// Whether a text has this shape, where `d` stands for a digit and everything else for itself.
fn shaped(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text
            .bytes()
            .zip(shape.bytes())
            .all(|(b, s)| if s == b'd' { b.is_ascii_digit() } else { b == s })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_has_an_offset_and_one_way_to_be_written() {
        let noon = instant("2026-11-24T12:00:00Z");
        assert!(noon.is_some());
        for same in [
            "2026-11-24T12:00Z",
            "2026-11-24T12:00:00.000000000000Z",
            "2026-11-24T13:00:00+01:00",
            "2026-11-23T23:00-13:00",
        ] {
            assert_eq!(instant(same), noon, "{same}");
        }
        for other in [
            "",
            "2026-11-24",
            "2026-11-24T12:00:00",
            "2026-11-24 12:00:00Z",
            "2026-11-24T12:00:00z",
            "2026-11-24T24:00:00Z",
            "2026-11-24T12:00:60Z",
            "2026-11-24T12Z",
            "2026-11-24T12:00.5Z",
            "2026-11-24T12:00:00.Z",
            "2026-11-24T12:00:00+1:00",
            "2026-11-24T12:00:00+24:00",
            "2026-13-24T12:00:00Z",
            "2026-11-24T12:00:00+01:0é",
            "1899-12-31T12:00:00Z",
        ] {
            assert_eq!(instant(other), None, "{other}");
        }
    }

    #[test]
    fn a_date_is_written_in_one_way() {
        assert!(date("2024-02-29").is_some());
        for other in [
            "2023-02-29",
            "2024-2-29",
            "24-02-29",
            "2024-02-29 ",
            "+2024-02-2",
            "1899-12-31",
            "3000-01-01",
            "9999-12-31",
            "٢٠٢٤-٠٢-٠٢",
        ] {
            assert_eq!(date(other), None, "{other}");
        }
    }
}
