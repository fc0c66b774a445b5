//! The working days of a country, checked and kept, for the page and for calls alike.

use crate::organisations::store::calendar;
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::rules::id::Instant;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Free days of the week where nothing is entered, Monday 1 to Sunday 7.
pub const USUAL_WEEKEND: [u8; 2] = [6, 7];

const MOST_HOLIDAYS: usize = 1000;
const LONGEST_NAME: usize = 100;

/// A country's code (ISO 3166-1 alpha-2), or 404: nothing else is in an address.
pub fn code(text: &str) -> Result<String, Error> {
    let plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if plain { Ok(text.to_owned()) } else { Err(Error::NotFound) }
}

/// Holidays in order, each date once; `given` counts from 1 in what is said of a wrong one.
pub fn holidays(given: impl IntoIterator<Item = (usize, NaiveDate, String)>) -> Result<Vec<(NaiveDate, String)>, Message> {
    let mut days = BTreeMap::new();
    for (place, on, name) in given {
        let name = name.trim();
        if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
            return Err(Message::new("calendar-fault-name").with("line", place));
        }
        days.insert(on, name.to_owned());
    }
    if days.len() > MOST_HOLIDAYS {
        return Err(Message::new("calendar-fault-many").with("most", MOST_HOLIDAYS));
    }
    Ok(days.into_iter().collect())
}

/// Why these cannot be the free days of the week; none: they can.
pub fn weekend_fault(weekend: &BTreeSet<u8>) -> Option<&'static str> {
    if !weekend.iter().all(|day| (1..=7).contains(day)) {
        return Some("fault-choice");
    }
    (weekend.len() == 7).then_some("calendar-fault-week")
}

/// Keeps what was checked.
pub fn set(
    conn: &mut Conn,
    chance: &Chance,
    by: &By,
    country: &str,
    weekend: &BTreeSet<u8>,
    holidays: &[(NaiveDate, String)],
    now: Instant,
) -> Result<(), Error> {
    let before = calendar::holidays_of(conn, country)?.len();
    calendar::set_weekend(conn, country, weekend.iter().copied().collect())?;
    calendar::set_holidays(conn, country, holidays)?;
    let deed = Deed {
        action: "calendar.change",
        subject_kind: "country_calendars",
        subject_id: country.to_owned(),
        subject_label: country.to_owned(),
        organisation_path: String::new(),
        before: audit::state(&serde_json::json!({ "holidays": before })),
        after: audit::state(&serde_json::json!({ "weekend": weekend, "holidays": holidays.len() })),
    };
    Ok(audit::record(conn, chance, now, by, deed)?)
}
