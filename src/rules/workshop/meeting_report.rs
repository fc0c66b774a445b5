//! What a meeting provider says of who took part: the attendance report that Teams, Zoom, Webex and their kin let organisers download, as text.
//!
//! - The **head** is the first line that names a column for people and one for when or how long they were there; what stands before it (a
//!   summary) and after the next empty line (other tables) is passed over.
//! - Somebody who comes and goes has **several lines**: what counts is the time within the part during which at least one of them runs. Where
//!   the provider also states a duration, the smaller of both counts, since the time in a lobby is no time in the meeting.
//! - Clock times without an offset are the organiser's, taken as the zone of the session. Of two ways to read a day (`03/04/2026`) the one
//!   nearer to the part is meant.

use super::part::Span;
use crate::rules::id::{Id, Instant};
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};
use table::table;

mod table;
#[cfg(test)]
mod tests;
pub mod told;

/// Most lines that are read: more is no report of one meeting.
pub const MOST_LINES: usize = 20_000;

/// Somebody of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The name they went by.
    pub name: String,
    /// Their address, in small letters, where the report has one.
    pub email: Option<String>,
    /// Whole minutes within the part.
    pub minutes: i64,
}

/// Why a text is no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// No line names the columns.
    NoHead,
    /// More than [`MOST_LINES`].
    TooLong,
    /// The head has nobody below it.
    Nobody,
}

impl Unreadable {
    /// The last part of the message key.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoHead => "no_head",
            Self::TooLong => "too_long",
            Self::Nobody => "nobody",
        }
    }
}

/// That somebody was there for a while, as a provider's own programs send it.
#[derive(Clone, Debug)]
pub struct Stay {
    /// The name they went by.
    pub name: String,
    /// Their address.
    pub email: Option<String>,
    /// When they came.
    pub joined_at: Instant,
    /// When they left.
    pub left_at: Instant,
}

/// Everybody who stayed, with the minutes that they spent within a part; by name.
pub fn gather(stays: impl IntoIterator<Item = Stay>, part: &Span) -> Result<Vec<Joined>, Unreadable> {
    let mut people = People::default();
    for stay in stays {
        let told = people.told(&stay.name, stay.email.as_deref());
        told.spans.push((stay.joined_at, stay.left_at));
    }
    people.joined(part)
}

/// What the lines of one person say so far.
#[derive(Default)]
struct Told {
    name: String,
    email: Option<String>,
    spans: Vec<(Instant, Instant)>,
    seconds: Option<i64>,
}

/// People by address, else by the words of their name.
#[derive(Default)]
struct People(BTreeMap<String, Told>);

impl People {
    /// What is told of somebody.
    fn told(&mut self, name: &str, email: Option<&str>) -> &mut Told {
        let email = email.map(|email| email.trim().to_lowercase()).filter(|email| email.contains('@'));
        let key = email
            .clone()
            .unwrap_or_else(|| folded(name).into_iter().collect::<Vec<_>>().join(" "));
        let told = self.0.entry(key).or_default();
        if told.name.is_empty() {
            let named = Some(name.trim()).filter(|name| !name.is_empty());
            told.name = named.or(email.as_deref()).unwrap_or_default().to_owned();
        }
        told.email = told.email.take().or(email);
        told
    }

    fn joined(self, part: &Span) -> Result<Vec<Joined>, Unreadable> {
        let one = |told: Told| Joined {
            minutes: minutes(&told, part),
            name: told.name,
            email: told.email,
        };
        let mut all: Vec<Joined> = self.0.into_values().filter(|told| !told.name.is_empty()).map(one).collect();
        all.sort_by_key(|one| one.name.to_lowercase());
        if all.is_empty() { Err(Unreadable::Nobody) } else { Ok(all) }
    }
}

/// Everybody in a report, with the minutes that they spent within a part; by name.
pub fn read(text: &str, part: &Span, zone: Tz) -> Result<Vec<Joined>, Unreadable> {
    if text.lines().count() > MOST_LINES {
        return Err(Unreadable::TooLong);
    }
    let (head, lines) = table(text).ok_or(Unreadable::NoHead)?;
    let mut people = People::default();
    for cells in lines {
        let cell = |at: usize| cells.get(at).map(String::as_str).unwrap_or_default();
        let email = head.addresses.iter().map(|at| cell(*at)).find(|text| text.contains('@'));
        let told = people.told(cell(head.name), email);
        let time = |at: Option<usize>| at.and_then(|at| instant(cell(at), part, zone));
        if let (Some(from), Some(to)) = (time(head.join), time(head.leave)) {
            told.spans.push((from, to));
        }
        if let Some(seconds) = head.duration.and_then(|at| seconds(cell(at))) {
            told.seconds = Some(told.seconds.unwrap_or(0).saturating_add(seconds));
        }
    }
    people.joined(part)
}

/// Whole minutes within a part.
fn minutes(told: &Told, part: &Span) -> i64 {
    let stated = told.seconds.map(|seconds| seconds / 60);
    let seen = (!told.spans.is_empty()).then(|| together(&told.spans, part) / 60);
    let counted = match (stated, seen) {
        (Some(stated), Some(seen)) => stated.min(seen),
        (one, other) => one.or(other).unwrap_or(0),
    };
    counted.clamp(0, part.minutes())
}

/// Seconds of a part that at least one span covers.
fn together(spans: &[(Instant, Instant)], part: &Span) -> i64 {
    let mut within: Vec<(Instant, Instant)> = spans
        .iter()
        .map(|(from, to)| ((*from).max(part.starts_at), (*to).min(part.ends_at)))
        .filter(|(from, to)| from < to)
        .collect();
    within.sort_unstable();
    let (mut sum, mut reached) = (0, part.starts_at);
    for (from, to) in within {
        let from = from.max(reached);
        if from < to {
            sum += (*to - *from).num_seconds();
            reached = to;
        }
    }
    sum
}

