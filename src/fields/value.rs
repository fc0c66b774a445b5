//! Filling own fields in, for pages and calls alike: checked, written, audited and told to later slices in one transaction.

use super::deed::Pen;
use crate::organisations::store::fact as organisation_facts;
use crate::organisations::store::field::{self, OwnField};
use crate::organisations::store::values::{FieldValue, Filling};
use crate::organisations::{Scope, job as organisations_job, store as organisations};
use crate::people::job as people_job;
use crate::people::store::{self as people, fact as person_facts, listing};
use crate::platform::audit::{self, Deed};
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::form::Faults;
use crate::rules::field::OPEN_END;
use crate::rules::id::Id;
use crate::rules::own_field::{FilledBy, LONGEST, NoValue, Span, Subject, placed};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// Whom or what a value is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A person.
    Person(Id),
    /// An organisation.
    Organisation(Id),
}

impl About {
    /// Which fields there are for it.
    pub fn subject(self) -> Subject {
        match self {
            Self::Person(_) => Subject::Person,
            Self::Organisation(_) => Subject::Organisation,
        }
    }

    /// Whose.
    pub fn id(self) -> Id {
        match self {
            Self::Person(id) | Self::Organisation(id) => id,
        }
    }

    /// Its page.
    pub fn page(self) -> String {
        match self {
            Self::Person(id) => format!("/people/{id}"),
            Self::Organisation(id) => format!("/organisations/{id}"),
        }
    }
}

/// A person or an organisation, found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// The branch that sees what happens to it.
    pub path: String,
}

/// A value as typed.
#[derive(Clone, Debug, Default)]
pub struct ValueDraft {
    /// What it says.
    pub value: String,
    /// First day; empty: today.
    pub from_on: String,
    /// Last day; empty: open, until the next one that is on record.
    pub to_on: String,
}

/// The standing values of these fields, in the order of time.
pub fn values(conn: &mut Conn, about: About, codes: &[&str]) -> Result<Vec<FieldValue>, Error> {
    Ok(match about {
        About::Person(id) => person_facts::values_of(conn, &[id], codes)?,
        About::Organisation(id) => organisation_facts::values_of(conn, &[id], codes)?,
    })
}

impl Pen {
    /// Whom or what a value is about, within the scope. Whoever has left the branch is no longer the branch's to tell of.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] outside of it, [`Error::Forbidden`] for somebody who has left.
    pub fn find(&self, conn: &mut Conn, about: About) -> Result<Found, Error> {
        match about {
            About::Organisation(id) => {
                let found = organisations::find(conn, &self.scope, id)?.ok_or(Error::NotFound)?;
                Ok(Found {
                    name: found.name,
                    path: found.path,
                })
            }
            About::Person(id) => {
                let person = people::find(conn, &self.scope, id)?.ok_or(Error::NotFound)?;
                let places = listing::places(conn, &self.scope, &[id])?;
                let today = self.actor.today();
                if !places.iter().any(|place| place.is_open(today)) && !self.scope.is_whole() {
                    return Err(Error::Forbidden);
                }
                let path = listing::branch_at(conn, &places, today)?;
                Ok(Found { name: person.name(), path })
            }
        }
    }

    /// A field of whom or what it is about, which the pen may fill in there.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where there is none or it was put aside, [`Error::Forbidden`] where it is the manufacturer's to fill in.
    pub fn fillable(&self, conn: &mut Conn, about: About, found: &Found, code: &str) -> Result<OwnField, Error> {
        let field = field::find_by_code(conn, code)?.filter(|field| field.subject() == about.subject() && field.archived_at.is_none());
        let field = field.ok_or(Error::NotFound)?;
        if field.filled_by(self.actor.fills_in_as(&found.path)) {
            Ok(field)
        } else {
            Err(Error::Forbidden)
        }
    }

    /// Writes a value from a day on. The one before ends on its eve; one from the same day gives way.
    ///
    /// # Errors
    ///
    /// As [`Pen::find`] and [`Pen::fillable`]; [`Error::Invalid`] with everything that is wrong.
    pub fn fill(&self, conn: &mut Conn, about: About, code: &str, draft: &ValueDraft) -> Result<FieldValue, Error> {
        let found = self.find(conn, about)?;
        let field = self.fillable(conn, about, &found, code)?;
        self.put(conn, (about, &found), &field, draft)
    }

