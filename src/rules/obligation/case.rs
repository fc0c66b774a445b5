//! Cases as JSON, one a line: anybody can ask what a rule would decide before it is put into force.

use super::{
    Amount, Assessment, Counting, CourseValue, Equivalence, Evidence, Extent, Range, Rule, Statements, Subject, Sum, Worth, assess_counting,
};
use crate::rules::evidence::Strength;
use crate::rules::field::{self, Fault, Reader, Wrong, present};
use crate::rules::id::Instant;
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value};

/// A case as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What the requirement asks for.
    pub rule: Rule,
    /// Whom it concerns.
    pub subject: Subject,
    /// What was proven.
    pub evidence: Vec<Evidence>,
    /// Pauses.
    pub pauses: Vec<Range>,
    /// Waivers.
    pub waivers: Vec<Range>,
    /// Courses that count for others, and what courses are worth.
    pub stated: Statements,
    /// When it is asked.
    pub as_of: Instant,
}

/// The result of a case, as it is written.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// What was decided.
    Decided {
        /// The case's name, as it was given.
        name: Value,
        /// Where the subject stands.
        status: &'static str,
        /// Whether nothing is missed.
        compliant: bool,
        /// The due date.
        due: Option<NaiveDate>,
        /// What counts from now on.
        path: Option<&'static str>,
        /// Day of the last evidence that qualified.
        satisfied_on: Option<NaiveDate>,
        /// What was counted, where hours or points are asked for.
        #[serde(skip_serializing_if = "Option::is_none")]
        sum: Option<Counted>,
    },
    /// Why nothing was.
    Refused {
        /// The case's name; null where there is none to read.
        name: Value,
        /// What is wrong, with the name of the field.
        error: String,
    },
}

/// What was counted.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Counted {
    /// How much counts.
    counted: Amount,
    /// What is missing: now, or by the due date where the amount is reached.
    missing: Amount,
}

impl Counted {
    fn of(sum: &Sum) -> Self {
        Self {
            counted: sum.counted,
            missing: sum.missing(),
        }
    }
}

/// Answers one line.
pub fn answer(line: &[u8]) -> Answer {
    let value: Value = match serde_json::from_slice(line) {
        Ok(value) => value,
        Err(error) => {
            return Answer::Refused {
                name: Value::Null,
                error: format!("no JSON: {error}"),
            };
        }
    };
    let name = value.get("name").cloned().unwrap_or(Value::Null);
    match Question::parse(&value) {
        Ok(question) => Answer::decided(name, &question.answer()),
        Err(faults) => Answer::Refused {
            name,
            error: faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("; "),
        },
    }
}

impl Answer {
    fn decided(name: Value, assessment: &Assessment) -> Self {
        Self::Decided {
            name,
            status: assessment.status.as_str(),
            compliant: assessment.compliant(),
            due: assessment.due,
            path: assessment.path.map(super::Path::as_str),
            satisfied_on: assessment.satisfied_on,
            sum: assessment.facts.sum.as_ref().map(Counted::of),
        }
    }
}

impl Question {
    /// Reads a case; fields that are not part of one are ignored.
    pub fn parse(value: &Value) -> Result<Self, Vec<Fault>> {
        let mut reader = Reader::default();
        let question = Self::read(&mut reader, value);
        reader.done(question)
    }

    /// What the rule decides.
    pub fn answer(&self) -> Assessment {
        let counting = Counting::of(&self.rule, &self.stated);
        let excuses = [self.pauses.as_slice(), self.waivers.as_slice()];
        assess_counting(&self.rule, &counting, self.subject, &self.evidence, excuses, self.as_of)
    }

    fn read(reader: &mut Reader, value: &Value) -> Option<Self> {
        let map = reader.object("case", Some(value))?;
        let rule = reader
            .object("requirement", map.get("requirement"))
            .and_then(|map| Rule::read(reader, "requirement.", map));
        let subject = reader.object("subject", map.get("subject")).and_then(|map| subject(reader, map));
        let evidence = list(reader, map, "evidence", evidence);
        let pauses = list(reader, map, "pauses", range);
        let waivers = list(reader, map, "waivers", range);
        let equivalences = list(reader, map, "equivalences", equivalence);
        let values = list(reader, map, "values", course_value);
        let as_of = reader.text("as_of", map.get("as_of")).and_then(|text| {
            let at = field::instant(text);
            if at.is_none() {
                reader.note("as_of", Wrong::NotInstant);
            }
            at
        });
        Some(Self {
            rule: rule?,
            subject: subject?,
            evidence: evidence?,
            pauses: pauses?,
            waivers: waivers?,
            stated: Statements {
                equivalences: equivalences?,
                values: values?,
            },
            as_of: as_of?,
        })
    }
}

