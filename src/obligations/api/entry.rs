//! Who is taken into an audience or left out of it by hand.

use super::Refusals;
use super::requirement::found;
use crate::obligations::entry::{self as deeds, EntryDraft, Pen};
use crate::obligations::reach::{Changes, entry_changes};
use crate::obligations::requirement::whole_network;
use crate::obligations::store::entry::{self, Written};
use crate::people::May;
use crate::people::guard::ManageRequirements;
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Somebody who is taken into an audience or left out of it by hand.
#[derive(Debug, Serialize, ToSchema)]
pub struct AudienceEntryRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// `included` or `excepted`.
    kind: String,
    /// Who; null: an organisation.
    #[schema(value_type = Option<uuid::Uuid>)]
    person_id: Option<Id>,
    /// Which organisation with all below it.
    #[schema(value_type = Option<uuid::Uuid>)]
    organisation_id: Option<Id>,
    /// First day.
    from_on: NaiveDate,
    /// Last day; null: open.
    to_on: Option<NaiveDate>,
    /// Why.
    reason: String,
    /// Who settled it.
    #[schema(value_type = Option<uuid::Uuid>)]
    created_by: Option<Id>,
    /// When.
    #[schema(value_type = DateTime<Utc>)]
    created_at: Instant,
    /// When it was taken back.
    #[schema(value_type = Option<DateTime<Utc>>)]
    withdrawn_at: Option<Instant>,
}

impl From<Written> for AudienceEntryRecord {
    fn from(entry: Written) -> Self {
        Self {
            id: entry.id,
            kind: entry.kind,
            person_id: entry.person_id,
            organisation_id: entry.organisation_id,
            from_on: entry.from_on,
            to_on: entry.to_on,
            reason: entry.reason,
            created_by: entry.created_by,
            created_at: entry.created_at,
            withdrawn_at: entry.withdrawn_at,
        }
    }
}

/// Somebody who is to be taken in or left out; exactly one of `person` and `organisation`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAudienceEntry {
    /// `included` (people only) or `excepted`.
    kind: String,
    /// Number or mail address of a person.
    person: Option<String>,
    /// Number of an organisation, which is left out with all below it.
    organisation: Option<String>,
    /// First day, `YYYY-MM-DD`.
    from_on: String,
    /// Last day; left out: open.
    to_on: Option<String>,
    /// Why.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

impl From<NewAudienceEntry> for EntryDraft {
    fn from(body: NewAudienceEntry) -> Self {
        Self {
            kind: body.kind,
            person: body.person.unwrap_or_default(),
            organisation: body.organisation.unwrap_or_default(),
            from_on: body.from_on,
            to_on: body.to_on.unwrap_or_default(),
            reason: body.reason,
        }
    }
}

/// The last day of an entry.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EntryEndBody {
    /// The last day on which it holds, `YYYY-MM-DD`.
    to_on: String,
}

fn pen(may: &May<ManageRequirements>) -> Pen {
    Pen {
        scope: may.scope.clone(),
        by: may.actor.by(),
        now: may.actor.now,
    }
}

/// Who was taken in or left out by hand, the latest first; what was taken back too.
#[utoipa::path(get, path = "/api/v1/requirements/{id}/entries", tag = "requirements", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<AudienceEntryRecord>), Refusals))]
pub async fn list(may: May<ManageRequirements>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let scope = may.scope.clone();
    let all = state
        .db
        .look(move |conn| {
            whole_network(conn, &scope)?;
            let requirement = found(conn, *id)?;
            Ok(entry::of_requirement(conn, requirement.id)?)
        })
        .await?;
    Ok(HttpResponse::Ok().json(all.into_iter().map(AudienceEntryRecord::from).collect::<Vec<_>>()))
}

/// Takes a person in by hand, or leaves a person or an organisation out.
#[utoipa::path(post, path = "/api/v1/requirements/{id}/entries", tag = "requirements", params(("id" = uuid::Uuid, Path)),
    request_body = NewAudienceEntry, responses((status = 201, body = AudienceEntryRecord), Refusals))]
pub async fn create(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<NewAudienceEntry>,
) -> Result<HttpResponse, Error> {
    let draft = EntryDraft::from(body.into_inner());
    let (chance, pen) = (state.chance.clone(), pen(&may));
    let made = state
        .db
        .save(move |conn| {
            whole_network(conn, &pen.scope)?;
            let requirement = found(conn, *id)?;
            deeds::add(conn, &chance, &pen, &requirement, &draft)
        })
        .await?;
    Ok(HttpResponse::Created().json(AudienceEntryRecord::from(made)))
}

/// Whom an entry would move if it were made: who comes in, who drops out, whose due date moves.
#[utoipa::path(post, path = "/api/v1/requirements/{id}/entries/preview", tag = "requirements", params(("id" = uuid::Uuid, Path)),
    request_body = NewAudienceEntry, responses((status = 200, body = Changes), Refusals))]
pub async fn look(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<NewAudienceEntry>,
) -> Result<HttpResponse, Error> {
    let draft = EntryDraft::from(body.into_inner());
    let (chance, pen) = (state.chance.clone(), pen(&may));
    let seen = state
        .db
        .gather(move |conn| {
            whole_network(conn, &pen.scope)?;
            let requirement = found(conn, *id)?;
            let entry = deeds::checked(conn, &chance, &pen, &requirement, &draft)?;
            entry_changes(conn, &pen.scope, &requirement, &entry, pen.now)
        })
        .await?;
    Ok(HttpResponse::Ok().json(seen))
}

/// Says which is the last day on which an entry holds.
#[utoipa::path(post, path = "/api/v1/requirements/{id}/entries/{entry_id}/end", tag = "requirements",
    params(("id" = uuid::Uuid, Path), ("entry_id" = uuid::Uuid, Path)), request_body = EntryEndBody,
    responses((status = 204), Refusals))]
pub async fn end(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    ids: web::Path<(Id, Id)>,
    body: Json<EntryEndBody>,
) -> Result<HttpResponse, Error> {
    let mut faults = Faults::new();
    let day = faults.date("to_on", &body.to_on, true);
    let day = faults.or(day)?;
    let ((id, entry_id), chance, pen) = (*ids, state.chance.clone(), pen(&may));
    state
        .db
        .save(move |conn| {
            whole_network(conn, &pen.scope)?;
            let requirement = found(conn, id)?;
            deeds::end(conn, &chance, &pen, &requirement, entry_id, day)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Takes an entry back: it never held.
#[utoipa::path(delete, path = "/api/v1/requirements/{id}/entries/{entry_id}", tag = "requirements",
    params(("id" = uuid::Uuid, Path), ("entry_id" = uuid::Uuid, Path)), responses((status = 204), Refusals))]
pub async fn remove(may: May<ManageRequirements>, state: web::Data<State>, ids: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let ((id, entry_id), chance, pen) = (*ids, state.chance.clone(), pen(&may));
    state
        .db
        .save(move |conn| {
            whole_network(conn, &pen.scope)?;
            let requirement = found(conn, id)?;
            deeds::withdraw(conn, &chance, &pen, &requirement, entry_id)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
