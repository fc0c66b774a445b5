//! Head counts for integrations.

use super::form::{self, Offered};
use super::standing::{Ground, Stands};
use super::store::{self, HeadCount};
use super::{deed, job, record};
use crate::duties::{Entry, told};
use crate::obligations::requirement::whole_network;
use crate::people::May;
use crate::people::guard::{ManageRequirements, SeeTeam};
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// So many people with evidence at every location of a kind.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeadCountRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// Stable word.
    code: String,
    /// Title per locale.
    title: BTreeMap<String, String>,
    /// Code of the requirement whose evidence counts.
    requirement: String,
    /// How many people at least.
    least: i32,
    /// Codes of services: it concerns locations that offer one of them; empty: all of partners.
    services: Vec<String>,
    /// First day.
    in_force_on: NaiveDate,
    /// Last day.
    retired_on: Option<NaiveDate>,
}

impl HeadCountRecord {
    fn of(one: HeadCount, requirement: String) -> Self {
        Self {
            id: one.id,
            code: one.code,
            title: one.title.0,
            requirement,
            least: one.least,
            services: one.services.0,
            in_force_on: one.in_force_on,
            retired_on: one.retired_on,
        }
    }
}

/// How a location stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeadCountLocation {
    /// Identifier of the location.
    #[schema(value_type = uuid::Uuid)]
    location_id: Id,
    /// Its name.
    location: String,
    /// Whose it is.
    #[schema(value_type = uuid::Uuid)]
    organisation_id: Id,
    /// `broken`, `breaking` or `kept`.
    status: String,
    /// How many count today.
    counted: usize,
    /// The first day from today on with too few; null: no such day is known.
    breaks_on: Option<NaiveDate>,
    /// The first later day with enough again.
    mended_on: Option<NaiveDate>,
    /// Who counts today or later.
    people: Vec<HeadCountPerson>,
    /// The duty in the ledger; null: it is not written down yet.
    #[schema(value_type = Option<uuid::Uuid>)]
    duty_id: Option<Id>,
    /// Days on which there were too few, as the ledger keeps them, the oldest first.
    missed: Vec<HeadCountSpan>,
}

/// Days on which there were too few.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeadCountSpan {
    /// First day.
    from_on: NaiveDate,
    /// Last day; null: it lasts.
    until_on: Option<NaiveDate>,
}

/// Somebody who counts.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeadCountPerson {
    /// Who.
    #[schema(value_type = uuid::Uuid)]
    person_id: Id,
    /// First day, today or later.
    from_on: Option<NaiveDate>,
    /// Last day; null: no end is known.
    until_on: Option<NaiveDate>,
    /// `leaves` or `proof_ends`, where there is a last day.
    end: Option<String>,
}

impl HeadCountLocation {
    fn of(one: Stands, owed: Option<&Entry>) -> Self {
        let missed = owed.map(told::spans).unwrap_or_default();
        Self {
            duty_id: owed.map(|entry| entry.duty.id),
            missed: missed
                .into_iter()
                .map(|span| HeadCountSpan {
                    from_on: span.from_on,
                    until_on: span.until_on,
                })
                .collect(),
            location_id: one.place.id,
            location: one.place.name.clone(),
            organisation_id: one.place.organisation_id,
            status: one.standing.status.as_str().to_owned(),
            counted: one.standing.counted,
            breaks_on: one.standing.breaks_on,
            mended_on: one.standing.mended_on,
            people: one
                .people
                .iter()
                .map(|person| HeadCountPerson {
                    person_id: person.person_id,
                    from_on: person.first(),
                    until_on: person.last().map(|(until, _)| until),
                    end: person.last().map(|(_, end)| end.as_str().to_owned()),
                })
                .collect(),
        }
    }
}

/// What is asked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHeadCountBody {
    /// Stable word: letters, digits, `-` and `_`; at most 40.
    #[schema(min_length = 1, max_length = 40)]
    code: String,
    /// Title per locale, English at least.
    title: BTreeMap<String, String>,
    /// Code of a requirement in force.
    requirement: String,
    /// How many people at least, 1 to 1,000.
    #[schema(minimum = 1, maximum = 1000)]
    least: i64,
    /// Codes of services; left out: every location of partners.
    #[serde(default)]
    services: Vec<String>,
    /// First day, `YYYY-MM-DD`.
    #[schema(value_type = NaiveDate)]
    in_force_on: String,
}

