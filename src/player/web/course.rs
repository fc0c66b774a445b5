//! A course before and after its runs, and how one ended.

use super::learner;
use crate::courses::store::{self as courses, ModuleHead, Version};
use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::message;
use crate::platform::kept::Kept;
use crate::platform::state::State;
use crate::player::learning::{self, Run, Spot};
use crate::player::pages::{CoursePage, OutlineStep, ResultPage};
use crate::player::store::{self, Attempt, Registration};
use crate::rules::course::{Language, Tries};
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};

/// `GET /courses/{code}/take`
pub async fn show(may: May<Learn>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let learner = learner(&may, &state);
    let words = may.actor.words(&state).clone();
    let (code, kept) = (code.into_inner(), state.kept.clone());
    let page = state
        .db
        .look(move |conn| {
            let published = courses::published(conn, &code)?.ok_or(Error::NotFound)?;
            let runs = store::list_of_course(conn, learner.person_id, published.course.id)?;
            let running = runs.iter().find(|run| run.is_running());
            // A run that goes on stays on its version.
            let version = match running {
                Some(run) => courses::find_version_by_id(conn, run.course_version_id)?.ok_or(Error::NotFound)?,
                None => published.version,
            };
            let tries = learning::tries(conn, learner.person_id, &version, &runs)?;
            let refusal = match (running, learning::is_member(conn, &learner)?) {
                (Some(_), _) => None,
                (None, false) => Some("player-no-membership"),
                (None, true) => (!tries.may_begin()).then_some("player-no-attempts"),
            };
            let steps = steps(conn, &kept, &version, running, learner.language)?;
            let last = runs.iter().find(|run| matches!(run.state.as_str(), "passed" | "failed"));
            let summary = version.summary.0.shown(learner.language);
            Ok(CoursePage {
                code: published.course.code.clone(),
                version: version.number,
                title: version.title.0.text(learner.language).to_owned(),
                foreign: summary
                    .map(|(_, language)| language)
                    .filter(|language| *language != learner.language)
                    .map(|l| l.code()),
                summary: summary.map(|(text, _)| text.clone()),
                minutes: version.minutes,
                steps,
                pass_mark: version.pass_mark_percent,
                attempts_allowed: version.attempts_allowed,
                resume_url: running.map(|run| format!("/learning/{}", run.id)),
                may_begin: running.is_none() && refusal.is_none(),
                again: last.is_some(),
                begin_url: format!("/courses/{}/take", published.course.code),
                refusal: refusal.map(|key| message(&words, &crate::platform::error::Message::new(key))),
                last_url: last.map(|run| format!("/learning/{}/result", run.id)),
                last_passed: last.is_some_and(|run| run.state == "passed"),
            })
        })
        .await?;
    may.show(&state, &page)
}

/// `POST /courses/{code}/take`
pub async fn begin(may: May<Learn>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let learner = learner(&may, &state);
    let registration = state.db.save(move |conn| learning::begin(conn, &learner, &code)).await?;
    Ok(answer::go(format!("/learning/{}", registration.id)))
}

/// `GET /learning/{id}`: to where one was.
pub async fn resume(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let run = super::load(&may, &state, *id).await?;
    Ok(answer::go(super::way_on(&run)))
}

/// `GET /learning/{id}/result`
pub async fn result(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let learner = learner(&may, &state);
    let id = *id;
    let (run, tries) = state
        .db
        .gather(move |conn| {
            let run = Run::load(conn, learner.person_id, id)?.ok_or(Error::NotFound)?;
            let newest = courses::published(conn, &run.course.code)?.map(|published| published.version);
            let runs = store::list_of_course(conn, learner.person_id, run.course.id)?;
            let tries = match &newest {
                Some(version) => Some(learning::tries(conn, learner.person_id, version, &runs)?),
                None => None,
            };
            Ok((run, tries))
        })
        .await?;
    if run.registration.is_running() {
        return Ok(answer::go(super::way_on(&run)));
    }
    let language = super::learner(&may, &state).language;
    let passed = run.registration.state == "passed";
    let again = !passed && tries.is_some_and(Tries::may_begin);
    let left = tries.and_then(Tries::left).filter(|_| !passed);
    let first = Spot { module: 0, screen: 0 };
    let page = ResultPage {
        title: run.version.title.0.text(language).to_owned(),
        percent_shown: run.registration.score_percent.is_some(),
        score: run.registration.score_percent.unwrap_or(0),
        pass_mark: run.version.pass_mark_percent,
        finished_at: run.registration.finished_at,
        left_shown: left.is_some(),
        left: left.unwrap_or(0),
        used_up: run.registration.state == "failed" && left == Some(0),
        again_url: again.then(|| format!("/courses/{}/take", run.course.code)),
        review_url: run.may_show(first).then(|| run.href(first)),
        state: run.registration.state,
    };
    may.show(&state, &page)
}

/// The modules of a version: in a run, what is done can be looked at again, what is closed cannot.
pub(super) fn outline(modules: &[ModuleHead], run: Option<(Id, &[Attempt])>, now: Option<usize>, language: Language) -> Vec<OutlineStep> {
    let attempt = |module: &ModuleHead| run?.1.iter().find(|attempt| attempt.module_id == module.id);
    let step = |(index, module): (usize, &ModuleHead)| {
        let state = if now == Some(index) {
            "now"
        } else if attempt(module).is_some_and(Attempt::is_completed) {
            "done"
        } else {
            "open"
        };
        let href = attempt(module).and(run).map(|(id, _)| learning::href(id, &module.key, 0));
        OutlineStep::new(module.title.0.text(language).to_owned(), module.minutes, state, href)
    };
    modules.iter().enumerate().map(step).collect()
}

/// The outline of a run that goes on, else of what would begin.
fn steps(
    conn: &mut Conn,
    kept: &Kept,
    version: &Version,
    running: Option<&Registration>,
    language: Language,
) -> Result<Vec<OutlineStep>, Error> {
    let modules = courses::frozen_heads(conn, kept, version)?;
    let Some(run) = running else {
        return Ok(outline(&modules, None, None, language));
    };
    let attempts = store::attempts_of(conn, run.id)?;
    let done = |module: &ModuleHead| {
        attempts
            .iter()
            .any(|attempt| attempt.module_id == module.id && attempt.is_completed())
    };
    let now = modules.iter().position(|module| !done(module));
    Ok(outline(&modules, Some((run.id, &attempts)), now, language))
}
