//! Refused requirements: each fault at its field, and a list of the definitions with the reasons added.

use super::{ADDED, Told};
use crate::imports::store::StoredRow;
use crate::obligations::requirement::message;
use crate::platform::form;
use crate::platform::i18n::Words;
use crate::rules::import::requirement::{faults, standing_at};
use serde_json::{Value, json};

/// The faults of a definition, one after the other.
pub fn told(row: &StoredRow, words: &Words) -> Vec<Told> {
    let value = definition(row);
    let detail = row.refused_detail.as_ref().map(|detail| faults(&detail.0)).unwrap_or_default();
    let told = |fault: crate::rules::field::Fault| Told {
        lines: vec![row.line],
        external_ids: row.external_id.clone().into_iter().collect(),
        cell: standing_at(&value, &fault.field),
        why: form::message(words, &message(fault.wrong)),
        fix: String::new(),
        column: fault.field,
    };
    detail.into_iter().map(told).collect()
}

/// The definition as it stands in the file.
fn definition(row: &StoredRow) -> Value {
    let text = row.cells.0.first().map(String::as_str).unwrap_or_default();
    serde_json::from_str(text).unwrap_or_default()
}

/// A definition with the reasons why it is refused.
pub fn with_reasons(definition: Value, because: &[String]) -> Value {
    match definition {
        Value::Object(mut map) => {
            map.insert(ADDED.to_owned(), json!(because));
            Value::Object(map)
        }
        other => json!({ ADDED: because, "value": other }),
    }
}

/// The refused definitions as a list; a reader passes over the reasons when it is handed in again.
pub fn file(rows: &[StoredRow], words: &Words) -> String {
    let entry = |row: &StoredRow| {
        let because: Vec<String> = told(row, words)
            .into_iter()
            .map(|fault| format!("{}: {}", fault.column, fault.why))
            .collect();
        with_reasons(definition(row), &because)
    };
    let all: Vec<Value> = rows.iter().map(entry).collect();
    serde_json::to_string_pretty(&all).unwrap_or_default()
}
