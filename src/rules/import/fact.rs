//! Facts files: a row is something that holds for an organisation from a day on, such as its level, or the value of an own field.

use super::cell::{LONGEST_ID, Reader};
use super::header::Column;
use super::{Reason, Refusal};
use crate::rules::own_field::LONGEST;
use chrono::NaiveDate;

/// The columns of a facts file.
pub const COLUMNS: &[Column] = &[
    column(
        "organisation_external_id",
        true,
        &[
            "organisation",
            "organization",
            "external_id",
            "partner",
            "partner_id",
            "partnernummer",
        ],
    ),
    column("name", true, &["fact", "field", "fakt", "angabe", "merkmal"]),
    column("value", true, &["wert", "says"]),
    column("from_on", true, &["from", "since", "start", "von", "ab", "seit"]),
    column("to_on", false, &["to", "until", "end", "bis"]),
];

const fn column(name: &'static str, required: bool, aliases: &'static [&'static str]) -> Column {
    Column { name, required, aliases }
}

/// Longest name of a fact.
const LONGEST_NAME: usize = 60;

/// One row of a facts file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// About which organisation.
    pub organisation_external_id: String,
    /// What it is about: a word, or the code of an own field.
    pub name: String,
    /// What it says, as it stands.
    pub value: String,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; none: open, until the next one.
    pub to_on: Option<NaiveDate>,
}

/// Reads a row, or says why it is refused.
pub fn row(mut cells: Reader<'_>) -> Result<Row, Refusal> {
    let row = Row {
        organisation_external_id: cells.required("organisation_external_id", LONGEST_ID),
        name: cells.required("name", LONGEST_NAME).to_lowercase(),
        value: cells.required("value", LONGEST),
        from_on: cells.required_day("from_on"),
        to_on: cells.day("to_on"),
    };
    if row.to_on.is_some_and(|to| to < row.from_on) {
        cells.refuse(Refusal::new("to_on", Reason::BeforeStart).with("start_on", row.from_on));
    }
    match cells.refusal() {
        Some(refusal) => Err(refusal),
        None => Ok(row),
    }
}
