//! Moving somebody to another organisation: the place of work there begins on the day after the one here ends, in one deed. What was
//! proven belongs to the person and goes along; what else happened stays where it was.

use super::Hand;
use crate::people::form::{PlaceDraft, read_place};
use crate::people::store::{Membership, change};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::rules::id::Id;

impl Hand {
    /// Ends a membership on the day before the new one begins, and begins that. One that has ended before then stays as it is: the person
    /// comes back.
    ///
    /// Roles that the person holds where they leave end with it once that day has come.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where there is no such membership, [`Error::Invalid`] with everything that is wrong, [`Error::Refused`] where it
    /// is the same organisation.
    pub fn transfer(&self, conn: &mut Conn, id: Id, membership_id: Id, draft: &PlaceDraft) -> Result<Membership, Error> {
        let person = self.managed(conn, id)?;
        let before = self.membership(conn, id, membership_id)?;
        let mut faults = Faults::new();
        let place = read_place(conn, &self.scope, draft, Some(id), self.actor.today(), &mut faults)?;
        let last = place.as_ref().and_then(|place| place.start_on.pred_opt());
        let ended = before.end_on.zip(last).is_some_and(|(end, last)| end <= last);
        if !ended && last.is_some_and(|last| last < before.start_on) {
            faults.note("start_on", "fault-moves-before-start");
        }
        let (place, last) = faults.or(place.zip(last))?;
        if place.organisation.id == before.organisation_id {
            return Err(Error::refused("refused-same-organisation"));
        }
        if !ended {
            self.end_membership(conn, id, membership_id, last)?;
        }
        self.mark(conn, id, &place.organisation.path)?;
        let begun = self.insert_membership(conn, &person, &place)?;
        if last < self.actor.today() {
            let left = self.path_of(conn, before.organisation_id)?;
            for role in change::roles_of(conn, &self.scope, id)? {
                // What is held above, or where the person goes, is another matter.
                if role.path.starts_with(&left) && !place.organisation.path.starts_with(&role.path) {
                    self.end_role(conn, id, role.id)?;
                }
            }
        }
        Ok(begun)
    }
}
