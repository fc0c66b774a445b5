//! Bookings.

use super::needs::BookingNeeds;
use super::outcome::{BookingResult, SeatOutcome};
use crate::people::Actor;
use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::api::{Listing, PageQuery, Refusals};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::platform::request::{Json, Query};
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::person::Action;
use crate::workshops::deed;
use crate::workshops::sight::Sight;
use crate::workshops::store::{self, AttendanceResult, Booking, NamedTest};
use crate::workshops::web::book::book_others;
use crate::workshops::web::booking::{accept_one, approve_one};
use crate::workshops::web::change::{person_one, transfer_one};
use crate::workshops::web::needs::read as read_needs;
use crate::workshops::web::reason::{cancel_one, reason, refuse_one};
use crate::workshops::web::session::book_own;
use crate::workshops::web::{act, closed, sessions_of, tests_of};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

/// A claim to a seat.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookingRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// To which session.
    #[schema(value_type = uuid::Uuid)]
    session_id: Id,
    /// For whom; null: named later.
    #[schema(value_type = Option<uuid::Uuid>)]
    person_id: Option<Id>,
    /// Where they work.
    #[schema(value_type = uuid::Uuid)]
    organisation_id: Id,
    /// `requested`, `booked`, `offered`, `waiting`, `interested`, `cancelled`, `refused`, `expired`, `moved` or `substituted`.
    status: String,
    /// When an answer or a name is needed.
    #[schema(value_type = Option<DateTime<Utc>>)]
    due_at: Option<Instant>,
    /// What it came to, once its session is closed; null while that is open, and where there was no seat.
    result: Option<BookingResult>,
}

impl BookingRecord {
    /// A booking with what closing counted of it.
    fn with(booking: Booking, result: Option<&AttendanceResult>, tests: &HashMap<Id, NamedTest>, today: NaiveDate) -> Result<Self, Error> {
        Ok(Self {
            result: result.map(|result| BookingResult::of(result, tests, today)).transpose()?,
            ..Self::from(booking)
        })
    }
}

impl From<Booking> for BookingRecord {
    fn from(booking: Booking) -> Self {
        Self {
            id: booking.id,
            session_id: booking.session_id,
            person_id: booking.person_id,
            organisation_id: booking.organisation_id,
            status: booking.status,
            due_at: booking.due_at,
            result: None,
        }
    }
}

/// Something that happened to a booking.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookingEventRecord {
    /// What.
    kind: String,
    /// How it stood after it.
    status: String,
    /// When.
    #[schema(value_type = DateTime<Utc>)]
    at: Instant,
    /// Why.
    reason: Option<String>,
}

/// A booking with what happened to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookingDetail {
    /// The booking.
    booking: BookingRecord,
    /// What the person's calendar program answered to the invitation: `accepted`, `declined` or `tentative`.
    calendar_answer: Option<&'static str>,
    /// What the person needs; for them, and for those who run the session for the manufacturer.
    needs: Option<BookingNeeds>,
    /// What happened, in order.
    events: Vec<BookingEventRecord>,
}

/// Seats that are wanted. Empty: one for the caller, unless that is a token, which takes part in nothing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewBookings {
    /// People by identifier, number or address; at most 50.
    #[serde(default)]
    people: Vec<String>,
    /// Or seats that get their names later, 1 to 20.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 20)]
    seats: Option<i64>,
    /// Number or identifier of the organisation whose seats they are; left out: the caller's first.
    #[serde(default)]
    organisation: Option<String>,
    /// The last day for the names.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    name_by_on: Option<String>,
    /// What the caller needs, who books for themselves.
    #[serde(default)]
    needs: Option<BookingNeeds>,
    /// Offers seats that are to be taken, instead of booking them; for whoever runs the workshop.
    #[serde(default)]
    invite: bool,
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookingReason {
    /// At most 2,000 characters.
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

/// Why a booking is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookingCancellation {
    /// At most 2,000 characters.
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
    /// For whoever runs the workshop: whether whoever has the seat asked for it, so that a fee for taking it back late is due.
    #[serde(default)]
    at_wish: bool,
}

/// Whereto.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookingMove {
    /// A session of the same workshop.
    #[schema(value_type = uuid::Uuid)]
    session_id: Id,
}

/// Who comes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookingPerson {
    /// Identifier, number or address.
    person: String,
}

