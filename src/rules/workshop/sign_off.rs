//! Practical sign-off: what somebody must have shown with their own hands before attendance makes it evidence.
//!
//! Whoever teaches enters of each item that it was done or not. Entries are only ever added; the latest stands. A second try that succeeds is
//! no correction; taking back that something was done is one, and gives its reason.

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
}

/// The entry that stands for each booking and item.
pub type Standing<'e> = HashMap<(Id, Id), &'e Entry>;

/// Which entries stand, in whatever order they are given.
pub fn standing(entries: &[Entry]) -> Standing<'_> {
    let mut standing: Standing<'_> = HashMap::new();
    for entry in entries {
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
        }
    }

    #[test]
    fn evidence_needs_every_required_item_and_only_taking_back_needs_a_reason() {
        let items = [(10, true), (11, true), (12, false)].map(|(number, required)| Item { id: id(number), required });
        let entries = [entry(1, 10, true, 0), entry(2, 11, false, 1)];
        assert_eq!(missing(id(1), &items, &standing(&entries)), [id(11)]);
        assert_eq!(missing(id(2), &items, &standing(&entries)), [id(10), id(11)], "of nobody else");
        let again = [entries[0].clone(), entries[1].clone(), entry(3, 11, true, 2)];
        assert_eq!(missing(id(1), &items, &standing(&again)), Vec::<Id>::new());
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
            let (one, other) = (standing(&all), standing(&turned));
            prop_assert_eq!(one, other);
        }
    }
}
