//! Who may see a session, and as what somebody stands to a booking.

use super::store::{self, AttendanceMark, Found, Named};
use crate::organisations::{Scope, is_own, store as organisations};
use crate::people::Actor;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::person::Action;
use crate::rules::workshop::attendance::{self, Answer, Mark};
use crate::rules::workshop::material;

/// What somebody may see: where they work, whom they lead, what they run.
pub struct Sight {
    /// Paths of the organisations where they work.
    homes: Vec<String>,
    /// Branches for which they book.
    pub leads: Scope,
    /// Branches in which they run workshops.
    pub runs: Scope,
    person_id: Id,
    /// Whether it is a token, which teaches nothing itself.
    token: bool,
}

/// As what somebody stands to a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// It is their own.
    pub own: bool,
    /// They lead whoever it is for.
    pub leads: bool,
    /// They run the workshop.
    pub runs: bool,
}

impl Sight {
    /// What this actor may see.
    pub fn of(conn: &mut Conn, actor: &Actor) -> Result<Self, Error> {
        let homes = store::homes_of(conn, &Scope::everything(), actor.person.id, actor.today())?;
        Ok(Self {
            homes: homes.into_iter().map(|(_, path)| path).collect(),
            leads: actor.scope(Action::BookSeats),
            runs: actor.scope(Action::ManageWorkshops),
            person_id: actor.person.id,
            token: actor.token_actions.is_some(),
        })
    }

    /// Whether they take the attendance of a session: they teach it, or run it.
    pub fn holds(&self, found: &Found) -> bool {
        let teaches = found.trainers.iter().any(|trainer| trainer.person_id == Some(self.person_id));
        self.runs.covers(&found.path) || (teaches && !self.token)
    }

    /// A session whose attendance they take; any other is not found.
    pub fn held(&self, conn: &mut Conn, id: Id) -> Result<Found, Error> {
        let found = store::find(conn, id)?.filter(|found| found.session.state != "draft" && !found.parts.is_empty());
        found.filter(|found| self.holds(found)).ok_or(Error::NotFound)
    }

    /// Whether they open the files that go with a session: they teach or run it, or have a seat that opens them.
    pub fn opens(&self, conn: &mut Conn, found: &Found, now: Instant) -> Result<bool, Error> {
        if self.holds(found) {
            return Ok(true);
        }
        let id = found.session.id;
        let seats = store::of_session(conn, id, false)?;
        let Some(seat) = seats.iter().find(|named| named.booking.person_id == Some(self.person_id)) else {
            return Ok(false);
        };
        let mut marks: Vec<Mark> = store::marks_of(conn, id)?.iter().map(AttendanceMark::mark).collect();
        marks.retain(|mark| mark.booking_id == seat.booking.id);
        let standing = attendance::standing(&marks);
        let answer = |part: Id| standing.get(&(seat.booking.id, part)).map(|mark| mark.answer);
        let answers: Vec<Option<Answer>> = found.parts.iter().map(|part| answer(part.id)).collect();
        let over = found.session.ends_at.is_some_and(|at| at <= now);
        Ok(material::opens(seat.booking.status(), over, &answers))
    }

    /// Whether they work for a partner, and not for the manufacturer: of those who attend they see names and firms only.
    pub fn is_outside(&self, conn: &mut Conn) -> Result<bool, Error> {
        for path in &self.homes {
            if organisations::find_by_path(conn, path)?.is_some_and(|home| is_own(&home)) {
                return Ok(false);
            }
        }
        Ok(!self.homes.is_empty())
    }

    /// Whether the session's holder offers it to them, or they run it. Drafts are for those who run it.
    pub fn sees(&self, found: &Found) -> bool {
        let offered = self
            .homes
            .iter()
            .chain(self.leads.tops())
            .any(|path| path.starts_with(&found.path) || self.leads.covers(&found.path));
        self.runs.covers(&found.path) || (offered && found.session.state != "draft")
    }

    /// As what they stand to a booking; none: it is not theirs to see.
    pub fn standing(&self, found: &Found, named: &Named) -> Option<Standing> {
        let standing = Standing {
            own: named.booking.person_id == Some(self.person_id),
            leads: self.leads.covers(&named.path),
            runs: self.runs.covers(&found.path),
        };
        (standing.own || standing.leads || standing.runs).then_some(standing)
    }

    /// A booking with its session, as far as somebody may see it; a foreign one is not found.
    pub fn booking(&self, conn: &mut Conn, id: Id) -> Result<(Found, Named, Standing), Error> {
        let named = store::find_booking(conn, id)?.ok_or(Error::NotFound)?;
        let found = store::find(conn, named.booking.session_id)?.ok_or(Error::NotFound)?;
        let standing = self.standing(&found, &named).ok_or(Error::NotFound)?;
        Ok((found, named, standing))
    }

    /// A session that they may see, or that they have a booking in.
    pub fn session(&self, conn: &mut Conn, id: Id) -> Result<Found, Error> {
        let found = store::find(conn, id)?.ok_or(Error::NotFound)?;
        let mut booked = || -> Result<bool, Error> {
            let all = store::of_session(conn, id, true)?;
            Ok(all.iter().any(|named| named.booking.person_id == Some(self.person_id)))
        };
        if self.sees(&found) || self.holds(&found) || booked()? {
            Ok(found)
        } else {
            Err(Error::NotFound)
        }
    }
}
