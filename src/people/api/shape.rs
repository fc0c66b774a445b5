//! What calls about people send and get.

use crate::organisations::Scope;
use crate::people::form::{PersonDraft, PlaceDraft};
use crate::people::store::listing::{self, Place};
use crate::people::store::{Membership, Person};
use crate::people::web::list::key;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::press;
use crate::rules::certificate::undrawn;
use crate::rules::id::Id;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// A person with the places of work that the caller may see.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonOut {
    /// Identifier.
    pub id: Uuid,
    /// Personnel number.
    pub external_id: Option<String>,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Letters of the name that certificates cannot print, each once; they show a box and say so.
    pub unprintable: String,
    /// Mail address; null for whoever has left the caller's branch.
    pub email: Option<String>,
    /// ISO 639-1 code.
    pub language: String,
    /// IANA name.
    pub time_zone: Option<String>,
    /// When every way in was closed.
    pub disabled_at: Option<DateTime<Utc>>,
    /// When the partner first edited the person; from then on an import changes less.
    pub partner_edited_at: Option<DateTime<Utc>>,
    /// Counts changes; give it with a change to be told of another one meanwhile.
    pub revision: i32,
    /// Places of work.
    pub memberships: Vec<MembershipOut>,
    #[serde(skip)]
    pub(super) key: String,
}

/// A place of work.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MembershipOut {
    /// Identifier.
    pub id: Uuid,
    /// Organisation.
    pub organisation_id: Uuid,
    /// The manufacturer's number of the organisation.
    pub organisation_external_id: String,
    /// Location; null: the main one.
    pub location_id: Option<Uuid>,
    /// Codes of job roles.
    pub job_roles: Vec<String>,
    /// First day.
    pub start_on: NaiveDate,
    /// Last day.
    pub end_on: Option<NaiveDate>,
    /// The person's own team lead.
    pub supervisor_id: Option<Uuid>,
}

/// A role that somebody holds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RoleOut {
    /// Identifier.
    pub id: Uuid,
    /// The role's word.
    pub role: String,
    /// For which branch.
    pub organisation_id: Uuid,
    /// From which day.
    pub since_on: NaiveDate,
}

/// A running sign-in of one's own.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SignInOut {
    /// Identifier.
    pub id: Uuid,
    /// Signed in at.
    pub created_at: DateTime<Utc>,
    /// Last request.
    pub last_seen_at: DateTime<Utc>,
    /// Ends at the latest.
    pub expires_at: DateTime<Utc>,
    /// Network address at sign-in.
    pub address: String,
    /// What the browser called itself.
    pub user_agent: String,
}

/// A person's own facts.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonBody {
    /// Given name.
    pub(super) given_name: String,
    /// Family name.
    pub(super) family_name: String,
    /// Mail address.
    #[serde(default)]
    pub(super) email: Option<String>,
    /// Personnel number.
    #[serde(default)]
    pub(super) external_id: Option<String>,
    /// ISO 639-1 code.
    pub(super) language: String,
    /// IANA name.
    #[serde(default)]
    pub(super) time_zone: Option<String>,
    /// Of the record that the change was made from; left out: whatever it is now.
    #[serde(default)]
    pub(super) revision: Option<i32>,
}

/// A place of work.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MembershipBody {
    /// Organisation.
    pub(super) organisation_id: String,
    /// Location; left out: the main one.
    #[serde(default)]
    pub(super) location_id: Option<String>,
    /// Codes of job roles.
    #[serde(default)]
    pub(super) job_roles: Vec<String>,
    /// First day, `YYYY-MM-DD`.
    pub(super) start_on: String,
    /// Last day, `YYYY-MM-DD`.
    #[serde(default)]
    pub(super) end_on: Option<String>,
    /// The person's own team lead.
    #[serde(default)]
    pub(super) supervisor_id: Option<String>,
}

/// A person with a first place of work.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPersonBody {
    /// Who.
    pub(super) person: PersonBody,
    /// Where.
    pub(super) membership: MembershipBody,
}

/// A role for a branch.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleBody {
    /// The role's word, such as `team_lead`.
    pub(super) role: String,
    /// The branch.
    pub(super) organisation_id: String,
}

