//! What lists are narrowed by.

use serde::Serialize;

/// A choice of a filter.
#[derive(Clone, Debug, Serialize)]
pub struct ChipChoice {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub label: String,
    /// Whether it is chosen.
    pub current: bool,
}
