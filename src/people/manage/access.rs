//! Who gets in and with which roles: invitations, letters, disabling, roles, other people's sign-ins.

use super::Hand;
use crate::organisations::{Organisation, store as organisations};
use crate::people::mail::{self, InvitationMail};
use crate::people::store::listing::{self, Filter, Standing};
use crate::people::store::{self, Person, change};
use crate::people::{job, sign_in};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::Urgency;
use crate::rules::id::Id;
use crate::rules::person::Role;
use chrono::Duration;
use serde_json::json;

/// What became of inviting a whole organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Invited {
    /// Mails on their way.
    pub invited: usize,
    /// Left out since they have no address: they need a letter.
    pub without_address: usize,
}

impl Hand {
    /// Sends somebody the mail with their first way in.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where they are disabled, have a password already, or no address.
    pub fn invite(&self, conn: &mut Conn, id: Id) -> Result<Person, Error> {
        let person = self.managed(conn, id)?;
        if person.disabled_at.is_some() {
            return Err(Error::refused("refused-disabled"));
        }
        if person.email.is_none() {
            return Err(Error::refused("refused-no-address"));
        }
        if store::password_hash(conn, id)?.is_some() {
            return Err(Error::refused("refused-has-password"));
        }
        let path = self.home(conn, &person)?;
        let organisation = organisations::find_by_path(conn, &path)?.ok_or(Error::NotFound)?;
        self.send_invitation(conn, &person, &organisation)?;
        Ok(person)
    }

    /// Invites everybody of an organisation and below who has no password and no open invitation.
    pub fn invite_all(&self, conn: &mut Conn, organisation_id: Id) -> Result<Invited, Error> {
        let organisation = organisations::find(conn, &self.scope, organisation_id)?.ok_or(Error::NotFound)?;
        let filter = Filter {
            branch: Some(organisation.path.clone()),
            standing: Standing::WithoutAccess,
            ..Filter::current(self.actor.today())
        };
        let people = listing::list(conn, &self.scope, &filter, None, 10_000)?;
        let ids: Vec<Id> = people.iter().map(|person| person.id).collect();
        let waiting = change::with_open_link(conn, &ids, self.actor.now)?;
        let mut done = Invited::default();
        for person in people.iter().filter(|person| !waiting.contains(&person.id)) {
            if !self.may_manage(conn, person)? {
                continue;
            }
            if person.email.is_none() {
                done.without_address += 1;
                continue;
            }
            self.send_invitation(conn, person, &organisation)?;
            done.invited += 1;
        }
        Ok(done)
    }

    fn send_invitation(&self, conn: &mut Conn, person: &Person, organisation: &Organisation) -> Result<(), Error> {
        let now = self.actor.now;
        let days = self.state.config.sign_in.invitation_days;
        let life = Duration::days(days.into());
        let by = Some(self.actor.person.id);
        let token = sign_in::link(conn, &self.state, person.id, "invitation", None, by, life, now)?;
        let letter = InvitationMail {
            name: person.name(),
            organisation: organisation.name.clone(),
            url: format!("{}/welcome/{token}", self.state.config.server.public_url),
            days,
        };
        mail::queue(conn, &self.state, person, "invitation", Urgency::Soon, &letter, now)?;
        self.record(conn, "person.invite", person, &organisation.path, None, None)
    }

    /// Makes the code of a letter for somebody who has no password; earlier letters end.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where they are disabled or have an address, which is the safer way.
    pub fn letter(&self, conn: &mut Conn, id: Id) -> Result<(Person, String), Error> {
        let person = self.managed(conn, id)?;
        if person.disabled_at.is_some() {
            return Err(Error::refused("refused-disabled"));
        }
        if person.email.is_some() {
            return Err(Error::refused("refused-has-address"));
        }
        let now = self.actor.now;
        change::use_up_letters(conn, id, now)?;
        let life = Duration::days(self.state.config.sign_in.invitation_days.into());
        let by = Some(self.actor.person.id);
        let code = sign_in::link(conn, &self.state, id, "code_letter", None, by, life, now)?;
        let path = self.home(conn, &person)?;
        self.record(conn, "person.letter", &person, &path, None, None)?;
        Ok((person, code))
    }

