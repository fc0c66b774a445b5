//! A question as somebody sees it. What is right is only filled in where it is due.

use super::Reader;
use crate::rules::course::{Answer, Key, Language, Pair, Piece, Question, pieces};
use crate::rules::marking::{self, Layout, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// A question, before or after it was answered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct ShownQuestion {
    /// Id of its block.
    pub id: String,
    /// `single`, `multiple`, `true_false`, `order`, `match`, `numeric` or `fill_in`.
    pub kind: &'static str,
    /// Language of the words where it is not the one asked for.
    pub foreign: Option<&'static str>,
    /// What is asked.
    pub prompt: String,
    /// Points for a right answer.
    pub points: u8,
    /// Whether they count for passing.
    pub counts: bool,
    /// Whether it was answered.
    pub answered: bool,
    /// Whether the answer was right; null while that is not due.
    pub correct: Option<bool>,
    /// What is said after the answer; empty while that is not due.
    pub feedback: Vec<String>,
    /// Answers to choose from, or things to be put in order, in the order shown.
    pub choices: Vec<ShownChoice>,
    /// Left sides of pairs.
    pub pairs: Vec<ShownPair>,
    /// The text with gaps.
    pub pieces: Vec<ShownPiece>,
    /// The unit of a number.
    pub unit: Option<String>,
    /// The number that was answered.
    pub typed: Option<String>,
    /// What is right, in words; null while that is not due.
    pub right: Option<String>,
}

/// An answer to choose, or a thing to be put in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ShownChoice {
    /// What is sent for it.
    pub place: String,
    /// Its words.
    pub text: String,
    /// Whether it was chosen.
    pub chosen: bool,
    /// `right` or `wrong`; null while that is not due, and for wrong answers that were not chosen.
    pub verdict: Option<&'static str>,
    /// What is said to it; null while that is not due.
    pub feedback: Option<String>,
}

/// The left side of a pair.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ShownPair {
    /// Number of the pair, from 0; the field is `pair-<number>`.
    pub number: usize,
    /// Its words.
    pub left: String,
    /// The right sides to choose from.
    pub rights: Vec<ShownPlace>,
    /// The words that were put beside it.
    pub put: Option<String>,
    /// `right` or `wrong`; null while that is not due.
    pub verdict: Option<&'static str>,
    /// What belongs to it; null while that is not due.
    pub right: Option<String>,
}

/// A right side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ShownPlace {
    /// What is sent for it.
    pub place: String,
    /// Its words.
    pub text: String,
    /// Whether it was put there.
    pub chosen: bool,
}

/// A part of a text with gaps: words or a gap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ShownPiece {
    /// Words.
    pub words: Option<String>,
    /// A gap.
    pub gap: Option<ShownGap>,
}

/// A gap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ShownGap {
    /// Number of the gap, from 0; the field is `gap-<number>`.
    pub number: usize,
    /// What was typed.
    pub typed: String,
    /// `right` or `wrong`; null while that is not due.
    pub verdict: Option<&'static str>,
    /// What is accepted, first of all; null while that is not due.
    pub right: Option<String>,
}

/// What is known of the answer.
#[derive(Clone, Debug, Default)]
pub struct Given<'g> {
    /// The answer that was kept.
    pub response: Option<&'g Response>,
    /// Whether it was right.
    pub correct: bool,
    /// Whether what is right may be told.
    pub due: bool,
    /// What was sent and is not kept: it comes back as it was.
    pub sent: &'g [String],
}

/// The question as somebody of this language sees it.
pub fn question(block: &Key, question: &Question, layout: &Layout, given: &Given<'_>, language: Language) -> ShownQuestion {
    let mut reader = Reader::new(language);
    let due = given.due && given.response.is_some();
    let mut shown = ShownQuestion {
        id: block.to_string(),
        kind: question.answer.kind().as_str(),
        prompt: reader.read(&question.prompt).unwrap_or_default(),
        points: question.points,
        counts: question.counts,
        answered: given.response.is_some(),
        correct: due.then_some(given.correct),
        ..ShownQuestion::default()
    };
    let drawing = Drawing { layout, given, due };
    match &question.answer {
        Answer::Single { options, .. } | Answer::Multiple { options, .. } => {
            shown.choices = drawing.choices(options, &mut reader);
        }
        Answer::TrueFalse { right } => shown.choices = drawing.statements(*right),
        Answer::Order { items, .. } => {
            shown.choices = drawing.order(items, &mut reader);
            let texts: Vec<String> = items.iter().filter_map(|item| reader.read(&item.text)).collect();
            shown.right = (due && !given.correct).then(|| texts.join(" → "));
        }
        Answer::Match { pairs, .. } => shown.pairs = drawing.pairs(pairs, &mut reader),
        Answer::Numeric { right, unit, .. } => {
            shown.unit = reader.read(unit);
            shown.typed = match given.response {
                Some(Response::Number(number)) => Some(written(*number, language)),
                _ => given.sent.first().cloned(),
            };
            shown.right = (due && !given.correct).then(|| written(*right, language));
        }
        Answer::FillIn { text, .. } => {
            let text = reader.read(text).unwrap_or_default();
            shown.pieces = drawing.pieces(&text, &marking::gaps(question));
        }
    }
    // What is said to an answer chosen stands beside it; below stands what is said to all.
    if due {
        let all = if given.correct { &question.right } else { &question.wrong };
        shown.feedback.extend(reader.read(all));
    }
    shown.foreign = reader.foreign();
    shown
}

