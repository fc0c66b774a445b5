//! The first line of a file: which of its columns is which of ours.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A column that files of a kind can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Our name, which files may use as it is.
    pub name: &'static str,
    /// Whether a file without it cannot be imported.
    pub required: bool,
    /// What others call it, in small letters with underscores.
    pub aliases: &'static [&'static str],
}

/// Which column of the file (counted from 0) is which of ours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(pub BTreeMap<String, usize>);

/// How the columns of own fields begin: the code of the field follows.
pub const OWN: &str = "field:";

/// Most characters of a field's code.
const LONGEST_CODE: usize = 60;

impl Mapping {
    /// The place of a column; none where the file does not have it.
    pub fn place(&self, column: &str) -> Option<usize> {
        self.0.get(column).copied()
    }

    /// The required columns that no column of the file stands for.
    pub fn missing(&self, columns: &[Column]) -> Vec<&'static str> {
        columns
            .iter()
            .filter(|column| column.required && !self.0.contains_key(column.name))
            .map(|column| column.name)
            .collect()
    }

    /// The same with the columns of own fields that a file has; of two with one code the first.
    #[must_use]
    pub fn with_own(mut self, header: &[String]) -> Self {
        for (place, name) in header.iter().enumerate() {
            let name = name.trim().to_lowercase();
            let code = name.strip_prefix(OWN).map(str::trim);
            let code = code.filter(|code| !code.is_empty() && code.chars().count() <= LONGEST_CODE);
            if let Some(code) = code {
                self.0.entry(format!("{OWN}{code}")).or_insert(place);
            }
        }
        self
    }

    /// Only what this file and our columns have: a mapping that was remembered or sent by a form may name anything.
    #[must_use]
    pub fn confined(mut self, columns: &[Column], width: usize) -> Self {
        self.0
            .retain(|name, place| *place < width && columns.iter().any(|column| column.name == *name));
        self
    }
}

/// The columns of own fields, each with the code of its field.
pub fn own_columns(mapping: &Mapping) -> impl Iterator<Item = (String, String)> + '_ {
    let own = |column: &String| Some((column.clone(), column.strip_prefix(OWN)?.to_owned()));
    mapping.0.keys().filter_map(own)
}

/// What the names in the first line say by themselves. Of two columns that could stand for one of ours the first is taken, one with our own
/// name before one with an alias.
pub fn guess(header: &[String], columns: &[Column]) -> Mapping {
    let names: Vec<String> = header.iter().map(|name| folded(name)).collect();
    let find = |column: &Column| {
        let own = names.iter().position(|name| name == column.name);
        own.or_else(|| names.iter().position(|name| column.aliases.contains(&name.as_str())))
    };
    Mapping(
        columns
            .iter()
            .filter_map(|column| find(column).map(|place| (column.name.to_owned(), place)))
            .collect(),
    )
}

/// The name of the first column that stands in the first line a second time, as it is written there. Only names that are read are looked at:
/// of two such columns nobody knows which one is meant, while a file may have others as often as it likes. `own`: whether own fields are read.
pub fn doubled<'h>(header: &'h [String], columns: &[Column], own: bool) -> Option<&'h str> {
    let read = |name: &str| {
        let small = name.trim().to_lowercase();
        if let Some(code) = small.strip_prefix(OWN).filter(|_| own) {
            return Some(format!("{OWN}{}", code.trim()));
        }
        let name = folded(name);
        let known = |column: &Column| column.name == name || column.aliases.contains(&name.as_str());
        columns.iter().any(known).then_some(name)
    };
    let mut seen = std::collections::BTreeSet::new();
    let mut again = header.iter().filter(|name| read(name).is_some_and(|read| !seen.insert(read)));
    again.next().map(|name| name.trim())
}

/// A header under which a mapping is remembered: the same columns in the same order, whatever their capitals.
pub fn signature(header: &[String]) -> String {
    header.iter().map(|name| folded(name)).collect::<Vec<_>>().join("\u{1f}")
}

/// A name in small letters, with one underscore for each run of what is neither letter nor digit.
fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for letter in name.trim().chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            folded.push(letter);
        } else if !folded.is_empty() && !folded.ends_with('_') {
            folded.push('_');
        }
    }
    folded.trim_end_matches('_').to_owned()
}
