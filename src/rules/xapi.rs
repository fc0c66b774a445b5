//! Learning steps as xAPI statements (IEEE 9274.1.1, xAPI 2.0; the same JSON is valid under 1.0.3, whose version it names).
//!
//! Nothing here says what is right: correct responses stay out of statements, since a learner can read their own.

#[cfg(test)]
mod tests;

use super::course::{Answer, Key, Question, Texts};
use super::id::{Id, Instant};
use super::marking::{Marked, Response};
use chrono::Duration;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What somebody did (section 4.2.3 of xAPI 2.0; the identifiers of the ADL vocabulary).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Began a course or module.
    Initialized,
    /// Saw a screen.
    Experienced,
    /// Answered a question.
    Answered,
    /// Went through a module or course.
    Completed,
    /// Reached the pass mark.
    Passed,
    /// Did not reach it.
    Failed,
    /// Left, or ended.
    Terminated,
}

impl Verb {
    /// The identifier.
    pub fn iri(self) -> String {
        format!("http://adlnet.gov/expapi/verbs/{}", self.word())
    }

    /// The last part of the identifier, which is also its English display.
    pub fn word(self) -> &'static str {
        match self {
            Self::Initialized => "initialized",
            Self::Experienced => "experienced",
            Self::Answered => "answered",
            Self::Completed => "completed",
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Terminated => "terminated",
        }
    }
}

/// What a statement is about: a course version, a module of it, or a block of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<'p> {
    /// Address of the installation, without a slash at its end.
    pub home: &'p str,
    /// Code of the course.
    pub course: &'p str,
    /// Number of the version.
    pub version: i32,
    /// Name of the module.
    pub module: Option<&'p Key>,
    /// Name of the block.
    pub block: Option<&'p Key>,
}

impl Place<'_> {
    /// The activity's identifier.
    pub fn iri(&self) -> String {
        let mut iri = format!("{}/xapi/courses/{}/versions/{}", self.home, self.course, self.version);
        if let Some(module) = self.module {
            iri.push_str(&format!("/modules/{module}"));
            if let Some(block) = self.block {
                iri.push_str(&format!("/blocks/{block}"));
            }
        }
        iri
    }

    fn parent(&self) -> Option<Self> {
        let module = self.module?;
        Some(Self {
            module: self.block.map(|_| module),
            block: None,
            ..*self
        })
    }

    fn kind(&self) -> &'static str {
        match (self.module, self.block) {
            (None, _) => "http://adlnet.gov/expapi/activities/course",
            (_, None) => "http://adlnet.gov/expapi/activities/module",
            (_, Some(_)) => "http://adlnet.gov/expapi/activities/cmi.interaction",
        }
    }
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the names of the standard")]
pub struct Statement {
    pub id: Id,
    pub actor: Agent,
    pub verb: VerbObject,
    pub object: Activity,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<ResultObject>,
    pub context: Context,
    pub timestamp: Instant,
    pub version: String,
}

/// Who: an account of this installation, never a mail address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the names of the standard")]
pub struct Agent {
    pub object_type: String,
    pub account: Account,
}

/// The account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the names of the standard")]
pub struct Account {
    pub home_page: String,
    pub name: String,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names of the standard")]
pub struct VerbObject {
    pub id: String,
    pub display: BTreeMap<String, String>,
}

/// What it was done to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the names of the standard")]
pub struct Activity {
    pub object_type: String,
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<Definition>,
}

/// What the activity is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the names of the standard")]
pub struct Definition {
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub name: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interaction_type: Option<String>,
}

/// How it went.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the names of the standard")]
pub struct ResultObject {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub success: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<String>,
}

/// Points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names of the standard")]
pub struct Score {
    pub scaled: f64,
    pub raw: f64,
    pub min: f64,
    pub max: f64,
}

/// In what connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the names of the standard")]
pub struct Context {
    pub registration: Id,
    pub language: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub context_activities: BTreeMap<String, Vec<Activity>>,
}

/// Who did it, when, in which run.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Identifier of the statement.
    pub id: Id,
    /// Who.
    pub person: Id,
    /// Which run through the course.
    pub registration: Id,
    /// Language in which the content was shown.
    pub language: super::course::Language,
    /// When.
    pub at: Instant,
}

