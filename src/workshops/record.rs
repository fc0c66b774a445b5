//! What became of the bookings of sessions within some days, and what each costs: the ground of costs and reports.

use super::store::{self, Found, Named, Which};
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::Status;
use crate::rules::workshop::cost::{Fate, Known, fate};
use crate::rules::workshop::part::local;
use chrono::{Days, NaiveDate, NaiveTime};
use std::collections::{BTreeMap, HashMap, HashSet};

/// First and last day on which a session begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Within {
    /// The first.
    pub from_on: NaiveDate,
    /// The last.
    pub to_on: NaiveDate,
}

/// A booking and what became of it.
#[derive(Clone, Debug)]
pub struct Line {
    /// The booking.
    pub named: Named,
    /// What became of it.
    pub fate: Fate,
}

/// The bookings of a scope, by the order of their sessions.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The sessions, by identifier.
    pub sessions: HashMap<Id, Found>,
    /// The bookings that ever had a seat for sure, or have one.
    pub lines: Vec<Line>,
}

/// What is due for bookings in one currency, in its minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// What nothing changes any more.
    pub settled: i64,
    /// What is expected of seats that are booked.
    pub expected: i64,
}

impl Record {
    /// The session of a booking.
    pub fn session(&self, line: &Line) -> Option<&Found> {
        self.sessions.get(&line.named.booking.session_id)
    }

    /// What a booking costs, with the currency; none: its session is free.
    pub fn due(&self, line: &Line) -> Option<(&str, i64)> {
        let price = self.session(line)?.price.as_ref()?;
        Some((price.currency.as_str(), price.due(line.fate)))
    }

    /// What is due in each currency.
    pub fn sums(&self) -> BTreeMap<String, Sum> {
        let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
        for line in &self.lines {
            if let Some((currency, amount)) = self.due(line) {
                let sum = sums.entry(currency.to_owned()).or_default();
                *if line.fate.is_final() {
                    &mut sum.settled
                } else {
                    &mut sum.expected
                } += amount;
            }
        }
        sums
    }
}

/// Loads what became of a scope's bookings.
pub fn record(conn: &mut Conn, scope: &Scope, within: Within) -> Result<Record, Error> {
    let at = |on: Option<NaiveDate>| on.map(|on| Instant::from(on.and_time(NaiveTime::MIN).and_utc()));
    // A day more on either side, for the zones of the places.
    let from = at(within.from_on.checked_sub_days(Days::new(1)));
    let to = at(within.to_on.checked_add_days(Days::new(2)));
    let Some((from, to)) = from.zip(to) else {
        return Ok(Record::default());
    };
    let begins = |found: &Found| found.session.starts_at.map(|at| local(at, found.session.zone()).date());
    let mut all = store::list(conn, &Which::Between(from, to))?;
    all.retain(|found| begins(found).is_some_and(|on| within.from_on <= on && on <= within.to_on));
    let ids: Vec<Id> = all.iter().map(|found| found.session.id).collect();
    let closed: Vec<Id> = all
        .iter()
        .filter(|found| found.session.closed_at.is_some())
        .map(|found| found.session.id)
        .collect();
    let places: HashMap<Id, usize> = ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    let sessions: HashMap<Id, Found> = all.into_iter().map(|found| (found.session.id, found)).collect();
    let bookings = store::in_sessions(conn, scope, &ids)?;
    let booking_ids: Vec<Id> = bookings.iter().map(|named| named.booking.id).collect();
    let mut ends = store::ends_of(conn, &booking_ids)?;
    let outcomes = store::outcomes_of(conn, &closed)?;
    let mut lines: Vec<Line> = bookings
        .into_iter()
        .filter_map(|named| {
            let end = ends.remove(&named.booking.id).unwrap_or_default();
            let found = sessions.get(&named.booking.session_id)?;
            let status = named.booking.status();
            let known = Known {
                status,
                had_seat: end.had_seat,
                ended_at: named.booking.ended_at,
                until: found.cancels_until(),
                by_us: status == Status::Cancelled && !theirs(&end.last),
                outcome: outcomes.get(&named.booking.id).copied(),
            };
            let fate = fate(&known);
            (fate != Fate::Open).then_some(Line { named, fate })
        })
        .collect();
    lines.sort_by_key(|line| {
        let booking = &line.named.booking;
        (places.get(&booking.session_id).copied(), booking.queued_at, booking.id)
    });
    let used: HashSet<Id> = lines.iter().map(|line| line.named.booking.session_id).collect();
    Ok(Record {
        sessions: sessions.into_iter().filter(|(id, _)| used.contains(id)).collect(),
        lines,
    })
}

/// Whether what happened last to a booking that was taken back was done for whoever had it. Anything else was ours: the session was cancelled,
/// whoever runs it took it back, or two records became one.
fn theirs(kind: &str) -> bool {
    kind == Status::Cancelled.as_str()
}
