//! What is said of a duty: why it stands as it does, in one sentence, and the mark that stands before its word.

use crate::platform::i18n::{DateForm, Words};
use crate::rules::duty::{Reason, Standing, Status};
use chrono::NaiveDate;

/// Why a duty stands as it does, in one sentence.
pub fn why(words: &Words, standing: &Standing, today: NaiveDate) -> String {
    let say = |on: NaiveDate| words.date(on, DateForm::Long, today);
    let tell = |key: &str, on: NaiveDate, due: Option<NaiveDate>| {
        let mut values = vec![("on", say(on).into())];
        values.extend(due.map(|due| ("due", say(due).into())));
        words.text(key, &values)
    };
    let late = standing.status == Status::Cured;
    match standing.reason {
        Reason::Awaited { since_on, due_on } => tell("duty-why-awaited", since_on, Some(due_on)),
        Reason::Again { kept_on, due_on } if late => tell("duty-why-again-late", kept_on, Some(due_on)),
        Reason::Again { kept_on, due_on } => tell("duty-why-again", kept_on, Some(due_on)),
        Reason::Done { kept_on, due_on } if late => tell("duty-why-done-late", kept_on, Some(due_on)),
        Reason::Done { kept_on, due_on } => tell("duty-why-done", kept_on, Some(due_on)),
        Reason::Stands { since_on } if late => tell("duty-why-stands-late", since_on, None),
        Reason::Stands { since_on } => tell("duty-why-stands", since_on, None),
        Reason::Missed { since_on, due_on } => tell("duty-why-missed", since_on, Some(due_on)),
        Reason::Gone { since_on } => tell("duty-why-gone", since_on, None),
    }
}

/// The mark of a status, one of those that obligations have.
pub fn mark(status: Status) -> &'static str {
    match status {
        Status::Breached => "overdue",
        Status::DueSoon => "due",
        Status::Open => "open",
        Status::Cured | Status::Kept => "valid",
        Status::FallenAway => "waived",
    }
}
