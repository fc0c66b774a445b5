//! The default ladder that requirements inherit.

use crate::obligations::api::ReminderLadder;
use crate::obligations::ladder::{self as deeds, Heir};
use crate::obligations::requirement::field_errors;
use crate::obligations::store::ladder as store;
use crate::organisations::Scope;
use crate::people::May;
use crate::people::guard::{ManageReminders, ManageRequirements};
use crate::platform::api::Refusals;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::Ladder;
use crate::rules::requirement::read_ladder;
use actix_web::HttpResponse;
use actix_web::web::{Data, Json, Path};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The default ladder, and what inherits it. The manufacturer's own duties do as well.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DefaultLadderRecord {
    /// The ladder that holds today.
    #[schema(value_type = ReminderLadder)]
    pub ladder: Ladder,
    /// Ladders that somebody set, in the order of their days; past ones too.
    pub set: Vec<SetLadder>,
    /// Requirements that inherit it.
    pub requirements: Vec<HeirRecord>,
}

/// A ladder from its day on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SetLadder {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    pub id: Id,
    /// First day.
    pub from_on: NaiveDate,
    /// What it says.
    #[schema(value_type = ReminderLadder)]
    pub ladder: Ladder,
    /// When it was set.
    #[schema(value_type = DateTime<Utc>)]
    pub set_at: Instant,
}

/// A requirement that inherits the default.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HeirRecord {
    /// Its code.
    pub code: String,
    /// Whether it decides now; else only its draft inherits.
    pub in_force: bool,
    /// People to whom it applies now.
    pub people: i64,
    /// Offsets of steps that would cost its anniversary.
    pub steps_too_early: Vec<i32>,
}

/// How the default is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DefaultLadderChange {
    /// First day: today or later.
    pub from_on: NaiveDate,
    /// The steps; without any nobody is reminded.
    #[schema(value_type = ReminderLadder)]
    pub ladder: serde_json::Value,
}

/// A ladder that is looked at before it counts.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LadderTried {
    /// The steps.
    #[schema(value_type = ReminderLadder)]
    pub ladder: serde_json::Value,
}

fn heir(heir: Heir) -> HeirRecord {
    HeirRecord {
        code: heir.code,
        in_force: heir.in_force,
        people: heir.people,
        steps_too_early: heir.too_early,
    }
}

fn record(conn: &mut Conn, scope: &Scope, today: NaiveDate) -> Result<DefaultLadderRecord, Error> {
    let set = store::list(conn)?;
    let ladder = deeds::of(set.clone()).on(today).clone();
    let heirs = deeds::heirs(conn, scope, today, "en", &ladder)?;
    Ok(DefaultLadderRecord {
        ladder,
        set: set
            .into_iter()
            .map(|one| SetLadder {
                id: one.id,
                from_on: one.from_on,
                ladder: one.ladder.0,
                set_at: one.set_at,
            })
            .collect(),
        requirements: heirs.into_iter().map(heir).collect(),
    })
}

/// Faults of a ladder at the field in which the body has it.
fn read(ladder: &serde_json::Value) -> Result<Ladder, Error> {
    read_ladder(ladder).map_err(|mut faults| {
        for fault in &mut faults {
            if let Some(rest) = fault.field.strip_prefix("reminders") {
                fault.field = format!("ladder{rest}");
            }
        }
        field_errors(faults)
    })
}

/// Shows the default ladder, what was set, and which requirements inherit it.
#[utoipa::path(get, path = "/api/v1/reminders/ladder", tag = "reminders",
    responses((status = 200, body = DefaultLadderRecord), Refusals))]
pub async fn show(may: May<ManageReminders>, state: Data<State>) -> Result<Json<DefaultLadderRecord>, Error> {
    let (scope, today) = (may.scope.clone(), may.actor.today());
    Ok(Json(state.db.gather(move |conn| record(conn, &scope, today)).await?))
}

/// Sets the default ladder from a day on. Steps that are new count from that day; what was told is not told again.
#[utoipa::path(put, path = "/api/v1/reminders/ladder", tag = "reminders", request_body = DefaultLadderChange,
    responses((status = 200, body = DefaultLadderRecord), Refusals))]
pub async fn update(
    may: May<ManageRequirements>,
    state: Data<State>,
    change: request::Json<DefaultLadderChange>,
) -> Result<Json<DefaultLadderRecord>, Error> {
    let mut faults = Faults::new();
    faults.date("from_on", &change.from_on.to_string(), true);
    faults.done()?;
    let (ladder, from_on) = (read(&change.ladder)?, change.from_on);
    let chance = state.chance.clone();
    let set = state
        .db
        .save(move |conn| {
            let today = may.actor.today();
            let hand = deeds::Hand {
                scope: &may.scope,
                by: may.actor.by(),
                now: may.actor.now,
                today,
            };
            deeds::set(conn, &chance, &hand, from_on, ladder)?;
            record(conn, &may.scope, today)
        })
        .await?;
    Ok(Json(set))
}

/// Says of a ladder, before it counts, which requirements it would concern and which of its steps would cost an anniversary.
#[utoipa::path(post, path = "/api/v1/reminders/ladder/preview", tag = "reminders", request_body = LadderTried,
    responses((status = 200, body = Vec<HeirRecord>), Refusals))]
pub async fn preview(
    may: May<ManageReminders>,
    state: Data<State>,
    tried: request::Json<LadderTried>,
) -> Result<Json<Vec<HeirRecord>>, Error> {
    let ladder = read(&tried.ladder)?;
    let (scope, today) = (may.scope.clone(), may.actor.today());
    let heirs = state
        .db
        .gather(move |conn| deeds::heirs(conn, &scope, today, "en", &ladder))
        .await?;
    Ok(Json(heirs.into_iter().map(heir).collect()))
}

/// Takes a default ladder back whose day has not come.
#[utoipa::path(delete, path = "/api/v1/reminders/ladder/{id}", tag = "reminders", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), Refusals))]
pub async fn remove(may: May<ManageRequirements>, state: Data<State>, id: Path<Id>) -> Result<HttpResponse, Error> {
    let chance = state.chance.clone();
    state
        .db
        .save(move |conn| {
            let hand = deeds::Hand {
                scope: &may.scope,
                by: may.actor.by(),
                now: may.actor.now,
                today: may.actor.today(),
            };
            deeds::withdraw(conn, &chance, &hand, *id)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The calls about the default ladder.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(show, update, preview, remove),
    components(schemas(DefaultLadderRecord, SetLadder, HeirRecord, DefaultLadderChange, LadderTried))
)]
pub struct Doc;
