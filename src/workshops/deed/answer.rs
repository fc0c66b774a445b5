//! What calendar programs answer to invitations: that somebody comes is noted; that they do not takes the booking back, as long as they may.

use super::Hand;
use super::settle::{change, settle};
use crate::people::{Person, store as people};
use crate::platform::audit::By;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::seal;
use crate::platform::state::State;
use crate::rules::ical::answer::{Answer, Reply};
use crate::rules::id::{Id, Instant};
use crate::rules::person::Role;
use crate::rules::workshop::Status;
use crate::workshops::calendar::named_by;
use crate::workshops::store::{self, BookingAnswer, Found};

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// It is to none of our invitations, or not of whoever was invited.
    NotOurs,
    /// It is to a time that is not any more, of a booking that is not, or older than another one.
    Stale,
    /// It is noted.
    Noted,
    /// It took the booking back.
    Cancelled,
    /// They do not come, and it is too late to take the booking back of itself: those who teach and run the session are told.
    TooLate,
}

impl Answered {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotOurs => "not_ours",
            Self::Stale => "stale",
            Self::Noted => "noted",
            Self::Cancelled => "cancelled",
            Self::TooLate => "too_late",
        }
    }
}

/// Takes an answer. A session of several parts is given back only once every part that is still ahead was declined: whoever misses one day may
/// come on the others.
pub fn answer(conn: &mut Conn, state: &State, by: &By, reply: &Reply, now: Instant) -> Result<Answered, Error> {
    let Some(secret) = seal::known(conn)? else {
        return Ok(Answered::NotOurs);
    };
    let Some((part_id, booking_id)) = named_by(&secret, &reply.uid) else {
        return Ok(Answered::NotOurs);
    };
    let Some(named) = store::find_booking(conn, booking_id)? else {
        return Ok(Answered::NotOurs);
    };
    let Some(found) = store::lock(conn, named.booking.session_id)? else {
        return Ok(Answered::NotOurs);
    };
    // As it stands now that nobody else changes it.
    let booking = store::find_booking(conn, booking_id)?.ok_or(Error::NotFound)?.booking;
    let invited = match booking.person_id {
        Some(id) => people::find_any(conn, id)?,
        None => None,
    };
    let theirs = |person: &Person| {
        let address = person.email.as_deref();
        address.is_some_and(|address| address.eq_ignore_ascii_case(reply.attendee.trim()))
    };
    // An invitation that was handed on is not answered for whoever it is for.
    let Some(person) = invited.filter(theirs) else {
        return Ok(Answered::NotOurs);
    };
    let Some(part) = found.parts.iter().find(|part| part.id == part_id) else {
        return Ok(Answered::Stale);
    };
    let stamped_at = Instant::from(reply.stamped_at);
    let before = store::answers_of(conn, booking_id)?;
    let newer = before
        .iter()
        .any(|known| known.part_id == part_id && known.stamped_at >= stamped_at);
    if booking.status() != Status::Booked || reply.sequence < part.sequence || newer {
        return Ok(Answered::Stale);
    }
    let hand = Hand {
        state,
        by: by.clone(),
        person_id: Some(person.id),
        now,
    };
    let declined = |id: Id| {
        let last = before.iter().rfind(|known| known.part_id == id);
        id == part_id || last.is_some_and(|known| known.answer == Answer::Declined.as_str())
    };
    let whole = reply.answer == Answer::Declined && found.parts.iter().all(|part| part.starts_at <= now || declined(part.id));
    let answered = match found.cancels_until() {
        Some(until) if whole && now < until => Answered::Cancelled,
        _ if whole => Answered::TooLate,
        _ => Answered::Noted,
    };
    let row = BookingAnswer {
        id: state.chance.id(now),
        booking_id,
        part_id,
        answer: reply.answer.as_str().to_owned(),
        sequence: reply.sequence,
        stamped_at,
        received_at: now,
        fate: answered.as_str().to_owned(),
    };
    store::insert_answer(conn, &row)?;
    let remark = reply.remark.as_deref();
    let kind = match reply.answer {
        Answer::Accepted => "calendar_accepted",
        Answer::Declined => "calendar_declined",
        Answer::Tentative => "calendar_tentative",
    };
    hand.note(conn, &found, &booking, kind, remark)?;
    match answered {
        Answered::Cancelled => {
            change(conn, &hand, &found, &booking, Status::Cancelled, booking.approvals, None, remark)?;
            settle(conn, &hand, found.session.id)?;
        }
        Answered::TooLate => too_late(conn, &hand, &found, &person, booking_id)?,
        _ => {}
    }
    Ok(answered)
}

/// Tells whoever answered that they are booked as before, and those who teach and run the session that they do not come.
fn too_late(conn: &mut Conn, hand: &Hand<'_>, found: &Found, person: &Person, booking_id: Id) -> Result<(), Error> {
    hand.send(conn, found, person, "declined_late", None, None, Some(booking_id))?;
    let mut told = people::holders_above(conn, Role::TrainingManager, &found.path, hand.now.date_naive())?;
    for id in found.trainers.iter().filter_map(|trainer| trainer.person_id) {
        told.extend(people::find_any(conn, id)?.filter(|trainer| trainer.disabled_at.is_none()));
    }
    told.sort_by_key(|one| one.id);
    told.dedup_by_key(|one| one.id);
    for one in told {
        hand.send(conn, found, &one, "declines", None, Some(&person.name()), None)?;
    }
    Ok(())
}