/// How clock times are written; the first of a kind that fits is meant.
const FORMS: [&str; 14] = [
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%y %H:%M:%S",
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%y %I:%M:%S %p",
    "%d/%m/%Y %I:%M:%S %p",
    "%m/%d/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M:%S",
    "%m/%d/%y %H:%M:%S",
    "%d/%m/%y %H:%M:%S",
    "%d/%m/%Y %H:%M",
];

/// An instant as a report writes it; of several ways to read it the one nearest to the part.
fn instant(text: &str, part: &Span, zone: Tz) -> Option<Instant> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.with_timezone(&Utc).into());
    }
    // Teams puts a comma between day and time, some a narrow space before the half of the day.
    let plain = text.replace([',', '\u{202f}', '\u{a0}'], " ");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let readings = FORMS.iter().filter_map(|form| NaiveDateTime::parse_from_str(&plain, form).ok());
    // A year of two figures fits the form for four as well: nobody met in the year 26.
    let after = NaiveDate::from_ymd_opt(2000, 1, 1)?;
    readings
        .filter(|local| local.date() >= after)
        .filter_map(|local| zone.from_local_datetime(&local).earliest())
        .map(|at| Instant::from(at.to_utc()))
        .min_by_key(|at| (**at - *part.starts_at).abs())
}

/// A duration in seconds: `1h 2m 3s`, `1 Std. 2 Min.`, `01:02:03`, `62 mins`, or minutes as a plain number.
fn seconds(text: &str) -> Option<i64> {
    let text = text.trim().to_lowercase();
    let parts: Vec<&str> = text.split(':').collect();
    if parts.len() == 3 {
        let figure = |at: usize| parts.get(at)?.parse::<i64>().ok().filter(|figure| (0..1_000).contains(figure));
        return Some(figure(0)? * 3_600 + figure(1)? * 60 + figure(2)?);
    }
    let (mut sum, mut number, mut unit) = (0i64, String::new(), String::new());
    let mut add = |number: &mut String, unit: &mut String| -> Option<()> {
        if !number.is_empty() {
            let figure: i64 = number.parse().ok().filter(|figure| *figure < 1_000_000)?;
            sum += figure
                * match unit.trim() {
                    unit if unit.starts_with('h') || unit.starts_with("std") => 3_600,
                    unit if unit.starts_with('s') => 1,
                    unit if unit.is_empty() || unit.starts_with('m') => 60,
                    _ => return None,
                };
        }
        number.clear();
        unit.clear();
        Some(())
    };
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            if !unit.trim().is_empty() {
                add(&mut number, &mut unit)?;
            }
            number.push(letter);
        } else {
            unit.push(letter);
        }
    }
    let any = !number.is_empty();
    add(&mut number, &mut unit)?;
    any.then_some(sum)
}

/// Somebody whom the list of a session names.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Their booking.
    pub booking_id: Id,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: Option<String>,
    /// Their personnel number.
    pub number: Option<String>,
}

/// Whose booking each line of a report is: by address, else by the personnel number in brackets (`Mehmet Yilmaz (T-112)`), else by a name
/// that only one person on the list and one in the report have. Words of a name count in any order, without capitals and accents; anything
/// else in brackets (`(Guest)`, `(Extern)`) or after a bar does not.
pub fn assign(joined: &[Joined], expected: &[Expected]) -> Vec<Option<Id>> {
    let by_address = |one: &Joined| {
        let email = one.email.as_ref()?;
        let fits = |other: &&Expected| other.email.as_ref().is_some_and(|address| address.to_lowercase() == *email);
        expected.iter().find(fits).map(|other| other.booking_id)
    };
    let mut assigned: Vec<Option<Id>> = joined.iter().map(by_address).collect();
    let by_number = |one: &Joined| {
        let shown = |number: &String| bracketed(&one.name).any(|text| text.eq_ignore_ascii_case(number));
        let fits = |other: &&Expected| other.number.as_ref().is_some_and(shown);
        expected.iter().find(fits).map(|other| other.booking_id)
    };
    let numbered: Vec<Option<Id>> = joined.iter().map(by_number).collect();
    for (at, id) in numbered.into_iter().enumerate() {
        if assigned[at].is_none() && !assigned.contains(&id) {
            assigned[at] = id;
        }
    }
    let names: Vec<BTreeSet<String>> = joined.iter().map(|one| folded(&one.name)).collect();
    for at in 0..joined.len() {
        if assigned[at].is_some() || names[at].is_empty() || names.iter().filter(|name| **name == names[at]).count() > 1 {
            continue;
        }
        let mut fitting = expected.iter().filter(|other| folded(&other.name) == names[at]);
        if let (Some(one), None) = (fitting.next(), fitting.next())
            && !assigned.contains(&Some(one.booking_id))
        {
            assigned[at] = Some(one.booking_id);
        }
    }
    assigned
}

/// What stands in brackets in a name.
fn bracketed(name: &str) -> impl Iterator<Item = &str> {
    name.split(['(', '['])
        .skip(1)
        .filter_map(|rest| rest.split([')', ']']).next())
        .map(str::trim)
}

/// The words of a name without capitals and accents: a keyboard without the letter writes Yilmaz for Yılmaz.
fn folded(name: &str) -> BTreeSet<String> {
    let name = name.split('|').next().unwrap_or_default();
    let mut depth = 0;
    let outside = name.chars().filter(|letter| {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => return depth <= 0,
        }
        false
    });
    let plain = crate::rules::search::folded(&outside.collect::<String>());
    let words = plain.split(|letter: char| !letter.is_alphanumeric() && letter != '-' && letter != '\'');
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
