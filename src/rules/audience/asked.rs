//! What is asked of a fact: to be one of some words, to be at least or at most something, or only to be on record.

use super::read::{LONGEST, MOST_WORDS};
use crate::rules::field::{Reader, Wrong, present};
use crate::rules::own_field::{self, order};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::cmp::Ordering;

/// What a fact must say; all of it together, and nothing: that it is on record. Kept as the list of its words, as it always was, where
/// nothing else is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Form", into = "Form")]
pub struct Asked {
    /// One of these; empty: anything.
    pub one_of: Vec<String>,
    /// This number or day, or a greater one.
    pub at_least: Option<String>,
    /// This number or day, or a smaller one.
    pub at_most: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Form {
    Words(Vec<String>),
    Bounds {
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        one_of: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_least: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_most: Option<String>,
    },
}

impl From<Form> for Asked {
    fn from(form: Form) -> Self {
        match form {
            Form::Words(one_of) => Self { one_of, ..Self::default() },
            Form::Bounds { one_of, at_least, at_most } => Self { one_of, at_least, at_most },
        }
    }
}

impl From<Asked> for Form {
    fn from(asked: Asked) -> Self {
        match asked {
            Asked {
                one_of,
                at_least: None,
                at_most: None,
            } => Self::Words(one_of),
            Asked { one_of, at_least, at_most } => Self::Bounds { one_of, at_least, at_most },
        }
    }
}

impl Asked {
    /// Asks for one of these words.
    pub fn one_of(words: &[&str]) -> Self {
        Self {
            one_of: words.iter().map(|word| (*word).to_owned()).collect(),
            ..Self::default()
        }
    }

    /// Whether a fact that says this meets it.
    pub fn is_met(&self, said: &str) -> bool {
        let within = |bound: &Option<String>, wrong: Ordering| {
            let fits = |bound: &String| order(said, bound).is_some_and(|order| order != wrong);
            bound.as_ref().is_none_or(fits)
        };
        (self.one_of.is_empty() || self.one_of.iter().any(|word| word == said))
            && within(&self.at_least, Ordering::Less)
            && within(&self.at_most, Ordering::Greater)
    }

    /// Its bounds with the names that definitions have for them.
    pub fn bounds(&self) -> [(&'static str, Option<&String>); 2] {
        [("at_least", self.at_least.as_ref()), ("at_most", self.at_most.as_ref())]
    }

    /// Reads it: a list of words, or an object of `one_of`, `at_least` and `at_most`.
    pub(super) fn read(reader: &mut Reader, place: &str, value: Option<&Value>) -> Option<Self> {
        let Some(Value::Object(map)) = value else {
            let one_of = said(reader, place, value)?;
            return Some(Self { one_of, ..Self::default() });
        };
        for name in map
            .keys()
            .filter(|name| !["one_of", "at_least", "at_most"].contains(&name.as_str()))
        {
            let name: String = name.chars().take(LONGEST).collect();
            reader.note(format!("{place}.{name}"), Wrong::UnknownField);
        }
        let one_of = said(reader, &format!("{place}.one_of"), map.get("one_of"));
        let at_least = bound(reader, &format!("{place}.at_least"), map.get("at_least"));
        let at_most = bound(reader, &format!("{place}.at_most"), map.get("at_most"));
        let (one_of, at_least, at_most) = (one_of?, at_least?, at_most?);
        if at_least
            .as_ref()
            .zip(at_most.as_ref())
            .is_some_and(|(least, most)| order(least, most) == Some(Ordering::Greater))
        {
            reader.note(format!("{place}.at_most"), Wrong::EndsBeforeItBegins);
        }
        Some(Self { one_of, at_least, at_most })
    }
}

/// Words that a fact may say.
fn said(reader: &mut Reader, place: &str, value: Option<&Value>) -> Option<Vec<String>> {
    let words = reader.texts(place, value)?;
    if words.len() > MOST_WORDS {
        reader.note(place, Wrong::TooMany);
        return None;
    }
    for (index, word) in words.iter().enumerate() {
        if !is_said(word) {
            reader.note(format!("{place}.{index}"), Wrong::BadCharacters);
        } else if words[..index].contains(word) {
            reader.note(format!("{place}.{index}"), Wrong::Twice);
        }
    }
    Some(words)
}

/// A number or a day; a number may be written as one.
fn bound(reader: &mut Reader, place: &str, value: Option<&Value>) -> Option<Option<String>> {
    let Some(value) = present(value) else {
        return Some(None);
    };
    let text = match value {
        Value::Number(number) => number.to_string(),
        other => reader.text(place, Some(other))?.to_owned(),
    };
    let kept = [own_field::Kind::Date, own_field::Kind::Number];
    let kept = kept.into_iter().find_map(|kind| own_field::read(kind, &[], &text).ok());
    match kept {
        Some(kept) => Some(Some(kept)),
        None => {
            reader.note(place, Wrong::UnknownWord);
            None
        }
    }
}

/// Whether a fact can say that at all: a line of text without spaces at its ends.
fn is_said(word: &str) -> bool {
    !word.is_empty() && word.trim() == word && word.chars().count() <= own_field::LONGEST && !word.chars().any(char::is_control)
}
