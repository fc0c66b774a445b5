//! Settings that nobody may read off a log or a printed file.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A value that must not appear in logs or printed settings.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a value.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value itself, for the one place that uses it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "\"\"" } else { "\"(set)\"" })
    }
}

impl Serialize for Secret {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&mask(&self.0))
    }
}

/// An address keeps its host and loses its password; anything else is hidden whole.
fn mask(value: &str) -> String {
    match (value.find("://"), value.rfind('@')) {
        (Some(scheme), Some(at)) if at > scheme => {
            let user = value[scheme + 3..at].split(':').next().unwrap_or_default();
            format!("{}://{user}:…@{}", &value[..scheme], &value[at + 1..])
        }
        (Some(_), None) => value.to_owned(),
        _ if value.starts_with("sqlite:") || value.is_empty() => value.to_owned(),
        _ => "…".to_owned(),
    }
}
