//! Further attempts for integrations: who has none left, what was given, giving one.

use crate::people::May;
use crate::people::guard::RecordEvidence;
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::player::further::{self, LONGEST_REASON, MOST_GRANTS, UsedUp};
use crate::player::store::further::{self as store, FurtherAttempt};
use crate::rules::id::{Id, Instant};
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who used all attempts of a course, and further ones that were given.
#[derive(Debug, Serialize, ToSchema)]
pub struct FurtherAttempts {
    /// Everybody who has none left, by name; at most 500.
    used_up: Vec<UsedUpRecord>,
    /// What was given, the latest 200.
    granted: Vec<FurtherAttemptRecord>,
}

/// Somebody who has no attempt left.
#[derive(Debug, Serialize, ToSchema)]
pub struct UsedUpRecord {
    /// Who.
    #[schema(value_type = uuid::Uuid)]
    person_id: Id,
    /// Runs that failed since the last one that was passed.
    failed: u32,
    /// Further attempts that they were given since then.
    granted: u32,
}

/// One more run than a course allows.
#[derive(Debug, Serialize, ToSchema)]
pub struct FurtherAttemptRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// To whom.
    #[schema(value_type = uuid::Uuid)]
    person_id: Id,
    /// Why.
    reason: String,
    /// By whom.
    #[schema(value_type = uuid::Uuid)]
    granted_by: Id,
    /// When.
    #[schema(value_type = DateTime<Utc>)]
    granted_at: Instant,
}

/// To whom one is given.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFurtherAttempt {
    /// Who has none left.
    #[schema(value_type = uuid::Uuid)]
    person_id: Id,
    /// Why; at most 1,000 characters.
    reason: String,
}

impl From<UsedUp> for UsedUpRecord {
    fn from(used: UsedUp) -> Self {
        Self {
            person_id: used.person.id,
            failed: used.tries.failed,
            granted: used.tries.granted,
        }
    }
}

impl From<FurtherAttempt> for FurtherAttemptRecord {
    fn from(granted: FurtherAttempt) -> Self {
        Self {
            id: granted.id,
            person_id: granted.person_id,
            reason: granted.reason,
            granted_by: granted.granted_by,
            granted_at: granted.granted_at,
        }
    }
}

/// Who used all attempts of a course
///
/// Of its newest published version, within your branch; with the further attempts that were given for the course.
#[utoipa::path(get, path = "/api/v1/courses/{code}/further-attempts", tag = "learning", params(("code" = String, Path)),
    responses((status = 200, body = FurtherAttempts), Refusals))]
pub async fn list(may: May<RecordEvidence>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let code = code.into_inner();
    let shape = state
        .db
        .gather(move |conn| {
            let published = further::published(conn, &code)?;
            let used_up = further::used_up(conn, &may.scope, &published)?;
            let granted = store::list(conn, &may.scope, published.course.id, MOST_GRANTS)?;
            Ok(FurtherAttempts {
                used_up: used_up.into_iter().map(UsedUpRecord::from).collect(),
                granted: granted.into_iter().map(FurtherAttemptRecord::from).collect(),
            })
        })
        .await?;
    Ok(HttpResponse::Ok().json(shape))
}

/// Gives somebody one more attempt
///
/// At the newest published version; refused where they can begin without.
#[utoipa::path(post, path = "/api/v1/courses/{code}/further-attempts", tag = "learning", params(("code" = String, Path)),
    request_body = NewFurtherAttempt, responses((status = 201, body = FurtherAttemptRecord), Refusals))]
pub async fn create(
    may: May<RecordEvidence>,
    state: web::Data<State>,
    code: web::Path<String>,
    new: Json<NewFurtherAttempt>,
) -> Result<HttpResponse, Error> {
    let new = new.into_inner();
    let mut faults = Faults::new();
    let reason = faults.text("reason", &new.reason, LONGEST_REASON, true);
    let reason = faults.or(reason)?;
    let (code, chance) = (code.into_inner(), state.chance.clone());
    let granted = state
        .db
        .save(move |conn| further::grant(conn, &chance, &may.actor, &may.scope, &code, new.person_id, &reason))
        .await?;
    Ok(HttpResponse::Created().json(FurtherAttemptRecord::from(granted)))
}
