//! What is required: of whom, from when on, by which rule, with which reminders. This is what a training manager writes, a file holds and a
//! version freezes.

use crate::rules::audience::Audience;
use crate::rules::field::{self, Fault, Reader, Wrong};
use crate::rules::obligation::{Recurrence, Rule};
use crate::rules::reminder::{Addressee, INHERITED, Ladder, LadderFault, Reminders, Step};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Text per locale, such as `{"de": "Kältemittel", "en": "Refrigerants"}`.
pub type Texts = BTreeMap<String, String>;

/// The longest title or legal basis, in characters.
const LONGEST: usize = 300;

/// The definition of a requirement, as a file has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// Stable word, unique: capital letters, digits, `-` and `_`, at most 40.
    pub code: String,
    /// Title per locale; at least one.
    pub title: Texts,
    /// What it is founded on, such as a clause of the contract, per locale; may be empty.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub basis: Texts,
    /// The day from which it holds, for newcomers.
    pub in_force_on: NaiveDate,
    /// The day from which it holds for those to whom the version before it applied, and who keep their beginning; none: from the same day,
    /// and it begins anew for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub already_in_on: Option<NaiveDate>,
    /// Whom it concerns.
    pub audience: Audience,
    /// Which courses count, by when, how often.
    #[serde(flatten)]
    pub rule: Rule,
    /// When somebody is reminded, and who else; left out: nobody is.
    #[serde(default)]
    pub reminders: Reminders,
}

impl Definition {
    /// Reads a definition; everything that is wrong is told with the name of its field.
    pub fn parse(value: &Value) -> Result<Self, Vec<Fault>> {
        let mut reader = Reader::default();
        let definition = Self::read(&mut reader, value);
        reader.done(definition)
    }

    /// The title in a locale, else in English, else in any.
    pub fn title_in(&self, locale: &str) -> &str {
        in_locale(&self.title, locale)
    }

    /// Offsets of steps of the ladder that it obeys that come before a renewal keeps the anniversary: whoever obeys them loses it.
    pub fn steps_too_early(&self, ladder: &Ladder) -> Vec<i32> {
        match self.rule.recurrence {
            Recurrence::Anniversary { window_days, .. } => ladder.before_window(window_days),
            _ => Vec::new(),
        }
    }

    /// The same from another day on. Where those already in turn on the day of newcomers, they turn with it; else never before it.
    #[must_use]
    pub fn dated(mut self, in_force_on: NaiveDate) -> Self {
        self.already_in_on = self.already_in_on.map(|on| match on == self.in_force_on {
            true => in_force_on,
            false => on.max(in_force_on),
        });
        self.in_force_on = in_force_on;
        self
    }

    fn read(reader: &mut Reader, value: &Value) -> Option<Self> {
        let map = reader.object("requirement", Some(value))?;
        let code = code(reader, map);
        let title = texts(reader, "title", map.get("title"));
        if title.as_ref().is_some_and(BTreeMap::is_empty) {
            reader.note("title", Wrong::Missing);
        }
        let basis = texts(reader, "basis", map.get("basis"));
        let in_force_on = reader.date("in_force_on", map.get("in_force_on"));
        let already_in_on = match field::present(map.get("already_in_on")) {
            Some(value) => reader.date("already_in_on", Some(value)).map(Some),
            None => Some(None),
        };
        if in_force_on.zip(already_in_on.flatten()).is_some_and(|(from, on)| on < from) {
            reader.note("already_in_on", Wrong::EndsBeforeItBegins);
        }
        let audience = Audience::read(reader, "audience", map.get("audience"));
        let rule = Rule::read(reader, "", map);
        for (field, codes) in rule
            .iter()
            .flat_map(|rule| [("initial", &rule.initial), ("refresher", &rule.refresher)])
        {
            courses(reader, field, codes);
        }
        for (turn, codes) in rule.iter().flat_map(|rule| rule.rotation.iter().enumerate()) {
            courses(reader, &format!("rotation.{turn}"), codes);
        }
        let reminders = reminders(reader, map.get("reminders"));
        Some(Self {
            code: code?,
            title: title?,
            basis: basis?,
            in_force_on: in_force_on?,
            already_in_on: already_in_on?,
            audience: audience?,
            rule: rule?,
            reminders: reminders?,
        })
    }
}

/// A text in a locale, else in English, else in any; empty where there is none.
pub fn in_locale<'t>(texts: &'t Texts, locale: &str) -> &'t str {
    texts
        .get(locale)
        .or_else(|| texts.get("en"))
        .or_else(|| texts.values().next())
        .map_or("", String::as_str)
}

fn code(reader: &mut Reader, map: &Map<String, Value>) -> Option<String> {
    let code = reader.text("code", map.get("code"))?;
    if code.is_empty() {
        reader.note("code", Wrong::Missing);
    } else if code.len() > 40 {
        reader.note("code", Wrong::TooLong(40));
    } else if !code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
        reader.note("code", Wrong::NotCode);
    }
    Some(code.to_owned())
}

