//! What forms and calls say of organisations, read into what is stored: all faults at once, each at its field.

use super::Hand;
use crate::organisations::{Location, Organisation, catalogue, store};
use crate::platform::db::{Conn, Json};
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::rules::id::{Id, Instant};
use crate::rules::language;
use chrono::NaiveDate;

/// Kinds of organisations below the manufacturer.
pub const KINDS: [&str; 4] = ["national_sales_company", "partner", "branch", "subcontractor"];

/// An organisation as typed.
#[derive(Clone, Debug, Default)]
pub struct OrganisationDraft {
    /// The manufacturer's number.
    pub external_id: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// Identifier of who administers it; empty for the top of the tree.
    pub parent_id: String,
    /// Partner since; empty: unknown.
    pub since_on: String,
}

/// An organisation as read.
#[derive(Clone, Debug)]
pub struct OrganisationFields {
    /// The manufacturer's number.
    pub external_id: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// Who administers it; none for the top of the tree.
    pub parent: Option<Organisation>,
    /// Partner since.
    pub since_on: Option<NaiveDate>,
}

/// Reads an organisation; `present` is the one that is changed.
pub fn read_organisation(
    conn: &mut Conn,
    hand: &Hand,
    draft: &OrganisationDraft,
    present: Option<&Organisation>,
    faults: &mut Faults,
) -> Result<Option<OrganisationFields>, Error> {
    let external_id = faults.text("external_id", &draft.external_id, 64, true);
    let name = faults.text("name", &draft.name, 200, true);
    let since_on = faults.date("since_on", &draft.since_on, false);
    let is_root = present.is_some_and(|organisation| organisation.parent_id.is_none());
    let kind = if is_root { "manufacturer" } else { draft.kind.as_str() };
    if !is_root && !KINDS.contains(&kind) {
        faults.note("kind", "fault-choice");
    }
    let kept = present.and_then(|organisation| organisation.parent_id);
    let parent = match draft.parent_id.trim().parse::<Id>() {
        Ok(id) => store::find(conn, &hand.scope, id)?.filter(|parent| parent.archived_at.is_none() || kept == Some(id)),
        Err(_) => None,
    };
    // Whoever administers the top of a branch does not see who stands above it: then it stays where it is.
    let may_stay = present.is_some_and(|organisation| hand.scope.tops().contains(&organisation.path));
    if parent.is_none() && !(draft.parent_id.trim().is_empty() && (is_root || may_stay)) {
        faults.note("parent_id", "fault-organisation");
    }
    if let Some(number) = &external_id
        && store::id_of(conn, number)?.is_some_and(|id| present.is_none_or(|organisation| organisation.id != id))
    {
        faults.note("external_id", "fault-number-taken");
    }
    Ok(external_id.zip(name).map(|(external_id, name)| OrganisationFields {
        external_id,
        name,
        kind: kind.to_owned(),
        parent,
        since_on,
    }))
}

/// A location as typed.
#[derive(Clone, Debug, Default)]
pub struct LocationDraft {
    /// Name.
    pub name: String,
    /// Whether it is to be the main one.
    pub main: bool,
    /// Country code.
    pub country: String,
    /// City.
    pub city: String,
    /// Postal code.
    pub postal_code: String,
    /// Street and number.
    pub street: String,
    /// Degrees north; empty: unknown.
    pub latitude: String,
    /// Degrees east; empty: unknown.
    pub longitude: String,
    /// IANA name.
    pub time_zone: String,
    /// Language codes, the usual one first, parted by commas or spaces.
    pub languages: String,
    /// Codes of services.
    pub services: Vec<String>,
    /// Opening hours in words.
    pub opening_hours: String,
}

/// A location as read.
#[derive(Clone, Debug)]
pub struct LocationFields {
    /// Whether it is to be the main one.
    pub main: bool,
    /// Services offered.
    pub service_ids: Vec<Id>,
    name: String,
    city: String,
    country: String,
    postal_code: String,
    street: String,
    degrees: (Option<f64>, Option<f64>),
    time_zone: String,
    languages: Vec<String>,
    opening_hours: Option<String>,
}

impl LocationFields {
    /// The location that this makes of an identifier, or of what was there before.
    pub fn location(&self, id: Id, organisation_id: Id, main: bool, created_at: Instant, now: Instant) -> Location {
        Location {
            id,
            organisation_id,
            name: self.name.clone(),
            main,
            country: self.country.clone(),
            city: self.city.clone(),
            postal_code: self.postal_code.clone(),
            street: self.street.clone(),
            latitude: self.degrees.0,
            longitude: self.degrees.1,
            time_zone: self.time_zone.clone(),
            languages: Json(self.languages.clone()),
            opening_hours: self.opening_hours.clone(),
            created_at,
            updated_at: now,
        }
    }
}

