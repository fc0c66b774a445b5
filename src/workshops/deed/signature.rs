//! Signing for a part: on the device of whoever teaches, with a finger or by name.

use super::Hand;
use super::attendance::{Batch, NewMark, lock_open, mark, one, seated};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::workshop::attendance::{Answer, Mark, Way, standing};
use crate::workshops::store::{self, AttendanceMark, Signature};

/// How somebody signed.
#[derive(Clone, Debug)]
pub enum Signed {
    /// Drawn: the hash under which the drawing is kept already, and its size in bytes.
    Drawn(String, usize),
    /// By name.
    Typed(String),
}

/// Writes down that somebody signed for a part; whoever is not marked yet is marked with it.
///
/// # Errors
///
/// [`Error::Refused`] where the session is closed, the part is not open yet, or the booking holds no seat.
pub fn sign(conn: &mut Conn, hand: &Hand<'_>, session_id: Id, booking_id: Id, part_id: Id, signed: &Signed) -> Result<(), Error> {
    let found = lock_open(conn, session_id)?;
    let by_id = hand.person_id.ok_or_else(|| Error::internal("nobody's device"))?;
    let span = found
        .timed()
        .into_iter()
        .find(|(part, _)| *part == part_id)
        .ok_or(Error::NotFound)?
        .1;
    if hand.now < found.workshop.figures().opens_at(&span) {
        return Err(Error::refused("attendance-early"));
    }
    if !seated(conn, session_id)?.iter().any(|named| named.booking.id == booking_id) {
        return Err(Error::refused("attendance-not-booked"));
    }
    let (name, file_id) = match signed {
        Signed::Typed(name) => (Some(name.clone()), None),
        Signed::Drawn(hash, size) => {
            let id = hand.state.chance.id(hand.now);
            store::insert_drawing(conn, id, hash, *size, by_id, hand.now)?;
            (None, Some(id))
        }
    };
    let signature = Signature {
        id: hand.state.chance.id(hand.now),
        session_id,
        booking_id,
        part_id,
        name,
        file_id,
        at: hand.now,
        by_id,
    };
    store::insert_signature(conn, &signature)?;
    let after = serde_json::json!({ "signature": signature });
    hand.record(conn, &found, "attendance.sign", "bookings", booking_id, Some(after))?;
    let marks: Vec<Mark> = store::marks_of(conn, session_id)?.iter().map(AttendanceMark::mark).collect();
    if standing(&marks).contains_key(&(booking_id, part_id)) {
        return Ok(());
    }
    let new = NewMark {
        id: hand.state.chance.id(hand.now),
        booking_id,
        part_id,
        answer: Answer::Present,
        minutes: None,
        from_at: (hand.now > span.starts_at && hand.now < span.ends_at).then_some(hand.now),
        to_at: None,
        way: Way::List,
        made_at: None,
        seen_at: None,
        reason: None,
    };
    one(mark(conn, hand, session_id, &Batch::of(new))?)
}
