//! Documents of somebody else: handed in for a person, recognised by a named one or declined.
//!
//! A document proves nothing until somebody who may record evidence recognises it. Then it is evidence like any other: about the day on
//! which it was issued, for the course that it equals, with its own end where it has one. Nobody recognises their own.

use chrono::NaiveDate;
use std::fmt;

/// Longest title and issuer, in characters.
pub const LONGEST_LINE: usize = 200;

/// Longest note and reason, in characters.
pub const LONGEST_TEXT: usize = 1_000;

/// Most documents of one person that wait at a time.
pub const MOST_WAITING: i64 = 20;

/// Where a document stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It waits for somebody to look at it.
    Waiting,
    /// It counts.
    Recognised,
    /// It does not, and why is told.
    Declined,
    /// It was taken back before anybody answered.
    Withdrawn,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Recognised, Self::Declined, Self::Withdrawn];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Recognised => "recognised",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// What a word means; none where it is no such word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a document cannot be answered or taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It was answered or taken back before.
    #[error("the document does not wait any more")]
    NotWaiting,
    /// Whoever would answer is the one whom it is about.
    #[error("nobody answers their own document")]
    Own,
}

/// Whether a document can be answered as it stands.
///
/// # Errors
///
/// [`Refusal`] where it does not wait, or `own`: whoever answers is the one whom it is about.
pub fn answerable(state: State, own: bool) -> Result<(), Refusal> {
    match (state, own) {
        (State::Waiting, false) => Ok(()),
        (State::Waiting, true) => Err(Refusal::Own),
        _ => Err(Refusal::NotWaiting),
    }
}

/// Days that a document has waited; never below 0.
pub fn waited_days(handed_in_on: NaiveDate, today: NaiveDate) -> i64 {
    (today - handed_in_on).num_days().max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_waits_is_answered_and_never_by_whom_it_is_about() {
        for state in State::ALL {
            assert_eq!(State::from_word(state.as_str()), Some(state));
            assert_eq!(answerable(state, false).is_ok(), state == State::Waiting);
            assert!(answerable(state, true).is_err());
        }
        assert_eq!(answerable(State::Waiting, true), Err(Refusal::Own));
        assert_eq!(answerable(State::Declined, true), Err(Refusal::NotWaiting));
    }

    #[test]
    fn an_age_is_counted_in_days_of_the_calendar() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(waited_days(day("2026-11-24"), day("2026-11-24")), 0);
        assert_eq!(waited_days(day("2026-10-31"), day("2026-11-24")), 24);
        // Somebody further west looks.
        assert_eq!(waited_days(day("2026-11-25"), day("2026-11-24")), 0);
    }
}
