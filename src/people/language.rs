//! The names of languages: those that they have for themselves, for forms, and those in the words of a reader. Pages and mails exist in some of them; the others fall back visibly to English.

use crate::platform::i18n::Words;
use crate::platform::views::Choice;

/// Code (ISO 639-1) and own name of the languages that are offered, in the order of the codes.
const LANGUAGES: [(&str, &str); 40] = [
    ("ar", "العربية"),
    ("bg", "Български"),
    ("bs", "Bosanski"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("ga", "Gaeilge"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("is", "Íslenska"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("mk", "Македонски"),
    ("mt", "Malti"),
    ("nl", "Nederlands"),
    ("no", "Norsk"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("sq", "Shqip"),
    ("sr", "Srpski"),
    ("sv", "Svenska"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("zh", "中文"),
];

/// What the language calls itself; the code where it is unknown.
pub fn own_name(code: &str) -> &str {
    match LANGUAGES.binary_search_by(|(known, _)| (*known).cmp(code)) {
        Ok(at) => LANGUAGES.get(at).map_or(code, |(_, name)| name),
        Err(_) => code,
    }
}

/// What the reader calls the language: "Französisch" where German is read. A language of a region is named without it, and one that is not
/// known by its code.
pub fn name(words: &Words, code: &str) -> String {
    let tongue = code.split(['-', '_']).next().unwrap_or(code).to_lowercase();
    match LANGUAGES.binary_search_by(|(known, _)| (*known).cmp(tongue.as_str())) {
        Ok(_) => words.text(&format!("language-{tongue}"), &[]),
        Err(_) => code.to_owned(),
    }
}

/// The languages to choose from; one that is noted but not offered stands first, so that saving a form does not lose it.
pub fn choices(chosen: &str) -> Vec<Choice> {
    let offered = LANGUAGES
        .iter()
        .map(|(code, name)| Choice::new(*code, *name).chosen(*code == chosen));
    let known = chosen.is_empty() || LANGUAGES.iter().any(|(code, _)| *code == chosen);
    let noted = (!known).then(|| Choice::new(chosen, chosen).chosen(true));
    noted.into_iter().chain(offered).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_so_that_it_can_be_searched() {
        assert!(LANGUAGES.is_sorted());
        assert!(
            LANGUAGES
                .iter()
                .all(|(code, _)| crate::rules::language::language(code) == Some(*code))
        );
        assert_eq!((own_name("fr"), own_name("xx")), ("Français", "xx"));
    }
}