struct Drawing<'d> {
    layout: &'d Layout,
    given: &'d Given<'d>,
    due: bool,
}

impl Drawing<'_> {
    fn verdict(&self, right: bool) -> Option<&'static str> {
        self.due.then_some(if right { "right" } else { "wrong" })
    }

    fn was_sent(&self, place: usize) -> bool {
        self.given.sent.iter().any(|sent| *sent == place.to_string())
    }

    fn choices(&self, options: &[crate::rules::course::TextOption], reader: &mut Reader) -> Vec<ShownChoice> {
        let chosen = |key: &Key, place: usize| match self.given.response {
            Some(Response::Chosen(keys)) => keys.contains(key),
            _ => self.was_sent(place),
        };
        let shown = self.layout.keys().iter().enumerate().filter_map(|(place, key)| {
            let option = options.iter().find(|option| option.id == *key)?;
            let chosen = chosen(key, place);
            Some(ShownChoice {
                place: place.to_string(),
                text: reader.read(&option.text).unwrap_or_default(),
                chosen,
                verdict: if option.right {
                    self.verdict(true)
                } else {
                    self.verdict(false).filter(|_| chosen)
                },
                feedback: if self.due { reader.read(&option.feedback) } else { None },
            })
        });
        shown.collect()
    }

    /// The words of true and false come from the page.
    fn statements(&self, right: bool) -> Vec<ShownChoice> {
        let shown = [true, false].map(|statement| {
            let chosen = match self.given.response {
                Some(Response::True(held)) => *held == statement,
                _ => self.given.sent.iter().any(|sent| *sent == statement.to_string()),
            };
            ShownChoice {
                place: statement.to_string(),
                text: String::new(),
                chosen,
                verdict: if right == statement {
                    self.verdict(true)
                } else {
                    self.verdict(false).filter(|_| chosen)
                },
                feedback: None,
            }
        });
        shown.to_vec()
    }

    /// Things in the order in which they were put, or are to be put.
    fn order(&self, items: &[crate::rules::course::Item], reader: &mut Reader) -> Vec<ShownChoice> {
        let keys = self.layout.keys();
        let order: Vec<Key> = match self.given.response {
            Some(Response::Ordered(put)) => put.clone(),
            _ => {
                let sent = self.given.sent.iter().filter_map(|place| keys.get(place.parse::<usize>().ok()?));
                let sent: Vec<Key> = sent.cloned().collect();
                if sent.len() == keys.len() { sent } else { keys.to_vec() }
            }
        };
        let shown = order.iter().enumerate().filter_map(|(put, key)| {
            let item = items.iter().find(|item| item.id == *key)?;
            Some(ShownChoice {
                place: keys.iter().position(|known| known == key)?.to_string(),
                text: reader.read(&item.text).unwrap_or_default(),
                chosen: false,
                verdict: self.verdict(items.get(put).is_some_and(|item| item.id == *key)),
                feedback: None,
            })
        });
        shown.collect()
    }

    fn pairs(&self, pairs: &[Pair], reader: &mut Reader) -> Vec<ShownPair> {
        let rights: Vec<(Key, String)> = self
            .layout
            .keys()
            .iter()
            .filter_map(|key| {
                let pair = pairs.iter().find(|pair| pair.id == *key)?;
                Some((key.clone(), reader.read(&pair.right).unwrap_or_default()))
            })
            .collect();
        let words = |key: &Key| rights.iter().find(|(known, _)| known == key).map(|(_, text)| text.clone());
        let shown = pairs.iter().enumerate().map(|(number, pair)| {
            let put = match self.given.response {
                Some(Response::Matched(put)) => put.get(number),
                _ => None,
            };
            let fits = put.is_some() && put.and_then(words) == words(&pair.id);
            let places = rights.iter().enumerate().map(|(place, (_, text))| ShownPlace {
                place: place.to_string(),
                text: text.clone(),
                chosen: self.given.sent.get(number).is_some_and(|sent| *sent == place.to_string()),
            });
            ShownPair {
                number,
                left: reader.read(&pair.left).unwrap_or_default(),
                rights: places.collect(),
                put: put.and_then(words),
                verdict: self.verdict(fits),
                right: (self.due && !fits).then(|| words(&pair.id)).flatten(),
            }
        });
        shown.collect()
    }

    fn pieces(&self, text: &str, accepted: &[Vec<String>]) -> Vec<ShownPiece> {
        let typed = |number: usize| match self.given.response {
            Some(Response::Filled(typed)) => typed.get(number).cloned().unwrap_or_default(),
            _ => self.given.sent.get(number).cloned().unwrap_or_default(),
        };
        let mut number = 0;
        let shown = pieces(text).into_iter().map(|piece| match piece {
            Piece::Words(words) => ShownPiece {
                words: Some(words),
                gap: None,
            },
            Piece::Gap(own) => {
                let typed = typed(number);
                let right = accepted.get(number).is_some_and(|accepted| marking::fills(accepted, &typed));
                let gap = ShownGap {
                    number,
                    verdict: self.verdict(right),
                    right: own.into_iter().next().filter(|_| self.due && !right),
                    typed,
                };
                number += 1;
                ShownPiece {
                    words: None,
                    gap: Some(gap),
                }
            }
        });
        shown.collect()
    }
}

/// A number as the language writes it.
fn written(number: f64, language: Language) -> String {
    let text = number.to_string();
    if language == Language::De { text.replace('.', ",") } else { text }
}
