//! What is wrong with content before it is published. Each fault names its block, so that a list of them is a list of links.

use super::question::gap_count;
use super::{Answer, Blank, Block, Body, Document, Key, Language, Localised, Piece, Question, Texts, pieces};
use std::collections::BTreeSet;

/// Something to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The block; none where the whole module or version is meant.
    pub block: Option<Key>,
    /// What is wrong.
    pub kind: FaultKind,
}

/// The kinds of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// The version has no module.
    NoModule,
    /// A title is missing.
    NoTitle,
    /// The module has no block.
    Empty,
    /// The block says nothing.
    NoText,
    /// The picture or file is missing.
    NoFile,
    /// The picture is not described.
    NoAlt,
    /// No answer is marked as right, or for one answer more than one.
    NoRightAnswer,
    /// Fewer than two answers, items or pairs.
    TooFew,
    /// An answer, item or pair is empty.
    EmptyOption,
    /// A text to fill in has no gap, or a gap accepts nothing.
    NoGap,
    /// The languages differ in their number of gaps.
    UnequalGaps,
    /// A heading of level 3 stands before any of level 2.
    HeadingOrder,
    /// A pass mark is set, but no question counts.
    NothingCounts,
    /// A text is missing in a language in which the course has a title; another language is shown there.
    MissingLanguage(Language),
    /// Nothing is said after the answer.
    NoFeedback,
}

impl FaultKind {
    /// Whether it stops a publication; the others are shown and may stay.
    pub fn stops(self) -> bool {
        !matches!(self, Self::MissingLanguage(_) | Self::NoFeedback)
    }

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoModule => "no_module",
            Self::NoTitle => "no_title",
            Self::Empty => "empty",
            Self::NoText => "no_text",
            Self::NoFile => "no_file",
            Self::NoAlt => "no_alt",
            Self::NoRightAnswer => "no_right_answer",
            Self::TooFew => "too_few",
            Self::EmptyOption => "empty_option",
            Self::NoGap => "no_gap",
            Self::UnequalGaps => "unequal_gaps",
            Self::HeadingOrder => "heading_order",
            Self::NothingCounts => "nothing_counts",
            Self::MissingLanguage(Language::De) => "missing_de",
            Self::MissingLanguage(Language::En) => "missing_en",
            Self::NoFeedback => "no_feedback",
        }
    }
}

/// What is wrong with a version as a whole: its title, its modules, its pass mark.
pub fn version_faults<'d>(title: &Texts, pass_mark_percent: Option<u8>, modules: impl Iterator<Item = &'d Document>) -> Vec<Fault> {
    let fault = |kind| Fault { block: None, kind };
    let modules: Vec<_> = modules.collect();
    let mut found = Vec::new();
    if title.is_blank() {
        found.push(fault(FaultKind::NoTitle));
    }
    if modules.is_empty() {
        found.push(fault(FaultKind::NoModule));
    }
    let counts = modules.iter().any(|module| module.questions().any(|(_, question)| question.counts));
    if pass_mark_percent.is_some_and(|percent| percent > 0) && !counts {
        found.push(fault(FaultKind::NothingCounts));
    }
    found
}

/// What is wrong with a module, for a course in these languages.
pub fn faults(title: &Texts, document: &Document, languages: &[Language]) -> Vec<Fault> {
    let mut found = Vec::new();
    let mut whole = BTreeSet::new();
    if title.is_blank() {
        whole.insert(FaultKind::NoTitle);
    } else {
        missing(title, languages, &mut whole);
    }
    if document.blocks.is_empty() {
        whole.insert(FaultKind::Empty);
    }
    found.extend(whole.into_iter().map(|kind| Fault { block: None, kind }));
    let mut seen_section = false;
    for block in &document.blocks {
        let mut kinds = BTreeSet::new();
        block_faults(block, languages, &mut kinds);
        if let Body::Heading { level, .. } = &block.body {
            if *level > 2 && !seen_section {
                kinds.insert(FaultKind::HeadingOrder);
            }
            seen_section = true;
        }
        found.extend(kinds.into_iter().map(|kind| Fault {
            block: Some(block.id.clone()),
            kind,
        }));
    }
    found
}

