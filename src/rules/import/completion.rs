//! Completions files: a row is a course that somebody completed on a day.

use super::cell::{LONGEST_ID, Reader};
use super::header::Column;
use super::{Reason, Refusal};
use crate::rules::course::{LONGEST_CODE, is_code};
use crate::rules::day::{FIRST_YEAR_OF_PROOF, is_possible_for_proof};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The columns of a completions file.
pub const COLUMNS: &[Column] = &[
    column(
        "person_external_id",
        true,
        &[
            "external_id",
            "person",
            "person_id",
            "employee_id",
            "personnel_number",
            "personalnummer",
        ],
    ),
    column("course_code", true, &["course", "code", "kurs", "kurscode", "kursnummer"]),
    column(
        "completed_on",
        true,
        &["completed", "date", "completion_date", "datum", "abgeschlossen_am"],
    ),
    column("source", false, &["means", "how", "quelle", "art"]),
    column(
        "valid_until",
        false,
        &["expires", "expires_on", "expiry_date", "gueltig_bis", "gültig_bis", "ablaufdatum"],
    ),
];

const fn column(name: &'static str, required: bool, aliases: &'static [&'static str]) -> Column {
    Column { name, required, aliases }
}

/// Longest word for how a course was completed.
const LONGEST_SOURCE: usize = 50;

/// One row of a completions file. All of it together is the key: the same fact told twice is one fact.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Row {
    /// Whose completion.
    pub person_external_id: String,
    /// Of which course; one that nobody knows yet becomes a course without content.
    pub course_code: String,
    /// On which day.
    pub completed_on: NaiveDate,
    /// How: a word such as `workshop`, `paper` or `online`; may be empty.
    pub source: String,
    /// The last day on which it counts, where it says so itself.
    #[serde(default)]
    pub valid_until: Option<NaiveDate>,
}

/// Reads a row, or says why it is refused. Days before somebody began or after they left are kept: proof follows the person. `today` is the
/// latest day that has begun anywhere.
pub fn row(mut cells: Reader<'_>, today: NaiveDate) -> Result<Row, Refusal> {
    let row = Row {
        person_external_id: cells.required("person_external_id", LONGEST_ID),
        course_code: cells.required("course_code", LONGEST_CODE),
        completed_on: cells.required_day("completed_on"),
        source: cells.text("source", LONGEST_SOURCE).to_lowercase(),
        valid_until: cells.day("valid_until"),
    };
    if !is_code(&row.course_code) {
        cells.refuse(Refusal::new("course_code", Reason::Invalid));
    }
    if row.completed_on > today {
        cells.refuse(Refusal::new("completed_on", Reason::Future));
    } else if !is_possible_for_proof(row.completed_on) {
        cells.refuse(Refusal::new("completed_on", Reason::NoDate).with("earliest", FIRST_YEAR_OF_PROOF));
    }
    if row.valid_until.is_some_and(|until| until < row.completed_on) {
        cells.refuse(Refusal::new("valid_until", Reason::BeforeStart).with("start_on", row.completed_on));
    }
    match cells.refusal() {
        Some(refusal) => Err(refusal),
        None => Ok(row),
    }
}
