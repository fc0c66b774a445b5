//! What a version, a module and a block say, part by part.

use super::{Chapter, Edition};
use crate::rules::course::{Answer, Block, Body, Key, Language, Question, Rich, Texts};

/// A part of a version, module or block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the same names as the fields of versions, modules, bodies and answers")]
pub enum Part {
    Title,
    Summary,
    PassMark,
    Attempts,
    Minutes,
    Reveal,
    Kind,
    Text,
    Level,
    Tone,
    Lead,
    Alt,
    Caption,
    File,
    Prompt,
    Points,
    Counts,
    SaidRight,
    SaidWrong,
    Shuffle,
    Partial,
    Statement,
    Option,
    OptionRight,
    OptionReply,
    Item,
    Left,
    Right,
    Number,
    Tolerance,
    Unit,
    Gaps,
    Order,
}

impl Part {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::PassMark => "pass_mark",
            Self::Attempts => "attempts",
            Self::Minutes => "minutes",
            Self::Reveal => "reveal",
            Self::Kind => "kind",
            Self::Text => "text",
            Self::Level => "level",
            Self::Tone => "tone",
            Self::Lead => "lead",
            Self::Alt => "alt",
            Self::Caption => "caption",
            Self::File => "file",
            Self::Prompt => "prompt",
            Self::Points => "points",
            Self::Counts => "counts",
            Self::SaidRight => "said_right",
            Self::SaidWrong => "said_wrong",
            Self::Shuffle => "shuffle",
            Self::Partial => "partial",
            Self::Statement => "statement",
            Self::Option => "option",
            Self::OptionRight => "option_right",
            Self::OptionReply => "option_reply",
            Self::Item => "item",
            Self::Left => "left",
            Self::Right => "right",
            Self::Number => "number",
            Self::Tolerance => "tolerance",
            Self::Unit => "unit",
            Self::Gaps => "gaps",
            Self::Order => "order",
        }
    }
}

/// What a part says.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text, compared word by word.
    Text(String),
    /// A formatted text: its words, and how they are set.
    Dressed(String, Rich),
    /// A stable word of a list.
    Word(String),
    /// A number, compared as a whole.
    Plain(String),
    /// A file: its name, and the hash of its content.
    File(String, String),
    /// Things in an order: their keys, and how they read.
    Sequence(Vec<String>, String),
}

impl Value {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text)
            | Self::Dressed(text, _)
            | Self::Word(text)
            | Self::Plain(text)
            | Self::File(text, _)
            | Self::Sequence(_, text) => text,
        }
    }
}

/// One part with what it says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    pub(super) part: Part,
    /// Which of several it is, stable over versions.
    key: Option<String>,
    pub(super) place: Option<usize>,
    pub(super) language: Option<Language>,
    pub(super) value: Value,
}

impl Said {
    /// Whether both are the same part.
    pub(super) fn is_of(&self, other: &Self) -> bool {
        (self.part, &self.key, self.language) == (other.part, &other.key, other.language)
    }
}

/// A list of parts as it is written.
#[derive(Default)]
struct List {
    all: Vec<Said>,
    of: Option<(String, usize)>,
}

impl List {
    fn value(&mut self, part: Part, language: Option<Language>, value: Value) {
        self.all.push(Said {
            part,
            key: self.of.as_ref().map(|(key, _)| key.clone()),
            place: self.of.as_ref().map(|(_, place)| *place),
            language,
            value,
        });
    }

    fn texts(&mut self, part: Part, texts: &Texts) {
        for (language, text) in texts.iter() {
            self.value(part, Some(language), Value::Text(text.clone()));
        }
    }

    fn word(&mut self, part: Part, word: &str) {
        self.value(part, None, Value::Word(word.to_owned()));
    }

    fn flag(&mut self, part: Part, flag: bool) {
        self.word(part, if flag { "yes" } else { "no" });
    }

    fn plain(&mut self, part: Part, value: impl ToString) {
        self.value(part, None, Value::Plain(value.to_string()));
    }

    /// In which order the answers, things or pairs stand.
    fn sequence(&mut self, answer: &Answer) {
        let things: Vec<(&Key, &Texts)> = match answer {
            Answer::Single { options, .. } | Answer::Multiple { options, .. } => options.iter().map(|one| (&one.id, &one.text)).collect(),
            Answer::Order { items, .. } => items.iter().map(|one| (&one.id, &one.text)).collect(),
            Answer::Match { pairs, .. } => pairs.iter().map(|one| (&one.id, &one.left)).collect(),
            Answer::TrueFalse { .. } | Answer::Numeric { .. } | Answer::FillIn { .. } => return,
        };
        let keys: Vec<String> = things.iter().map(|(key, _)| key.to_string()).collect();
        for language in Language::ALL {
            let said: Vec<&str> = things
                .iter()
                .filter_map(|(_, texts)| texts.of(language))
                .map(String::as_str)
                .collect();
            if !said.is_empty() {
                self.value(Part::Order, Some(language), Value::Sequence(keys.clone(), said.join(" → ")));
            }
        }
    }

