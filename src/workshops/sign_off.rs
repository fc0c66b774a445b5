//! What is read of practical sign-off: of a whole session, and of one booking.

use super::store::{self, Found, SignOffEntry, SignOffItem};
use crate::people::store as people;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::sign_off::{Entry, Item, missing, standing};
use std::collections::{HashMap, HashSet};

/// What a session asks for and what was entered.
pub struct Sheet {
    /// What is asked, in its order; of a closed session what was asked then.
    pub items: Vec<SignOffItem>,
    /// Everything that was entered, in the order of time.
    pub entries: Vec<SignOffEntry>,
    /// The pictures of each entry.
    pub photos: HashMap<Id, Vec<Id>>,
    /// Who entered it.
    pub names: HashMap<Id, String>,
}

impl Sheet {
    /// Reads it.
    pub fn load(conn: &mut Conn, found: &Found, now: Instant) -> Result<Self, Error> {
        let at = found.session.closed_at.unwrap_or(now);
        let entries = store::entries_of(conn, found.session.id)?;
        let mut names = HashMap::new();
        for id in entries.iter().map(|entry| entry.by_id).collect::<HashSet<Id>>() {
            names.insert(id, people::name_of(conn, id)?);
        }
        let mut photos: HashMap<Id, Vec<Id>> = HashMap::new();
        for photo in store::photos_of(conn, found.session.id)? {
            photos.entry(photo.entry_id).or_default().push(photo.id);
        }
        Ok(Self {
            items: store::items_at(conn, found.workshop.id, at)?,
            entries,
            photos,
            names,
        })
    }

    /// What was entered of a booking and an item, the latest first: the first one stands.
    pub fn of(&self, booking_id: Id, item_id: Id) -> Vec<&SignOffEntry> {
        let mut all: Vec<&SignOffEntry> = self
            .entries
            .iter()
            .filter(|entry| entry.booking_id == booking_id && entry.item_id == item_id)
            .collect();
        all.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.id)));
        all
    }

    /// The required items that a booking lacks.
    pub fn missing(&self, booking_id: Id) -> Vec<Id> {
        let entries: Vec<Entry> = self.entries.iter().map(SignOffEntry::entry).collect();
        let items: Vec<Item> = self.items.iter().map(SignOffItem::item).collect();
        missing(booking_id, &items, &standing(&entries))
    }

    /// How many items a booking has done.
    pub fn done(&self, booking_id: Id) -> usize {
        let done = |item: &&SignOffItem| self.of(booking_id, item.id).first().is_some_and(|entry| entry.done);
        self.items.iter().filter(done).count()
    }
}
