//! What forms and calls say of people and their places of work, read into what is stored: all faults at once, each at its field.

use super::store::listing;
use super::store::{self, change};
use crate::organisations::store as organisations;
use crate::organisations::{Organisation, Scope, catalogue};
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::form::Faults;
use crate::rules::email_address::{self, EmailAddress, Malformed};
use crate::rules::id::Id;
use crate::rules::language;
use chrono::NaiveDate;

/// Most characters of a name.
const LONGEST_NAME: usize = 200;

/// Most characters of a personnel number.
const LONGEST_NUMBER: usize = 64;

/// A person as typed.
#[derive(Clone, Debug, Default)]
pub struct PersonDraft {
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Mail address; empty: none.
    pub email: String,
    /// Personnel number; empty: none.
    pub external_id: String,
    /// ISO 639-1 code.
    pub language: String,
    /// IANA name; empty: that of the place of work.
    pub time_zone: String,
}

/// A person as read.
#[derive(Clone, Debug)]
pub struct PersonFields {
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Mail address.
    pub email: Option<EmailAddress>,
    /// Personnel number.
    pub external_id: Option<String>,
    /// Language.
    pub language: String,
    /// Time zone.
    pub time_zone: Option<String>,
}

/// A place of work as typed.
#[derive(Clone, Debug, Default)]
pub struct PlaceDraft {
    /// Identifier of the organisation.
    pub organisation_id: String,
    /// Identifier of the location; empty: the main one.
    pub location_id: String,
    /// Codes of job roles.
    pub job_roles: Vec<String>,
    /// First day.
    pub start_on: String,
    /// Last day; empty: open.
    pub end_on: String,
    /// Identifier of the person's own team lead; empty: none.
    pub supervisor_id: String,
}

/// A place of work as read.
#[derive(Clone, Debug)]
pub struct PlaceFields {
    /// Whose people.
    pub organisation: Organisation,
    /// Where; none: the main location.
    pub location_id: Option<Id>,
    /// In which job roles.
    pub job_role_ids: Vec<Id>,
    /// First day.
    pub start_on: NaiveDate,
    /// Last day.
    pub end_on: Option<NaiveDate>,
    /// The person's own team lead.
    pub supervisor_id: Option<Id>,
}

/// Reads a person; `id` is theirs where they exist already, so that their own number and address are free to them.
pub fn read_person(conn: &mut Conn, draft: &PersonDraft, id: Option<Id>, faults: &mut Faults) -> Result<Option<PersonFields>, Error> {
    let given_name = faults.text("given_name", &draft.given_name, LONGEST_NAME, true);
    let family_name = faults.text("family_name", &draft.family_name, LONGEST_NAME, true);
    let external_id = faults.text("external_id", &draft.external_id, LONGEST_NUMBER, false);
    let email = match draft.email.trim() {
        "" => None,
        typed => faults.take("email", read_address(typed)),
    };
    let language = language::language(draft.language.trim());
    if language.is_none() {
        faults.note("language", "fault-language");
    }
    let time_zone = faults.take("time_zone", read_zone(draft.time_zone.trim())).flatten();
    let key = email.as_ref().map(EmailAddress::key);
    let (numbered, addressed) = change::is_other(conn, id, external_id.as_deref(), key.as_deref())?;
    if numbered {
        faults.note("external_id", "fault-number-taken");
    }
    if addressed {
        faults.note("email", "fault-address-taken");
    }
    let (Some(given_name), Some(family_name), Some(language)) = (given_name, family_name, language) else {
        return Ok(None);
    };
    Ok(Some(PersonFields {
        given_name,
        family_name,
        email,
        external_id,
        language: language.to_owned(),
        time_zone,
    }))
}

/// A mail address.
///
/// # Errors
///
/// The message says what is wrong with it.
pub fn read_address(typed: &str) -> Result<EmailAddress, Message> {
    typed.trim().parse().map_err(|fault| match fault {
        Malformed::TooLong => Message::new("fault-too-long").with("most", email_address::LONGEST),
        Malformed::LineBreak | Malformed::Shape => Message::new("fault-no-address"),
    })
}

