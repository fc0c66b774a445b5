//! The typed blocks of a module.

use super::{Answer, Item, Pair, Question, RichTexts, TextOption, Texts};
use crate::rules::id::Id;
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

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

    pub(super) fn texts(&self) -> Vec<&Texts> {
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
