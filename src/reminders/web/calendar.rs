//! Weekend days and holidays per country.

use crate::organisations::store::calendar;
use crate::people::May;
use crate::people::guard::ManageReminders;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, place};
use crate::platform::i18n::{DateForm, Words};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::reminders::calendar::{USUAL_WEEKEND, code, holidays, set, weekend_fault};
use crate::reminders::pages::{CalendarsPage, CountryPage, CountryRow, tabs};
use actix_web::{HttpResponse, web};
use chrono::{Duration, NaiveDate};
use std::collections::BTreeSet;

/// `GET /reminders/calendar`
pub async fn list(may: May<ManageReminders>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (today, scope) = (may.actor.today(), may.scope.clone());
    let (countries, held) = state
        .db
        .gather(move |conn| {
            let mut countries = Vec::new();
            for country in calendar::countries(conn)? {
                let weekend = calendar::weekend(conn, &country)?;
                let holidays = calendar::holidays_of(conn, &country)?;
                let ahead = holidays.iter().filter(|day| day.falls_on >= today).count();
                countries.push((country, weekend, ahead));
            }
            Ok((countries, super::held_count(conn, &scope)?))
        })
        .await?;
    let words = may.actor.words(&state);
    let names = |days: &[u8]| match days {
        [] => words.text("calendar-none", &[]),
        days => days.iter().map(|day| weekday(words, *day)).collect::<Vec<_>>().join(", "),
    };
    let page = CalendarsPage {
        tabs: tabs("/reminders/calendar", held),
        rows: countries
            .into_iter()
            .map(|(country, weekend, ahead)| CountryRow {
                href: format!("/reminders/calendar/{country}"),
                country: words.country(&country),
                weekend: names(weekend.as_deref().unwrap_or(&USUAL_WEEKEND)),
                ahead,
            })
            .collect(),
    };
    may.show(&state, &page)
}

/// `GET /reminders/calendar/{country}`
pub async fn edit(may: May<ManageReminders>, state: web::Data<State>, country: web::Path<String>) -> Result<HttpResponse, Error> {
    let country = code(&country)?;
    let asked = country.clone();
    let (weekend, holidays) = state
        .db
        .look(move |conn| Ok((calendar::weekend(conn, &asked)?, calendar::holidays_of(conn, &asked)?)))
        .await?;
    let lines: Vec<String> = holidays
        .iter()
        .map(|day| format!("{} {}", day.falls_on, day.name).trim_end().to_owned())
        .collect();
    let weekend: BTreeSet<u8> = weekend.unwrap_or(USUAL_WEEKEND.to_vec()).into_iter().collect();
    let words = may.actor.words(&state);
    may.show(&state, &page(words, &country, &weekend, lines.join("\n"), &[]))
}

/// `POST /reminders/calendar/{country}`: `weekend` once for each free day of the week, `holidays` one a line.
pub async fn update(
    may: May<ManageReminders>,
    state: web::Data<State>,
    country: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Error> {
    let country = code(&country)?;
    let mut faults = Faults::new();
    let weekend: BTreeSet<u8> = sent(&form, "weekend")
        .filter_map(|value| match value.parse() {
            Ok(day @ 1..=7) => Some(day),
            _ => {
                faults.note("weekend", "fault-choice");
                None
            }
        })
        .collect();
    if let Some(fault) = weekend_fault(&weekend) {
        faults.note("weekend", fault);
    }
    let typed = sent(&form, "holidays").next().unwrap_or_default().to_owned();
    let holidays = faults.take("holidays", read(&typed)).unwrap_or_default();
    if let Err(Error::Invalid(found)) = faults.done() {
        let words = may.actor.words(&state);
        return may.show_again(&state, &page(words, &country, &weekend, typed, &found));
    }
    let (by, now, chance) = (may.actor.by(), may.actor.now, state.chance.clone());
    state
        .db
        .save(move |conn| set(conn, &chance, &by, &country, &weekend, &holidays, now))
        .await?;
    answer::done(&state, "/reminders/calendar", &Message::new("calendar-saved"), None)
}

fn sent<'f>(form: &'f [(String, String)], name: &'f str) -> impl Iterator<Item = &'f str> {
    form.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// One holiday a line: the date, then its name.
fn read(typed: &str) -> Result<Vec<(NaiveDate, String)>, Message> {
    let mut days = Vec::new();
    for (index, line) in typed.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let (date, name) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let mut own = Faults::new();
        let Some(day) = own.date("holidays", date, true) else {
            return Err(Message::new("calendar-fault-line").with("line", index + 1));
        };
        days.push((index + 1, day, name.to_owned()));
    }
    holidays(days)
}

fn page(words: &Words, country: &str, weekend: &BTreeSet<u8>, typed: String, found: &[FieldError]) -> CountryPage {
    let (mut free, mut holidays) = (Field::new("weekend"), Field::with("holidays", typed));
    let label = |field: &str| {
        words.text(
            if field == "weekend" {
                "calendar-weekend"
            } else {
                "calendar-holidays"
            },
            &[],
        )
    };
    let faults = place(found, &mut [&mut free, &mut holidays], words, label);
    CountryPage {
        action: format!("/reminders/calendar/{country}"),
        country: words.country(country),
        weekend: free,
        days: (1..8)
            .map(|day| Choice::new(day.to_string(), weekday(words, day)).chosen(weekend.contains(&day)))
            .collect(),
        holidays,
        faults,
    }
}

/// Name of a day of the week, Monday 1 to Sunday 7.
fn weekday(words: &Words, day: u8) -> String {
    // The first of June 2026 is a Monday.
    let first = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap_or_default();
    let date = first + Duration::days(i64::from(day) - 1);
    let long = words.date(date, DateForm::WeekdayLong, date);
    long.split(',').next().unwrap_or_default().to_owned()
}
