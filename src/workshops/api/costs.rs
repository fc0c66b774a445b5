//! What seats cost.

use crate::people::May;
use crate::people::guard::BookSeats;
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::rules::workshop::Price;
use crate::rules::workshop::cost::{decimals, typed};
use crate::rules::workshop::part::local;
use crate::workshops::record::record;
use crate::workshops::web::costs::days;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What a session states, in minor units of a currency.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceRecord {
    /// ISO 4217.
    #[schema(min_length = 3, max_length = 3)]
    currency: String,
    /// A seat; 25000 is 250.00 of a currency with two decimals.
    #[schema(minimum = 0, maximum = 100_000_000)]
    seat: i64,
    /// Instead of it: taken back after the deadline.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 100_000_000)]
    late: i64,
    /// Instead of it: did not come.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 100_000_000)]
    no_show: i64,
}

impl From<&Price> for PriceRecord {
    fn from(price: &Price) -> Self {
        Self {
            currency: price.currency.clone(),
            seat: price.seat,
            late: price.late,
            no_show: price.no_show,
        }
    }
}

impl PriceRecord {
    /// As a form would send it, so that pages and calls are read alike.
    pub fn fields(self) -> Vec<(String, String)> {
        // A code that nobody knows is refused when it is read.
        let digits = decimals(&self.currency.to_uppercase()).unwrap_or(2);
        let text = |amount: i64| if amount < 0 { amount.to_string() } else { typed(amount, digits) };
        [
            ("seat_cost", text(self.seat)),
            ("late_fee", text(self.late)),
            ("no_show_fee", text(self.no_show)),
            ("currency", self.currency),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
    }
}

/// The days on which sessions begin.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct DaysQuery {
    /// The first day; the first of this year where it is left out.
    #[param(value_type = Option<NaiveDate>)]
    from: String,
    /// The last day; the last of this year where it is left out.
    #[param(value_type = Option<NaiveDate>)]
    to: String,
}

impl DaysQuery {
    /// As a form would send it.
    pub fn typed(&self) -> Typed {
        Typed::of(vec![("from".to_owned(), self.from.clone()), ("to".to_owned(), self.to.clone())])
    }
}

/// What a booking costs.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookingCost {
    /// The booking.
    #[schema(value_type = uuid::Uuid)]
    booking_id: Id,
    /// Its session.
    #[schema(value_type = uuid::Uuid)]
    session_id: Id,
    /// Code of the course.
    course: String,
    /// The day on which it begins.
    on: Option<NaiveDate>,
    /// For whom; null: no name yet.
    #[schema(value_type = Option<uuid::Uuid>)]
    person_id: Option<Id>,
    /// Where they work.
    #[schema(value_type = uuid::Uuid)]
    organisation_id: Id,
    /// `booked`, `attended`, `excused`, `no_show`, `cancelled_in_time`, `cancelled_late`, `cancelled_by_us`, `moved` or `substituted`.
    fate: &'static str,
    /// Whether nothing changes any more.
    settled: bool,
    /// What is due, in minor units.
    due: i64,
    /// ISO 4217.
    currency: String,
}

/// What the bookings of the caller's people cost whose sessions begin on these days, in the order of their sessions; free ones are left out.
#[utoipa::path(get, path = "/api/v1/bookings/costs", tag = "workshops", params(DaysQuery), responses((status = 200, body = Vec<BookingCost>), Refusals))]
pub async fn list(may: May<BookSeats>, state: web::Data<State>, query: Query<DaysQuery>) -> Result<HttpResponse, Error> {
    let within = days(&query.typed(), may.actor.today())?;
    let scope = may.scope.clone();
    let found = state.db.gather(move |conn| record(conn, &scope, within)).await?;
    let costs = found.lines.iter().filter_map(|line| {
        let session = found.session(line)?;
        let (currency, due) = found.due(line)?;
        let booking = &line.named.booking;
        Some(BookingCost {
            booking_id: booking.id,
            session_id: booking.session_id,
            course: session.course.code.clone(),
            on: session.session.starts_at.map(|at| local(at, session.session.zone()).date()),
            person_id: booking.person_id,
            organisation_id: booking.organisation_id,
            fate: line.fate.as_str(),
            settled: line.fate.is_final(),
            due,
            currency: currency.to_owned(),
        })
    });
    Ok(HttpResponse::Ok().json(costs.collect::<Vec<_>>()))
}
