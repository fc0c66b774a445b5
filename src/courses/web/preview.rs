//! A draft as a learner sees it, in a frame of a phone's width. Answers are marked and forgotten.

use super::drawing::tabs_of_languages;
use super::{drafted, reading};
use crate::courses::form::Fields;
use crate::courses::pages::PreviewPage;
use crate::courses::shown::{self, Given};
use crate::courses::store::Module;
use crate::people::May;
use crate::people::guard::WriteCourses;
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::rules::course::{Language, screens};
use crate::rules::marking;
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
    let index = modules.iter().position(|module| module.key == *key).ok_or(Error::NotFound)?;
    let module = &modules[index];
    let all = screens(&module.document.0);
    let at = number.checked_sub(1).filter(|at| *at < all.len()).ok_or(Error::NotFound)?;
    let language = asked
        .language
        .as_deref()
        .and_then(Language::from_code)
        .unwrap_or_else(|| reading(may));
    let words = may.actor.words(state);
    let href = |module: &Module, screen: usize| format!("/courses/{code}/preview/{}/{screen}?in={}", module.key, language.code());
    let mut page = PreviewPage {
        over: words.text(
            "course-over-draft",
            &[("code", course.code.as_str().into()), ("version", draft.number.into())],
        ),
        title: module.title.0.text(language).to_owned(),
        tabs: tabs_of_languages(words, language, |l| {
            format!("/courses/{code}/preview/{key}/{number}?in={}", l.code())
        }),
        edit_url: format!("/courses/{code}/modules/{key}?in={}", language.code()),
        screen: *number,
        screens: all.len(),
        blocks: Vec::new(),
        question: None,
        others: false,
        fault: None,
        action: href(module, *number),
        asks: false,
        back: match at {
            0 => index
                .checked_sub(1)
                .and_then(|before| modules.get(before))
                .map(|before| href(before, 1)),
            _ => Some(href(module, *number - 1)),
        },
        next: if at + 1 < all.len() {
            Some(href(module, number + 1))
        } else {
            modules.get(index + 1).map(|next| href(next, 1))
        },
    };
    for block in module.document.0.blocks.get(all[at].blocks.clone()).unwrap_or_default() {
        let Some(question) = block.question() else {
            page.blocks.extend(shown::block(state, block, language));
            continue;
        };
        let layout = marking::layout(&block.id, question, 0);
        let values = sent.as_ref().map(values).unwrap_or_default();
        let read = sent.as_ref().map(|_| marking::read(question, &layout, &values));
        if let Some(Err(why)) = &read {
            page.fault = Some(words.text("course-preview-unreadable", &[("why", why.to_string().into())]));
        }
        let response = read.and_then(Result::ok);
        let given = Given {
            correct: response.as_ref().is_some_and(|response| marking::mark(question, response).correct),
            response: response.as_ref(),
            due: true,
            sent: &values,
        };
        let shown = shown::question(&block.id, question, &layout, &given, language);
        page.asks = !shown.answered;
        page.others = shown.answered && shown.choices.iter().any(|choice| !choice.chosen && choice.verdict.is_none());
        page.question = Some(shown);
    }
    Ok(page)
}

fn values(fields: &Fields<'_>) -> Vec<String> {
    shown::sent_values(fields.0)
}
