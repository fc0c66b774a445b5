//! The typed blocks of a module.

use super::{RichTexts, Texts};
use crate::rules::id::Id;
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// Most blocks that one module holds.
pub const MOST_BLOCKS: usize = 200;

/// Most answers, items, pairs or gaps of one question.
pub const MOST_OPTIONS: usize = 20;

/// Longest text of one language, in characters.
pub const LONGEST_TEXT: usize = 10_000;

/// Name of a block, an answer or a module within its parent: stable over versions, so that statements about it can be compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Key(String);

impl Key {
    /// The key in this text: one to forty of `a-z`, `0-9` and `-`.
    pub fn new(text: &str) -> Option<Self> {
        let fits = (1..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        fits.then(|| Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A short key from chance: sixteen letters are enough for the lists of one document.
    pub fn drawn(seed: u64) -> Self {
        const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
        let letter = |n: u32| char::from(LETTERS[usize::try_from((seed >> (5 * n)) & 31).unwrap_or(0)]);
        Self((0..12).map(letter).collect())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::new(&text).ok_or_else(|| serde::de::Error::custom("an id is one to 40 of a-z, 0-9 and -"))
    }
}

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

/// One block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Stable over versions.
    pub id: Key,
    /// What it is.
    pub body: Body,
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Body {
    /// A heading within the module; level 2 begins a new screen.
    Heading {
        /// The heading.
        #[serde(default)]
        text: Texts,
        /// 2 or 3.
        level: u8,
    },
    /// Formatted text.
    Text {
        /// The text.
        #[serde(default)]
        text: RichTexts,
    },
    /// A picture.
    Image {
        /// The file; none while it is missing.
        #[serde(default)]
        file: Option<FileRef>,
        /// What is seen, for those who do not see it.
        #[serde(default)]
        alt: Texts,
        /// What stands below it.
        #[serde(default)]
        caption: Texts,
    },
    /// What must not be overlooked.
    Callout {
        /// How grave it is.
        tone: Tone,
        /// First words, set in bold.
        #[serde(default)]
        lead: Texts,
        /// The rest.
        #[serde(default)]
        text: Texts,
    },
    /// A file to keep.
    File {
        /// The file; none while it is missing.
        #[serde(default)]
        file: Option<FileRef>,
        /// What it is called.
        #[serde(default)]
        title: Texts,
    },
    /// A question, marked by the server.
    Question(Question),
}

/// How grave a callout is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Life and limb.
    Danger,
    /// Damage.
    Warning,
    /// Worth knowing.
    Note,
    /// How it goes more easily.
    Tip,
}

impl Tone {
    /// All of them, the gravest first.
    pub const ALL: [Self; 4] = [Self::Danger, Self::Warning, Self::Note, Self::Tip];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Danger => "danger",
            Self::Warning => "warning",
            Self::Note => "note",
            Self::Tip => "tip",
        }
    }
}

/// A kept file. Only `id` is read from what somebody sends; the rest is filled in from the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRef {
    /// The record.
    pub id: Id,
    /// Hash of the content.
    #[serde(default)]
    pub hash: String,
    /// Name as uploaded.
    #[serde(default)]
    pub name: String,
    /// Media type as found in the content.
    #[serde(default)]
    pub media_type: String,
    /// Bytes.
    #[serde(default)]
    pub size_bytes: i64,
}

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

/// The names of the ways of answering, as the editor offers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the same names as the variants of Body and Answer")]
pub enum Kind {
    Heading,
    Text,
    Image,
    Callout,
    File,
    Single,
    Multiple,
    TrueFalse,
    Order,
    Match,
    Numeric,
    FillIn,
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

impl Block {
    /// What kind of block it is.
    pub fn kind(&self) -> Kind {
        match &self.body {
            Body::Heading { .. } => Kind::Heading,
            Body::Text { .. } => Kind::Text,
            Body::Image { .. } => Kind::Image,
            Body::Callout { .. } => Kind::Callout,
            Body::File { .. } => Kind::File,
            Body::Question(question) => question.answer.kind(),
        }
    }

    /// The question, where it is one.
    pub fn question(&self) -> Option<&Question> {
        match &self.body {
            Body::Question(question) => Some(question),
            _ => None,
        }
    }

    /// The file it names.
    pub fn file_mut(&mut self) -> Option<&mut FileRef> {
        match &mut self.body {
            Body::Image { file, .. } | Body::File { file, .. } => file.as_mut(),
            _ => None,
        }
    }

