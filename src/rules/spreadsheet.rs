//! Cells of files that people open in a spreadsheet. A cell that begins like a formula would be run there, so an export writes an apostrophe
//! before it, and an import takes that apostrophe off again: what goes out and comes back is the same.

use std::borrow::Cow;

/// Characters with which a spreadsheet begins a formula, or that it skips before one (OWASP, CSV injection), with their full-width forms.
const DANGEROUS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The cell as an export writes it: text that a spreadsheet would run gets an apostrophe before it, plain numbers stay numbers.
pub fn neutral(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) && !is_number(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The cell as it was before [`neutral`].
pub fn original(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_dangerous(rest) => rest,
        _ => text,
    }
}

/// Also after apostrophes: one that was there before must come back too.
fn is_dangerous(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(DANGEROUS)
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.starts_with(|letter: char| letter.is_ascii_digit())
        && digits.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_looks_like_a_formula_is_written_as_text() {
        for cell in [
            "=HYPERLINK(\"http://bad.example\")",
            "+1+cmd",
            "-1+cmd|' /C calc'!A0",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "＝1",
        ] {
            assert!(neutral(cell).starts_with('\''), "{cell:?}");
        }
    }

    #[test]
    fn names_and_numbers_stay_as_they_are() {
        for cell in ["Anna", "O'Brien", "-9.0734", "+49", "", "'s-Hertogenbosch"] {
            assert_eq!(neutral(cell), cell);
            assert_eq!(original(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn what_goes_out_comes_back(cell in "'{0,3}[=+@\\-\\t\\r＝a1]?\\PC{0,12}") {
            let written = neutral(&cell);
            let safe = is_number(&written) || !written.starts_with(DANGEROUS);
            prop_assert!(safe);
            prop_assert_eq!(original(&written), cell.as_str());
        }
    }
}
