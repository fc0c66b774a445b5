//! Own fields with what is on record, as pages show them.

use super::store::field::OwnField;
use super::store::values::FieldValue;
use crate::platform::i18n::{DateForm, Words};
use crate::rules::field;
use crate::rules::own_field::{FilledBy, Kind};
use chrono::NaiveDate;
use serde::Serialize;

/// One field with its present value.
#[derive(Clone, Debug, Serialize)]
pub struct FieldRow {
    /// What it is called.
    pub title: String,
    /// What it says today.
    pub value: Option<String>,
    /// Since when.
    pub from_on: Option<NaiveDate>,
    /// Until when.
    pub to_on: Option<NaiveDate>,
    /// Where it is filled in, for whoever may.
    pub edit_url: Option<String>,
}

impl FieldRow {
    /// One to show.
    pub fn sample(title: &str, value: Option<&str>) -> Self {
        let since = value.and_then(|_| NaiveDate::from_ymd_opt(2026, 3, 1));
        Self {
            title: title.to_owned(),
            value: value.map(str::to_owned),
            from_on: since,
            to_on: None,
            edit_url: Some("/people/1/fields/licence".to_owned()),
        }
    }
}

/// Who may fill which fields in, and where.
#[derive(Clone, Copy, Debug)]
pub struct Filler<'a> {
    /// The page of the person or organisation.
    pub base: &'a str,
    /// As whom the reader fills in; none: not at all.
    pub reader: Option<FilledBy>,
}

/// The fields with what holds today.
pub fn rows(fields: &[OwnField], values: &[FieldValue], filler: Filler<'_>, words: &Words, today: NaiveDate) -> Vec<FieldRow> {
    let row = |field: &OwnField| {
        let present = values.iter().find(|one| one.name == field.code && one.holds(today));
        FieldRow {
            title: field.title(words.locale().code()).to_owned(),
            value: present.map(|one| shown(field, &one.value, words, today)),
            from_on: present.map(|one| one.from_on),
            to_on: present.and_then(|one| one.to_on),
            edit_url: filler
                .reader
                .is_some_and(|reader| field.filled_by(reader))
                .then(|| format!("{}/fields/{}", filler.base, field.code)),
        }
    };
    fields.iter().map(row).collect()
}

/// A kept value as the reader reads it; what is none stays as it is.
pub fn shown(field: &OwnField, value: &str, words: &Words, today: NaiveDate) -> String {
    let day = || field::date(value).filter(|_| field.kind() == Kind::Date);
    match day() {
        Some(day) => words.date(day, DateForm::Numeric, today),
        None => field.said(value, words.locale().code()).to_owned(),
    }
}

/// A kept value as it stands in a field to write into: a day so that it can be read back.
pub fn written(field: &OwnField, value: &str, words: &Words, today: NaiveDate) -> String {
    let german = words.locale().code() == "de";
    if field.kind() == Kind::Date && !german {
        return value.to_owned();
    }
    shown(field, value, words, today)
}
