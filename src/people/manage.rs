//! What is done to people by those who manage them, for pages and calls alike: each deed is checked, written, audited and told to later
//! slices in one transaction.

mod access;
mod merging;
mod transfer;

use super::form::{PersonDraft, PersonFields, PlaceDraft, PlaceFields, read_person, read_place};
use super::guard::{Actor, May, Permission};
use super::job;
use super::store::listing::{self, Place};
use super::store::{self, Membership, Person, change};
use crate::organisations::{Scope, store as organisations};
use crate::platform::audit::{self, Deed};
use crate::platform::db::Conn;
use crate::platform::error::{Error, taken};
use crate::platform::form::{CHANGED_MEANWHILE, Faults};
use crate::platform::state::State;
use crate::rules::email_address::EmailAddress;
use crate::rules::id::Id;
use crate::rules::person::share_a_day;
use chrono::NaiveDate;
use serde::Serialize;
use std::slice;

/// Somebody at work on people: who, within which branches.
#[derive(Clone)]
pub struct Hand {
    pub(super) state: State,
    pub(super) actor: Actor,
    pub(super) scope: Scope,
}

/// A membership as the audit keeps it.
#[derive(Serialize)]
struct MembershipState<'a> {
    #[serde(flatten)]
    membership: &'a Membership,
    job_role_ids: &'a [Id],
}

impl Hand {
    /// The hand of whoever may do what `P` names.
    pub fn of<P: Permission>(may: &May<P>, state: &State) -> Self {
        Self {
            state: state.clone(),
            actor: may.actor.clone(),
            scope: may.scope.clone(),
        }
    }

    /// A person whom the actor may manage: at home in the scope today or later, and not trusted with more than the actor could give.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] for people outside the scope, [`Error::Forbidden`] for those who are above the actor.
    pub fn managed(&self, conn: &mut Conn, id: Id) -> Result<Person, Error> {
        let person = store::find(conn, &self.scope, id)?.ok_or(Error::NotFound)?;
        if self.may_manage(conn, &person)? {
            Ok(person)
        } else {
            Err(Error::Forbidden)
        }
    }

    /// Whether [`Hand::managed`] would answer this person, who is within the scope.
    pub fn may_manage(&self, conn: &mut Conn, person: &Person) -> Result<bool, Error> {
        let today = self.actor.today();
        let at_home = self.scope.is_whole()
            || listing::places(conn, &self.scope, &[person.id])?
                .iter()
                .any(|place| place.is_open(today));
        let theirs = store::every_grant_of(conn, person.id)?;
        Ok(at_home && self.actor.manages(person.id, &theirs))
    }

    /// Adds a person with a first place of work.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] with everything that is wrong with either.
    pub fn add(&self, conn: &mut Conn, draft: &PersonDraft, place: &PlaceDraft) -> Result<Person, Error> {
        let mut faults = Faults::new();
        let fields = read_person(conn, draft, None, &mut faults)?;
        let place = read_place(conn, &self.scope, place, None, self.actor.today(), &mut faults)?;
        let (fields, place) = faults.or(fields.zip(place))?;
        let now = self.actor.now;
        let mut person = Person::new(
            self.state.chance.id(now),
            &fields.given_name,
            &fields.family_name,
            None,
            &fields.language,
            now,
        );
        write_fields(&mut person, &fields);
        if self.actor.is_partner_side(&place.organisation.path) {
            person.partner_edited_at = Some(now);
        }
        store::insert(conn, &person).map_err(taken(&UNIQUE))?;
        self.record(conn, "person.add", &person, &place.organisation.path, None, audit::state(&person))?;
        self.insert_membership(conn, &person, &place)?;
        Ok(person)
    }

