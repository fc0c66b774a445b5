//! Every word a person sees, from `locales/<language>/*.ftl`.
//!
//! A key missing in a language falls back to English; a test keeps the languages complete. Values put into a message
//! are plain text here: the template helper escapes them, mails and files take them as they are.

mod dates;
mod locale;
mod numbers;
mod pseudo;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use rust_embed::RustEmbed;

pub use dates::DateForm;
pub use fluent_bundle::FluentValue as Value;
pub use locale::Locale;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/locales/"]
struct Files;

/// The words could not be loaded: a fault of the build, not of a request.
#[derive(Debug, thiserror::Error)]
pub enum WordsError {
    /// A file is not UTF-8 or not Fluent.
    #[error("locales/{0} cannot be read: {1}")]
    Unreadable(String, String),
    /// Two files of one language define the same key.
    #[error("locales/{0} defines a key again: {1}")]
    Twice(String, String),
}

/// The words of one language, English behind them.
pub struct Words {
    locale: Locale,
    own: Arc<FluentBundle<FluentResource>>,
    english: Arc<FluentBundle<FluentResource>>,
}

/// The words of every language the program speaks; a language is read when somebody first speaks it.
#[derive(Clone)]
pub struct AllWords {
    english: Arc<Words>,
    others: Arc<HashMap<Locale, OnceLock<Arc<Words>>>>,
}

impl AllWords {
    /// Reads English, which stands behind every other language.
    pub fn load() -> Result<Self, WordsError> {
        let bundle = Arc::new(bundle(Locale::English)?);
        let others = Locale::ALL.into_iter().filter(|locale| *locale != Locale::English);
        Ok(Self {
            english: Arc::new(Words {
                locale: Locale::English,
                own: Arc::clone(&bundle),
                english: bundle,
            }),
            others: Arc::new(others.map(|locale| (locale, OnceLock::new())).collect()),
        })
    }

    /// The words of a language; English where its files cannot be read, which the tests rule out.
    pub fn of(&self, locale: Locale) -> &Arc<Words> {
        let Some(known) = self.others.get(&locale) else {
            return &self.english;
        };
        known.get_or_init(|| match bundle(locale) {
            Ok(own) => Arc::new(Words {
                locale,
                own: Arc::new(own),
                english: Arc::clone(&self.english.english),
            }),
            Err(fault) => {
                tracing::error!(%fault, "a language cannot be spoken");
                Arc::clone(&self.english)
            }
        })
    }
}

impl Words {
    /// The language of these words.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// A message as plain text, or the key in brackets where no language has it.
    pub fn text(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let args: FluentArgs = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.find(key, &args).unwrap_or_else(|| {
            tracing::error!(key, "a message is missing in every language");
            format!("[{key}]")
        })
    }

    /// The name of a country by its code (ISO 3166-1 alpha-2); the code where it is nobody's.
    pub fn country(&self, code: &str) -> String {
        self.find(&format!("country-{code}"), &FluentArgs::new())
            .unwrap_or_else(|| code.to_owned())
    }

    /// A message as plain text; none where no language has the key.
    pub fn find(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        [&self.own, &self.english].into_iter().find_map(|bundle| {
            let pattern = bundle.get_message(key)?.value()?;
            let mut faults = Vec::new();
            let text = bundle.format_pattern(pattern, Some(args), &mut faults);
            for fault in faults {
                tracing::error!(key, %fault, "a message cannot be put together");
            }
            Some(text.into_owned())
        })
    }
}

fn bundle(locale: Locale) -> Result<FluentBundle<FluentResource>, WordsError> {
    let mut bundle = FluentBundle::new_concurrent(vec![locale.language_identifier()]);
    // Invisible direction marks would end up in copied text, tests and files; the template helper isolates what needs it.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(numbers::formatter(locale)));
    if locale.is_pseudo() {
        bundle.set_transform(Some(pseudo::lengthen));
    }
    let folder = format!("{}/", locale.folder());
    for name in Files::iter().filter(|name| name.starts_with(&folder) && name.ends_with(".ftl")) {
        bundle
            .add_resource(resource(&name)?)
            .map_err(|faults| WordsError::Twice(name.to_string(), format!("{faults:?}")))?;
    }
    Ok(bundle)
}

fn resource(name: &str) -> Result<FluentResource, WordsError> {
    let unreadable = |why: String| WordsError::Unreadable(name.to_owned(), why);
    let file = Files::get(name).ok_or_else(|| unreadable("not embedded".to_owned()))?;
    let text = String::from_utf8(file.data.into_owned()).map_err(|e| unreadable(e.to_string()))?;
    FluentResource::try_new(text).map_err(|(_, faults)| unreadable(format!("{faults:?}")))
}