/// A zone by its name in the tz database, as it writes it; nothing typed: none.
///
/// # Errors
///
/// The message says that there is no such zone.
pub fn read_zone(typed: &str) -> Result<Option<String>, Message> {
    if typed.is_empty() {
        return Ok(None);
    }
    match chrono_tz::Tz::from_str_insensitive(typed) {
        Ok(zone) => Ok(Some(zone.name().to_owned())),
        Err(_) => Err(Message::new("fault-time-zone")),
    }
}

/// Reads a place of work within the scope; an organisation outside it is as unknown as one that does not exist.
pub fn read_place(
    conn: &mut Conn,
    scope: &Scope,
    draft: &PlaceDraft,
    person_id: Option<Id>,
    today: NaiveDate,
    faults: &mut Faults,
) -> Result<Option<PlaceFields>, Error> {
    let organisation = match draft.organisation_id.trim().parse::<Id>() {
        Ok(id) => organisations::find(conn, scope, id)?.filter(|found| found.archived_at.is_none()),
        Err(_) => None,
    };
    if organisation.is_none() {
        faults.note("organisation_id", "fault-organisation");
    }
    let start_on = faults.date("start_on", &draft.start_on, true);
    let end_on = faults.date("end_on", &draft.end_on, false);
    if let (Some(start), Some(end)) = (start_on, end_on)
        && end < start
    {
        faults.note("end_on", "fault-end-before-start");
    }
    let mut job_role_ids = Vec::new();
    let known = catalogue::job_roles(conn)?;
    for code in &draft.job_roles {
        match known.iter().find(|entry| entry.code == *code) {
            Some(entry) if !job_role_ids.contains(&entry.id) => job_role_ids.push(entry.id),
            Some(_) => {}
            None => faults.note("job_roles", "fault-job-role"),
        }
    }
    let Some(organisation) = organisation else { return Ok(None) };
    let location_id = read_location(conn, &organisation, draft.location_id.trim(), faults)?;
    let supervisor_id = read_supervisor(conn, scope, &organisation, draft.supervisor_id.trim(), person_id, today, faults)?;
    Ok(start_on.map(|start_on| PlaceFields {
        organisation,
        location_id,
        job_role_ids,
        start_on,
        end_on,
        supervisor_id,
    }))
}

fn read_location(conn: &mut Conn, organisation: &Organisation, typed: &str, faults: &mut Faults) -> Result<Option<Id>, Error> {
    if typed.is_empty() {
        return Ok(None);
    }
    let found = match typed.parse() {
        Ok(id) => organisations::find_location(conn, organisation.id, id)?,
        Err(_) => None,
    };
    if found.is_none() {
        faults.note("location_id", "fault-location");
    }
    Ok(found.map(|location| location.id))
}

fn read_supervisor(
    conn: &mut Conn,
    scope: &Scope,
    organisation: &Organisation,
    typed: &str,
    person_id: Option<Id>,
    today: NaiveDate,
    faults: &mut Faults,
) -> Result<Option<Id>, Error> {
    if typed.is_empty() {
        return Ok(None);
    }
    let id: Option<Id> = typed.parse().ok();
    let possible = listing::possible_supervisors(conn, scope, &organisation.path, today)?;
    let kept = match (id, person_id) {
        // Whoever leads them now may stay, also where they have moved on.
        (Some(id), Some(person_id)) => store::memberships_of(conn, person_id)?.iter().any(|m| m.supervisor_id == Some(id)),
        _ => false,
    };
    match id {
        Some(id) if Some(id) != person_id && (kept || possible.iter().any(|(found, ..)| *found == id)) => Ok(Some(id)),
        _ => {
            faults.note("supervisor_id", "fault-supervisor");
            Ok(None)
        }
    }
}
