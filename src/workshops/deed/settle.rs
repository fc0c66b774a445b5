//! What follows from every change of seats, and what time itself brings.

use super::Hand;
use super::closing::ask;
use super::leaving::leave_lines;
use super::meeting::{marks_at, take_meeting};
use crate::courses::store::seats::{self, FreeSeat};
use crate::people::store as people;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::faults;
use crate::rules::id::{Id, Instant};
use crate::rules::person::Role;
use crate::rules::workshop::attendance::asks_next;
use crate::rules::workshop::booking::seated;
use crate::rules::workshop::part::{days_before, local};
use crate::rules::workshop::seat::Promotion;
use crate::rules::workshop::{Status, Terms};
use crate::workshops::store::{self, Booking, Found, Named};
use chrono::Duration;

/// Takes those who have left off the line, lets the waiting move up and notes when something is next to be done; call it in every transaction
/// that changes seats, with the session locked.
pub fn settle(conn: &mut Conn, hand: &Hand<'_>, id: Id) -> Result<(), Error> {
    let found = store::find(conn, id)?.ok_or(Error::NotFound)?;
    if found.session.state != "open" {
        seats::set(conn, id, None)?;
        return Ok(store::set_next(conn, id, None)?);
    }
    leave_lines(conn, hand, &found)?;
    if let Some(terms) = found.terms() {
        store::lock_people(conn, id, &[])?;
        let claims = store::claims(conn, id, &found.spans())?;
        for (booking_id, promotion) in terms.promote(&claims, hand.now) {
            if let Some(named) = store::find_booking(conn, booking_id)? {
                move_up(conn, hand, &found, &named.booking, promotion)?;
                faults::point("seats.moved_up");
            }
        }
    }
    let standing = store::of_session(conn, id, false)?;
    seats::set(conn, id, free_seat(&found, &standing))?;
    let runs_out = standing.iter().filter_map(|named| named.booking.due_at);
    let next = found.terms().into_iter().flat_map(|terms| turns(&found, &terms, hand.now));
    let next = runs_out.chain(next.filter(|at| *at > hand.now)).min();
    store::set_next(conn, id, next)?;
    faults::point("seats.settled");
    Ok(())
}

/// What is known of a session's free seats: somebody who waits would have got one. One without a date proves nothing in time.
pub fn free_seat(found: &Found, standing: &[Named]) -> Option<FreeSeat> {
    let held = standing.iter().filter(|named| named.booking.status().holds_seat()).count();
    let free = usize::try_from(found.session.seats).is_ok_and(|seats| held < seats);
    let proves_on = local(found.session.ends_at?, found.session.zone()).date();
    free.then_some(FreeSeat {
        session_id: found.session.id,
        course_id: found.course.id,
        stops_at: found.session.starts_at?,
        proves_on,
    })
}

/// Instants at which something changes of itself.
fn turns(found: &Found, terms: &Terms, now: Instant) -> Vec<Instant> {
    let mut turns = vec![terms.release_at()];
    if found.session.warned_at.is_none() {
        turns.push(days_before(terms.starts_at, found.workshop.warn_days, terms.zone));
    }
    let ends_at = found.session.ends_at.filter(|_| found.session.closed_at.is_none());
    turns.extend(ends_at.and_then(|at| asks_next(at, found.session.asked_at, now)));
    // What a meeting provider told becomes marks after each part.
    let live = found.session.online_url.is_some() && ends_at.is_some();
    turns.extend(found.parts.iter().filter(|_| live).map(|part| marks_at(part.ends_at)));
    turns
}

fn move_up(conn: &mut Conn, hand: &Hand<'_>, found: &Found, booking: &Booking, promotion: Promotion) -> Result<(), Error> {
    let (to, due_at) = match promotion {
        Promotion::Offered(until) => (Status::Offered, Some(until)),
        Promotion::Seated => take(found, booking, hand),
    };
    if change(conn, hand, found, booking, to, booking.approvals, due_at, None)?.is_some() && to == Status::Booked {
        release_elsewhere(conn, hand, found, booking)?;
    }
    Ok(())
}

