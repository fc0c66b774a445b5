//! Marks of attendance: taken once each, in whatever order they arrive, and never written over.

use super::Hand;
use super::check::must_not_teach;
use super::settle::{release_elsewhere, settle};
use crate::organisations::Organisation;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::attendance::{Answer, Fault, Mark, Way, check, standing};
use crate::rules::workshop::check_in::{Window, made_at};
use crate::rules::workshop::{Span, Status};
use crate::workshops::store::{self, AttendanceMark, Booking, Found, Named};
use std::collections::HashMap;

/// Most marks that are taken at once.
pub const MOST_MARKS: usize = 500;

/// A mark as it was made.
#[derive(Clone, Debug)]
pub struct NewMark {
    /// Identifier, from where it was made.
    pub id: Id,
    /// Of which booking.
    pub booking_id: Id,
    /// Of which part.
    pub part_id: Id,
    /// What it says.
    pub answer: Answer,
    /// Minutes of a partial one.
    pub minutes: Option<i32>,
    /// From when.
    pub from_at: Option<Instant>,
    /// Until when.
    pub to_at: Option<Instant>,
    /// How it came about.
    pub way: Way,
    /// When it was made, by the clock of where it was made; none: now.
    pub made_at: Option<Instant>,
    /// As of when whoever made it saw the list; none: now.
    pub seen_at: Option<Instant>,
    /// Why it corrects the one before.
    pub reason: Option<String>,
}

/// Marks that arrive together.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The marks.
    pub marks: Vec<NewMark>,
    /// When they were sent, by the clock that made them; none: now.
    pub sent_at: Option<Instant>,
}

/// What became of a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is new.
    Recorded,
    /// It was here already; nothing changed.
    Known,
    /// It cannot be taken, and why. `reason`: because it corrects another one and says no reason.
    Refused {
        /// In words.
        why: Message,
        /// Whether a reason would make it good.
        reason: bool,
    },
}

impl Taken {
    fn refused(key: &'static str) -> Self {
        Self::Refused {
            why: Message::new(key),
            reason: false,
        }
    }
}

/// Who has a seat by name: whom a list shows.
pub fn seated(conn: &mut Conn, session_id: Id) -> Result<Vec<Named>, Error> {
    let mut all = store::of_session(conn, session_id, false)?;
    all.retain(|named| named.booking.status() == Status::Booked && named.booking.person_id.is_some());
    Ok(all)
}

/// A session whose attendance can be taken, locked.
pub fn lock_open(conn: &mut Conn, id: Id) -> Result<Found, Error> {
    let found = store::lock(conn, id)?.ok_or(Error::NotFound)?;
    if found.session.closed_at.is_some() {
        return Err(Error::refused("attendance-closed"));
    }
    if found.session.state != "open" {
        return Err(Error::refused("session-stands-elsewhere"));
    }
    Ok(found)
}

/// Takes marks, each on its own: one that cannot be taken keeps no other back.
pub fn mark(conn: &mut Conn, hand: &Hand<'_>, session_id: Id, batch: &Batch) -> Result<Vec<Taken>, Error> {
    let found = store::lock(conn, session_id)?.ok_or(Error::NotFound)?;
    let stands = found.session.state == "open" && found.session.closed_at.is_none();
    let booked: HashMap<Id, Booking> = seated(conn, session_id)?
        .into_iter()
        .map(|named| (named.booking.id, named.booking))
        .collect();
    let parts: HashMap<Id, Span> = found.timed().into_iter().collect();
    let mut all: Vec<Mark> = store::marks_of(conn, session_id)?.iter().map(AttendanceMark::mark).collect();
    let mut taken = Vec::with_capacity(batch.marks.len());
    for new in &batch.marks {
        let row = row(hand, session_id, batch, new);
        if let Some(before) = store::find_mark(conn, new.id)? {
            let same = (before.booking_id, before.part_id, &before.answer) == (row.booking_id, row.part_id, &row.answer);
            taken.push(if same {
                Taken::Known
            } else {
                Taken::refused("attendance-number-taken")
            });
            continue;
        }
        let outcome = if stands {
            judge(&found, &booked, &parts, &all, new.seen_at.unwrap_or(hand.now), &row)
        } else {
            Some(Taken::refused("attendance-closed"))
        };
        if let Some(refused) = outcome {
            taken.push(refused);
            continue;
        }
        if !store::insert_mark(conn, &row)? {
            taken.push(Taken::refused("attendance-number-taken"));
            continue;
        }
        hand.record(
            conn,
            &found,
            "attendance.mark",
            "bookings",
            row.booking_id,
            Some(serde_json::json!(row)),
        )?;
        all.push(row.mark());
        taken.push(Taken::Recorded);
    }
    Ok(taken)
}

fn row(hand: &Hand<'_>, session_id: Id, batch: &Batch, new: &NewMark) -> AttendanceMark {
    let made = new
        .made_at
        .map_or(hand.now, |at| made_at(at, batch.sent_at.unwrap_or(hand.now), hand.now));
    AttendanceMark {
        id: new.id,
        session_id,
        booking_id: new.booking_id,
        part_id: new.part_id,
        answer: new.answer.to_string(),
        minutes: new.minutes.filter(|_| new.answer == Answer::Partial),
        from_at: new.from_at.filter(|_| new.answer == Answer::Present),
        to_at: new.to_at.filter(|_| new.answer == Answer::Present),
        way: new.way.as_str().to_owned(),
        made_at: made,
        recorded_at: hand.now,
        by_id: hand.person_id,
        reason: new.reason.clone(),
    }
}

