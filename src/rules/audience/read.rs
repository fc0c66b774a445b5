//! Reading an audience that strangers wrote: the tree, or the flat form of old, which is a tree without groups.

use super::{Asked, Audience, LISTS};
use crate::rules::field::{Reader, Wrong, present};
use serde_json::Value;
use std::collections::BTreeMap;

/// Most levels of groups within one another, the audience itself not counted.
const DEEPEST: usize = 6;

/// Most groups of an audience.
const MOST_GROUPS: usize = 100;

/// Most words of one condition.
pub(super) const MOST_WORDS: usize = 500;

/// Most characters of a fact's name, and of a value that no field describes.
pub(super) const LONGEST: usize = 60;

impl Audience {
    /// Reads an audience; an unknown condition is a fault, since leaving it out would reach more people than meant. Answers the one form
    /// in which it is kept.
    pub fn read(reader: &mut Reader, field: &str, value: Option<&Value>) -> Option<Self> {
        let mut groups = 0;
        node(reader, field, value, 0, &mut groups).map(Self::plain)
    }
}

fn node(reader: &mut Reader, field: &str, value: Option<&Value>, depth: usize, groups: &mut usize) -> Option<Audience> {
    let map = reader.object(field, value)?;
    for name in map.keys() {
        if !LISTS.contains(&name.as_str()) && !["facts", "person_facts", "all", "any", "not"].contains(&name.as_str()) {
            let name: String = name.chars().take(LONGEST).collect();
            reader.note(format!("{field}.{name}"), Wrong::UnknownField);
        }
    }
    let mut read = Audience::default();
    let mut whole = true;
    for (name, list) in LISTS.into_iter().zip(read.lists_mut()) {
        match words(reader, &format!("{field}.{name}"), map.get(name)) {
            Some(words) => *list = words,
            None => whole = false,
        }
    }
    codes(reader, &format!("{field}.countries"), &read.countries, |word| {
        word.len() == 2 && word.bytes().all(|b| b.is_ascii_uppercase())
    });
    codes(reader, &format!("{field}.languages"), &read.languages, |word| {
        (2..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase())
    });
    codes(reader, &format!("{field}.events"), &read.events, is_fact);
    for (name, list) in [("facts", &mut read.facts), ("person_facts", &mut read.person_facts)] {
        match facts(reader, &format!("{field}.{name}"), map.get(name)) {
            Some(facts) => *list = facts,
            None => whole = false,
        }
    }
    for (name, list) in [("all", &mut read.all), ("any", &mut read.any), ("not", &mut read.not)] {
        match within(reader, &format!("{field}.{name}"), map.get(name), depth, groups) {
            Some(read) => *list = read,
            None => whole = false,
        }
    }
    whole.then_some(read)
}

/// The groups of one kind. One alone may stand for a list of one.
fn within(reader: &mut Reader, field: &str, value: Option<&Value>, depth: usize, groups: &mut usize) -> Option<Vec<Audience>> {
    let items = match present(value) {
        Some(one @ Value::Object(_)) => std::slice::from_ref(one),
        other => reader.list(field, other)?,
    };
    *groups += items.len();
    if !items.is_empty() && (depth >= DEEPEST || *groups > MOST_GROUPS) {
        reader.note(field, Wrong::TooMany);
        return None;
    }
    let mut read = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        let field = format!("{field}.{place}");
        let group = node(reader, &field, Some(item), depth + 1, groups)?;
        if group.is_everybody() {
            // None of nothing would be nobody, and one of nothing everybody: neither is meant.
            reader.note(field, Wrong::Empty);
        }
        read.push(group);
    }
    Some(read)
}

fn words(reader: &mut Reader, place: &str, value: Option<&Value>) -> Option<Vec<String>> {
    let words = reader.texts(place, value)?;
    if words.len() > MOST_WORDS {
        reader.note(place, Wrong::TooMany);
        return None;
    }
    for (index, word) in words.iter().enumerate() {
        if word.is_empty() || word.chars().any(char::is_control) {
            reader.note(format!("{place}.{index}"), Wrong::BadCharacters);
        } else if words[..index].contains(word) {
            reader.note(format!("{place}.{index}"), Wrong::Twice);
        }
    }
    Some(words)
}

fn codes(reader: &mut Reader, place: &str, words: &[String], fits: impl Fn(&str) -> bool) {
    for (index, _) in words.iter().enumerate().filter(|(_, word)| !fits(word)) {
        reader.note(format!("{place}.{index}"), Wrong::UnknownWord);
    }
}

fn facts(reader: &mut Reader, field: &str, value: Option<&Value>) -> Option<BTreeMap<String, Asked>> {
    let Some(value) = present(value) else {
        return Some(BTreeMap::new());
    };
    let mut facts = BTreeMap::new();
    for (name, value) in reader.object(field, Some(value))? {
        if !is_fact(name) {
            reader.note(field, Wrong::BadCharacters);
            return None;
        }
        let asked = Asked::read(reader, &format!("{field}.{name}"), Some(value))?;
        facts.insert(name.clone(), asked);
    }
    if facts.len() > MOST_WORDS {
        reader.note(field, Wrong::TooMany);
    }
    Some(facts)
}

/// Whether a fact may be called that, or say that where no field says otherwise: small letters, digits, `-` and `_`.
pub fn is_fact(word: &str) -> bool {
    let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
    !word.is_empty() && word.len() <= LONGEST && word.bytes().all(letter)
}
