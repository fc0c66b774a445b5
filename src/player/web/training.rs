//! My training: what is asked of me comes from the obligations, what is running from here. What I may say of sessions, and have yet to pass after
//! one, only the workshops know, which therefore answer its address.

use crate::obligations::pages::{OpenTest, Opinion};
use crate::obligations::training::{MyTraining, Running};
use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::platform::table;
use crate::player::store::{Resume, resumes_of};
use crate::rules::course::Language;
use actix_web::{HttpResponse, web};

/// Exactly what is shown, as a file.
pub async fn export(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let table = MyTraining::load(&state, &may.actor).await?.table(&state, &may.actor);
    table::download(&may.asked.path, table, may.actor.now).await
}

/// What is asked of me, with what I have yet to pass and may say something about, and the sheet that explains one date.
pub async fn draw(
    may: &May<Learn>,
    state: &State,
    opinions: Vec<Opinion>,
    tests: Vec<OpenTest>,
    why: Option<&str>,
) -> Result<HttpResponse, Error> {
    let id = may.actor.person.id;
    let mine = MyTraining::load(state, &may.actor).await?;
    let runs = state.db.look(move |conn| Ok(resumes_of(conn, id)?)).await?;
    let language = Language::from_code(may.actor.locale().code()).unwrap_or(Language::En);
    let running: Vec<Running> = runs.into_iter().map(|run| running(run, language)).collect();
    may.show(state, &mine.page(state, &may.actor, &running, opinions, tests, why)?)
}

fn running(run: Resume, language: Language) -> Running {
    let count = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    Running {
        title: run.title.text(language).to_owned(),
        code: run.code,
        step: count(run.step),
        steps: count(run.steps),
        minutes_left: i32::try_from(run.minutes_left).unwrap_or(i32::MAX),
        href: run.href,
    }
}
