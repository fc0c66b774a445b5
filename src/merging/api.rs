//! Doubles as calls.

use super::deed::{self, Merged, Standing};
use super::store;
use crate::people::Hand;
use crate::people::guard::{ManagePeople, May};
use crate::platform::api::Problem;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// Two records that may be one person.
#[derive(Debug, Serialize, ToSchema)]
pub struct DoubleRecord {
    /// The older record.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// The newer record.
    #[schema(value_type = uuid::Uuid)]
    double_id: Id,
}

/// Pairs of people with one name.
#[derive(Debug, Serialize, ToSchema)]
pub struct DoubleList {
    /// At most 200, in the order of names.
    items: Vec<DoubleRecord>,
}

/// How a person stands with a requirement.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergeStatus {
    /// Status word.
    status: String,
    /// The date behind it.
    on: Option<NaiveDate>,
}

/// One requirement before and after; null where it does not apply.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergeStand {
    /// Code of the requirement.
    requirement: String,
    /// The kept record before.
    kept: Option<MergeStatus>,
    /// The double before.
    double: Option<MergeStatus>,
    /// The one record after.
    after: Option<MergeStatus>,
}

/// What merging comes to.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergeRecord {
    /// The record that is kept.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// The double, which holds nothing any more.
    #[schema(value_type = uuid::Uuid)]
    double_id: Id,
    /// Personnel number of the one record.
    external_id: Option<String>,
    /// Mail address of the one record.
    email: Option<String>,
    /// Places of work that go over as they are.
    places_moved: usize,
    /// Places of work that become part of one that the kept record has.
    places_joined: usize,
    /// Pieces of evidence that go over.
    evidence: usize,
    /// Those of them that the kept record had already; they are revoked.
    evidence_twice: usize,
    /// Certificates that go over.
    certificates: usize,
    /// Runs through courses that go over.
    runs: usize,
    /// Pauses and waivers that go over.
    excuses: usize,
    /// Every requirement that applies before or after.
    stands: Vec<MergeStand>,
}

impl From<Merged> for MergeRecord {
    fn from(merged: Merged) -> Self {
        let told = |standing: Standing| {
            standing.map(|(status, on)| MergeStatus {
                status: status.as_str().to_owned(),
                on,
            })
        };
        Self {
            id: merged.kept.id,
            double_id: merged.double.id,
            external_id: merged.kept.external_id,
            email: merged.kept.email,
            places_moved: merged.places_moved,
            places_joined: merged.places_joined,
            evidence: merged.evidence,
            evidence_twice: merged.twice,
            certificates: merged.certificates,
            runs: merged.runs,
            excuses: merged.excuses,
            stands: merged
                .stands
                .into_iter()
                .map(|stand| MergeStand {
                    requirement: stand.code,
                    kept: told(stand.kept),
                    double: told(stand.double),
                    after: told(stand.after),
                })
                .collect(),
        }
    }
}

/// Find people who may be in twice
///
/// Pairs of records with the same name, but for those that somebody told apart.
#[utoipa::path(get, path = "/api/v1/people/doubles", responses(
    (status = 200, body = DoubleList), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn list(may: May<ManagePeople>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let scope = may.scope.clone();
    let pairs = state.db.gather(move |conn| Ok(store::pairs(conn, &scope)?)).await?;
    let items = pairs.into_iter().map(|(id, double_id)| DoubleRecord { id, double_id }).collect();
    Ok(HttpResponse::Ok().json(DoubleList { items }))
}

/// Say what merging two records would come to; nothing is changed
#[utoipa::path(get, path = "/api/v1/people/{id}/merge/{double_id}", params(("id" = Uuid, Path,), ("double_id" = Uuid, Path,)), responses(
    (status = 200, body = MergeRecord), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn preview(may: May<ManagePeople>, state: web::Data<State>, ids: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let (kept, double) = *ids;
    let (hand, actor, held) = (Hand::of(&may, &state), may.actor.clone(), state.clone());
    let merged = state
        .db
        .rehearse(move |conn| deed::merge(conn, &held, &hand, &actor, kept, double))
        .await?;
    Ok(HttpResponse::Ok().json(MergeRecord::from(merged)))
}

/// Merge two records of one person: the kept one takes over everything of the double
#[utoipa::path(post, path = "/api/v1/people/{id}/merge/{double_id}", params(("id" = Uuid, Path,), ("double_id" = Uuid, Path,)), responses(
    (status = 200, body = MergeRecord), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn merge(may: May<ManagePeople>, state: web::Data<State>, ids: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let (kept, double) = *ids;
    let (hand, actor, held) = (Hand::of(&may, &state), may.actor.clone(), state.clone());
    let merged = state
        .db
        .save(move |conn| deed::merge(conn, &held, &hand, &actor, kept, double))
        .await?;
    Ok(HttpResponse::Ok().json(MergeRecord::from(merged)))
}

/// Say that two people of one name are not the same
#[utoipa::path(put, path = "/api/v1/people/{id}/apart/{other_id}", params(("id" = Uuid, Path,), ("other_id" = Uuid, Path,)), responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn set_apart(may: May<ManagePeople>, state: web::Data<State>, ids: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let (one, other) = *ids;
    let (hand, actor) = (Hand::of(&may, &state), may.actor.clone());
    state.db.save(move |conn| deed::set_apart(conn, &hand, &actor, one, other)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What this slice adds to the document.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(list, preview, merge, set_apart),
    components(schemas(DoubleRecord, DoubleList, MergeRecord, MergeStand, MergeStatus))
)]
pub struct Doc;
