//! Sessions, bookings and workshops for integrations.

pub mod after;
pub mod attendance;
pub mod badge;
pub mod booking;
pub mod closing;
pub mod costs;
pub mod course_items;
pub mod feedback;
pub mod follow_up;
pub mod map;
pub mod material;
pub mod meeting;
pub mod needs;
pub mod offer;
pub mod outcome;
pub mod planning;
pub mod report;
pub mod rooms;
pub mod series;
pub mod session_body;
pub mod sign_off;
pub mod signature;
pub mod together;
pub mod usage;

use super::deed::title;
use super::profile;
use super::sight::Sight;
use super::store::{self, Found, Which};
use crate::people::Actor;
use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::api::{Listing, PageQuery, Refusals};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::Status;
use actix_web::{HttpResponse, web};
use serde::Serialize;
use utoipa::ToSchema;

/// A part of a session.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionPart {
    /// Identifier; stays when the part is moved.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// From when.
    #[schema(value_type = DateTime<Utc>)]
    starts_at: Instant,
    /// Until when.
    #[schema(value_type = DateTime<Utc>)]
    ends_at: Instant,
}

/// Somebody who is to teach a session without valid evidence of what the workshop asks for on one of its days.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrainerLack {
    /// Who.
    #[schema(value_type = uuid::Uuid)]
    person_id: Id,
    /// Their name.
    name: String,
    /// Codes of the courses of which evidence is missing.
    courses: Vec<String>,
}

/// A run of a workshop.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// Of which workshop.
    #[schema(value_type = uuid::Uuid)]
    workshop_id: Id,
    /// Code of the course.
    course: String,
    /// The course's title in the caller's language.
    title: String,
    /// `draft`, `open` or `cancelled`.
    state: String,
    /// ISO 639-1.
    language: String,
    /// Room or house.
    place: Option<String>,
    /// Address.
    address: Option<String>,
    /// Degrees north of where it is; null where nobody said.
    latitude: Option<f64>,
    /// Degrees east of where it is.
    longitude: Option<f64>,
    /// Whether there is a map of the place, at `/map`.
    map: bool,
    /// The way in, where it is live online and the caller is booked or runs it.
    online_url: Option<String>,
    /// IANA name of the zone of the place.
    time_zone: String,
    /// Parts in order; none: it has no date yet.
    parts: Vec<SessionPart>,
    /// Who teaches.
    trainers: Vec<String>,
    /// Who of them does not hold what the workshop asks for, for those who run it.
    lacking: Vec<TrainerLack>,
    /// Rooms and equipment by identifier, for those who run it.
    #[schema(value_type = Vec<uuid::Uuid>)]
    resources: Vec<Id>,
    /// Seats.
    seats: i32,
    /// Seats that are held.
    held: i64,
    /// How many wait.
    waiting: i64,
    /// How many are interested, as long as there is no date.
    interested: i64,
    /// What it costs; null: nothing.
    price: Option<costs::PriceRecord>,
    /// The series to which it belongs, for those who run it.
    #[schema(value_type = Option<uuid::Uuid>)]
    series_id: Option<Id>,
    /// Counts changes.
    revision: i32,
}

/// A session as the caller may see it.
pub fn record(conn: &mut Conn, actor: &Actor, sight: &Sight, found: &Found) -> Result<SessionRecord, Error> {
    let session = &found.session;
    let all = store::of_session(conn, session.id, false)?;
    let count = |is: &dyn Fn(Status) -> bool| i64::try_from(all.iter().filter(|named| is(named.booking.status())).count()).unwrap_or(0);
    let booked = all
        .iter()
        .any(|named| named.booking.person_id == Some(actor.person.id) && named.booking.status() == Status::Booked);
    let runs = sight.runs.covers(&found.path);
    let lacking = if runs { profile::lacking(conn, found)? } else { Vec::new() };
    Ok(SessionRecord {
        id: session.id,
        workshop_id: found.workshop.id,
        course: found.course.code.clone(),
        title: title(found, actor.locale().code()),
        state: session.state.clone(),
        language: session.language.clone(),
        place: session.place.clone(),
        address: session.address.clone(),
        latitude: session.latitude,
        longitude: session.longitude,
        map: store::map_at(conn, found)?.is_some(),
        online_url: session.online_url.clone().filter(|_| booked || runs),
        time_zone: session.time_zone.clone(),
        parts: found
            .parts
            .iter()
            .map(|part| SessionPart {
                id: part.id,
                starts_at: part.starts_at,
                ends_at: part.ends_at,
            })
            .collect(),
        trainers: found.trainers.iter().map(|trainer| trainer.name.clone()).collect(),
        lacking: lacking
            .into_iter()
            .map(|one| TrainerLack {
                person_id: one.person_id,
                name: one.name,
                courses: one.courses,
            })
            .collect(),
        resources: found.resources.iter().filter(|_| runs).map(|one| one.id).collect(),
        seats: session.seats,
        held: count(&Status::holds_seat),
        waiting: count(&|status| status == Status::Waiting),
        interested: count(&|status| status == Status::Interested),
        series_id: store::series_of(conn, session.id)?.filter(|_| runs),
        price: found.price.as_ref().map(costs::PriceRecord::from),
        revision: session.revision,
    })
}

