//! Practical sign-off: what somebody must have shown with their own hands before attendance makes it evidence.
//!
//! Whoever teaches enters of each item that it was done or not. Entries are only ever added; the latest stands. A second try that succeeds is
//! no correction; taking back that something was done is one, and gives its reason.
//!
//! **Versions**: what was shown counts for the version of the course that stood then, and for every later one up to a version that everybody
//! must learn anew; from that one on it is shown again, as whoever is under way begins again. What was closed before stays.

use crate::rules::id::{Id, Instant};
use std::collections::HashMap;

/// Most items of one workshop.
pub const MOST_ITEMS: usize = 30;

/// Something to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Identifier.
    pub id: Id,
    /// Whether there is no evidence without it.
    pub required: bool,
}

/// What was entered of an item and a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Identifier.
    pub id: Id,
    /// Of which booking.
    pub booking_id: Id,
    /// Of which item.
    pub item_id: Id,
    /// Whether it was done.
    pub done: bool,
    /// When it was entered.
    pub at: Instant,
    /// Number of the course's version for which it was shown; none: none was published.
    pub version: Option<i32>,
}

/// Whether what was shown for one version counts, where `anew` is the number of the last one that everybody must learn anew; none: there is
/// none.
pub fn counts(version: Option<i32>, anew: Option<i32>) -> bool {
    anew.is_none_or(|anew| version.is_some_and(|version| version >= anew))
}

/// The entry that stands for each booking and item.
pub type Standing<'e> = HashMap<(Id, Id), &'e Entry>;

/// Which entries stand, in whatever order they are given: the latest of those that count.
pub fn standing(entries: &[Entry], anew: Option<i32>) -> Standing<'_> {
    let mut standing: Standing<'_> = HashMap::new();
    for entry in entries.iter().filter(|entry| counts(entry.version, anew)) {
        let place = standing.entry((entry.booking_id, entry.item_id)).or_insert(entry);
        if (entry.at, entry.id) > (place.at, place.id) {
            *place = entry;
        }
    }
    standing
}

/// Whether an entry takes back what stands, so that it must give its reason.
pub fn corrects(before: Option<&Entry>, done: bool) -> bool {
    before.is_some_and(|entry| entry.done) && !done
}

/// The required items that somebody has not shown yet, in their order.
pub fn missing(booking_id: Id, items: &[Item], standing: &Standing<'_>) -> Vec<Id> {
    let done = |item: &Item| standing.get(&(booking_id, item.id)).is_some_and(|entry| entry.done);
    items
        .iter()
        .filter(|item| item.required && !done(item))
        .map(|item| item.id)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Utc};
    use proptest::prelude::*;

    fn id(number: u128) -> Id {
        Id(uuid::Uuid::from_u128(number))
    }

    fn entry(number: u128, item: u128, done: bool, minute: i64) -> Entry {
        let at: Instant = DateTime::<Utc>::UNIX_EPOCH.into();
        Entry {
            id: id(number),
            booking_id: id(1),
            item_id: id(item),
            done,
            at: at.plus(chrono::Duration::minutes(minute)),
            version: Some(1),
        }
    }

    #[test]
    fn what_was_shown_counts_up_to_a_version_that_everybody_must_learn_anew() {
        let items = [Item {
            id: id(10),
            required: true,
        }];
        let shown = |version| {
            [Entry {
                version,
                ..entry(1, 10, true, 0)
            }]
        };
        let lacks = |version, anew| !missing(id(1), &items, &standing(&shown(version), anew)).is_empty();
        assert!(!lacks(Some(1), None) && !lacks(None, None), "improvements change nothing");
        assert!(lacks(Some(1), Some(2)) && lacks(None, Some(1)));
        assert!(!lacks(Some(2), Some(2)) && !lacks(Some(3), Some(2)));
        // What stood before for an older version is no correction of what is entered for the newer one.
        let old = shown(Some(1));
        assert!(standing(&old, Some(2)).is_empty());
        let both = [
            old[0].clone(),
            Entry {
                version: Some(2),
                ..entry(2, 10, false, 1)
            },
        ];
        assert_eq!(standing(&both, Some(2)).values().map(|one| one.done).collect::<Vec<_>>(), [false]);
    }

    #[test]
    fn evidence_needs_every_required_item_and_only_taking_back_needs_a_reason() {
        let items = [(10, true), (11, true), (12, false)].map(|(number, required)| Item { id: id(number), required });
        let entries = [entry(1, 10, true, 0), entry(2, 11, false, 1)];
        assert_eq!(missing(id(1), &items, &standing(&entries, None)), [id(11)]);
        assert_eq!(
            missing(id(2), &items, &standing(&entries, None)),
            [id(10), id(11)],
            "of nobody else"
        );
        let again = [entries[0].clone(), entries[1].clone(), entry(3, 11, true, 2)];
        assert_eq!(missing(id(1), &items, &standing(&again, None)), Vec::<Id>::new());
        assert!(corrects(Some(&again[2]), false));
        assert!(!corrects(Some(&again[1]), true) && !corrects(None, false) && !corrects(Some(&again[2]), true));
    }

    proptest! {
        #[test]
        fn what_stands_does_not_depend_on_the_order_of_arrival(
            entries in proptest::collection::vec((0_u128..4, any::<bool>(), 0_i64..5), 0..20),
            turn in 0_usize..20,
        ) {
            let all: Vec<Entry> = (1_u128..).zip(entries).map(|(number, (item, done, minute))| entry(number, item, done, minute)).collect();
            let mut turned = all.clone();
            turned.rotate_left(turn % all.len().max(1));
            let (one, other) = (standing(&all, None), standing(&turned, None));
            prop_assert_eq!(one, other);
        }
    }
}
