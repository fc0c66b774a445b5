//! Calls for the modules of a draft.

use super::{ModuleShape, NewModule, Order, change, drafted};
use crate::courses::store::{self, ModuleChange};
use crate::courses::writing;
use crate::people::May;
use crate::people::guard::WriteCourses;
use crate::platform::api::Problem;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::course::{Document, Key};
use actix_web::{HttpResponse, web};

/// Adds a module to the draft
#[utoipa::path(post, path = "/api/v1/courses/{code}/draft/modules", tag = "courses", params(("code" = String, Path)), request_body = NewModule, responses(
    (status = 201, body = ModuleShape),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn add_module(
    may: May<WriteCourses>,
    state: web::Data<State>,
    code: web::Path<String>,
    new: Json<NewModule>,
) -> Result<HttpResponse, Error> {
    let new = new.into_inner();
    let key = new
        .key
        .as_deref()
        .map(|key| Key::new(key).ok_or_else(|| Error::field("key", "course-key-fault")))
        .transpose()?;
    let content = content(new)?;
    let shape = change(&may, &state, move |conn, pen| {
        let (course, draft) = drafted(conn, &code)?;
        Ok(ModuleShape::of(writing::add_module(conn, pen, &course, &draft, key, content)?))
    })
    .await?;
    Ok(HttpResponse::Created().json(shape))
}

/// Changes a module of the draft
///
/// `revision` is the one that was read; where somebody changed the module since, the answer is 409 and nothing changes.
#[utoipa::path(put, path = "/api/v1/courses/{code}/draft/modules/{key}", tag = "courses", params(("code" = String, Path), ("key" = String, Path)), request_body = NewModule, responses(
    (status = 200, body = ModuleShape),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn update_module(
    may: May<WriteCourses>,
    state: web::Data<State>,
    at: web::Path<(String, String)>,
    new: Json<NewModule>,
) -> Result<HttpResponse, Error> {
    let new = new.into_inner();
    let revision = new.revision.ok_or_else(|| Error::field("revision", "fault-missing"))?;
    let content = content(new)?;
    let shape = change(&may, &state, move |conn, pen| {
        let (course, draft) = drafted(conn, &at.0)?;
        let module = store::find_module(conn, draft.id, &at.1)?.ok_or(Error::NotFound)?;
        writing::save_module(conn, pen, &course, &draft, &module, revision, content)?;
        Ok(ModuleShape::of(store::find_module(conn, draft.id, &at.1)?.ok_or(Error::NotFound)?))
    })
    .await?;
    Ok(HttpResponse::Ok().json(shape))
}

/// Takes a module out of the draft
#[utoipa::path(delete, path = "/api/v1/courses/{code}/draft/modules/{key}", tag = "courses", params(("code" = String, Path), ("key" = String, Path)), responses(
    (status = 204),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn remove_module(
    may: May<WriteCourses>,
    state: web::Data<State>,
    at: web::Path<(String, String)>,
) -> Result<HttpResponse, Error> {
    change(&may, &state, move |conn, pen| {
        let (course, draft) = drafted(conn, &at.0)?;
        let module = store::find_module(conn, draft.id, &at.1)?.ok_or(Error::NotFound)?;
        writing::remove_module(conn, pen, &course, &draft, &module)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Puts the modules of the draft in order
#[utoipa::path(put, path = "/api/v1/courses/{code}/draft/order", tag = "courses", params(("code" = String, Path)), request_body = Order, responses(
    (status = 204),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn order(
    may: May<WriteCourses>,
    state: web::Data<State>,
    code: web::Path<String>,
    order: Json<Order>,
) -> Result<HttpResponse, Error> {
    change(&may, &state, move |conn, pen| {
        let (course, draft) = drafted(conn, &code)?;
        writing::order_modules(conn, pen, &course, &draft, &order.modules)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

fn content(new: NewModule) -> Result<ModuleChange, Error> {
    // An array would be read as a document without names.
    if !new.document.is_object() {
        return Err(Error::field("document", "course-document-no-object"));
    }
    let document: Document =
        serde_json::from_value(new.document).map_err(|fault| Error::Invalid(vec![FieldError::new("document", unreadable(&fault))]))?;
    Ok(ModuleChange {
        title: new.title,
        minutes: new.minutes,
        document,
    })
}

fn unreadable(fault: &serde_json::Error) -> Message {
    let text: String = fault.to_string().chars().filter(|c| !c.is_control()).take(300).collect();
    Message::new("course-document-unreadable").with("why", text)
}
