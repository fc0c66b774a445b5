//! The demonstration's courses, written for this project: working safely on high-voltage systems with its yearly refresher, handling
//! refrigerants, and receiving a customer's complaint, each in German and English.

use crate::rules::course::{Answer, Block, Body, Document, Item, Key, Language, Pair, Question, Rich, RichTexts, TextOption, Texts, Tone};
use serde::Deserialize;

const SOURCES: [&str; 4] = [
    include_str!("courses/HV-101.toml"),
    include_str!("courses/HV-R1.toml"),
    include_str!("courses/REF-1.toml"),
    include_str!("courses/CARE-1.toml"),
];

/// A course as its file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// Code.
    pub code: String,
    /// Working time in minutes.
    pub minutes: i32,
    /// Share of the points that passes.
    pub pass_mark_percent: Option<i32>,
    /// Runs that may fail; none: as many as wanted.
    pub attempts_allowed: Option<i32>,
    title: Words,
    summary: Words,
    /// Its modules in order.
    pub modules: Vec<Module>,
}

/// A module as the file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Module {
    /// Stable name within the course.
    pub key: String,
    /// Working time in minutes.
    pub minutes: i32,
    title: Words,
    blocks: Vec<Source>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    en: String,
    de: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    kind: String,
    #[serde(default)]
    id: String,
    en: String,
    de: String,
    #[serde(default)]
    style: Option<Tone>,
    #[serde(default)]
    right_en: String,
    #[serde(default)]
    right_de: String,
    #[serde(default)]
    wrong_en: String,
    #[serde(default)]
    wrong_de: String,
    #[serde(default)]
    options: Vec<Choice>,
    #[serde(default)]
    items: Vec<Words>,
    #[serde(default)]
    pairs: Vec<Two>,
    #[serde(default)]
    answer: Option<toml::Value>,
    #[serde(default)]
    tolerance: f64,
    #[serde(default)]
    unit: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Choice {
    en: String,
    de: String,
    #[serde(default)]
    right: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Two {
    en: [String; 2],
    de: [String; 2],
}

/// All courses of the demonstration. An error names the file's fault; a test keeps it from ever coming up.
pub fn courses() -> Result<Vec<Course>, String> {
    SOURCES
        .iter()
        .map(|source| toml::from_str(source).map_err(|fault| fault.to_string()))
        .collect()
}

impl Course {
    /// Title per language.
    pub fn title(&self) -> Texts {
        self.title.texts()
    }

    /// What it is about, per language.
    pub fn summary(&self) -> Texts {
        self.summary.texts()
    }
}

impl Module {
    /// Title per language.
    pub fn title(&self) -> Texts {
        self.title.texts()
    }

    /// The blocks as the editor would have written them.
    pub fn document(&self) -> Result<Document, String> {
        let mut document = Document::default();
        for (number, source) in self.blocks.iter().enumerate() {
            let id = if source.id.is_empty() {
                format!("b{}", number + 1)
            } else {
                source.id.clone()
            };
            document.blocks.push(Block {
                id: key(&id)?,
                body: source.body()?,
            });
        }
        Ok(document)
    }
}

impl Words {
    fn texts(&self) -> Texts {
        texts(&self.en, &self.de)
    }
}

fn texts(en: &str, de: &str) -> Texts {
    Texts::new([(Language::En, en.trim()), (Language::De, de.trim())])
}

fn key(text: &str) -> Result<Key, String> {
    Key::new(text).ok_or_else(|| format!("{text} is no id of a block"))
}

impl Source {
    fn body(&self) -> Result<Body, String> {
        Ok(match self.kind.as_str() {
            "heading" => Body::Heading {
                text: texts(&self.en, &self.de),
                level: 2,
            },
            "text" => Body::Text { text: self.rich() },
            "callout" => {
                let ((lead_en, en), (lead_de, de)) = (split_lead(&self.en), split_lead(&self.de));
                Body::Callout {
                    tone: self.style.unwrap_or(Tone::Note),
                    lead: texts(lead_en, lead_de),
                    text: texts(en, de),
                }
            }
            _ => Body::Question(Question {
                prompt: if self.kind == "fill_in" {
                    texts("Fill in the gaps.", "Füllen Sie die Lücken.")
                } else {
                    texts(&self.en, &self.de)
                },
                points: 1,
                counts: true,
                right: texts(&self.right_en, &self.right_de),
                wrong: texts(&self.wrong_en, &self.wrong_de),
                answer: self.answer()?,
            }),
        })
    }

    fn rich(&self) -> RichTexts {
        let mut rich = RichTexts::default();
        rich.set(Language::En, Rich::from_plain(self.en.trim()));
        rich.set(Language::De, Rich::from_plain(self.de.trim()));
        rich
    }

    fn answer(&self) -> Result<Answer, String> {
        let number = |n: usize| key(&format!("a{}", n + 1));
        let options = || {
            let option = |(n, choice): (usize, &Choice)| {
                Ok(TextOption {
                    id: number(n)?,
                    text: texts(&choice.en, &choice.de),
                    right: choice.right,
                    feedback: Texts::default(),
                })
            };
            self.options.iter().enumerate().map(option).collect::<Result<Vec<_>, String>>()
        };
        let missing = || format!("{} has no answer", self.id);
        Ok(match self.kind.as_str() {
            "single" => Answer::Single {
                options: options()?,
                shuffle: true,
            },
            "multiple" => Answer::Multiple {
                options: options()?,
                shuffle: true,
                partial: false,
            },
            "true_false" => Answer::TrueFalse {
                right: self.answer.as_ref().and_then(toml::Value::as_bool).ok_or_else(missing)?,
            },
            "numeric" => Answer::Numeric {
                right: self.answer.as_ref().and_then(toml::Value::as_float).ok_or_else(missing)?,
                tolerance: self.tolerance,
                unit: texts(&self.unit, &self.unit),
            },
            "order" => {
                let item = |(n, words): (usize, &Words)| {
                    Ok(Item {
                        id: number(n)?,
                        text: words.texts(),
                    })
                };
                Answer::Order {
                    items: self.items.iter().enumerate().map(item).collect::<Result<_, String>>()?,
                    partial: false,
                }
            }
            "match" => {
                let pair = |(n, two): (usize, &Two)| {
                    let ([left_en, right_en], [left_de, right_de]) = (&two.en, &two.de);
                    Ok(Pair {
                        id: number(n)?,
                        left: texts(left_en, left_de),
                        right: texts(right_en, right_de),
                    })
                };
                Answer::Match {
                    pairs: self.pairs.iter().enumerate().map(pair).collect::<Result<_, String>>()?,
                    partial: false,
                }
            }
            "fill_in" => Answer::FillIn {
                text: texts(&self.en, &self.de),
                partial: false,
            },
            other => return Err(format!("nobody knows blocks of the kind {other}")),
        })
    }
}

/// The first sentence of a callout is set in bold.
fn split_lead(text: &str) -> (&str, &str) {
    text.split_once(". ")
        .map_or(("", text), |(lead, rest)| (&text[..=lead.len()], rest))
}
