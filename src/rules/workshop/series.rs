//! Series by rule: the days on which a session comes again, as RFC 5545 counts them (section 3.3.10), limited to what is planned by it: every
//! so many weeks on some days, or every so many months on a day or on the nth weekday.
//!
//! - The session that is repeated is the first and counts (section 3.8.5.3), also where the rule would not name its day.
//! - Weeks begin on Monday. A month without the day that is named is passed over.
//! - Clock times are those of the place, whatever its clocks do. A day on which they skip one of them is ignored and not counted.
//! - Days that are left out (EXDATE) are taken away after counting.

use super::part::{Fault, Local, Span, end_of, place};
use crate::rules::id::Instant;
use chrono::{DateTime, Datelike, Days, Duration, Months, NaiveDate, NaiveDateTime, Weekday};
use chrono_tz::Tz;

/// Most sessions of a series.
pub const MOST_SESSIONS: usize = 100;

/// Days after the first beyond which nothing is planned: five years.
const MOST_DAYS: u64 = 1_830;

/// Most weeks or months between two.
pub const MOST_INTERVAL: u32 = 52;

/// When it comes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cycle {
    /// On these days of every so many weeks; none: that of the first.
    Weekly(Vec<Weekday>),
    /// On a day of every so many months, 1 to 31 or -1 for the last; none: that of the first.
    MonthlyOn(Option<i32>),
    /// On the nth weekday of every so many months: 1 to 5, or -1 for the last.
    MonthlyNth(i32, Weekday),
}

/// How far it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// So many, the first among them.
    Count(usize),
    /// To a day, which is the last that may be named.
    Until(NaiveDate),
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// When it comes again.
    pub cycle: Cycle,
    /// Every so many weeks or months.
    pub interval: u32,
    /// How far.
    pub end: End,
}

/// A day of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day on which its first part begins.
    pub on: NaiveDate,
    /// When its parts are; none: its beginning has passed.
    pub spans: Option<Vec<Span>>,
}

/// The days of a series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// Those that come, after the first.
    pub days: Vec<Day>,
    /// Those that the clocks of the place rule out.
    pub skipped: Vec<NaiveDate>,
}

/// Words of weekdays in rules.
const WORDS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// All weekdays, as weeks count them.
pub const WEEKDAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// The word of a weekday in rules.
pub fn word(day: Weekday) -> &'static str {
    WORDS.get(day.num_days_from_monday() as usize).copied().unwrap_or("MO")
}

/// The weekday with this word.
pub fn weekday(word: &str) -> Option<Weekday> {
    WEEKDAYS
        .into_iter()
        .zip(WORDS)
        .find_map(|(day, known)| (known == word).then_some(day))
}

impl Rule {
    /// A rule as RFC 5545 writes it, for a first part that begins at a clock time of a place; none: it is none, or says more than is offered.
    /// `UNTIL` is a day, or an instant in UTC.
    pub fn parse(text: &str, first: NaiveDateTime, zone: Tz) -> Option<Self> {
        let (mut freq, mut interval, mut end) = (None, 1, None);
        let (mut by_day, mut by_month_day, mut set_pos) = (None, None, None);
        for part in text.trim().trim_start_matches("RRULE:").split(';') {
            let (name, value) = part.split_once('=')?;
            match name {
                "FREQ" => freq = Some(value),
                "INTERVAL" => interval = value.parse().ok().filter(|count| (1..=MOST_INTERVAL).contains(count))?,
                "COUNT" if end.is_none() => end = Some(End::Count(value.parse().ok().filter(|count| *count > 0)?)),
                "UNTIL" if end.is_none() => end = Some(End::Until(until(value, first, zone)?)),
                "BYDAY" => by_day = Some(value.split(',').map(nth).collect::<Option<Vec<_>>>()?),
                "BYMONTHDAY" => by_month_day = Some(value.parse::<i32>().ok().filter(|day| *day == -1 || (1..=31).contains(day))?),
                "BYSETPOS" => set_pos = Some(value.parse::<i32>().ok()?),
                "WKST" if value == "MO" => {}
                _ => return None,
            }
        }
        let cycle = match (freq?, by_day, by_month_day, set_pos) {
            ("WEEKLY", by_day, None, None) => {
                let days = by_day.unwrap_or_default().into_iter();
                Cycle::Weekly(days.map(|(nth, day)| nth.is_none().then_some(day)).collect::<Option<_>>()?)
            }
            ("MONTHLY", None, by_month_day, None) => Cycle::MonthlyOn(by_month_day),
            ("MONTHLY", Some(days), None, set_pos) => match (days.as_slice(), set_pos) {
                ([(Some(nth), day)], None) => Cycle::MonthlyNth(checked(*nth)?, *day),
                ([(None, day)], Some(nth)) => Cycle::MonthlyNth(checked(nth)?, *day),
                _ => return None,
            },
            _ => return None,
        };
        Some(Self {
            cycle,
            interval,
            end: end?,
        })
    }

