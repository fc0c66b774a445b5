//! What a change of a session means to those who are booked.

use super::part::Span;
use serde::Serialize;

/// What concerns those who come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// When.
    pub parts: Vec<Span>,
    /// Where, in words; none: online only.
    pub place: Option<String>,
    /// The way in, where it is live online.
    pub online_url: Option<String>,
    /// In which language, ISO 639-1.
    pub language: String,
    /// Who teaches.
    pub trainers: Vec<String>,
}

/// A fact that is another one now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Day or hour.
    Time,
    /// Room or address.
    Place,
    /// The link.
    Online,
    /// The language.
    Language,
    /// Who teaches.
    Trainers,
}

impl Change {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Place => "place",
            Self::Online => "online",
            Self::Language => "language",
            Self::Trainers => "trainers",
        }
    }
}

/// What is another one now, in the order in which it is told.
pub fn changes(before: &Facts, after: &Facts) -> Vec<Change> {
    [
        (Change::Time, before.parts != after.parts),
        (Change::Place, before.place != after.place),
        (Change::Online, before.online_url != after.online_url),
        (Change::Language, before.language != after.language),
        (Change::Trainers, before.trainers != after.trainers),
    ]
    .into_iter()
    .filter_map(|(change, differs)| differs.then_some(change))
    .collect()
}
