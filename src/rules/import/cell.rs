//! Reading the cells of one row into what they mean. The first fault, in the order of the columns, is the row's.

use super::header::Mapping;
use super::{Reason, Refusal};
use crate::rules::day::is_possible;
use crate::rules::email_address::{EmailAddress, LONGEST, Malformed};
use crate::rules::letter;
use crate::rules::{language, spreadsheet};
use chrono::NaiveDate;

/// Longest identifier of others.
pub const LONGEST_ID: usize = 100;

/// Longest name.
pub const LONGEST_NAME: usize = 200;

/// Reads a row and remembers its first fault.
#[derive(Debug)]
pub struct Reader<'a> {
    cells: &'a [String],
    mapping: &'a Mapping,
    refusal: Option<Refusal>,
}

impl<'a> Reader<'a> {
    /// Begins with a row. One with another number of cells than the header is refused, since nobody knows which cell is which.
    pub fn new(cells: &'a [String], width: usize, mapping: &'a Mapping) -> Self {
        let surplus_is_empty = || cells.iter().skip(width).all(|cell| cell.trim().is_empty());
        let whole = cells.len() == width || cells.len() > width && surplus_is_empty();
        let ragged = || Refusal::new("", Reason::Ragged).with("has", cells.len()).with("needs", width);
        Self {
            cells,
            mapping,
            refusal: (!whole).then(ragged),
        }
    }

    /// The row's fault, if it has one.
    pub fn refusal(self) -> Option<Refusal> {
        self.refusal
    }

    /// Whether the file has this column.
    pub fn has(&self, column: &str) -> bool {
        self.mapping.place(column).is_some()
    }

    /// What stands in a column, without spaces around it and without the apostrophe of an export; empty where the file lacks the column.
    pub fn raw(&self, column: &str) -> &'a str {
        let cell = self.mapping.place(column).and_then(|place| self.cells.get(place));
        cell.map_or("", |cell| spreadsheet::original(cell.trim()))
    }

    /// Notes a fault; the first one stays.
    pub fn refuse(&mut self, refusal: Refusal) {
        self.refusal.get_or_insert(refusal);
    }

    /// One line of text that may be empty.
    pub fn text(&mut self, column: &str, most: usize) -> String {
        let text = letter::visible(self.raw(column));
        let has = text.chars().count();
        if let Some(turning) = letter::turning(&text) {
            self.refuse(Refusal::new(column, Reason::Invalid).with("turning", letter::code_point(turning)));
        } else if has > most {
            self.refuse(Refusal::new(column, Reason::TooLong).with("most", most).with("has", has));
        } else if text.chars().any(char::is_control) {
            self.refuse(Refusal::new(column, Reason::Invalid));
        }
        text.trim().to_owned()
    }

    /// One line of text that must be there.
    pub fn required(&mut self, column: &str, most: usize) -> String {
        let text = self.text(column, most);
        if text.is_empty() {
            self.refuse(Refusal::new(column, Reason::Missing));
        }
        text
    }

    /// A day of the calendar, as `YYYY-MM-DD` or `DD.MM.YYYY`, in the years that forms take as well.
    pub fn day(&mut self, column: &str) -> Option<NaiveDate> {
        let text = self.raw(column);
        if text.is_empty() {
            return None;
        }
        let found = day(text);
        if found.is_none() {
            self.refuse(Refusal::new(column, Reason::NoDate));
        }
        found
    }

    /// A day that must be there. The day answered for a fault is only a stand-in: the row is refused.
    pub fn required_day(&mut self, column: &str) -> NaiveDate {
        if self.raw(column).is_empty() {
            self.refuse(Refusal::new(column, Reason::Missing));
        }
        self.day(column).unwrap_or_default()
    }

    /// A mail address, or nothing.
    pub fn email(&mut self, column: &str) -> Option<EmailAddress> {
        let text = self.raw(column);
        if text.is_empty() {
            return None;
        }
        match text.parse() {
            Ok(address) => Some(address),
            Err(Malformed::TooLong) => {
                let has = text.chars().count();
                self.refuse(Refusal::new(column, Reason::TooLong).with("most", LONGEST).with("has", has));
                None
            }
            Err(Malformed::LineBreak) => {
                self.refuse(Refusal::new(column, Reason::Invalid).with("line_break", "yes"));
                None
            }
            Err(Malformed::Shape) => {
                self.refuse(Refusal::new(column, Reason::Invalid));
                None
            }
        }
    }

    /// A language by its ISO 639-1 code.
    pub fn language(&mut self, column: &str) -> String {
        self.code(column, language::language)
    }

    /// A country by its ISO 3166-1 alpha-2 code.
    pub fn country(&mut self, column: &str) -> String {
        self.code(column, language::country)
    }

    fn code(&mut self, column: &str, find: fn(&str) -> Option<&'static str>) -> String {
        let text = self.raw(column);
        let found = find(text);
        if text.is_empty() {
            self.refuse(Refusal::new(column, Reason::Missing));
        } else if found.is_none() {
            self.refuse(Refusal::new(column, Reason::Unknown));
        }
        found.unwrap_or_default().to_owned()
    }

    /// Words separated by semicolons or commas, each once, in order; one that `known` lacks is a fault.
    pub fn words(&mut self, column: &str, known: &[String]) -> Vec<String> {
        let words = words(self.raw(column));
        if words.iter().any(|word| !known.contains(word)) {
            self.refuse(Refusal::new(column, Reason::Unknown).with("known", known.join(", ")));
        }
        words
    }

    /// A figure with a decimal point or comma, within bounds.
    pub fn figure(&mut self, column: &str, least: f64, most: f64) -> Option<f64> {
        let text = self.raw(column);
        if text.is_empty() {
            return None;
        }
        let found = text
            .replace(',', ".")
            .parse::<f64>()
            .ok()
            .filter(|figure| (least..=most).contains(figure));
        if found.is_none() {
            self.refuse(Refusal::new(column, Reason::Invalid).with("least", least).with("most", most));
        }
        found
    }
}

/// The words of a cell, separated by semicolons or commas, each once, in order.
pub fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = text
        .split([';', ','])
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The day that a text names: `YYYY-MM-DD` or `DD.MM.YYYY`. Spreadsheets add midnight to days, which is taken off.
pub fn day(text: &str) -> Option<NaiveDate> {
    let text = text
        .strip_suffix(" 00:00:00")
        .or_else(|| text.strip_suffix("T00:00:00"))
        .unwrap_or(text);
    // Years of two figures are never guessed, and chrono would take signs and spaces.
    let plain = text.len() <= 10 && text.starts_with(|letter: char| letter.is_ascii_digit()) && !text.contains([' ', '+']);
    let found = if text.contains('.') {
        NaiveDate::parse_from_str(text, "%d.%m.%Y").ok()
    } else {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
    };
    found.filter(|found| plain && is_possible(*found))
}
