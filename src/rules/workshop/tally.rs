//! How seats were used, counted: by partner, course, trainer or country, and how many of them each got for its people.

use super::cost::Fate;
use serde::Serialize;

/// How large a partner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// Up to 5 people.
    Tiny,
    /// 6 to 20.
    Small,
    /// 21 to 50.
    Medium,
    /// More than 50.
    Large,
}

impl Size {
    /// All of them, the smallest first.
    pub const ALL: [Self; 4] = [Self::Tiny, Self::Small, Self::Medium, Self::Large];

    /// That of so many people.
    pub fn of(heads: i64) -> Self {
        match heads {
            ..=5 => Self::Tiny,
            6..=20 => Self::Small,
            21..=50 => Self::Medium,
            _ => Self::Large,
        }
    }

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tiny => "tiny",
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

/// Bookings by what they came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Have or had a seat in a session that took place, or will: booked, attended, excused, did not come.
    pub seats: i64,
    /// Were there.
    pub attended: i64,
    /// Did not come.
    pub no_show: i64,
    /// Were excused.
    pub excused: i64,
    /// Took the seat back in time.
    pub cancelled_in_time: i64,
    /// Took it back after the deadline.
    pub cancelled_late: i64,
    /// Had it taken back by whoever runs the session.
    pub cancelled_by_us: i64,
}

impl Tally {
    /// Counts a booking. One that went over to another date or person counts there, and who never had a seat nowhere.
    pub fn add(&mut self, fate: Fate) {
        let held = matches!(fate, Fate::Booked | Fate::Attended | Fate::Excused | Fate::NoShow);
        self.seats += i64::from(held);
        match fate {
            Fate::Attended => self.attended += 1,
            Fate::NoShow => self.no_show += 1,
            Fate::Excused => self.excused += 1,
            Fate::CancelledInTime => self.cancelled_in_time += 1,
            Fate::CancelledLate => self.cancelled_late += 1,
            Fate::CancelledByUs => self.cancelled_by_us += 1,
            Fate::Open | Fate::Booked | Fate::Moved | Fate::Substituted => {}
        }
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Seats for every hundred heads, to the tenth; none: there are no heads.
pub fn per_hundred(seats: i64, heads: i64) -> Option<f64> {
    // Half a tenth is rounded up.
    (heads > 0).then(|| ((seats * 2_000 + heads) / (2 * heads)) as f64 / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_partner_is_as_large_as_its_people_are_many() {
        let sizes = [0, 5, 6, 20, 21, 50, 51].map(Size::of);
        use Size::{Large, Medium, Small, Tiny};
        assert_eq!(sizes, [Tiny, Tiny, Small, Small, Medium, Medium, Large]);
    }

    #[test]
    fn seats_are_set_against_heads() {
        assert_eq!(per_hundred(3, 12), Some(25.0));
        assert_eq!(per_hundred(1, 3), Some(33.3));
        assert_eq!(per_hundred(2, 3), Some(66.7));
        assert_eq!(per_hundred(0, 3), Some(0.0));
        assert_eq!(per_hundred(3, 0), None);
    }

    proptest! {
        #[test]
        fn every_booking_counts_at_most_once(fates in proptest::collection::vec(proptest::sample::select(Fate::ALL.to_vec()), 0..60)) {
            let mut tally = Tally::default();
            for fate in &fates {
                tally.add(*fate);
            }
            let counted = tally.seats + tally.cancelled_in_time + tally.cancelled_late + tally.cancelled_by_us;
            let nowhere = fates.iter().filter(|fate| matches!(fate, Fate::Open | Fate::Moved | Fate::Substituted)).count();
            prop_assert_eq!(counted + i64::try_from(nowhere).unwrap(), i64::try_from(fates.len()).unwrap());
            prop_assert!(tally.attended + tally.no_show + tally.excused <= tally.seats);
        }
    }
}
