//! Refused rows: in words for a person, and as a file with the reason added that can be corrected and handed in again.

mod document;

use super::read::written;
use super::store::{Import, StoredRow};
use crate::platform::error::Error;
use crate::platform::i18n::{Value, Words};
use crate::rules::import::{Kind, Reason};
use crate::rules::spreadsheet::neutral;
use serde_json::Value as Json;
use std::borrow::Cow;

/// Most characters of a cell that a page shows.
const SHOWN: usize = 24;

/// Name of the column that the file of refused rows adds; importing it again passes over it.
const ADDED: &str = "refused_because";

/// A refused row, or two that share what must be single, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Lines.
    pub lines: Vec<i32>,
    /// What their key columns say.
    pub external_ids: Vec<String>,
    /// The column at fault; empty where it is the whole row.
    pub column: String,
    /// What stands there, shortened.
    pub cell: String,
    /// What is wrong.
    pub why: String,
    /// What to do.
    pub fix: String,
}

/// Rows in words, those together that were refused for sharing one value.
pub fn told(import: &Import, rows: &[StoredRow], words: &Words) -> Vec<Told> {
    if is_document(import) {
        return rows.iter().flat_map(|row| document::told(row, words)).collect();
    }
    let mut all: Vec<(Told, Option<String>)> = Vec::new();
    for row in rows {
        let raw = raw_cell(import, row).unwrap_or_default();
        let column = row.refused_column.clone().unwrap_or_default();
        let external_id = row.external_id.clone().unwrap_or_default();
        let shared = (row.refused_reason.as_deref() == Some(Reason::Twice.as_str())).then(|| raw.to_lowercase());
        let other = all
            .iter_mut()
            .find(|(one, value)| shared.is_some() && *value == shared && one.column == column);
        if let Some((other, _)) = other {
            other.lines.push(row.line);
            if !other.external_ids.contains(&external_id) {
                other.external_ids.push(external_id);
            }
            continue;
        }
        let (why, fix) = reasons(row, words);
        let told = Told {
            lines: vec![row.line],
            external_ids: vec![external_id],
            column,
            cell: shortened(raw),
            why,
            fix,
        };
        all.push((told, shared));
    }
    all.into_iter().map(|(told, _)| told).collect()
}

fn raw_cell<'r>(import: &Import, row: &'r StoredRow) -> Option<&'r str> {
    let place = import.mapping.0.place(row.refused_column.as_deref()?)?;
    row.cells.0.get(place).map(|cell| cell.trim())
}

fn shortened(text: &str) -> String {
    let text = text.replace("\r\n", " ↵ ").replace(['\n', '\r'], " ↵ ");
    if text.chars().count() <= SHOWN {
        return text;
    }
    let begin: String = text.chars().take(SHOWN - 3).collect();
    format!("{}…", begin.trim_end())
}

/// What is wrong and what to do, in the words' language.
fn reasons(row: &StoredRow, words: &Words) -> (String, String) {
    let word = variant(row);
    let detail = row.refused_detail.as_ref().map(|detail| &detail.0);
    let args: Vec<(&str, Value<'_>)> = detail
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), value.as_str().into()))
        .collect();
    (
        words.text(&format!("import-why-{word}"), &args),
        words.text(&format!("import-fix-{word}"), &args),
    )
}