/// Course codes: short words without control characters, each once.
fn courses(reader: &mut Reader, field: &str, codes: &[String]) {
    for (place, code) in codes.iter().enumerate() {
        let wrong = if code.trim().is_empty() {
            Wrong::Missing
        } else if code.chars().count() > 100 {
            Wrong::TooLong(100)
        } else if code.chars().any(char::is_control) {
            Wrong::BadCharacters
        } else if codes[..place].contains(code) {
            Wrong::Twice
        } else {
            continue;
        };
        reader.note(format!("{field}.{place}"), wrong);
    }
}

/// Text per locale. Empty text counts as none.
fn texts(reader: &mut Reader, field: &str, value: Option<&Value>) -> Option<Texts> {
    if field::present(value).is_none() {
        return Some(Texts::new());
    }
    let mut texts = Texts::new();
    for (locale, text) in reader.object(field, value)? {
        let place = format!("{field}.{locale}");
        if !(2..=3).contains(&locale.len()) || !locale.bytes().all(|b| b.is_ascii_lowercase()) {
            reader.note(&place, Wrong::UnknownField);
            continue;
        }
        let text = reader.text(&place, Some(text))?.trim();
        if text.chars().count() > LONGEST {
            reader.note(&place, Wrong::TooLong(300));
        } else if text.chars().any(char::is_control) {
            reader.note(&place, Wrong::BadCharacters);
        } else if !text.is_empty() {
            texts.insert(locale.clone(), text.to_owned());
        }
    }
    Some(texts)
}

/// The default by its word, or an own ladder; left out: one without steps, so that a file reminds nobody of what it does not speak of.
fn reminders(reader: &mut Reader, value: Option<&Value>) -> Option<Reminders> {
    match field::present(value) {
        None => Some(Reminders::default()),
        Some(Value::String(word)) if word == INHERITED => Some(Reminders::Inherited),
        Some(Value::String(_)) => {
            reader.note("reminders", Wrong::UnknownWord);
            None
        }
        Some(value) => ladder(reader, value).map(Reminders::Own),
    }
}

/// A ladder out of a file, at the field `reminders`: a list of steps, or an object with `steps` and `tell_when_done`.
pub fn read_ladder(value: &Value) -> Result<Ladder, Vec<Fault>> {
    let mut reader = Reader::default();
    let ladder = ladder(&mut reader, value);
    reader.done(ladder)
}

fn ladder(reader: &mut Reader, value: &Value) -> Option<Ladder> {
    let (within, items) = match value {
        Value::Object(full) => ("reminders.steps", reader.list("reminders.steps", full.get("steps"))?),
        _ => ("reminders", reader.list("reminders", Some(value))?),
    };
    let mut steps = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let within = format!("{within}.{place}");
        let item = reader.object(&within, Some(item))?;
        steps.extend(step(reader, &within, item));
    }
    if steps.len() < items.len() {
        return None;
    }
    let offsets: Vec<i32> = steps.iter().map(|step| step.offset_days).collect();
    if let Err(fault) = Ladder::new(steps) {
        let place = |offset: i32| offsets.iter().rposition(|at| *at == offset).unwrap_or(0);
        let (field, wrong) = match fault {
            LadderFault::TellsNobody(at) => (format!("{within}.{}.to", place(at)), Wrong::Empty),
            LadderFault::WrongAddressee(at) => (format!("{within}.{}.to", place(at)), Wrong::UnknownWord),
            LadderFault::Twice(at) => (format!("{within}.{}.offset_days", place(at)), Wrong::Twice),
            LadderFault::RepeatsTooEarly(at) => (format!("{within}.{}.repeat_every_days", place(at)), Wrong::NotLast),
            LadderFault::TooFar(at) => (format!("{within}.{}.offset_days", place(at)), Wrong::NotNumber(-3650, 3650)),
            LadderFault::WrongRepeat => (within.to_owned(), Wrong::NotNumber(1, 3650)),
            LadderFault::TooMany => (within.to_owned(), Wrong::TooMany),
        };
        reader.note(field, wrong);
        return None;
    }
    match serde_json::from_value(value.clone()) {
        Ok(ladder) => Some(ladder),
        Err(_) => {
            reader.note("reminders", Wrong::UnknownField);
            None
        }
    }
}