    /// The actor's own record, wherever they work.
    pub fn own(&self, conn: &mut Conn) -> Result<(About, Found), Error> {
        let person = &self.actor.person;
        let places = listing::places(conn, &Scope::everything(), &[person.id])?;
        let found = Found {
            name: person.name(),
            path: listing::branch_at(conn, &places, self.actor.today())?,
        };
        Ok((About::Person(person.id), found))
    }

    /// A field that people fill in about themselves.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where there is none or it was put aside, [`Error::Forbidden`] where others fill it in.
    pub fn own_fillable(conn: &mut Conn, code: &str) -> Result<OwnField, Error> {
        let field = field::find_by_code(conn, code)?.filter(|field| field.subject() == Subject::Person && field.archived_at.is_none());
        let field = field.ok_or(Error::NotFound)?;
        match field.filled_by(FilledBy::Person) {
            true => Ok(field),
            false => Err(Error::Forbidden),
        }
    }

    /// Writes a value about the actor from a day on, as [`Pen::fill`].
    ///
    /// # Errors
    ///
    /// As [`Pen::own_fillable`]; [`Error::Invalid`] with everything that is wrong.
    pub fn fill_own(&self, conn: &mut Conn, code: &str, draft: &ValueDraft) -> Result<FieldValue, Error> {
        let (about, found) = self.own(conn)?;
        let field = Self::own_fillable(conn, code)?;
        self.put(conn, (about, &found), &field, draft)
    }

    fn put(&self, conn: &mut Conn, (about, found): (About, &Found), field: &OwnField, draft: &ValueDraft) -> Result<FieldValue, Error> {
        let code = field.code.as_str();
        let mut faults = Faults::new();
        let value = field.read(&draft.value).map_err(message);
        let value = faults.take("value", value);
        let from_on = match draft.from_on.trim() {
            "" => Some(self.actor.today()),
            typed => faults.date("from_on", typed, true),
        };
        let to_on = match draft.to_on.trim() {
            OPEN_END => None,
            typed => faults.date("to_on", typed, false),
        };
        if from_on.zip(to_on).is_some_and(|(from, to)| to < from) {
            faults.note("to_on", "fault-ends-before-it-begins");
        }
        let (value, from) = faults.or(value.zip(from_on))?;
        let all = values(conn, about, &[code])?;
        let spans: Vec<Span> = all.iter().map(FieldValue::span).collect();
        let placed = placed(&spans, Span { from, to: to_on }).map_err(|overlaps| {
            let day = self
                .actor
                .words(&self.state)
                .date(overlaps.0, crate::platform::i18n::DateForm::Long, self.actor.today());
            let mut faults = Faults::new();
            faults.add("to_on", Message::new("fault-field-overlaps").with("on", day));
            // A fault was noted, so that there is nothing to answer but it.
            faults.done().err().unwrap_or(Error::NotFound)
        })?;
        if let Some(same) = all
            .iter()
            .find(|one| one.holds(from) && one.value == value && one.to_on == placed.to)
        {
            return Ok(same.clone());
        }
        let before = all.iter().find(|one| one.holds(from)).cloned();
        let now = self.actor.now;
        let id = self.state.chance.id(now);
        let standing: Vec<&FieldValue> = all.iter().collect();
        let filling = Filling::of(about.id(), code, &standing, (id, value, from), placed);
        let by = Some(self.actor.person.id);
        match about {
            About::Person(_) => person_facts::fill(conn, &[filling], by, now)?,
            About::Organisation(_) => organisation_facts::fill(conn, &[filling], by, now)?,
        }
        let written = values(conn, about, &[code])?.into_iter().find(|one| one.id == id);
        let written = written.ok_or_else(|| Error::internal("what was just written"))?;
        self.told(conn, "field.fill", (about, found), before.as_ref(), Some(&written))?;
        Ok(written)
    }

    /// Says which is the last day of a value.
    ///
    /// # Errors
    ///
    /// As [`Pen::fillable`], [`Error::NotFound`] where there is no such value, [`Error::Invalid`] for a day before its first or after the
    /// first of the next one.
    pub fn end(&self, conn: &mut Conn, about: About, code: &str, value_id: Id, to_on: NaiveDate) -> Result<(), Error> {
        let (found, all, row) = self.present(conn, about, code, value_id)?;
        self.stop(conn, (about, &found), &all, row, to_on)
    }

