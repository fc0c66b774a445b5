//! A mail that cannot be put into words: a fault of ours, or of what stands in the database, that must not keep anybody else from being told.

use super::store::log::{self, Named};
use super::store::unwritten as store;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::figures;
use crate::platform::settings;
use crate::rules::id::{Id, Instant};
use chrono::{DateTime, Duration, Utc};
use std::any::Any;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Why a mail cannot be worded, for the log of the program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the mail cannot be worded: {0}")]
pub struct Unwritten(String);

impl Unwritten {
    /// Whether this error is one.
    pub fn of(error: &Error) -> Option<&Self> {
        match error {
            Error::Internal(cause) => cause.downcast_ref(),
            _ => None,
        }
    }
}

impl From<Unwritten> for Error {
    fn from(why: Unwritten) -> Self {
        Self::Internal(why.into())
    }
}

/// Words one mail. An error and a panic end with this mail alone: by then nothing was written of it, the wording changes nothing of what it
/// reads, and the views stand a thread that panicked.
pub fn caught<T>(wording: impl FnOnce() -> Result<T, Error>) -> Result<T, Unwritten> {
    match catch_unwind(AssertUnwindSafe(wording)) {
        Ok(worded) => worded.map_err(|error| Unwritten(error.to_string())),
        Err(panic) => Err(Unwritten(said(&*panic))),
    }
}

/// What a panic says.
fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    format!("panicked: {}", text.unwrap_or("without a word"))
}

/// Whoever could not be told within so long before the last run counts: every run tries again, but only at hours at which they may be told.
const COUNTS: Duration = Duration::hours(24);

/// Whose mails cannot be worded: those whom a run could not tell by now, and those whose mail waits because of it.
pub fn recipients(conn: &mut Conn) -> Result<Vec<Named>, Error> {
    let last: Option<DateTime<Utc>> = settings::find(conn, super::job::LAST_RUN)?.and_then(|text| text.parse().ok());
    let mut ids: BTreeSet<Id> = figures::unwritten(conn)?.into_iter().collect();
    if let Some(last) = last {
        ids.extend(store::recipients(conn, Instant::from(last).plus(-COUNTS))?);
    }
    let found = log::people(conn, &ids.iter().copied().collect::<Vec<_>>())?;
    let mut named: Vec<Named> = found.into_values().collect();
    named.sort_by(|a, b| (&a.number, &a.name).cmp(&(&b.number, &b.name)));
    Ok(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_and_a_panic_say_what_happened_and_go_no_further() {
        let failed: Result<(), Unwritten> = caught(|| Err(Error::internal("no such word")));
        assert!(failed.unwrap_err().to_string().contains("no such word"));
        let of = |panic: fn()| {
            let caught: Result<(), Unwritten> = caught(|| {
                panic();
                Ok(())
            });
            caught.unwrap_err().to_string()
        };
        assert_eq!(of(|| panic!("a word")), "the mail cannot be worded: panicked: a word");
        let number = "seven";
        assert!(
            caught::<()>(|| panic!("number {number}"))
                .unwrap_err()
                .to_string()
                .ends_with("number seven")
        );
        assert_eq!(caught(|| Ok(7)), Ok(7));
    }

    #[test]
    fn it_is_known_again_among_other_errors() {
        let why = caught::<()>(|| Err(Error::NotFound)).unwrap_err();
        assert_eq!(Unwritten::of(&Error::from(why.clone())), Some(&why));
        assert_eq!(Unwritten::of(&Error::internal("something else")), None);
        assert_eq!(Unwritten::of(&Error::NotFound), None);
    }
}
