//! Events files: a row is something that happened on a day, at an organisation and below it, to those who service a product, or to a person.

use super::cell::{LONGEST_ID, Reader};
use super::header::Column;
use super::{Reason, Refusal};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The columns of an events file.
pub const COLUMNS: &[Column] = &[
    column("kind", true, &["event", "event_kind", "ereignis", "was", "art"]),
    column("happened_on", true, &["on", "date", "day", "datum", "tag", "am"]),
    column(
        "organisation_external_id",
        false,
        &["organisation", "organization", "partner", "partner_id", "partnernummer"],
    ),
    column("product_code", false, &["product", "produkt", "produktcode"]),
    column(
        "person_external_id",
        false,
        &["person", "person_id", "employee_id", "personnel_number", "personalnummer"],
    ),
    column("note", false, &["remark", "comment", "bemerkung", "notiz"]),
];

const fn column(name: &'static str, required: bool, aliases: &'static [&'static str]) -> Column {
    Column { name, required, aliases }
}

/// Longest word for what happened, longest code of a product, longest note.
const LONGEST: (usize, usize, usize) = (60, 40, 500);

/// One row of an events file. Told twice it is one event.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Row {
    /// Word for what happened.
    pub kind: String,
    /// On which day; one to come is written down ahead.
    pub happened_on: NaiveDate,
    /// At which organisation and below; none: with a person where they belong, else everywhere.
    pub organisation_external_id: Option<String>,
    /// Only those who service this product.
    pub product_code: Option<String>,
    /// Only this person.
    pub person_external_id: Option<String>,
    /// What else there is to say.
    pub note: String,
}

/// Reads a row, or says why it is refused.
pub fn row(mut cells: Reader<'_>) -> Result<Row, Refusal> {
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    let row = Row {
        kind: cells.required("kind", LONGEST.0).to_lowercase(),
        happened_on: cells.required_day("happened_on"),
        organisation_external_id: filled(cells.text("organisation_external_id", LONGEST_ID)),
        product_code: filled(cells.text("product_code", LONGEST.1)),
        person_external_id: filled(cells.text("person_external_id", LONGEST_ID)),
        note: cells.text("note", LONGEST.2),
    };
    if row.product_code.is_some() && row.person_external_id.is_some() {
        cells.refuse(Refusal::new("product_code", Reason::Invalid).with("person", "yes"));
    }
    match cells.refusal() {
        Some(refusal) => Err(refusal),
        None => Ok(row),
    }
}
