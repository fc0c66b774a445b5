//! Content as somebody sees it, on pages and by the API: in their language, with what they answered, and without what is not yet due.

mod question;
mod rich;

pub use question::{Given, ShownChoice, ShownGap, ShownPair, ShownPiece, ShownPlace, ShownQuestion, question};
pub use rich::{ShownNode, nodes};

use super::upload;
use crate::platform::state::State;
use crate::rules::course::{Blank, Block, Body, FileRef, Language, Localised};
use serde::Serialize;
use utoipa::ToSchema;

/// A block that tells or shows something.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct ShownBlock {
    /// Id within the module.
    pub id: String,
    /// `heading`, `text`, `image`, `callout` or `file`.
    pub kind: &'static str,
    /// Language of the words where it is not the one asked for.
    pub foreign: Option<&'static str>,
    /// Level of a heading.
    pub level: u8,
    /// How grave a callout is.
    pub tone: Option<&'static str>,
    /// First words of a callout.
    pub lead: Option<String>,
    /// Words: of a heading or callout, a picture's caption, a file's title.
    pub text: Option<String>,
    /// Formatted text.
    #[schema(value_type = Vec<Object>)]
    pub nodes: Vec<ShownNode>,
    /// What a picture shows.
    pub alt: String,
    /// The picture or file.
    pub file: Option<ShownFile>,
}

/// A picture or file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ShownFile {
    /// Where it is served, on the host for content.
    pub url: String,
    /// Name as uploaded.
    pub name: String,
    /// Size in kibibytes, at least 1.
    pub kibibytes: i64,
}

/// Words in the language asked for, else in the next one, which is remembered.
pub(super) struct Reader {
    language: Language,
    foreign: Option<Language>,
}

impl Reader {
    pub(super) fn new(language: Language) -> Self {
        Self { language, foreign: None }
    }

    pub(super) fn read<T: Blank + Clone>(&mut self, texts: &Localised<T>) -> Option<T> {
        let (value, language) = texts.shown(self.language)?;
        if language != self.language {
            self.foreign = Some(language);
        }
        Some(value.clone())
    }

    pub(super) fn foreign(&self) -> Option<&'static str> {
        self.foreign.map(Language::code)
    }
}

/// A block that is no question, as somebody of this language sees it; none for a question.
pub fn block(state: &State, block: &Block, language: Language) -> Option<ShownBlock> {
    let mut reader = Reader::new(language);
    let mut shown = ShownBlock {
        id: block.id.to_string(),
        kind: block.kind().as_str(),
        ..ShownBlock::default()
    };
    match &block.body {
        Body::Heading { text, level } => {
            shown.text = reader.read(text);
            shown.level = *level;
        }
        Body::Text { text } => shown.nodes = reader.read(text).map(|rich| nodes(rich.nodes())).unwrap_or_default(),
        Body::Callout { tone, lead, text } => {
            shown.tone = Some(tone.as_str());
            shown.lead = reader.read(lead);
            shown.text = reader.read(text);
        }
        Body::Image { file, alt, caption } => {
            shown.file = file.as_ref().map(|file| shown_file(state, file));
            shown.alt = reader.read(alt).unwrap_or_default();
            shown.text = reader.read(caption);
        }
        Body::File { file, title } => {
            shown.file = file.as_ref().map(|file| shown_file(state, file));
            shown.text = reader.read(title);
        }
        Body::Question(_) => return None,
    }
    shown.foreign = reader.foreign();
    Some(shown)
}

/// A file as pages link it.
pub fn shown_file(state: &State, file: &FileRef) -> ShownFile {
    ShownFile {
        url: upload::address(state, &file.hash),
        name: file.name.clone(),
        kibibytes: (file.size_bytes + 1023) / 1024,
    }
}

/// The values of an answer, however its fields are called: `answer`, `order`, or numbered `pair-…` and `gap-…`.
pub fn sent_values(fields: &[(String, String)]) -> Vec<String> {
    let of = |name: &str| {
        fields
            .iter()
            .filter(|(field, _)| field == name)
            .map(|(_, value)| value.clone())
            .collect::<Vec<_>>()
    };
    for name in ["order", "answer"] {
        let found = of(name);
        if !found.is_empty() {
            return found;
        }
    }
    let numbered = |(field, value): &(String, String)| {
        let number = field.strip_prefix("pair-").or_else(|| field.strip_prefix("gap-"))?;
        Some((number.parse::<usize>().ok()?, value.clone()))
    };
    let mut found: Vec<(usize, String)> = fields.iter().filter_map(numbered).collect();
    found.sort_by_key(|(number, _)| *number);
    found.into_iter().map(|(_, value)| value).collect()
}
