//! What is done to organisations and their locations, for pages and calls alike: checked, written, audited and told to later slices in one
//! transaction.

mod read;

pub use read::{KINDS, LocationDraft, OrganisationDraft, WorksForDraft};

use crate::organisations::store::change::{self, WorksFor};
use crate::organisations::{Location, Organisation, Scope, job, store};
use crate::people::Actor;
use crate::people::guard::{May, Permission};
use crate::platform::audit::{self, Deed};
use crate::platform::db::Conn;
use crate::platform::error::{Error, taken};
use crate::platform::form::{CHANGED_MEANWHILE, Faults};
use crate::platform::state::State;
use crate::rules::id::Id;
use chrono::NaiveDate;
use read::{LocationFields, read_location, read_organisation, read_works_for};
use serde_json::{Value, json};

const UNIQUE: [(&str, &str, &str, &str); 1] = [("organisations", "external_id", "external_id", "fault-number-taken")];

/// Somebody at work on organisations: who, within which branches.
#[derive(Clone)]
pub struct Hand {
    pub(super) state: State,
    /// Who.
    pub actor: Actor,
    /// Within which branches.
    pub scope: Scope,
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

    /// An organisation of the scope.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] outside of it.
    pub fn find(&self, conn: &mut Conn, id: Id) -> Result<Organisation, Error> {
        store::find(conn, &self.scope, id)?.ok_or(Error::NotFound)
    }

    /// Adds an organisation below another one, with its main location.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] with everything that is wrong with either.
    pub fn add(&self, conn: &mut Conn, draft: &OrganisationDraft, location: &LocationDraft) -> Result<Organisation, Error> {
        let mut faults = Faults::new();
        let fields = read_organisation(conn, self, draft, None, &mut faults)?;
        let location = read_location(conn, location, &mut faults)?;
        let (fields, location) = faults.or(fields.zip(location))?;
        let now = self.actor.now;
        let parent = fields
            .parent
            .as_ref()
            .ok_or_else(|| Error::field("parent_id", "fault-organisation"))?;
        let organisation = Organisation {
            id: self.state.chance.id(now),
            external_id: fields.external_id.clone(),
            parent_id: Some(parent.id),
            kind: fields.kind.clone(),
            name: fields.name.clone(),
            path: format!("{}{}/", parent.path, store::segment(&self.state.chance)),
            since_on: fields.since_on,
            reminders_since_on: None,
            archived_at: None,
            created_at: now,
            updated_at: now,
            revision: 0,
        };
        store::insert(conn, &organisation).map_err(taken(&UNIQUE))?;
        self.record(conn, "organisation.add", &organisation, None, audit::state(&organisation))?;
        self.add_location(conn, &organisation, &location)?;
        Ok(organisation)
    }

    /// Changes an organisation's own facts and, where another parent is named, hangs it and all below it there.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where somebody else changed it meanwhile, [`Error::Invalid`] with everything that is wrong, and where it would
    /// hang below itself.
    pub fn change(&self, conn: &mut Conn, id: Id, revision: Option<i32>, draft: &OrganisationDraft) -> Result<Organisation, Error> {
        let before = self.find(conn, id)?;
        let mut faults = Faults::new();
        let fields = read_organisation(conn, self, draft, Some(&before), &mut faults)?;
        let fields = faults.or(fields)?;
        let mut after = Organisation {
            external_id: fields.external_id.clone(),
            kind: fields.kind.clone(),
            name: fields.name.clone(),
            since_on: fields.since_on,
            updated_at: self.actor.now,
            revision: before.revision + 1,
            ..before.clone()
        };
        let moved = fields.parent.as_ref().filter(|parent| Some(parent.id) != before.parent_id);
        if let Some(parent) = moved {
            if before.parent_id.is_none() || parent.path.starts_with(&before.path) {
                return Err(Error::field("parent_id", "fault-circle"));
            }
            let last = before.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            after.parent_id = Some(parent.id);
            after.path = format!("{}{last}/", parent.path);
        }
        if change::update(conn, &after, revision.unwrap_or(before.revision)).map_err(taken(&UNIQUE))? == 0 {
            return Err(Error::refused(CHANGED_MEANWHILE));
        }
        if after.path != before.path {
            change::move_branch(conn, &before.path, &after.path)?;
        }
        self.record(conn, "organisation.change", &after, audit::state(&before), audit::state(&after))?;
        job::say_changed(conn, &self.state, id, self.actor.now)?;
        Ok(after)
    }

    /// Takes an organisation out of the network, or back in.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] for the top of the tree, and while people of the branch are still at work.
    pub fn archive(&self, conn: &mut Conn, id: Id, archived: bool) -> Result<Organisation, Error> {
        let before = self.find(conn, id)?;
        if before.parent_id.is_none() {
            return Err(Error::refused("refused-archive-root"));
        }
        if archived && change::people_of(conn, &before.path, self.actor.today())? > 0 {
            return Err(Error::refused("refused-archive-people"));
        }
        let after = Organisation {
            archived_at: archived.then_some(self.actor.now),
            updated_at: self.actor.now,
            revision: before.revision + 1,
            ..before.clone()
        };
        change::update(conn, &after, before.revision)?;
        let action = if archived { "organisation.archive" } else { "organisation.restore" };
        self.record(conn, action, &after, audit::state(&before), audit::state(&after))?;
        job::say_changed(conn, &self.state, id, self.actor.now)?;
        Ok(after)
    }

