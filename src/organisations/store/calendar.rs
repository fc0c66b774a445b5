//! Weekend days and holidays per country.

use crate::on;
use crate::platform::db::{Conn, Json};
use crate::rules::calendar::Calendar;
use crate::schema::{country_calendars, holidays, locations};
use chrono::{NaiveDate, Weekday};
use diesel::prelude::*;
use std::collections::BTreeSet;

/// A free date of a country.
#[derive(Clone, Debug, Queryable)]
pub struct Holiday {
    /// The date.
    pub falls_on: NaiveDate,
    /// What it is called there.
    pub name: String,
}

/// The calendars of all countries, with the hour from which mail is sent.
pub fn load(conn: &mut Conn, send_hour: u32) -> QueryResult<Calendar> {
    let mut calendar = Calendar {
        send_hour,
        ..Calendar::default()
    };
    let weekends: Vec<(String, Json<Vec<u8>>)> = on!(conn, c => country_calendars::table.load(c))?;
    for (country, days) in weekends {
        calendar.weekends.insert(country, days.0.into_iter().filter_map(weekday).collect());
    }
    let free: Vec<(String, NaiveDate)> = on!(conn, c => holidays::table.select((holidays::country, holidays::falls_on)).load(c))?;
    for (country, falls_on) in free {
        calendar.holidays.entry(country).or_default().insert(falls_on);
    }
    Ok(calendar)
}

/// Countries in which somebody works, and those with a calendar.
pub fn countries(conn: &mut Conn) -> QueryResult<BTreeSet<String>> {
    let mut all: BTreeSet<String> = on!(conn, c => locations::table.select(locations::country).distinct().load::<String>(c))?
        .into_iter()
        .collect();
    all.extend(on!(conn, c => country_calendars::table.select(country_calendars::country).load::<String>(c))?);
    all.extend(on!(conn, c => holidays::table.select(holidays::country).distinct().load::<String>(c))?);
    Ok(all)
}

/// The free days of the week of a country, Monday 1 to Sunday 7; none: nothing is entered.
pub fn weekend(conn: &mut Conn, country: &str) -> QueryResult<Option<Vec<u8>>> {
    let found: Option<Json<Vec<u8>>> = on!(conn, c => country_calendars::table
        .find(country)
        .select(country_calendars::weekend)
        .first(c)
        .optional())?;
    Ok(found.map(|days| days.0))
}

/// The holidays of a country, in order.
pub fn holidays_of(conn: &mut Conn, country: &str) -> QueryResult<Vec<Holiday>> {
    on!(conn, c => holidays::table
        .filter(holidays::country.eq(country))
        .order(holidays::falls_on)
        .select((holidays::falls_on, holidays::name))
        .load(c))
}

/// Replaces the free days of the week of a country.
pub fn set_weekend(conn: &mut Conn, country: &str, days: Vec<u8>) -> QueryResult<()> {
    let days = Json(days);
    let row = (country_calendars::country.eq(country), country_calendars::weekend.eq(&days));
    on!(conn, c => diesel::insert_into(country_calendars::table)
        .values(&row)
        .on_conflict(country_calendars::country)
        .do_update()
        .set(country_calendars::weekend.eq(&days))
        .execute(c))?;
    Ok(())
}

/// Replaces the holidays of a country.
pub fn set_holidays(conn: &mut Conn, country: &str, days: &[(NaiveDate, String)]) -> QueryResult<()> {
    on!(conn, c => diesel::delete(holidays::table.filter(holidays::country.eq(country))).execute(c))?;
    let rows: Vec<_> = days
        .iter()
        .map(|(falls_on, name)| {
            (
                holidays::country.eq(country),
                holidays::falls_on.eq(falls_on),
                holidays::name.eq(name),
            )
        })
        .collect();
    on!(conn, c => diesel::insert_into(holidays::table).values(&rows).execute(c))?;
    Ok(())
}

/// Monday 1 to Sunday 7.
fn weekday(number: u8) -> Option<Weekday> {
    Weekday::try_from(number.checked_sub(1)?).ok()
}
