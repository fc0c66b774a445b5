//! No sanction falls due while the manufacturer is in default of what would prevent it.

use super::Status;
use chrono::NaiveDate;
use serde::Serialize;

/// A duty of the manufacturer that, kept, would have helped a partner's people to meet a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owed<'o> {
    /// Key of its kind.
    pub kind: &'o str,
    /// How it stands today.
    pub status: Status,
    /// When the clock began that runs or has ended; none: none does.
    pub awaited_since_on: Option<NaiveDate>,
    /// When the manufacturer came into default; none: it is not.
    pub breached_on: Option<NaiveDate>,
    /// Whether a partner asked for it in so many words, so that waiting for the answer counts, and not only its default.
    pub asked_for: bool,
}

/// Whether something that somebody of a partner missed may count against the partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Sanction<'o> {
    /// It may.
    Allowed,
    /// The manufacturer owes what would have prevented it.
    Shielded {
        /// Key of the kind of duty.
        kind: &'o str,
        /// Since when it is in default, or since when the answer is awaited.
        since_on: NaiveDate,
        /// Whether it is in default, and does not merely owe an answer.
        in_default: bool,
    },
}

/// Whether an obligation that is overdue since its due date may count against the partner, given what the manufacturer owes that partner
/// about the same requirement.
///
/// Any duty in breach shields, whenever it was breached: who is in default cannot punish. A training need that is not answered yet shields
/// too where it was asked for before the due date had passed; one asked for afterwards does so only once the manufacturer is in default,
/// so that nobody escapes by asking late. Of several the one in default longest is told, before those that are awaited.
pub fn sanction_allowed<'o>(due_on: NaiveDate, owed: &[Owed<'o>]) -> Sanction<'o> {
    let default = owed.iter().filter_map(|duty| Some((duty.breached_on?, duty.kind))).min();
    if let Some((since_on, kind)) = default {
        return Sanction::Shielded {
            kind,
            since_on,
            in_default: true,
        };
    }
    let awaited = owed
        .iter()
        .filter(|duty| duty.asked_for && matches!(duty.status, Status::Open | Status::DueSoon))
        .filter_map(|duty| Some((duty.awaited_since_on.filter(|since| *since <= due_on)?, duty.kind)))
        .min();
    match awaited {
        Some((since_on, kind)) => Sanction::Shielded {
            kind,
            since_on,
            in_default: false,
        },
        None => Sanction::Allowed,
    }
}
