//! Two texts word by word.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// What became of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// They stand in both.
    Same,
    /// They stand in the earlier one only.
    Gone,
    /// They stand in the later one only.
    New,
}

impl How {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Gone => "gone",
            Self::New => "new",
        }
    }
}

/// Words of one kind, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What became of them.
    pub how: How,
    /// The words.
    pub text: String,
}

/// Comparing takes time by the product of what differs; two texts of more than so many are shown one after the other.
const MOST_COMPARISONS: usize = 4_000_000;

/// Two texts: what stayed, what is gone and what is new, word by word. Left to right, the words that are not new give the earlier text, those
/// that are not gone the later one; what is gone stands before what came in its place.
pub(super) fn runs(before: &str, after: &str) -> Vec<Run> {
    let (old, new) = (tokens(before), tokens(after));
    let alike = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    if (old.len() - alike).saturating_mul(new.len() - alike) > MOST_COMPARISONS {
        return whole(before, after);
    }
    let mut hunks = Hunks::default();
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let words = |all: &[&str], from: usize, len: usize| all.iter().skip(from).take(len).copied().collect::<String>();
        match operation {
            DiffOp::Equal { old_index, len, .. } => hunks.same(&words(&old, old_index, len)),
            DiffOp::Delete { old_index, old_len, .. } => hunks.gone.push_str(&words(&old, old_index, old_len)),
            DiffOp::Insert { new_index, new_len, .. } => hunks.new.push_str(&words(&new, new_index, new_len)),
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => {
                hunks.gone.push_str(&words(&old, old_index, old_len));
                hunks.new.push_str(&words(&new, new_index, new_len));
            }
        }
    }
    hunks.done()
}

/// One value for another.
pub(super) fn whole(before: &str, after: &str) -> Vec<Run> {
    let mut hunks = Hunks::default();
    if before == after {
        hunks.same(before);
    } else {
        hunks.gone.push_str(before);
        hunks.new.push_str(after);
    }
    hunks.done()
}

/// Words, spaces between them, and every other sign by itself.
fn tokens(text: &str) -> Vec<&str> {
    #[derive(PartialEq)]
    enum Kind {
        Word,
        Space,
        Sign,
    }
    let kind = |c: char| {
        if c.is_alphanumeric() {
            Kind::Word
        } else if c.is_whitespace() {
            Kind::Space
        } else {
            Kind::Sign
        }
    };
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let of_first = kind(first);
        let end = match of_first {
            Kind::Sign => first.len_utf8(),
            _ => rest.find(|c: char| kind(c) != of_first).unwrap_or(rest.len()),
        };
        let (token, left) = rest.split_at(end);
        tokens.push(token);
        rest = left;
    }
    tokens
}

/// Runs as they come together.
#[derive(Default)]
struct Hunks {
    runs: Vec<Run>,
    gone: String,
    new: String,
}

impl Hunks {
    /// Words that stayed. A mere space between two changes belongs to both, so that they read as one.
    fn same(&mut self, text: &str) {
        let between = !self.gone.is_empty() && !self.new.is_empty();
        if between && text.trim().is_empty() {
            self.gone.push_str(text);
            self.new.push_str(text);
            return;
        }
        self.close();
        self.push(How::Same, text.to_owned());
    }

    fn close(&mut self) {
        let (gone, new) = (std::mem::take(&mut self.gone), std::mem::take(&mut self.new));
        self.push(How::Gone, gone);
        self.push(How::New, new);
    }

    fn push(&mut self, how: How, text: String) {
        if !text.is_empty() {
            self.runs.push(Run { how, text });
        }
    }

    fn done(mut self) -> Vec<Run> {
        self.close();
        self.runs
    }
}
