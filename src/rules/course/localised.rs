//! A value per language, and which one somebody sees where theirs is missing.

use super::Rich;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A language in which content can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// German.
    De,
    /// English.
    En,
}

impl Language {
    /// All of them, in the order of an editor's tabs.
    pub const ALL: [Self; 2] = [Self::De, Self::En];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// The language with this code; of `de-AT` the first part counts.
    pub fn from_code(code: &str) -> Option<Self> {
        let tongue = code.split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(tongue))
    }

    /// Where a text is looked for, in this order: the language itself, English, then the others.
    fn order(self) -> impl Iterator<Item = Self> {
        [self, Self::En].into_iter().chain(Self::ALL)
    }
}

/// Whether a value says nothing, so that the next language is asked.
pub trait Blank {
    /// True for an empty text.
    fn is_blank(&self) -> bool;
}

impl Blank for String {
    fn is_blank(&self) -> bool {
        self.trim().is_empty()
    }
}

/// A value per language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Localised<T>(BTreeMap<Language, T>);

/// A text per language.
pub type Texts = Localised<String>;

/// A formatted text per language.
pub type RichTexts = Localised<Rich>;

impl<T> Default for Localised<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Blank> Localised<T> {
    /// The value of exactly this language.
    pub fn of(&self, language: Language) -> Option<&T> {
        self.0.get(&language).filter(|value| !value.is_blank())
    }

    /// What somebody who reads this language gets, and in which language it is, since a page says so where it is another.
    pub fn shown(&self, language: Language) -> Option<(&T, Language)> {
        language.order().find_map(|language| Some((self.of(language)?, language)))
    }

    /// Sets the value of a language; a blank one is taken away.
    pub fn set(&mut self, language: Language, value: T) {
        if value.is_blank() {
            self.0.remove(&language);
        } else {
            self.0.insert(language, value);
        }
    }

    /// The languages that say something.
    pub fn languages(&self) -> Vec<Language> {
        Language::ALL.into_iter().filter(|language| self.of(*language).is_some()).collect()
    }

    /// Whether no language says anything.
    pub fn is_blank(&self) -> bool {
        self.languages().is_empty()
    }

    /// The values with their languages.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &T)> {
        self.0.iter().map(|(language, value)| (*language, value))
    }
}

impl Texts {
    /// Texts in these languages.
    pub fn new<const N: usize>(texts: [(Language, &str); N]) -> Self {
        let mut all = Self::default();
        for (language, text) in texts {
            all.set(language, text.to_owned());
        }
        all
    }

    /// The text that somebody who reads this language gets; empty where there is none at all.
    pub fn text(&self, language: Language) -> &str {
        self.shown(language).map_or("", |(text, _)| text.as_str())
    }
}