    /// Changes a person's own facts. `revision` is that of the record the change was made from; none: whatever it is now.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where somebody else changed the record meanwhile, [`Error::Invalid`] with everything that is wrong.
    pub fn change(&self, conn: &mut Conn, id: Id, revision: Option<i32>, draft: &PersonDraft) -> Result<Person, Error> {
        let before = self.managed(conn, id)?;
        let mut faults = Faults::new();
        let fields = read_person(conn, draft, Some(id), &mut faults)?;
        let fields = faults.or(fields)?;
        let mut person = before.clone();
        write_fields(&mut person, &fields);
        let path = self.home(conn, &person)?;
        person.updated_at = self.actor.now;
        person.revision = before.revision + 1;
        if self.actor.is_partner_side(&path) && person.partner_edited_at.is_none() {
            person.partner_edited_at = Some(self.actor.now);
        }
        let expected = revision.unwrap_or(before.revision);
        if change::update(conn, &person, expected).map_err(taken(&UNIQUE))? == 0 {
            return Err(Error::refused(CHANGED_MEANWHILE));
        }
        if before.email_key != person.email_key {
            // Links that went to the old address must not let its reader in.
            store::use_up_links(conn, id, self.actor.now)?;
        }
        self.record(conn, "person.change", &person, &path, audit::state(&before), audit::state(&person))?;
        job::say_changed(conn, &self.state, id, self.actor.now)?;
        Ok(person)
    }

    /// Adds a further place of work, or changes location, job roles, dates and team lead of the one with this identifier; another
    /// organisation is another membership.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where there is no such place, [`Error::Invalid`] with everything that is wrong.
    pub fn write_membership(&self, conn: &mut Conn, id: Id, membership_id: Option<Id>, draft: &PlaceDraft) -> Result<Membership, Error> {
        let person = self.managed(conn, id)?;
        let mut faults = Faults::new();
        let place = read_place(conn, &self.scope, draft, Some(id), self.actor.today(), &mut faults)?;
        let place = faults.or(place)?;
        match membership_id {
            Some(membership_id) => self.change_membership(conn, &person, membership_id, &place),
            None => {
                self.mark(conn, id, &place.organisation.path)?;
                self.insert_membership(conn, &person, &place)
            }
        }
    }

    fn change_membership(&self, conn: &mut Conn, person: &Person, membership_id: Id, place: &PlaceFields) -> Result<Membership, Error> {
        let id = person.id;
        let before = self.membership(conn, id, membership_id)?;
        if before.organisation_id != place.organisation.id {
            return Err(Error::refused("refused-other-organisation"));
        }
        refuse_overlap(conn, id, Some(membership_id), place)?;
        let after = Membership {
            location_id: place.location_id,
            start_on: place.start_on,
            end_on: place.end_on,
            supervisor_id: place.supervisor_id,
            updated_at: self.actor.now,
            ..before.clone()
        };
        change::update_membership(conn, &after)?;
        change::set_job_roles(conn, membership_id, &place.job_role_ids)?;
        self.mark(conn, id, &place.organisation.path)?;
        let state = MembershipState {
            membership: &after,
            job_role_ids: &place.job_role_ids,
        };
        self.record(
            conn,
            "membership.change",
            person,
            &place.organisation.path,
            audit::state(&before),
            audit::state(&state),
        )?;
        job::say_changed(conn, &self.state, id, self.actor.now)?;
        Ok(after)
    }

    /// Ends a place of work with a last day.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] where that day lies before its first.
    pub fn end_membership(&self, conn: &mut Conn, id: Id, membership_id: Id, end_on: NaiveDate) -> Result<Membership, Error> {
        let person = self.managed(conn, id)?;
        let before = self.membership(conn, id, membership_id)?;
        if end_on < before.start_on {
            return Err(Error::field("end_on", "fault-end-before-start"));
        }
        let after = Membership {
            end_on: Some(end_on),
            updated_at: self.actor.now,
            ..before.clone()
        };
        change::update_membership(conn, &after)?;
        let path = self.path_of(conn, before.organisation_id)?;
        self.mark(conn, id, &path)?;
        self.record(conn, "membership.end", &person, &path, audit::state(&before), audit::state(&after))?;
        job::say_changed(conn, &self.state, id, self.actor.now)?;
        Ok(after)
    }

