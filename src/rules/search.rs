//! Names as a search compares them: whoever looks for Müller types Muller, Mueller or Müller, and finds all three.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text without capitals, accents and letters that only some languages have.
pub fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    // Small letters first: capital İ becomes an i with a dot of its own, which is a mark.
    for letter in text.to_lowercase().nfd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ħ' => plain.push('h'),
            'ı' => plain.push('i'),
            other => plain.push(other),
        }
    }
    plain
}

/// The forms under which a word is found: folded, and where it writes umlauts in two letters, also with the first of them alone.
pub fn forms(text: &str) -> Vec<String> {
    let plain = folded(text);
    let short = plain.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    let mut seen = BTreeSet::new();
    [plain, short].into_iter().filter(|form| seen.insert(form.clone())).collect()
}

/// Words that count of what was typed; more are left out.
const MOST_WORDS: usize = 10;

/// What somebody looks for: each word must be part of one of the texts of what is found, in any spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought(Vec<Vec<String>>);

impl Sought {
    /// The words of what was typed.
    pub fn of(typed: &str) -> Self {
        Self(typed.split_whitespace().take(MOST_WORDS).map(forms).collect())
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every word stands in one of these texts; whoever looks for nothing finds everything.
    pub fn finds<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> bool {
        let kept: Vec<String> = texts.into_iter().flat_map(forms).collect();
        self.0
            .iter()
            .all(|word| word.iter().any(|form| kept.iter().any(|text| text.contains(form))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finds(typed: &str, name: &str) -> bool {
        let kept = forms(name).join(" ");
        forms(typed).iter().any(|form| kept.contains(form))
    }

    #[test]
    fn every_spelling_finds_every_other() {
        for spellings in [
            ["Müller", "Mueller", "Muller"].as_slice(),
            &["Yılmaz", "Yilmaz", "YILMAZ", "yılmaz"],
            &["İnci", "Inci", "inci"],
            &["Øystein", "Oystein"],
            &["Łukasz", "Lukasz"],
            &["Weiß", "Weiss", "WEISS"],
            &["Bjørn Sæther", "Bjorn Saether"],
            &["Dvořáková", "Dvorakova"],
            &["Gößner", "Goessner", "Gossner"],
        ] {
            for typed in spellings {
                for name in spellings {
                    assert!(finds(typed, name), "{typed} finds {name}");
                }
            }
        }
    }

    #[test]
    fn parts_are_found_and_what_is_not_there_is_not() {
        assert!(finds("manue", "Manuela") && finds("ela", "Manuela") && finds("uel", "Manuela"));
        assert!(!finds("Maller", "Müller") && !finds("Mullers", "Müller"));
        assert!(!finds("Moller", "Müller"));
    }

    #[test]
    fn every_word_must_stand_somewhere_and_in_whichever_text() {
        let course = ["HV-R1", "Hochvolt-Sicherheit", "High-voltage safety"];
        for (typed, found) in [
            ("hochvolt", true),
            ("SAFETY hv-r1", true),
            ("voltage sicherheit", true),
            ("hochvolt kälte", false),
            ("r1hochvolt", false),
            ("  ", true),
        ] {
            assert_eq!(Sought::of(typed).finds(course), found, "{typed}");
        }
        assert!(Sought::of("Kaelte").finds(["Kälte Albers"]) && Sought::of("Kalte").finds(["Kälte Albers"]));
        assert!(Sought::of(" \t").is_empty() && !Sought::of("a").is_empty());
        assert!(Sought::of(&"a ".repeat(11)).finds(["a"]));
    }

    proptest! {
        #[test]
        fn a_text_is_found_by_each_of_its_words(text in "[a-zäöüß]{1,8}( [a-zäöüß]{1,8}){0,3}") {
            prop_assert!(Sought::of(&text).finds([text.as_str()]));
            for word in text.split(' ') {
                prop_assert!(Sought::of(word).finds([text.as_str()]));
            }
        }

        #[test]
        fn every_part_of_a_name_in_its_own_spelling_finds_it(name in "[A-Za-zäöüßøłığ]{1,12}", from in 0_usize..12, length in 1_usize..12) {
            let part: String = name.chars().skip(from).take(length).collect();
            prop_assume!(!part.is_empty());
            prop_assert!(finds(&part, &name));
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,30}") {
            prop_assert_eq!(folded(&folded(&text)), folded(&text));
        }
    }
}
