//! The only place that asks what time it is. It is read once per request or job run and passed down as a value.

use crate::rules::id::Instant;
use chrono::Duration;
use std::sync::{Arc, Mutex};

/// Where an instant comes from.
#[derive(Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Stands still until moved; for tests and for `--as-of`.
    Fixed(Arc<Mutex<Instant>>),
}

impl Clock {
    /// A clock that stands at this instant.
    pub fn fixed(at: Instant) -> Self {
        Self::Fixed(Arc::new(Mutex::new(at)))
    }

    /// The present instant, with microseconds.
    pub fn now(&self) -> Instant {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one place where the machine is asked")]
            Self::System => chrono::Utc::now().into(),
            Self::Fixed(at) => *at.lock().unwrap_or_else(|poisoned| poisoned.into_inner()),
        }
    }

    /// Moves a fixed clock; the machine's clock is nobody's to move.
    pub fn advance(&self, span: Duration) {
        if let Self::Fixed(at) = self {
            let mut at = at.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            *at = at.plus(span);
        }
    }
}
