//! Two records of one person become one: the people's part of it. What later slices keep of the double goes over with their own words.

use super::Hand;
use crate::organisations::Scope;
use crate::people::store::listing;
use crate::people::store::{self, Person, address, adoption};
use crate::people::{job, sign_in};
use crate::platform::audit;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::merging::{Place, Step, places};

impl Hand {
    /// The record that is kept and its double, both the actor's to manage wherever they belong.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] for people outside the scope, [`Error::Forbidden`] for those above the actor, [`Error::Refused`] where both are
    /// one record, the double is the actor, or one of them also belongs where the actor has no say.
    pub fn pair(&self, conn: &mut Conn, kept_id: Id, double_id: Id) -> Result<(Person, Person), Error> {
        let kept = self.managed(conn, kept_id)?;
        if kept_id == double_id {
            return Err(Error::refused("refused-merge-same"));
        }
        let double = self.managed(conn, double_id)?;
        if double_id == self.actor.person.id {
            return Err(Error::refused("refused-merge-own"));
        }
        let both = [kept_id, double_id];
        let everywhere = listing::places(conn, &Scope::everything(), &both)?.len();
        if listing::places(conn, &self.scope, &both)?.len() < everywhere {
            return Err(Error::refused("refused-merge-elsewhere"));
        }
        Ok((kept, double))
    }

    /// Writes into the audit what was said about a person.
    pub fn note(&self, conn: &mut Conn, action: &str, person: &Person, said: Option<serde_json::Value>) -> Result<(), Error> {
        let path = self.home(conn, person)?;
        self.record(conn, action, person, &path, None, said)
    }

    /// Places of work, roles, tokens, password, address and number go over to the kept record; the double's ways in are closed. Answers
    /// what became of the places, and the kept record as it is then.
    ///
    /// Call it once nothing of later slices refers to the double's places.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where somebody else changed one of them meanwhile.
    pub fn adopt(&self, conn: &mut Conn, kept: &Person, double: &Person) -> Result<(Vec<Step>, Person), Error> {
        let now = self.actor.now;
        let places_of = |conn: &mut Conn, id: Id| -> Result<Vec<Place>, Error> {
            Ok(store::memberships_of(conn, id)?.iter().map(Place::from).collect())
        };
        let steps = places(&places_of(conn, kept.id)?, &places_of(conn, double.id)?);
        let path = self.home(conn, kept)?;
        adoption::adopt_places(conn, double.id, kept.id, &steps, now)?;
        adoption::adopt_account(conn, double.id, kept.id, now)?;
        sign_in::close_all(conn, double.id, now)?;
        address::forget(conn, double.id)?;
        let (closed, grown) = self.both_after(kept, double);
        if !adoption::close(conn, &closed, &grown)? {
            return Err(Error::refused("refused-changed-meanwhile"));
        }
        for (before, after) in [(double, &closed), (kept, &grown)] {
            self.record(conn, "person.merge", before, &path, audit::state(before), audit::state(after))?;
        }
        job::say_changed(conn, &self.state, kept.id, now)?;
        Ok((steps, grown))
    }

    /// What the kept record lacks it takes from the double. Two numbers stay with the two records, so that files may go on naming either.
    fn both_after(&self, kept: &Person, double: &Person) -> (Person, Person) {
        let now = self.actor.now;
        let (mut grown, mut closed) = (kept.clone(), double.clone());
        if grown.external_id.is_none() {
            grown.external_id = closed.external_id.take();
        }
        if grown.email_key.is_none() {
            grown.email.clone_from(&double.email);
            grown.email_key.clone_from(&double.email_key);
        }
        // Nobody signs in with an address that leads to a closed record, and it is free for somebody else.
        (closed.email, closed.email_key) = (None, None);
        grown.partner_edited_at = grown.partner_edited_at.or(double.partner_edited_at);
        closed.disabled_at = closed.disabled_at.or(Some(now));
        closed.merged_into_id = Some(kept.id);
        for person in [&mut grown, &mut closed] {
            person.updated_at = now;
            person.revision += 1;
        }
        (closed, grown)
    }
}
