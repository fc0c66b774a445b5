//! Who gets a seat, who waits, and who moves up.
//!
//! - A seat is held by whoever is booked, asked for, or was made an offer that still stands.
//! - **Share**: until so many days before the start nobody's organisation holds more than its share of the seats; whoever is over it waits.
//!   From the release on, free seats are everybody's.
//! - **Moving up** follows the order of the waiting list. Whoever may not move up now (over the share, busy elsewhere at that time) is passed
//!   over and keeps the place. It stops so many hours before the start, since a seat that nobody hears of in time stays empty anyway.

use super::booking::Status;
use super::part::days_before;
use crate::rules::id::{Id, Instant};
use chrono::Duration;
use chrono_tz::Tz;
use std::collections::HashMap;

/// A booking as far as seats are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The booking.
    pub id: Id,
    /// The partner for which it counts.
    pub unit_id: Id,
    /// Where it stands.
    pub status: Status,
    /// Since when it waits.
    pub queued_at: Instant,
    /// Whether the person is busy at that time by another booking.
    pub busy: bool,
}

/// The rules of one session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Seats.
    pub seats: i64,
    /// The most that one partner may hold before the release, in per cent of the seats; none: no limit.
    pub share_percent: Option<i32>,
    /// Days before the start from which on the share does not count.
    pub release_days: i32,
    /// How long an offer stands; 0: whoever moves up is booked at once.
    pub offer_hours: i32,
    /// Hours before the start from which on nobody moves up.
    pub stop_hours: i32,
    /// When it begins.
    pub starts_at: Instant,
    /// The zone of the place.
    pub zone: Tz,
}

/// What somebody who asks for a seat gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A seat.
    Seat,
    /// None is free.
    Full,
    /// The partner holds its share.
    Share,
}

/// How somebody moves up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promotion {
    /// Has the seat.
    Seated,
    /// Is offered it until then.
    Offered(Instant),
}

impl Terms {
    /// Seats that one partner may hold before the release: its share rounded up, one at least; none: no limit.
    pub fn share(&self) -> Option<i64> {
        let percent = i64::from(self.share_percent?);
        Some(((self.seats * percent + 99) / 100).max(1))
    }

    /// When the share ends.
    pub fn release_at(&self) -> Instant {
        days_before(self.starts_at, self.release_days, self.zone)
    }

    /// From when on nobody moves up.
    pub fn stop_at(&self) -> Instant {
        self.starts_at.plus(-Duration::hours(i64::from(self.stop_hours)))
    }

    /// The share as it counts now.
    pub fn limit(&self, now: Instant) -> Option<i64> {
        self.share().filter(|_| now < self.release_at())
    }

    /// Until when an offer made now stands.
    pub fn offer_until(&self, now: Instant) -> Instant {
        now.plus(Duration::hours(i64::from(self.offer_hours))).min(self.stop_at())
    }

    /// What somebody of this partner gets who asks for a seat now.
    pub fn ask(&self, claims: &[Claim], unit_id: Id, now: Instant) -> Answer {
        if self.free(claims) <= 0 {
            return Answer::Full;
        }
        let held = held_by(claims).get(&unit_id).copied().unwrap_or(0);
        match self.limit(now) {
            Some(limit) if held >= limit => Answer::Share,
            _ => Answer::Seat,
        }
    }

    /// Seats that nobody holds; negative where there are more people than seats.
    pub fn free(&self, claims: &[Claim]) -> i64 {
        let held = claims.iter().filter(|claim| claim.status.holds_seat()).count();
        self.seats - i64::try_from(held).unwrap_or(i64::MAX)
    }

    /// Who moves up now, in order.
    pub fn promote(&self, claims: &[Claim], now: Instant) -> Vec<(Id, Promotion)> {
        let mut free = self.free(claims);
        if now >= self.stop_at() {
            return Vec::new();
        }
        let mut held = held_by(claims);
        let limit = self.limit(now);
        let mut waiting: Vec<&Claim> = claims
            .iter()
            .filter(|claim| claim.status == Status::Waiting && !claim.busy)
            .collect();
        waiting.sort_by_key(|claim| (claim.queued_at, claim.id));
        let mut promoted = Vec::new();
        for claim in waiting {
            let theirs = held.entry(claim.unit_id).or_insert(0);
            if free <= 0 {
                break;
            }
            if limit.is_some_and(|limit| *theirs >= limit) {
                continue;
            }
            *theirs += 1;
            free -= 1;
            let promotion = if self.offer_hours > 0 {
                Promotion::Offered(self.offer_until(now))
            } else {
                Promotion::Seated
            };
            promoted.push((claim.id, promotion));
        }
        promoted
    }
}

/// Seats held by each partner.
pub fn held_by(claims: &[Claim]) -> HashMap<Id, i64> {
    let mut held = HashMap::new();
    for claim in claims.iter().filter(|claim| claim.status.holds_seat()) {
        *held.entry(claim.unit_id).or_insert(0) += 1;
    }
    held
}