/// Which bookings are asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BookingQuery {
    /// Of the people whom the caller leads, instead of the caller's own; ended ones are left out.
    #[serde(default)]
    team: bool,
    /// Only those that came to this when their session was closed.
    #[serde(default)]
    #[param(inline)]
    outcome: Option<SeatOutcome>,
    /// Where the page before ended; from `next_cursor`.
    cursor: Option<String>,
    /// Most records of a page, 1 to 500; 100 where it is left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
}

/// Books seats.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/bookings", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = NewBookings,
    responses((status = 201, body = Vec<BookingRecord>), Refusals))]
pub async fn book(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, body: Json<NewBookings>) -> Result<HttpResponse, Error> {
    let (id, mut body) = (*id, body.into_inner());
    let needs = body.needs.take().map(|needs| read_needs(&needs.typed())).transpose()?;
    let own = body.people.is_empty() && body.seats.is_none();
    if !own && !may.actor.may(Action::BookSeats) {
        return Err(Error::Forbidden);
    }
    let made = act(&may, &state, move |conn, hand, actor| {
        if own {
            let booking = book_own(conn, hand, actor, id)?;
            if let Some(needs) = needs {
                deed::need(conn, hand, booking.id, &needs)?;
            }
            return Ok(vec![booking]);
        }
        let scope = actor.scope(Action::BookSeats);
        book_others(conn, hand, actor, &scope, id, &body.typed())
    })
    .await?;
    let made: Vec<BookingRecord> = made.into_iter().map(BookingRecord::from).collect();
    Ok(HttpResponse::Created().json(made))
}

impl NewBookings {
    /// As a form would send it, so that pages and calls are read alike.
    fn typed(self) -> Typed {
        let way = if self.invite { "invite" } else { "book" };
        let mut fields = vec![("way".to_owned(), way.to_owned())];
        let given = [
            ("seats", self.seats.map(|seats| seats.to_string())),
            ("organisation", self.organisation),
            ("name_by_on", self.name_by_on),
        ];
        fields.extend(given.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
        fields.extend(self.people.into_iter().map(|key| ("people".to_owned(), key)));
        Typed::of(fields)
    }
}

/// The caller's own bookings, or those of the people whom they lead.
#[utoipa::path(get, path = "/api/v1/bookings", tag = "workshops", params(BookingQuery),
    responses((status = 200, body = Listing<BookingRecord>), Refusals))]
pub async fn list(may: May<Learn>, state: web::Data<State>, query: Query<BookingQuery>) -> Result<HttpResponse, Error> {
    let query = query.into_inner();
    let page = PageQuery {
        cursor: query.cursor,
        limit: query.limit,
    };
    let (limit, after) = (page.limit()?, page.after_key::<Id>()?);
    let actor = may.actor.clone();
    let all = state
        .db
        .gather(move |conn| {
            let all = match query.team {
                true => store::of_team(conn, &actor.scope(Action::BookSeats))?,
                false => store::of_people(conn, actor.person.id)?,
            };
            let found = sessions_of(conn, &all)?;
            let results = store::results_in(conn, &closed(&found))?;
            let tests = tests_of(conn, results.values())?;
            all.into_iter()
                .map(|named| {
                    let result = results.get(&named.booking.id);
                    BookingRecord::with(named.booking, result, &tests, actor.today())
                })
                .collect::<Result<Vec<_>, Error>>()
        })
        .await?;
    let came = |record: &BookingRecord| record.result.as_ref().map(|result| result.outcome);
    let mut records: Vec<BookingRecord> = all
        .into_iter()
        .filter(|record| query.outcome.is_none() || came(record) == query.outcome)
        .filter(|record| after.is_none_or(|after| record.id > after))
        .collect();
    records.sort_by_key(|record| record.id);
    records.truncate(usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1));
    Ok(HttpResponse::Ok().json(Listing::of(records, limit, |record| record.id.to_string())))
}

/// A booking as far as the caller may see it.
pub fn detail(conn: &mut Conn, actor: &Actor, id: Id) -> Result<BookingDetail, Error> {
    let sight = Sight::of(conn, actor)?;
    let (found, named, standing) = sight.booking(conn, id)?;
    let outside = sight.is_outside(conn)?;
    let silent = !standing.own && !standing.leads && outside;
    let needs = store::needs_of(conn, &[id])?
        .remove(&id)
        .filter(|_| standing.own || (standing.runs && !outside));
    let events = store::events_of(conn, id)?;
    let closed = found.session.closed_at.map(|_| found.session.id);
    let results = store::results_in(conn, closed.as_slice())?;
    let tests = tests_of(conn, results.values())?;
    Ok(BookingDetail {
        needs: needs.map(BookingNeeds::from),
        calendar_answer: store::answered(conn, &[id])?.get(&id).map(|answer| answer.as_str()),
        booking: BookingRecord::with(named.booking, results.get(&id), &tests, actor.today())?,
        events: events
            .into_iter()
            .map(|event| BookingEventRecord {
                kind: event.kind,
                status: event.status,
                at: event.at,
                reason: event.reason.filter(|_| !silent),
            })
            .collect(),
    })
}

