//! How fast mail may leave: so many a minute in all and so many to one domain, counted by the node whose workers share it.

use crate::platform::config::Mail;
use crate::rules::id::Instant;
use chrono::Duration;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The limits and how far they are used. Cheap to clone; clones count together.
#[derive(Clone, Debug)]
pub struct Rates(Arc<Mutex<Counted>>);

#[derive(Debug)]
struct Counted {
    all: Option<Bucket>,
    each: Option<Bucket>,
    domains: HashMap<String, Bucket>,
}

/// A bucket that fills evenly (GCRA): `free_at` is when all that was taken is paid off.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    interval: Duration,
    tolerance: Duration,
    free_at: Option<Instant>,
    promised_at: Option<Instant>,
}

/// Domains that are remembered; those that owe nothing are forgotten first.
const MOST_DOMAINS: usize = 10_000;

/// What may leave at once after a pause: a sixth of a minute's worth.
const BURST: u32 = 6;

impl Rates {
    /// So many a minute in all, and so many to each domain; 0: as many as the mail server takes.
    pub fn new(per_minute: u32, per_minute_and_domain: u32) -> Self {
        Self(Arc::new(Mutex::new(Counted {
            all: Bucket::new(per_minute),
            each: Bucket::new(per_minute_and_domain),
            domains: HashMap::new(),
        })))
    }

    /// Those of the settings, nothing used yet.
    pub fn of(settings: &Mail) -> Self {
        Self::new(settings.per_minute, settings.per_minute_and_domain)
    }

    /// Takes up to so many places for mails to anywhere, and answers how many there were.
    pub fn reserve(&self, most: i64, now: Instant) -> i64 {
        self.with(|counted| counted.all.as_mut().map_or(most, |bucket| bucket.reserve(most, now)))
    }

    /// Takes places without asking, or with a negative number gives back what was not used.
    pub fn spend(&self, count: i64, now: Instant) {
        self.with(|counted| {
            if let Some(bucket) = &mut counted.all {
                bucket.spend(count, now);
            }
        });
    }

    /// Asks for a place for one mail to this address: none where it may leave now, else when to ask again. Whoever has to wait is put one
    /// after the other, so that they do not all come back at once.
    pub fn wait_for(&self, address: &str, urgent: bool, now: Instant) -> Option<Instant> {
        let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain).to_ascii_lowercase();
        self.with(|counted| {
            let fresh = counted.each?;
            if counted.domains.len() >= MOST_DOMAINS {
                counted.domains.retain(|_, bucket| bucket.free_at.is_some_and(|at| at > now));
            }
            let bucket = counted.domains.entry(domain).or_insert(fresh);
            if urgent {
                bucket.spend(1, now);
                return None;
            }
            if bucket.reserve(1, now) == 1 {
                None
            } else {
                Some(bucket.promise(now))
            }
        })
    }

    fn with<T>(&self, run: impl FnOnce(&mut Counted) -> T) -> T {
        run(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Bucket {
    fn new(per_minute: u32) -> Option<Self> {
        let interval = Duration::microseconds(60_000_000 / i64::from((per_minute > 0).then_some(per_minute)?));
        let more = i32::try_from((per_minute / BURST).saturating_sub(1)).unwrap_or(i32::MAX);
        Some(Self {
            interval,
            tolerance: interval * more,
            free_at: None,
            promised_at: None,
        })
    }

    fn reserve(&mut self, most: i64, now: Instant) -> i64 {
        let owed = self.free_at.map_or(Duration::zero(), |at| (*at - *now).max(Duration::zero()));
        let room = self.tolerance - owed;
        if room < Duration::zero() {
            return 0;
        }
        let micros = |span: Duration| span.num_microseconds().unwrap_or(i64::MAX);
        let count = (micros(room) / micros(self.interval).max(1) + 1).min(most);
        self.spend(count, now);
        count
    }

    fn spend(&mut self, count: i64, now: Instant) {
        let from = self.free_at.map_or(now, |at| at.max(now));
        self.free_at = Some(from.plus(self.interval * i32::try_from(count).unwrap_or(i32::MAX)));
    }

    fn promise(&mut self, now: Instant) -> Instant {
        let free = self.free_at.unwrap_or(now).plus(-self.tolerance);
        let at = self.promised_at.map_or(free, |last| last.plus(self.interval).max(free)).max(now);
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

    #[test]
    fn no_limit_lets_everything_pass() {
        let rates = Rates::new(0, 0);
        assert_eq!(rates.reserve(1_000_000, at(0)), 1_000_000);
        assert_eq!(rates.wait_for("a@b.example", false, at(0)), None);
    }

    #[test]
    fn a_minute_brings_so_many_places_and_no_more() {
        let rates = Rates::new(60, 0);
        assert_eq!(rates.reserve(1000, at(0)), 10, "the burst");
        assert_eq!(rates.reserve(1000, at(0)), 0);
        let later: i64 = (1..=60).map(|second| rates.reserve(1000, at(second))).sum();
        assert_eq!(later, 60);
        rates.spend(-5, at(60));
        assert_eq!(rates.reserve(1000, at(60)), 5, "what was not used is given back");
    }

    #[test]
    fn a_pause_saves_up_no_more_than_the_burst() {
        let rates = Rates::new(60, 0);
        rates.reserve(1000, at(0));
        assert_eq!(rates.reserve(1000, at(3600)), 10);
    }

    #[test]
    fn one_domain_waits_and_another_does_not() {
        let rates = Rates::new(0, 6);
        assert_eq!(rates.wait_for("a@one.example", false, at(0)), None);
        assert_eq!(rates.wait_for("b@ONE.example", false, at(0)), Some(at(10)));
        assert_eq!(rates.wait_for("c@one.example", false, at(0)), Some(at(20)), "one after the other");
        assert_eq!(rates.wait_for("a@two.example", false, at(0)), None);
        assert_eq!(rates.wait_for("b@one.example", false, at(10)), None, "as promised");
        assert_eq!(rates.wait_for("c@one.example", false, at(20)), None);
    }

    #[test]
    fn whoever_waits_before_the_screen_passes_and_the_others_pay_for_it() {
        let rates = Rates::new(0, 6);
        assert_eq!(rates.wait_for("a@one.example", true, at(0)), None);
        assert_eq!(rates.wait_for("b@one.example", true, at(0)), None);
        assert_eq!(rates.wait_for("c@one.example", false, at(0)), Some(at(20)));
    }
}