    /// As RFC 5545 writes it. The last day is written as its last second at the place.
    pub fn text(&self, zone: Tz) -> String {
        let mut text = match &self.cycle {
            Cycle::Weekly(_) => "FREQ=WEEKLY".to_owned(),
            Cycle::MonthlyOn(_) | Cycle::MonthlyNth(..) => "FREQ=MONTHLY".to_owned(),
        };
        let mut add = |part: String| {
            text.push(';');
            text.push_str(&part);
        };
        if self.interval > 1 {
            add(format!("INTERVAL={}", self.interval));
        }
        match &self.cycle {
            Cycle::Weekly(days) if days.is_empty() => {}
            Cycle::Weekly(days) => add(format!("BYDAY={}", days.iter().map(|day| word(*day)).collect::<Vec<_>>().join(","))),
            Cycle::MonthlyOn(None) => {}
            Cycle::MonthlyOn(Some(day)) => add(format!("BYMONTHDAY={day}")),
            Cycle::MonthlyNth(nth, day) => add(format!("BYDAY={nth}{}", word(*day))),
        }
        match self.end {
            End::Count(count) => add(format!("COUNT={count}")),
            End::Until(on) => match end_of(on, zone) {
                Some(end) => add(format!("UNTIL={}", end.plus(-Duration::seconds(1)).utc().format("%Y%m%dT%H%M%SZ"))),
                None => add(format!("UNTIL={}", on.format("%Y%m%d"))),
            },
        }
        text
    }

    /// The days that the rule names after the first, without an end.
    fn named(&self, first: NaiveDate) -> Vec<NaiveDate> {
        let last = first.checked_add_days(Days::new(MOST_DAYS)).unwrap_or(NaiveDate::MAX);
        let mut days = match &self.cycle {
            Cycle::Weekly(chosen) => weekly(first, last, self.interval, chosen),
            cycle => monthly(first, last, self.interval, |month| day_of(cycle, month, first)),
        };
        days.retain(|on| *on > first && *on <= last);
        days
    }

    /// The series of a session whose parts are these, as the clock at the place shows them, in order.
    pub fn series(&self, parts: &[Local], zone: Tz, now: Instant) -> Series {
        let Some(first) = parts.first().map(|part| part.on) else {
            return Series::default();
        };
        let mut series = Series::default();
        for on in self.named(first) {
            let full = match self.end {
                End::Count(count) => series.days.len() + 1 >= count,
                End::Until(until) => on > until,
            };
            if full || series.days.len() + 1 >= MOST_SESSIONS {
                break;
            }
            match at(parts, on - first, zone, now) {
                Ok(spans) => series.days.push(Day { on, spans }),
                Err(Skipped) => series.skipped.push(on),
            }
        }
        series
    }
}

/// The clocks of the place skip the hour.
struct Skipped;

