//! What is known of organisations from one day to another: facts about them, and products that their locations service. For pages and calls
//! alike: checked, written, audited and told to later slices in one transaction.

use super::organisation::Hand;
use crate::fields::value::message;
use crate::organisations::store::fact::{self, OrganisationFact};
use crate::organisations::store::field;
use crate::organisations::store::product::{self, LocationProduct, Product};
use crate::organisations::{Organisation, job, store};
use crate::platform::audit::{self, Deed};
use crate::platform::db::{Conn, Json};
use crate::platform::error::{Error, Message, taken};
use crate::platform::form::Faults;
use crate::rules::audience::is_fact;
use crate::rules::field::OPEN_END;
use crate::rules::id::Id;
use crate::rules::own_field::Subject;
use chrono::NaiveDate;
use serde_json::{Value, json};

const UNIQUE: [(&str, &str, &str, &str); 1] = [("products", "code", "code", "fault-code-taken")];

/// Most characters of a product's code.
const LONGEST_CODE: usize = 40;

/// A fact, or that a product is serviced, as typed.
#[derive(Clone, Debug, Default)]
pub struct DatedDraft {
    /// What the fact is about.
    pub name: String,
    /// What it says.
    pub value: String,
    /// The location that services the product; empty: the main one.
    pub location_id: String,
    /// The product's code.
    pub product: String,
    /// First day.
    pub from_on: String,
    /// Last day; empty: open.
    pub to_on: String,
}

/// A product as typed.
#[derive(Clone, Debug, Default)]
pub struct ProductDraft {
    /// Stable word; of a product that is there it stays as it is.
    pub code: String,
    /// Code of the line that a model belongs to; empty: it is a line.
    pub line: String,
    /// Name in English.
    pub en: String,
    /// Name in German.
    pub de: String,
}

fn span(draft: &DatedDraft, faults: &mut Faults) -> Option<(NaiveDate, Option<NaiveDate>)> {
    let from_on = faults.date("from_on", &draft.from_on, true);
    let to_on = match draft.to_on.trim() {
        OPEN_END => None,
        typed => faults.date("to_on", typed, false),
    };
    if from_on.zip(to_on).is_some_and(|(from, to)| to < from) {
        faults.note("to_on", "fault-ends-before-it-begins");
    }
    Some((from_on?, to_on))
}

fn word(faults: &mut Faults, field: &str, typed: &str) -> Option<String> {
    let word = typed.trim();
    if word.is_empty() {
        faults.note(field, "fault-missing");
    } else if !is_fact(word) {
        faults.note(field, "fault-fact");
    }
    Some(word.to_owned())
}

impl Hand {
    /// Writes a fact about an organisation down.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] with everything that is wrong, also where the same fact says something else on one of its days.
    pub fn add_fact(&self, conn: &mut Conn, id: Id, draft: &DatedDraft) -> Result<OrganisationFact, Error> {
        let organisation = self.find(conn, id)?;
        let mut faults = Faults::new();
        let name = word(&mut faults, "name", &draft.name);
        // Of an own field what its kind allows; else a word.
        let value = match field::find_by_code(conn, draft.name.trim())? {
            Some(field) if field.subject() == Subject::Organisation => faults.take("value", field.read(&draft.value).map_err(message)),
            Some(_) => {
                faults.note("name", "fault-fact-of-people");
                None
            }
            None => word(&mut faults, "value", &draft.value),
        };
        let span = span(draft, &mut faults);
        let ((name, value), (from_on, to_on)) = faults.or(name.zip(value).zip(span))?;
        let overlaps = |other: &OrganisationFact| {
            other.name == name && other.to_on.is_none_or(|to| to >= from_on) && to_on.is_none_or(|to| to >= other.from_on)
        };
        if fact::list(conn, id)?.iter().any(overlaps) {
            return Err(Error::field("from_on", "fault-fact-overlaps"));
        }
        let now = self.actor.now;
        let row = OrganisationFact {
            id: self.state.chance.id(now),
            organisation_id: id,
            name,
            value,
            from_on,
            to_on,
            recorded_at: now,
            recorded_by: Some(self.actor.person.id),
            updated_at: now,
            withdrawn_at: None,
            withdrawn_by: None,
        };
        fact::insert(conn, &row)?;
        self.told(conn, "fact.add", &organisation, None, audit::state(&row))?;
        Ok(row)
    }

