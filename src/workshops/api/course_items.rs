//! What a course asks everybody to show.

use super::follow_up::{FollowUpItem, typed};
use super::sign_off::SignOffItemRecord;
use crate::people::May;
use crate::people::guard::WriteCourses;
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::workshops::web::course_items::{Asked, find, put};
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a course asks everybody to show.
#[derive(Debug, Serialize, ToSchema)]
pub struct CourseSignOffRecord {
    /// In its order.
    items: Vec<SignOffItemRecord>,
    /// Counts changes.
    revision: i32,
}

/// What a course is to ask for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CourseSignOffBody {
    /// In its order.
    #[schema(max_items = 30)]
    items: Vec<FollowUpItem>,
    /// The revision that this is made from; left out: whatever it is.
    #[serde(default)]
    revision: Option<i32>,
}

impl From<Asked> for CourseSignOffRecord {
    fn from(asked: Asked) -> Self {
        Self {
            items: asked.items.iter().map(SignOffItemRecord::of_course).collect(),
            revision: asked.revision,
        }
    }
}

/// What a course asks everybody to show before attendance is evidence.
#[utoipa::path(get, path = "/api/v1/courses/{code}/sign-off", tag = "workshops", params(("code" = String, Path)),
    responses((status = 200, body = CourseSignOffRecord), Refusals))]
pub async fn show(_may: May<WriteCourses>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let asked = state.db.look(move |conn| find(conn, &code)).await?;
    Ok(HttpResponse::Ok().json(CourseSignOffRecord::from(asked)))
}

/// Says what a course asks everybody to show; every workshop of it asks for it from now on. What was shown counts up to a
/// version that everybody must learn anew.
#[utoipa::path(put, path = "/api/v1/courses/{code}/sign-off", tag = "workshops", params(("code" = String, Path)), request_body = CourseSignOffBody,
    responses((status = 200, body = CourseSignOffRecord), Refusals))]
pub async fn update(
    may: May<WriteCourses>,
    state: web::Data<State>,
    code: web::Path<String>,
    body: Json<CourseSignOffBody>,
) -> Result<HttpResponse, Error> {
    let fields = typed(&body.items)?;
    let asked = put(&may, &state, &code, &Typed::of(fields), body.revision).await?;
    Ok(HttpResponse::Ok().json(CourseSignOffRecord::from(asked)))
}
