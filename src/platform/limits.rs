//! Rate limits in one place: so many events of a kind per key within a window, counted in memory of this node.

use crate::platform::error::Error;
use crate::rules::id::Instant;
use chrono::Duration;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// More keys than this are never remembered at once; the oldest windows go first.
const MOST_KEYS: usize = 100_000;

/// Counts events; cheap to clone, clones share the counts.
#[derive(Clone, Default)]
pub struct Limits(Arc<Mutex<HashMap<String, Window>>>);

struct Window {
    begun: Instant,
    count: u32,
}

impl Limits {
    /// Counts one event for this key and refuses it beyond `most` within `window`.
    pub fn count(&self, key: &str, most: u32, window: Duration, now: Instant) -> Result<(), Error> {
        let mut windows = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if windows.len() >= MOST_KEYS {
            windows.retain(|_, w| w.begun.plus(window) > now);
        }
        let entry = windows.entry(key.to_owned()).or_insert(Window { begun: now, count: 0 });
        if entry.begun.plus(window) <= now {
            *entry = Window { begun: now, count: 0 };
        }
        if entry.count >= most {
            let wait = (*entry.begun.plus(window) - *now).num_seconds().max(1);
            return Err(Error::TooMany(wait.unsigned_abs()));
        }
        entry.count += 1;
        Ok(())
    }

    /// How many more events of this key are allowed within the running window.
    pub fn left(&self, key: &str, most: u32, window: Duration, now: Instant) -> u32 {
        let windows = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        match windows.get(key).filter(|running| running.begun.plus(window) > now) {
            Some(running) => most.saturating_sub(running.count),
            None => most,
        }
    }

    /// Takes one counted event back: it turned out to be a good one, which others behind the same key must not pay for.
    pub fn give_back(&self, key: &str) {
        if let Some(running) = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).get_mut(key) {
            running.count = running.count.saturating_sub(1);
        }
    }

    /// Forgets a key, for instance after a right password.
    pub fn forget(&self, key: &str) {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_event_beyond_the_limit_waits_for_the_window_to_end() {
        let limits = Limits::default();
        let now: Instant = "2026-11-24T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into();
        let window = Duration::minutes(15);
        assert!(limits.count("a", 2, window, now).is_ok());
        assert!(limits.count("a", 2, window, now).is_ok());
        assert!(matches!(limits.count("a", 2, window, now), Err(Error::TooMany(900))));
        assert!(limits.count("b", 2, window, now).is_ok());
        assert_eq!((limits.left("a", 2, window, now), limits.left("b", 2, window, now)), (0, 1));
        limits.give_back("b");
        assert_eq!(limits.left("b", 2, window, now), 2);
        assert!(limits.count("a", 2, window, now.plus(window)).is_ok());
    }
}
