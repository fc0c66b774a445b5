//! What one version of a course changes against another: its settings, module by module, block by block, and in texts word by word.
//!
//! Modules and blocks are the same by their keys, which stay over versions. What changed its place only is moved; of those whose order differs
//! as few as possible are.

mod said;
#[cfg(test)]
mod tests;
mod words;

pub use said::{Part, Value};
pub use words::{How, Run};

use super::{Block, Document, Key, Kind, Texts};
use said::Said;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{BTreeMap, HashSet};
use std::hash::Hash;

/// A version as far as it is compared.
#[derive(Clone, Debug)]
pub struct Edition<'e> {
    /// Title.
    pub title: &'e Texts,
    /// What it is about.
    pub summary: &'e Texts,
    /// Share of the points that passes, in per cent.
    pub pass_mark_percent: Option<i32>,
    /// Runs allowed until one is passed.
    pub attempts_allowed: Option<i32>,
    /// Its modules, in order.
    pub modules: Vec<Chapter<'e>>,
}

/// A module as far as it is compared.
#[derive(Clone, Debug)]
pub struct Chapter<'e> {
    /// Name within the course, the same in every version.
    pub key: &'e str,
    /// Title.
    pub title: &'e Texts,
    /// Minutes it takes.
    pub minutes: i32,
    /// The blocks.
    pub document: &'e Document,
}

/// What became of a module or block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
    /// It says the same.
    Same,
}

impl Change {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Same => "same",
        }
    }
}

/// One part of a block, module or version that says something else.
#[derive(Clone, Debug, PartialEq)]
pub struct PartChange {
    /// Which part.
    pub part: Part,
    /// Which of several answers, things or pairs, from 1; where it is gone, its place before.
    pub place: Option<usize>,
    /// The language of a text.
    pub language: Option<super::Language>,
    /// Before and after, in runs.
    pub runs: Vec<Run>,
    /// Whether the runs are stable words of a list, to be said in the reader's language.
    pub is_word: bool,
    /// Whether the words are the same and something behind them changed: how they are set, or what a file holds.
    pub same_words: bool,
}

/// What became of a block.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockChange {
    /// Id within the module.
    pub id: Key,
    /// What it is now; where it is gone, what it was.
    pub kind: Kind,
    /// What became of it.
    pub change: Change,
    /// Whether it stands elsewhere among those that stayed.
    pub moved: bool,
    /// Its number in the module, from 1; where it is gone, its number before.
    pub number: usize,
    /// What it says otherwise.
    pub parts: Vec<PartChange>,
}

/// What became of a module.
#[derive(Clone, Debug, PartialEq)]
pub struct ChapterChange {
    /// Name within the course.
    pub key: String,
    /// Title now; where it is gone, its title before.
    pub title: Texts,
    /// What became of it, its blocks included.
    pub change: Change,
    /// Whether it stands elsewhere among those that stayed.
    pub moved: bool,
    /// What it says otherwise besides its blocks.
    pub parts: Vec<PartChange>,
    /// Blocks that are not as they were, in the order of now; what is gone stands where it was.
    pub blocks: Vec<BlockChange>,
    /// How many blocks are as they were.
    pub same: usize,
}

/// What one version changes against another.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What is said otherwise of the version itself.
    pub parts: Vec<PartChange>,
    /// Modules that are not as they were, in the order of now; what is gone stands where it was.
    pub chapters: Vec<ChapterChange>,
    /// How many modules are as they were.
    pub same: usize,
}

impl Difference {
    /// Compares two versions.
    pub fn between(before: &Edition<'_>, after: &Edition<'_>) -> Self {
        let mut chapters = Vec::new();
        let mut same = 0;
        for step in steps(&before.modules, &after.modules, |chapter| chapter.key) {
            let change = chapter(&step);
            if change.change == Change::Same && !change.moved {
                same += 1;
            } else {
                chapters.push(change);
            }
        }
        Self {
            parts: parts(&said::of_edition(before), &said::of_edition(after)),
            chapters,
            same,
        }
    }

    /// Whether both say the same in the same order.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.chapters.is_empty()
    }

    /// How many modules and blocks became this. A module that is new or gone counts once, with all its blocks.
    pub fn count(&self, change: Change) -> usize {
        self.chapters
            .iter()
            .map(|chapter| match chapter.change {
                Change::Added | Change::Removed => usize::from(chapter.change == change),
                _ => chapter.blocks.iter().filter(|block| block.change == change).count(),
            })
            .sum()
    }
}

/// One thing of two lists: before, after, or both.
struct Step<'s, T> {
    before: Option<(usize, &'s T)>,
    after: Option<(usize, &'s T)>,
    moved: bool,
}

impl<T> Step<'_, T> {
    /// What became of it, given whether both say the same.
    fn change(&self, same: bool) -> Change {
        match (&self.before, &self.after) {
            (None, _) => Change::Added,
            (_, None) => Change::Removed,
            _ if same => Change::Same,
            _ => Change::Changed,
        }
    }

    /// Its number now, else before, from 1.
    fn number(&self) -> usize {
        self.after.or(self.before).map_or(0, |(index, _)| index + 1)
    }
}

