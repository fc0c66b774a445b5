//! Workshops and their sessions.

use super::booking::BookingReason;
use super::costs::PriceRecord;
use super::session_body::SessionBody;
use super::{SessionRecord, record};
use crate::people::Actor;
use crate::people::May;
use crate::people::guard::ManageWorkshops;
use crate::platform::api::{Listing, PageQuery, Refusals};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::platform::request::{Json, Query};
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::rules::workshop::Price;
use crate::workshops::deed;
use crate::workshops::form::Offer;
use crate::workshops::sight::Sight;
use crate::workshops::store::{self, Asked, Workshop};
use crate::workshops::web::act;
use crate::workshops::web::reason::reason;
use crate::workshops::web::session_form::{create_one, update_one};
use crate::workshops::web::workshops::put;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is offered.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkshopRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// Who holds it.
    #[schema(value_type = uuid::Uuid)]
    organisation_id: Id,
    /// What it is evidence for.
    #[schema(value_type = uuid::Uuid)]
    course_id: Id,
    /// ISO 639-1 codes.
    languages: Vec<String>,
    /// Codes of the courses of which whoever teaches it holds valid evidence on every day of a session; who lacks it is told of at `trainers`.
    trainer_courses: Vec<String>,
    /// Fewest people.
    least_people: i32,
    /// Most people.
    most_people: i32,
    /// What people get and bring.
    material: Option<String>,
    /// Steps of approval: 0, 1 or 2.
    approval_steps: i32,
    /// Days within which they are given.
    approval_days: i32,
    /// Days before the start until which one may cancel.
    cancel_days: i32,
    /// Most seats of one partner, in per cent.
    share_percent: Option<i32>,
    /// Days before the start from which on that does not count.
    release_days: i32,
    /// Hours for which an offer stands; 0: booked at once.
    offer_hours: i32,
    /// Hours before the start from which on nobody moves up.
    stop_hours: i32,
    /// Days before the start at which too few people are told of.
    warn_days: i32,
    /// Minutes before a part from which on one may check in.
    early_minutes: i32,
    /// Minutes after its beginning until which one may check in by oneself.
    late_minutes: i32,
    /// Least share of the minutes that makes a session attended, in per cent.
    least_percent: i32,
    /// What its new sessions cost; null: nothing.
    price: Option<PriceRecord>,
    /// Counts changes.
    revision: i32,
}

impl WorkshopRecord {
    fn saved(offer: Offer) -> Self {
        Self::of(offer.workshop, offer.price.as_ref(), Some(&offer.trainer_courses))
    }

    fn of(workshop: Workshop, price: Option<&Price>, asked: Option<&Asked>) -> Self {
        Self {
            trainer_courses: asked.into_iter().flatten().map(|(_, code)| code.clone()).collect(),
            price: price.map(PriceRecord::from),
            id: workshop.id,
            organisation_id: workshop.organisation_id,
            course_id: workshop.course_id,
            languages: workshop.languages.0,
            least_people: workshop.least_people,
            most_people: workshop.most_people,
            material: workshop.material,
            approval_steps: workshop.approval_steps,
            approval_days: workshop.approval_days,
            cancel_days: workshop.cancel_days,
            share_percent: workshop.share_percent,
            release_days: workshop.release_days,
            offer_hours: workshop.offer_hours,
            stop_hours: workshop.stop_hours,
            warn_days: workshop.warn_days,
            early_minutes: workshop.early_minutes,
            late_minutes: workshop.late_minutes,
            least_percent: workshop.least_percent,
            revision: workshop.revision,
        }
    }
}