/// The parts so much later; none: the first has begun.
fn at(parts: &[Local], later: Duration, zone: Tz, now: Instant) -> Result<Option<Vec<Span>>, Skipped> {
    let moved: Option<Vec<Local>> = parts
        .iter()
        .map(|part| {
            Some(Local {
                on: part.on.checked_add_signed(later)?,
                ..*part
            })
        })
        .collect();
    match place(&moved.ok_or(Skipped)?, zone, &[], now) {
        Ok(spans) => Ok(Some(spans)),
        Err(faults) if faults.iter().all(|(_, fault)| *fault == Fault::Past) => Ok(None),
        Err(_) => Err(Skipped),
    }
}

fn weekly(first: NaiveDate, last: NaiveDate, interval: u32, chosen: &[Weekday]) -> Vec<NaiveDate> {
    let own = [first.weekday()];
    let chosen = if chosen.is_empty() { own.as_slice() } else { chosen };
    let mut monday = first - Duration::days(i64::from(first.weekday().num_days_from_monday()));
    let mut days = Vec::new();
    while monday <= last {
        let inside = WEEKDAYS.into_iter().filter(|day| chosen.contains(day));
        days.extend(inside.filter_map(|day| monday.checked_add_days(Days::new(u64::from(day.num_days_from_monday())))));
        match monday.checked_add_days(Days::new(7 * u64::from(interval))) {
            Some(next) => monday = next,
            None => break,
        }
    }
    days
}

fn monthly(first: NaiveDate, last: NaiveDate, interval: u32, day_of: impl Fn(NaiveDate) -> Option<NaiveDate>) -> Vec<NaiveDate> {
    let month = first.with_day(1).unwrap_or(first);
    (0..)
        .map_while(|count: u32| {
            month
                .checked_add_months(Months::new(count.checked_mul(interval)?))
                .filter(|on| *on <= last)
        })
        .filter_map(day_of)
        .collect()
}

/// The day of a month that a cycle names; `month` is its first day.
fn day_of(cycle: &Cycle, month: NaiveDate, first: NaiveDate) -> Option<NaiveDate> {
    let last = month.checked_add_months(Months::new(1))?.pred_opt()?;
    match cycle {
        Cycle::Weekly(_) => None,
        Cycle::MonthlyOn(Some(-1)) => Some(last),
        Cycle::MonthlyOn(day) => month.with_day(u32::try_from(day.unwrap_or(i32::try_from(first.day()).ok()?)).ok()?),
        Cycle::MonthlyNth(-1, weekday) => {
            let back = (7 + last.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7;
            last.checked_sub_days(Days::new(u64::from(back)))
        }
        Cycle::MonthlyNth(nth, weekday) => {
            NaiveDate::from_weekday_of_month_opt(month.year(), month.month(), *weekday, u8::try_from(*nth).ok()?)
        }
    }
}

/// A weekday of a rule with the number before it: `TU`, `1FR`, `-1SU`.
fn nth(text: &str) -> Option<(Option<i32>, Weekday)> {
    let at = text.len().checked_sub(2)?;
    let (number, day) = (text.get(..at)?, text.get(at..)?);
    let number = if number.is_empty() { None } else { Some(number.parse().ok()?) };
    Some((number, weekday(day)?))
}

/// Which weekday of a month.
fn checked(nth: i32) -> Option<i32> {
    (nth == -1 || (1..=5).contains(&nth)).then_some(nth)
}

/// The last day on which a part that begins at this time of day may lie.
fn until(text: &str, first: NaiveDateTime, zone: Tz) -> Option<NaiveDate> {
    if let Ok(on) = NaiveDate::parse_from_str(text, "%Y%m%d") {
        return Some(on);
    }
    let at = NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%SZ").ok()?;
    let there = DateTime::<chrono::Utc>::from_naive_utc_and_offset(at, chrono::Utc)
        .with_timezone(&zone)
        .naive_local();
    if there.time() >= first.time() {
        Some(there.date())
    } else {
        there.date().pred_opt()
    }
}

#[cfg(test)]
mod tests;