    /// What follows belongs to one of several.
    fn one_of(&mut self, key: &str, index: usize) {
        self.of = Some((key.to_owned(), index + 1));
    }
}

pub(super) fn of_edition(edition: &Edition<'_>) -> Vec<Said> {
    let mut list = List::default();
    list.texts(Part::Title, edition.title);
    list.texts(Part::Summary, edition.summary);
    if let Some(percent) = edition.pass_mark_percent {
        list.plain(Part::PassMark, format!("{percent} %"));
    }
    if let Some(attempts) = edition.attempts_allowed {
        list.plain(Part::Attempts, attempts);
    }
    list.all
}

pub(super) fn of_chapter(chapter: &Chapter<'_>) -> Vec<Said> {
    let mut list = List::default();
    list.texts(Part::Title, chapter.title);
    list.plain(Part::Minutes, chapter.minutes);
    list.word(Part::Reveal, chapter.document.reveal.as_str());
    list.all
}

pub(super) fn of_block(block: &Block) -> Vec<Said> {
    let mut list = List::default();
    list.word(Part::Kind, block.kind().as_str());
    match &block.body {
        Body::Heading { text, level } => {
            list.texts(Part::Text, text);
            list.word(Part::Level, &level.to_string());
        }
        Body::Text { text } => {
            for (language, rich) in text.iter() {
                list.value(Part::Text, Some(language), Value::Dressed(rich.plain(), rich.clone()));
            }
        }
        Body::Image { file, alt, caption } => {
            if let Some(file) = file {
                list.value(Part::File, None, Value::File(file.name.clone(), file.hash.clone()));
            }
            list.texts(Part::Alt, alt);
            list.texts(Part::Caption, caption);
        }
        Body::Callout { tone, lead, text } => {
            list.word(Part::Tone, tone.as_str());
            list.texts(Part::Lead, lead);
            list.texts(Part::Text, text);
        }
        Body::File { file, title } => {
            if let Some(file) = file {
                list.value(Part::File, None, Value::File(file.name.clone(), file.hash.clone()));
            }
            list.texts(Part::Title, title);
        }
        Body::Question(question) => of_question(&mut list, question),
    }
    list.all
}

/// What a block says, without its settings and its order.
pub(super) fn content_of(block: &Block) -> Vec<Said> {
    let mut all = of_block(block);
    all.retain(|said| {
        !matches!(
            said.part,
            Part::Kind | Part::Level | Part::Points | Part::Counts | Part::Shuffle | Part::Partial | Part::Order
        )
    });
    all
}

/// Whether of two orders those that stand in both stand in another one.
pub(super) fn reordered(before: Option<&Value>, after: Option<&Value>) -> bool {
    let (Some(Value::Sequence(old, _)), Some(Value::Sequence(new, _))) = (before, after) else {
        return false;
    };
    let kept = |all: &[String], others: &[String]| all.iter().filter(|key| others.contains(key)).cloned().collect::<Vec<_>>();
    kept(old, new) != kept(new, old)
}

fn of_question(list: &mut List, question: &Question) {
    list.texts(Part::Prompt, &question.prompt);
    list.plain(Part::Points, question.points);
    list.flag(Part::Counts, question.counts);
    list.texts(Part::SaidRight, &question.right);
    list.texts(Part::SaidWrong, &question.wrong);
    match &question.answer {
        Answer::Single { shuffle, .. } => list.flag(Part::Shuffle, *shuffle),
        Answer::Multiple { shuffle, partial, .. } => {
            list.flag(Part::Shuffle, *shuffle);
            list.flag(Part::Partial, *partial);
        }
        Answer::Order { partial, .. } | Answer::Match { partial, .. } | Answer::FillIn { partial, .. } => {
            list.flag(Part::Partial, *partial)
        }
        Answer::TrueFalse { .. } | Answer::Numeric { .. } => {}
    }
    list.sequence(&question.answer);
    match &question.answer {
        Answer::Single { options, .. } | Answer::Multiple { options, .. } => {
            for (index, option) in options.iter().enumerate() {
                list.one_of(option.id.as_str(), index);
                list.texts(Part::Option, &option.text);
                if option.right {
                    list.flag(Part::OptionRight, true);
                }
                list.texts(Part::OptionReply, &option.feedback);
            }
        }
        Answer::TrueFalse { right } => list.word(Part::Statement, if *right { "true" } else { "false" }),
        Answer::Order { items, .. } => {
            for (index, item) in items.iter().enumerate() {
                list.one_of(item.id.as_str(), index);
                list.texts(Part::Item, &item.text);
            }
        }
        Answer::Match { pairs, .. } => {
            for (index, pair) in pairs.iter().enumerate() {
                list.one_of(pair.id.as_str(), index);
                list.texts(Part::Left, &pair.left);
                list.texts(Part::Right, &pair.right);
            }
        }
        Answer::Numeric { right, tolerance, unit } => {
            list.plain(Part::Number, right);
            list.plain(Part::Tolerance, tolerance);
            list.texts(Part::Unit, unit);
        }
        Answer::FillIn { text, .. } => list.texts(Part::Gaps, text),
    }
}
