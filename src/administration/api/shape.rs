//! What calls about organisations, catalogues and tokens send and get. A draft is what a form would send: what a body
//! leaves out is an empty field there.

use crate::administration::organisation::{LocationDraft, OrganisationDraft, WorksForDraft};
use crate::administration::token::{TokenDraft, word};
use crate::organisations::catalogue::Entry;
use crate::organisations::store::change::WorksFor;
use crate::organisations::{Location, Organisation};
use crate::people::token::Token;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// An organisation of the tree.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrganisationOut {
    /// Identifier.
    pub id: Uuid,
    /// The manufacturer's number.
    pub external_id: String,
    /// Who administers it.
    pub parent_id: Option<Uuid>,
    /// `manufacturer`, `national_sales_company`, `partner`, `branch` or `subcontractor`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Partner since.
    pub since_on: Option<NaiveDate>,
    /// When it left the network.
    pub archived_at: Option<DateTime<Utc>>,
    /// Counts changes.
    pub revision: i32,
    #[serde(skip)]
    pub(super) path: String,
}

impl From<Organisation> for OrganisationOut {
    fn from(organisation: Organisation) -> Self {
        Self {
            id: organisation.id.0,
            external_id: organisation.external_id,
            parent_id: organisation.parent_id.map(|id| id.0),
            kind: organisation.kind,
            name: organisation.name,
            since_on: organisation.since_on,
            archived_at: organisation.archived_at.map(Into::into),
            revision: organisation.revision,
            path: organisation.path,
        }
    }
}

/// A location.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LocationOut {
    /// Identifier.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Whether it counts for people whose membership names none.
    pub main: bool,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// City.
    pub city: String,
    /// Postal code.
    pub postal_code: String,
    /// Street and number.
    pub street: String,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// IANA name.
    pub time_zone: String,
    /// ISO 639-1 codes, the usual one first.
    pub languages: Vec<String>,
    /// Codes of services offered.
    pub services: Vec<String>,
    /// Opening hours in words.
    pub opening_hours: Option<String>,
}

impl LocationOut {
    pub(super) fn of(location: Location, services: Vec<String>) -> Self {
        Self {
            id: location.id.0,
            name: location.name,
            main: location.main,
            country: location.country,
            city: location.city,
            postal_code: location.postal_code,
            street: location.street,
            latitude: location.latitude,
            longitude: location.longitude,
            time_zone: location.time_zone,
            languages: location.languages.0,
            services,
            opening_hours: location.opening_hours,
        }
    }
}

/// That one organisation works for another.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WorksForOut {
    /// Identifier.
    pub id: Uuid,
    /// Who works.
    pub organisation_id: Uuid,
    /// For whom.
    pub for_organisation_id: Uuid,
    /// Codes of services.
    pub services: Vec<String>,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
}

impl WorksForOut {
    pub(super) fn of(relation: &WorksFor, services: Vec<String>) -> Self {
        Self {
            id: relation.id.0,
            organisation_id: relation.organisation_id.0,
            for_organisation_id: relation.for_organisation_id.0,
            services,
            from_on: relation.from_on,
            to_on: relation.to_on,
        }
    }
}

/// An entry of a catalogue.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EntryOut {
    /// Identifier.
    pub id: Uuid,
    /// Stable word.
    pub code: String,
    /// Names per language.
    pub names: BTreeMap<String, String>,
}

impl From<Entry> for EntryOut {
    fn from(entry: Entry) -> Self {
        Self {
            id: entry.id.0,
            code: entry.code,
            names: entry.names.0,
        }
    }
}

/// A token without its secret.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TokenOut {
    /// Identifier.
    pub id: Uuid,
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// In which branch.
    pub organisation_id: Uuid,
    /// When it ends.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
    /// When it was last used, to five minutes.
    pub last_used_at: Option<DateTime<Utc>>,
}

impl From<Token> for TokenOut {
    fn from(token: Token) -> Self {
        Self {
            id: token.id.0,
            name: token.name,
            scopes: token.scopes.0.into_iter().map(word).collect(),
            organisation_id: token.organisation_id.0,
            expires_at: token.expires_at.map(Into::into),
            revoked_at: token.revoked_at.map(Into::into),
            last_used_at: token.last_used_at.map(Into::into),
        }
    }
}

