//! One screen of a run: shown, answered, left behind.

use super::{course::outline, learner};
use crate::courses::shown::sent_values;
use crate::courses::{Module, store::ModuleHead};
use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::answer;
use crate::platform::error::Error;
use crate::platform::form::message;
use crate::platform::state::State;
use crate::player::learning::{self, Next, Run, Sent, Spot};
use crate::player::pages::{OutlineStep, ScreenPage};
use crate::player::show;
use crate::rules::course::Reveal;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};

/// Name of the run, name of the module, number of the screen from 1.
type At = web::Path<(Id, String, usize)>;

/// The fields of a form, in order.
type Fields = web::Form<Vec<(String, String)>>;

/// `GET /learning/{id}/{module}/{screen}`; what is not yet open leads to where one is.
pub async fn show(may: May<Learn>, state: web::Data<State>, at: At) -> Result<HttpResponse, Error> {
    let (id, module, screen) = at.into_inner();
    let run = super::load(&may, &state, id).await?;
    let Some(spot) = spot(&run, &module, screen) else {
        return Err(Error::NotFound);
    };
    if !run.may_show(spot) {
        return Ok(answer::go(super::way_on(&run)));
    }
    let page = page(&may, &state, &run, spot, &[], None).ok_or(Error::NotFound)?;
    may.show_bare(&state, &page)
}

/// `POST /learning/{id}/{module}/{screen}`: an answer, or on to the next screen.
pub async fn send(may: May<Learn>, state: web::Data<State>, at: At, fields: Fields) -> Result<HttpResponse, Error> {
    let (id, module, screen) = at.into_inner();
    let run = super::load(&may, &state, id).await?;
    let spot = spot(&run, &module, screen).ok_or(Error::NotFound)?;
    let field = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    let mut values = sent_values(&fields);
    // Without a script the arrows of an order are buttons that send the form.
    if let Some(moved) = field("move") {
        shift(&mut values, moved);
        return again(&may, &state, &run, spot, &values, None);
    }
    let learner = learner(&may, &state);
    let block = run.screens(spot.module).get(spot.screen).and_then(|screen| screen.question);
    let block = block
        .and_then(|at| run.modules.get(spot.module)?.document.0.blocks.get(at))
        .map(|block| block.id.to_string());
    let told_at_once = run
        .modules
        .get(spot.module)
        .is_some_and(|module| module.document.0.reveal == Reveal::AfterAnswer);
    if let (Some("answer"), Some(block)) = (field("do"), block) {
        let event_id = field("event_id").and_then(|text| text.parse().ok());
        let event_id = event_id.ok_or_else(|| Error::unreadable("fault-no-form"))?;
        let sent = Sent {
            event_id,
            module: module.clone(),
            block,
            values: values.clone(),
        };
        let answering = learner.clone();
        match state.db.save(move |conn| learning::answer(conn, &answering, id, &sent)).await {
            // What the answer came to is what is looked for: the place the address names is scrolled to and focused, without a script too.
            Ok(_) if told_at_once => return Ok(answer::go(format!("{}#reply", run.href(spot)))),
            Ok(_) => {}
            Err(Error::Invalid(faults)) => {
                let fault = faults.first().map(|fault| message(may.actor.words(&state), &fault.message));
                return again(&may, &state, &run, spot, &values, fault);
            }
            Err(error) => return Err(error),
        }
    }
    let going = learner.clone();
    let name = module.clone();
    match state
        .db
        .save(move |conn| learning::step(conn, &going, id, &name, spot.screen))
        .await
    {
        Ok(Next::Screen(next)) => Ok(answer::go(run.href(next))),
        Ok(Next::Finished) => Ok(answer::go(format!("/learning/{id}/result"))),
        Err(Error::Invalid(faults)) => {
            let fault = faults.first().map(|fault| message(may.actor.words(&state), &fault.message));
            again(&may, &state, &run, spot, &values, fault)
        }
        Err(error) => Err(error),
    }
}

fn spot(run: &Run, module: &str, screen: usize) -> Option<Spot> {
    let module = run.module_index(module)?;
    let screen = screen.checked_sub(1)?;
    (screen < run.screens(module).len()).then_some(Spot { module, screen })
}

/// Moves one thing up or down: `up-2` or `down-0`.
fn shift(values: &mut [String], moved: &str) {
    let Some((way, at)) = moved.split_once('-') else { return };
    let Some(at) = at.parse::<usize>().ok().filter(|at| *at < values.len()) else {
        return;
    };
    let to = if way == "up" {
        at.checked_sub(1)
    } else {
        at.checked_add(1).filter(|to| *to < values.len())
    };
    if let Some(to) = to {
        values.swap(at, to);
    }
}

fn again(may: &May<Learn>, state: &State, run: &Run, spot: Spot, values: &[String], fault: Option<String>) -> Result<HttpResponse, Error> {
    if !run.may_show(spot) {
        return Err(Error::refused("player-not-yet"));
    }
    let wrong = fault.is_some();
    let page = page(may, state, run, spot, values, fault).ok_or(Error::NotFound)?;
    if wrong {
        may.show_bare_again(state, &page)
    } else {
        may.show_bare(state, &page)
    }
}

fn page(may: &May<Learn>, state: &State, run: &Run, spot: Spot, sent: &[String], fault: Option<String>) -> Option<ScreenPage> {
    let language = learner(may, state).language;
    let mut content = show::screen(state, run, spot, language, sent)?;
    let module = run.modules.get(spot.module)?;
    let review = !run.registration.is_running();
    let asks = !review && content.question.as_ref().is_some_and(|question| !question.answered);
    // A picture alone with a question stands beside it, where there is room.
    let pictures = content.blocks.iter().filter(|block| block.kind == "image").count();
    let at = content
        .blocks
        .iter()
        .position(|block| block.kind == "image")
        .filter(|_| pictures == 1 && content.question.is_some());
    let beside = at.map(|at| content.blocks.remove(at));
    let others = content.question.as_ref().is_some_and(|question| {
        let plain = matches!(question.kind, "single" | "multiple" | "true_false");
        plain && question.answered && question.choices.iter().any(|choice| !choice.chosen && choice.verdict.is_none())
    });
    let modules: Vec<ModuleHead> = run.modules.iter().map(Module::head).collect();
    let steps = outline(&modules, Some((run.registration.id, &run.attempts)), Some(spot.module), language);
    let of_title = module
        .title
        .0
        .shown(language)
        .map(|(_, shown)| shown)
        .filter(|shown| *shown != language);
    Some(ScreenPage {
        course_title: run.version.title.0.text(language).to_owned(),
        code: run.course.code.clone(),
        version: run.version.number,
        segments: steps.iter().map(OutlineStep::state).collect(),
        steps,
        step: spot.module + 1,
        total: run.modules.len(),
        minutes_left: run.minutes_left(),
        title: module.title.0.text(language).to_owned(),
        foreign: content.foreign.or(of_title.map(|shown| shown.code())),
        content,
        beside,
        others,
        event_id: state.chance.id(may.actor.now).to_string(),
        action: run.href(spot),
        back: run.before(spot).map(|before| run.href(before)),
        leave_url: "/training".to_owned(),
        asks,
        last: !asks && run.after(spot).is_none(),
        fault,
        pass_mark: run.version.pass_mark_percent,
        attempts_allowed: run.version.attempts_allowed,
        review,
    })
}