/// Where somebody stands who gets a seat now, and until when an answer is needed.
pub fn take(found: &Found, booking: &Booking, hand: &Hand<'_>) -> (Status, Option<Instant>) {
    let to = seated(found.workshop.approval_steps, booking.approvals);
    let days = Duration::days(i64::from(found.workshop.approval_days));
    let until = hand.now.plus(days).min(found.session.starts_at.unwrap_or(hand.now.plus(days)));
    let name_by = booking.name_by.filter(|_| booking.person_id.is_none());
    (to, if to == Status::Requested { Some(until) } else { name_by })
}

/// Takes a booking to another status with its event and mail; none: somebody was faster.
pub fn change(
    conn: &mut Conn,
    hand: &Hand<'_>,
    found: &Found,
    booking: &Booking,
    to: Status,
    approvals: i32,
    due_at: Option<Instant>,
    reason: Option<&str>,
) -> Result<Option<Booking>, Error> {
    if !store::step(conn, booking, to, approvals, due_at, hand.now)? {
        return Ok(None);
    }
    faults::point("seats.stepped");
    let after = Booking {
        status: to.to_string(),
        approvals,
        due_at,
        ..booking.clone()
    };
    hand.note(conn, found, &after, to.as_str(), reason)?;
    hand.tell(conn, found, &after, to.as_str(), reason, Some(booking.status()))?;
    faults::point("seats.told");
    Ok(Some(after))
}

/// Whoever has a seat no longer waits for another date of the same workshop, and is told so.
pub fn release_elsewhere(conn: &mut Conn, hand: &Hand<'_>, found: &Found, booking: &Booking) -> Result<(), Error> {
    let Some(person_id) = booking.person_id else { return Ok(()) };
    for other in store::live_elsewhere(conn, person_id, found.workshop.id, found.session.id, hand.now)? {
        if !matches!(other.status(), Status::Waiting | Status::Interested) {
            continue;
        }
        if let Some(theirs) = store::find(conn, other.session_id)?
            && store::step(conn, &other, Status::Cancelled, other.approvals, None, hand.now)?
        {
            let before = other.status();
            let after = Booking {
                status: Status::Cancelled.to_string(),
                due_at: None,
                ..other
            };
            hand.note(conn, &theirs, &after, "released", None)?;
            hand.tell(conn, &theirs, &after, "released", None, Some(before))?;
        }
    }
    Ok(())
}

/// What time brought to a session: answers and offers that ran out, seats without a name, shares released, too few people.
pub fn run_due(conn: &mut Conn, hand: &Hand<'_>, id: Id) -> Result<(), Error> {
    let Some(found) = store::lock(conn, id)? else { return Ok(()) };
    for named in store::of_session(conn, id, false)? {
        if named.booking.due_at.is_some_and(|at| at <= hand.now) {
            change(
                conn,
                hand,
                &found,
                &named.booking,
                Status::Expired,
                named.booking.approvals,
                None,
                None,
            )?;
            faults::point("seats.ran_out");
        }
    }
    warn(conn, hand, &found)?;
    take_meeting(conn, hand, &found)?;
    ask(conn, hand, &found)?;
    settle(conn, hand, id)
}

/// Too few people: those who run workshops are told, once, and decide.
fn warn(conn: &mut Conn, hand: &Hand<'_>, found: &Found) -> Result<(), Error> {
    let Some(starts_at) = found
        .session
        .starts_at
        .filter(|_| found.session.warned_at.is_none() && found.session.state == "open")
    else {
        return Ok(());
    };
    if hand.now < days_before(starts_at, found.workshop.warn_days, found.session.zone()) {
        return Ok(());
    }
    store::set_warned(conn, found.session.id, hand.now)?;
    let counts = store::held(conn, &[found.session.id])?;
    let booked = counts.get(&(found.session.id, Status::Booked.to_string())).copied().unwrap_or(0);
    if hand.now >= starts_at || booked >= i64::from(found.workshop.least_people) {
        return Ok(());
    }
    let reason = format!("{booked} / {}", found.workshop.least_people);
    hand.record(
        conn,
        found,
        "session.too_few",
        "sessions",
        found.session.id,
        Some(serde_json::json!({ "booked": booked })),
    )?;
    for person in people::holders_above(conn, Role::TrainingManager, &found.path, hand.now.date_naive())? {
        hand.send(conn, found, &person, "too_few", None, Some(&reason), None)?;
    }
    Ok(())
}
