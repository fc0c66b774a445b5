//! What the demonstration shows around and after sessions: what people thought, and a practical sign-off that is going on.

use super::{Stage, TRAINER};
use crate::organisations::store as organisations;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::course::{Language, Texts};
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::feedback::Ratings;
use crate::workshops::deed::{self, NewEntry, NewItem};
use crate::workshops::store::{self, Workshop};
use chrono::Duration;

impl Stage<'_> {
    /// Those who were there say what they thought, the day after; the first of them has not yet.
    pub(super) fn opinions(&self, conn: &mut Conn, bookings: &[Id], numbers: &[&str], closed_at: Instant) -> Result<(), Error> {
        let said: [(Ratings, Option<&str>); 3] = [
            ([5, 5, 5, 3, 5], Some("Endlich einmal alles an der echten Anlage.")),
            ([4, 5, 4, 2, 4], Some("Der Raum war zu klein für acht Leute.")),
            ([3, 4, 3, 3, 4], Some("Mehr Zeit für die Messungen wäre gut.")),
        ];
        for ((booking_id, number), (ratings, comment)) in bookings.iter().zip(numbers).skip(1).zip(said) {
            self.then(conn, number, closed_at.plus(Duration::days(1)), |conn, hand| {
                deed::give_feedback(conn, hand, *booking_id, ratings, comment.map(str::to_owned))
            })?;
        }
        Ok(())
    }

    /// From now on people must show something with their own hands.
    pub(super) fn asks_to_show(&self, conn: &mut Conn, workshop: &Workshop) -> Result<(), Error> {
        let root = organisations::root(conn)?.ok_or(Error::NotFound)?;
        let item = |de: &str, en: &str, required: bool| NewItem {
            id: None,
            words: Texts::new([(Language::De, de), (Language::En, en)]),
            required,
        };
        let items = [
            item("Anlage spannungsfrei schalten und sichern", "Isolate the unit and secure it", true),
            item("Kältekreis auf Dichtheit prüfen", "Check the circuit for leaks", true),
            item("Messprotokoll ausfüllen", "Fill in the report", false),
        ];
        self.by(conn, TRAINER, 1, |conn, hand| {
            deed::save_items(conn, hand, workshop.id, &items, &root.path)
        })
    }

    /// Somebody has shown the first of it.
    pub(super) fn shows(&self, conn: &mut Conn, session_id: Id, workshop_id: Id, booking_id: Id) -> Result<(), Error> {
        let at = self.now.plus(Duration::minutes(-10));
        let Some(item) = store::items_at(conn, workshop_id, at)?.into_iter().next() else {
            return Ok(());
        };
        let entry = NewEntry {
            item_id: item.id,
            done: true,
            remark: Some("Ruhig und sicher, mit Schild und Schloss.".to_owned()),
            photo: None,
        };
        self.then(conn, TRAINER, at, |conn, hand| {
            deed::sign_off(conn, hand, session_id, booking_id, &[entry], Some("Ada Nowak"), None)
        })
    }
}
