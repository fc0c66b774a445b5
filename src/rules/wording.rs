//! Texts that administrators write into mails. They have fixed placeholders such as `{name}` and no logic: a small function of ours puts the
//! values in, and no value is ever read again, so that nobody's name becomes a program. What comes out is bounded.

mod inherit;
mod phase;
#[cfg(test)]
mod tests;

pub use inherit::{Chosen, Origin, Own, chosen};
pub use phase::{Phase, UnknownPhase};

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What a value can be put in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Placeholder {
    /// Who reads the mail.
    Name,
    /// Who owes it: in a mail to oneself the reader.
    Person,
    /// Title of the requirement; where a mail speaks of several, of the most urgent one.
    Requirement,
    /// By when that is owed.
    Due,
    /// The organisation because of which it is owed.
    Partner,
    /// Name of the academy.
    Academy,
    /// Where the button leads.
    Link,
}

impl Placeholder {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::Person,
        Self::Requirement,
        Self::Due,
        Self::Partner,
        Self::Academy,
        Self::Link,
    ];

    /// The word between the braces.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Person => "person",
            Self::Requirement => "requirement",
            Self::Due => "due",
            Self::Partner => "partner",
            Self::Academy => "academy",
            Self::Link => "link",
        }
    }
}

/// A part of a mail that can be written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// One line.
    Subject,
    /// Below the heading, before the button.
    Opening,
    /// Before the line that says why one gets the mail.
    Closing,
}

impl Part {
    /// All of them, in the order of the mail.
    pub const ALL: [Self; 3] = [Self::Subject, Self::Opening, Self::Closing];

    /// Its name in forms and calls.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Opening => "opening",
            Self::Closing => "closing",
        }
    }

    /// Most characters that may be written.
    pub fn most(self) -> usize {
        if self == Self::Subject { 150 } else { 2000 }
    }

    /// Whether a placeholder may stand here: an address in a subject leads nowhere.
    pub fn takes(self, placeholder: Placeholder) -> bool {
        !(self == Self::Subject && placeholder == Placeholder::Link)
    }
}

/// Whom a mail speaks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The person who owes it.
    Own,
    /// Whoever answers for others.
    Team,
}

impl Audience {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Own, Self::Team];

    /// The stable word, as the database has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Team => "team",
        }
    }
}

/// The word names no audience.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a text is for own or team, not for {0}")]
pub struct UnknownAudience(pub String);

impl FromStr for Audience {
    type Err = UnknownAudience;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|one| one.as_str() == word)
            .ok_or_else(|| UnknownAudience(word.to_owned()))
    }
}

/// Where in a text something stands, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line.
    pub line: usize,
    /// Character in it.
    pub column: usize,
}

/// Why a text cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordingFault {
    /// Longer than its part takes.
    #[error("at most {most} characters")]
    TooLong {
        /// How many it takes.
        most: usize,
    },
    /// More placeholders than anybody needs.
    #[error("at most {most} placeholders")]
    TooMany {
        /// How many.
        most: usize,
    },
    /// There is no such placeholder.
    #[error("line {}, character {}: no placeholder is called {name}", place.line, place.column)]
    Unknown {
        /// What stands between the braces, shortened.
        name: String,
        /// Where its brace opens.
        place: Place,
    },
    /// There is such a placeholder, but not in this part.
    #[error("line {}, character {}: {{{name}}} has no place here", place.line, place.column)]
    NotHere {
        /// Its word.
        name: &'static str,
        /// Where its brace opens.
        place: Place,
    },
    /// A brace opens and does not close.
    #[error("line {}, character {}: the brace does not close", place.line, place.column)]
    Unclosed {
        /// Where it opens.
        place: Place,
    },
    /// A brace closes that did not open.
    #[error("line {}, character {}: the brace did not open", place.line, place.column)]
    Unopened {
        /// Where it closes.
        place: Place,
    },
    /// A character that cannot be shown, or a line break in a subject.
    #[error("line {}, character {}: a character that cannot be shown", place.line, place.column)]
    Unreadable {
        /// Where it stands.
        place: Place,
    },
}

/// Most placeholders in one text.
pub const MOST_PLACEHOLDERS: usize = 40;

/// Most characters of a value that are put in.
pub const LONGEST_VALUE: usize = 300;

/// Most characters of a name between braces that are repeated to whoever wrote it.
const LONGEST_NAME: usize = 40;

/// A text that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Value(Placeholder),
}

/// A part of a paragraph, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether they are the address where the button leads.
    pub link: bool,
    /// Whether they begin on a new line.
    pub breaks: bool,
}

/// A paragraph: its runs, one after the other.
pub type Paragraph = Vec<Run>;

/// Paragraphs as plain text.
pub fn plain(paragraphs: &[Paragraph]) -> String {
    let run = |run: &Run| format!("{}{}", if run.breaks { "\n" } else { "" }, run.text);
    let paragraph = |paragraph: &Paragraph| paragraph.iter().map(run).collect::<String>();
    paragraphs.iter().map(paragraph).collect::<Vec<_>>().join("\n\n")
}