/// One booking with what happened to it.
#[utoipa::path(get, path = "/api/v1/bookings/{id}", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = BookingDetail), Refusals))]
pub async fn show(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let detail = state.db.look(move |conn| detail(conn, &actor, id)).await?;
    Ok(HttpResponse::Ok().json(detail))
}

/// Takes an offer.
#[utoipa::path(post, path = "/api/v1/bookings/{id}/acceptance", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = BookingDetail), Refusals))]
pub async fn accept(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let id = *id;
    let done = act(&may, &state, move |conn, hand, actor| {
        accept_one(conn, hand, actor, id)?;
        detail(conn, actor, id)
    });
    Ok(HttpResponse::Ok().json(done.await?))
}

/// Says yes to a request.
#[utoipa::path(post, path = "/api/v1/bookings/{id}/approval", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = BookingDetail), Refusals))]
pub async fn approve(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let id = *id;
    let done = act(&may, &state, move |conn, hand, actor| {
        approve_one(conn, hand, actor, id)?;
        detail(conn, actor, id)
    });
    Ok(HttpResponse::Ok().json(done.await?))
}

/// Says no to a request.
#[utoipa::path(post, path = "/api/v1/bookings/{id}/refusal", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = BookingReason,
    responses((status = 200, body = BookingDetail), Refusals))]
pub async fn refuse(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, body: Json<BookingReason>) -> Result<HttpResponse, Error> {
    let (id, typed) = (*id, body.into_inner().typed());
    let done = act(&may, &state, move |conn, hand, actor| {
        refuse_one(conn, hand, actor, id, &reason(&typed)?)?;
        detail(conn, actor, id)
    });
    Ok(HttpResponse::Ok().json(done.await?))
}

/// Takes a booking back.
#[utoipa::path(post, path = "/api/v1/bookings/{id}/cancellation", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = BookingCancellation,
    responses((status = 200, body = BookingDetail), Refusals))]
pub async fn cancel(
    may: May<Learn>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<BookingCancellation>,
) -> Result<HttpResponse, Error> {
    let (id, BookingCancellation { reason: text, at_wish }) = (*id, body.into_inner());
    let typed = BookingReason { reason: text }.typed();
    let done = act(&may, &state, move |conn, hand, actor| {
        cancel_one(conn, hand, actor, id, &reason(&typed)?, at_wish)?;
        detail(conn, actor, id)
    });
    Ok(HttpResponse::Ok().json(done.await?))
}

impl BookingReason {
    /// As a form would send it.
    pub fn typed(self) -> Typed {
        Typed::of(vec![("reason".to_owned(), self.reason)])
    }
}

/// Goes over to another session; answers the booking there.
#[utoipa::path(post, path = "/api/v1/bookings/{id}/move", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = BookingMove,
    responses((status = 200, body = BookingDetail), Refusals))]
pub async fn transfer(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, body: Json<BookingMove>) -> Result<HttpResponse, Error> {
    let (id, to) = (*id, body.session_id);
    let done = act(&may, &state, move |conn, hand, actor| {
        let booking = transfer_one(conn, hand, actor, id, to)?;
        detail(conn, actor, booking.id)
    });
    Ok(HttpResponse::Ok().json(done.await?))
}

/// Names who comes; answers their booking.
#[utoipa::path(post, path = "/api/v1/bookings/{id}/person", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = BookingPerson,
    responses((status = 200, body = BookingDetail), Refusals))]
pub async fn person(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, body: Json<BookingPerson>) -> Result<HttpResponse, Error> {
    let (id, key) = (*id, body.into_inner().person);
    let done = act(&may, &state, move |conn, hand, actor| {
        let booking = person_one(conn, hand, actor, id, &key)?;
        detail(conn, actor, booking.id)
    });
    Ok(HttpResponse::Ok().json(done.await?))
}
