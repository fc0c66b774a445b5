//! A draft as a learner sees it, in a frame of a phone's width. Answers are marked and forgotten.

use super::drawing::tabs_of_languages;
use super::{drafted, reading};
use crate::courses::form::Fields;
use crate::courses::pages::PreviewPage;
use crate::courses::preview::{Place, Preview};
use crate::courses::shown;
use crate::people::May;
use crate::people::guard::WriteCourses;
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::rules::course::Language;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

type At = web::Path<(String, String, usize)>;

/// Which language is looked at.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default, rename = "in")]
    language: Option<String>,
}

/// `GET /courses/{code}/preview/{module}/{screen}`
pub async fn show(may: May<WriteCourses>, state: web::Data<State>, at: At, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let page = page(&may, &state, &at, &asked, None).await?;
    may.show(&state, &page)
}

/// `POST /courses/{code}/preview/{module}/{screen}`: tries an answer.
pub async fn answer(
    may: May<WriteCourses>,
    state: web::Data<State>,
    at: At,
    asked: Query<Asked>,
    form: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Error> {
    let page = page(&may, &state, &at, &asked, Some(Fields(&form))).await?;
    may.show(&state, &page)
}

async fn page(
    may: &May<WriteCourses>,
    state: &State,
    at: &(String, String, usize),
    asked: &Asked,
    sent: Option<Fields<'_>>,
) -> Result<PreviewPage, Error> {
    let (code, key, number) = at;
    let (course, draft, modules) = drafted(state, code).await?;
    let language = asked
        .language
        .as_deref()
        .and_then(Language::from_code)
        .unwrap_or_else(|| reading(may));
    let place = Place {
        module: key.clone(),
        screen: *number,
    };
    let values = sent.map(|fields| shown::sent_values(fields.0));
    let preview = Preview::of(state, &modules, &place, language, values.as_deref()).ok_or(Error::NotFound)?;
    let words = may.actor.words(state);
    let href = |place: &Place| format!("/courses/{code}/preview/{}/{}?in={}", place.module, place.screen, language.code());
    let question = preview.question.as_ref();
    Ok(PreviewPage {
        over: words.text(
            "course-over-draft",
            &[("code", course.code.as_str().into()), ("version", draft.number.into())],
        ),
        tabs: tabs_of_languages(words, language, |l| {
            format!("/courses/{code}/preview/{key}/{number}?in={}", l.code())
        }),
        edit_url: format!("/courses/{code}/modules/{key}?in={}", language.code()),
        screen: *number,
        screens: preview.screens,
        others: question.is_some_and(|asked| {
            let left = asked.choices.iter().any(|choice| !choice.chosen && choice.verdict.is_none());
            asked.answered && left
        }),
        fault: preview
            .unreadable
            .map(|why| words.text("course-preview-unreadable", &[("why", why.into())])),
        action: href(&place),
        asks: question.is_some_and(|asked| !asked.answered),
        back: preview.back.as_ref().map(href),
        next: preview.next.as_ref().map(href),
        title: preview.title,
        blocks: preview.blocks,
        question: preview.question,
    })
}
