//! Writing down what happened, for pages and calls alike: checked, written, audited and told to later slices in one transaction.

use super::store::{self, Event, EventKind, Listed};
use crate::organisations::store::product;
use crate::organisations::{Organisation, Scope, job as organisations_job, store as organisations};
use crate::people::job as people_job;
use crate::platform::audit::{self, By, Deed};
use crate::platform::db::{Conn, Json};
use crate::platform::error::Error;
use crate::platform::form::{Faults, Typed};
use crate::platform::state::State;
use crate::rules::audience::{Happened, is_fact};
use crate::rules::id::{Id, Instant};
use chrono::NaiveDate;
use serde_json::json;
use std::collections::HashSet;

/// Longest note, in characters.
const LONGEST_NOTE: usize = 500;

/// Longest name of something that can happen, in characters.
const LONGEST_NAME: usize = 100;

/// Who writes down, and where they may.
#[derive(Clone)]
pub struct Pen {
    /// The installation.
    pub state: State,
    /// Who.
    pub by: By,
    /// When.
    pub now: Instant,
    /// Their date.
    pub today: NaiveDate,
    /// Where.
    pub scope: Scope,
}

/// Whom an event concerns: words for the choice that is never made for somebody.
pub const WHOM: [&str; 3] = ["person", "organisation", "everybody"];

/// An event that is right, before it is written down.
pub struct Meant {
    event: Event,
    path: String,
    product: Option<String>,
}

impl Pen {
    /// Writes down what happened, typed as [`Pen::meant`] says.
    ///
    /// # Errors
    ///
    /// As [`Pen::meant`].
    pub fn record(&self, conn: &mut Conn, typed: &Typed) -> Result<Listed, Error> {
        let event = self.meant(conn, typed)?.event;
        store::insert(conn, &event)?;
        let listed = store::find(conn, &self.scope, event.id)?.ok_or_else(|| Error::internal("what was just written"))?;
        self.told(conn, "event.record", &listed)?;
        Ok(listed)
    }

    /// How many people it concerns who work there today or are to.
    pub fn reach(&self, conn: &mut Conn, meant: &Meant) -> Result<usize, Error> {
        if meant.event.person_id.is_some() {
            return Ok(1);
        }
        let held = match meant.product {
            Some(_) => product::at_all(conn, None)?,
            None => std::collections::HashMap::new(),
        };
        let concerns = |location_id: Option<Id>| {
            meant.product.as_ref().is_none_or(|product| {
                let here = location_id.and_then(|id| held.get(&id));
                here.is_some_and(|held| !Happened::about("", meant.event.happened_on, product, held).days.is_empty())
            })
        };
        let places = store::places_within(conn, &meant.path, self.today)?;
        let people: HashSet<Id> = places
            .into_iter()
            .filter(|(_, location_id)| concerns(*location_id))
            .map(|(person_id, _)| person_id)
            .collect();
        Ok(people.len())
    }

    /// Reads what happened, as it was typed in the fields `kind`, `happened_on` (no day to come), `whom` (of [`WHOM`]), `person` (their
    /// number), `organisation` (its number), `product` (its code) and `note`. Of person and organisation only the one that was chosen counts;
    /// everybody are those of the topmost organisation that the writer may speak for.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] with everything that is wrong.
    pub fn meant(&self, conn: &mut Conn, typed: &Typed) -> Result<Meant, Error> {
        let mut faults = Faults::new();
        let whom = WHOM.into_iter().find(|word| *word == typed.one("whom"));
        if whom.is_none() {
            faults.note("whom", "fault-event-whom");
        }
        let kind = store::kinds(conn)?.into_iter().find(|kind| kind.code == typed.one("kind").trim());
        if kind.is_none() {
            faults.note(
                "kind",
                if typed.one("kind").is_empty() {
                    "fault-missing"
                } else {
                    "fault-choice"
                },
            );
        }
        let happened_on = faults.date("happened_on", typed.one("happened_on"), true);
        if happened_on.is_some_and(|on| on > self.today) {
            faults.note("happened_on", "fault-event-ahead");
        }
        let note = faults.text("note", typed.one("note"), LONGEST_NOTE, false);
        let person = match (whom, typed.one("person").trim()) {
            (Some("person"), "") => {
                faults.note("person", "fault-missing");
                None
            }
            (Some("person"), number) => {
                let found = store::person_by_number(conn, &self.scope, number)?;
                if found.is_none() {
                    faults.note("person", "fault-unknown-person");
                }
                found
            }
            _ => None,
        };
        let organisation = match (whom, person) {
            (_, Some((_, organisation_id))) => organisations::find(conn, &self.scope, organisation_id)?,
            (Some("everybody"), None) => self.topmost(conn)?,
            (Some("organisation"), None) => organisations::find_by_external_id(conn, &self.scope, typed.one("organisation").trim())?,
            _ => None,
        };
        let wanting = organisation.is_none() && (whom == Some("organisation") || faults.is_empty());
        if wanting {
            faults.note("organisation", "fault-choice");
        }
        let product = match typed.one("product").trim() {
            "" => None,
            code => {
                let found = product::find_by_code(conn, code)?;
                if found.is_none() || person.is_some() {
                    faults.note(
                        "product",
                        if person.is_some() {
                            "fault-event-person-or-product"
                        } else {
                            "fault-choice"
                        },
                    );
                }
                found
            }
        };
        let (organisation, (kind, happened_on)) = faults.or(organisation.zip(kind.zip(happened_on)))?;
        let now = self.now;
        let event = Event {
            id: self.state.chance.id(now),
            kind_id: kind.id,
            happened_on,
            organisation_id: organisation.id,
            product_id: product.as_ref().map(|product| product.id),
            person_id: person.map(|(id, _)| id),
            note: note.unwrap_or_default(),
            recorded_at: now,
            recorded_by: self.by.actor_id,
            updated_at: now,
            withdrawn_at: None,
            withdrawn_by: None,
        };
        Ok(Meant {
            event,
            path: organisation.path,
            product: product.map(|product| product.code),
        })
    }

