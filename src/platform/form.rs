//! Forms and their faults: everything that is wrong is told at once, at its field, and what was typed stays.

use super::error::{Error, FieldError, Message};
use super::i18n::{Value, Words};
use super::views::{Field, FormFault};
use crate::rules::day;
use crate::rules::letter;

/// Gathers faults while a form is read into rules' types.
#[derive(Debug, Default)]
pub struct Faults(Vec<FieldError>);

impl Faults {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a fault of a field.
    pub fn add(&mut self, field: impl Into<String>, message: Message) {
        self.0.push(FieldError::new(field, message));
    }

    /// Notes a fault under a message key without arguments.
    pub fn note(&mut self, field: impl Into<String>, key: &'static str) {
        self.add(field, Message::new(key));
    }

    /// Keeps a value, or notes why there is none.
    pub fn take<T>(&mut self, field: &str, value: Result<T, Message>) -> Option<T> {
        value.map_err(|message| self.add(field, message)).ok()
    }

    /// Text without spaces at its ends, at most so many characters; a required one is noted where it is empty.
    pub fn text(&mut self, field: &str, typed: &str, most: usize, required: bool) -> Option<String> {
        // What shows nothing and came along with pasting is left out.
        let shown = letter::visible(typed);
        let text = shown.trim();
        if text.is_empty() {
            if required {
                self.note(field, "fault-missing");
            }
            return None;
        }
        if let Some(turning) = letter::turning(text) {
            self.add(field, Message::new("fault-turning").with("code", letter::code_point(turning)));
            return None;
        }
        if text.chars().count() > most {
            self.add(field, Message::new("fault-too-long").with("most", most));
            return None;
        }
        if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t' && c != '\r') {
            self.note(field, "fault-control");
            return None;
        }
        Some(text.to_owned())
    }

    /// A calendar date as forms send it: `YYYY-MM-DD`, or `DD.MM.YYYY` as Germans type it.
    pub fn date(&mut self, field: &str, typed: &str, required: bool) -> Option<chrono::NaiveDate> {
        let text = typed.trim();
        if text.is_empty() {
            if required {
                self.note(field, "fault-missing");
            }
            return None;
        }
        let date = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"]
            .iter()
            .find_map(|form| chrono::NaiveDate::parse_from_str(text, form).ok());
        let date = date.filter(|date| day::is_possible(*date));
        if date.is_none() {
            self.note(field, "fault-no-date");
        }
        date
    }

    /// Degrees of latitude (at most 90) or longitude (at most 180), with a point or a comma; none where nothing is typed.
    pub fn degrees(&mut self, field: &str, typed: &str, most: f64) -> Option<f64> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        let read = typed.replace(',', ".").parse::<f64>().ok().filter(|degrees| degrees.abs() <= most);
        if read.is_none() {
            self.note(field, "fault-degrees");
        }
        read
    }

    /// Whether nothing was noted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of it as the error that pages and API answer with 422, or nothing.
    pub fn done(self) -> Result<(), Error> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }

    /// What was read, or all that is wrong with it; nothing read and nothing wrong is a fault of ours.
    pub fn or<T>(self, read: Option<T>) -> Result<T, Error> {
        self.done()?;
        read.ok_or_else(|| Error::internal("read without faults and without fields"))
    }
}

/// The key with which a deed is refused whose record somebody else changed since it was read.
pub const CHANGED_MEANWHILE: &str = "refused-changed-meanwhile";

/// Whether somebody else changed the record since the form was filled in.
pub fn is_changed_meanwhile(error: &Error) -> bool {
    matches!(error, Error::Refused(message) if message.key == CHANGED_MEANWHILE)
}

/// What differs between what somebody typed and what stands there now, since somebody else changed it: field, typed, and now. Nothing typed
/// is lost, and nobody's change is overwritten unseen.
pub fn changed_meanwhile(fields: &[(&str, &str, &str)]) -> Vec<FieldError> {
    let differ = fields.iter().filter(|(_, typed, now)| typed.trim() != *now);
    let fault = |(field, _, now): &(&str, &str, &str)| {
        let message = match now.is_empty() {
            true => Message::new("fault-emptied-meanwhile"),
            false => Message::new("fault-changed-meanwhile").with("now", *now),
        };
        FieldError::new(*field, message)
    };
    differ.map(fault).collect()
}

/// A form as it was sent, for fields that come several times (checkboxes): `web::Form<Typed>`.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(transparent)]
pub struct Typed(Vec<(String, String)>);

impl Typed {
    /// A form with these fields, in this order.
    pub fn of(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// Every field with what was sent, in the order of the form.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What was sent under a name; empty where it is missing.
    pub fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(given, _)| given == name).map_or("", |(_, value)| value)
    }

    /// The revision of the record that the form was filled in from. A form without one is none of ours: no record has -1, so that it counts
    /// as overtaken and overwrites nobody's change.
    pub fn revision(&self) -> i32 {
        self.one("revision").parse().unwrap_or(-1)
    }

    /// Everything that was sent under a name.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0
            .iter()
            .filter(|(given, _)| given == name)
            .map(|(_, value)| value.clone())
            .collect()
    }
}

/// Puts faults beside their fields and answers the summary above the form; a fault whose field the form does not show stands there alone.
/// `label` answers a field's label in the person's language.
pub fn place(faults: &[FieldError], fields: &mut [&mut Field], words: &Words, label: impl Fn(&str) -> String) -> Vec<FormFault> {
    faults
        .iter()
        .map(|fault| {
            let text = message(words, &fault.message);
            if let Some(field) = fields.iter_mut().find(|field| field.name == fault.field) {
                field.error = Some(text.clone());
            }
            FormFault {
                field: fault.field.clone(),
                text: format!("{}: {text}", label(&fault.field)),
            }
        })
        .collect()
}

/// Placeholders that count something, so that they choose the form of the words; whatever else looks like a number may be a code.
const COUNTS: [&str; 5] = ["count", "told", "tomorrow", "before", "other"];

/// A placeholder's value as the words take it.
pub fn counted(name: &str, text: &str) -> Value<'static> {
    match text.parse::<i64>() {
        Ok(count) if COUNTS.contains(&name) => count.into(),
        _ => text.to_owned().into(),
    }
}

/// A message in the person's language.
pub fn message(words: &Words, message: &Message) -> String {
    let values: Vec<(&str, Value<'_>)> = message.args.iter().map(|(name, text)| (*name, counted(name, text))).collect();
    words.text(message.key, &values)
}
