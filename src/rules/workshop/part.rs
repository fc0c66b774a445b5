//! When the parts of a session take place: typed as clock times at the place, kept as instants.

use crate::rules::id::Instant;
use chrono::{DateTime, Duration, LocalResult, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde::Serialize;

/// Most hours of one part: longer is a mistake in typing.
pub const MOST_HOURS: i64 = 14;

/// A part as the clock at the place shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Local {
    /// The day.
    pub on: NaiveDate,
    /// From when.
    pub from: NaiveTime,
    /// Until when, on the same day.
    pub to: NaiveTime,
}

/// A part as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Span {
    /// From when.
    pub starts_at: Instant,
    /// Until when.
    pub ends_at: Instant,
}

impl Span {
    /// Whether both share any time; one that begins when the other ends does not.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.starts_at < other.ends_at && other.starts_at < self.ends_at
    }

    /// Whole minutes.
    pub fn minutes(&self) -> i64 {
        (*self.ends_at - *self.starts_at).num_minutes()
    }
}

/// What is wrong with a part, and with which of its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It ends before it begins, or at once.
    EndsBefore,
    /// It takes more than [`MOST_HOURS`].
    TooLong,
    /// The clocks of the place skip the hour at which it is to begin.
    BeginSkipped,
    /// The clocks of the place skip the hour at which it is to end.
    EndSkipped,
    /// It shares time with the part of this index.
    Overlaps(usize),
    /// It lies in the past.
    Past,
}

/// The parts as instants, in the order of time, or everything that is wrong with them by index.
///
/// `standing` are the parts as they are kept: one that stays as it is may lie in the past, one that is moved or new may not. An hour that
/// comes twice counts as its first time.
pub fn place(parts: &[Local], zone: Tz, standing: &[Span], now: Instant) -> Result<Vec<Span>, Vec<(usize, Fault)>> {
    let mut faults = Vec::new();
    let mut placed: Vec<(usize, Span)> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        if part.to <= part.from {
            faults.push((index, Fault::EndsBefore));
            continue;
        }
        let (begin, end) = (instant(part.on, part.from, zone), instant(part.on, part.to, zone));
        let (Some(starts_at), Some(ends_at)) = (begin, end) else {
            faults.push((index, if begin.is_none() { Fault::BeginSkipped } else { Fault::EndSkipped }));
            continue;
        };
        let span = Span { starts_at, ends_at };
        if ends_at <= starts_at {
            faults.push((index, Fault::EndsBefore));
            continue;
        }
        if *ends_at - *starts_at > Duration::hours(MOST_HOURS) {
            faults.push((index, Fault::TooLong));
            continue;
        }
        if starts_at <= now && !standing.contains(&span) {
            faults.push((index, Fault::Past));
            continue;
        }
        match placed.iter().find(|(_, other)| other.overlaps(&span)) {
            Some((other, _)) => faults.push((index, Fault::Overlaps(*other))),
            None => placed.push((index, span)),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut spans: Vec<Span> = placed.into_iter().map(|(_, span)| span).collect();
    spans.sort();
    Ok(spans)
}

/// A clock time at a place as an instant; none: the clocks skip it.
pub fn instant(on: NaiveDate, at: NaiveTime, zone: Tz) -> Option<Instant> {
    let found: DateTime<Tz> = match zone.from_local_datetime(&on.and_time(at)) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at,
        LocalResult::None => return None,
    };
    Some(found.with_timezone(&Utc).into())
}

/// An instant as the clock at the place shows it.
pub fn local(at: Instant, zone: Tz) -> chrono::NaiveDateTime {
    at.utc().with_timezone(&zone).naive_local()
}

/// The same clock time so many days earlier at the place; where the clocks skip it, as many times 24 hours earlier.
pub fn days_before(at: Instant, days: i32, zone: Tz) -> Instant {
    let span = Duration::days(i64::from(days));
    let then = local(at, zone) - span;
    instant(then.date(), then.time(), zone).unwrap_or_else(|| at.plus(-span))
}

/// The end of a day at the place.
pub fn end_of(on: NaiveDate, zone: Tz) -> Option<Instant> {
    let next = on.succ_opt()?;
    // Where midnight is skipped, the day begins an hour later.
    instant(next, NaiveTime::MIN, zone).or_else(|| instant(next, NaiveTime::from_hms_opt(1, 0, 0)?, zone))
}
