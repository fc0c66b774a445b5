//! Files of requirements: a list of definitions in JSON, what is wrong with each of them, and what it would change.

use super::{Change, Reason, Refusal};
use crate::rules::field::{Fault, Wrong};
use crate::rules::requirement::Definition;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};

/// Most definitions of one file: more than any manufacturer asks for.
pub const MOST: usize = 1_000;

/// Most characters of a code or value that is shown.
const MOST_SHOWN: usize = 60;

/// Why a file is no list of definitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing in it, or a list of nothing.
    #[error("the file is empty")]
    Empty,
    /// Not JSON in UTF-8, or no list.
    #[error("the file is no list in JSON")]
    NoList,
    /// More than [`MOST`].
    #[error("the file has more than {MOST} requirements")]
    TooMany,
}

/// One definition as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place, from 1.
    pub number: i32,
    /// Its code; empty where it has none.
    pub code: String,
    /// As it stands.
    pub value: Value,
    /// What it says, or everything that is wrong with it.
    pub said: Result<Definition, Vec<Fault>>,
}

/// Reads a file. Of two definitions with one code both are refused.
///
/// # Errors
///
/// [`Unreadable`] where it is no list of definitions.
pub fn entries(content: &[u8]) -> Result<Vec<Entry>, Unreadable> {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    if content.trim_ascii().is_empty() {
        return Err(Unreadable::Empty);
    }
    let values: Vec<Value> = serde_json::from_slice(content).map_err(|_| Unreadable::NoList)?;
    match values.len() {
        0 => return Err(Unreadable::Empty),
        1..=MOST => {}
        _ => return Err(Unreadable::TooMany),
    }
    let code = |value: &Value| value.get("code").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut times: HashMap<String, usize> = HashMap::new();
    for value in &values {
        *times.entry(code(value)).or_default() += 1;
    }
    let entry = |(place, value): (usize, Value)| {
        let code = code(&value);
        let mut said = Definition::parse(&value);
        if !code.is_empty() && times.get(&code).is_some_and(|times| *times > 1) {
            let twice = Fault {
                field: "code".to_owned(),
                wrong: Wrong::Twice,
            };
            said = Err(std::iter::once(twice).chain(said.err().into_iter().flatten()).collect());
        }
        Entry {
            number: i32::try_from(place + 1).unwrap_or(i32::MAX),
            code: printable(&code),
            value,
            said,
        }
    };
    Ok(values.into_iter().enumerate().map(entry).collect())
}

/// All faults of a definition as one refusal: the first decides column and reason, the detail holds each as JSON under its number.
pub fn refusal(faults: &[Fault]) -> Option<Refusal> {
    let first = faults.first()?;
    let detail = faults.iter().enumerate().filter_map(|(place, fault)| {
        let fault = Fault {
            field: printable(&fault.field),
            ..fault.clone()
        };
        Some((format!("{place:04}"), serde_json::to_string(&fault).ok()?))
    });
    Some(Refusal {
        column: printable(&first.field),
        reason: reason(first.wrong),
        detail: detail.collect(),
    })
}

/// The faults that a refusal's detail holds.
pub fn faults(detail: &BTreeMap<String, String>) -> Vec<Fault> {
    detail.values().filter_map(|text| serde_json::from_str(text).ok()).collect()
}

fn reason(wrong: Wrong) -> Reason {
    match wrong {
        Wrong::Missing | Wrong::Empty => Reason::Missing,
        Wrong::TooLong(_) => Reason::TooLong,
        Wrong::NotDate => Reason::NoDate,
        Wrong::EndsBeforeItBegins => Reason::BeforeStart,
        Wrong::UnknownWord | Wrong::UnknownField | Wrong::NotZone => Reason::Unknown,
        Wrong::Twice => Reason::Twice,
        _ => Reason::Invalid,
    }
}

/// What stands at a field of a definition, such as `audience.countries.0`; shortened, empty where nothing does.
pub fn standing_at(value: &Value, field: &str) -> String {
    let mut at = value;
    for part in field.split('.') {
        let next = match at {
            Value::Array(items) => part.parse::<usize>().ok().and_then(|place| items.get(place)),
            other => other.get(part),
        };
        let Some(next) = next else { return String::new() };
        at = next;
    }
    let text = printable(&plain(at));
    if text.chars().count() <= MOST_SHOWN {
        return text;
    }
    let begin: String = text.chars().take(MOST_SHOWN - 1).collect();
    format!("{begin}…")
}

/// The fields in which two definitions differ, by name: lists in one line, everything else down to its parts.
pub fn differences(before: Option<&Definition>, after: &Definition) -> Vec<Change> {
    let (before, after) = (before.map(fields).unwrap_or_default(), fields(after));
    let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let change = |name: &String| {
        let text = |side: &BTreeMap<String, String>| side.get(name).cloned().unwrap_or_default();
        Change {
            column: name.clone(),
            before: text(&before),
            after: text(&after),
        }
    };
    let all = names.into_iter().map(change);
    all.filter(|change| change.before != change.after).collect()
}

