//! What courses are worth in hours and points, for integrations.

use super::Refusals;
use super::equivalence::MistakeBody;
use crate::courses::store::{self as courses, Value};
use crate::obligations::equivalence::{Change, Preview, preview};
use crate::obligations::requirement::whole_network;
use crate::obligations::value::{self as deeds, LONGEST_REASON, Typed};
use crate::people::May;
use crate::people::guard::{ManageRequirements, SeeRequirements};
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Amount;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The statement what a course is worth from a day on, until a later one takes its place.
#[derive(Debug, Serialize, ToSchema)]
pub struct CourseValueRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// Code of the course.
    course: String,
    /// First day of evidence for which it holds.
    from_on: NaiveDate,
    /// Hours; null: none.
    #[schema(value_type = Option<f64>)]
    hours: Option<Amount>,
    /// Points; null: none.
    #[schema(value_type = Option<f64>)]
    points: Option<Amount>,
    /// Why.
    reason: String,
    /// When it was stated.
    #[schema(value_type = DateTime<Utc>)]
    created_at: Instant,
    /// When it was withdrawn as a mistake: it never held.
    #[schema(value_type = Option<DateTime<Utc>>)]
    withdrawn_at: Option<Instant>,
    /// Why.
    withdrawn_reason: Option<String>,
}

impl CourseValueRecord {
    fn of(course: &str, one: Value) -> Self {
        let worth = one.worth();
        Self {
            id: one.id,
            course: course.to_owned(),
            from_on: one.from_on,
            hours: worth.hours,
            points: worth.points,
            reason: one.reason,
            created_at: one.created_at,
            withdrawn_at: one.withdrawn_at,
            withdrawn_reason: one.withdrawn_reason,
        }
    }
}

/// A statement that is to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCourseValue {
    /// First day of evidence for which it holds.
    from_on: NaiveDate,
    /// Hours, above 0 and up to 10,000, with at most two places; left out: none.
    #[serde(default)]
    hours: Option<f64>,
    /// Points; left out: none. Neither hours nor points: the course is worth nothing any more.
    #[serde(default)]
    points: Option<f64>,
    /// Why; stands in the audit.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

impl NewCourseValue {
    fn typed(self) -> Typed {
        let said = |amount: Option<f64>| amount.map(|amount| amount.to_string()).unwrap_or_default();
        Typed {
            from_on: self.from_on.to_string(),
            hours: said(self.hours),
            points: said(self.points),
            reason: self.reason,
            act: String::new(),
        }
    }
}

/// What a course is and was worth, the latest day first; withdrawn statements included.
#[utoipa::path(get, path = "/api/v1/courses/{code}/values", tag = "requirements", params(("code" = String, Path)),
    responses((status = 200, body = Vec<CourseValueRecord>), Refusals))]
pub async fn list(_may: May<SeeRequirements>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let found = state
        .db
        .gather(move |conn| {
            let course = courses::find_by_code(conn, &code)?.ok_or(Error::NotFound)?;
            let values = courses::values_of(conn, course.id)?.into_iter();
            Ok(values.map(|one| CourseValueRecord::of(&course.code, one)).collect::<Vec<_>>())
        })
        .await?;
    Ok(HttpResponse::Ok().json(found))
}

/// States what a course is worth from a day on.
#[utoipa::path(post, path = "/api/v1/courses/{code}/values", tag = "requirements", params(("code" = String, Path)),
    request_body = NewCourseValue, responses((status = 201, body = CourseValueRecord), Refusals))]
pub async fn create(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    code: web::Path<String>,
    body: Json<NewCourseValue>,
) -> Result<HttpResponse, Error> {
    let new = body.into_inner().typed().read(&code)?;
    let chance = state.chance.clone();
    let made = state
        .db
        .save(move |conn| {
            whole_network(conn, &may.scope)?;
            let made = deeds::state(conn, &chance, may.actor.now, &may.actor.by(), &new)?;
            Ok(CourseValueRecord::of(&new.course, made))
        })
        .await?;
    Ok(HttpResponse::Created().json(made))
}

/// Whose obligations a statement would change. Nothing is written.
#[utoipa::path(post, path = "/api/v1/courses/{code}/values/preview", tag = "requirements", params(("code" = String, Path)),
    request_body = NewCourseValue, responses((status = 200, body = Preview), Refusals))]
pub async fn look(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    code: web::Path<String>,
    body: Json<NewCourseValue>,
) -> Result<HttpResponse, Error> {
    let new = body.into_inner().typed().read(&code)?;
    let asked = new.course.clone();
    state
        .db
        .gather(move |conn| courses::find_by_code(conn, &asked)?.map(drop).ok_or(Error::NotFound))
        .await?;
    let (db, now) = (state.db.clone(), may.actor.now);
    let seen = web::block(move || preview(&db, &may.scope, &Change::Value(new), now)).await??;
    Ok(HttpResponse::Ok().json(seen))
}

/// Withdraws a statement as a mistake: it never held.
#[utoipa::path(post, path = "/api/v1/course-values/{id}/withdrawal", tag = "requirements", params(("id" = uuid::Uuid, Path)),
    request_body = MistakeBody, responses((status = 200, body = CourseValueRecord), Refusals))]
pub async fn withdraw(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<MistakeBody>,
) -> Result<HttpResponse, Error> {
    let mut faults = Faults::new();
    let reason = faults.text("reason", &body.reason, LONGEST_REASON, true);
    let reason = faults.or(reason)?;
    let chance = state.chance.clone();
    let withdrawn = state
        .db
        .save(move |conn| {
            whole_network(conn, &may.scope)?;
            let after = deeds::withdraw(conn, &chance, may.actor.now, &may.actor.by(), *id, &reason)?;
            let course = courses::find(conn, after.course_id)?.ok_or(Error::NotFound)?;
            Ok(CourseValueRecord::of(&course.code, after))
        })
        .await?;
    Ok(HttpResponse::Ok().json(withdrawn))
}