    fn insert_membership(&self, conn: &mut Conn, person: &Person, place: &PlaceFields) -> Result<Membership, Error> {
        let now = self.actor.now;
        refuse_overlap(conn, person.id, None, place)?;
        let membership = Membership {
            id: self.state.chance.id(now),
            person_id: person.id,
            organisation_id: place.organisation.id,
            location_id: place.location_id,
            start_on: place.start_on,
            end_on: place.end_on,
            supervisor_id: place.supervisor_id,
            imported: false,
            created_at: now,
            updated_at: now,
        };
        store::insert_membership(conn, &membership)?;
        change::set_job_roles(conn, membership.id, &place.job_role_ids)?;
        let state = MembershipState {
            membership: &membership,
            job_role_ids: &place.job_role_ids,
        };
        self.record(conn, "membership.add", person, &place.organisation.path, None, audit::state(&state))?;
        job::say_changed(conn, &self.state, person.id, now)?;
        Ok(membership)
    }

    fn membership(&self, conn: &mut Conn, person_id: Id, id: Id) -> Result<Membership, Error> {
        change::find_membership(conn, &self.scope, person_id, id)?.ok_or(Error::NotFound)
    }

    fn path_of(&self, conn: &mut Conn, organisation_id: Id) -> Result<String, Error> {
        let found = organisations::find(conn, &self.scope, organisation_id)?;
        Ok(found.ok_or(Error::NotFound)?.path)
    }

    /// The branch that sees what happens to this person: where they work, else the top of the tree.
    pub(super) fn home(&self, conn: &mut Conn, person: &Person) -> Result<String, Error> {
        home(conn, &self.scope, person.id, self.actor.today())
    }

    fn mark(&self, conn: &mut Conn, person_id: Id, path: &str) -> Result<(), Error> {
        if self.actor.is_partner_side(path) {
            change::mark_partner_edited(conn, person_id, self.actor.now)?;
        }
        Ok(())
    }

    pub(super) fn record(
        &self,
        conn: &mut Conn,
        action: &str,
        person: &Person,
        path: &str,
        before: Option<serde_json::Value>,
        after: Option<serde_json::Value>,
    ) -> Result<(), Error> {
        let deed = Deed {
            action,
            subject_kind: "people",
            subject_id: person.id.to_string(),
            subject_label: person.name(),
            organisation_path: path.to_owned(),
            before,
            after,
        };
        Ok(audit::record(conn, &self.state.chance, self.actor.now, &self.actor.by(), deed)?)
    }
}

/// The branch that sees what happens to somebody: where they work on that day within the scope, else where they worked, else the top of the
/// tree.
pub(super) fn home(conn: &mut Conn, scope: &Scope, person_id: Id, today: NaiveDate) -> Result<String, Error> {
    let places: Vec<Place> = listing::places(conn, scope, slice::from_ref(&person_id))?;
    let open = places.iter().find(|place| place.is_open(today)).or(places.first());
    match open {
        Some(place) => Ok(place.path.clone()),
        None => Ok(organisations::top_path(conn)?),
    }
}

/// A second place at the same location within the same days would count everything that hangs on it twice.
fn refuse_overlap(conn: &mut Conn, person_id: Id, but: Option<Id>, place: &PlaceFields) -> Result<(), Error> {
    let days = (place.start_on, place.end_on);
    let same = |one: &Membership| {
        Some(one.id) != but
            && one.organisation_id == place.organisation.id
            && one.location_id == place.location_id
            && share_a_day((one.start_on, one.end_on), days)
    };
    if store::memberships_of(conn, person_id)?.iter().any(same) {
        return Err(Error::field("start_on", "fault-membership-overlaps"));
    }
    Ok(())
}

fn write_fields(person: &mut Person, fields: &PersonFields) {
    person.given_name.clone_from(&fields.given_name);
    person.family_name.clone_from(&fields.family_name);
    person.search_name = Person::search_name_of(&fields.given_name, &fields.family_name);
    person.email = fields.email.as_ref().map(ToString::to_string);
    person.email_key = fields.email.as_ref().map(EmailAddress::key);
    person.external_id.clone_from(&fields.external_id);
    person.language.clone_from(&fields.language);
    person.time_zone.clone_from(&fields.time_zone);
}

/// Two who take the same number or address at once: the second is told like one who comes later.
pub(super) const UNIQUE: [(&str, &str, &str, &str); 2] = [
    ("people", "email_key", "email", "fault-address-taken"),
    ("people", "external_id", "external_id", "fault-number-taken"),
];
