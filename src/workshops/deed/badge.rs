//! Badges: giving one, and marking whoever shows theirs.

use super::attendance::{Batch, NewMark, mark, one, seated};
use super::{Hand, attendance};
use crate::people::{Person, store as people};
use crate::platform::audit::{self, Deed};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::workshop::attendance::{Answer, Mark, Way, standing};
use crate::rules::workshop::badge;
use crate::workshops::store::{self, AttendanceMark, Named};

/// What a scan came to.
#[derive(Clone, Debug)]
pub enum Scanned {
    /// They are marked.
    Marked(Named),
    /// They were in already; nothing changed.
    Already(Named),
    /// Nobody carries that number.
    Unknown,
    /// Somebody carries it who has no seat in the session.
    NotBooked(Box<Person>),
}

/// Gives somebody a badge, or takes it (none). `path`: of where they work.
///
/// # Errors
///
/// [`Error::Invalid`] at `badge` where another person carries the number.
pub fn set_badge(conn: &mut Conn, hand: &Hand<'_>, person: &Person, number: Option<&str>, path: &str) -> Result<(), Error> {
    let before = store::badge_of(conn, person.id)?;
    if before.as_deref() == number {
        return Ok(());
    }
    if !store::set_badge(conn, person.id, number, hand.now)? {
        return Err(Error::field("badge", "badge-fault-taken"));
    }
    let deed = Deed {
        action: "person.badge",
        subject_kind: "people",
        subject_id: person.id.to_string(),
        subject_label: person.name(),
        organisation_path: path.to_owned(),
        before: Some(serde_json::json!({ "badge": before })),
        after: Some(serde_json::json!({ "badge": number })),
    };
    Ok(audit::record(conn, &hand.state.chance, hand.now, &hand.by, deed)?)
}

/// Marks whoever carries a badge, in a part of a session that is open.
///
/// # Errors
///
/// [`Error::Refused`] where the session is closed, the part not open yet, or the mark would correct another one without a reason.
pub fn scan(conn: &mut Conn, hand: &Hand<'_>, session_id: Id, part_id: Id, shown: &str) -> Result<Scanned, Error> {
    let found = attendance::lock_open(conn, session_id)?;
    let span = found
        .timed()
        .into_iter()
        .find(|(part, _)| *part == part_id)
        .ok_or(Error::NotFound)?
        .1;
    let bearer = match badge::number(shown) {
        Some(number) => store::bearer(conn, &number)?,
        None => None,
    };
    let person = match bearer {
        Some(id) => people::find_any(conn, id)?,
        None => None,
    };
    let Some(person) = person else { return Ok(Scanned::Unknown) };
    let booked = seated(conn, session_id)?;
    let Some(named) = booked.into_iter().find(|named| named.booking.person_id == Some(person.id)) else {
        return Ok(Scanned::NotBooked(Box::new(person)));
    };
    let marks: Vec<Mark> = store::marks_of(conn, session_id)?.iter().map(AttendanceMark::mark).collect();
    let is_in = standing(&marks)
        .get(&(named.booking.id, part_id))
        .is_some_and(|mark| mark.answer.is_in());
    if is_in {
        return Ok(Scanned::Already(named));
    }
    let new = NewMark {
        id: hand.state.chance.id(hand.now),
        booking_id: named.booking.id,
        part_id,
        answer: Answer::Present,
        minutes: None,
        from_at: (hand.now > span.starts_at && hand.now < span.ends_at).then_some(hand.now),
        to_at: None,
        way: Way::Badge,
        made_at: None,
        seen_at: None,
        reason: None,
    };
    one(mark(conn, hand, session_id, &Batch::of(new))?)?;
    Ok(Scanned::Marked(named))
}