    /// Takes back what was written down: it never happened.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where nothing like it stands within reach.
    pub fn withdraw(&self, conn: &mut Conn, id: Id) -> Result<(), Error> {
        let listed = store::find(conn, &self.scope, id)?.ok_or(Error::NotFound)?;
        store::withdraw(conn, id, self.by.actor_id, self.now)?;
        self.told(conn, "event.withdraw", &listed)
    }

    /// Adds something that can happen, as it was typed in the fields `code`, `en` and `de`.
    ///
    /// # Errors
    ///
    /// [`Error::Forbidden`] for whoever sees only a branch, since the catalogue belongs to all; [`Error::Invalid`] with everything that is
    /// wrong.
    pub fn add_kind(&self, conn: &mut Conn, typed: &Typed) -> Result<EventKind, Error> {
        if !self.scope.is_whole() {
            return Err(Error::Forbidden);
        }
        let mut faults = Faults::new();
        let code = typed.one("code").trim();
        if code.is_empty() {
            faults.note("code", "fault-missing");
        } else if !is_fact(code) {
            faults.note("code", "fault-fact");
        }
        let names = ["en", "de"].map(|language| (language, faults.text(language, typed.one(language), LONGEST_NAME, true)));
        faults.done()?;
        let kind = EventKind {
            id: self.state.chance.id(self.now),
            code: code.to_owned(),
            names: Json(
                names
                    .into_iter()
                    .filter_map(|(language, name)| Some((language.to_owned(), name?)))
                    .collect(),
            ),
        };
        if !store::insert_kind(conn, &kind)? {
            return Err(Error::field("code", "fault-code-taken"));
        }
        let deed = Deed {
            action: "event_kind.add",
            subject_kind: "event_kinds",
            subject_id: kind.id.to_string(),
            subject_label: kind.code.clone(),
            organisation_path: organisations::top_path(conn)?,
            before: None,
            after: Some(json!(kind.names.0)),
        };
        audit::record(conn, &self.state.chance, self.now, &self.by, deed)?;
        Ok(kind)
    }

    /// The topmost organisation that the writer may speak for.
    fn topmost(&self, conn: &mut Conn) -> Result<Option<Organisation>, Error> {
        let all = organisations::list(conn, &self.scope)?;
        Ok(all.into_iter().min_by_key(|organisation| organisation.path.len()))
    }

    fn told(&self, conn: &mut Conn, action: &str, listed: &Listed) -> Result<(), Error> {
        let state = json!({
            "kind": listed.kind.code, "happened_on": listed.event.happened_on, "product": listed.product,
            "person_id": listed.event.person_id, "note": listed.event.note,
        });
        let withdrawn = action == "event.withdraw";
        let deed = Deed {
            action,
            subject_kind: "events",
            subject_id: listed.event.id.to_string(),
            subject_label: listed.kind.code.clone(),
            organisation_path: listed.path.clone(),
            before: withdrawn.then(|| state.clone()),
            after: (!withdrawn).then_some(state),
        };
        let now = self.now;
        audit::record(conn, &self.state.chance, now, &self.by, deed)?;
        match listed.event.person_id {
            Some(person_id) => people_job::say_changed(conn, &self.state, person_id, now),
            None => organisations_job::say_changed(conn, &self.state, listed.event.organisation_id, now),
        }
    }
}
