//! Pauses and waivers, and how they move a date.

use super::date::{NEVER, after, next};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Days from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Range {
    /// First day.
    pub from: NaiveDate,
    /// Last day; none: open.
    pub to: Option<NaiveDate>,
}

/// A range as it is reckoned with: an open one ends later than any date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    from: NaiveDate,
    to: NaiveDate,
}

/// Somebody's pauses and waivers, each kind joined where ranges overlap or touch.
#[derive(Clone, Debug, Default)]
pub struct Excuses {
    pauses: Vec<Span>,
    waivers: Vec<Span>,
}

impl Excuses {
    /// Joins what comes in any order.
    pub fn new(pauses: impl IntoIterator<Item = Range>, waivers: impl IntoIterator<Item = Range>) -> Self {
        let mut excuses = Self::default();
        excuses.fill(pauses, waivers);
        excuses
    }

    /// Replaces what is held; the buffers are kept.
    pub fn fill(&mut self, pauses: impl IntoIterator<Item = Range>, waivers: impl IntoIterator<Item = Range>) {
        join(&mut self.pauses, pauses);
        join(&mut self.waivers, waivers);
    }

    /// Whether a day lies in a pause.
    pub fn paused(&self, day: NaiveDate) -> bool {
        within(&self.pauses, day)
    }

    /// Whether a day lies in a waiver.
    pub fn waived(&self, day: NaiveDate) -> bool {
        within(&self.waivers, day)
    }

    /// Where a date moves to: out of pauses and to the end of waivers, until nothing moves it any more.
    pub(super) fn moved(&self, date: NaiveDate, return_days: u32) -> NaiveDate {
        let mut date = date;
        loop {
            let before = date;
            for pause in &self.pauses {
                let back = after(pause.to, return_days);
                if pause.from <= date && date < back {
                    date = back;
                }
            }
            for waiver in &self.waivers {
                if waiver.from <= date && date < waiver.to {
                    date = waiver.to;
                }
            }
            if date == before {
                return date;
            }
        }
    }

    /// Whether one pause or one waiver covers all these days; a cover without end covers all later ones as well.
    pub(super) fn cover(&self, from: NaiveDate, to: NaiveDate) -> Cover {
        let covering = |span: &&Span| span.from <= from && to <= span.to;
        let mut covers = self.pauses.iter().chain(&self.waivers).filter(covering).peekable();
        match (covers.peek().is_some(), covers.any(|span| span.to == NEVER)) {
            (false, _) => Cover::None,
            (true, false) => Cover::These,
            (true, true) => Cover::AllToCome,
        }
    }

    /// The days on which something begins, or is over for the first time.
    pub(super) fn turns(&self) -> impl Iterator<Item = NaiveDate> {
        self.pauses.iter().chain(&self.waivers).flat_map(|span| [span.from, next(span.to)])
    }
}

/// How far a pause or waiver covers days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cover {
    /// Not wholly.
    None,
    /// These days.
    These,
    /// These and all later ones.
    AllToCome,
}

fn within(spans: &[Span], day: NaiveDate) -> bool {
    spans.iter().any(|span| span.from <= day && day <= span.to)
}

fn join(spans: &mut Vec<Span>, ranges: impl IntoIterator<Item = Range>) {
    spans.clear();
    spans.extend(ranges.into_iter().map(|range| Span {
        from: range.from,
        to: range.to.unwrap_or(NEVER),
    }));
    spans.sort_unstable();
    spans.dedup_by(|later, earlier| {
        let one = later.from <= next(earlier.to);
        if one {
            earlier.to = earlier.to.max(later.to);
        }
        one
    });
}
