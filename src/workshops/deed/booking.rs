//! What is done with a seat.

use super::Hand;
use super::check::check;
use super::leaving::must_belong_on;
use super::settle::{change, release_elsewhere, settle, take};
use crate::organisations::{Organisation, Scope, is_own, store as organisations};
use crate::people::store as people;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::faults;
use crate::rules::id::{Id, Instant};
use crate::rules::person::Role;
use crate::rules::workshop::Status;
use crate::rules::workshop::booking::{Approval, Deed, next_approval};
use crate::rules::workshop::seat::Answer;
use crate::workshops::store::{self, Booking, Found, Named, Needs};
use chrono::{Duration, NaiveDate};

/// A seat that somebody wants.
#[derive(Clone, Debug)]
pub struct Seat {
    /// For whom; none: named later.
    pub person_id: Option<Id>,
    /// Where they work, or whose seat it is.
    pub organisation: Organisation,
    /// Steps of approval that the booking itself gives.
    pub approvals: i32,
    /// An offer that is to be taken, instead of a booking.
    pub invited: bool,
    /// When the seat must have its name.
    pub name_by: Option<Instant>,
}

/// The partner for whose share an organisation counts: the topmost one that is not the manufacturer's own, else itself.
pub fn unit_of(conn: &mut Conn, organisation: &Organisation) -> Result<Id, Error> {
    for (at, _) in organisation.path.match_indices('/') {
        let Some(path) = organisation.path.get(..=at) else { continue };
        if let Some(above) = organisations::find_by_path(conn, path)?.filter(|above| !is_own(above)) {
            return Ok(above.id);
        }
    }
    Ok(organisation.id)
}

/// Gives somebody a seat, or a place in line.
///
/// # Errors
///
/// [`Error::Refused`] where the session takes no bookings, the person has one already, here or at another date, is busy at that time, or works
/// nowhere on its first day.
pub fn book(conn: &mut Conn, hand: &Hand<'_>, session_id: Id, seat: &Seat) -> Result<Booking, Error> {
    let found = store::lock(conn, session_id)?.ok_or(Error::NotFound)?;
    if !found.session.is_open(hand.now) {
        return Err(Error::refused("booking-closed"));
    }
    store::lock_people(conn, session_id, seat.person_id.as_slice())?;
    if let Some(person_id) = seat.person_id {
        check(conn, hand, &found, person_id, None)?;
    }
    let unit_id = unit_of(conn, &seat.organisation)?;
    let booked_by = hand.person_id.ok_or_else(|| Error::internal("nobody books"))?;
    let mut booking = Booking {
        id: hand.state.chance.id(hand.now),
        session_id,
        person_id: seat.person_id,
        organisation_id: seat.organisation.id,
        unit_id,
        status: String::new(),
        approvals: seat.approvals,
        queued_at: hand.now,
        booked_by,
        name_by: seat.name_by.filter(|_| seat.person_id.is_none()),
        due_at: None,
        updated_at: hand.now,
        ended_at: None,
    };
    let (status, due_at) = match found.terms() {
        None => (Status::Interested, None),
        Some(terms) => match terms.ask(&store::claims(conn, session_id, &[])?, unit_id, hand.now) {
            Answer::Seat if seat.invited => {
                let days = hand.now.plus(Duration::days(i64::from(found.workshop.approval_days.max(1))));
                (Status::Offered, Some(days.min(terms.starts_at)))
            }
            Answer::Seat => take(&found, &booking, hand),
            Answer::Full | Answer::Share if seat.invited => return Err(Error::refused("booking-full")),
            Answer::Full | Answer::Share => (Status::Waiting, None),
        },
    };
    booking.status = status.to_string();
    booking.due_at = due_at;
    store::insert_booking(conn, &booking)?;
    faults::point("seats.entered");
    hand.note(conn, &found, &booking, status.as_str(), None)?;
    hand.tell(conn, &found, &booking, status.as_str(), None, None)?;
    if status == Status::Booked {
        release_elsewhere(conn, hand, &found, &booking)?;
    }
    if status == Status::Requested {
        ask_leads(conn, hand, &found, &booking)?;
    }
    settle(conn, hand, session_id)?;
    Ok(booking)
}

