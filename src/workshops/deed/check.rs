//! Whether somebody can take a seat.

use super::Hand;
use super::leaving::must_belong_on;
use crate::organisations::Scope;
use crate::people::store as people;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::rules::id::Id;
use crate::workshops::store::{self, Found};

/// Whether a person can take a seat here; `but` is the session that they leave for it.
pub(super) fn check(conn: &mut Conn, hand: &Hand<'_>, found: &Found, person_id: Id, but: Option<Id>) -> Result<(), Error> {
    // An account behind which nobody works takes part in nothing; neither does somebody who will have left.
    let on = must_belong_on(&found.session, hand.now);
    if store::homes_of(conn, &Scope::everything(), person_id, on)?.is_empty() {
        return Err(named_fault(conn, "booking-nowhere", person_id)?);
    }
    must_not_teach(found, person_id)?;
    let live = store::of_session(conn, found.session.id, false)?;
    if live.iter().any(|named| named.booking.person_id == Some(person_id)) {
        return Err(named_fault(conn, "booking-twice", person_id)?);
    }
    let others = store::live_elsewhere(conn, person_id, found.workshop.id, found.session.id, hand.now)?;
    if others
        .iter()
        .any(|other| other.status().holds_seat() && Some(other.session_id) != but)
    {
        return Err(named_fault(conn, "booking-other-date", person_id)?);
    }
    let left = but.unwrap_or(found.session.id);
    if store::busy(conn, &[person_id], left, &found.spans())?.contains(&person_id) {
        return Err(named_fault(conn, "booking-busy", person_id)?);
    }
    Ok(())
}

/// Whoever teaches takes no seat: they would vouch for their own attendance.
pub(super) fn must_not_teach(found: &Found, person_id: Id) -> Result<(), Error> {
    match found.trainers.iter().find(|trainer| trainer.person_id == Some(person_id)) {
        Some(trainer) => Err(Error::Refused(Message::new("booking-teaches").with("name", &trainer.name))),
        None => Ok(()),
    }
}

/// A refusal that names whom it is about: several are booked at once.
fn named_fault(conn: &mut Conn, key: &'static str, person_id: Id) -> Result<Error, Error> {
    Ok(Error::Refused(Message::new(key).with("name", people::name_of(conn, person_id)?)))
}
