//! Who was there: the list, marks one by one or as a device kept them, and people who came without a booking.

use super::booking::BookingRecord;
use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::api::{Listing, PageQuery, Refusals};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::{Faults, Typed, message};
use crate::platform::request::{Json, Query};
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::attendance::{Answer, Mark, Way, missing, outcome, standing};
use crate::workshops::deed::{self, Batch, MOST_MARKS, NewMark, Taken, seated};
use crate::workshops::form::LONGEST_TEXT;
use crate::workshops::sight::Sight;
use crate::workshops::store::{self, AttendanceMark, Found};
use crate::workshops::web::act;
use crate::workshops::web::walk_in::walk_in_one;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The attendance of a session as its marks stand.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttendanceRecord {
    /// Of which session.
    #[schema(value_type = uuid::Uuid)]
    session_id: Id,
    /// When it was closed; null: it is open.
    #[schema(value_type = Option<DateTime<Utc>>)]
    closed_at: Option<Instant>,
    /// As of when this is; send it with marks as `seen_at`.
    #[schema(value_type = DateTime<Utc>)]
    seen_at: Instant,
    /// Marks that nobody has made yet.
    missing: usize,
    /// Those who have a seat, in line.
    attendees: Vec<AttendeeRecord>,
}

/// Somebody who has a seat.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttendeeRecord {
    /// The booking.
    #[schema(value_type = uuid::Uuid)]
    booking_id: Id,
    /// Name.
    name: String,
    /// Where they work.
    organisation: String,
    /// What stands of each part that was marked.
    marks: Vec<MarkRecord>,
    /// Minutes in all.
    minutes: i64,
    /// What it comes to as it stands: `attended`, `partly`, `excused` or `no_show`.
    outcome: &'static str,
}

/// A mark.
#[derive(Debug, Serialize, ToSchema)]
pub struct MarkRecord {
    /// Identifier, made where the mark was made.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// Of which booking.
    #[schema(value_type = uuid::Uuid)]
    booking_id: Id,
    /// Of which part.
    #[schema(value_type = uuid::Uuid)]
    part_id: Id,
    /// `present`, `partial`, `excused` or `no_show`.
    answer: String,
    /// Minutes of a partial one.
    minutes: Option<i32>,
    /// From when, where not from the beginning.
    #[schema(value_type = Option<DateTime<Utc>>)]
    from_at: Option<Instant>,
    /// Until when, where not to the end.
    #[schema(value_type = Option<DateTime<Utc>>)]
    to_at: Option<Instant>,
    /// `list` (by whoever teaches), `code` (by oneself), `unsigned` (with the code, without a sign-in) or `walk_in`.
    way: String,
    /// When it was made.
    #[schema(value_type = DateTime<Utc>)]
    made_at: Instant,
    /// When it arrived.
    #[schema(value_type = DateTime<Utc>)]
    recorded_at: Instant,
    /// By whom; null: somebody in the room who was not signed in.
    #[schema(value_type = Option<uuid::Uuid>)]
    by_id: Option<Id>,
    /// Why it corrects the one before.
    reason: Option<String>,
}

impl From<&AttendanceMark> for MarkRecord {
    fn from(mark: &AttendanceMark) -> Self {
        Self {
            id: mark.id,
            booking_id: mark.booking_id,
            part_id: mark.part_id,
            answer: mark.answer.clone(),
            minutes: mark.minutes,
            from_at: mark.from_at,
            to_at: mark.to_at,
            way: mark.way.clone(),
            made_at: mark.made_at,
            recorded_at: mark.recorded_at,
            by_id: mark.by_id,
            reason: mark.reason.clone(),
        }
    }
}