    /// Says which is the last day of a fact.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where the organisation has no such fact, [`Error::Invalid`] for a day before its first.
    pub fn end_fact(&self, conn: &mut Conn, id: Id, fact_id: Id, to_on: NaiveDate) -> Result<(), Error> {
        let (organisation, row) = self.fact(conn, id, fact_id)?;
        if to_on < row.from_on {
            return Err(Error::field("to_on", "fault-ends-before-it-begins"));
        }
        fact::end(conn, fact_id, to_on, self.actor.now)?;
        let after = json!({ "name": row.name, "value": row.value, "to_on": to_on });
        self.told(conn, "fact.end", &organisation, audit::state(&row), Some(after))
    }

    /// Takes a fact back: it never held.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where the organisation has no such fact.
    pub fn withdraw_fact(&self, conn: &mut Conn, id: Id, fact_id: Id) -> Result<(), Error> {
        let (organisation, row) = self.fact(conn, id, fact_id)?;
        fact::withdraw(conn, fact_id, Some(self.actor.person.id), self.actor.now)?;
        self.told(conn, "fact.withdraw", &organisation, audit::state(&row), None)
    }

    fn fact(&self, conn: &mut Conn, id: Id, fact_id: Id) -> Result<(Organisation, OrganisationFact), Error> {
        let organisation = self.find(conn, id)?;
        let row = fact::list(conn, id)?.into_iter().find(|row| row.id == fact_id);
        Ok((organisation, row.ok_or(Error::NotFound)?))
    }

    /// Notes that a location services a product.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] with everything that is wrong.
    pub fn add_serviced(&self, conn: &mut Conn, id: Id, draft: &DatedDraft) -> Result<(LocationProduct, Product, String), Error> {
        let organisation = self.find(conn, id)?;
        let mut faults = Faults::new();
        let locations = store::locations_of(conn, id)?;
        let location = match draft.location_id.trim() {
            "" => locations.iter().find(|location| location.main),
            typed => locations.iter().find(|location| location.id.to_string() == typed),
        };
        if location.is_none() {
            faults.note("location_id", "fault-choice");
        }
        let product = product::find_by_code(conn, draft.product.trim())?;
        if product.is_none() {
            faults.note("product", "fault-choice");
        }
        let span = span(draft, &mut faults);
        let ((location, product), (from_on, to_on)) = faults.or(location.zip(product).zip(span))?;
        let now = self.actor.now;
        let row = LocationProduct {
            id: self.state.chance.id(now),
            location_id: location.id,
            product_id: product.id,
            from_on,
            to_on,
            recorded_at: now,
            recorded_by: Some(self.actor.person.id),
            updated_at: now,
            withdrawn_at: None,
            withdrawn_by: None,
        };
        product::service(conn, &row)?;
        let after = json!({ "product": product.code, "location": location.name, "from_on": from_on, "to_on": to_on });
        self.told(conn, "serviced.add", &organisation, None, Some(after))?;
        Ok((row, product, location.name.clone()))
    }

    /// Says which is the last day on which a location services a product.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where the organisation has no such line, [`Error::Invalid`] for a day before its first.
    pub fn end_serviced(&self, conn: &mut Conn, id: Id, serviced_id: Id, to_on: NaiveDate) -> Result<(), Error> {
        let (organisation, row, product) = self.serviced(conn, id, serviced_id)?;
        if to_on < row.from_on {
            return Err(Error::field("to_on", "fault-ends-before-it-begins"));
        }
        product::end(conn, serviced_id, to_on, self.actor.now)?;
        let before = json!({ "product": product.code, "to_on": row.to_on });
        let after = json!({ "product": product.code, "to_on": to_on });
        self.told(conn, "serviced.end", &organisation, Some(before), Some(after))
    }

