//! How fast mail may leave: so many a minute in all and so many to one domain, over all nodes that share a database.
//!
//! What is used up stands in the database ([`used`](super::used)), since no node knows of the others. It is asked and written once for a
//! claim, not for each mail, and not at all where nothing is limited.

use super::used::{self, ANYWHERE};
use crate::platform::config::Mail;
use crate::platform::db::Conn;
use crate::rules::id::Instant;
use chrono::Duration;
use diesel::QueryResult;
use std::collections::{BTreeMap, BTreeSet};

/// The limits.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    all: Option<Limit>,
    each: Option<Limit>,
}

/// How fast a bucket fills, and what it holds.
#[derive(Clone, Copy, Debug)]
struct Limit {
    interval: Duration,
    tolerance: Duration,
}

/// How far a limit is used up (GCRA): `free_at` is when all that was taken is paid off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bucket {
    pub free_at: Instant,
    /// When the last mail that has to wait is to ask again.
    pub promised_at: Option<Instant>,
}

/// The limits in the hands of one claim: until its transaction ends nobody else takes places.
#[derive(Debug)]
pub struct Gate {
    rates: Rates,
    now: Instant,
    all: Bucket,
    each: BTreeMap<String, Bucket>,
    /// Domains that had no row yet.
    fresh: BTreeSet<String>,
}

/// What may leave at once after a pause: a sixth of a minute's worth.
const BURST: u32 = 6;

/// More than this is owed only where a clock ran ahead, and is not believed: nobody waits for that.
const LONGEST_DEBT: Duration = Duration::hours(1);

/// Whoever would have to wait longer asks again with the first ones instead: a clock that ran ahead keeps nothing back for days.
const LONGEST_PROMISE: Duration = Duration::hours(6);

impl Rates {
    /// So many a minute in all, and so many to each domain; 0: as many as the mail server takes.
    pub fn new(per_minute: u32, per_minute_and_domain: u32) -> Self {
        Self {
            all: Limit::new(per_minute),
            each: Limit::new(per_minute_and_domain),
        }
    }

    /// Those of the settings.
    pub fn of(settings: &Mail) -> Self {
        Self::new(settings.per_minute, settings.per_minute_and_domain)
    }

    /// How many of so many mails to anywhere could leave now. Only reads: whoever takes places asks once more with the limits in hand.
    pub fn room(self, conn: &mut Conn, most: i64, now: Instant) -> QueryResult<i64> {
        let Some(limit) = self.all else { return Ok(most) };
        let bucket = used::find(conn, ANYWHERE)?.unwrap_or(Bucket::fresh(now));
        Ok(bucket.room(limit, now).min(most))
    }

    /// Takes the limits into the hands of this transaction.
    pub fn hold(self, conn: &mut Conn, now: Instant) -> QueryResult<Gate> {
        let fresh = Bucket::fresh(now);
        let limited = self.all.is_some() || self.each.is_some();
        Ok(Gate {
            rates: self,
            now,
            all: if limited { used::hold(conn, fresh)? } else { fresh },
            each: BTreeMap::new(),
            fresh: BTreeSet::new(),
        })
    }

    /// Whether mails to anywhere are limited.
    pub fn limits_all(self) -> bool {
        self.all.is_some()
    }

    /// Gives back places for mails to anywhere that were not used.
    pub fn give_back(self, conn: &mut Conn, count: usize, now: Instant) -> QueryResult<()> {
        let Some(limit) = self.all else { return Ok(()) };
        let mut gate = self.hold(conn, now)?;
        gate.all.free_at = gate.all.free_at.plus(-limit.worth(count));
        gate.keep(conn)
    }
}

impl Gate {
    /// How many of so many mails to anywhere may leave now.
    pub fn room(&self, most: i64) -> i64 {
        self.rates.all.map_or(most, |limit| self.all.room(limit, self.now).min(most))
    }

    /// Takes places for so many mails to anywhere, whether or not there is room.
    pub fn take(&mut self, count: usize) {
        if let Some(limit) = self.rates.all {
            self.all.spend(limit, count, self.now);
        }
    }

    /// Learns how far the limits of these addresses' domains are used up.
    pub fn meet<'a>(&mut self, conn: &mut Conn, addresses: impl Iterator<Item = &'a str>) -> QueryResult<()> {
        if self.rates.each.is_none() {
            return Ok(());
        }
        let domains: BTreeSet<String> = addresses.map(domain).collect();
        self.each = used::of(conn, &domains)?;
        self.fresh = domains.into_iter().filter(|domain| !self.each.contains_key(domain)).collect();
        Ok(())
    }

    /// Asks for a place for one mail to this address, whose domain was met: none where it may leave now, else when to ask again. Whoever has
    /// to wait is put one after the other, so that they do not all come back at once.
    pub fn wait_for(&mut self, address: &str, urgent: bool) -> Option<Instant> {
        let limit = self.rates.each?;
        let now = self.now;
        let bucket = self.each.entry(domain(address)).or_insert(Bucket::fresh(now));
        if urgent || bucket.room(limit, now) > 0 {
            bucket.spend(limit, 1, now);
            None
        } else {
            Some(bucket.promise(limit, now))
        }
    }

    /// Writes down what was taken.
    pub fn keep(self, conn: &mut Conn) -> QueryResult<()> {
        if self.rates.all.is_some() {
            used::update(conn, &BTreeMap::from([(ANYWHERE.to_owned(), self.all)]))?;
        }
        if self.rates.each.is_some() {
            let (fresh, known): (BTreeMap<_, _>, BTreeMap<_, _>) =
                self.each.into_iter().partition(|(domain, _)| self.fresh.contains(domain));
            used::update(conn, &known)?;
            used::insert(conn, &fresh, self.now)?;
        }
        Ok(())
    }
}

