//! The day among the filters of a page that can be seen as it stood in the past.

use super::Kept;
use crate::platform::views::Field;
use crate::rules::knowledge;
use chrono::NaiveDate;
use serde::Serialize;

/// The day that is looked at, and the form for another one.
#[derive(Clone, Debug, Serialize)]
pub struct PastDay {
    /// Whether it is a past one.
    pub past: bool,
    /// The day: today where none is asked for, or none that can be.
    pub looked_on: NaiveDate,
    /// The day as it was typed, with what is wrong with it.
    pub field: Field,
    /// Where the form goes.
    pub action: String,
    /// Fields of the address that another day keeps.
    pub kept: Vec<Kept>,
    /// Address of today.
    pub off_href: String,
}

/// What became known of a line only after the past day that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Later {
    /// `recorded`, `taken_over`, `revoked`, `withdrawn` or `answered`.
    pub kind: &'static str,
    /// The day on which it did.
    pub on: NaiveDate,
}

impl Later {
    /// In words of the pages; `taken_back` is the one for what was revoked or withdrawn.
    pub fn of(later: knowledge::Later, taken_back: &'static str) -> Self {
        let (kind, on) = match later {
            knowledge::Later::Recorded(on) => ("recorded", on),
            knowledge::Later::TakenOver(on) => ("taken_over", on),
            knowledge::Later::Withdrawn(on) => (taken_back, on),
        };
        Self { kind, on }
    }

    /// Whether it was taken back only later.
    pub fn is_taken_back(&self) -> bool {
        matches!(self.kind, "revoked" | "withdrawn")
    }
}

impl PastDay {
    /// A sample: today, on a page.
    pub(super) fn today(path: &str) -> Self {
        Self {
            past: false,
            looked_on: "2026-11-24".parse().expect("a day of the calendar"),
            field: Field::new("on"),
            action: path.to_owned(),
            kept: Vec::new(),
            off_href: path.to_owned(),
        }
    }

    /// A sample: the last day of March.
    pub(super) fn march(path: &str) -> Self {
        Self {
            past: true,
            looked_on: "2026-03-31".parse().expect("a day of the calendar"),
            field: Field::with("on", "31.03.2026"),
            ..Self::today(path)
        }
    }

    /// A sample: a day that lies ahead.
    pub(super) fn ahead(path: &str) -> Self {
        Self {
            field: Field::with("on", "31.03.2027").wrong("Dieser Tag liegt noch vor uns."),
            ..Self::today(path)
        }
    }
}