/// The last part of the message keys: the reason, and for some reasons what it is about.
fn variant(row: &StoredRow) -> &'static str {
    let Some(reason) = row.refused_reason.as_deref().and_then(|words| words.parse::<Reason>().ok()) else {
        return "invalid";
    };
    let column = row.refused_column.as_deref().unwrap_or_default();
    let has = |name: &str| row.refused_detail.as_ref().is_some_and(|detail| detail.0.contains_key(name));
    match (reason, column) {
        (Reason::Missing, _) => "missing",
        (Reason::TooLong, _) => "too_long",
        (Reason::NoDate, _) if has("earliest") => "too_long_ago",
        (Reason::NoDate, _) => "no_date",
        (Reason::BeforeStart, _) => "before_start",
        (Reason::Future, _) => "future",
        (Reason::Circle, "supervisor_external_id") => "circle_person",
        (Reason::Circle, _) => "circle",
        (Reason::Refused, _) => "refused",
        (Reason::Forbidden, _) => "forbidden",
        (Reason::Ragged, _) => "ragged",
        (Reason::Twice, "email") => "twice_email",
        (Reason::Twice, "from_on") => "twice_fact",
        (Reason::Twice, "kind") => "twice_top",
        (Reason::Twice, _) => "twice",
        (Reason::Taken, "email") => "taken_email",
        (Reason::Taken, "to_on") => "taken_day",
        (Reason::Taken, "completed_on") => "taken_amount",
        (Reason::Taken, "kind") => "taken_top",
        (Reason::Taken, _) => "taken",
        (Reason::Invalid, _) if has("turning") => "invalid_turning",
        (Reason::Invalid, "email") if has("line_break") => "invalid_break",
        (Reason::Invalid, "email") => "invalid_email",
        (Reason::Invalid, "parent_external_id") => "invalid_top",
        (Reason::Invalid, "course_code") => "invalid_code",
        (Reason::Invalid, "product_code") => "invalid_product",
        (Reason::Invalid, "name") => "invalid_name",
        (Reason::Invalid, "badge") => "invalid_badge",
        (Reason::Invalid, _) if has("least") => "invalid_figure",
        (Reason::Invalid, _) if has("number") => "invalid_number",
        (Reason::Unknown, _) if has("field") => "unknown_field",
        (Reason::Unknown, "organisation_external_id" | "parent_external_id") => "unknown_organisation",
        (Reason::Unknown, "supervisor_external_id" | "person_external_id") => "unknown_person",
        (Reason::Unknown, "language" | "languages") => "unknown_language",
        (Reason::Unknown, "country") => "unknown_country",
        (Reason::Unknown, "product_code") => "unknown_product",
        (Reason::Unknown, "location") => "unknown_location",
        (Reason::Unknown, "time_zone") => "unknown_zone",
        (Reason::Unknown, _) if has("known") => "unknown_word",
        _ => "invalid",
    }
}

/// Everything that is wrong with a row: the field and, in the words' language, what is wrong and what to do.
pub fn faults(import: &Import, row: &StoredRow, words: &Words) -> Vec<(String, String)> {
    if row.refused_reason.is_none() {
        return Vec::new();
    }
    if is_document(import) {
        let all = document::told(row, words).into_iter();
        return all.map(|fault| (fault.column, fault.why)).collect();
    }
    let (why, fix) = reasons(row, words);
    vec![(row.refused_column.clone().unwrap_or_default(), format!("{why} {fix}"))]
}

fn is_document(import: &Import) -> bool {
    import.kind == Kind::Requirements.as_str()
}

/// What the file of refused rows is called.
pub fn file_name(import: &Import) -> String {
    let name = import.file_name.as_str();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let ending = if is_document(import) { "json" } else { "csv" };
    format!("{stem}-refused.{ending}")
}

/// The refused rows as a file that can be corrected and handed in again.
pub fn file(import: &Import, rows: &[StoredRow], words: &Words) -> String {
    if is_document(import) {
        return document::file(rows, words);
    }
    table(import, rows, words)
}

/// The refused ones of a list of requirements, of each its place from 1 and the reasons, as a list that can be corrected and handed in again.
pub fn definitions(content: &[u8], refused: Vec<(usize, Vec<String>)>) -> Result<String, Error> {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let values: Vec<Json> = serde_json::from_slice(content).map_err(Error::internal)?;
    let back = refused.into_iter().filter_map(|(number, because)| {
        let definition = values.get(number.checked_sub(1)?)?.clone();
        Some(document::with_reasons(definition, &because))
    });
    serde_json::to_string_pretty(&back.collect::<Vec<_>>()).map_err(Error::internal)
}

/// The refused rows as a table: the columns and the separator of the one that was handed in, with the reason added; no spreadsheet runs what
/// looks like a formula, and handed in again every cell is what it was.
fn table(import: &Import, rows: &[StoredRow], words: &Words) -> String {
    let cell = |text: &str| Cow::Owned(neutral(text).into_owned());
    let old = import.header.0.iter().position(|name| name == ADDED);
    let kept = |cells: &[String]| -> Vec<Cow<'static, str>> {
        let indexed = cells.iter().enumerate().filter(|(place, _)| Some(*place) != old);
        indexed.map(|(_, text)| cell(text)).collect()
    };
    let mut head = kept(&import.header.0);
    let width = head.len();
    head.push(Cow::Borrowed(ADDED));
    let mut lines = vec![head];
    for row in rows {
        let (why, fix) = reasons(row, words);
        let mut cells = kept(&row.cells.0);
        // A row with too few cells is filled up, so that the reason stands under its head.
        cells.resize(width, Cow::Borrowed(""));
        let place = row.refused_column.as_deref().filter(|column| !column.is_empty());
        let place = place.map(|column| format!("{column}: ")).unwrap_or_default();
        cells.push(cell(&format!("{place}{why} {fix}")));
        lines.push(cells);
    }
    written(import.delimiter.chars().next().unwrap_or(','), lines)
}
