//! What a definition asks of facts.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a fact must say.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum AskedDefinition {
    /// One of these words; none: that it is on record.
    Words(Vec<String>),
    /// Numbers and days also by bounds, both included.
    Bounds {
        /// One of these words; left out: any.
        one_of: Option<Vec<String>>,
        /// This or more.
        at_least: Option<BoundDefinition>,
        /// This or less.
        at_most: Option<BoundDefinition>,
    },
}

/// A number, or a day as `YYYY-MM-DD`.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum BoundDefinition {
    /// A number.
    Number(f64),
    /// A number or a day as text.
    Text(String),
}