fn fields(definition: &Definition) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    if let Ok(Value::Object(map)) = serde_json::to_value(definition) {
        gather(&mut all, "", &map);
    }
    all
}

fn gather(all: &mut BTreeMap<String, String>, within: &str, map: &Map<String, Value>) {
    for (name, value) in map {
        let name = format!("{within}{name}");
        match value {
            Value::Object(parts) => gather(all, &format!("{name}."), parts),
            Value::Null => {}
            other => {
                all.insert(name, plain(other));
            }
        }
    }
}

/// A value in a line: words of a list with commas, a step as its days and whom it tells.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(map) => {
            let parts: Vec<String> = map.iter().map(|(name, part)| format!("{name} {}", plain(part))).collect();
            parts.join("; ")
        }
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// The same without what no database and no page takes.
fn printable(text: &str) -> String {
    let shown = |letter: char| if letter.is_control() { '\u{fffd}' } else { letter };
    text.chars().take(300).map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    const NETWORK: &[u8] = include_bytes!("../../../tests/data/network/requirements.json");

    fn network() -> Vec<Entry> {
        entries(NETWORK).expect("a list")
    }

    #[test]
    fn a_list_of_definitions_is_read_with_or_without_a_byte_order_mark() {
        let marked: Vec<u8> = b"\xef\xbb\xbf".iter().chain(NETWORK).copied().collect();
        assert_eq!(entries(&marked).expect("a list"), network());
        let codes: Vec<(i32, &str)> = [(1, "HV"), (2, "REF"), (3, "CARE"), (4, "LAW")].to_vec();
        let read = network();
        assert_eq!(read.len(), codes.len());
        assert!(read.iter().all(|entry| entry.said.is_ok()));
        assert_eq!((read[0].number, read[0].code.as_str()), codes[0]);
    }

    #[test]
    fn what_is_no_list_is_told() {
        assert_eq!(entries(b"  "), Err(Unreadable::Empty));
        assert_eq!(entries(b"[]"), Err(Unreadable::Empty));
        assert_eq!(entries(b"{}"), Err(Unreadable::NoList));
        assert_eq!(entries(b"code;title\n"), Err(Unreadable::NoList));
        let many = format!("[{}1]", "1,".repeat(MOST));
        assert_eq!(entries(many.as_bytes()), Err(Unreadable::TooMany));
    }

    #[test]
    fn two_definitions_with_one_code_are_both_refused() {
        let mut values: Vec<Value> = network().into_iter().map(|entry| entry.value).collect();
        values[1]["code"] = json!("HV");
        let read = entries(json!(values).to_string().as_bytes()).expect("a list");
        let wrong = |entry: &Entry| entry.said.clone().err().unwrap_or_default();
        assert!(
            read[..2]
                .iter()
                .all(|entry| wrong(entry).first().is_some_and(|fault| fault.wrong == Wrong::Twice))
        );
        assert!(read[2..].iter().all(|entry| entry.said.is_ok()));
    }

    #[test]
    fn all_faults_survive_in_the_refusal() {
        let mut value = network().remove(0).value;
        value["recurrence"]["months"] = json!(0);
        value["audience"]["level"] = json!(["sales"]);
        let faults_told = Definition::parse(&value).expect_err("faults");
        let refusal = refusal(&faults_told).expect("a refusal");
        assert_eq!((refusal.column.as_str(), refusal.reason), ("audience.level", Reason::Unknown));
        assert_eq!(faults(&refusal.detail), faults_told);
        assert_eq!(standing_at(&value, "recurrence.months"), "0");
        assert_eq!(standing_at(&value, "audience.level"), "sales");
        assert_eq!(standing_at(&value, "audience.job_roles.1"), "senior_technician");
        assert_eq!(standing_at(&value, "audience.nothing.1"), "");
    }

    #[test]
    fn differences_name_the_fields() {
        let before = network().remove(0).said.expect("no fault");
        assert!(differences(Some(&before), &before).is_empty());
        let mut after = before.clone();
        after.rule.grace_days = 45;
        after.audience.job_roles.pop();
        let changed = differences(Some(&before), &after);
        let names: Vec<&str> = changed.iter().map(|change| change.column.as_str()).collect();
        assert_eq!(names, ["audience.job_roles", "grace_days"]);
        assert_eq!((changed[1].before.as_str(), changed[1].after.as_str()), ("30", "45"));
        assert!(differences(None, &after).len() > 8);
    }

    proptest! {
        #[test]
        fn no_bytes_panic(content in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = entries(&content);
        }

        #[test]
        fn no_text_in_a_definition_panics(code in ".*", title in ".*", word in ".*") {
            let value = json!([{"code": code, "title": {"de": title, word.clone(): 1}, "audience": {"job_roles": [word.clone()]}, "recurrence": word}]);
            for entry in entries(value.to_string().as_bytes()).expect("a list") {
                let faults = entry.said.expect_err("it lacks fields");
                let refusal = refusal(&faults).expect("a refusal");
                prop_assert!(!refusal.column.chars().any(char::is_control));
                for fault in faults {
                    prop_assert!(!standing_at(&entry.value, &fault.field).contains('\0'));
                }
            }
        }
    }
}
