//! The past day that an address asks for, on the pages that can be seen as they stood then.

use crate::obligations::pages::{Kept, PastDay};
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, message};
use crate::platform::i18n::Words;
use crate::platform::views::Field;
use chrono::NaiveDate;

/// The field of the address.
pub const FIELD: &str = "on";

/// The day that was typed; none: today is looked at.
///
/// # Errors
///
/// What is wrong with it: it is none, or lies ahead.
pub fn past_day(typed: Option<&str>, today: NaiveDate) -> Result<Option<NaiveDate>, Message> {
    let mut faults = Faults::new();
    let day = faults.date(FIELD, typed.unwrap_or_default(), false);
    match faults.done() {
        Ok(()) if day.is_some_and(|day| day > today) => Err(Message::new("fault-future")),
        Ok(()) => Ok(day.filter(|day| *day < today)),
        Err(_) => Err(Message::new("fault-no-date")),
    }
}

/// The same where a wrong day is refused rather than told.
///
/// # Errors
///
/// What is wrong with it, at its field.
pub fn asked_day(typed: Option<&str>, today: NaiveDate) -> Result<Option<NaiveDate>, Error> {
    past_day(typed, today).map_err(refused)
}

/// A wrong day as a refusal at its field.
pub fn refused(wrong: Message) -> Error {
    Error::Invalid(vec![FieldError::new(FIELD, wrong)])
}

/// The day among the filters of a page; `path` is the page's, `off_href` its address without a day.
pub fn view(
    words: &Words,
    (path, off_href): (&str, String),
    typed: Option<&str>,
    (on, wrong): (Option<NaiveDate>, Option<&Message>),
    (today, kept): (NaiveDate, Vec<Kept>),
) -> PastDay {
    let field = Field::with(FIELD, typed.unwrap_or_default());
    PastDay {
        past: on.is_some(),
        looked_on: on.unwrap_or(today),
        field: match wrong {
            Some(wrong) => field.wrong(message(words, wrong)),
            None => field,
        },
        action: path.to_owned(),
        kept,
        off_href,
    }
}