/// A mark to take.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkBody {
    /// Identifier, made where the mark was made: the same sent again changes nothing.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// Of which booking.
    #[schema(value_type = uuid::Uuid)]
    booking_id: Id,
    /// Of which part.
    #[schema(value_type = uuid::Uuid)]
    part_id: Id,
    /// `present`, `partial`, `excused` or `no_show`.
    #[schema(pattern = "^(present|partial|excused|no_show)$")]
    answer: String,
    /// Minutes of a partial one.
    #[serde(default)]
    minutes: Option<i32>,
    /// From when somebody was present, where not from the beginning.
    #[serde(default)]
    #[schema(value_type = Option<DateTime<Utc>>)]
    from_at: Option<Instant>,
    /// Until when, where not to the end.
    #[serde(default)]
    #[schema(value_type = Option<DateTime<Utc>>)]
    to_at: Option<Instant>,
    /// When it was made, by the clock of the device; now where it is left out.
    #[serde(default)]
    #[schema(value_type = Option<DateTime<Utc>>)]
    made_at: Option<Instant>,
    /// `seen_at` of the list on which it was made: what arrived later is not corrected, since nobody could know of it. Now where left out.
    #[serde(default)]
    #[schema(value_type = Option<DateTime<Utc>>)]
    seen_at: Option<Instant>,
    /// Why it corrects the mark that stands; at most 2,000 characters.
    #[serde(default)]
    #[schema(max_length = 2000)]
    reason: Option<String>,
}

/// Marks that arrive together, each taken on its own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarksBody {
    /// When they are sent, by the clock of the device, so that a wrong clock does no harm; now where it is left out.
    #[serde(default)]
    #[schema(value_type = Option<DateTime<Utc>>)]
    sent_at: Option<Instant>,
    /// At most 500.
    #[schema(max_items = 500)]
    marks: Vec<MarkBody>,
}

/// What became of a mark.
#[derive(Debug, Serialize, ToSchema)]
pub struct MarkOutcome {
    /// Its identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// `recorded`, `known` (it was here already) or `refused`.
    outcome: &'static str,
    /// Why it was refused.
    detail: Option<String>,
    /// Whether a reason would make it good.
    reason_needed: bool,
}

/// Somebody who came without a booking.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WalkInBody {
    /// Identifier, number or address.
    person: String,
    /// The part for which they are marked.
    #[schema(value_type = uuid::Uuid)]
    part_id: Id,
}

/// Who is in and who is missing.
#[utoipa::path(get, path = "/api/v1/sessions/{id}/attendance", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = AttendanceRecord), Refusals))]
pub async fn show(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let record = state
        .db
        .gather(move |conn| {
            let found = Sight::of(conn, &actor)?.held(conn, id)?;
            record(conn, &found, actor.now)
        })
        .await?;
    Ok(HttpResponse::Ok().json(record))
}

fn record(conn: &mut Conn, found: &Found, now: Instant) -> Result<AttendanceRecord, Error> {
    let booked = seated(conn, found.session.id)?;
    let rows = store::marks_of(conn, found.session.id)?;
    let marks: Vec<Mark> = rows.iter().map(AttendanceMark::mark).collect();
    let (stands, parts) = (standing(&marks), found.timed());
    let ids: Vec<Id> = booked.iter().map(|named| named.booking.id).collect();
    let shown = |booking_id: Id| {
        let standing = parts.iter().filter_map(|(part, _)| stands.get(&(booking_id, *part)));
        standing
            .filter_map(|mark| rows.iter().find(|row| row.id == mark.id))
            .map(MarkRecord::from)
            .collect()
    };
    Ok(AttendanceRecord {
        session_id: found.session.id,
        closed_at: found.session.closed_at,
        seen_at: now,
        missing: missing(&ids, &parts, &stands).len(),
        attendees: booked
            .iter()
            .map(|named| {
                let id = named.booking.id;
                let (outcome, minutes) = outcome(id, &parts, &stands, found.workshop.least_percent);
                AttendeeRecord {
                    booking_id: id,
                    name: named.name().to_owned(),
                    organisation: named.organisation.clone(),
                    marks: shown(id),
                    minutes,
                    outcome: outcome.as_str(),
                }
            })
            .collect(),
    })
}

/// Every mark that was ever made, those that stand and those that do not.
#[utoipa::path(get, path = "/api/v1/sessions/{id}/marks", tag = "workshops", params(("id" = uuid::Uuid, Path), PageQuery),
    responses((status = 200, body = Listing<MarkRecord>), Refusals))]
