//! Marking on the server: how a question is laid out for one learner, how what came back is read, and what it earns.
//!
//! What leaves the server are places in a shuffled list, never the ids of answers: neither their order nor their names tell what is right.

#[cfg(test)]
mod tests;

use super::course::{Answer, Key, Language, Piece, Question, pieces};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Longest thing that a learner types, in characters.
pub const LONGEST_ENTRY: usize = 500;

/// What a question looks like for one learner: the ids of its movable parts in the order shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout(Vec<Key>);

/// What a learner answered, in ids that stay the same over versions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// The answers chosen, one or several.
    Chosen(Vec<Key>),
    /// Whether the statement is held to be true.
    True(bool),
    /// All things in the order they were put in.
    Ordered(Vec<Key>),
    /// For each pair's left side, in the order of the question, the pair whose right side was put beside it.
    Matched(Vec<Key>),
    /// The number.
    Number(f64),
    /// What was typed into each gap.
    Filled(Vec<String>),
}

/// Why what was sent is no answer to the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing was chosen or typed, or not everywhere.
    #[error("nothing was answered")]
    Missing,
    /// A place that the question does not have.
    #[error("there is no such answer")]
    Unknown,
    /// More than the question asks for.
    #[error("more was answered than was asked")]
    TooMany,
    /// The same thing in two places.
    #[error("one thing stands in two places")]
    Twice,
    /// No number.
    #[error("this is no number")]
    NoNumber,
    /// Longer than [`LONGEST_ENTRY`].
    #[error("this is too long")]
    TooLong,
}

/// What an answer earns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Points in thousandths.
    pub score_milli: u32,
    /// Most that can be earned, in thousandths.
    pub max_milli: u32,
    /// Whether all of it is right.
    pub correct: bool,
}

/// The layout of a question for the seed of an attempt: the same whenever it is asked for.
pub fn layout(block: &Key, question: &Question, seed: u64) -> Layout {
    let mut keys: Vec<Key> = match &question.answer {
        Answer::Single { options, .. } | Answer::Multiple { options, .. } => options.iter().map(|o| o.id.clone()).collect(),
        Answer::Order { items, .. } => items.iter().map(|item| item.id.clone()).collect(),
        Answer::Match { pairs, .. } => pairs.iter().map(|pair| pair.id.clone()).collect(),
        Answer::TrueFalse { .. } | Answer::Numeric { .. } | Answer::FillIn { .. } => Vec::new(),
    };
    let movable = match &question.answer {
        Answer::Single { shuffle, .. } | Answer::Multiple { shuffle, .. } => *shuffle,
        _ => true,
    };
    if movable {
        let authored = keys.clone();
        let mut chance = Chance::of(block, seed);
        for last in (1..keys.len()).rev() {
            keys.swap(last, chance.below(last + 1));
        }
        // Things to be put in order never begin in it.
        if matches!(question.answer, Answer::Order { .. }) && keys == authored && keys.len() > 1 {
            keys.rotate_left(1);
        }
    }
    Layout(keys)
}

impl Layout {
    /// The ids in the order shown.
    pub fn keys(&self) -> &[Key] {
        &self.0
    }

    fn at(&self, place: &str) -> Result<Key, Unreadable> {
        let place: usize = place.parse().map_err(|_| Unreadable::Unknown)?;
        self.0.get(place).cloned().ok_or(Unreadable::Unknown)
    }

    fn all_at(&self, places: &[String]) -> Result<Vec<Key>, Unreadable> {
        let keys: Vec<Key> = places.iter().map(|place| self.at(place)).collect::<Result<_, _>>()?;
        let mut seen = BTreeSet::new();
        if keys.iter().all(|key| seen.insert(key)) {
            Ok(keys)
        } else {
            Err(Unreadable::Twice)
        }
    }
}

