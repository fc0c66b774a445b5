//! Amounts files: a row is a course that somebody completed on a day, with the hours or points that this was worth.

use super::cell::Reader;
use super::completion::{self, Row as Completion};
use super::header::Column;
use super::{Reason, Refusal};
use crate::rules::obligation::{Amount, Worth};
use chrono::NaiveDate;

/// The columns of an amounts file: those of a completions file, and two more, of which at least one is filled in.
pub const COLUMNS: &[Column] = &[
    completion::COLUMNS[0],
    completion::COLUMNS[1],
    completion::COLUMNS[2],
    column("hours", &["hour", "stunden", "std"]),
    column("points", &["point", "punkte", "credits"]),
    completion::COLUMNS[3],
    completion::COLUMNS[4],
];

const fn column(name: &'static str, aliases: &'static [&'static str]) -> Column {
    Column {
        name,
        required: false,
        aliases,
    }
}

/// One row of an amounts file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Who completed what, and when.
    pub completion: Completion,
    /// What it was worth.
    pub worth: Worth,
}

/// Reads a row, or says why it is refused. `today` is the latest day that has begun anywhere.
pub fn row(mut cells: Reader<'_>, today: NaiveDate) -> Result<Row, Refusal> {
    let hours = amount(&mut cells, "hours");
    let points = amount(&mut cells, "points");
    if cells.raw("hours").is_empty() && cells.raw("points").is_empty() {
        let column = if cells.has("hours") { "hours" } else { "points" };
        cells.refuse(Refusal::new(column, Reason::Missing));
    }
    Ok(Row {
        completion: completion::row(cells, today)?,
        worth: Worth { hours, points },
    })
}

fn amount(cells: &mut Reader<'_>, column: &str) -> Option<Amount> {
    let text = cells.raw(column);
    let found = Amount::parse(text);
    if found.is_none() && !text.is_empty() {
        cells.refuse(
            Refusal::new(column, Reason::Invalid)
                .with("least", "0.01")
                .with("most", Amount::MOST),
        );
    }
    found
}
