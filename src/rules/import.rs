//! What a file may bring: which columns it has, what each row says, which rows are refused and why, and what an import may change.
//!
//! Everything here is a function of the file's cells, of what is known, and of today. Reading bytes and asking the database is `imports`' part.

pub mod amount;
pub mod badge;
pub mod cell;
pub mod completion;
pub mod event;
pub mod fact;
pub mod header;
pub mod organisation;
pub mod person;
pub mod product;
pub mod requirement;
pub mod twice;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// What a file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Organisations with their main location.
    Organisations,
    /// People with their place in an organisation.
    People,
    /// Courses completed in the past.
    Completions,
    /// Requirements, as a document rather than a table.
    Requirements,
    /// Facts about organisations, own fields among them.
    Facts,
    /// What happened.
    Events,
    /// What locations service, from when to when.
    Products,
    /// Courses completed in the past, with the hours or points that each was worth.
    Amounts,
    /// Numbers of the badges that people carry.
    Badges,
}

impl Kind {
    /// All of them, in the order in which they build on each other.
    pub const ALL: [Self; 9] = [
        Self::Organisations,
        Self::People,
        Self::Completions,
        Self::Requirements,
        Self::Facts,
        Self::Events,
        Self::Products,
        Self::Amounts,
        Self::Badges,
    ];

    /// The stable word, as the database, the API and the command line have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Organisations => "organisations",
            Self::People => "people",
            Self::Completions => "completions",
            Self::Requirements => "requirements",
            Self::Facts => "facts",
            Self::Events => "events",
            Self::Products => "products",
            Self::Amounts => "amounts",
            Self::Badges => "badges",
        }
    }

    /// The columns that a file of this kind can have; none for a document.
    pub fn columns(self) -> &'static [header::Column] {
        match self {
            Self::Organisations => organisation::COLUMNS,
            Self::People => person::COLUMNS,
            Self::Completions => completion::COLUMNS,
            Self::Requirements => &[],
            Self::Facts => fact::COLUMNS,
            Self::Events => event::COLUMNS,
            Self::Products => product::COLUMNS,
            Self::Amounts => amount::COLUMNS,
            Self::Badges => badge::COLUMNS,
        }
    }

    /// Whether such files can bring own fields, as columns called `field:CODE`.
    pub fn has_own_fields(self) -> bool {
        matches!(self, Self::Organisations | Self::People)
    }

    /// What a file without a name is called.
    pub fn usual_file_name(self) -> String {
        match self {
            Self::Requirements => format!("{self}.json"),
            _ => format!("{self}.csv"),
        }
    }

    /// What the sheet of a workbook is called that holds such a table, in lower case.
    pub fn sheet_names(self) -> &'static [&'static str] {
        match self {
            Self::Organisations => &["organisations", "organizations", "organisationen", "partner"],
            Self::People => &["people", "personen", "leute"],
            Self::Completions => &["completions", "abschlüsse", "nachweise"],
            Self::Requirements => &[],
            Self::Facts => &["facts", "fakten"],
            Self::Events => &["events", "ereignisse"],
            Self::Products => &["products", "produkte"],
            Self::Amounts => &["amounts", "mengen", "stunden", "punkte"],
            Self::Badges => &["badges", "ausweise", "badge"],
        }
    }

    /// The media type of such a file.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Requirements => "application/json",
            _ => "text/csv",
        }
    }

    /// The column whose cell names the row's subject.
    pub fn key_column(self) -> &'static str {
        match self {
            Self::Organisations | Self::People => "external_id",
            Self::Completions | Self::Amounts | Self::Badges => "person_external_id",
            Self::Requirements => "code",
            Self::Facts | Self::Products => "organisation_external_id",
            Self::Events => "kind",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The word names no kind of file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("files are about organisations, people, completions, requirements, facts, events, products, amounts or badges, not about {0}")]
pub struct UnknownKind(pub String);

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
            .ok_or_else(|| UnknownKind(word.to_owned()))
    }
}

/// Why a row is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A cell that must be filled in is empty.
    Missing,
    /// More characters than the column takes.
    TooLong,
    /// Not of the column's kind.
    Invalid,
    /// No such day in the calendar.
    NoDate,
    /// The end lies before the beginning.
    BeforeStart,
    /// The day has not come.
    Future,
    /// Nothing and nobody is called that, here or in the file.
    Unknown,
    /// Another row of the file has the same.
    Twice,
    /// Something or somebody else has it already.
    Taken,
    /// Names itself, directly or around a circle.
    Circle,
    /// What it names stands in the file, in a row that is refused.
    Refused,
    /// Not the importing person's to give.
    Forbidden,
    /// The row has another number of cells than the first line.
    Ragged,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Missing,
        Self::TooLong,
        Self::Invalid,
        Self::NoDate,
        Self::BeforeStart,
        Self::Future,
        Self::Unknown,
        Self::Twice,
        Self::Taken,
        Self::Circle,
        Self::Refused,
        Self::Forbidden,
        Self::Ragged,
    ];

    /// The words in files and on the command line, the same in every language.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong => "too long",
            Self::Invalid => "invalid",
            Self::NoDate => "no date",
            Self::BeforeStart => "before start_on",
            Self::Future => "in the future",
            Self::Unknown => "unknown",
            Self::Twice => "twice",
            Self::Taken => "taken",
            Self::Circle => "circle",
            Self::Refused => "refused itself",
            Self::Forbidden => "not allowed",
            Self::Ragged => "wrong number of cells",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Reason {
    type Err = ();

    fn from_str(words: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == words).ok_or(())
    }
}

/// A refused row: the column at fault, why, and what a person needs to know to put it right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Name of the column, as [`header::Column`] has it; empty where the whole row is at fault.
    pub column: String,
    /// Why.
    pub reason: Reason,
    /// Figures and names for the explanation, by name: `most` and `has` of a text that is too long, `start_on` of an end before it, …
    #[serde(default)]
    pub detail: BTreeMap<String, String>,
}

impl Refusal {
    /// A refusal without detail.
    pub fn new(column: &str, reason: Reason) -> Self {
        Self {
            column: column.to_owned(),
            reason,
            detail: BTreeMap::new(),
        }
    }

    /// The same with one more detail.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.detail.insert(name.to_owned(), value.to_string());
        self
    }
}

/// What a row comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Something that was not there.
    New,
    /// Something that is there and would be changed.
    Changed,
    /// Nothing would change.
    Unchanged,
    /// The row is at fault.
    Refused,
    /// No row at all: somebody who is missing from a file that was declared complete.
    Absent,
    /// A change that somebody declined: what is there stays.
    Declined,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::New,
        Self::Changed,
        Self::Unchanged,
        Self::Refused,
        Self::Absent,
        Self::Declined,
    ];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::Refused => "refused",
            Self::Absent => "absent",
            Self::Declined => "declined",
        }
    }
}

impl FromStr for Outcome {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word).ok_or(())
    }
}

/// A field before and after, as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Name of the column.
    pub column: String,
    /// What is there.
    pub before: String,
    /// What the file says.
    pub after: String,
}

/// The columns in which two records differ: `[(column, before, after), …]` less the equal ones.
pub(crate) fn differences(fields: impl IntoIterator<Item = (&'static str, String, String)>) -> Vec<Change> {
    fields
        .into_iter()
        .filter(|(_, before, after)| before != after)
        .map(|(column, before, after)| Change {
            column: column.to_owned(),
            before,
            after,
        })
        .collect()
}