/// Asks whoever leads the person for the first yes, or whoever runs the workshop for the second.
fn ask_leads(conn: &mut Conn, hand: &Hand<'_>, found: &Found, booking: &Booking) -> Result<(), Error> {
    let Some(organisation) = organisations::find(conn, &Scope::everything(), booking.organisation_id)? else {
        return Ok(());
    };
    let today = hand.now.date_naive();
    let mut asked = Vec::new();
    if next_approval(found.workshop.approval_steps, booking.approvals) == Some(Approval::Partner) {
        for role in [Role::TeamLead, Role::PartnerAdmin] {
            asked.extend(people::holders_above(conn, role, &organisation.path, today)?);
        }
    }
    if asked.is_empty() {
        asked = people::holders_above(conn, Role::TrainingManager, &found.path, today)?;
    }
    asked.sort_by_key(|person| person.id);
    asked.dedup_by_key(|person| person.id);
    let name = match booking.person_id {
        Some(id) => people::name_of(conn, id)?,
        None => organisation.name,
    };
    for person in asked {
        hand.send(conn, found, &person, "asks", booking.due_at, Some(&name), Some(booking.id))?;
    }
    Ok(())
}

/// A booking of a session that is locked now, which allows a deed.
fn held(conn: &mut Conn, id: Id, deed: Deed) -> Result<(Found, Named), Error> {
    let session_id = store::find_booking(conn, id)?.ok_or(Error::NotFound)?.booking.session_id;
    let found = store::lock(conn, session_id)?.ok_or(Error::NotFound)?;
    let named = store::find_booking(conn, id)?.ok_or(Error::NotFound)?;
    if !named.booking.status().allows(deed) {
        return Err(Error::refused("booking-stands-elsewhere"));
    }
    Ok((found, named))
}

/// Takes an offer.
pub fn accept(conn: &mut Conn, hand: &Hand<'_>, id: Id) -> Result<(), Error> {
    let (found, named) = held(conn, id, Deed::Accept)?;
    if named.booking.due_at.is_some_and(|until| until <= hand.now) {
        return Err(Error::refused("booking-too-late"));
    }
    store::lock_people(conn, found.session.id, named.booking.person_id.as_slice())?;
    let on = must_belong_on(&found.session, hand.now);
    if !store::gone(conn, named.booking.person_id.as_slice(), on)?.is_empty() {
        return Err(Error::Refused(Message::new("booking-nowhere").with("name", named.name())));
    }
    if let Some(person_id) = named.booking.person_id
        && store::busy(conn, &[person_id], found.session.id, &found.spans())?.contains(&person_id)
    {
        return Err(Error::Refused(Message::new("booking-busy").with("name", named.name())));
    }
    let (to, due_at) = take(&found, &named.booking, hand);
    let approvals = named.booking.approvals;
    if let Some(after) = change(conn, hand, &found, &named.booking, to, approvals, due_at, None)? {
        match to {
            Status::Booked => release_elsewhere(conn, hand, &found, &after)?,
            _ => ask_leads(conn, hand, &found, &after)?,
        }
    }
    settle(conn, hand, found.session.id)
}

/// Gives the next yes, or all that are needed where `all`.
pub fn approve(conn: &mut Conn, hand: &Hand<'_>, id: Id, all: bool) -> Result<(), Error> {
    let (found, named) = held(conn, id, Deed::Approve)?;
    let steps = found.workshop.approval_steps;
    if !all && next_approval(steps, named.booking.approvals) == Some(Approval::Manufacturer) {
        return Err(Error::Forbidden);
    }
    let approvals = if all { steps } else { named.booking.approvals + 1 };
    let given = Booking {
        approvals,
        ..named.booking.clone()
    };
    let (to, due_at) = take(&found, &given, hand);
    if to == Status::Requested {
        store::step(conn, &named.booking, to, approvals, due_at, hand.now)?;
        hand.note(conn, &found, &given, "approved", None)?;
        ask_leads(conn, hand, &found, &Booking { due_at, ..given })?;
    } else if let Some(after) = change(conn, hand, &found, &named.booking, to, approvals, due_at, None)? {
        release_elsewhere(conn, hand, &found, &after)?;
    }
    settle(conn, hand, found.session.id)
}

