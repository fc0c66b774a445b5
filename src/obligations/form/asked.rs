//! What an audience asks of facts, own fields among them, in the form: rows of a fact, how it is asked, and what it must say.

use crate::organisations::store::field::OwnField;
use crate::platform::form::Typed;
use crate::rules::audience::{Asked, Audience};
use crate::rules::field::{Fault, Wrong};
use crate::rules::own_field::{self, Kind, Subject};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Most rows of one part of the form.
const MOST: usize = 40;

/// How a fact can be asked about.
pub const HOWS: [&str; 4] = ["is", "at_least", "at_most", "any"];

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub number: u32,
    /// About whom and what: `person:` or `organisation:` and the fact's name.
    pub field: String,
    /// How it is asked.
    pub how: &'static str,
    /// What it must say; several with semicolons between.
    pub value: String,
}

/// Name of a part of a row, within `audience` or one of its cases.
pub fn name(within: &str, number: u32, part: &str) -> String {
    format!("{within}.asked.{number}.{part}")
}

/// The rows that name a fact.
pub fn rows(typed: &Typed, within: &str) -> Vec<Row> {
    let prefix = format!("{within}.asked.");
    let number = |name: &str| name.strip_prefix(&prefix)?.split_once('.')?.0.parse::<u32>().ok();
    let numbers: BTreeSet<u32> = typed.fields().filter_map(|(name, _)| number(name)).collect();
    let row = |number: u32| {
        let how = typed.one(&name(within, number, "how"));
        Row {
            number,
            field: typed.one(&name(within, number, "field")).trim().to_owned(),
            how: HOWS.into_iter().find(|known| *known == how).unwrap_or(HOWS[0]),
            value: typed.one(&name(within, number, "value")).trim().to_owned(),
        }
    };
    let mut rows: Vec<Row> = numbers.into_iter().map(row).filter(|row| !row.field.is_empty()).collect();
    rows.truncate(MOST);
    rows
}

/// What the rows ask, as a definition has it: of the organisation, of the person.
pub fn definitions(typed: &Typed, within: &str) -> [(&'static str, Value); 2] {
    let mut asked: [BTreeMap<String, Map<String, Value>>; 2] = Default::default();
    for row in rows(typed, within) {
        let (subject, fact) = row.field.split_once(':').unwrap_or(("", &row.field));
        let about = usize::from(subject == Subject::Person.as_str());
        let said = asked[about].entry(fact.to_owned()).or_default();
        match row.how {
            "is" => {
                let words = row.value.split(';').map(str::trim).filter(|word| !word.is_empty());
                let words: Vec<Value> = words.map(|word| json!(word)).collect();
                match said.entry("one_of").or_insert_with(|| json!([])) {
                    Value::Array(there) => there.extend(words),
                    other => *other = json!(words),
                }
            }
            "any" => {}
            bound => {
                said.insert(bound.to_owned(), json!(row.value));
            }
        }
    }
    let [organisation, person] = asked;
    [("facts", json!(organisation)), ("person_facts", json!(person))]
}

/// Whether rows can say what a part of an audience asks.
pub fn fits(part: &Audience) -> bool {
    let words = |asked: &Asked| asked.one_of.iter().all(|word| !word.contains(';'));
    let rows =
        |asked: &Asked| 1.max(usize::from(!asked.one_of.is_empty()) + asked.bounds().iter().filter(|(_, bound)| bound.is_some()).count());
    let all = || part.asked().into_iter().flat_map(|(_, asked)| asked.values());
    all().all(words) && all().map(rows).sum::<usize>() <= MOST
}

/// What a part of an audience asks, as it would be typed.
pub fn typed(part: &Audience, within: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut number = 0;
    for (subject, (_, asked)) in [Subject::Organisation, Subject::Person].into_iter().zip(part.asked()) {
        for (fact, asked) in asked {
            let mut said: Vec<(&str, String)> = Vec::new();
            if !asked.one_of.is_empty() {
                said.push(("is", asked.one_of.join("; ")));
            }
            said.extend(asked.bounds().into_iter().filter_map(|(how, bound)| Some((how, bound?.clone()))));
            if said.is_empty() {
                said.push(("any", String::new()));
            }
            for (how, value) in said {
                let row = [
                    ("field", format!("{}:{fact}", subject.as_str())),
                    ("how", how.to_owned()),
                    ("value", value),
                ];
                fields.extend(row.map(|(part, value)| (name(within, number, part), value)));
                number += 1;
            }
        }
    }
    fields
}

/// The form with what its rows say in the form in which it is kept: a choice by its title, a day as the reader's language writes it. What is
/// no value of its field stays, so that its fault is told.
#[must_use]
pub fn settled(form: &Typed, fields: &[OwnField]) -> Typed {
    let settle = |(name, value): (&str, &str)| {
        let row = name.strip_suffix(".value").filter(|row| row.contains(".asked."));
        let settled = row.map(|row| {
            let (field, how) = (form.one(&format!("{row}.field")), form.one(&format!("{row}.how")));
            let known = fields.iter().find(|one| field == format!("{}:{}", one.subject, one.code));
            kept(known, how, value)
        });
        (name.to_owned(), settled.unwrap_or_else(|| value.to_owned()))
    };
    Typed::of(form.fields().map(settle).collect())
}

fn kept(field: Option<&OwnField>, how: &str, typed: &str) -> String {
    let kept = |word: &str| match field {
        Some(field) => field.read(word).unwrap_or_else(|_| word.to_owned()),
        None => word.to_owned(),
    };
    if how == "at_least" || how == "at_most" {
        return kept(typed.trim());
    }
    // A comma is part of a text or of a number; elsewhere it stands between words.
    let whole = field.is_some_and(|field| matches!(field.kind(), Kind::Text | Kind::Number));
    let words = typed.split(|letter| letter == ';' || letter == ',' && !whole).map(str::trim);
    words.filter(|word| !word.is_empty()).map(kept).collect::<Vec<_>>().join("; ")
}

/// What a part of an audience asks of facts that is not known or does not fit its field.
pub fn faults(fields: &[OwnField], within: &str, part: &Audience) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (subject, (kind, asked)) in [Subject::Organisation, Subject::Person].into_iter().zip(part.asked()) {
        for (fact, asked) in asked {
            let place = format!("audience.{within}{kind}.{fact}");
            let mut note = |field: String, wrong: Wrong| faults.push(Fault { field, wrong });
            let field = match fields.iter().find(|field| field.code == *fact) {
                Some(field) if field.subject() == subject => Some(field),
                None if subject == Subject::Organisation => None,
                _ => {
                    note(place, Wrong::UnknownWord);
                    continue;
                }
            };
            let fits = |word: &str| match field {
                Some(field) => own_field::is_value(field.kind(), &field.choices.0, word),
                None => crate::rules::audience::is_fact(word),
            };
            for (index, _) in asked.one_of.iter().enumerate().filter(|(_, word)| !fits(word)) {
                note(format!("{place}.{index}"), Wrong::UnknownWord);
            }
            for (name, bound) in asked.bounds() {
                if bound.is_some_and(|bound| !fits(bound) || field.is_none_or(|field| !field.kind().has_order())) {
                    note(format!("{place}.{name}"), Wrong::UnknownWord);
                }
            }
        }
    }
    faults
}