/// Reads what was sent, whatever it is. The values are, by kind of question: the places chosen (counted from 0 in the layout); `true` or
/// `false`; the places in the order they were put in; for each left side the place of its right side; the number; what was typed in each gap.
pub fn read(question: &Question, layout: &Layout, values: &[String]) -> Result<Response, Unreadable> {
    if values.iter().all(|value| value.trim().is_empty()) {
        return Err(Unreadable::Missing);
    }
    match &question.answer {
        Answer::Single { .. } => match values {
            [place] => Ok(Response::Chosen(vec![layout.at(place)?])),
            _ => Err(Unreadable::TooMany),
        },
        Answer::Multiple { .. } => {
            let mut keys = layout.all_at(values)?;
            keys.sort();
            Ok(Response::Chosen(keys))
        }
        Answer::TrueFalse { .. } => match values {
            [word] if word == "true" => Ok(Response::True(true)),
            [word] if word == "false" => Ok(Response::True(false)),
            [_] => Err(Unreadable::Unknown),
            _ => Err(Unreadable::TooMany),
        },
        Answer::Order { items, .. } => {
            count(values, items.len())?;
            Ok(Response::Ordered(layout.all_at(values)?))
        }
        Answer::Match { pairs, .. } => {
            count(values, pairs.len())?;
            Ok(Response::Matched(layout.all_at(values)?))
        }
        Answer::Numeric { .. } => match values {
            [text] => number(text).map(Response::Number),
            _ => Err(Unreadable::TooMany),
        },
        Answer::FillIn { .. } => {
            count(values, gaps(question).len())?;
            if values.iter().any(|value| value.chars().count() > LONGEST_ENTRY) {
                return Err(Unreadable::TooLong);
            }
            let clean = |value: &String| value.chars().filter(|c| !c.is_control()).collect();
            Ok(Response::Filled(values.iter().map(clean).collect()))
        }
    }
}

/// As many values as are asked for, none of them empty.
fn count(values: &[String], asked: usize) -> Result<(), Unreadable> {
    if values.len() > asked {
        return Err(Unreadable::TooMany);
    }
    if values.len() < asked || values.iter().any(|value| value.trim().is_empty()) {
        return Err(Unreadable::Missing);
    }
    Ok(())
}

/// A number as people type it: with comma or point, without grouping.
fn number(text: &str) -> Result<f64, Unreadable> {
    let text: String = text.trim().replace(',', ".").replace('−', "-");
    let plain = text.len() <= 30 && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    let number: f64 = text.parse().ok().filter(|_| plain).ok_or(Unreadable::NoNumber)?;
    if number.is_finite() {
        Ok(number)
    } else {
        Err(Unreadable::NoNumber)
    }
}

/// What each gap accepts, in any of the languages: whoever learned the word in another language knows it too.
pub fn gaps(question: &Question) -> Vec<Vec<String>> {
    let Answer::FillIn { text, .. } = &question.answer else {
        return Vec::new();
    };
    let mut all: Vec<Vec<String>> = Vec::new();
    for (_, text) in text.iter() {
        let gaps = pieces(text).into_iter().filter_map(|piece| match piece {
            Piece::Gap(accepted) => Some(accepted),
            Piece::Words(_) => None,
        });
        for (place, accepted) in gaps.enumerate() {
            match all.get_mut(place) {
                Some(gap) => gap.extend(accepted),
                None => all.push(accepted),
            }
        }
    }
    all
}

