//! What a course is made of: modules with an ordered list of typed blocks, every text in several languages, and what must be right before
//! a version is published.
//!
//! A document is stored as JSON and read back strictly: a field nobody knows is an error, so that nothing an author sent gets lost silently.

mod block;
pub mod difference;
mod document;
mod faults;
mod localised;
mod question;
mod rich;
mod screen;
#[cfg(test)]
mod tests;

pub use block::{Block, Body, FileRef, Key, Kind, Tone};
pub use document::{Broken, Document, LONGEST_TEXT, MOST_BLOCKS, MOST_OPTIONS, Reveal, is_fit};
pub use faults::{Fault, FaultKind, faults, version_faults};
pub use localised::{Blank, Language, Localised, RichTexts, Texts};
pub use question::{Answer, Item, Pair, Piece, Question, TextOption, gap_count, pieces};
pub use rich::{Level, Mark, Node, Rich, Target};
pub use screen::{Screen, screens};

/// Longest code of a course, in characters.
pub const LONGEST_CODE: usize = 40;

/// Whether a text may stand as the code of a course: letters, digits, `-`, `_` and `.`, so that it is the same in addresses and files.
pub fn is_code(text: &str) -> bool {
    (1..=LONGEST_CODE).contains(&text.len())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        && text.chars().any(|c| c.is_ascii_alphanumeric())
        // The address of the form for a new course.
        && text != "new"
}

/// What happens to those who are under way or done when a version comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// A small improvement: whoever began stays on their version.
    Improvement,
    /// Everybody must learn it anew: whoever is under way begins again on the new version.
    Retake,
}

impl ChangeKind {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Improvement, Self::Retake];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Improvement => "improvement",
            Self::Retake => "retake",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// The outcome of a run through a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Share of the points that count, in whole per cent rounded down; none where nothing counts.
    pub percent: Option<u8>,
    /// Whether the pass mark is reached; a course without points is passed by going through it.
    pub passed: bool,
}

/// Whether points reached suffice. Rounding is down, so that 79.9 % never passes a mark of 80.
pub fn outcome(score_milli: u64, max_milli: u64, pass_mark_percent: Option<u8>) -> Outcome {
    if max_milli == 0 {
        return Outcome {
            percent: None,
            passed: true,
        };
    }
    let percent = (score_milli.min(max_milli) * 100 / max_milli).min(100);
    let percent = u8::try_from(percent).unwrap_or(100);
    Outcome {
        percent: Some(percent),
        passed: percent >= pass_mark_percent.unwrap_or(0),
    }
}

/// How often somebody went through a version of a course in vain since they last passed it, and how often they may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tries {
    /// Runs that failed.
    pub failed: u32,
    /// Runs that the course allows; none: as many as wanted.
    pub allowed: Option<u32>,
    /// Further ones that they were given.
    pub granted: u32,
}

impl Tries {
    /// Runs that are left; none: as many as wanted.
    pub fn left(self) -> Option<u32> {
        self.allowed
            .map(|allowed| allowed.saturating_add(self.granted).saturating_sub(self.failed))
    }

    /// Whether another run may begin.
    pub fn may_begin(self) -> bool {
        self.left().is_none_or(|left| left > 0)
    }
}