/// Says no, with the reason.
pub fn refuse(conn: &mut Conn, hand: &Hand<'_>, id: Id, reason: &str) -> Result<(), Error> {
    end(conn, hand, id, Deed::Refuse, Status::Refused, Some(reason))
}

/// Takes a booking back.
pub fn cancel(conn: &mut Conn, hand: &Hand<'_>, id: Id, reason: Option<&str>) -> Result<(), Error> {
    end(conn, hand, id, Deed::Cancel, Status::Cancelled, reason)
}

fn end(conn: &mut Conn, hand: &Hand<'_>, id: Id, deed: Deed, to: Status, reason: Option<&str>) -> Result<(), Error> {
    let (found, named) = held(conn, id, deed)?;
    change(conn, hand, &found, &named.booking, to, named.booking.approvals, None, reason)?;
    settle(conn, hand, found.session.id)
}

/// Takes a booking back of one's own accord, not because whoever has it asks for it: it costs them nothing.
pub fn cancel_for(conn: &mut Conn, hand: &Hand<'_>, id: Id, reason: &str) -> Result<(), Error> {
    let (found, named) = held(conn, id, Deed::Cancel)?;
    let booking = &named.booking;
    if store::step(conn, booking, Status::Cancelled, booking.approvals, None, hand.now)? {
        let after = Booking {
            status: Status::Cancelled.to_string(),
            due_at: None,
            ..booking.clone()
        };
        hand.note(conn, &found, &after, "cancelled_by_us", Some(reason))?;
        hand.tell(conn, &found, &after, "cancelled", Some(reason), Some(booking.status()))?;
    }
    settle(conn, hand, found.session.id)
}

/// Goes over to another session of the same workshop, where a seat must be free. The seat that is left is given on.
pub fn transfer(conn: &mut Conn, hand: &Hand<'_>, id: Id, to: Id) -> Result<Booking, Error> {
    let from = store::find_booking(conn, id)?.ok_or(Error::NotFound)?.booking.session_id;
    // The smaller one first, so that two who change places do not wait for each other.
    for session_id in [from.min(to), from.max(to)] {
        store::lock(conn, session_id)?;
    }
    let (left, named) = held(conn, id, Deed::Move)?;
    let found = store::find(conn, to)?.ok_or(Error::NotFound)?;
    if to == from || found.workshop.id != left.workshop.id || !found.session.is_open(hand.now) {
        return Err(Error::refused("booking-closed"));
    }
    store::lock_people(conn, from, named.booking.person_id.as_slice())?;
    if let Some(person_id) = named.booking.person_id {
        check(conn, hand, &found, person_id, Some(from))?;
    }
    let terms = found.terms().ok_or_else(|| Error::refused("booking-closed"))?;
    if terms.ask(&store::claims(conn, to, &[])?, named.booking.unit_id, hand.now) != Answer::Seat {
        return Err(Error::refused("booking-full"));
    }
    let needs = store::needs_of(conn, &[id])?.remove(&id);
    store::step(conn, &named.booking, Status::Moved, named.booking.approvals, None, hand.now)?;
    let gone = Booking {
        status: Status::Moved.to_string(),
        ..named.booking.clone()
    };
    hand.note(conn, &left, &gone, Status::Moved.as_str(), None)?;
    faults::point("seats.left");
    let mut booking = successor(hand, &named.booking, to);
    let (status, due_at) = take(&found, &booking, hand);
    booking.status = status.to_string();
    booking.due_at = due_at;
    store::insert_booking(conn, &booking)?;
    if let Some(needs) = needs {
        store::set_needs(conn, booking.id, &needs, hand.now)?;
    }
    hand.note(conn, &found, &booking, status.as_str(), None)?;
    hand.tell(conn, &found, &booking, "moved", None, None)?;
    if named.booking.status() == Status::Booked {
        hand.withdraw(conn, &left, &left.parts, &gone)?;
        hand.withdraw_owed(conn, &left, &gone)?;
    }
    if status == Status::Requested {
        ask_leads(conn, hand, &found, &booking)?;
    }
    settle(conn, hand, from)?;
    settle(conn, hand, to)?;
    Ok(booking)
}

/// A booking that takes the place of another one.
fn successor(hand: &Hand<'_>, before: &Booking, session_id: Id) -> Booking {
    Booking {
        id: hand.state.chance.id(hand.now),
        session_id,
        queued_at: hand.now,
        booked_by: hand.person_id.unwrap_or(before.booked_by),
        due_at: None,
        updated_at: hand.now,
        ended_at: None,
        ..before.clone()
    }
}

