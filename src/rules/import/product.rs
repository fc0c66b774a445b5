//! Products files: a row is what a location services from a day on.

use super::cell::{LONGEST_ID, LONGEST_NAME, Reader};
use super::header::Column;
use super::{Reason, Refusal};
use crate::rules::own_field::Span;
use chrono::NaiveDate;

/// The columns of a products file.
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
    column("location", false, &["location_name", "site", "standort", "ort"]),
    column("product_code", true, &["product", "model", "produkt", "produktcode", "modell"]),
    column("from_on", true, &["from", "since", "start", "von", "ab", "seit"]),
    column("to_on", false, &["to", "until", "end", "bis"]),
];

const fn column(name: &'static str, required: bool, aliases: &'static [&'static str]) -> Column {
    Column { name, required, aliases }
}

/// Longest code of a product.
const LONGEST_CODE: usize = 40;

/// One row of a products file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// At which organisation.
    pub organisation_external_id: String,
    /// At which of its locations, by name; none: the main one.
    pub location: Option<String>,
    /// Code of the product line or model.
    pub product_code: String,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; none: open.
    pub to_on: Option<NaiveDate>,
}

/// Reads a row, or says why it is refused.
pub fn row(mut cells: Reader<'_>) -> Result<Row, Refusal> {
    let row = Row {
        organisation_external_id: cells.required("organisation_external_id", LONGEST_ID),
        location: Some(cells.text("location", LONGEST_NAME)).filter(|name| !name.is_empty()),
        product_code: cells.required("product_code", LONGEST_CODE),
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

/// What a row comes to beside what is on record of one product at one location.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comes {
    /// It is on record.
    Known,
    /// One that is on record from the same day, by its place, gets another last day.
    Ends(usize),
    /// It is new.
    New,
    /// It reaches into another one, which holds from this day.
    Overlaps(NaiveDate),
}

/// Compares a row's days with those on record: the first day tells which one is meant, and no day is told twice.
pub fn comes(there: &[Span], row: Span) -> Comes {
    let same = there.iter().position(|other| other.from == row.from);
    let meets = |other: &Span| row.to.is_none_or(|to| to >= other.from) && other.to.is_none_or(|to| to >= row.from);
    let mut others = there.iter().enumerate().filter(|(at, _)| Some(*at) != same);
    if let Some((_, other)) = others.find(|(_, other)| meets(other)) {
        return Comes::Overlaps(other.from);
    }
    match same.and_then(|at| Some((at, there.get(at)?))) {
        Some((_, known)) if known.to == row.to => Comes::Known,
        Some((at, _)) => Comes::Ends(at),
        None => Comes::New,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(from: u64, to: Option<u64>) -> Span {
        let day = |number| NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(number);
        Span {
            from: day(from),
            to: to.map(day),
        }
    }

    #[test]
    fn the_first_day_tells_which_one_is_meant() {
        let there = [span(0, Some(9)), span(20, None)];
        assert_eq!(comes(&there, span(0, Some(9))), Comes::Known);
        assert_eq!(comes(&there, span(0, Some(19))), Comes::Ends(0));
        assert_eq!(comes(&there, span(20, Some(30))), Comes::Ends(1));
        assert_eq!(comes(&there, span(10, Some(19))), Comes::New);
        assert_eq!(comes(&there, span(0, None)), Comes::Overlaps(span(20, None).from));
        assert_eq!(comes(&there, span(5, Some(12))), Comes::Overlaps(span(0, None).from));
        assert_eq!(comes(&[], span(5, None)), Comes::New);
    }

    proptest! {
        #[test]
        fn a_file_taken_twice_changes_nothing_the_second_time(
            rows in proptest::collection::vec((0u64..40, proptest::option::of(0u64..15)), 0..8)
        ) {
            let mut there: Vec<Span> = Vec::new();
            let mut taken = Vec::new();
            for (from, length) in rows {
                let row = span(from, length.map(|length| from + length));
                if taken.iter().any(|one: &Span| one.from == row.from) {
                    continue;
                }
                match comes(&there, row) {
                    Comes::New => there.push(row),
                    Comes::Ends(at) => there[at].to = row.to,
                    Comes::Known => {}
                    Comes::Overlaps(_) => continue,
                }
                taken.push(row);
            }
            for row in taken {
                prop_assert_eq!(comes(&there, row), Comes::Known);
            }
        }
    }
}