pub async fn list(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, query: Query<PageQuery>) -> Result<HttpResponse, Error> {
    let (limit, after) = (query.limit()?, query.after_key::<Id>()?);
    let (actor, id) = (may.actor.clone(), *id);
    let mut all = state
        .db
        .gather(move |conn| {
            Sight::of(conn, &actor)?.held(conn, id)?;
            Ok(store::marks_of(conn, id)?)
        })
        .await?;
    all.retain(|mark| after.is_none_or(|after| mark.id > after));
    all.sort_by_key(|mark| mark.id);
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1));
    let records: Vec<MarkRecord> = all.iter().map(MarkRecord::from).collect();
    Ok(HttpResponse::Ok().json(Listing::of(records, limit, |record| record.id.to_string())))
}

/// Takes marks; one that is refused keeps no other back.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/marks", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = MarksBody,
    responses((status = 200, body = Vec<MarkOutcome>), Refusals))]
pub async fn mark(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, body: Json<MarksBody>) -> Result<HttpResponse, Error> {
    let (id, batch) = (*id, body.into_inner().batch()?);
    let ids: Vec<Id> = batch.marks.iter().map(|mark| mark.id).collect();
    let taken = act(&may, &state, move |conn, hand, actor| {
        Sight::of(conn, actor)?.held(conn, id)?;
        deed::mark(conn, hand, id, &batch)
    })
    .await?;
    let words = may.actor.words(&state);
    let told = |(id, taken): (Id, Taken)| match taken {
        Taken::Recorded => MarkOutcome::plain(id, "recorded"),
        Taken::Known => MarkOutcome::plain(id, "known"),
        Taken::Refused { why, reason } => MarkOutcome {
            detail: Some(message(words, &why)),
            reason_needed: reason,
            ..MarkOutcome::plain(id, "refused")
        },
    };
    let outcomes: Vec<MarkOutcome> = ids.into_iter().zip(taken).map(told).collect();
    Ok(HttpResponse::Ok().json(outcomes))
}

impl MarkOutcome {
    fn plain(id: Id, outcome: &'static str) -> Self {
        Self {
            id,
            outcome,
            detail: None,
            reason_needed: false,
        }
    }
}

impl MarksBody {
    fn batch(self) -> Result<Batch, Error> {
        let mut faults = Faults::new();
        if self.marks.len() > MOST_MARKS {
            faults.note("marks", "fault-choice");
        }
        let mut marks = Vec::with_capacity(self.marks.len().min(MOST_MARKS));
        for (index, mark) in self.marks.into_iter().enumerate().take(MOST_MARKS) {
            // Left out is as empty as typed empty.
            let reason = mark.reason.unwrap_or_default();
            let Some(answer) = Answer::from_word(&mark.answer) else {
                faults.note(format!("marks.{index}.answer"), "fault-choice");
                continue;
            };
            marks.push(NewMark {
                id: mark.id,
                booking_id: mark.booking_id,
                part_id: mark.part_id,
                answer,
                minutes: mark.minutes,
                from_at: mark.from_at,
                to_at: mark.to_at,
                way: Way::List,
                made_at: mark.made_at,
                seen_at: mark.seen_at,
                reason: faults.text(&format!("marks.{index}.reason"), &reason, LONGEST_TEXT, false),
            });
        }
        faults.done()?;
        Ok(Batch {
            marks,
            sent_at: self.sent_at,
        })
    }
}

/// Adds somebody who came without a booking, and marks them; answers their booking.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/walk-ins", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = WalkInBody,
    responses((status = 201, body = BookingRecord), Refusals))]
pub async fn walk_in(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, body: Json<WalkInBody>) -> Result<HttpResponse, Error> {
    let (id, body) = (*id, body.into_inner());
    let typed = Typed::of(vec![
        ("person".to_owned(), body.person),
        ("part".to_owned(), body.part_id.to_string()),
    ]);
    let booking = act(&may, &state, move |conn, hand, actor| walk_in_one(conn, hand, actor, id, &typed)).await?;
    Ok(HttpResponse::Created().json(BookingRecord::from(booking)))
}
