//! Calls for writing courses.

pub mod difference;
pub mod modules;
pub mod preview;
mod shapes;

pub use shapes::{
    CourseShape, DraftShape, FaultShape, FileShape, ModuleShape, NewCourse, NewModule, NewVersion, NewVersionSettings, Order, TextsShape,
    VersionShape,
};

use super::store::{self, Course, Settings, Version};
use super::upload;
use super::writing::{self, Pen, Review};
use crate::people::May;
use crate::people::guard::WriteCourses;
use crate::platform::api::{Listing, PageQuery, Problem};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::request::{Json, Query};
use crate::platform::state::State;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Lists courses
///
/// All of them, those without content too, in the order of their codes.
#[utoipa::path(get, path = "/api/v1/courses", tag = "courses", params(PageQuery), responses(
    (status = 200, body = Listing<CourseShape>),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn list(_may: May<WriteCourses>, state: web::Data<State>, page: Query<PageQuery>) -> Result<HttpResponse, Error> {
    let (after, limit) = (page.after()?, page.limit()?);
    let items = state
        .db
        .gather(move |conn| {
            let found = store::list(conn, after.as_deref(), i64::from(limit) + 1)?;
            let ids: Vec<_> = found.iter().map(|course| course.id).collect();
            let versions = store::versions_of_all(conn, &ids)?;
            Ok(found
                .into_iter()
                .map(|course| CourseShape::of(course, &versions))
                .collect::<Vec<_>>())
        })
        .await?;
    Ok(HttpResponse::Ok().json(Listing::of(items, limit, |course| course.code.clone())))
}

/// Makes a course
///
/// It begins with an empty draft of version 1.
#[utoipa::path(post, path = "/api/v1/courses", tag = "courses", request_body = NewCourse, responses(
    (status = 201, body = CourseShape),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn create(may: May<WriteCourses>, state: web::Data<State>, new: Json<NewCourse>) -> Result<HttpResponse, Error> {
    let new = new.into_inner();
    let made = change(&may, &state, move |conn, pen| {
        let (course, version) = writing::create(conn, pen, &new.code, new.title)?;
        Ok(CourseShape::of(course, &[version]))
    })
    .await?;
    Ok(HttpResponse::Created().json(made))
}

/// Reads a course
#[utoipa::path(get, path = "/api/v1/courses/{code}", tag = "courses", params(("code" = String, Path)), responses(
    (status = 200, body = CourseShape),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn show(_may: May<WriteCourses>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let course = state
        .db
        .look(move |conn| {
            let course = known(conn, &code)?;
            let versions = store::versions_of(conn, course.id)?;
            Ok(CourseShape::of(course, &versions))
        })
        .await?;
    Ok(HttpResponse::Ok().json(course))
}

/// Reads a version with its content
#[utoipa::path(get, path = "/api/v1/courses/{code}/versions/{number}", tag = "courses", params(("code" = String, Path), ("number" = i32, Path)), responses(
    (status = 200, body = DraftShape),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn show_version(_may: May<WriteCourses>, state: web::Data<State>, at: web::Path<(String, i32)>) -> Result<HttpResponse, Error> {
    let shape = state
        .db
        .gather(move |conn| {
            let course = known(conn, &at.0)?;
            let version = store::find_version(conn, course.id, at.1)?.ok_or(Error::NotFound)?;
            shaped(conn, version)
        })
        .await?;
    Ok(HttpResponse::Ok().json(shape))
}

/// Reads the draft, with what is wrong before publication
#[utoipa::path(get, path = "/api/v1/courses/{code}/draft", tag = "courses", params(("code" = String, Path)), responses(
    (status = 200, body = DraftShape),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn show_draft(_may: May<WriteCourses>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let shape = state
        .db
        .gather(move |conn| {
            let course = known(conn, &code)?;
            let version = store::find_draft(conn, course.id)?.ok_or(Error::NotFound)?;
            shaped(conn, version)
        })
        .await?;
    Ok(HttpResponse::Ok().json(shape))
}

/// Begins a draft
///
/// A copy of the newest published version, or empty where there is none. Where there is a draft already, it is answered.
#[utoipa::path(post, path = "/api/v1/courses/{code}/draft", tag = "courses", params(("code" = String, Path)), responses(
    (status = 201, body = DraftShape),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn begin_draft(may: May<WriteCourses>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let shape = change(&may, &state, move |conn, pen| {
        let course = known(conn, &code)?;
        let draft = writing::begin_draft(conn, pen, &course)?;
        shaped(conn, draft)
    })
    .await?;
    Ok(HttpResponse::Created().json(shape))
}