    /// Ends every way in at once.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] for oneself: somebody else must be there to undo it.
    pub fn disable(&self, conn: &mut Conn, id: Id) -> Result<Person, Error> {
        let person = self.managed(conn, id)?;
        if id == self.actor.person.id {
            return Err(Error::refused("refused-oneself"));
        }
        let now = self.actor.now;
        store::set_disabled(conn, id, Some(now), now)?;
        sign_in::close_all(conn, id, now)?;
        let path = self.home(conn, &person)?;
        let after = Some(json!({ "disabled_at": now }));
        self.record(
            conn,
            "person.disable",
            &person,
            &path,
            Some(json!({ "disabled_at": person.disabled_at })),
            after,
        )?;
        job::say_changed(conn, &self.state, id, now)?;
        Ok(person)
    }

    /// Lets somebody in again, with the password they had.
    pub fn enable(&self, conn: &mut Conn, id: Id) -> Result<Person, Error> {
        let person = self.managed(conn, id)?;
        let now = self.actor.now;
        store::set_disabled(conn, id, None, now)?;
        let path = self.home(conn, &person)?;
        let before = Some(json!({ "disabled_at": person.disabled_at }));
        self.record(conn, "person.enable", &person, &path, before, Some(json!({ "disabled_at": null })))?;
        job::say_changed(conn, &self.state, id, now)?;
        Ok(person)
    }

    /// Ends somebody's running sign-ins.
    pub fn end_sign_ins(&self, conn: &mut Conn, id: Id) -> Result<Person, Error> {
        let person = self.managed(conn, id)?;
        store::end_sign_ins(conn, id, None, None, "revoked", self.actor.now)?;
        let path = self.home(conn, &person)?;
        self.record(conn, "person.sign_out", &person, &path, None, None)?;
        Ok(person)
    }

    /// Gives a role for a branch, at once: from the day that it is in UTC, by which roles are asked for, whatever day it is where somebody
    /// sits. Giving it twice changes nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] where the branch is outside the scope or the role is not the actor's to give there.
    pub fn grant(&self, conn: &mut Conn, id: Id, role: Role, organisation_id: Id) -> Result<(), Error> {
        let person = self.managed(conn, id)?;
        let organisation = organisations::find(conn, &self.scope, organisation_id)?;
        let organisation = organisation.ok_or_else(|| Error::field("organisation_id", "fault-organisation"))?;
        if role == Role::Learner || !self.actor.grantable(&organisation.path).contains(&role) {
            return Err(Error::field("role", "fault-role-not-yours"));
        }
        let now = self.actor.now;
        let by = Some(self.actor.person.id);
        let row = self.state.chance.id(now);
        let since_on = now.date_naive();
        if store::grant(conn, row, id, role, organisation_id, since_on, by, now)? {
            let after = Some(json!({ "role": role, "organisation_id": organisation_id, "since_on": since_on }));
            self.record(conn, "role.grant", &person, &organisation.path, None, after)?;
            job::say_changed(conn, &self.state, id, now)?;
        }
        Ok(())
    }

    /// Takes a role back.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] for one's own: nobody locks themself out by a slip.
    pub fn end_role(&self, conn: &mut Conn, id: Id, role_id: Id) -> Result<(), Error> {
        let person = self.managed(conn, id)?;
        let held = change::roles_of(conn, &self.scope, id)?;
        let role = held.iter().find(|role| role.id == role_id).ok_or(Error::NotFound)?;
        let grantable = self.actor.grantable(&role.path);
        if !grantable.iter().any(|given| given.as_str() == role.role) {
            return Err(Error::Forbidden);
        }
        if id == self.actor.person.id {
            return Err(Error::refused("refused-own-role"));
        }
        change::end_role(conn, role_id, self.actor.now)?;
        let before = Some(json!({ "role": role.role, "organisation_id": role.organisation_id, "since_on": role.since_on }));
        self.record(conn, "role.end", &person, &role.path, before, None)?;
        job::say_changed(conn, &self.state, id, self.actor.now)?;
        Ok(())
    }
}
