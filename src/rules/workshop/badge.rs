//! The number on a badge: what may be one, and when two of them are the same.

/// Fewest characters.
pub const SHORTEST: usize = 3;

/// Most characters.
pub const LONGEST: usize = 64;

/// A badge's number as it is kept: what a scanner types, without spaces and in one case, so that a number typed by hand is the same. None
/// where it is none: too short, too long, or with signs that no scanner types.
pub fn number(text: &str) -> Option<String> {
    let number: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect::<String>()
        .to_ascii_uppercase();
    let fits = (SHORTEST..=LONGEST).contains(&number.chars().count());
    (fits && number.chars().all(|letter| letter.is_ascii_graphic())).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_what_a_scanner_types() {
        assert_eq!(number(" ab 12-34\r\n").as_deref(), Some("AB12-34"));
        for none in ["", " 1 2 ", "äöü1", "12\u{0}34", &"9".repeat(65)] {
            assert_eq!(number(none), None, "{none:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_is_found_again(text in "\\PC{0,80}") {
            if let Some(kept) = number(&text) {
                prop_assert_eq!(number(&kept), Some(kept.clone()));
                prop_assert_eq!(number(&format!(" {kept}\n").to_lowercase()), Some(kept));
            }
        }
    }
}
