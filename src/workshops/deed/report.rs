//! Marks from the report of a meeting provider: only where nobody has marked yet, since a program knows less than whoever was in the room.

use super::Hand;
use super::attendance::{Batch, NewMark, Taken, mark, seated};
use crate::people::store as people;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::rules::id::Id;
use crate::rules::workshop::Span;
use crate::rules::workshop::attendance::{Answer, Mark, Way, standing};
use crate::rules::workshop::meeting_report::{Expected, Joined, Unreadable, assign};
use crate::workshops::store::{self, AttendanceMark, Found, Named};
use std::collections::HashSet;

/// What a report comes to for a part.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// Everybody in it, each with the booking that is theirs, as far as that is plain.
    pub lines: Vec<(Joined, Option<Id>)>,
    /// Everybody on the list.
    pub expected: Vec<Named>,
    /// Bookings that have a mark of this part already.
    pub marked: HashSet<Id>,
}

/// Why a report cannot be taken, at the field where it was handed in.
pub fn unreadable(why: Unreadable) -> Error {
    let key = match why {
        Unreadable::NoHead => "report-unreadable-no_head",
        Unreadable::TooLong => "report-unreadable-too_long",
        Unreadable::Nobody => "report-unreadable-nobody",
    };
    Error::Invalid(vec![FieldError::new("file", Message::new(key))])
}

/// Holds a report against the list of a session.
pub fn weigh(conn: &mut Conn, found: &Found, part_id: Id, joined: Vec<Joined>) -> Result<Weighed, Error> {
    let booked = seated(conn, found.session.id)?;
    let ids: Vec<Id> = booked.iter().filter_map(|named| named.booking.person_id).collect();
    let (emails, numbers) = (people::emails(conn, &ids)?, people::external_ids(conn, &ids)?);
    let expected = |named: &Named| Expected {
        booking_id: named.booking.id,
        name: named.name().to_owned(),
        email: named.booking.person_id.and_then(|id| emails.get(&id).cloned()),
        number: named.booking.person_id.and_then(|id| numbers.get(&id).cloned()),
    };
    let expected: Vec<Expected> = booked.iter().map(expected).collect();
    let marks: Vec<Mark> = store::marks_of(conn, found.session.id)?.iter().map(AttendanceMark::mark).collect();
    let marked = standing(&marks)
        .into_keys()
        .filter(|(_, part)| *part == part_id)
        .map(|(booking, _)| booking);
    let marked = marked.collect();
    let assigned = assign(&joined, &expected);
    Ok(Weighed {
        lines: joined.into_iter().zip(assigned).collect(),
        expected: booked,
        marked,
    })
}

/// Marks people for a part by the minutes of a report, and answers how many. Whoever has a mark already keeps it.
///
/// # Errors
///
/// [`Error::Invalid`] where a booking is named twice, [`Error::Refused`] where a mark cannot be taken, so that none is.
pub fn take_report(conn: &mut Conn, hand: &Hand<'_>, found: &Found, part_id: Id, minutes: &[(Id, i64)]) -> Result<usize, Error> {
    let mut named = HashSet::new();
    if !minutes.iter().all(|(booking_id, _)| named.insert(*booking_id)) {
        return Err(Error::refused("report-named-twice"));
    }
    let span = found.timed().into_iter().find(|(id, _)| *id == part_id).ok_or(Error::NotFound)?.1;
    // Locked before what stands is read: a tap on the list must not be written over.
    store::lock(conn, found.session.id)?.ok_or(Error::NotFound)?;
    let stands = weigh(conn, found, part_id, Vec::new())?.marked;
    let new = minutes
        .iter()
        .filter(|(booking_id, count)| *count > 0 && !stands.contains(booking_id));
    let marks = new
        .map(|(booking_id, count)| a_mark(hand, *booking_id, (part_id, &span), *count))
        .collect();
    let taken = mark(conn, hand, found.session.id, &Batch { marks, sent_at: None })?;
    let count = taken.len();
    match taken
        .into_iter()
        .find_map(|one| if let Taken::Refused { why, .. } = one { Some(why) } else { None })
    {
        Some(why) => Err(Error::Refused(why)),
        None => Ok(count),
    }
}

/// There from the first to the last minute, or for part of it.
fn a_mark(hand: &Hand<'_>, booking_id: Id, (part_id, span): (Id, &Span), minutes: i64) -> NewMark {
    let whole = minutes >= span.minutes();
    NewMark {
        id: hand.state.chance.id(hand.now),
        booking_id,
        part_id,
        answer: if whole { Answer::Present } else { Answer::Partial },
        minutes: if whole { None } else { i32::try_from(minutes).ok() },
        from_at: None,
        to_at: None,
        way: Way::Report,
        made_at: None,
        seen_at: None,
        reason: None,
    }
}