    /// Adds a location, or changes the one with this identifier.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where the organisation has no such location, [`Error::Invalid`] with everything that is wrong.
    pub fn write_location(
        &self,
        conn: &mut Conn,
        organisation_id: Id,
        location_id: Option<Id>,
        draft: &LocationDraft,
    ) -> Result<Location, Error> {
        let organisation = self.find(conn, organisation_id)?;
        let mut faults = Faults::new();
        let fields = read_location(conn, draft, &mut faults)?;
        let fields = faults.or(fields)?;
        match location_id {
            Some(id) => self.change_location(conn, &organisation, id, &fields),
            None => self.add_location(conn, &organisation, &fields),
        }
    }

    /// The first one is the main one.
    fn add_location(&self, conn: &mut Conn, organisation: &Organisation, fields: &LocationFields) -> Result<Location, Error> {
        let first = store::locations_of(conn, organisation.id)?.is_empty();
        let now = self.actor.now;
        let location = fields.location(self.state.chance.id(now), organisation.id, first, now, now);
        store::insert_location(conn, &location)?;
        self.finish_location(conn, organisation, &location, fields, first, "location.add", None)
    }

    fn change_location(&self, conn: &mut Conn, organisation: &Organisation, id: Id, fields: &LocationFields) -> Result<Location, Error> {
        let before = store::find_location(conn, organisation.id, id)?.ok_or(Error::NotFound)?;
        let location = fields.location(id, organisation.id, before.main, before.created_at, self.actor.now);
        change::update_location(conn, &location)?;
        self.finish_location(
            conn,
            organisation,
            &location,
            fields,
            before.main,
            "location.change",
            audit::state(&before),
        )
    }

    fn finish_location(
        &self,
        conn: &mut Conn,
        organisation: &Organisation,
        location: &Location,
        fields: &LocationFields,
        is_main: bool,
        action: &str,
        before: Option<Value>,
    ) -> Result<Location, Error> {
        if fields.main && !is_main {
            change::make_main(conn, organisation.id, location.id)?;
        }
        store::offer_services(conn, location.id, &fields.service_ids)?;
        self.record(conn, action, organisation, before, audit::state(location))?;
        job::say_changed(conn, &self.state, organisation.id, self.actor.now)?;
        Ok(location.clone())
    }

    /// Notes that one organisation works for another one.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] with everything that is wrong, and where it would work for itself.
    pub fn add_works_for(&self, conn: &mut Conn, id: Id, draft: &WorksForDraft) -> Result<WorksFor, Error> {
        let organisation = self.find(conn, id)?;
        let mut faults = Faults::new();
        let fields = read_works_for(conn, self, draft, &mut faults)?;
        let fields = faults.or(fields)?;
        if fields.for_organisation.id == id {
            return Err(Error::field("for_organisation_id", "fault-circle"));
        }
        let relation = WorksFor {
            id: self.state.chance.id(self.actor.now),
            organisation_id: id,
            for_organisation_id: fields.for_organisation.id,
            from_on: fields.from_on,
            to_on: fields.to_on,
            created_at: self.actor.now,
        };
        change::insert_works_for(conn, &relation, &fields.service_ids)?;
        let after = json!({ "for": fields.for_organisation.name, "from_on": relation.from_on, "to_on": relation.to_on });
        self.record(conn, "works_for.add", &organisation, None, Some(after))?;
        job::say_changed(conn, &self.state, id, self.actor.now)?;
        Ok(relation)
    }

    /// Ends such a relation today, or on the day it began where that is later.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where the organisation has no such relation.
    pub fn end_works_for(&self, conn: &mut Conn, id: Id, relation_id: Id, today: NaiveDate) -> Result<(), Error> {
        let organisation = self.find(conn, id)?;
        let relations = change::works_for_of(conn, id)?;
        let relation = relations
            .into_iter()
            .find(|relation| relation.id == relation_id && relation.organisation_id == id);
        let relation = relation.ok_or(Error::NotFound)?;
        let to_on = today.max(relation.from_on);
        change::end_works_for(conn, relation_id, to_on)?;
        let before = json!({ "to_on": relation.to_on });
        self.record(conn, "works_for.end", &organisation, Some(before), Some(json!({ "to_on": to_on })))?;
        job::say_changed(conn, &self.state, id, self.actor.now)
    }

    pub(super) fn record(
        &self,
        conn: &mut Conn,
        action: &str,
        organisation: &Organisation,
        before: Option<Value>,
        after: Option<Value>,
    ) -> Result<(), Error> {
        let deed = Deed {
            action,
            subject_kind: "organisations",
            subject_id: organisation.id.to_string(),
            subject_label: organisation.name.clone(),
            organisation_path: organisation.path.clone(),
            before,
            after,
        };
        Ok(audit::record(conn, &self.state.chance, self.actor.now, &self.actor.by(), deed)?)
    }
}