impl NewHeadCountBody {
    /// As a form would send it, so that pages and calls are read alike.
    fn typed(self) -> Typed {
        let mut fields = vec![
            ("code".to_owned(), self.code),
            ("requirement".to_owned(), self.requirement),
            ("least".to_owned(), self.least.to_string()),
            ("in_force_on".to_owned(), self.in_force_on),
        ];
        fields.extend(self.title.into_iter().map(|(locale, text)| (format!("title.{locale}"), text)));
        fields.extend(self.services.into_iter().map(|code| ("services".to_owned(), code)));
        Typed::of(fields)
    }
}

/// The last day.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HeadCountRetirement {
    /// The last day on which it is asked.
    on: NaiveDate,
}

/// What is asked of locations, by code; what is asked no more included.
#[utoipa::path(get, path = "/api/v1/head-counts", tag = "head counts", responses((status = 200, body = Vec<HeadCountRecord>), Refusals))]
pub async fn list(_may: May<SeeTeam>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let found = state.db.look(|conn| Ok(store::list(conn)?)).await?;
    let records = found.into_iter().map(|(one, requirement)| HeadCountRecord::of(one, requirement));
    Ok(HttpResponse::Ok().json(records.collect::<Vec<_>>()))
}

/// How the locations of your branch stand, the worst first.
#[utoipa::path(get, path = "/api/v1/head-counts/{id}/locations", tag = "head counts", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<HeadCountLocation>), Refusals))]
pub async fn locations(may: May<SeeTeam>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, today, now, id) = (may.scope.clone(), may.actor.today(), may.actor.now, *id);
    let found = state
        .db
        .gather(move |conn| {
            let (asked, _) = store::find(conn, id)?.ok_or(Error::NotFound)?;
            let owed = record::of_head_count(conn, &scope, id, today)?;
            let stands = Ground::load(conn, &scope, today, now)?.stands(conn, &asked)?;
            let located = |one: Stands| {
                let owed = owed.get(&one.place.id);
                HeadCountLocation::of(one, owed)
            };
            Ok(stands.into_iter().map(located).collect::<Vec<_>>())
        })
        .await?;
    Ok(HttpResponse::Ok().json(found))
}

/// Asks for so many people with evidence.
#[utoipa::path(post, path = "/api/v1/head-counts", tag = "head counts", request_body = NewHeadCountBody,
    responses((status = 201, body = HeadCountRecord), Refusals))]
pub async fn create(may: May<ManageRequirements>, state: web::Data<State>, body: Json<NewHeadCountBody>) -> Result<HttpResponse, Error> {
    let body = body.into_inner();
    let requirement = body.requirement.clone();
    let (typed, actor, scope, chance) = (body.typed(), may.actor.clone(), may.scope.clone(), state.chance.clone());
    let shared = state.clone();
    let made = state
        .db
        .save(move |conn| {
            whole_network(conn, &scope)?;
            let offered = Offered::load(conn, actor.locale().code())?;
            let made = deed::ask(conn, &chance, actor.now, &actor.by(), form::head_count(&typed, &offered)?)?;
            job::changed(conn, &shared, actor.now)?;
            Ok(made)
        })
        .await?;
    Ok(HttpResponse::Created().json(HeadCountRecord::of(made, requirement)))
}

/// Says which is its last day.
#[utoipa::path(post, path = "/api/v1/head-counts/{id}/retirement", tag = "head counts", params(("id" = uuid::Uuid, Path)),
    request_body = HeadCountRetirement, responses((status = 200, body = HeadCountRecord), Refusals))]
pub async fn retire(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<HeadCountRetirement>,
) -> Result<HttpResponse, Error> {
    let (actor, scope, chance, id, on) = (may.actor.clone(), may.scope.clone(), state.chance.clone(), *id, body.on);
    let shared = state.clone();
    let record = state
        .db
        .save(move |conn| {
            whole_network(conn, &scope)?;
            let after = deed::retire(conn, &chance, actor.now, &actor.by(), id, on)?;
            job::changed(conn, &shared, actor.now)?;
            let (_, requirement) = store::find(conn, id)?.ok_or(Error::NotFound)?;
            Ok(HeadCountRecord::of(after, requirement))
        })
        .await?;
    Ok(HttpResponse::Ok().json(record))
}

/// What this slice adds to the document.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(list, locations, create, retire),
    components(schemas(
        HeadCountRecord,
        HeadCountLocation,
        HeadCountPerson,
        HeadCountSpan,
        NewHeadCountBody,
        HeadCountRetirement
    ))
)]
pub struct Doc;
