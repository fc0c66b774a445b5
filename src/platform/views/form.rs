//! What form partials are filled with: what was typed stays, the fault stands beside it.

use serde::Serialize;

/// One field of a form: its name, what was typed, and what is wrong with it in the person's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Name that the form sends; also the element's id.
    pub name: String,
    /// What was typed, or what is stored; never corrected on the way.
    pub value: String,
    /// What is wrong and the remedy.
    pub error: Option<String>,
}

impl Field {
    /// An empty field.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// A field with what was typed or stored.
    pub fn with(name: &str, value: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            value: value.into(),
            error: None,
        }
    }

    /// The same field with a fault.
    #[must_use]
    pub fn wrong(mut self, error: impl Into<String>) -> Self {
        self.error = Some(error.into());
        self
    }
}

/// One choice of a select, of radio rows or of a group of checkboxes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// Its words, in the person's language.
    pub label: String,
    /// A second line, where one is needed.
    pub hint: Option<String>,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choice {
    /// A choice that is not chosen.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
            chosen: false,
        }
    }

    /// Chosen if this holds.
    #[must_use]
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }

    /// With a second line.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// One line of the summary above a form: it names the field and leads to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormFault {
    /// Name of the field.
    pub field: String,
    /// Label and fault, in the person's language.
    pub text: String,
}
