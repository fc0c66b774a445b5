//! Certificates: their number and check code, what a check answers, and what of a name is shown where.

use crate::rules::letter::is_invisible;
use chrono::NaiveDate;

/// Letters of a check code: none that is taken for another on paper.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// Characters of a check code, five random bits each: 140 bits, so that none is ever found by trying.
pub const CODE_LENGTH: usize = 28;

/// Stands for a character that no font of ours can draw.
const MISSING: char = '□';

/// A check code out of random bytes.
pub fn code(random: [u8; CODE_LENGTH]) -> String {
    random.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

/// A code as typed or scanned, in the form in which it is kept: without spaces and hyphens, in capitals. None where it can be no code.
pub fn read_code(typed: &str) -> Option<String> {
    let code: String = typed
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .map(|letter| letter.to_ascii_uppercase())
        .take(CODE_LENGTH + 1)
        .collect();
    let known = code.len() == CODE_LENGTH && code.bytes().all(|letter| LETTERS.contains(&letter));
    known.then_some(code)
}

/// A code in groups of four, as people read it out.
pub fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters
        .chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A certificate's number out of chance: never a sequence, which would tell how many there are.
pub fn number(year: i32, random: u64) -> String {
    let digits = random % 100_000_000;
    format!("N-{year}-{:04} {:04}", digits / 10_000, digits % 10_000)
}

/// The number that somebody typed, with or without its letter, strokes and spaces, as it is written on the document; none: it is no whole one.
pub fn number_typed(text: &str) -> Option<String> {
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2013}'))
        .collect();
    let digits = bare.strip_prefix(['N', 'n']).unwrap_or(&bare);
    if digits.len() != 12 || !digits.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = digits.split_at(4);
    let (first, last) = rest.split_at(4);
    Some(format!("N-{year}-{first} {last}"))
}

/// What a check answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It counts, up to and including this day or without end.
    Valid(Option<NaiveDate>),
    /// It counted up to and including this day.
    Expired(NaiveDate),
    /// It was taken back on this day.
    Revoked(NaiveDate),
}

/// How a certificate stands today. What was revoked stays so, whatever its dates say.
pub fn standing(revoked_on: Option<NaiveDate>, valid_until: Option<NaiveDate>, today: NaiveDate) -> Standing {
    match (revoked_on, valid_until) {
        (Some(day), _) => Standing::Revoked(day),
        (None, Some(end)) if end < today => Standing::Expired(end),
        (None, end) => Standing::Valid(end),
    }
}

/// The name that a stranger sees who checks a certificate: given name and the family name's first letter.
pub fn shortened(given_name: &str, family_name: &str) -> String {
    let given = given_name.trim();
    match family_name.trim().chars().next() {
        Some(letter) if !given.is_empty() => format!("{given} {}.", letter.to_uppercase()),
        Some(_) => family_name.trim().to_owned(),
        None => given.to_owned(),
    }
}

/// A text as a document can show it: what cannot be drawn is replaced visibly, what is invisible or turns the line around is left out,
/// accents are never piled up, and what is too long is cut with an ellipsis.
///
/// `longest` counts characters.
pub fn printable(text: &str, longest: usize, drawn: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut marks, mut shown) = (0, 0);
    for letter in text.chars() {
        if shown >= longest {
            out.push('…');
            break;
        }
        if letter.is_whitespace() {
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
                shown += 1;
            }
            continue;
        }
        if letter.is_control() || is_invisible(letter) {
            continue;
        }
        marks = if is_mark(letter) { marks + 1 } else { 0 };
        if marks > 2 || (marks > 0 && !drawn(letter)) {
            continue;
        }
        out.push(if drawn(letter) { letter } else { MISSING });
        shown += 1;
    }
    out.trim_end().to_owned()
}

/// The letters of a text that cannot be drawn, each once: those for which [`printable`] shows a box.
pub fn undrawn(text: &str, drawn: impl Fn(char) -> bool) -> String {
    let mut lacking = String::new();
    for letter in text.chars() {
        let shows = !letter.is_whitespace() && !letter.is_control() && !is_invisible(letter) && !is_mark(letter);
        if shows && !drawn(letter) && !lacking.contains(letter) {
            lacking.push(letter);
        }
    }
    lacking
}