    /// Says which is the last day of a value about the actor, as [`Pen::end`]: what somebody says of themselves may cease to be so.
    ///
    /// # Errors
    ///
    /// As [`Pen::own_fillable`] and [`Pen::end`].
    pub fn end_own(&self, conn: &mut Conn, code: &str, value_id: Id, to_on: NaiveDate) -> Result<(), Error> {
        Self::own_fillable(conn, code)?;
        let (about, found) = self.own(conn)?;
        let all = values(conn, about, &[code])?;
        let row = all.iter().find(|row| row.id == value_id).cloned().ok_or(Error::NotFound)?;
        self.stop(conn, (about, &found), &all, row, to_on)
    }

    fn stop(
        &self,
        conn: &mut Conn,
        (about, found): (About, &Found),
        all: &[FieldValue],
        row: FieldValue,
        to_on: NaiveDate,
    ) -> Result<(), Error> {
        if to_on < row.from_on {
            return Err(Error::field("to_on", "fault-ends-before-it-begins"));
        }
        if all.iter().any(|other| other.from_on > row.from_on && other.from_on <= to_on) {
            return Err(Error::field("to_on", "fault-field-next"));
        }
        let now = self.actor.now;
        match about {
            About::Person(_) => person_facts::end(conn, row.id, to_on, now)?,
            About::Organisation(_) => organisation_facts::end(conn, row.id, to_on, now)?,
        }
        let after = FieldValue {
            to_on: Some(to_on),
            ..row.clone()
        };
        self.told(conn, "field.end", (about, found), Some(&row), Some(&after))
    }

    /// Takes a value back: it never held.
    ///
    /// # Errors
    ///
    /// As [`Pen::fillable`], [`Error::NotFound`] where there is no such value.
    pub fn withdraw(&self, conn: &mut Conn, about: About, code: &str, value_id: Id) -> Result<(), Error> {
        let (found, _, row) = self.present(conn, about, code, value_id)?;
        let (by, now) = (Some(self.actor.person.id), self.actor.now);
        match about {
            About::Person(_) => person_facts::withdraw(conn, value_id, by, now)?,
            About::Organisation(_) => organisation_facts::withdraw(conn, value_id, by, now)?,
        }
        self.told(conn, "field.withdraw", (about, &found), Some(&row), None)
    }

    fn present(&self, conn: &mut Conn, about: About, code: &str, value_id: Id) -> Result<(Found, Vec<FieldValue>, FieldValue), Error> {
        let found = self.find(conn, about)?;
        self.fillable(conn, about, &found, code)?;
        let all = values(conn, about, &[code])?;
        let row = all.iter().find(|row| row.id == value_id).cloned().ok_or(Error::NotFound)?;
        Ok((found, all, row))
    }

    fn told(
        &self,
        conn: &mut Conn,
        action: &str,
        (about, found): (About, &Found),
        before: Option<&FieldValue>,
        after: Option<&FieldValue>,
    ) -> Result<(), Error> {
        let state =
            |one: &FieldValue| -> Value { json!({ "field": one.name, "value": one.value, "from_on": one.from_on, "to_on": one.to_on }) };
        let deed = Deed {
            action,
            subject_kind: match about {
                About::Person(_) => "people",
                About::Organisation(_) => "organisations",
            },
            subject_id: about.id().to_string(),
            subject_label: found.name.clone(),
            organisation_path: found.path.clone(),
            before: before.map(state),
            after: after.map(state),
        };
        let now = self.actor.now;
        audit::record(conn, &self.state.chance, now, &self.actor.by(), deed)?;
        match about {
            About::Person(id) => people_job::say_changed(conn, &self.state, id, now),
            About::Organisation(id) => organisations_job::say_changed(conn, &self.state, id, now),
        }
    }
}

/// Why something is no value, in words of the reader's language.
pub fn message(wrong: NoValue) -> Message {
    match wrong {
        NoValue::Empty => Message::new("fault-missing"),
        NoValue::TooLong => Message::new("fault-too-long").with("most", LONGEST),
        NoValue::BadCharacters => Message::new("fault-control"),
        NoValue::NotNumber => Message::new("fault-field-number"),
        NoValue::NotDate => Message::new("fault-no-date"),
        NoValue::NotYesNo | NoValue::NotListed => Message::new("fault-choice"),
    }
}