    /// A new, empty block; keys come from `draw`.
    pub fn blank(kind: Kind, mut draw: impl FnMut() -> Key) -> Self {
        let id = draw();
        let option = |id| TextOption {
            id,
            text: Texts::default(),
            right: false,
            feedback: Texts::default(),
        };
        let item = |id| Item {
            id,
            text: Texts::default(),
        };
        let pair = |id| Pair {
            id,
            left: Texts::default(),
            right: Texts::default(),
        };
        let answer = match kind {
            Kind::Heading => {
                return Self::of(
                    id,
                    Body::Heading {
                        text: Texts::default(),
                        level: 2,
                    },
                );
            }
            Kind::Text => {
                return Self::of(
                    id,
                    Body::Text {
                        text: RichTexts::default(),
                    },
                );
            }
            Kind::Image => {
                let (file, alt, caption) = (None, Texts::default(), Texts::default());
                return Self::of(id, Body::Image { file, alt, caption });
            }
            Kind::Callout => {
                let (tone, lead, text) = (Tone::Note, Texts::default(), Texts::default());
                return Self::of(id, Body::Callout { tone, lead, text });
            }
            Kind::File => {
                return Self::of(
                    id,
                    Body::File {
                        file: None,
                        title: Texts::default(),
                    },
                );
            }
            Kind::Single => Answer::Single {
                options: [draw(), draw(), draw()].map(option).to_vec(),
                shuffle: true,
            },
            Kind::Multiple => Answer::Multiple {
                options: [draw(), draw(), draw()].map(option).to_vec(),
                shuffle: true,
                partial: false,
            },
            Kind::TrueFalse => Answer::TrueFalse { right: true },
            Kind::Order => Answer::Order {
                items: [draw(), draw(), draw()].map(item).to_vec(),
                partial: false,
            },
            Kind::Match => Answer::Match {
                pairs: [draw(), draw(), draw()].map(pair).to_vec(),
                partial: false,
            },
            Kind::Numeric => Answer::Numeric {
                right: 0.0,
                tolerance: 0.0,
                unit: Texts::default(),
            },
            Kind::FillIn => Answer::FillIn {
                text: Texts::default(),
                partial: false,
            },
        };
        let question = Question {
            prompt: Texts::default(),
            points: 1,
            counts: true,
            right: Texts::default(),
            wrong: Texts::default(),
            answer,
        };
        Self::of(id, Body::Question(question))
    }

    fn of(id: Key, body: Body) -> Self {
        Self { id, body }
    }

    fn texts(&self) -> Vec<&Texts> {
        match &self.body {
            Body::Heading { text, .. } => vec![text],
            Body::Text { .. } => Vec::new(),
            Body::Image { alt, caption, .. } => vec![alt, caption],
            Body::Callout { lead, text, .. } => vec![lead, text],
            Body::File { title, .. } => vec![title],
            Body::Question(question) => question.texts(),
        }
    }
}

impl Question {
    fn texts(&self) -> Vec<&Texts> {
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

    fn keys(&self) -> Vec<&Key> {
        match self {
            Self::Single { options, .. } | Self::Multiple { options, .. } => options.iter().map(|option| &option.id).collect(),
            Self::Order { items, .. } => items.iter().map(|item| &item.id).collect(),
            Self::Match { pairs, .. } => pairs.iter().map(|pair| &pair.id).collect(),
            Self::TrueFalse { .. } | Self::Numeric { .. } | Self::FillIn { .. } => Vec::new(),
        }
    }
}

impl Kind {
    /// All of them, in the order in which an editor offers them.
    pub const ALL: [Self; 12] = [
        Self::Heading,
        Self::Text,
        Self::Image,
        Self::Callout,
        Self::File,
        Self::Single,
        Self::Multiple,
        Self::TrueFalse,
        Self::Order,
        Self::Match,
        Self::Numeric,
        Self::FillIn,
    ];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Text => "text",
            Self::Image => "image",
            Self::Callout => "callout",
            Self::File => "file",
            Self::Single => "single",
            Self::Multiple => "multiple",
            Self::TrueFalse => "true_false",
            Self::Order => "order",
            Self::Match => "match",
            Self::Numeric => "numeric",
            Self::FillIn => "fill_in",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
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

fn broken_block(block: &Block) -> Option<Broken> {
    let unfit =
        |text: &str| text.chars().count() > LONGEST_TEXT || text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    if block.texts().iter().any(|texts| texts.iter().any(|(_, text)| unfit(text))) {
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

/// How many gaps a text has.
pub(super) fn gap_count(text: &str) -> usize {
    pieces(text).iter().filter(|piece| matches!(piece, Piece::Gap(_))).count()
}

fn twice<'k>(keys: impl Iterator<Item = &'k Key>) -> Option<&'k Key> {
    let mut seen = std::collections::BTreeSet::new();
    keys.into_iter().find(|key| !seen.insert(*key))
}