/// What an answer earns. All or nothing, unless the question says that parts count.
pub fn mark(question: &Question, response: &Response) -> Marked {
    let (right, of, partial) = match (&question.answer, response) {
        (Answer::Single { options, .. }, Response::Chosen(chosen)) => {
            let right = options
                .iter()
                .any(|option| option.right && chosen.as_slice() == std::slice::from_ref(&option.id));
            (usize::from(right), 1, false)
        }
        (Answer::Multiple { options, partial, .. }, Response::Chosen(chosen)) => {
            let of = options.iter().filter(|option| option.right).count();
            let hits = options.iter().filter(|option| option.right && chosen.contains(&option.id)).count();
            (hits.saturating_sub(chosen.len() - hits.min(chosen.len())), of, *partial)
        }
        (Answer::TrueFalse { right }, Response::True(held)) => (usize::from(right == held), 1, false),
        (Answer::Order { items, partial }, Response::Ordered(order)) => {
            let hits = items.iter().zip(order).filter(|(item, put)| item.id == **put).count();
            (hits, items.len(), *partial)
        }
        (Answer::Match { pairs, partial }, Response::Matched(put)) => {
            let hits = pairs.iter().zip(put).filter(|(pair, put)| pair_fits(pairs, &pair.id, put)).count();
            (hits, pairs.len(), *partial)
        }
        (Answer::Numeric { right, tolerance, .. }, Response::Number(number)) => {
            // What a decimal number loses in binary is no error of the learner.
            let slack = right.abs().max(1.0) * 1e-9;
            (usize::from((number - right).abs() <= tolerance + slack), 1, false)
        }
        (Answer::FillIn { partial, .. }, Response::Filled(typed)) => {
            let gaps = gaps(question);
            let hits = gaps.iter().zip(typed).filter(|(accepted, typed)| fills(accepted, typed)).count();
            (hits, gaps.len(), *partial)
        }
        // A response to another kind of question: the version is frozen, so this is somebody's invention.
        _ => (0, 1, false),
    };
    earned(question.max_milli(), right, of, partial)
}

/// Two pairs may share their right side word for word; either is then right.
fn pair_fits(pairs: &[super::course::Pair], left: &Key, put: &Key) -> bool {
    if left == put {
        return true;
    }
    let right_of = |key: &Key| pairs.iter().find(|pair| pair.id == *key).map(|pair| &pair.right);
    right_of(left).is_some() && right_of(left) == right_of(put)
}

/// Whether something typed is accepted: case, spaces at the ends and the number of spaces between do not matter.
pub fn fills(accepted: &[String], typed: &str) -> bool {
    let typed = folded(typed);
    !typed.is_empty() && accepted.iter().any(|accepted| folded(accepted) == typed)
}

fn folded(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
        .replace('ß', "ss")
}

fn earned(max_milli: u32, right: usize, of: usize, partial: bool) -> Marked {
    let correct = of > 0 && right >= of;
    let score_milli = if correct {
        max_milli
    } else if partial && of > 0 {
        let (right, of) = (u64::try_from(right).unwrap_or(0), u64::try_from(of).unwrap_or(1));
        u32::try_from(u64::from(max_milli) * right / of).unwrap_or(0)
    } else {
        0
    };
    Marked {
        score_milli,
        max_milli,
        correct,
    }
}

/// What is said to a learner after an answer: the words of the answers chosen, else those of the question.
pub fn feedback<'q>(question: &'q Question, response: &Response, correct: bool, language: Language) -> Vec<&'q str> {
    let mut said: Vec<&str> = Vec::new();
    if let (Answer::Single { options, .. } | Answer::Multiple { options, .. }, Response::Chosen(chosen)) = (&question.answer, response) {
        let own = options.iter().filter(|option| chosen.contains(&option.id));
        said.extend(own.map(|option| option.feedback.text(language)));
    }
    said.push(if correct {
        question.right.text(language)
    } else {
        question.wrong.text(language)
    });
    said.retain(|text| !text.trim().is_empty());
    said
}

/// A small generator of its own (SplitMix64), so that a layout is the same on every machine and in every release.
struct Chance(u64);

impl Chance {
    fn of(block: &Key, seed: u64) -> Self {
        // FNV-1a of the block's name, so that questions of one attempt differ in their shuffles.
        let name = block.as_str().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self(seed ^ name)
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        let end = u64::try_from(end.max(1)).unwrap_or(1);
        usize::try_from(mixed % end).unwrap_or(0)
    }
}