/// A new token with its secret.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TokenMadeOut {
    /// The token.
    pub token: TokenOut,
    /// Its secret, for the head line `Authorization: Bearer …`.
    pub secret: String,
}

/// Which organisations are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OrganisationQuery {
    /// Where the page before ended; from `next_cursor`.
    #[serde(default)]
    pub(super) cursor: Option<String>,
    /// Most records of a page, 1 to 500; 100 where it is left out.
    #[serde(default)]
    #[param(minimum = 1, maximum = 500)]
    pub(super) limit: Option<u32>,
    /// The manufacturer's number for it, the whole of it.
    #[serde(default)]
    pub(super) external_id: Option<String>,
}

/// An organisation's own facts.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationBody {
    external_id: String,
    name: String,
    /// `national_sales_company`, `partner`, `branch` or `subcontractor`.
    kind: String,
    /// Who administers it; left out only for the top of a branch.
    #[serde(default)]
    parent_id: Option<String>,
    /// Partner since, `YYYY-MM-DD`.
    #[serde(default)]
    since_on: Option<String>,
    /// Of the record that the change was made from.
    #[serde(default)]
    pub(super) revision: Option<i32>,
}

impl OrganisationBody {
    pub(super) fn draft(&self) -> OrganisationDraft {
        OrganisationDraft {
            external_id: self.external_id.clone(),
            name: self.name.clone(),
            kind: self.kind.clone(),
            parent_id: self.parent_id.clone().unwrap_or_default(),
            since_on: self.since_on.clone().unwrap_or_default(),
        }
    }
}

/// An organisation with its main location.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOrganisationBody {
    /// The organisation.
    pub(super) organisation: OrganisationBody,
    /// Its main location.
    pub(super) location: LocationBody,
}

/// A location.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LocationBody {
    name: String,
    /// Whether it is to be the main one.
    #[serde(default)]
    main: bool,
    country: String,
    city: String,
    #[serde(default)]
    postal_code: Option<String>,
    #[serde(default)]
    street: Option<String>,
    #[serde(default)]
    latitude: Option<f64>,
    #[serde(default)]
    longitude: Option<f64>,
    time_zone: String,
    languages: Vec<String>,
    /// Codes of services offered.
    #[serde(default)]
    services: Vec<String>,
    #[serde(default)]
    opening_hours: Option<String>,
}

impl LocationBody {
    pub(super) fn draft(&self) -> LocationDraft {
        let degrees = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        LocationDraft {
            name: self.name.clone(),
            main: self.main,
            country: self.country.clone(),
            city: self.city.clone(),
            postal_code: self.postal_code.clone().unwrap_or_default(),
            street: self.street.clone().unwrap_or_default(),
            latitude: degrees(self.latitude),
            longitude: degrees(self.longitude),
            time_zone: self.time_zone.clone(),
            languages: self.languages.join(","),
            services: self.services.clone(),
            opening_hours: self.opening_hours.clone().unwrap_or_default(),
        }
    }
}

/// For whom, in what, and when.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WorksForBody {
    for_organisation_id: String,
    /// Codes of services.
    #[serde(default)]
    services: Vec<String>,
    /// First day, `YYYY-MM-DD`.
    from_on: String,
    /// Last day, `YYYY-MM-DD`.
    #[serde(default)]
    to_on: Option<String>,
}

impl WorksForBody {
    pub(super) fn draft(&self) -> WorksForDraft {
        WorksForDraft {
            for_organisation_id: self.for_organisation_id.clone(),
            services: self.services.clone(),
            from_on: self.from_on.clone(),
            to_on: self.to_on.clone().unwrap_or_default(),
        }
    }
}

/// A token to make.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenBody {
    name: String,
    organisation_id: String,
    /// Words of actions, such as `see_people`; each must be the caller's own.
    scopes: Vec<String>,
    /// Last day, `YYYY-MM-DD`.
    #[serde(default)]
    expires_on: Option<String>,
}

impl TokenBody {
    pub(super) fn draft(&self) -> TokenDraft {
        TokenDraft {
            name: self.name.clone(),
            organisation_id: self.organisation_id.clone(),
            scopes: self.scopes.clone(),
            expires_on: self.expires_on.clone().unwrap_or_default(),
        }
    }
}
