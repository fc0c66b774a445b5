//! Named places at which a test lets the process die, and the instant at which it then believes to live. Only debug builds know them; in
//! a release build a place is nothing.
//!
//! `CRASH_AT=7` aborts at the seventh place that is reached, whichever it is, and says its name; `CRASH_AT=plan.read` where this one is
//! reached first; `CRASH_AT=nowhere` says the name of each and lives. `CLOCK_AT` is the instant.

use super::clock::Clock;

/// A place where the process may die. Names are stable words, by what has just happened.
#[inline]
pub fn point(name: &'static str) {
    #[cfg(debug_assertions)]
    reached::count(name);
    #[cfg(not(debug_assertions))]
    let _ = name;
}

/// The machine's clock, or one that stands where a test put it.
pub fn clock() -> Clock {
    #[cfg(debug_assertions)]
    if let Some(at) = reached::instant() {
        return Clock::fixed(at);
    }
    Clock::System
}

#[cfg(debug_assertions)]
mod reached {
    use crate::rules::id::Instant;
    use chrono::{DateTime, Utc};
    use std::io::Write;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU64, Ordering};

    static REACHED: AtomicU64 = AtomicU64::new(0);
    static LAST: OnceLock<Option<String>> = OnceLock::new();

    pub fn count(name: &str) {
        let Some(last) = LAST.get_or_init(|| std::env::var("CRASH_AT").ok()) else {
            return;
        };
        if last == "nowhere" {
            // Whether anybody reads it or not, the process lives on.
            let _ = writeln!(std::io::stderr(), "reached {name}");
            return;
        }
        let reached = REACHED.fetch_add(1, Ordering::SeqCst) + 1;
        if last == name || last.parse() == Ok(reached) {
            // Whether anybody reads it or not, the process dies here.
            let _ = writeln!(std::io::stderr(), "died at {name}");
            std::process::abort();
        }
    }

    pub fn instant() -> Option<Instant> {
        let at: DateTime<Utc> = std::env::var("CLOCK_AT").ok()?.parse().ok()?;
        Some(at.into())
    }
}
