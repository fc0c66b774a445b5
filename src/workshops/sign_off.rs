//! What is read of practical sign-off: of a whole session, and of one booking.

use super::store::{self, Found, SignOffEntry, SignOffItem};
use crate::courses::store as courses;
use crate::people::store as people;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::course::ChangeKind;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::sign_off::{Entry, Item, counts, missing, standing};
use std::collections::{HashMap, HashSet};

/// The versions of a course as they stood at an instant.
pub struct Versions {
    numbers: HashMap<Id, i32>,
    /// The published one.
    pub current: Option<Id>,
    /// Number of the last one that everybody must learn anew.
    pub anew: Option<i32>,
}

impl Versions {
    /// Reads them.
    pub fn at(conn: &mut Conn, course_id: Id, at: Instant) -> Result<Self, Error> {
        let mut all = courses::versions_of(conn, course_id)?;
        all.retain(|version| version.published_at.is_some_and(|published_at| published_at <= at));
        let anew = all
            .iter()
            .filter(|version| version.change_kind.as_deref() == Some(ChangeKind::Retake.as_str()));
        Ok(Self {
            anew: anew.map(|version| version.number).max(),
            current: all.iter().max_by_key(|version| version.number).map(|version| version.id),
            numbers: all.into_iter().map(|version| (version.id, version.number)).collect(),
        })
    }

    /// Number of the version for which something was shown.
    pub fn number(&self, entry: &SignOffEntry) -> Option<i32> {
        self.numbers.get(&entry.course_version_id?).copied()
    }

    /// Whether it counts still.
    pub fn count(&self, entry: &SignOffEntry) -> bool {
        counts(self.number(entry), self.anew)
    }

    /// Entries as the rules read them.
    pub fn entries(&self, entries: &[SignOffEntry]) -> Vec<Entry> {
        entries.iter().map(|entry| entry.entry(self.number(entry))).collect()
    }
}

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
    /// The versions of the course; of a closed session those of then.
    pub versions: Versions,
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
            versions: Versions::at(conn, found.course.id, at)?,
            entries,
            photos,
            names,
        })
    }

    /// What was entered of a booking and an item, the latest first: the first one that counts stands.
    pub fn of(&self, booking_id: Id, item_id: Id) -> Vec<&SignOffEntry> {
        let mut all: Vec<&SignOffEntry> = self
            .entries
            .iter()
            .filter(|entry| entry.booking_id == booking_id && entry.item_id == item_id)
            .collect();
        all.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.id)));
        all
    }

    /// Whether a booking has an item done, as it stands; none: nothing was entered that counts.
    pub fn stands(&self, booking_id: Id, item_id: Id) -> Option<bool> {
        let all = self.of(booking_id, item_id);
        all.iter().find(|entry| self.versions.count(entry)).map(|entry| entry.done)
    }

    /// How often something was entered of a booking and an item.
    pub fn revision(&self, booking_id: Id, item_id: Id) -> usize {
        self.of(booking_id, item_id).len()
    }

    /// The required items that a booking lacks.
    pub fn missing(&self, booking_id: Id) -> Vec<Id> {
        let entries = self.versions.entries(&self.entries);
        let items: Vec<Item> = self.items.iter().map(SignOffItem::item).collect();
        missing(booking_id, &items, &standing(&entries, self.versions.anew))
    }

    /// How many items a booking has done.
    pub fn done(&self, booking_id: Id) -> usize {
        let done = |item: &&SignOffItem| self.stands(booking_id, item.id) == Some(true);
        self.items.iter().filter(done).count()
    }
}
