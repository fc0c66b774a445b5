//! Weekend days and holidays per country.

use crate::organisations::store::calendar;
use crate::people::May;
use crate::people::guard::ManageReminders;
use crate::platform::api::Problem;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request;
use crate::platform::state::State;
use crate::reminders::calendar as deeds;
use actix_web::web::{Data, Json, Path};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A free date.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HolidayItem {
    /// The date.
    pub on: NaiveDate,
    /// What it is called there.
    #[serde(default)]
    #[schema(max_length = 100)]
    pub name: String,
}

/// The calendar of a country.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CalendarItem {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Free days of the week, Monday 1 to Sunday 7.
    pub weekend: Vec<u8>,
    /// Holidays in order.
    pub holidays: Vec<HolidayItem>,
}

/// How a calendar is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarChange {
    /// Free days of the week, Monday 1 to Sunday 7; not all seven.
    pub weekend: BTreeSet<u8>,
    /// Holidays, at most 1000; a date that comes twice counts once.
    pub holidays: Vec<HolidayItem>,
}

fn item(conn: &mut Conn, country: String) -> Result<CalendarItem, Error> {
    let weekend = calendar::weekend(conn, &country)?;
    let holidays = calendar::holidays_of(conn, &country)?.into_iter().map(|day| HolidayItem {
        on: day.falls_on,
        name: day.name,
    });
    Ok(CalendarItem {
        weekend: weekend.unwrap_or_else(|| deeds::USUAL_WEEKEND.to_vec()),
        holidays: holidays.collect(),
        country,
    })
}

/// Lists the calendars of all countries in which somebody works.
#[utoipa::path(
    get, path = "/api/v1/reminders/calendars", tag = "reminders",
    responses(
        (status = 200, body = Vec<CalendarItem>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(_may: May<ManageReminders>, state: Data<State>) -> Result<Json<Vec<CalendarItem>>, Error> {
    let all = state
        .db
        .gather(|conn| {
            let countries = calendar::countries(conn)?;
            countries.into_iter().map(|country| item(conn, country)).collect()
        })
        .await?;
    Ok(Json(all))
}

/// Shows the calendar of a country; where nothing is entered, Saturday and Sunday are free.
#[utoipa::path(
    get, path = "/api/v1/reminders/calendars/{country}", tag = "reminders",
    params(("country" = String, Path, description = "ISO 3166-1 alpha-2, capitals")),
    responses(
        (status = 200, body = CalendarItem),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn show(_may: May<ManageReminders>, state: Data<State>, country: Path<String>) -> Result<Json<CalendarItem>, Error> {
    let country = deeds::code(&country)?;
    Ok(Json(state.db.look(move |conn| item(conn, country)).await?))
}

/// Replaces the calendar of a country.
#[utoipa::path(
    put, path = "/api/v1/reminders/calendars/{country}", tag = "reminders",
    params(("country" = String, Path, description = "ISO 3166-1 alpha-2, capitals")),
    request_body = CalendarChange,
    responses(
        (status = 200, body = CalendarItem),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 413, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn update(
    may: May<ManageReminders>,
    state: Data<State>,
    country: Path<String>,
    change: request::Json<CalendarChange>,
) -> Result<Json<CalendarItem>, Error> {
    let (country, change) = (deeds::code(&country)?, change.into_inner());
    let mut faults = Faults::new();
    if let Some(fault) = deeds::weekend_fault(&change.weekend) {
        faults.note("weekend", fault);
    }
    for (place, day) in change.holidays.iter().enumerate() {
        faults.date(&format!("holidays.{place}.on"), &day.on.to_string(), true);
    }
    let given = change.holidays.into_iter().enumerate();
    let holidays = deeds::holidays(given.map(|(index, day)| (index + 1, day.on, day.name)));
    let holidays = faults.take("holidays", holidays).unwrap_or_default();
    faults.done()?;
    let (by, now, chance) = (may.actor.by(), may.actor.now, state.chance.clone());
    let changed = state
        .db
        .save(move |conn| {
            deeds::set(conn, &chance, &by, &country, &change.weekend, &holidays, now)?;
            item(conn, country)
        })
        .await?;
    Ok(Json(changed))
}

/// The calls about working days.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, show, update), components(schemas(CalendarItem, CalendarChange, HolidayItem)))]
pub struct Doc;
