//! Which days can be meant, whether they come by a form, by a call or in a file: the same everywhere, so that what a form takes can be
//! imported, and the reverse. What lies outside is a slip of the year.

use chrono::{Datelike, NaiveDate};

/// The first year in which a day may lie.
pub const FIRST_YEAR: i32 = 1900;

/// The last one.
pub const LAST_YEAR: i32 = 2999;

/// The first year from which there are proofs: nobody still in the trade proved anything before.
pub const FIRST_YEAR_OF_PROOF: i32 = 1950;

/// Whether a day can be meant at all.
pub fn is_possible(day: NaiveDate) -> bool {
    (FIRST_YEAR..=LAST_YEAR).contains(&day.year())
}

/// Whether a day can be meant for something about proofs: one that was made then, or what one counts for from then on.
pub fn is_possible_for_proof(day: NaiveDate) -> bool {
    (FIRST_YEAR_OF_PROOF..=LAST_YEAR).contains(&day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_and_end_with_a_year() {
        let possible = |text: &str| is_possible(text.parse().unwrap());
        assert!(possible("1900-01-01") && possible("2999-12-31"));
        assert!(!possible("1899-12-31") && !possible("3000-01-01") && !possible("0226-11-24"));
        let proof = |text: &str| is_possible_for_proof(text.parse().unwrap());
        assert!(proof("1950-01-01") && !proof("1949-12-31") && !proof("3000-01-01"));
    }
}