/// A workshop to add or change. Holder and course stay as they are when it is changed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkshopBody {
    /// Number of who holds it; left out: the topmost.
    #[serde(default)]
    organisation: Option<String>,
    /// Code of the course.
    #[serde(default)]
    course: Option<String>,
    /// ISO 639-1 codes.
    languages: Vec<String>,
    /// Codes of at most 20 courses of which whoever teaches it holds valid evidence; left out: as it was, and none for a new workshop.
    #[serde(default)]
    trainer_courses: Option<Vec<String>>,
    /// Fewest people; 1 where it is left out.
    #[serde(default)]
    least_people: Option<i32>,
    /// Most people, 1 to 500.
    #[schema(minimum = 1, maximum = 500)]
    most_people: i32,
    /// What people get and bring; at most 2,000 characters.
    #[serde(default)]
    material: Option<String>,
    /// 0, 1 or 2.
    #[serde(default)]
    approval_steps: Option<i32>,
    /// 1 to 60; 5 where it is left out.
    #[serde(default)]
    approval_days: Option<i32>,
    /// 0 to 90; 7 where it is left out.
    #[serde(default)]
    cancel_days: Option<i32>,
    /// 1 to 100; no limit where it is left out.
    #[serde(default)]
    share_percent: Option<i32>,
    /// 0 to 120; 14 where it is left out.
    #[serde(default)]
    release_days: Option<i32>,
    /// 0 to 720; 48 where it is left out.
    #[serde(default)]
    offer_hours: Option<i32>,
    /// 0 to 720; 24 where it is left out.
    #[serde(default)]
    stop_hours: Option<i32>,
    /// 0 to 120; 14 where it is left out.
    #[serde(default)]
    warn_days: Option<i32>,
    /// 0 to 240; 30 where it is left out.
    #[serde(default)]
    early_minutes: Option<i32>,
    /// 0 to 600; 30 where it is left out.
    #[serde(default)]
    late_minutes: Option<i32>,
    /// 1 to 100; 80 where it is left out.
    #[serde(default)]
    least_percent: Option<i32>,
    /// What new sessions cost; left out: as it was, and nothing for a new workshop. A seat at 0 without fees costs nothing.
    #[serde(default)]
    price: Option<PriceRecord>,
}

impl WorkshopBody {
    /// As a form would send it, so that pages and calls are read alike.
    fn typed(self) -> Typed {
        let number = |value: Option<i32>| value.map(|value| value.to_string());
        let given = [
            ("organisation", self.organisation),
            ("course", self.course),
            ("least_people", number(self.least_people)),
            ("most_people", number(Some(self.most_people))),
            ("material", self.material),
            ("approval_steps", number(self.approval_steps)),
            ("approval_days", number(self.approval_days)),
            ("cancel_days", number(self.cancel_days)),
            ("share_percent", number(self.share_percent)),
            ("release_days", number(self.release_days)),
            ("offer_hours", number(self.offer_hours)),
            ("stop_hours", number(self.stop_hours)),
            ("warn_days", number(self.warn_days)),
            ("early_minutes", number(self.early_minutes)),
            ("late_minutes", number(self.late_minutes)),
            ("least_percent", number(self.least_percent)),
        ];
        let mut fields: Vec<(String, String)> = given
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect();
        fields.extend(self.price.into_iter().flat_map(PriceRecord::fields));
        fields.extend(self.trainer_courses.map(|codes| ("trainer_courses".to_owned(), codes.join("\n"))));
        fields.extend(self.languages.into_iter().map(|code| ("languages".to_owned(), code)));
        Typed::of(fields)
    }
}

/// Workshops that the caller runs.
#[utoipa::path(get, path = "/api/v1/workshops", tag = "workshops", params(PageQuery),
    responses((status = 200, body = Listing<WorkshopRecord>), Refusals))]
pub async fn list(may: May<ManageWorkshops>, state: web::Data<State>, query: Query<PageQuery>) -> Result<HttpResponse, Error> {
    let (limit, after, scope) = (query.limit()?, query.after_key::<Id>()?, may.scope.clone());
    let (mut all, prices, asked) = state
        .db
        .gather(|conn| {
            let all = store::list_workshops(conn)?;
            let ids: Vec<Id> = all.iter().map(|(workshop, ..)| workshop.id).collect();
            let prices = store::prices_of_workshops(conn, &ids)?;
            Ok((all, prices, store::trainer_courses(conn, &ids)?))
        })
        .await?;
    all.retain(|(workshop, _, path)| scope.covers(path) && after.is_none_or(|after| workshop.id > after));
    all.sort_by_key(|(workshop, ..)| workshop.id);
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1));
    let record = |workshop: Workshop| {
        let (price, asked) = (prices.get(&workshop.id), asked.get(&workshop.id));
        WorkshopRecord::of(workshop, price, asked)
    };
    let records: Vec<WorkshopRecord> = all.into_iter().map(|(workshop, ..)| record(workshop)).collect();
    Ok(HttpResponse::Ok().json(Listing::of(records, limit, |record| record.id.to_string())))
}