/// Sessions that are not over, as far as the caller may see them.
#[utoipa::path(get, path = "/api/v1/sessions", tag = "workshops", params(PageQuery),
    responses((status = 200, body = Listing<SessionRecord>), Refusals))]
pub async fn list(may: May<Learn>, state: web::Data<State>, query: Query<PageQuery>) -> Result<HttpResponse, Error> {
    let (limit, after) = (query.limit()?, query.after_key::<Id>()?);
    let actor = may.actor.clone();
    let records = state
        .db
        .gather(move |conn| {
            let sight = Sight::of(conn, &actor)?;
            let mut all = store::list(conn, &Which::Ahead(actor.now))?;
            all.retain(|found| sight.sees(found) && after.is_none_or(|after| found.session.id > after));
            all.sort_by_key(|found| found.session.id);
            all.truncate(usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1));
            all.iter()
                .map(|found| record(conn, &actor, &sight, found))
                .collect::<Result<Vec<_>, _>>()
        })
        .await?;
    Ok(HttpResponse::Ok().json(Listing::of(records, limit, |record| record.id.to_string())))
}

/// One session.
#[utoipa::path(get, path = "/api/v1/sessions/{id}", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = SessionRecord), Refusals))]
pub async fn show(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let record = state
        .db
        .look(move |conn| {
            let sight = Sight::of(conn, &actor)?;
            let found = sight.session(conn, id)?;
            record(conn, &actor, &sight, &found)
        })
        .await?;
    Ok(HttpResponse::Ok().json(record))
}

/// What this slice adds to the document.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        list,
        show,
        offer::list,
        offer::create,
        offer::update,
        offer::create_session,
        offer::update_session,
        offer::open,
        offer::cancel,
        costs::list,
        usage::list,
        series::plan,
        series::create,
        series::show,
        series::cancel,
        booking::book,
        booking::list,
        booking::show,
        booking::accept,
        booking::approve,
        booking::refuse,
        booking::cancel,
        booking::transfer,
        booking::person,
        together::create,
        attendance::show,
        attendance::list,
        attendance::mark,
        attendance::walk_in,
        report::take,
        closing::results,
        closing::close,
        closing::reopen
    ),
    components(schemas(
        SessionRecord,
        SessionPart,
        TrainerLack,
        offer::WorkshopRecord,
        offer::WorkshopBody,
        session_body::SessionBody,
        session_body::PartBody,
        booking::BookingRecord,
        booking::BookingDetail,
        booking::BookingEventRecord,
        outcome::BookingResult,
        outcome::SeatOutcome,
        outcome::FinalTestState,
        outcome::FinalTestStanding,
        booking::NewBookings,
        booking::BookingReason,
        booking::BookingCancellation,
        costs::PriceRecord,
        costs::BookingCost,
        usage::SeatUsage,
        series::SeriesRule,
        series::SeriesBody,
        series::PlannedRecord,
        series::SeriesPlan,
        series::SeriesRecord,
        series::SeriesCancellation,
        booking::BookingMove,
        booking::BookingPerson,
        together::EnrolmentOrder,
        together::EnrolmentAnswer,
        attendance::AttendanceRecord,
        attendance::AttendeeRecord,
        attendance::MarkRecord,
        attendance::MarkBody,
        attendance::MarksBody,
        attendance::MarkOutcome,
        attendance::WalkInBody,
        report::MeetingReportRecord,
        report::MeetingLineRecord,
        report::MeetingStay,
        closing::SessionResults,
        closing::ResultRecord,
        closing::ClosingRecord
    ))
)]
pub struct Doc;
