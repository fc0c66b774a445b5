//! What those who attended think: asked with the closing, answered by themselves, and changed until the time is over.

use super::{Hand, title};
use crate::people::store as people;
use crate::platform::audit::{self, Deed};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::attendance::Outcome;
use crate::rules::workshop::feedback::{Ratings, open_until};
use crate::workshops::store::{self, Feedback, FollowUp, Found, Named};

/// Until when the sessions' answers are taken; none: it is open again, or asks nothing.
pub fn answers_until(conn: &mut Conn, found: &Found) -> Result<Option<Instant>, Error> {
    let Some(closed_at) = found.session.closed_at else {
        return Ok(None);
    };
    let days = store::follow_up_of(conn, found.workshop.id, closed_at)?.feedback_days;
    Ok(open_until(closed_at, days))
}

/// Asks those who attended, with the closing of a session; whoever was asked before gets no second mail.
pub(super) fn ask(conn: &mut Conn, hand: &Hand<'_>, found: &Found, results: &[(Named, Outcome, i64)]) -> Result<(), Error> {
    store::forget_attended(conn, found.session.id)?;
    let days = store::follow_up_of(conn, found.workshop.id, hand.now)?.feedback_days;
    let Some(until) = open_until(hand.now, days) else { return Ok(()) };
    for (named, outcome, _) in results {
        let Some(person_id) = named
            .booking
            .person_id
            .filter(|_| matches!(outcome, Outcome::Attended | Outcome::Partly))
        else {
            continue;
        };
        if !store::ask_feedback(conn, named.booking.id, found.session.id, hand.now)? {
            continue;
        }
        if let Some(person) = people::find_any(conn, person_id)?.filter(|person| person.disabled_at.is_none()) {
            hand.send(conn, found, &person, "feedback", Some(until), None, Some(named.booking.id))?;
        }
    }
    Ok(())
}

/// What somebody may still answer about a booking, and until when.
///
/// # Errors
///
/// [`Error::NotFound`] where nothing was asked, [`Error::Refused`] where it is too late.
pub fn asked(conn: &mut Conn, found: &Found, booking_id: Id, now: Instant) -> Result<(Feedback, Instant), Error> {
    let feedback = store::feedback_of(conn, booking_id)?
        .filter(|one| one.attended)
        .ok_or(Error::NotFound)?;
    match answers_until(conn, found)? {
        Some(until) if now < until => Ok((feedback, until)),
        _ => Err(Error::refused("feedback-over")),
    }
}

/// Whether somebody may still answer about a booking.
pub fn is_asked(conn: &mut Conn, found: &Found, booking_id: Id, now: Instant) -> Result<bool, Error> {
    let attended = store::feedback_of(conn, booking_id)?.is_some_and(|one| one.attended);
    Ok(attended && answers_until(conn, found)?.is_some_and(|until| now < until))
}

/// Writes somebody's answer, or changes it. What it says is not told to the audit.
pub fn give_feedback(conn: &mut Conn, hand: &Hand<'_>, booking_id: Id, ratings: Ratings, comment: Option<String>) -> Result<(), Error> {
    let named = store::find_booking(conn, booking_id)?.ok_or(Error::NotFound)?;
    let found = store::lock(conn, named.booking.session_id)?.ok_or(Error::NotFound)?;
    let (before, _) = asked(conn, &found, booking_id, hand.now)?;
    let [content, trainer, usefulness, setting, recommendation] = ratings.map(Some);
    let answer = Feedback {
        answered_at: Some(hand.now),
        content,
        trainer,
        usefulness,
        setting,
        recommendation,
        comment,
        ..before
    };
    store::answer_feedback(conn, &answer)?;
    hand.record(conn, &found, "feedback.give", "bookings", booking_id, None)
}

/// Says what follows a workshop's sessions; false where somebody else changed it meanwhile. `path`: of who holds it.
pub fn save_follow_up(conn: &mut Conn, hand: &Hand<'_>, new: &FollowUp, before: &FollowUp, path: &str) -> Result<bool, Error> {
    if !store::save_follow_up(conn, new, before.revision)? {
        return Ok(false);
    }
    let some = store::list(conn, &store::Which::Of(new.workshop_id))?;
    let deed = Deed {
        action: "workshop.follow_up",
        subject_kind: "workshops",
        subject_id: new.workshop_id.to_string(),
        subject_label: some.first().map_or_else(|| new.workshop_id.to_string(), |found| title(found, "en")),
        organisation_path: path.to_owned(),
        before: audit::state(before),
        after: audit::state(new),
    };
    audit::record(conn, &hand.state.chance, hand.now, &hand.by, deed)?;
    Ok(true)
}
