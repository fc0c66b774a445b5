//! How seats were used.

use super::costs::DaysQuery;
use crate::people::May;
use crate::people::guard::BookSeats;
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::workshops::usage::{Asked, Group, usage};
use crate::workshops::web::costs::days;
use crate::workshops::web::usage::offered;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// By what it is counted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct UsageQuery {
    /// `partner`, `course`, `trainer`, `country`, `region` or `size`; for whoever sees one partner `course` or `trainer`. `course` where it is left out.
    by: Option<String>,
}

/// How seats were used by one of what it is counted by.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeatUsage {
    /// Identifier of the partner, the sales region or the trainer, code of the course or the country, `tiny`, `small`, `medium` or `large`; empty: none.
    key: String,
    /// What a partner, a sales region, a course or a trainer is called.
    label: String,
    /// Seats: booked, attended, excused and did not come.
    seats: i64,
    /// Were there.
    attended: i64,
    /// Did not come.
    no_show: i64,
    /// Were excused.
    excused: i64,
    /// Taken back in time.
    cancelled_in_time: i64,
    /// Taken back after the deadline.
    cancelled_late: i64,
    /// Taken back by whoever runs it.
    cancelled_by_us: i64,
    /// Of partners, countries, regions and sizes: people who work there today.
    heads: Option<i64>,
    /// Seats for every hundred of them.
    per_hundred: Option<f64>,
}

/// How the seats of the caller's people were used whose sessions begin on these days.
#[utoipa::path(get, path = "/api/v1/bookings/usage", tag = "workshops", params(DaysQuery, UsageQuery), responses((status = 200, body = Vec<SeatUsage>), Refusals))]
pub async fn list(
    may: May<BookSeats>,
    state: web::Data<State>,
    query: Query<DaysQuery>,
    asked: Query<UsageQuery>,
) -> Result<HttpResponse, Error> {
    let within = days(&query.typed(), may.actor.today())?;
    let word = asked.by.as_deref().unwrap_or("course");
    let by = offered(&may.actor).iter().find(|by| by.as_str() == word).copied();
    let by = by.ok_or_else(|| Error::field("by", "fault-choice"))?;
    let (scope, today, locale) = (may.scope.clone(), may.actor.today(), may.actor.locale().code());
    let asked = Asked { by, within };
    let (groups, _) = state.db.gather(move |conn| usage(conn, &scope, asked, today, locale)).await?;
    let line = |group: Group| SeatUsage {
        per_hundred: group.per_hundred(),
        heads: by.has_heads().then_some(group.heads),
        seats: group.tally.seats,
        attended: group.tally.attended,
        no_show: group.tally.no_show,
        excused: group.tally.excused,
        cancelled_in_time: group.tally.cancelled_in_time,
        cancelled_late: group.tally.cancelled_late,
        cancelled_by_us: group.tally.cancelled_by_us,
        key: group.key,
        label: group.label,
    };
    Ok(HttpResponse::Ok().json(groups.into_iter().map(line).collect::<Vec<_>>()))
}