    /// Takes back that a location services a product: it never did.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where the organisation has no such line.
    pub fn withdraw_serviced(&self, conn: &mut Conn, id: Id, serviced_id: Id) -> Result<(), Error> {
        let (organisation, row, product) = self.serviced(conn, id, serviced_id)?;
        product::withdraw(conn, serviced_id, Some(self.actor.person.id), self.actor.now)?;
        let before = json!({ "product": product.code, "from_on": row.from_on, "to_on": row.to_on });
        self.told(conn, "serviced.withdraw", &organisation, Some(before), None)
    }

    fn serviced(&self, conn: &mut Conn, id: Id, serviced_id: Id) -> Result<(Organisation, LocationProduct, Product), Error> {
        let organisation = self.find(conn, id)?;
        let all = product::at_organisation(conn, id)?;
        let (row, product, _) = all.into_iter().find(|(row, ..)| row.id == serviced_id).ok_or(Error::NotFound)?;
        Ok((organisation, row, product))
    }

    fn told(&self, conn: &mut Conn, action: &str, at: &Organisation, before: Option<Value>, after: Option<Value>) -> Result<(), Error> {
        self.record(conn, action, at, before, after)?;
        job::say_changed(conn, &self.state, at.id, self.actor.now)
    }

    /// Adds a product to the catalogue, or with an identifier renames that one.
    ///
    /// # Errors
    ///
    /// [`Error::Forbidden`] for whoever sees only a branch, since the catalogue belongs to all; [`Error::NotFound`] where there is no such
    /// product; [`Error::Invalid`] with everything that is wrong.
    pub fn write_product(&self, conn: &mut Conn, id: Option<Id>, draft: &ProductDraft) -> Result<Product, Error> {
        if !self.scope.is_whole() {
            return Err(Error::Forbidden);
        }
        let all = product::list(conn)?;
        let before = match id {
            Some(id) => Some(all.iter().find(|product| product.id == id).ok_or(Error::NotFound)?),
            None => None,
        };
        let mut faults = Faults::new();
        let names = [
            ("en", faults.text("en", &draft.en, 100, true)),
            ("de", faults.text("de", &draft.de, 100, true)),
        ];
        let code = draft.code.trim();
        let letter = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
        if before.is_none() && code.is_empty() {
            faults.note("code", "fault-missing");
        } else if before.is_none() && code.len() > LONGEST_CODE {
            faults.add("code", Message::new("fault-too-long").with("most", LONGEST_CODE));
        } else if before.is_none() && !code.chars().all(letter) {
            faults.note("code", "fault-product-code");
        }
        let line = all
            .iter()
            .find(|product| product.line_id.is_none() && product.code == draft.line.trim());
        if before.is_none() && line.is_none() && !draft.line.trim().is_empty() {
            faults.note("line", "fault-choice");
        }
        faults.done()?;
        let name = |(language, name): (&str, Option<String>)| Some((language.to_owned(), name?));
        let written = Product {
            id: before.map_or_else(|| self.state.chance.id(self.actor.now), |product| product.id),
            code: before.map_or_else(|| code.to_owned(), |product| product.code.clone()),
            line_id: before.map_or_else(|| line.map(|line| line.id), |product| product.line_id),
            names: Json(names.into_iter().filter_map(name).collect()),
        };
        match before {
            Some(product) => {
                product::rename(conn, product.id, written.names.0.clone())?;
            }
            None => product::insert(conn, &written).map_err(taken(&UNIQUE))?,
        }
        let deed = Deed {
            action: if before.is_some() { "product.rename" } else { "product.add" },
            subject_kind: "products",
            subject_id: written.id.to_string(),
            subject_label: written.code.clone(),
            organisation_path: store::top_path(conn)?,
            before: before.map(|product| json!(product.names.0)),
            after: Some(json!(written.names.0)),
        };
        audit::record(conn, &self.state.chance, self.actor.now, &self.actor.by(), deed)?;
        if let Some(line) = line.filter(|_| before.is_none())
            && product::is_serviced(conn, line.id)?
            && let Some(root) = store::root(conn)?
        {
            // Whoever services the line services its new model from now on.
            job::say_changed(conn, &self.state, root.id, self.actor.now)?;
        }
        Ok(written)
    }
}
