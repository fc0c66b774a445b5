//! Badges files: a row is the number on the badge that a person carries.

use super::cell::{LONGEST_ID, Reader};
use super::header::Column;
use super::{Reason, Refusal};
use crate::rules::workshop::badge::{self, LONGEST};

/// The columns of a badges file.
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
    column(
        "badge",
        true,
        &[
            "badge_number",
            "badge_id",
            "card",
            "card_number",
            "ausweis",
            "ausweisnummer",
            "kartennummer",
        ],
    ),
];

const fn column(name: &'static str, required: bool, aliases: &'static [&'static str]) -> Column {
    Column { name, required, aliases }
}

/// Most characters of a cell, spaces between them included.
const LONGEST_CELL: usize = 2 * LONGEST;

/// One row of a badges file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The manufacturer's number of the person.
    pub person_external_id: String,
    /// What a scanner types, as it is kept.
    pub badge: String,
}

/// Reads a row, or says why it is refused.
pub fn row(mut cells: Reader<'_>) -> Result<Row, Refusal> {
    let person_external_id = cells.required("person_external_id", LONGEST_ID);
    let typed = cells.required("badge", LONGEST_CELL);
    let badge = badge::number(&typed);
    if badge.is_none() && !typed.is_empty() {
        cells.refuse(Refusal::new("badge", Reason::Invalid));
    }
    match cells.refusal() {
        Some(refusal) => Err(refusal),
        None => Ok(Row {
            person_external_id,
            badge: badge.unwrap_or_default(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::header::guess;
    use super::*;

    fn read(line: &str) -> Result<Row, Refusal> {
        let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        let header = cells("Personalnummer,Ausweisnummer");
        row(Reader::new(&cells(line), header.len(), &guess(&header, COLUMNS)))
    }

    #[test]
    fn a_badge_is_kept_as_a_scanner_types_it() {
        let good = read("E-1, 04 a2 ff ").unwrap();
        assert_eq!((good.person_external_id.as_str(), good.badge.as_str()), ("E-1", "04A2FF"));
        let refused = |line: &str| read(line).map_err(|refusal| (refusal.column, refusal.reason));
        assert_eq!(refused("E-1,"), Err(("badge".to_owned(), Reason::Missing)));
        assert_eq!(refused(",04A2FF"), Err(("person_external_id".to_owned(), Reason::Missing)));
        for none in ["12", "äöü1"] {
            assert_eq!(
                refused(&format!("E-1,{none}")),
                Err(("badge".to_owned(), Reason::Invalid)),
                "{none}"
            );
        }
        assert_eq!(
            refused(&format!("E-1,{}", "9".repeat(129))),
            Err(("badge".to_owned(), Reason::TooLong))
        );
    }
}
