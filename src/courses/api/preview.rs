//! A draft as a learner sees it.

use crate::courses::preview::{Place, Preview};
use crate::courses::shown::{ShownBlock, ShownQuestion};
use crate::courses::web::{drafted, reading};
use crate::people::May;
use crate::people::guard::WriteCourses;
use crate::platform::api::Refusals;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::request::{Json, Query};
use crate::platform::state::State;
use crate::rules::course::Language;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// In which language.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PreviewQuery {
    /// Language of the words, `de` or `en`; the caller's where it is left out. Where a text is missing, the next language is shown.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    pub language: Option<Language>,
}

/// A screen of a module.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviewPlace {
    /// Name of the module.
    pub module: String,
    /// Number of the screen, from 1.
    pub screen: usize,
}

impl From<Place> for PreviewPlace {
    fn from(place: Place) -> Self {
        Self {
            module: place.module,
            screen: place.screen,
        }
    }
}

/// What a screen of the draft shows.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviewShape {
    /// Number of the draft's version.
    pub version: i32,
    /// Where it is.
    pub place: PreviewPlace,
    /// Title of the module.
    pub title: String,
    /// How many screens the module has.
    pub screens: usize,
    /// What tells and shows, in order.
    pub blocks: Vec<ShownBlock>,
    /// What asks; what is right stands in it only after an answer.
    pub question: Option<ShownQuestion>,
    /// The screen before; null at the beginning.
    pub back: Option<PreviewPlace>,
    /// The screen after; null at the end.
    pub next: Option<PreviewPlace>,
}

/// An answer to try.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewAnswer {
    /// The places chosen; `true` or `false`; the places in order; for each left side the place of its right side; the number; what is typed
    /// into each gap.
    pub values: Vec<String>,
}

type At = web::Path<(String, String, usize)>;

/// Show a screen of the draft as a learner sees it
///
/// `screen` counts from 1. What is right is not told.
#[utoipa::path(get, path = "/api/v1/courses/{code}/draft/preview/{module}/{screen}", tag = "courses",
    params(("code" = String, Path), ("module" = String, Path), ("screen" = usize, Path), PreviewQuery),
    responses((status = 200, body = PreviewShape), Refusals))]
pub async fn show(may: May<WriteCourses>, state: web::Data<State>, at: At, query: Query<PreviewQuery>) -> Result<HttpResponse, Error> {
    Ok(HttpResponse::Ok().json(screen(&may, &state, &at, &query, None).await?))
}

/// Try an answer
///
/// It is marked and forgotten, whatever the module says about when learners hear what is right.
#[utoipa::path(post, path = "/api/v1/courses/{code}/draft/preview/{module}/{screen}", tag = "courses",
    params(("code" = String, Path), ("module" = String, Path), ("screen" = usize, Path), PreviewQuery), request_body = PreviewAnswer,
    responses((status = 200, body = PreviewShape), Refusals))]
pub async fn answer(
    may: May<WriteCourses>,
    state: web::Data<State>,
    at: At,
    query: Query<PreviewQuery>,
    sent: Json<PreviewAnswer>,
) -> Result<HttpResponse, Error> {
    Ok(HttpResponse::Ok().json(screen(&may, &state, &at, &query, Some(&sent.values)).await?))
}

async fn screen(
    may: &May<WriteCourses>,
    state: &State,
    at: &(String, String, usize),
    query: &PreviewQuery,
    sent: Option<&[String]>,
) -> Result<PreviewShape, Error> {
    let (code, module, screen) = at;
    let (_, draft, modules) = drafted(state, code).await?;
    let place = Place {
        module: module.clone(),
        screen: *screen,
    };
    let language = query.language.unwrap_or_else(|| reading(may));
    let preview = Preview::of(state, &modules, &place, language, sent).ok_or(Error::NotFound)?;
    if sent.is_some() && preview.question.is_none() {
        return Err(Error::refused("course-preview-asks-nothing"));
    }
    if let Some(why) = preview.unreadable {
        let message = Message::new("course-preview-unreadable").with("why", why);
        return Err(Error::Invalid(vec![FieldError::new("values", message)]));
    }
    Ok(PreviewShape {
        version: draft.number,
        place: place.into(),
        title: preview.title,
        screens: preview.screens,
        blocks: preview.blocks,
        question: preview.question,
        back: preview.back.map(PreviewPlace::from),
        next: preview.next.map(PreviewPlace::from),
    })
}
