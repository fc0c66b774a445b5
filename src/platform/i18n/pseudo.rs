//! The languages that nobody speaks: accents show what is not translated, length shows what does not fit.

use std::borrow::Cow;

/// Accents and two fifths more letters, tags of trusted markup left as they are.
pub(super) fn lengthen(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len() * 2);
    let mut in_tag = false;
    let mut letters = 0_usize;
    for letter in text.chars() {
        match letter {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ => {}
        }
        out.push(if in_tag { letter } else { accented(letter) });
        if !in_tag && letter.is_alphabetic() {
            letters += 1;
            if letters.is_multiple_of(5) {
                out.push_str("··");
            }
        }
    }
    Cow::Owned(out)
}

fn accented(letter: char) -> char {
    const PLAIN: &str = "aeiouyAEIOUYcnsz";
    const MARKED: &str = "áéíóúýÁÉÍÓÚÝçñšž";
    PLAIN
        .chars()
        .position(|plain| plain == letter)
        .and_then(|at| MARKED.chars().nth(at))
        .unwrap_or(letter)
}
