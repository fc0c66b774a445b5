//! Calls for taking courses, on behalf of whoever asks: their own runs and statements, nobody else's.

pub mod further;
mod shapes;

pub use shapes::{AnswerShape, NewAnswer, NewRegistration, NewStep, RegistrationShape, RunShape, ScreenShape, StepShape};

use super::learning::{self, Learner, Next, Run, Sent, Spot};
use super::store;
use super::web::learner;
use crate::courses::store as courses;
use crate::lrs::store as lrs;
use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::api::{Listing, PageQuery, Problem};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::request::{Json, Query};
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};

/// Begins a run through a course
///
/// On its newest published version; a run that goes on is answered instead of a second one.
#[utoipa::path(post, path = "/api/v1/registrations", tag = "learning", request_body = NewRegistration, responses(
    (status = 201, body = RunShape),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn begin(may: May<Learn>, state: web::Data<State>, new: Json<NewRegistration>) -> Result<HttpResponse, Error> {
    let shape = change(&may, &state, move |conn, learner| {
        let registration = learning::begin(conn, learner, &new.course)?;
        let run = Run::load(conn, learner.person_id, registration.id)?.ok_or(Error::NotFound)?;
        Ok(RunShape::of(&run, learner.language))
    })
    .await?;
    Ok(HttpResponse::Created().json(shape))
}

/// Lists one's own runs
#[utoipa::path(get, path = "/api/v1/registrations", tag = "learning", params(PageQuery), responses(
    (status = 200, body = Listing<RegistrationShape>),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn list(may: May<Learn>, state: web::Data<State>, page: Query<PageQuery>) -> Result<HttpResponse, Error> {
    let (after, limit, person_id) = (page.after()?, page.limit()?, may.actor.person.id);
    let items = state
        .db
        .gather(move |conn| {
            let mut shapes = Vec::new();
            for registration in store::list(conn, person_id, after.as_deref(), i64::from(limit) + 1)? {
                let course = courses::find(conn, registration.course_id)?.ok_or(Error::NotFound)?;
                let version = courses::find_version_by_id(conn, registration.course_version_id)?.ok_or(Error::NotFound)?;
                shapes.push(RegistrationShape::of(&registration, &course, &version));
            }
            Ok(shapes)
        })
        .await?;
    Ok(HttpResponse::Ok().json(Listing::of(items, limit, |run| run.id.to_string())))
}

/// Reads one of one's own runs
#[utoipa::path(get, path = "/api/v1/registrations/{id}", tag = "learning", params(("id" = uuid::Uuid, Path)), responses(
    (status = 200, body = RunShape),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn show(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let learner = learner(&may, &state);
    let run = load(&state, &learner, *id).await?;
    Ok(HttpResponse::Ok().json(RunShape::of(&run, learner.language)))
}

/// Reads a screen of a run
///
/// `screen` counts from 1. What is right is told only when it is due.
#[utoipa::path(get, path = "/api/v1/registrations/{id}/modules/{module}/screens/{screen}", tag = "learning",
    params(("id" = uuid::Uuid, Path), ("module" = String, Path), ("screen" = usize, Path)), responses(
    (status = 200, body = ScreenShape),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn show_screen(may: May<Learn>, state: web::Data<State>, at: web::Path<(Id, String, usize)>) -> Result<HttpResponse, Error> {
    let learner = learner(&may, &state);
    let (id, module, screen) = at.into_inner();
    let run = load(&state, &learner, id).await?;
    let module = run.module_index(&module).ok_or(Error::NotFound)?;
    let screen = screen
        .checked_sub(1)
        .filter(|screen| *screen < run.screens(module).len())
        .ok_or(Error::NotFound)?;
    let spot = Spot { module, screen };
    if !run.may_show(spot) {
        return Err(Error::refused("player-not-yet"));
    }
    let shape = ScreenShape::of(&state, &run, spot, learner.language).ok_or(Error::NotFound)?;
    Ok(HttpResponse::Ok().json(shape))
}

/// Answers a question
///
/// The caller makes `event_id`; sending the same again, or another answer to the same question, is answered with the first one.
#[utoipa::path(post, path = "/api/v1/registrations/{id}/answers", tag = "learning", params(("id" = uuid::Uuid, Path)), request_body = NewAnswer, responses(
    (status = 200, body = AnswerShape),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn answer(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, new: Json<NewAnswer>) -> Result<HttpResponse, Error> {
    let new = new.into_inner();
    let sent = Sent {
        event_id: new.event_id,
        module: new.module,
        block: new.block,
        values: new.values,
    };
    let shape = change(&may, &state, move |conn, learner| {
        let (run, answered) = learning::answer(conn, learner, *id, &sent)?;
        Ok(AnswerShape::of(&run, &sent, &answered))
    })
    .await?;
    Ok(HttpResponse::Ok().json(shape))
}

/// Goes on from a screen
///
/// From the last screen of the last module this finishes the run; passed, it becomes evidence. Doing it twice is harmless.
#[utoipa::path(post, path = "/api/v1/registrations/{id}/steps", tag = "learning", params(("id" = uuid::Uuid, Path)), request_body = NewStep, responses(
    (status = 200, body = StepShape),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn step(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, new: Json<NewStep>) -> Result<HttpResponse, Error> {
    let shape = change(&may, &state, move |conn, learner| {
        let screen = new.screen.checked_sub(1).ok_or(Error::NotFound)?;
        let next = learning::step(conn, learner, *id, &new.module, screen)?;
        let run = Run::load(conn, learner.person_id, *id)?.ok_or(Error::NotFound)?;
        let spot = match next {
            Next::Screen(spot) => Some(spot),
            Next::Finished => None,
        };
        Ok(StepShape::of(&run, spot))
    })
    .await?;
    Ok(HttpResponse::Ok().json(shape))
}

/// Lists one's own statements
///
/// xAPI statements of one's own runs, in the order in which they were stored.
#[utoipa::path(get, path = "/api/v1/statements", tag = "learning", params(PageQuery), responses(
    (status = 200, body = Listing<Object>),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn statements(may: May<Learn>, state: web::Data<State>, page: Query<PageQuery>) -> Result<HttpResponse, Error> {
    let (after, limit, person_id) = (page.after()?, page.limit()?, may.actor.person.id);
    let items = state
        .db
        .gather(move |conn| Ok(lrs::list_of(conn, person_id, after.as_deref(), i64::from(limit) + 1)?))
        .await?;
    Ok(HttpResponse::Ok().json(Listing::of(items, limit, |statement| statement.id.to_string())))
}

async fn load(state: &State, learner: &Learner, id: Id) -> Result<Run, Error> {
    let person_id = learner.person_id;
    state
        .db
        .gather(move |conn| Run::load(conn, person_id, id))
        .await?
        .ok_or(Error::NotFound)
}

async fn change<T: Send + 'static>(
    may: &May<Learn>,
    state: &State,
    change: impl FnOnce(&mut Conn, &Learner) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let learner = learner(may, state);
    state.db.save(move |conn| change(conn, &learner)).await
}

/// What the document says of these calls.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(begin, list, show, show_screen, answer, step, statements, further::list, further::create),
    components(schemas(
        RunShape,
        RegistrationShape,
        ScreenShape,
        AnswerShape,
        StepShape,
        NewRegistration,
        NewAnswer,
        NewStep,
        further::FurtherAttempts,
        further::UsedUpRecord,
        further::FurtherAttemptRecord,
        further::NewFurtherAttempt
    ))
)]
pub struct Doc;