/// Ends the place in line of somebody of this partner who gets a seat otherwise, and answers what they said that they need.
fn leave_line(conn: &mut Conn, hand: &Hand<'_>, found: &Found, person_id: Id, unit_id: Id) -> Result<Option<Needs>, Error> {
    let waits = |named: &Named| {
        let booking = &named.booking;
        let in_line = matches!(booking.status(), Status::Waiting | Status::Interested);
        in_line && booking.person_id == Some(person_id) && booking.unit_id == unit_id
    };
    let Some(named) = store::of_session(conn, found.session.id, false)?.into_iter().find(waits) else {
        return Ok(None);
    };
    let needs = store::needs_of(conn, &[named.booking.id])?.remove(&named.booking.id);
    store::step(conn, &named.booking, Status::Moved, named.booking.approvals, None, hand.now)?;
    let gone = Booking {
        status: Status::Moved.to_string(),
        ..named.booking
    };
    hand.note(conn, found, &gone, Status::Moved.as_str(), None)?;
    Ok(needs)
}

/// Gives a seat to a person of the same partner: an unnamed one gets its name, a named one goes over to a substitute. Whoever stood in line
/// for one leaves it.
pub fn rename(conn: &mut Conn, hand: &Hand<'_>, id: Id, person_id: Id, today: NaiveDate) -> Result<Booking, Error> {
    let (found, named) = held(conn, id, Deed::Substitute)?;
    store::lock_people(conn, found.session.id, &[person_id])?;
    let needs = leave_line(conn, hand, &found, person_id, named.booking.unit_id)?;
    check(conn, hand, &found, person_id, None)?;
    let mut home = None;
    for (organisation_id, _) in store::homes_of(conn, &Scope::everything(), person_id, today)? {
        if let Some(organisation) = organisations::find(conn, &Scope::everything(), organisation_id)?
            && unit_of(conn, &organisation)? == named.booking.unit_id
        {
            home = Some(organisation_id);
            break;
        }
    }
    let organisation_id = home.ok_or_else(|| Error::refused("booking-other-partner"))?;
    let mut booking = named.booking.clone();
    if booking.person_id.is_none() {
        booking.name_by = None;
        if booking.status() == Status::Booked {
            booking.due_at = None;
        }
        store::set_person(conn, id, person_id, organisation_id, booking.due_at, hand.now)?;
        booking.person_id = Some(person_id);
        booking.organisation_id = organisation_id;
        hand.note(conn, &found, &booking, "named", None)?;
    } else {
        change(
            conn,
            hand,
            &found,
            &named.booking,
            Status::Substituted,
            booking.approvals,
            None,
            None,
        )?;
        booking = successor(hand, &named.booking, found.session.id);
        booking.person_id = Some(person_id);
        booking.organisation_id = organisation_id;
        booking.due_at = named.booking.due_at;
        booking.name_by = None;
        booking.queued_at = named.booking.queued_at;
        store::insert_booking(conn, &booking)?;
        hand.note(conn, &found, &booking, &named.booking.status, None)?;
    }
    if let Some(needs) = needs {
        store::set_needs(conn, booking.id, &needs, hand.now)?;
    }
    let kind = booking.status().as_str();
    hand.tell(conn, &found, &booking, kind, None, None)?;
    release_elsewhere(conn, hand, &found, &booking)?;
    settle(conn, hand, found.session.id)?;
    Ok(booking)
}

/// Says what one needs, in the place of what was said before. What it is stands neither in the history nor in the audit.
///
/// # Errors
///
/// [`Error::Refused`] for a booking that does not stand any more, and for a session that is over.
pub fn need(conn: &mut Conn, hand: &Hand<'_>, id: Id, needs: &Needs) -> Result<(), Error> {
    let (found, named) = held(conn, id, Deed::Cancel)?;
    if found.session.ends_at.is_some_and(|at| at <= hand.now) {
        return Err(Error::refused("booking-stands-elsewhere"));
    }
    store::set_needs(conn, id, needs, hand.now)?;
    hand.note(conn, &found, &named.booking, "needs", None)
}
