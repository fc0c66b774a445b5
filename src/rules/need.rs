//! What a partner says it must learn, and what becomes of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Where a training need stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The manufacturer owes an answer.
    Open,
    /// Answered; whoever asked has yet to say whether it helps.
    Answered,
    /// Whoever asked said that it helps.
    Settled,
    /// Nobody asks any more.
    Withdrawn,
}

impl State {
    /// All of them, those that ask for something first.
    pub const ALL: [Self; 4] = [Self::Open, Self::Answered, Self::Settled, Self::Withdrawn];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Settled => "settled",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Where it stands after a deed; none: that cannot be done as it stands.
    pub fn after(self, deed: Deed) -> Option<Self> {
        match (self, deed) {
            (Self::Open | Self::Answered, Deed::Answer) => Some(Self::Answered),
            (Self::Answered, Deed::Confirm) => Some(Self::Settled),
            (Self::Answered, Deed::Object) => Some(Self::Open),
            (Self::Open | Self::Answered, Deed::Withdraw) => Some(Self::Withdrawn),
            (Self::Open | Self::Answered, Deed::Join | Deed::Leave | Deed::HandOn) => Some(self),
            _ => None,
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What can be done with a training need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// The manufacturer answers, for the first time or anew.
    Answer,
    /// Whoever asked says that the answer helps.
    Confirm,
    /// Whoever asked says that it does not help; the manufacturer owes another answer.
    Object,
    /// Whoever asked takes it back, and nobody else asks.
    Withdraw,
    /// Whoever asked takes it back, and the first who joined asks on.
    HandOn,
    /// Somebody else asks for the same.
    Join,
    /// Somebody who joined does not ask any more.
    Leave,
}

/// How the manufacturer answers. Each of them is an answer: the duty is to answer, not to agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It is taught on a day.
    Date,
    /// Something else serves the purpose.
    Substitute,
    /// It is not taught, for a reason.
    Refusal,
}

impl Answer {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Date, Self::Substitute, Self::Refusal];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Substitute => "substitute",
            Self::Refusal => "refusal",
        }
    }

    /// The answer with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str() == word)
    }

    /// What is lacking of an answer; none: it can be given.
    pub fn lacking(self, held_on: Option<NaiveDate>, course: bool, text: bool, today: NaiveDate) -> Option<Lacking> {
        match self {
            Self::Date => match held_on {
                None => Some(Lacking::Date),
                Some(on) if on < today => Some(Lacking::Ahead),
                Some(_) => None,
            },
            Self::Substitute => (!course && !text).then_some(Lacking::Substitute),
            Self::Refusal => (!text).then_some(Lacking::Reason),
        }
    }
}

/// What an answer lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// The day.
    Date,
    /// A day that lies ahead.
    Ahead,
    /// A course, or what else serves.
    Substitute,
    /// The reason.
    Reason,
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEEDS: [Deed; 7] = [
        Deed::Answer,
        Deed::Confirm,
        Deed::Object,
        Deed::Withdraw,
        Deed::HandOn,
        Deed::Join,
        Deed::Leave,
    ];

    #[test]
    fn what_is_settled_or_withdrawn_stays_so() {
        for state in [State::Settled, State::Withdrawn] {
            assert!(DEEDS.iter().all(|deed| state.after(*deed).is_none()));
        }
    }

    #[test]
    fn an_answer_that_does_not_help_is_owed_again_and_only_an_answer_can_be_judged() {
        assert_eq!(State::Open.after(Deed::Answer), Some(State::Answered));
        assert_eq!(State::Answered.after(Deed::Answer), Some(State::Answered));
        assert_eq!(State::Answered.after(Deed::Object), Some(State::Open));
        assert_eq!(State::Open.after(Deed::Object), None);
        assert_eq!(State::Open.after(Deed::Confirm), None);
    }

    #[test]
    fn a_refusal_needs_its_reason_and_a_date_a_day_ahead() {
        let today: NaiveDate = "2026-11-24".parse().expect("a day");
        assert_eq!(Answer::Refusal.lacking(None, true, false, today), Some(Lacking::Reason));
        assert_eq!(Answer::Date.lacking(None, true, true, today), Some(Lacking::Date));
        assert_eq!(Answer::Date.lacking(today.pred_opt(), true, true, today), Some(Lacking::Ahead));
        assert_eq!(Answer::Date.lacking(Some(today), false, false, today), None);
        assert_eq!(Answer::Substitute.lacking(None, false, false, today), Some(Lacking::Substitute));
        assert_eq!(Answer::Substitute.lacking(None, true, false, today), None);
    }

    #[test]
    fn words_read_back_as_written() {
        assert!(State::ALL.iter().all(|state| State::from_word(state.as_str()) == Some(*state)));
        assert!(Answer::ALL.iter().all(|answer| Answer::from_word(answer.as_str()) == Some(*answer)));
    }
}
