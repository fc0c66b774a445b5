//! Which languages there are, and which one somebody gets.

use serde::{Serialize, Serializer};
use unic_langid::{LanguageIdentifier, langid};

/// A language of the pages and mails. The last two exist for pictures only: they show words that are not translated,
/// room that is too small and sides that are fixed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// English, the language behind all others.
    #[default]
    English,
    /// German, with Sie.
    German,
    /// English with accents, two fifths longer.
    Accented,
    /// The same, from right to left.
    Mirrored,
}

impl Locale {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::English, Self::German, Self::Accented, Self::Mirrored];
    /// Those a person can choose.
    pub const OFFERED: [Self; 2] = [Self::English, Self::German];

    /// The code in `lang` attributes, addresses and the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Accented => "en-XA",
            Self::Mirrored => "ar-XB",
        }
    }

    /// The language with exactly this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.code().eq_ignore_ascii_case(code))
    }

    /// The language for somebody who asks for `wanted` (`de-AT`, `fr`): the offered one of the same tongue, else none.
    pub fn for_language(wanted: &str) -> Option<Self> {
        let tongue = wanted.split(['-', '_']).next()?;
        Self::from_code(wanted).or_else(|| Self::OFFERED.into_iter().find(|locale| locale.code().eq_ignore_ascii_case(tongue)))
    }

    /// The first language of an `Accept-Language` header that is offered, English where none is.
    pub fn accepted(header: &str) -> Self {
        let mut wishes: Vec<(f32, &str)> = header.split(',').filter_map(wish).collect();
        wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
        wishes
            .into_iter()
            .find_map(|(_, code)| Self::for_language(code))
            .unwrap_or_default()
    }

    /// What the language calls itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
            Self::Accented => "Àççéñţéð",
            Self::Mirrored => "Mirrored",
        }
    }

    /// `ltr` or `rtl`.
    pub fn direction(self) -> &'static str {
        if self == Self::Mirrored { "rtl" } else { "ltr" }
    }

    pub(super) fn is_pseudo(self) -> bool {
        matches!(self, Self::Accented | Self::Mirrored)
    }

    pub(super) fn folder(self) -> &'static str {
        if self == Self::German { "de" } else { "en" }
    }

    pub(super) fn language_identifier(self) -> LanguageIdentifier {
        if self == Self::German { langid!("de") } else { langid!("en") }
    }
}

fn wish(part: &str) -> Option<(f32, &str)> {
    let mut fields = part.split(';');
    let code = fields.next()?.trim();
    let weight = fields
        .find_map(|field| field.trim().strip_prefix("q="))
        .map_or(Some(1.0), |q| q.parse().ok())?;
    (weight > 0.0 && !code.is_empty()).then_some((weight, code))
}

impl Serialize for Locale {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
