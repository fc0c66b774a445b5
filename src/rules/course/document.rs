//! The content of a module as a whole, and what makes it impossible to keep.

use super::question::gap_count;
use super::{Answer, Block, Body, Key, Question};
use serde::{Deserialize, Serialize};

/// Most blocks that one module holds.
pub const MOST_BLOCKS: usize = 200;

/// Most answers, items, pairs or gaps of one question.
pub const MOST_OPTIONS: usize = 20;

/// Longest text of one language, in characters.
pub const LONGEST_TEXT: usize = 10_000;

/// The content of a module.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// When right answers are shown.
    #[serde(default)]
    pub reveal: Reveal,
    /// What it consists of, in order.
    #[serde(default)]
    pub blocks: Vec<Block>,
}

/// When a learner sees what was right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reveal {
    /// At once after each answer, to learn from it.
    #[default]
    AfterAnswer,
    /// When the whole course is finished, passed or not.
    AtEnd,
    /// Never: only the score is told.
    Never,
}

impl Reveal {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::AfterAnswer, Self::AtEnd, Self::Never];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AfterAnswer => "after_answer",
            Self::AtEnd => "at_end",
            Self::Never => "never",
        }
    }

    /// Whether right answers are due, once answered, in a course that is finished or not.
    pub fn is_due(self, finished: bool) -> bool {
        match self {
            Self::AfterAnswer => true,
            Self::AtEnd => finished,
            Self::Never => false,
        }
    }
}

/// Why a document cannot be kept at all, not even as a draft.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// More blocks than one module holds.
    #[error("more than {MOST_BLOCKS} blocks")]
    TooManyBlocks,
    /// Two blocks, or two answers of one question, have one id.
    #[error("the id {0} occurs twice")]
    Twice(Key),
    /// A text is longer than [`LONGEST_TEXT`], or has a character that cannot be shown.
    #[error("a text of block {0} is longer than {LONGEST_TEXT} characters or has a character that cannot be shown")]
    Text(Key),
    /// More answers than one question holds.
    #[error("block {0} has more than {MOST_OPTIONS} answers")]
    TooManyOptions(Key),
    /// Points or numbers outside of what makes sense.
    #[error("a number of block {0} is out of range")]
    Number(Key),
}

impl Document {
    /// Why it cannot be kept, not even as a draft.
    pub fn broken(&self) -> Option<Broken> {
        if self.blocks.len() > MOST_BLOCKS {
            return Some(Broken::TooManyBlocks);
        }
        if let Some(key) = twice(self.blocks.iter().map(|block| &block.id)) {
            return Some(Broken::Twice(key.clone()));
        }
        self.blocks.iter().find_map(broken_block)
    }

    /// The block with this id.
    pub fn block(&self, id: &Key) -> Option<&Block> {
        self.blocks.iter().find(|block| block.id == *id)
    }

    /// Its questions, with their blocks.
    pub fn questions(&self) -> impl Iterator<Item = (&Block, &Question)> {
        self.blocks.iter().filter_map(|block| Some((block, block.question()?)))
    }
}

/// Whether a text of one language can be kept: at most [`LONGEST_TEXT`] characters, each of which can be shown.
pub fn is_fit(text: &str) -> bool {
    text.chars().count() <= LONGEST_TEXT && !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

fn broken_block(block: &Block) -> Option<Broken> {
    if block.texts().iter().any(|texts| texts.iter().any(|(_, text)| !is_fit(text))) {
        return Some(Broken::Text(block.id.clone()));
    }
    if let Body::Text { text } = &block.body
        && text.iter().any(|(_, rich)| rich.plain().chars().count() > LONGEST_TEXT)
    {
        return Some(Broken::Text(block.id.clone()));
    }
    if let Body::Heading { level, .. } = &block.body
        && !(2..=3).contains(level)
    {
        return Some(Broken::Number(block.id.clone()));
    }
    let question = block.question()?;
    let keys = question.answer.keys();
    if keys.len() > MOST_OPTIONS {
        return Some(Broken::TooManyOptions(block.id.clone()));
    }
    if let Some(key) = twice(keys.into_iter()) {
        return Some(Broken::Twice(key.clone()));
    }
    let odd = match &question.answer {
        Answer::Numeric { right, tolerance, .. } => !right.is_finite() || !tolerance.is_finite() || *tolerance < 0.0,
        Answer::FillIn { text, .. } => text.iter().any(|(_, text)| gap_count(text) > MOST_OPTIONS),
        _ => false,
    };
    (odd || !(1..=100).contains(&question.points)).then(|| Broken::Number(block.id.clone()))
}

fn twice<'k>(keys: impl Iterator<Item = &'k Key>) -> Option<&'k Key> {
    let mut seen = std::collections::BTreeSet::new();
    keys.into_iter().find(|key| !seen.insert(*key))
}
