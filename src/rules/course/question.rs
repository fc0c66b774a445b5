//! Questions and the ways of answering them.

use super::{Key, Kind, Texts};
use serde::{Deserialize, Serialize};

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// What is asked.
    #[serde(default)]
    pub prompt: Texts,
    /// Points for a right answer, 1 to 100.
    #[serde(default = "one")]
    pub points: u8,
    /// Whether the points count for passing.
    #[serde(default = "yes")]
    pub counts: bool,
    /// Said after a right answer.
    #[serde(default)]
    pub right: Texts,
    /// Said after a wrong answer.
    #[serde(default)]
    pub wrong: Texts,
    /// How it is answered.
    pub answer: Answer,
}

fn one() -> u8 {
    1
}

fn yes() -> bool {
    true
}

/// The ways of answering.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Answer {
    /// One of several is right.
    Single {
        /// The answers offered.
        options: Vec<TextOption>,
        /// Whether each learner sees another order.
        #[serde(default = "yes")]
        shuffle: bool,
    },
    /// Several may be right.
    Multiple {
        /// The answers offered.
        options: Vec<TextOption>,
        /// Whether each learner sees another order.
        #[serde(default = "yes")]
        shuffle: bool,
        /// Whether a part of the right ones earns a part of the points; wrong ones take it away again.
        #[serde(default)]
        partial: bool,
    },
    /// A statement that is true or false.
    TrueFalse {
        /// Whether it is true.
        right: bool,
    },
    /// Things to be put in order.
    Order {
        /// The things, in the right order.
        items: Vec<Item>,
        /// Whether each thing in its right place earns a part of the points.
        #[serde(default)]
        partial: bool,
    },
    /// Things that belong together.
    Match {
        /// The pairs.
        pairs: Vec<Pair>,
        /// Whether each right pair earns a part of the points.
        #[serde(default)]
        partial: bool,
    },
    /// A number.
    Numeric {
        /// The right one.
        right: f64,
        /// How far off is still right, in the same unit.
        #[serde(default)]
        tolerance: f64,
        /// The unit, shown after the field.
        #[serde(default)]
        unit: Texts,
    },
    /// A text with gaps, written as `Wait [ten|10] minutes.`: what stands between the bars is accepted.
    FillIn {
        /// The text with its gaps.
        #[serde(default)]
        text: Texts,
        /// Whether each right gap earns a part of the points.
        #[serde(default)]
        partial: bool,
    },
}

/// An answer offered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextOption {
    /// Stable over versions.
    pub id: Key,
    /// The answer.
    #[serde(default)]
    pub text: Texts,
    /// Whether it is right.
    #[serde(default)]
    pub right: bool,
    /// Said to whoever chose it.
    #[serde(default)]
    pub feedback: Texts,
}

/// Something to be put in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Stable over versions.
    pub id: Key,
    /// What it is.
    #[serde(default)]
    pub text: Texts,
}

/// Two things that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// Stable over versions.
    pub id: Key,
    /// What is given.
    #[serde(default)]
    pub left: Texts,
    /// What belongs to it.
    #[serde(default)]
    pub right: Texts,
}

/// A part of a text with gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Words(String),
    /// A gap with what is accepted in it.
    Gap(Vec<String>),
}

/// A text with gaps taken apart. A bracket without its partner is just a bracket.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((words, after)) = rest.split_once('[') {
        let Some((inside, further)) = after.split_once(']') else { break };
        let accepted: Vec<String> = inside.split('|').map(|a| a.trim().to_owned()).filter(|a| !a.is_empty()).collect();
        if !words.is_empty() {
            found.push(Piece::Words(words.to_owned()));
        }
        found.push(Piece::Gap(accepted));
        rest = further;
    }
    if !rest.is_empty() {
        found.push(Piece::Words(rest.to_owned()));
    }
    found
}

impl Question {
    pub(super) fn texts(&self) -> Vec<&Texts> {
        let mut all = vec![&self.prompt, &self.right, &self.wrong];
        match &self.answer {
            Answer::Single { options, .. } | Answer::Multiple { options, .. } => {
                all.extend(options.iter().flat_map(|option| [&option.text, &option.feedback]));
            }
            Answer::Order { items, .. } => all.extend(items.iter().map(|item| &item.text)),
            Answer::Match { pairs, .. } => all.extend(pairs.iter().flat_map(|pair| [&pair.left, &pair.right])),
            Answer::Numeric { unit, .. } => all.push(unit),
            Answer::FillIn { text, .. } => all.push(text),
            Answer::TrueFalse { .. } => {}
        }
        all
    }

    /// Points in thousandths.
    pub fn max_milli(&self) -> u32 {
        u32::from(self.points) * 1000
    }
}

impl Answer {
    /// Its name.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Single { .. } => Kind::Single,
            Self::Multiple { .. } => Kind::Multiple,
            Self::TrueFalse { .. } => Kind::TrueFalse,
            Self::Order { .. } => Kind::Order,
            Self::Match { .. } => Kind::Match,
            Self::Numeric { .. } => Kind::Numeric,
            Self::FillIn { .. } => Kind::FillIn,
        }
    }

    /// The ids of its answers, items or pairs, in order.
    pub fn keys(&self) -> Vec<&Key> {
        match self {
            Self::Single { options, .. } | Self::Multiple { options, .. } => options.iter().map(|option| &option.id).collect(),
            Self::Order { items, .. } => items.iter().map(|item| &item.id).collect(),
            Self::Match { pairs, .. } => pairs.iter().map(|pair| &pair.id).collect(),
            Self::TrueFalse { .. } | Self::Numeric { .. } | Self::FillIn { .. } => Vec::new(),
        }
    }
}

/// How many gaps a text has.
pub fn gap_count(text: &str) -> usize {
    pieces(text).iter().filter(|piece| matches!(piece, Piece::Gap(_))).count()
}