impl Wording {
    /// Reads a text as it was written for a part of a mail.
    pub fn read(text: &str, part: Part) -> Result<Self, WordingFault> {
        let text = text.replace("\r\n", "\n");
        if text.chars().count() > part.most() {
            return Err(WordingFault::TooLong { most: part.most() });
        }
        let mut pieces = Vec::new();
        let mut words = String::new();
        let mut open: Option<(Place, String)> = None;
        let mut place = Place { line: 1, column: 0 };
        for letter in text.chars() {
            place.column += 1;
            match (letter, &mut open) {
                ('\n', _) if part == Part::Subject => return Err(WordingFault::Unreadable { place }),
                (letter, _) if letter.is_control() && !matches!(letter, '\n' | '\t') => return Err(WordingFault::Unreadable { place }),
                ('{', None) => open = Some((place, String::new())),
                // A second brace, or one that the line does not close: the first one is what was meant to close.
                ('{' | '\n', Some((place, _))) => return Err(WordingFault::Unclosed { place: *place }),
                ('}', None) => return Err(WordingFault::Unopened { place }),
                ('}', Some((place, name))) => {
                    let value = named(name, part, *place)?;
                    if !words.is_empty() {
                        pieces.push(Piece::Words(std::mem::take(&mut words)));
                    }
                    pieces.push(Piece::Value(value));
                    open = None;
                }
                (letter, Some((_, name))) => name.push(letter),
                (letter, None) => words.push(letter),
            }
            if letter == '\n' {
                place = Place {
                    line: place.line + 1,
                    column: 0,
                };
            }
        }
        if let Some((place, _)) = open {
            return Err(WordingFault::Unclosed { place });
        }
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        if pieces.iter().filter(|piece| matches!(piece, Piece::Value(_))).count() > MOST_PLACEHOLDERS {
            return Err(WordingFault::TooMany { most: MOST_PLACEHOLDERS });
        }
        Ok(Self(pieces))
    }

    /// The text as one line, for a subject.
    pub fn line(&self, value: impl Fn(Placeholder) -> String) -> String {
        let text: String = self.runs(value).into_iter().map(|run| run.text).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The text in paragraphs, parted by empty lines.
    pub fn paragraphs(&self, value: impl Fn(Placeholder) -> String) -> Vec<Paragraph> {
        let mut paragraphs: Vec<Paragraph> = vec![Vec::new()];
        let mut add = |run: Option<Run>| match (run, paragraphs.last_mut()) {
            (Some(run), Some(last)) => last.push(run),
            _ => paragraphs.push(Vec::new()),
        };
        for piece in &self.0 {
            // Only our own words part paragraphs and lines: a value stays where it is put.
            let words = match piece {
                Piece::Value(placeholder) => {
                    add(Some(shown(*placeholder, &value)));
                    continue;
                }
                Piece::Words(words) => words,
            };
            for (index, block) in words.split("\n\n").enumerate() {
                if index > 0 {
                    add(None);
                }
                for (index, line) in block.split('\n').enumerate() {
                    add(Some(Run {
                        text: line.to_owned(),
                        link: false,
                        breaks: index > 0,
                    }));
                }
            }
        }
        paragraphs
            .into_iter()
            .map(trimmed)
            .filter(|paragraph| !paragraph.is_empty())
            .collect()
    }

    fn runs(&self, value: impl Fn(Placeholder) -> String) -> Vec<Run> {
        let run = |piece: &Piece| match piece {
            Piece::Words(text) => Run {
                text: text.clone(),
                link: false,
                breaks: false,
            },
            Piece::Value(placeholder) => shown(*placeholder, &value),
        };
        self.0.iter().map(run).collect()
    }
}

/// A value as it is put in: on one line, and no longer than anybody reads.
fn shown(placeholder: Placeholder, value: &impl Fn(Placeholder) -> String) -> Run {
    let text: String = value(placeholder)
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .take(LONGEST_VALUE)
        .collect();
    Run {
        text,
        link: placeholder == Placeholder::Link,
        breaks: false,
    }
}

/// A paragraph without room and empty lines at its ends.
fn trimmed(mut paragraph: Paragraph) -> Paragraph {
    let begins = paragraph.iter().position(|run| !run.text.trim().is_empty());
    paragraph.drain(..begins.unwrap_or(paragraph.len()));
    while paragraph.last().is_some_and(|run| run.text.trim().is_empty()) {
        paragraph.pop();
    }
    if let Some(first) = paragraph.first_mut() {
        first.text = first.text.trim_start().to_owned();
        first.breaks = false;
    }
    if let Some(last) = paragraph.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    paragraph.retain(|run| run.breaks || !run.text.is_empty());
    paragraph
}

fn named(name: &str, part: Part, place: Place) -> Result<Placeholder, WordingFault> {
    let found = Placeholder::ALL.into_iter().find(|one| one.as_str() == name);
    match found {
        Some(placeholder) if part.takes(placeholder) => Ok(placeholder),
        Some(placeholder) => Err(WordingFault::NotHere {
            name: placeholder.as_str(),
            place,
        }),
        None => Err(WordingFault::Unknown {
            name: name.chars().take(LONGEST_NAME).collect(),
            place,
        }),
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