/// Changes the settings of the draft
///
/// `revision` is the one that was read; where somebody changed the draft since, the answer is 409 and nothing changes.
#[utoipa::path(patch, path = "/api/v1/courses/{code}/draft", tag = "courses", params(("code" = String, Path)), request_body = NewVersionSettings, responses(
    (status = 200, body = DraftShape),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn update_draft(
    may: May<WriteCourses>,
    state: web::Data<State>,
    code: web::Path<String>,
    new: Json<NewVersionSettings>,
) -> Result<HttpResponse, Error> {
    let new = new.into_inner();
    let shape = change(&may, &state, move |conn, pen| {
        let (course, draft) = drafted(conn, &code)?;
        let settings = Settings {
            title: new.title,
            summary: new.summary,
            pass_mark_percent: new.pass_mark_percent,
            attempts_allowed: new.attempts_allowed,
        };
        writing::save_settings(conn, pen, &course, &draft, new.revision, &settings)?;
        let (_, draft) = drafted(conn, &code)?;
        shaped(conn, draft)
    })
    .await?;
    Ok(HttpResponse::Ok().json(shape))
}

/// Publishes the draft
///
/// From then on it is frozen. What stops it is told field by field: `version`, `modules.<key>`, `modules.<key>.<block>`.
#[utoipa::path(post, path = "/api/v1/courses/{code}/versions", tag = "courses", params(("code" = String, Path)), request_body = NewVersion, responses(
    (status = 201, body = VersionShape),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn publish(
    may: May<WriteCourses>,
    state: web::Data<State>,
    code: web::Path<String>,
    new: Json<NewVersion>,
) -> Result<HttpResponse, Error> {
    let new = new.into_inner();
    let shape = change(&may, &state, move |conn, pen| {
        let (course, draft) = drafted(conn, &code)?;
        writing::publish(conn, pen, &course, &draft, new.change_kind, new.change_note.as_deref())?;
        let version = store::find_version_by_id(conn, draft.id)?.ok_or(Error::NotFound)?;
        Ok(VersionShape::of(version))
    })
    .await?;
    Ok(HttpResponse::Created().json(shape))
}

/// What a file is called.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FileQuery {
    /// Its name.
    pub name: String,
}

/// Keeps a picture or file for courses
///
/// PNG, JPEG, GIF, WebP or PDF, told by its content. Blocks name it by the `id` that is answered.
#[utoipa::path(post, path = "/api/v1/course-files", tag = "courses", params(FileQuery), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses(
    (status = 201, body = FileShape),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn keep_file(
    may: May<WriteCourses>,
    state: web::Data<State>,
    query: Query<FileQuery>,
    mut content: web::Payload,
) -> Result<HttpResponse, Error> {
    let content = upload::whole(&state, &mut content).await?;
    let file = upload::keep(&state, &may.actor.by(), may.actor.now, &query.name, content).await?;
    Ok(HttpResponse::Created().json(FileShape::of(file, &state)))
}

/// A change in one transaction, with the pen of whoever asks.
async fn change<T: Send + 'static>(
    may: &May<WriteCourses>,
    state: &State,
    change: impl FnOnce(&mut Conn, &Pen<'_>) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let (chance, by, now) = (state.chance.clone(), may.actor.by(), may.actor.now);
    state
        .db
        .save(move |conn| {
            let pen = Pen {
                chance: &chance,
                by: &by,
                now,
            };
            change(conn, &pen)
        })
        .await
}

fn known(conn: &mut Conn, code: &str) -> Result<Course, Error> {
    store::find_by_code(conn, code)?.ok_or(Error::NotFound)
}

fn drafted(conn: &mut Conn, code: &str) -> Result<(Course, Version), Error> {
    let course = known(conn, code)?;
    match store::find_draft(conn, course.id)? {
        Some(draft) => Ok((course, draft)),
        None if store::find_published(conn, course.id)?.is_some() => Err(Error::refused("course-frozen")),
        None => Err(Error::refused("course-no-draft")),
    }
}

fn shaped(conn: &mut Conn, version: Version) -> Result<DraftShape, Error> {
    let modules = store::modules_of(conn, version.id)?;
    let review = Review::of(&version, &modules);
    Ok(DraftShape::of(version, modules, &review))
}

/// What the document says of these calls.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        list,
        create,
        show,
        show_version,
        show_draft,
        begin_draft,
        update_draft,
        modules::add_module,
        modules::update_module,
        modules::remove_module,
        modules::order,
        difference::show,
        preview::show,
        preview::answer,
        publish,
        keep_file
    ),
    components(schemas(
        CourseShape,
        VersionShape,
        DraftShape,
        ModuleShape,
        FaultShape,
        FileShape,
        TextsShape,
        NewCourse,
        NewVersionSettings,
        NewModule,
        NewVersion,
        Order,
        difference::DifferenceShape,
        difference::ModuleDifference,
        difference::BlockDifference,
        difference::PartDifference,
        difference::RunShape,
        preview::PreviewShape,
        preview::PreviewPlace,
        preview::PreviewAnswer
    ))
)]
pub struct Doc;