/// Adds a workshop.
#[utoipa::path(post, path = "/api/v1/workshops", tag = "workshops", request_body = WorkshopBody,
    responses((status = 201, body = WorkshopRecord), Refusals))]
pub async fn create(may: May<ManageWorkshops>, state: web::Data<State>, body: Json<WorkshopBody>) -> Result<HttpResponse, Error> {
    let offer = put(&may, &state, None, &body.into_inner().typed(), None).await?;
    Ok(HttpResponse::Created().json(WorkshopRecord::saved(offer)))
}

/// Changes a workshop.
#[utoipa::path(put, path = "/api/v1/workshops/{id}", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = WorkshopBody,
    responses((status = 200, body = WorkshopRecord), Refusals))]
pub async fn update(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<WorkshopBody>,
) -> Result<HttpResponse, Error> {
    let offer = put(&may, &state, Some(*id), &body.into_inner().typed(), None).await?;
    Ok(HttpResponse::Ok().json(WorkshopRecord::saved(offer)))
}

fn read(conn: &mut Conn, actor: &Actor, id: Id) -> Result<SessionRecord, Error> {
    let sight = Sight::of(conn, actor)?;
    let found = sight.session(conn, id)?;
    record(conn, actor, &sight, &found)
}

/// Adds a session as a draft.
#[utoipa::path(post, path = "/api/v1/workshops/{id}/sessions", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = SessionBody,
    responses((status = 201, body = SessionRecord), Refusals))]
pub async fn create_session(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<SessionBody>,
) -> Result<HttpResponse, Error> {
    let (id, typed, scope) = (*id, body.into_inner().typed()?, may.scope.clone());
    let made = act(&may, &state, move |conn, hand, actor| {
        let session_id = create_one(conn, hand, actor, &scope, id, &typed)?;
        read(conn, actor, session_id)
    });
    Ok(HttpResponse::Created().json(made.await?))
}

/// Changes a session.
#[utoipa::path(put, path = "/api/v1/sessions/{id}", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = SessionBody,
    responses((status = 200, body = SessionRecord), Refusals))]
pub async fn update_session(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<SessionBody>,
) -> Result<HttpResponse, Error> {
    let (id, typed, scope) = (*id, body.into_inner().typed()?, may.scope.clone());
    let changed = act(&may, &state, move |conn, hand, actor| {
        update_one(conn, hand, actor, &scope, id, &typed, None)?;
        read(conn, actor, id)
    });
    Ok(HttpResponse::Ok().json(changed.await?))
}

/// Opens a draft for bookings.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/opening", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = SessionRecord), Refusals))]
pub async fn open(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, scope) = (*id, may.scope.clone());
    let opened = act(&may, &state, move |conn, hand, actor| {
        store::find(conn, id)?
            .filter(|found| scope.covers(&found.path))
            .ok_or(Error::NotFound)?;
        deed::open(conn, hand, id)?;
        read(conn, actor, id)
    });
    Ok(HttpResponse::Ok().json(opened.await?))
}

/// Cancels a session; everybody who is booked or waits is told why.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/cancellation", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = BookingReason,
    responses((status = 200, body = SessionRecord), Refusals))]
pub async fn cancel(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<BookingReason>,
) -> Result<HttpResponse, Error> {
    let (id, typed, scope) = (*id, body.into_inner().typed(), may.scope.clone());
    let done = act(&may, &state, move |conn, hand, actor| {
        store::find(conn, id)?
            .filter(|found| scope.covers(&found.path))
            .ok_or(Error::NotFound)?;
        deed::cancel_session(conn, hand, id, &reason(&typed)?)?;
        read(conn, actor, id)
    });
    Ok(HttpResponse::Ok().json(done.await?))
}
