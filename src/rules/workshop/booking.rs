//! What a booking is at a moment, and what may be done with it.

use crate::rules::ical::Method;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Where a booking stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Waits for a yes; holds a seat meanwhile.
    Requested,
    /// Has a seat.
    Booked,
    /// A seat is kept until the offer is taken or runs out.
    Offered,
    /// Waits for a seat.
    Waiting,
    /// Wants to come once there is a date.
    Interested,
    /// Taken back.
    Cancelled,
    /// Somebody said no.
    Refused,
    /// Nobody answered in time, or an unnamed seat got no name.
    Expired,
    /// Went over to another session.
    Moved,
    /// Somebody else comes instead.
    Substituted,
}

/// What is done with a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// An offer is taken.
    Accept,
    /// A yes.
    Approve,
    /// A no.
    Refuse,
    /// Taken back.
    Cancel,
    /// Time ran out.
    Expire,
    /// Goes over to another session.
    Move,
    /// Somebody else comes.
    Substitute,
    /// Moves up from the waiting list.
    Promote,
}

impl Status {
    /// All of them, those that stand first.
    pub const ALL: [Self; 10] = [
        Self::Requested,
        Self::Booked,
        Self::Offered,
        Self::Waiting,
        Self::Interested,
        Self::Cancelled,
        Self::Refused,
        Self::Expired,
        Self::Moved,
        Self::Substituted,
    ];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Booked => "booked",
            Self::Offered => "offered",
            Self::Waiting => "waiting",
            Self::Interested => "interested",
            Self::Cancelled => "cancelled",
            Self::Refused => "refused",
            Self::Expired => "expired",
            Self::Moved => "moved",
            Self::Substituted => "substituted",
        }
    }

    /// The status with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }

    /// Whether a seat is taken by it.
    pub fn holds_seat(self) -> bool {
        matches!(self, Self::Requested | Self::Booked | Self::Offered)
    }

    /// Whether it ends of itself when whoever it is for leaves: a place in line, and the offer that it became. What becomes of a seat that
    /// somebody has decide those who lead them, who may send a substitute.
    pub fn ends_on_leaving(self) -> bool {
        matches!(self, Self::Offered | Self::Waiting | Self::Interested)
    }

    /// Whether it still stands.
    pub fn is_live(self) -> bool {
        self.holds_seat() || matches!(self, Self::Waiting | Self::Interested)
    }

    /// Whether a deed can be done as it stands.
    pub fn allows(self, deed: Deed) -> bool {
        match deed {
            Deed::Accept => self == Self::Offered,
            Deed::Approve | Deed::Refuse => self == Self::Requested,
            Deed::Cancel => self.is_live(),
            Deed::Expire => self.holds_seat(),
            Deed::Move => matches!(self, Self::Booked | Self::Requested | Self::Waiting | Self::Interested),
            Deed::Substitute => matches!(self, Self::Booked | Self::Requested),
            Deed::Promote => matches!(self, Self::Waiting | Self::Interested),
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whose yes is needed next. One step asks the partner, two ask the manufacturer after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approval {
    /// Of whoever leads the person.
    Partner,
    /// Of whoever runs the workshop.
    Manufacturer,
}

/// Whose yes is needed next, of so many steps with so many given; none: nobody's.
pub fn next_approval(steps: i32, given: i32) -> Option<Approval> {
    if given >= steps {
        return None;
    }
    Some(if given == 0 { Approval::Partner } else { Approval::Manufacturer })
}

/// How many steps are given by the booking itself: whoever runs the workshop has said yes to all, whoever leads the person to the first.
pub fn given_by(steps: i32, leads: bool, runs: bool) -> i32 {
    if runs {
        steps
    } else if leads {
        steps.min(1)
    } else {
        0
    }
}

/// Where somebody with a seat stands, given the steps that are still needed.
pub fn seated(steps: i32, given: i32) -> Status {
    match next_approval(steps, given) {
        Some(_) => Status::Requested,
        None => Status::Booked,
    }
}

/// What a change of a booking means to the calendar of whoever it is for: whoever has a seat is invited, and whoever had one and has none any
/// more (it was taken back, the session was, somebody else comes, they go over to another day) is withdrawn. Whoever only waits or is asked
/// was never invited.
pub fn calendar(before: Option<Status>, after: Status) -> Option<Method> {
    match after {
        Status::Booked => Some(Method::Request),
        after if before == Some(Status::Booked) && !after.is_live() => Some(Method::Cancel),
        _ => None,
    }
}