/// Reads a location.
pub fn read_location(conn: &mut Conn, draft: &LocationDraft, faults: &mut Faults) -> Result<Option<LocationFields>, Error> {
    let name = faults.text("location_name", &draft.name, 200, true);
    let city = faults.text("city", &draft.city, 100, true);
    let postal_code = faults.text("postal_code", &draft.postal_code, 20, false);
    let street = faults.text("street", &draft.street, 200, false);
    let opening_hours = faults.text("opening_hours", &draft.opening_hours, 500, false);
    let country = language::country(draft.country.trim());
    if country.is_none() {
        faults.note("country", "fault-country");
    }
    let zone = chrono_tz::Tz::from_str_insensitive(draft.time_zone.trim()).ok();
    if zone.is_none() {
        faults.note("time_zone", "fault-time-zone");
    }
    let latitude = faults.degrees("latitude", &draft.latitude, 90.0);
    let longitude = faults.degrees("longitude", &draft.longitude, 180.0);
    let mut languages: Vec<String> = Vec::new();
    for word in draft.languages.split([',', ';', ' ']).filter(|word| !word.is_empty()) {
        match language::language(word) {
            Some(code) if !languages.iter().any(|known| known == code) => languages.push(code.to_owned()),
            Some(_) => {}
            None => faults.note("languages", "fault-language"),
        }
    }
    if languages.is_empty() && draft.languages.trim().is_empty() {
        faults.note("languages", "fault-missing");
    }
    let service_ids = read_services(conn, &draft.services, faults)?;
    let (Some(name), Some(city), Some(country), Some(zone)) = (name, city, country, zone) else {
        return Ok(None);
    };
    Ok(Some(LocationFields {
        main: draft.main,
        service_ids,
        name,
        city,
        country: country.to_owned(),
        postal_code: postal_code.unwrap_or_default(),
        street: street.unwrap_or_default(),
        degrees: (latitude, longitude),
        time_zone: zone.name().to_owned(),
        languages,
        opening_hours,
    }))
}

fn read_services(conn: &mut Conn, codes: &[String], faults: &mut Faults) -> Result<Vec<Id>, Error> {
    let known = catalogue::services(conn)?;
    let mut ids = Vec::new();
    for code in codes {
        match known.iter().find(|entry| entry.code == *code) {
            Some(entry) if !ids.contains(&entry.id) => ids.push(entry.id),
            Some(_) => {}
            None => faults.note("services", "fault-service"),
        }
    }
    Ok(ids)
}

/// That one works for another, as typed.
#[derive(Clone, Debug, Default)]
pub struct WorksForDraft {
    /// Identifier of the organisation worked for.
    pub for_organisation_id: String,
    /// Codes of services.
    pub services: Vec<String>,
    /// First day.
    pub from_on: String,
    /// Last day; empty: open.
    pub to_on: String,
}

/// The same as read.
#[derive(Clone, Debug)]
pub struct WorksForFields {
    /// For whom.
    pub for_organisation: Organisation,
    /// In which services.
    pub service_ids: Vec<Id>,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
}

/// Reads a relation; both sides must lie in the scope of whoever notes it.
pub fn read_works_for(conn: &mut Conn, hand: &Hand, draft: &WorksForDraft, faults: &mut Faults) -> Result<Option<WorksForFields>, Error> {
    let for_organisation = match draft.for_organisation_id.trim().parse::<Id>() {
        Ok(id) => store::find(conn, &hand.scope, id)?,
        Err(_) => None,
    };
    if for_organisation.is_none() {
        faults.note("for_organisation_id", "fault-organisation");
    }
    let from_on = faults.date("from_on", &draft.from_on, true);
    let to_on = faults.date("to_on", &draft.to_on, false);
    if let (Some(from), Some(to)) = (from_on, to_on)
        && to < from
    {
        faults.note("to_on", "fault-end-before-start");
    }
    let service_ids = read_services(conn, &draft.services, faults)?;
    Ok(for_organisation.zip(from_on).map(|(for_organisation, from_on)| WorksForFields {
        for_organisation,
        service_ids,
        from_on,
        to_on,
    }))
}