fn domain(address: &str) -> String {
    address.rsplit_once('@').map_or("?", |(_, domain)| domain).to_ascii_lowercase()
}

impl Limit {
    fn new(per_minute: u32) -> Option<Self> {
        let interval = Duration::microseconds(60_000_000 / i64::from((per_minute > 0).then_some(per_minute)?));
        let more = i32::try_from((per_minute / BURST).saturating_sub(1)).unwrap_or(i32::MAX);
        Some(Self {
            interval,
            tolerance: interval * more,
        })
    }

    fn worth(self, count: usize) -> Duration {
        self.interval * i32::try_from(count).unwrap_or(i32::MAX)
    }
}

impl Bucket {
    fn fresh(now: Instant) -> Self {
        Self {
            free_at: now,
            promised_at: None,
        }
    }

    /// When what was taken is paid off, now or later.
    fn paid_at(self, now: Instant) -> Instant {
        let believed = self.free_at <= now.plus(LONGEST_DEBT);
        if believed { self.free_at.max(now) } else { now }
    }

    fn room(self, limit: Limit, now: Instant) -> i64 {
        let room = limit.tolerance - (*self.paid_at(now) - *now);
        if room < Duration::zero() {
            return 0;
        }
        let micros = |span: Duration| span.num_microseconds().unwrap_or(i64::MAX);
        micros(room) / micros(limit.interval).max(1) + 1
    }

    fn spend(&mut self, limit: Limit, count: usize, now: Instant) {
        self.free_at = self.paid_at(now).plus(limit.worth(count));
    }

    fn promise(&mut self, limit: Limit, now: Instant) -> Instant {
        let free = self.paid_at(now).plus(-limit.tolerance).max(now);
        let last = self.promised_at.filter(|last| *last <= now.plus(LONGEST_PROMISE));
        let at = last.map_or(free, |last| last.plus(limit.interval).max(free));
        self.promised_at = Some(at);
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Utc};

    fn at(seconds: i64) -> Instant {
        let noon: DateTime<Utc> = "2026-11-24T12:00:00Z".parse().unwrap();
        (noon + Duration::seconds(seconds)).into()
    }

    /// The limits as one claim after the other holds them.
    struct Claims(Gate);

    impl Claims {
        fn new(per_minute: u32, per_minute_and_domain: u32) -> Self {
            Self(Gate {
                rates: Rates::new(per_minute, per_minute_and_domain),
                now: at(0),
                all: Bucket::fresh(at(0)),
                each: BTreeMap::new(),
                fresh: BTreeSet::new(),
            })
        }

        fn reserve(&mut self, most: i64, now: Instant) -> i64 {
            self.0.now = now;
            let room = self.0.room(most);
            self.0.take(usize::try_from(room).unwrap());
            room
        }

        fn wait_for(&mut self, address: &str, urgent: bool, now: Instant) -> Option<Instant> {
            self.0.now = now;
            self.0.wait_for(address, urgent)
        }
    }

    #[test]
    fn no_limit_lets_everything_pass() {
        let mut claims = Claims::new(0, 0);
        assert_eq!(claims.reserve(1_000_000, at(0)), 1_000_000);
        assert_eq!(claims.wait_for("a@b.example", false, at(0)), None);
    }

    #[test]
    fn a_minute_brings_so_many_places_and_no_more() {
        let mut claims = Claims::new(60, 0);
        assert_eq!(claims.reserve(1000, at(0)), 10, "the burst");
        assert_eq!(claims.reserve(1000, at(0)), 0);
        let later: i64 = (1..=60).map(|second| claims.reserve(1000, at(second))).sum();
        assert_eq!(later, 60);
    }

    #[test]
    fn a_pause_saves_up_no_more_than_the_burst() {
        let mut claims = Claims::new(60, 0);
        claims.reserve(1000, at(0));
        assert_eq!(claims.reserve(1000, at(3600)), 10);
    }

    #[test]
    fn one_domain_waits_and_another_does_not() {
        let mut claims = Claims::new(0, 6);
        assert_eq!(claims.wait_for("a@one.example", false, at(0)), None);
        assert_eq!(claims.wait_for("b@ONE.example", false, at(0)), Some(at(10)));
        assert_eq!(claims.wait_for("c@one.example", false, at(0)), Some(at(20)), "one after the other");
        assert_eq!(claims.wait_for("a@two.example", false, at(0)), None);
        assert_eq!(claims.wait_for("b@one.example", false, at(10)), None, "as promised");
        assert_eq!(claims.wait_for("c@one.example", false, at(20)), None);
    }

    #[test]
    fn whoever_waits_before_the_screen_passes_and_the_others_pay_for_it() {
        let mut claims = Claims::new(0, 6);
        assert_eq!(claims.wait_for("a@one.example", true, at(0)), None);
        assert_eq!(claims.wait_for("b@one.example", true, at(0)), None);
        assert_eq!(claims.wait_for("c@one.example", false, at(0)), Some(at(20)));
    }

    #[test]
    fn a_clock_that_ran_ahead_keeps_nothing_back() {
        let mut claims = Claims::new(60, 60);
        let year = 365 * 24 * 3600;
        claims.reserve(1000, at(year));
        for _ in 0..20 {
            claims.wait_for("a@one.example", false, at(year));
        }
        assert_eq!(claims.reserve(1000, at(0)), 10);
        assert_eq!(claims.reserve(1000, at(0)), 0, "from now on the right clock counts");
        let waits: Vec<Option<Instant>> = (0..12).map(|_| claims.wait_for("a@one.example", false, at(0))).collect();
        assert_eq!((waits[9], waits[10], waits[11]), (None, Some(at(1)), Some(at(2))));
    }
}
