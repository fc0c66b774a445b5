//! Checking in: when a part is open for it, which code the trainer's screen shows, and what a device's clock is worth.

use super::part::Span;
use crate::rules::id::{Id, Instant};
use chrono::Duration;

/// How long one code stands.
pub const STEP_SECONDS: i64 = 10;

/// How long somebody who scanned a code has to confirm.
pub const TICKET_MINUTES: i64 = 3;

/// Longest that a device may have kept a mark.
const LONGEST_KEPT_DAYS: i64 = 60;

/// A workshop's figures for attendance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Minutes before a part from which on one may check in.
    pub early_minutes: i32,
    /// Minutes after its beginning until which one may check in by oneself.
    pub late_minutes: i32,
    /// Least share of the minutes, in per cent.
    pub least_percent: i32,
}

/// Whether one may check in by oneself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// Not before then.
    Early(Instant),
    /// Until then.
    Open(Instant),
    /// Not any more; whoever teaches marks who came later.
    Late,
}

impl Figures {
    /// From when on a part is open.
    pub fn opens_at(&self, span: &Span) -> Instant {
        span.starts_at.plus(-Duration::minutes(i64::from(self.early_minutes)))
    }

    /// Until when one may check in by oneself; never past the part's end.
    pub fn shuts_at(&self, span: &Span) -> Instant {
        let late = span.starts_at.plus(Duration::minutes(i64::from(self.late_minutes)));
        late.min(span.ends_at)
    }

    /// Whether one may check in by oneself now.
    pub fn window(&self, span: &Span, now: Instant) -> Window {
        let (opens_at, shuts_at) = (self.opens_at(span), self.shuts_at(span));
        if now < opens_at {
            Window::Early(opens_at)
        } else if now <= shuts_at {
            Window::Open(shuts_at)
        } else {
            Window::Late
        }
    }

    /// The part that a list shows of itself: the first that is open and not over, so that whoever comes late to one that goes on is not
    /// entered for the next; else the last that was open, else the first.
    pub fn current(&self, spans: &[Span], now: Instant) -> usize {
        let is_open = |span: &Span| self.opens_at(span) <= now;
        let goes_on = spans.iter().position(|span| is_open(span) && now < span.ends_at);
        goes_on.or_else(|| spans.iter().rposition(is_open)).unwrap_or(0)
    }
}

/// The step of the code at an instant.
pub fn step(now: Instant) -> i64 {
    now.timestamp().div_euclid(STEP_SECONDS)
}

/// What is sealed as the code of a part at a step.
pub fn code_text(part_id: Id, step: i64) -> String {
    format!("{part_id} {step}")
}

/// Texts whose seals count as the code of a part now: this step's and the one before, since a scan takes a moment.
pub fn code_texts(part_id: Id, now: Instant) -> [String; 2] {
    let step = step(now);
    [code_text(part_id, step), code_text(part_id, step - 1)]
}

/// What is sealed as the ticket of somebody who scanned a code then. `id` becomes the mark's, so that one scan makes one mark.
pub fn ticket_text(part_id: Id, id: Id, issued: i64) -> String {
    format!("{part_id} {id} {issued}")
}

/// Whether a ticket of then still counts.
pub fn ticket_counts(issued: i64, now: Instant) -> bool {
    let age = now.timestamp().saturating_sub(issued);
    (0..=TICKET_MINUTES * 60).contains(&age)
}

/// When a mark was made, by our clock: a device tells when it made it and when it sent it by its own, which may be wrong by any span.
pub fn made_at(made_at: Instant, sent_at: Instant, now: Instant) -> Instant {
    let age = *sent_at - *made_at;
    now.plus(-age.clamp(Duration::zero(), Duration::days(LONGEST_KEPT_DAYS)))
}
