//! What the demonstration shows around and after sessions: who was there, closed and still to be closed, what people thought, and a practical
//! sign-off that is going on.

use super::{Stage, TRAINER};
use crate::organisations::store as organisations;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::course::{Language, Texts};
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::attendance::{Answer, Way};
use crate::rules::workshop::feedback::Ratings;
use crate::workshops::deed::{self, Batch, NewEntry, NewItem, NewMark, NewSignOff};
use crate::workshops::store::{self, Found, Workshop};
use chrono::Duration;

/// A booking, and what was entered for it with the minutes of somebody who came late or left early; none: nothing yet.
type Said = (Id, Option<(Answer, Option<i32>)>);

impl Stage<'_> {
    /// Takes the attendance of these bookings when a session has just begun, those without an answer left out.
    fn attend(&self, conn: &mut Conn, found: &Found, said: &[Said]) -> Result<(), Error> {
        let part = found.parts.first().ok_or(Error::NotFound)?;
        for (booking_id, answer) in said {
            let Some((answer, minutes)) = *answer else { continue };
            let mark = NewMark {
                id: self.state.chance.id(part.starts_at),
                booking_id: *booking_id,
                part_id: part.id,
                answer,
                minutes,
                from_at: None,
                to_at: None,
                way: Way::List,
                made_at: None,
                seen_at: None,
                reason: None,
            };
            self.then(conn, TRAINER, part.starts_at.plus(Duration::minutes(8)), |conn, hand| {
                deed::one(deed::mark(conn, hand, found.session.id, &Batch::of(mark))?)
            })?;
        }
        Ok(())
    }

    /// A session of last week that is over: who was there, who left early, who did not come, and closed.
    pub(super) fn closed(&self, conn: &mut Conn, workshop: &Workshop, at: Option<(&str, &str)>) -> Result<(), Error> {
        let id = self.session(conn, workshop, &self.days(&[-8]), 8, at, None, true)?;
        let came = [
            ("T-103", Answer::Present, None),
            ("T-106", Answer::Present, None),
            ("A-203", Answer::Present, None),
            ("W-302", Answer::Partial, Some(150)),
            ("K-403", Answer::Excused, None),
        ];
        let mut said = Vec::with_capacity(came.len());
        for (number, answer, minutes) in came {
            said.push((self.book(conn, number, id, 20, false)?.id, Some((answer, minutes))));
        }
        let found = store::find(conn, id)?.ok_or(Error::NotFound)?;
        self.attend(conn, &found, &said)?;
        let after = found.session.ends_at.ok_or(Error::NotFound)?.plus(Duration::minutes(20));
        self.then(conn, TRAINER, after, |conn, hand| deed::close(conn, hand, id))?;
        let bookings: Vec<Id> = said.iter().map(|(booking_id, _)| *booking_id).collect();
        self.opinions(conn, &bookings, &came.map(|(number, ..)| number), after)
    }

    /// A session of these days that is over and waits to be closed: of one nobody knows whether they were there, and one has yet to show
    /// something.
    pub(super) fn over(&self, conn: &mut Conn, workshop: &Workshop, at: Option<(&str, &str)>) -> Result<(), Error> {
        let id = self.session(conn, workshop, &self.days(&[-3]), 8, at, None, true)?;
        let came = [
            ("T-105", Some((Answer::Present, None))),
            ("W-303", Some((Answer::Present, None))),
            ("K-402", Some((Answer::NoShow, None))),
            ("I-503", None),
        ];
        let mut said = Vec::with_capacity(came.len());
        for (number, answer) in came {
            said.push((self.book(conn, number, id, 20, false)?.id, answer));
        }
        let found = store::find(conn, id)?.ok_or(Error::NotFound)?;
        self.attend(conn, &found, &said)?;
        for ((booking_id, _), items) in said.iter().zip([2, 1]) {
            self.shows(conn, id, workshop.id, *booking_id, items)?;
        }
        Ok(())
    }

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

    /// Somebody has shown the first so many things of it.
    pub(super) fn shows(&self, conn: &mut Conn, session_id: Id, workshop_id: Id, booking_id: Id, items: usize) -> Result<(), Error> {
        let at = self.now.plus(Duration::minutes(-10));
        let entries: Vec<NewEntry> = store::items_at(conn, workshop_id, at)?
            .into_iter()
            .take(items)
            .map(|item| NewEntry {
                item_id: item.id,
                done: true,
                remark: Some("Ruhig und sicher, mit Schild und Schloss.".to_owned()),
                photo: None,
                revision: None,
            })
            .collect();
        let new = NewSignOff {
            entries,
            witness: Some("Ada Nowak".to_owned()),
            reason: None,
        };
        self.then(conn, TRAINER, at, |conn, hand| {
            deed::sign_off(conn, hand, session_id, booking_id, &new)
        })
    }
}
