//! The report of a meeting provider, by call: what a file comes to, or what a provider's own programs send when a meeting ends.

use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::api::Refusals;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::request::{self, Query};
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::Span;
use crate::rules::workshop::meeting_report::{self, Joined, Stay};
use crate::workshops::deed;
use crate::workshops::form::text_of;
use crate::workshops::sight::Sight;
use crate::workshops::web::act;
use crate::workshops::web::report::LARGEST;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Most stays that are sent at once.
const MOST_STAYS: usize = 5_000;

/// Which part, and what is done with it.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReportQuery {
    /// The part of the session.
    #[param(value_type = uuid::Uuid)]
    part_id: Id,
    /// Whether whoever is plainly named and not marked yet is marked; otherwise nothing is written.
    #[serde(default)]
    take: bool,
}

/// That somebody was in the meeting for a while; who comes and goes has several.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingStay {
    /// The name they went by.
    name: String,
    /// Their address.
    #[serde(default)]
    email: Option<String>,
    /// When they came.
    #[schema(value_type = chrono::DateTime<chrono::Utc>)]
    joined_at: Instant,
    /// When they left.
    #[schema(value_type = chrono::DateTime<chrono::Utc>)]
    left_at: Instant,
}

/// What a report comes to.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingReportRecord {
    /// Minutes of the part.
    of_minutes: i64,
    /// How many marks were made.
    recorded: usize,
    /// Everybody in the report.
    people: Vec<MeetingLineRecord>,
    /// Bookings of those who are not in it.
    #[schema(value_type = Vec<uuid::Uuid>)]
    missing: Vec<Id>,
}

/// Somebody in a report.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingLineRecord {
    /// The name they went by.
    name: String,
    /// Their address.
    email: Option<String>,
    /// Minutes within the part.
    minutes: i64,
    /// Whose booking that is; null where it is not plain.
    #[schema(value_type = Option<uuid::Uuid>)]
    booking_id: Option<Id>,
    /// Whether they had a mark before, which stays.
    marked: bool,
}

/// Holds the report of a meeting against the list, and marks people by it where that is asked for. Nobody who has a mark gets another.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/meeting-report", tag = "workshops", params(("id" = uuid::Uuid, Path), ReportQuery),
    request_body(content((String = "text/csv"), (Vec<MeetingStay> = "application/json"))),
    responses((status = 200, body = MeetingReportRecord), Refusals))]
pub async fn take(
    may: May<Learn>,
    state: web::Data<State>,
    id: web::Path<Id>,
    query: Query<ReportQuery>,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse, Error> {
    let (id, asked) = (*id, query.into_inner());
    let content = match body.to_bytes_limited(LARGEST).await {
        Ok(Ok(content)) => content,
        Ok(Err(_)) => return Err(Error::unreadable("fault-broken-off")),
        Err(_) => return Err(Error::TooLarge),
    };
    let is_json = request.content_type() == "application/json";
    let record = act(&may, &state, move |conn, hand, actor| {
        let found = Sight::of(conn, actor)?.held(conn, id)?;
        let named = found.timed().into_iter().find(|(part_id, _)| *part_id == asked.part_id);
        let span = named.ok_or_else(|| Error::field("part_id", "fault-choice"))?.1;
        let joined = if is_json {
            stays(&content, &span)?
        } else {
            meeting_report::read(&text_of(&content), &span, found.session.zone()).map_err(deed::unreadable)?
        };
        let weighed = deed::weigh(conn, &found, asked.part_id, joined)?;
        let plain: Vec<(Id, i64)> = weighed
            .lines
            .iter()
            .filter_map(|(one, booking_id)| Some(((*booking_id)?, one.minutes)))
            .collect();
        let recorded = if asked.take {
            deed::take_report(conn, hand, &found, asked.part_id, &plain)?
        } else {
            0
        };
        let there = |id: &Id| plain.iter().any(|(named, _)| named == id);
        let missing = weighed.expected.iter().map(|named| named.booking.id).filter(|id| !there(id));
        Ok(MeetingReportRecord {
            of_minutes: span.minutes(),
            recorded,
            missing: missing.collect(),
            people: weighed
                .lines
                .into_iter()
                .map(|(one, booking_id)| MeetingLineRecord {
                    marked: booking_id.is_some_and(|id| weighed.marked.contains(&id)),
                    name: one.name,
                    email: one.email,
                    minutes: one.minutes,
                    booking_id,
                })
                .collect(),
        })
    })
    .await?;
    Ok(HttpResponse::Ok().json(record))
}

/// What a provider's own program sent.
fn stays(content: &[u8], span: &Span) -> Result<Vec<Joined>, Error> {
    let stays: Vec<MeetingStay> = request::json(content)?;
    if stays.len() > MOST_STAYS {
        return Err(Error::TooLarge);
    }
    if let Some(at) = stays.iter().position(|stay| stay.left_at < stay.joined_at) {
        let fault = FieldError::new(format!("{at}.left_at"), Message::new("fault-end-before-start"));
        return Err(Error::Invalid(vec![fault]));
    }
    let stay = |one: MeetingStay| Stay {
        name: one.name,
        email: one.email,
        joined_at: one.joined_at,
        left_at: one.left_at,
    };
    meeting_report::gather(stays.into_iter().map(stay), span).map_err(deed::unreadable)
}
