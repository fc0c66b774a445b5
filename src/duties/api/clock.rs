//! How long there is for each kind of duty.

use super::Refusals;
use crate::duties::{Declared, declared, setting};
use crate::people::May;
use crate::people::guard::{ManageDuties, SeeTeam};
use crate::platform::error::{Error, FieldError};
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::duty::Clock;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A kind of duty and its clock.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockRecord {
    /// Key of the kind.
    kind: String,
    /// `working_days`: once within so many; `months`: again and again, at least once in so many.
    unit: String,
    /// How many.
    count: u32,
    /// How many where nothing is set.
    usual: u32,
}

/// How many there are to be; clocks that run keep their date.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClockChange {
    /// Working days 1 to 250, months 1 to 60.
    #[schema(minimum = 1, maximum = 250)]
    count: u32,
}

fn record((declared, clock): (Declared, Clock)) -> ClockRecord {
    ClockRecord {
        kind: declared.kind.key.to_owned(),
        unit: clock.unit().to_owned(),
        count: clock.count(),
        usual: declared.kind.clock.count(),
    }
}

/// The kinds of duties and how long the manufacturer has for each.
#[utoipa::path(get, path = "/api/v1/duty-clocks", tag = "duties",
    responses((status = 200, body = Vec<ClockRecord>), Refusals))]
pub async fn list(_may: May<SeeTeam>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let clocks = state.db.look(setting::clocks).await?;
    Ok(HttpResponse::Ok().json(clocks.into_iter().map(record).collect::<Vec<_>>()))
}

/// Sets how long there is for a kind of duty, for clocks that begin from now on.
#[utoipa::path(put, path = "/api/v1/duty-clocks/{key}", tag = "duties", params(("key" = String, Path, description = "Key of the kind")),
    request_body = ClockChange, responses((status = 200, body = ClockRecord), Refusals))]
pub async fn update(
    may: May<ManageDuties>,
    state: web::Data<State>,
    key: web::Path<String>,
    body: Json<ClockChange>,
) -> Result<HttpResponse, Error> {
    let declared = declared::find(&key).filter(|declared| declared.kind.clock.can_be_set());
    let declared = declared.ok_or(Error::NotFound)?;
    let count = setting::checked(&declared, Some(body.count));
    let count = count.map_err(|message| Error::Invalid(vec![FieldError::new("count", message)]))?;
    let (by, now, chance) = (may.actor.by(), may.actor.now, state.chance.clone());
    let clock = state
        .db
        .save(move |conn| {
            setting::set(conn, &chance, &by, &declared, count, now)?;
            setting::clock(conn, &declared)
        })
        .await?;
    Ok(HttpResponse::Ok().json(record((declared, clock))))
}