fn list<T>(
    reader: &mut Reader,
    map: &Map<String, Value>,
    field: &str,
    read: impl Fn(&mut Reader, &str, &Map<String, Value>) -> Option<T>,
) -> Option<Vec<T>> {
    let mut all = Vec::new();
    for (place, item) in reader.list(field, map.get(field))?.iter().enumerate() {
        let within = format!("{field}.{place}");
        let item = reader.object(&within, Some(item))?;
        all.push(read(reader, &within, item)?);
    }
    Some(all)
}

fn evidence(reader: &mut Reader, within: &str, map: &Map<String, Value>) -> Option<Evidence> {
    let course = reader.text(&format!("{within}.course"), map.get("course"));
    let on = reader.date(&format!("{within}.on"), map.get("on"));
    let name = format!("{within}.valid_until");
    let mut valid_until = reader.end(&name, map.get("valid_until"));
    if on.zip(valid_until.flatten()).is_some_and(|(on, until)| until < on) {
        reader.note(name, Wrong::EndsBeforeItBegins);
        valid_until = None;
    }
    let strength = strength(reader, &format!("{within}.strength"), map.get("strength"));
    let recorded_on = match present(map.get("recorded_on")) {
        Some(day) => reader.date(&format!("{within}.recorded_on"), Some(day)).map(Some),
        None => Some(None),
    };
    let revoked = reader.boolean(&format!("{within}.revoked"), map.get("revoked"));
    let worth = worth(reader, within, map);
    Some(Evidence {
        course: course?.to_owned(),
        on: on?,
        valid_until: valid_until?,
        strength: strength?,
        recorded_on: recorded_on?,
        revoked: revoked?,
        worth: worth?,
    })
}

fn worth(reader: &mut Reader, within: &str, map: &Map<String, Value>) -> Option<Worth> {
    let hours = reader.optional_amount(&format!("{within}.hours"), map.get("hours"));
    let points = reader.optional_amount(&format!("{within}.points"), map.get("points"));
    Some(Worth {
        hours: hours?.map(Amount),
        points: points?.map(Amount),
    })
}

fn course_value(reader: &mut Reader, within: &str, map: &Map<String, Value>) -> Option<CourseValue> {
    let course = reader.text(&format!("{within}.course"), map.get("course")).map(str::to_owned);
    let from = reader.date(&format!("{within}.from"), map.get("from"));
    let worth = worth(reader, within, map);
    Some(CourseValue {
        course: course?,
        from: from?,
        worth: worth?,
    })
}

fn strength(reader: &mut Reader, field: &str, value: Option<&Value>) -> Option<Option<Strength>> {
    let Some(value) = present(value) else {
        return Some(None);
    };
    let strength = reader.text(field, Some(value))?.parse().ok();
    if strength.is_none() {
        reader.note(field, Wrong::UnknownWord);
    }
    strength.map(Some)
}

fn equivalence(reader: &mut Reader, within: &str, map: &Map<String, Value>) -> Option<Equivalence> {
    let code = |reader: &mut Reader, field: &str| reader.text(&format!("{within}.{field}"), map.get(field)).map(str::to_owned);
    let (course, counts_for) = (code(reader, "course"), code(reader, "counts_for"));
    let name = format!("{within}.extent");
    let extent = reader.text(&name, map.get("extent")).and_then(|word| {
        let extent = Extent::from_word(word);
        if extent.is_none() {
            reader.note(name, Wrong::UnknownWord);
        }
        extent
    });
    let both_ways = reader.boolean(&format!("{within}.both_ways"), map.get("both_ways"));
    let days = range(reader, within, map);
    Some(Equivalence {
        course: course?,
        counts_for: counts_for?,
        extent: extent?,
        both_ways: both_ways?,
        from: days?.from,
        to: days?.to,
    })
}

fn range(reader: &mut Reader, within: &str, map: &Map<String, Value>) -> Option<Range> {
    let from = reader.date(&format!("{within}.from"), map.get("from"));
    let name = format!("{within}.to");
    let to = reader.end(&name, map.get("to"));
    let (from, to) = (from?, to?);
    if to.is_some_and(|to| to < from) {
        reader.note(name, Wrong::EndsBeforeItBegins);
        return None;
    }
    Some(Range { from, to })
}

fn subject(reader: &mut Reader, map: &Map<String, Value>) -> Option<Subject> {
    let start = reader.date("subject.start", map.get("start"));
    let end = reader.end("subject.end", map.get("end"));
    let zone = reader.text("subject.time_zone", map.get("time_zone")).and_then(|text| {
        let zone = text.parse().ok();
        if zone.is_none() {
            reader.note("subject.time_zone", Wrong::NotZone);
        }
        zone
    });
    let (start, end, time_zone) = (start?, end?, zone?);
    if end.is_some_and(|end| end < start) {
        reader.note("subject.end", Wrong::EndsBeforeItBegins);
        return None;
    }
    Some(Subject { start, end, time_zone })
}