/// Combining marks of Latin, Greek and Cyrillic writing.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = code([7; CODE_LENGTH]);
        assert_eq!(grouped(&code).len(), 34);
        let sloppy = format!(" {}", grouped(&code).to_lowercase().replace(' ', " - "));
        assert_eq!(read_code(&sloppy), Some(code));
    }

    #[test]
    fn what_can_be_no_code_is_none() {
        for typed in ["", "7KQ4 M2XP 9TWD", &"0".repeat(28), &"A".repeat(29), &"A".repeat(100_000), "ÄÄÄÄ"] {
            assert_eq!(read_code(typed), None);
        }
    }

    #[test]
    fn a_certificate_counts_on_its_last_day_and_not_after() {
        let end = day("2027-12-02");
        assert_eq!(standing(None, Some(end), end), Standing::Valid(Some(end)));
        assert_eq!(standing(None, Some(end), day("2027-12-03")), Standing::Expired(end));
        assert_eq!(standing(None, None, end), Standing::Valid(None));
        assert_eq!(standing(Some(end), Some(day("2099-01-01")), end), Standing::Revoked(end));
    }

    #[test]
    fn a_stranger_sees_the_given_name_and_one_letter() {
        assert_eq!(shortened("Selin", "Aydın"), "Selin A.");
        assert_eq!(shortened("美咲", "鈴木"), "美咲 鈴.");
        assert_eq!(shortened("", "Sting"), "Sting");
        assert_eq!(shortened("Madonna", " "), "Madonna");
    }

    #[test]
    fn what_no_font_can_draw_is_replaced_visibly() {
        let latin = |letter: char| letter < '\u{250}';
        assert_eq!(printable("健 Schmidt", 160, latin), "□ Schmidt");
        assert_eq!(undrawn("健 Schmidt 健 e\u{301}", latin), "健");
        assert_eq!(undrawn("Anna\u{200b} Weiß", latin), "");
        assert_eq!(printable("Anna\u{202e}\u{200b}\u{0} \n  Weiß", 160, latin), "Anna Weiß");
        assert_eq!(printable(&format!("e{}", "\u{301}".repeat(4000)), 160, |_| true), "e\u{301}\u{301}");
        assert_eq!(printable(&"x".repeat(4000), 160, latin).chars().count(), 161);
    }

    #[test]
    fn a_number_is_read_however_it_is_typed_and_only_whole() {
        for typed in [
            "N-2026-0041 8712",
            "n20260041 8712",
            "2026-0041-8712",
            " N 2026 0041 8712 ",
            "202600418712",
        ] {
            assert_eq!(number_typed(typed).as_deref(), Some("N-2026-0041 8712"), "{typed}");
        }
        for typed in [
            "",
            "N",
            "2026-0041 871",
            "N-2026-0041 87123",
            "M-2026-0041 8712",
            "N-2026-0041 871x",
            "２０２６00418712",
        ] {
            assert_eq!(number_typed(typed), None, "{typed}");
        }
        assert_eq!(number_typed(&number(2026, 418_712)), Some(number(2026, 418_712)));
    }

    #[test]
    fn numbers_look_like_numbers_and_tell_nothing() {
        assert_eq!(number(2026, 4_187), "N-2026-0000 4187");
        assert_eq!(number(2026, u64::MAX).len(), "N-2026-0000 4187".len());
    }

    proptest! {
        #[test]
        fn every_code_reads_back(random: [u8; CODE_LENGTH]) {
            let code = code(random);
            prop_assert_eq!(read_code(&grouped(&code)), Some(code));
        }

        #[test]
        fn a_printable_text_holds_only_what_can_be_drawn(text: String) {
            let drawn = |letter: char| letter.is_ascii();
            let out = printable(&text, 40, drawn);
            prop_assert!(out.chars().all(|letter| drawn(letter) || letter == MISSING || letter == '…'));
        }
    }
}
