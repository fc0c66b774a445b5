//! Days and instants in words. The patterns and the names of months and weekdays stand in `locales/*/dates.ftl`.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use fluent_bundle::FluentArgs;

use super::{Value, Words};

/// How much of a day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateForm {
    /// `2. Dezember 2026`, `2 December 2026`
    Long,
    /// As `Long`, without the year where it is this year's.
    Day,
    /// `02.12.2026`, `2 Dec 2026`
    Numeric,
    /// `02.12.26`, `2 Dec 26`
    Compact,
    /// `02.12.` or `2 Dec` this year, `30.06.2027` or `30 Jun 2027` in another.
    Short,
    /// As `Short`, but `06/27` in another year: what has room in the cell of a heat map.
    Cell,
    /// `Dezember 2026`, `December 2026`
    Month,
    /// `Dez. 26`, `Dec 26`: the head of a month's column
    MonthShort,
    /// `Do 10. Dez.`, `Thu 10 Dec`; with the year where it is another one's
    Weekday,
    /// `Donnerstag, 10. Dezember`, `Thursday, 10 December`; with the year where it is another one's
    WeekdayLong,
}

impl Words {
    /// A day in words; `today` decides whether its year must be named.
    pub fn date(&self, date: NaiveDate, form: DateForm, today: NaiveDate) -> String {
        let this_year = date.year() == today.year();
        let key = match form {
            DateForm::Long => "date-long",
            DateForm::Day if this_year => "date-day",
            DateForm::Day => "date-long",
            DateForm::Numeric => "date-numeric",
            DateForm::Compact => "date-compact",
            DateForm::Short | DateForm::Cell if this_year => "date-short",
            DateForm::Short => "date-numeric",
            DateForm::Cell => "date-month",
            DateForm::Month => "date-month-long",
            DateForm::MonthShort => "date-month-head",
            DateForm::Weekday if this_year => "date-weekday",
            DateForm::Weekday => "date-weekday-year",
            DateForm::WeekdayLong if this_year => "date-weekday-long",
            DateForm::WeekdayLong => "date-weekday-long-year",
        };
        self.found(key, &date_values(date))
    }

    /// How far away a day is: `in 8 Tagen`, `heute`, `vor 3 Tagen`.
    pub fn in_days(&self, date: NaiveDate, today: NaiveDate) -> String {
        let days = (date - today).num_days();
        let mut args = FluentArgs::new();
        args.set("days", days.abs());
        self.found(if days < 0 { "days-ago" } else { "days-ahead" }, &args)
    }

    /// The clock time of an instant at a place: `14:32`.
    pub fn time(&self, at: DateTime<Utc>, zone: Tz) -> String {
        at.with_timezone(&zone).format("%H:%M").to_string()
    }

    /// An instant at a place: `24. November 2026, 14:32`.
    pub fn instant(&self, at: DateTime<Utc>, zone: Tz) -> String {
        self.found("instant", &self.instant_values(at, zone))
    }

    /// An instant with the name of the place's zone, for where the reader may be elsewhere.
    pub fn instant_zoned(&self, at: DateTime<Utc>, zone: Tz) -> String {
        self.found("instant-zoned", &self.instant_values(at, zone))
    }

    fn instant_values(&self, at: DateTime<Utc>, zone: Tz) -> FluentArgs<'static> {
        let local = at.with_timezone(&zone);
        let mut args = date_values(local.date_naive());
        args.set("time", self.time(at, zone));
        args.set("zone", zone.name().replace('_', " "));
        args
    }

    fn found(&self, key: &str, args: &FluentArgs<'_>) -> String {
        self.find(key, args).unwrap_or_else(|| format!("[{key}]"))
    }
}

fn date_values(date: NaiveDate) -> FluentArgs<'static> {
    let mut args = FluentArgs::new();
    // Days and years are given as text: a number would be grouped as 2.026.
    args.set("day", Value::from(date.day().to_string()));
    args.set("day2", Value::from(format!("{:02}", date.day())));
    args.set("month", date.month());
    args.set("month2", Value::from(format!("{:02}", date.month())));
    args.set("year", Value::from(date.year().to_string()));
    args.set("year2", Value::from(format!("{:02}", date.year().rem_euclid(100))));
    args.set("weekday", date.weekday().number_from_monday());
    args
}