fn step(reader: &mut Reader, within: &str, map: &Map<String, Value>) -> Option<Step> {
    let name = |part: &str| format!("{within}.{part}");
    let offset = map
        .get("offset_days")
        .and_then(Value::as_i64)
        .and_then(|days| i32::try_from(days).ok());
    if offset.is_none() {
        reader.note(name("offset_days"), Wrong::NotNumber(-3650, 3650));
    }
    let words = reader.texts(&name("to"), map.get("to"));
    let mut to = Vec::new();
    for (place, word) in words.iter().flatten().enumerate() {
        match Addressee::ALL.into_iter().find(|addressee| addressee.as_str() == word) {
            Some(addressee) => to.push(addressee),
            None => reader.note(name(&format!("to.{place}")), Wrong::UnknownWord),
        }
    }
    let every = match field::present(map.get("repeat_every_days")) {
        Some(value) => reader.number(&name("repeat_every_days"), Some(value), 1).map(Some),
        None => Some(None),
    };
    for field in map.keys() {
        if !["offset_days", "to", "repeat_every_days"].contains(&field.as_str()) {
            reader.note(name(field), Wrong::UnknownField);
        }
    }
    // A step that lost a word is not looked at further: that nobody is left in it would be the same fault told twice.
    if words.iter().flatten().count() > to.len() {
        return None;
    }
    Some(Step {
        offset_days: offset?,
        to,
        repeat_every_days: every?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn network() -> Vec<Value> {
        serde_json::from_str(include_str!("../../tests/data/network/requirements.json")).expect("a list")
    }

    fn faults(change: impl Fn(&mut Value)) -> Vec<String> {
        let mut value = network().remove(0);
        change(&mut value);
        match Definition::parse(&value) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.into_iter().map(|fault| fault.field).collect(),
        }
    }

    #[test]
    fn the_networks_requirements_are_read_and_kept_as_they_are_written() {
        for value in network() {
            let definition = Definition::parse(&value).expect("no fault");
            let kept = serde_json::to_value(&definition).expect("JSON");
            let again: Definition = serde_json::from_value(kept.clone()).expect("what was kept");
            assert_eq!(again, definition);
            assert_eq!(Definition::parse(&kept).expect("no fault"), definition);
        }
    }

    #[test]
    fn every_fault_is_told_with_the_name_of_its_field() {
        let wrong = faults(|v| {
            v["code"] = json!("H V");
            v["title"]["de"] = json!(5);
            v["in_force_on"] = json!("1.1.2024");
            v["audience"]["level"] = json!(["sales"]);
            v["recurrence"]["months"] = json!(0);
            v["reminders"][2]["to"] = json!(["everybody"]);
        });
        assert_eq!(
            wrong,
            [
                "code",
                "title.de",
                "in_force_on",
                "audience.level",
                "recurrence.months",
                "reminders.2.to.0"
            ]
        );
    }

    #[test]
    fn those_already_in_turn_with_newcomers_or_never_before_them() {
        let day = |text: &str| text.parse().expect("a day");
        let mut definition = Definition::parse(&network().remove(0)).expect("no fault");
        definition.in_force_on = day("2027-01-01");
        let moved = |already_in: Option<&str>, to: &str| {
            let before = Definition {
                already_in_on: already_in.map(day),
                ..definition.clone()
            };
            before.dated(day(to)).already_in_on
        };
        assert_eq!(moved(Some("2027-01-01"), "2026-12-01"), Some(day("2026-12-01")));
        assert_eq!(moved(Some("2027-01-01"), "2027-02-01"), Some(day("2027-02-01")));
        assert_eq!(moved(Some("2027-07-01"), "2026-12-01"), Some(day("2027-07-01")));
        assert_eq!(moved(Some("2027-07-01"), "2027-08-01"), Some(day("2027-08-01")));
        assert_eq!(moved(None, "2027-08-01"), None, "it begins anew for everybody");
    }

    #[test]
    fn a_step_before_the_window_would_cost_the_anniversary() {
        let mut value = network().remove(0);
        let early = |value: &Value| {
            let definition = Definition::parse(value).expect("no fault");
            let Reminders::Own(ladder) = definition.reminders.clone() else {
                panic!("it has steps of its own");
            };
            definition.steps_too_early(&ladder)
        };
        assert_eq!(early(&value), Vec::<i32>::new());
        value["reminders"][0]["offset_days"] = json!(-91);
        assert_eq!(early(&value), [-91]);
    }

    #[test]
    fn reminders_are_those_of_the_default_where_its_word_stands_and_none_where_they_are_left_out() {
        let mut value = network().remove(0);
        let mut said = |reminders: Value| {
            value["reminders"] = reminders;
            Definition::parse(&value).map(|definition| definition.reminders)
        };
        assert_eq!(said(Value::Null), Ok(Reminders::Own(Ladder::default())));
        assert_eq!(said(json!("default")), Ok(Reminders::Inherited));
        assert_eq!(said(json!([])), Ok(Reminders::Own(Ladder::default())));
        assert_eq!(said(json!("usual")).unwrap_err()[0].field, "reminders");
        assert_eq!(said(json!(5)).unwrap_err()[0].wrong, Wrong::NotList);
    }

    #[test]
    fn only_the_last_step_repeats() {
        assert_eq!(
            faults(|v| v["reminders"][0]["repeat_every_days"] = json!(7)),
            ["reminders.0.repeat_every_days"]
        );
        assert!(faults(|v| v["reminders"][5]["repeat_every_days"] = json!(7)).is_empty());
    }
}