/// Why a mark cannot be taken; none: it can.
fn judge(
    found: &Found,
    booked: &HashMap<Id, Booking>,
    parts: &HashMap<Id, Span>,
    all: &[Mark],
    seen_at: Instant,
    row: &AttendanceMark,
) -> Option<Taken> {
    let Some(span) = parts.get(&row.part_id) else {
        return Some(Taken::refused("attendance-no-part"));
    };
    if !booked.contains_key(&row.booking_id) {
        return Some(Taken::refused("attendance-not-booked"));
    }
    let mark = row.mark();
    let stands = standing(all);
    let before = stands.get(&(row.booking_id, row.part_id)).copied();
    let fault = check(&mark, span, &found.workshop.figures(), before, seen_at, row.reason.is_some()).err()?;
    Some(Taken::Refused {
        reason: fault == Fault::Reason,
        why: match fault {
            Fault::Early => Message::new("attendance-early"),
            Fault::Minutes(most) => Message::new("workshop-fault-number").with("least", 1).with("most", most),
            Fault::Times => Message::new("attendance-fault-times"),
            Fault::Reason => Message::new("attendance-fault-reason"),
        },
    })
}

/// Checks somebody in who scanned the code, in a part that is open for it. `id` is that of the scan: a second confirmation of it changes
/// nothing.
pub fn check_in(conn: &mut Conn, hand: &Hand<'_>, found: &Found, part_id: Id, booking_id: Id, id: Id) -> Result<(), Error> {
    let found = lock_open(conn, found.session.id)?;
    let span = found
        .timed()
        .into_iter()
        .find(|(part, _)| *part == part_id)
        .ok_or(Error::NotFound)?
        .1;
    if !matches!(found.workshop.figures().window(&span, hand.now), Window::Open(_)) {
        return Err(Error::refused("check-in-not-open"));
    }
    let marks: Vec<Mark> = store::marks_of(conn, found.session.id)?.iter().map(AttendanceMark::mark).collect();
    let own = |mark: &&Mark| mark.id == id && mark.booking_id == booking_id;
    if marks.iter().any(|mark| own(&mark)) {
        return Ok(());
    }
    let is_in = standing(&marks).get(&(booking_id, part_id)).is_some_and(|mark| mark.answer.is_in());
    if is_in {
        return Err(Error::refused("check-in-already"));
    }
    let new = NewMark {
        id,
        booking_id,
        part_id,
        answer: Answer::Present,
        minutes: None,
        from_at: (hand.now > span.starts_at).then_some(hand.now),
        to_at: None,
        way: if hand.person_id.is_some() { Way::Code } else { Way::Unsigned },
        made_at: None,
        seen_at: None,
        reason: None,
    };
    one(mark(conn, hand, found.session.id, &Batch::of(new))?)
}

impl Batch {
    /// One mark, made and sent now by somebody who sees how the list stands.
    pub fn of(mark: NewMark) -> Self {
        Self {
            marks: vec![mark],
            sent_at: None,
        }
    }
}

/// What became of a single mark.
pub fn one(taken: Vec<Taken>) -> Result<(), Error> {
    match taken.into_iter().next() {
        Some(Taken::Refused { why, .. }) => Err(Error::Refused(why)),
        _ => Ok(()),
    }
}

/// Adds somebody who came without a booking, or whose booking did not yet give a seat, and marks them for a part.
pub fn walk_in(
    conn: &mut Conn,
    hand: &Hand<'_>,
    session_id: Id,
    person_id: Id,
    home: &Organisation,
    part_id: Id,
) -> Result<Booking, Error> {
    let found = lock_open(conn, session_id)?;
    let span = found.timed().into_iter().find(|(part, _)| *part == part_id).map(|(_, span)| span);
    let span = span.ok_or_else(|| Error::field("part", "fault-choice"))?;
    if hand.now < found.workshop.figures().opens_at(&span) {
        return Err(Error::refused("attendance-early"));
    }
    must_not_teach(&found, person_id)?;
    store::lock_people(conn, session_id, &[person_id])?;
    let live = store::of_session(conn, session_id, false)?;
    let before = live.into_iter().find(|named| named.booking.person_id == Some(person_id));
    let booking = match before {
        Some(named) if named.booking.status() == Status::Booked => {
            return Err(Error::Refused(Message::new("booking-twice").with("name", named.name())));
        }
        Some(named) => {
            let steps = found.workshop.approval_steps;
            store::step(conn, &named.booking, Status::Booked, steps, None, hand.now)?;
            Booking {
                status: Status::Booked.to_string(),
                approvals: steps,
                due_at: None,
                updated_at: hand.now,
                ..named.booking
            }
        }
        None => {
            let booking = Booking {
                id: hand.state.chance.id(hand.now),
                session_id,
                person_id: Some(person_id),
                organisation_id: home.id,
                unit_id: super::booking::unit_of(conn, home)?,
                status: Status::Booked.to_string(),
                approvals: found.workshop.approval_steps,
                queued_at: hand.now,
                booked_by: hand.person_id.ok_or_else(|| Error::internal("nobody adds a walk-in"))?,
                name_by: None,
                due_at: None,
                updated_at: hand.now,
                ended_at: None,
            };
            store::insert_booking(conn, &booking)?;
            booking
        }
    };
    hand.note(conn, &found, &booking, "walk_in", None)?;
    release_elsewhere(conn, hand, &found, &booking)?;
    let new = NewMark {
        id: hand.state.chance.id(hand.now),
        booking_id: booking.id,
        part_id,
        answer: Answer::Present,
        minutes: None,
        from_at: (hand.now > span.starts_at && hand.now < span.ends_at).then_some(hand.now),
        to_at: None,
        way: Way::WalkIn,
        made_at: None,
        seen_at: None,
        reason: None,
    };
    one(mark(conn, hand, session_id, &Batch::of(new))?)?;
    settle(conn, hand, session_id)?;
    Ok(booking)
}
