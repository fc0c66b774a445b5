//! What is said of a duty: why it stands as it does, in one sentence, and the mark that stands before its word.

use super::Entry;
use crate::platform::i18n::{DateForm, Words};
use crate::rules::duty::{Breach, Reason, Status};
use chrono::NaiveDate;
use serde::Serialize;

/// Why a duty stands as it does, in one sentence.
pub fn why(words: &Words, entry: &Entry, today: NaiveDate) -> String {
    let standing = &entry.standing;
    let say = |on: NaiveDate| words.date(on, DateForm::Long, today);
    let tell = |key: &str, on: NaiveDate, due: Option<NaiveDate>| {
        let mut values = vec![("on", say(on).into())];
        values.extend(due.map(|due| ("due", say(due).into())));
        words.text(key, &values)
    };
    let late = standing.status == Status::Cured;
    if entry.declared.is_daily() {
        match (standing.reason, standing.due_on) {
            (Reason::Stands { since_on }, Some(due_on)) => return tell("duty-why-daily-until", since_on, Some(due_on)),
            (Reason::Stands { since_on }, None) => return tell("duty-why-daily", since_on, None),
            (Reason::Missed { since_on, .. }, _) => return tell("duty-why-daily-missed", since_on, None),
            _ => {}
        }
    }
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

/// The days on which a duty of every day was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; none: it lasts.
    pub until_on: Option<NaiveDate>,
}

/// All such days, the oldest first.
pub fn spans(entry: &Entry) -> Vec<Span> {
    let days = entry.standing.breaches.iter().filter_map(Breach::days);
    days.map(|(from_on, until_on)| Span { from_on, until_on }).collect()
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