fn block_faults(block: &Block, languages: &[Language], found: &mut BTreeSet<FaultKind>) {
    match &block.body {
        Body::Heading { text, .. } => said(text, FaultKind::NoText, languages, found),
        Body::Text { text } => said(text, FaultKind::NoText, languages, found),
        Body::Callout { lead, text, .. } => {
            if !lead.is_blank() {
                missing(lead, languages, found);
            }
            said(text, FaultKind::NoText, languages, found);
        }
        Body::Image { file, alt, caption } => {
            if file.is_none() {
                found.insert(FaultKind::NoFile);
            }
            said(alt, FaultKind::NoAlt, languages, found);
            if !caption.is_blank() {
                missing(caption, languages, found);
            }
        }
        Body::File { file, title } => {
            if file.is_none() {
                found.insert(FaultKind::NoFile);
            }
            said(title, FaultKind::NoText, languages, found);
        }
        Body::Question(question) => question_faults(question, languages, found),
    }
}

fn question_faults(question: &Question, languages: &[Language], found: &mut BTreeSet<FaultKind>) {
    let own_words = matches!(question.answer, Answer::FillIn { .. });
    if !own_words || !question.prompt.is_blank() {
        said(&question.prompt, FaultKind::NoText, languages, found);
    }
    match &question.answer {
        Answer::Single { options, .. } | Answer::Multiple { options, .. } => {
            let right = options.iter().filter(|option| option.right).count();
            let single = matches!(question.answer, Answer::Single { .. });
            if right == 0 || (single && right > 1) {
                found.insert(FaultKind::NoRightAnswer);
            }
            few(options.len(), found);
            for option in options {
                said(&option.text, FaultKind::EmptyOption, languages, found);
            }
            let told = options.iter().any(|option| !option.feedback.is_blank());
            if !told && question.right.is_blank() && question.wrong.is_blank() {
                found.insert(FaultKind::NoFeedback);
            }
            return;
        }
        Answer::Order { items, .. } => {
            few(items.len(), found);
            for item in items {
                said(&item.text, FaultKind::EmptyOption, languages, found);
            }
        }
        Answer::Match { pairs, .. } => {
            few(pairs.len(), found);
            for pair in pairs {
                said(&pair.left, FaultKind::EmptyOption, languages, found);
                said(&pair.right, FaultKind::EmptyOption, languages, found);
            }
        }
        Answer::FillIn { text, .. } => gap_faults(text, languages, found),
        Answer::TrueFalse { .. } | Answer::Numeric { .. } => {}
    }
    if question.right.is_blank() && question.wrong.is_blank() {
        found.insert(FaultKind::NoFeedback);
    }
}

fn gap_faults(text: &Texts, languages: &[Language], found: &mut BTreeSet<FaultKind>) {
    said(text, FaultKind::NoText, languages, found);
    let counts: BTreeSet<usize> = text.iter().map(|(_, text)| gap_count(text)).collect();
    if counts.len() > 1 {
        found.insert(FaultKind::UnequalGaps);
    }
    let empty = |piece: &Piece| matches!(piece, Piece::Gap(accepted) if accepted.is_empty());
    if counts.contains(&0) || text.iter().any(|(_, text)| pieces(text).iter().any(empty)) {
        found.insert(FaultKind::NoGap);
    }
}

fn few(count: usize, found: &mut BTreeSet<FaultKind>) {
    if count < 2 {
        found.insert(FaultKind::TooFew);
    }
}

/// A text that must be there: missing altogether stops, missing in a language is told.
fn said<T: Blank>(texts: &Localised<T>, nothing: FaultKind, languages: &[Language], found: &mut BTreeSet<FaultKind>) {
    if texts.is_blank() {
        found.insert(nothing);
    } else {
        missing(texts, languages, found);
    }
}

fn missing<T: Blank>(texts: &Localised<T>, languages: &[Language], found: &mut BTreeSet<FaultKind>) {
    for language in languages {
        if texts.of(*language).is_none() {
            found.insert(FaultKind::MissingLanguage(*language));
        }
    }
}