/// Both lists as one: in the order of now, and what is gone after what stood before it.
fn steps<'s, T, K: Hash + Eq + Ord + Copy>(before: &'s [T], after: &'s [T], key: impl Fn(&'s T) -> K) -> Vec<Step<'s, T>> {
    let places: BTreeMap<K, usize> = before.iter().enumerate().map(|(index, one)| (key(one), index)).collect();
    let now: HashSet<K> = after.iter().map(&key).collect();
    let kept_before: Vec<K> = before.iter().map(&key).filter(|key| now.contains(key)).collect();
    let kept_after: Vec<K> = after.iter().map(&key).filter(|key| places.contains_key(key)).collect();
    let mut unmoved: HashSet<K> = HashSet::new();
    for operation in capture_diff_slices(Algorithm::Myers, &kept_before, &kept_after) {
        if let DiffOp::Equal { old_index, len, .. } = operation {
            unmoved.extend(kept_before.iter().skip(old_index).take(len));
        }
    }
    let mut all: Vec<Step<'s, T>> = after
        .iter()
        .enumerate()
        .map(|(index, one)| {
            let place = places.get(&key(one)).copied();
            Step {
                before: place.and_then(|place| Some((place, before.get(place)?))),
                after: Some((index, one)),
                moved: place.is_some() && !unmoved.contains(&key(one)),
            }
        })
        .collect();
    for (index, one) in before.iter().enumerate().filter(|(_, one)| !now.contains(&key(one))) {
        let stood = |step: &Step<'s, T>| !step.moved && step.before.is_some_and(|(place, _)| place < index);
        let at = all.iter().rposition(stood).map_or(0, |at| at + 1);
        let gone = Step {
            before: Some((index, one)),
            after: None,
            moved: false,
        };
        all.insert(at, gone);
    }
    all
}

fn chapter(step: &Step<'_, Chapter<'_>>) -> ChapterChange {
    let (before, after) = (step.before.map(|(_, one)| one), step.after.map(|(_, one)| one));
    let (old, new) = (blocks_of(before), blocks_of(after));
    let mut same = 0;
    let mut blocks = Vec::new();
    for step in steps(old, new, |block| &block.id) {
        let (was, is) = (step.before.map(|(_, one)| one), step.after.map(|(_, one)| one));
        let change = step.change(was == is);
        if change == Change::Same && !step.moved {
            same += 1;
            continue;
        }
        let Some(shown) = is.or(was) else { continue };
        blocks.push(BlockChange {
            id: shown.id.clone(),
            kind: shown.kind(),
            change,
            moved: step.moved,
            number: step.number(),
            parts: match (was, is) {
                (Some(was), Some(is)) => parts(&said::of_block(was), &said::of_block(is)),
                // As a whole it is shown by what it says, without its settings.
                (was, is) => parts(
                    &was.map(said::content_of).unwrap_or_default(),
                    &is.map(said::content_of).unwrap_or_default(),
                ),
            },
        });
    }
    let parts = parts(
        &before.map(said::of_chapter).unwrap_or_default(),
        &after.map(said::of_chapter).unwrap_or_default(),
    );
    ChapterChange {
        key: after.or(before).map_or_else(String::new, |chapter| chapter.key.to_owned()),
        title: after.or(before).map_or_else(Texts::default, |chapter| chapter.title.clone()),
        change: step.change(parts.is_empty() && blocks.is_empty()),
        moved: step.moved,
        parts,
        blocks,
        same,
    }
}

fn blocks_of<'e>(chapter: Option<&Chapter<'e>>) -> &'e [Block] {
    chapter.map_or(&[], |chapter| chapter.document.blocks.as_slice())
}

/// What two lists of parts say differently: in the order of now, then what is no longer said.
fn parts(before: &[Said], after: &[Said]) -> Vec<PartChange> {
    let mut changes: Vec<PartChange> = after
        .iter()
        .filter_map(|new| {
            let old = before.iter().find(|old| old.is_of(new));
            part(old, Some(new))
        })
        .collect();
    let gone = before.iter().filter(|old| !after.iter().any(|new| new.is_of(old)));
    changes.extend(gone.filter_map(|old| part(Some(old), None)));
    changes
}

fn part(old: Option<&Said>, new: Option<&Said>) -> Option<PartChange> {
    let shown = new.or(old)?;
    let (before, after) = (old.map(|said| &said.value), new.map(|said| &said.value));
    if before == after || matches!(&shown.value, Value::Sequence(..)) && !said::reordered(before, after) {
        return None;
    }
    let text = |said: Option<&Said>| said.map_or("", |said| said.value.text()).to_owned();
    let (was, is) = (text(old), text(new));
    let runs = match &shown.value {
        Value::Text(_) | Value::Dressed(..) => words::runs(&was, &is),
        Value::Word(_) | Value::Plain(_) | Value::File(..) | Value::Sequence(..) => words::whole(&was, &is),
    };
    if runs.is_empty() {
        return None;
    }
    Some(PartChange {
        part: shown.part,
        place: shown.place,
        language: shown.language,
        same_words: was == is,
        is_word: matches!(shown.value, Value::Word(_)),
        runs,
    })
}