/// Who is looked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PeopleParams {
    /// Where the page before ended; from `next_cursor`.
    #[serde(default)]
    pub(super) cursor: Option<String>,
    /// Most records of a page, 1 to 500; 100 where it is left out.
    #[serde(default)]
    #[param(minimum = 1, maximum = 500)]
    pub(super) limit: Option<u32>,
    /// Parts of names, of personnel numbers, or of mail addresses that are shown.
    #[serde(default)]
    pub(super) q: Option<String>,
    /// Personnel number, the whole of it.
    #[serde(default)]
    pub(super) external_id: Option<String>,
    /// Identifier of an organisation: its people and those below.
    #[serde(default)]
    pub(super) organisation_id: Option<String>,
    /// `current` (where it is left out), `without_access`, `ended`, `disabled` or `all`.
    #[serde(default)]
    pub(super) state: Option<String>,
}

impl PersonBody {
    pub(super) fn draft(&self) -> PersonDraft {
        PersonDraft {
            given_name: self.given_name.clone(),
            family_name: self.family_name.clone(),
            email: self.email.clone().unwrap_or_default(),
            external_id: self.external_id.clone().unwrap_or_default(),
            language: self.language.clone(),
            time_zone: self.time_zone.clone().unwrap_or_default(),
        }
    }
}

impl MembershipBody {
    pub(super) fn draft(&self) -> PlaceDraft {
        PlaceDraft {
            organisation_id: self.organisation_id.clone(),
            location_id: self.location_id.clone().unwrap_or_default(),
            job_roles: self.job_roles.clone(),
            start_on: self.start_on.clone(),
            end_on: self.end_on.clone().unwrap_or_default(),
            supervisor_id: self.supervisor_id.clone().unwrap_or_default(),
        }
    }
}

fn membership_out(place: &Place) -> MembershipOut {
    let membership = &place.membership;
    MembershipOut {
        id: membership.id.0,
        organisation_id: membership.organisation_id.0,
        organisation_external_id: place.organisation_external_id.clone(),
        location_id: membership.location_id.map(|id| id.0),
        job_roles: place.job_roles.clone(),
        start_on: membership.start_on,
        end_on: membership.end_on,
        supervisor_id: membership.supervisor_id.map(|id| id.0),
    }
}

/// People as the caller may see them: whoever has left keeps their later address to themself.
pub(super) fn people_out(conn: &mut Conn, scope: &Scope, people: Vec<Person>, today: NaiveDate) -> Result<Vec<PersonOut>, Error> {
    let ids: Vec<Id> = people.iter().map(|person| person.id).collect();
    let places = listing::places(conn, scope, &ids)?;
    let one = |person: Person| {
        let mine: Vec<&Place> = places.iter().filter(|place| place.membership.person_id == person.id).collect();
        let at_home = scope.is_whole() || mine.iter().any(|place| place.is_open(today));
        PersonOut {
            key: key(&person),
            unprintable: undrawn(&person.name(), press::draws),
            id: person.id.0,
            external_id: person.external_id,
            given_name: person.given_name,
            family_name: person.family_name,
            email: person.email.filter(|_| at_home),
            language: person.language,
            time_zone: person.time_zone.filter(|_| at_home),
            disabled_at: person.disabled_at.map(Into::into),
            partner_edited_at: person.partner_edited_at.map(Into::into),
            revision: person.revision,
            memberships: mine.into_iter().map(membership_out).collect(),
        }
    };
    Ok(people.into_iter().map(one).collect())
}

pub(super) fn person_out(conn: &mut Conn, scope: &Scope, person: Person, today: NaiveDate) -> Result<PersonOut, Error> {
    people_out(conn, scope, vec![person], today)?.pop().ok_or(Error::NotFound)
}

pub(super) fn place_out(conn: &mut Conn, scope: &Scope, membership: &Membership) -> Result<MembershipOut, Error> {
    let places = listing::places(conn, scope, &[membership.person_id])?;
    let place = places.iter().find(|place| place.membership.id == membership.id);
    place.map(membership_out).ok_or(Error::NotFound)
}
