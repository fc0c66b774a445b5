//! Letters that nobody sees. A name that holds one looks like another name, and one that turns the direction of writing around shows what
//! stands beside it backwards (Unicode Technical Report 36, "Bidirectional Text Spoofing"). Whatever is typed, called or imported obeys this.

use std::borrow::Cow;

/// Formatting characters that show nothing: direction marks, joiners, soft hyphen, byte order mark, variation selectors, tags.
pub fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// The first character that embeds, overrides or isolates a direction of writing: nobody types it by accident, and it is refused.
pub fn turning(text: &str) -> Option<char> {
    text.chars()
        .find(|letter| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

/// A character as messages name it, such as `U+202E`.
pub fn code_point(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}

/// The text without what shows nothing and comes along when somebody pastes. Joiners and variation selectors stay where they mean something:
/// a joiner between letters that are not Latin (Persian, Indic scripts, pictures), a selector after a sign that has variants. What turns the
/// direction stays too: [`turning`] finds it.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_invisible) {
        return Cow::Borrowed(text);
    }
    let is_selector = |letter: char| matches!(letter, '\u{fe00}'..='\u{fe0f}');
    let is_far = |letter: char| letter >= '\u{300}' && !letter.is_whitespace() && !is_invisible(letter);
    let mut shown = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let before = shown.chars().next_back();
        let stays = match letter {
            '\u{200c}' | '\u{200d}' => {
                before.is_some_and(|before| is_far(before) || is_selector(before)) && letters.peek().is_some_and(|next| is_far(*next))
            }
            letter if is_selector(letter) => before.is_some_and(is_far),
            letter => !is_invisible(letter) || turning(letter.encode_utf8(&mut [0; 4])).is_some(),
        };
        if stays {
            shown.push(letter);
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_turns_the_direction_is_found_and_named() {
        for letter in ['\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}'] {
            assert_eq!(turning(&format!("An{letter}na")), Some(letter));
        }
        assert_eq!(code_point('\u{202e}'), "U+202E");
        assert_eq!(turning("فاطمة Schmidt"), None);
    }

    #[test]
    fn what_shows_nothing_is_left_out_and_what_joins_letters_stays() {
        assert_eq!(visible("Mül\u{ad}ler\u{200b}\u{feff}"), "Müller");
        assert_eq!(visible("An\u{200d}na\u{200c}"), "Anna");
        assert_eq!(visible("An\u{200e}na"), "Anna");
        assert_eq!(visible("علی\u{200c}رضا"), "علی\u{200c}رضا");
        assert_eq!(visible("👩\u{200d}🔧 Ada"), "👩\u{200d}🔧 Ada");
        assert_eq!(visible("❤\u{fe0f}"), "❤\u{fe0f}");
        assert_eq!(visible("A\u{fe0f}"), "A");
        assert!(matches!(visible("Selin Aydın"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn what_is_visible_stays_so_and_nothing_that_is_shown_is_lost(text: String) {
            let once = visible(&text).into_owned();
            prop_assert_eq!(visible(&once).into_owned(), once.clone());
            let shown = |text: &str| text.chars().filter(|letter| !is_invisible(*letter)).collect::<String>();
            prop_assert_eq!(shown(&once), shown(&text));
        }
    }
}