/// A statement about a place of a course.
pub fn statement(step: Step, verb: Verb, place: &Place<'_>, name: Option<&Texts>, result: Option<ResultObject>) -> Statement {
    let mut around = BTreeMap::new();
    if let Some(parent) = place.parent() {
        around.insert("parent".to_owned(), vec![activity(&parent, None)]);
        if place.block.is_some() {
            let course = Place {
                module: None,
                block: None,
                ..*place
            };
            around.insert("grouping".to_owned(), vec![activity(&course, None)]);
        }
    }
    Statement {
        id: step.id,
        actor: Agent {
            object_type: "Agent".to_owned(),
            account: Account {
                home_page: place.home.to_owned(),
                name: step.person.to_string(),
            },
        },
        verb: VerbObject {
            id: verb.iri(),
            display: BTreeMap::from([("en".to_owned(), verb.word().to_owned())]),
        },
        object: activity(place, name),
        result,
        context: Context {
            registration: step.registration,
            language: step.language.code().to_owned(),
            context_activities: around,
        },
        timestamp: step.at,
        version: "1.0.3".to_owned(),
    }
}

fn activity(place: &Place<'_>, name: Option<&Texts>) -> Activity {
    let name = name
        .map(|texts| {
            texts
                .iter()
                .map(|(language, text)| (language.code().to_owned(), text.clone()))
                .collect()
        })
        .unwrap_or_default();
    Activity {
        object_type: "Activity".to_owned(),
        id: place.iri(),
        definition: Some(Definition {
            kind: place.kind().to_owned(),
            name,
            interaction_type: None,
        }),
    }
}

/// The statement about an answer. `marked` is left out where right answers are not yet due.
pub fn answered(
    step: Step,
    place: &Place<'_>,
    question: &Question,
    response: &Response,
    marked: Option<Marked>,
    took: Duration,
) -> Statement {
    let result = ResultObject {
        score: marked.and_then(|marked| score(u64::from(marked.score_milli), u64::from(marked.max_milli))),
        success: marked.map(|marked| marked.correct),
        completion: None,
        response: Some(response_text(response, &question.answer)),
        duration: Some(duration(took)),
    };
    let mut statement = statement(step, Verb::Answered, place, Some(&question.prompt), Some(result));
    if let Some(definition) = &mut statement.object.definition {
        definition.interaction_type = Some(interaction_type(&question.answer).to_owned());
    }
    statement
}

/// A score in points; none where nothing can be earned.
pub fn score(score_milli: u64, max_milli: u64) -> Option<Score> {
    let exact = |milli: u64| f64::from(u32::try_from(milli).unwrap_or(u32::MAX)) / 1000.0;
    (max_milli > 0).then(|| Score {
        scaled: exact(score_milli.min(max_milli)) / exact(max_milli),
        raw: exact(score_milli.min(max_milli)),
        min: 0.0,
        max: exact(max_milli),
    })
}

/// A duration as ISO 8601 writes it, to the hundredth of a second (section 4.2.7 of xAPI 2.0).
pub fn duration(span: Duration) -> String {
    let millis = span.num_milliseconds().max(0);
    format!("PT{}.{:02}S", millis / 1000, millis % 1000 / 10)
}

fn interaction_type(answer: &Answer) -> &'static str {
    match answer {
        Answer::Single { .. } | Answer::Multiple { .. } => "choice",
        Answer::TrueFalse { .. } => "true-false",
        Answer::Order { .. } => "sequencing",
        Answer::Match { .. } => "matching",
        Answer::Numeric { .. } => "numeric",
        Answer::FillIn { .. } => "fill-in",
    }
}

/// A response in the form of its interaction type (appendix C of xAPI 1.0.3, "Response Patterns").
fn response_text(response: &Response, answer: &Answer) -> String {
    let joined = |keys: &[Key]| keys.iter().map(Key::as_str).collect::<Vec<_>>().join("[,]");
    match response {
        Response::Chosen(keys) | Response::Ordered(keys) => joined(keys),
        Response::True(held) => held.to_string(),
        Response::Number(number) => number.to_string(),
        Response::Filled(typed) => typed.join("[,]"),
        Response::Matched(put) => {
            let Answer::Match { pairs, .. } = answer else { return joined(put) };
            let pairs: Vec<String> = pairs.iter().zip(put).map(|(pair, put)| format!("{}[.]{put}", pair.id)).collect();
            pairs.join("[,]")
        }
    }
}
