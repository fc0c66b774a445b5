//! The languages that somebody can be noted with. Pages and mails exist in some of them; the others fall back visibly to English.

/// Code (ISO 639-1) and the name the language has for itself, in the order of the codes.
pub const LANGUAGES: [(&str, &str); 40] = [
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

/// Whether a code is one of them.
pub fn is_known(code: &str) -> bool {
    LANGUAGES.binary_search_by(|(known, _)| (*known).cmp(code)).is_ok()
}

/// What the language calls itself; the code where it is unknown.
pub fn own_name(code: &str) -> &str {
    match LANGUAGES.binary_search_by(|(known, _)| (*known).cmp(code)) {
        Ok(at) => LANGUAGES.get(at).map_or(code, |(_, name)| name),
        Err(_) => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_so_that_it_can_be_searched() {
        assert!(LANGUAGES.is_sorted());
        assert!(is_known("de") && is_known("zh") && !is_known("klingon") && !is_known("DE"));
        assert_eq!((own_name("fr"), own_name("xx")), ("Français", "xx"));
    }
}
