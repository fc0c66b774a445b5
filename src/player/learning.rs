//! Every step of a run: begin, answer, go on, finish. Each is one transaction with its statements and what follows from it.

mod run;
mod telling;

pub use run::{Run, Spot, href};

use super::store::{self, Answered, Attempt, Registration};
use crate::courses::store::{self as courses, Version};
use crate::evidence::NewEvidence;
use crate::evidence::store as evidence;
use crate::people::store as people;
use crate::platform::audit::By;
use crate::platform::chance::Chance;
use crate::platform::db::{Conn, Json};
use crate::platform::error::Error;
use crate::rules::course::{Key, Language, Question, Tries, outcome};
use crate::rules::evidence::{Means, Strength};
use crate::rules::id::{Id, Instant};
use crate::rules::marking::{self, Unreadable};
use chrono::NaiveDate;
use telling::Telling;

/// Who learns, and when.
#[derive(Clone)]
pub struct Learner {
    /// Identifiers and seeds come from here.
    pub chance: Chance,
    /// Address of the installation, for statements.
    pub home: String,
    /// Who.
    pub person_id: Id,
    /// The same for the audit.
    pub by: By,
    /// Language in which content is wanted.
    pub language: Language,
    /// When.
    pub now: Instant,
    /// Today at the person's place: the day a proof is about.
    pub today: NaiveDate,
}

/// Where somebody is after a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// On a screen.
    Screen(Spot),
    /// Through all of it: the run is over.
    Finished,
}

/// Begins a run on the newest published version, or finds the one that goes on.
pub fn begin(conn: &mut Conn, learner: &Learner, code: &str) -> Result<Registration, Error> {
    let course = courses::find_by_code(conn, code)?.ok_or(Error::NotFound)?;
    if let Some(running) = store::find_running(conn, learner.person_id, course.id)? {
        return Ok(running);
    }
    let published = courses::published(conn, code)?.ok_or(Error::NotFound)?;
    if !is_member(conn, learner)? {
        return Err(Error::refused("player-no-membership"));
    }
    let before = store::list_of_course(conn, learner.person_id, course.id)?;
    if !tries(conn, learner.person_id, &published.version, &before)?.may_begin() {
        return Err(Error::refused("player-no-attempts"));
    }
    let number = before
        .iter()
        .filter(|run| run.course_version_id == published.version.id)
        .map(|run| run.number)
        .max();
    let registration = Registration {
        id: learner.chance.id(learner.now),
        person_id: learner.person_id,
        course_id: course.id,
        course_version_id: published.version.id,
        number: number.unwrap_or(0) + 1,
        state: "running".to_owned(),
        language: learner.language.code().to_owned(),
        score_percent: None,
        started_at: learner.now,
        updated_at: learner.now,
        finished_at: None,
    };
    if !store::insert(conn, &registration)? {
        // Another device of theirs was quicker by a moment.
        return store::find_running(conn, learner.person_id, course.id)?.ok_or_else(|| Error::refused("player-changed-meanwhile"));
    }
    let run = Run::load(conn, learner.person_id, registration.id)?.ok_or(Error::NotFound)?;
    Telling::new(learner, &run).began(conn)?;
    open(conn, learner, &run, 0)?;
    Ok(registration)
}

/// Whether somebody belongs to an organisation today.
pub fn is_member(conn: &mut Conn, learner: &Learner) -> Result<bool, Error> {
    let today = learner.today;
    let all = people::memberships_of(conn, learner.person_id)?;
    Ok(all
        .iter()
        .any(|one| one.start_on <= today && one.end_on.is_none_or(|end| end >= today)))
}

/// How often somebody went through a version in vain since they last passed it, and how often they may; `runs` has the newest first.
pub fn tries(conn: &mut Conn, person_id: Id, version: &Version, runs: &[Registration]) -> Result<Tries, Error> {
    let own = || runs.iter().filter(|run| run.course_version_id == version.id);
    let since_pass = own().take_while(|run| run.state != "passed");
    let failed = since_pass.filter(|run| run.state == "failed").count();
    let passed_at = own().find(|run| run.state == "passed").and_then(|run| run.finished_at);
    let granted = store::further::count(conn, person_id, version.id, passed_at)?;
    Ok(Tries {
        failed: u32::try_from(failed).unwrap_or(u32::MAX),
        allowed: version.attempts(),
        granted: u32::try_from(granted).unwrap_or(u32::MAX),
    })
}

/// Opens a module: its shuffles are drawn, and it can be gone through from now on.
fn open(conn: &mut Conn, learner: &Learner, run: &Run, index: usize) -> Result<(), Error> {
    let Some(module) = run.modules.get(index) else { return Ok(()) };
    let counting = module.document.0.questions().filter(|(_, question)| question.counts);
    let max_milli: u32 = counting.map(|(_, question)| question.max_milli()).sum();
    let attempt = Attempt {
        id: learner.chance.id(learner.now),
        registration_id: run.registration.id,
        module_id: module.id,
        number: 1,
        state: "running".to_owned(),
        seed: learner.chance.seed().cast_signed(),
        position: 0,
        score_milli: 0,
        max_milli: i32::try_from(max_milli).unwrap_or(i32::MAX),
        started_at: learner.now,
        updated_at: learner.now,
        finished_at: None,
    };
    store::insert_attempt(conn, &attempt)?;
    Telling::new(learner, run).opened(conn, index, &attempt)
}

/// An answer as it was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Made by whoever sends it: the same event is the same answer.
    pub event_id: Id,
    /// Name of the module.
    pub module: String,
    /// Id of the block.
    pub block: String,
    /// The values, as [`marking::read`] takes them.
    pub values: Vec<String>,
}

/// Keeps and marks an answer. The first answer to a question stays: sending another, or the same again, answers with the first.
pub fn answer(conn: &mut Conn, learner: &Learner, registration_id: Id, sent: &Sent) -> Result<(Run, Answered), Error> {
    let running = store::claim(conn, registration_id, learner.now)?;
    let mut run = Run::load(conn, learner.person_id, registration_id)?.ok_or(Error::NotFound)?;
    let index = run.module_index(&sent.module).ok_or(Error::NotFound)?;
    let (block, question) = run.question(index, &sent.block).ok_or(Error::NotFound)?;
    if let Some(given) = run.answer(index, &block) {
        let given = given.clone();
        return Ok((run, given));
    }
    if !running {
        return Err(Error::refused("player-over"));
    }
    if !run.is_reached(index, &block) {
        return Err(Error::refused("player-not-yet"));
    }
    let attempt = run.attempt(index).ok_or_else(|| Error::refused("player-not-yet"))?.clone();
    let layout = marking::layout(&block, &question, attempt.seed());
    let response = marking::read(&question, &layout, &sent.values).map_err(unreadable)?;
    let marked = marking::mark(&question, &response);
    let milli = |points: u32| i32::try_from(points).unwrap_or(i32::MAX);
    let answered = Answered {
        id: learner.chance.id(learner.now),
        attempt_id: attempt.id,
        block_id: block.to_string(),
        event_id: sent.event_id,
        response: Json(response),
        correct: marked.correct,
        score_milli: milli(marked.score_milli),
        max_milli: milli(marked.max_milli),
        answered_at: learner.now,
    };
    if !store::insert_answer(conn, &answered)? {
        return Err(Error::refused("player-event-used"));
    }
    count(conn, learner, attempt.clone(), &question, marked.score_milli)?;
    Telling::new(learner, &run).answered(conn, index, &block, &question, &answered, marked, &attempt)?;
    run.answers.push(answered.clone());
    Ok((run, answered))
}

fn count(conn: &mut Conn, learner: &Learner, mut attempt: Attempt, question: &Question, score_milli: u32) -> Result<(), Error> {
    if question.counts {
        attempt.score_milli = attempt.score_milli.saturating_add(i32::try_from(score_milli).unwrap_or(0));
    }
    attempt.updated_at = learner.now;
    Ok(store::update_attempt(conn, &attempt)?)
}

/// The field fault of something that is no answer.
pub fn unreadable(why: Unreadable) -> Error {
    Error::field(
        "answer",
        match why {
            Unreadable::Missing => "player-answer-missing",
            Unreadable::Unknown => "player-answer-unknown",
            Unreadable::TooMany => "player-answer-too-many",
            Unreadable::Twice => "player-answer-twice",
            Unreadable::NoNumber => "player-answer-no-number",
            Unreadable::TooLong => "player-answer-too-long",
        },
    )
}

/// Goes on from a screen: to the next one, into the next module, or to the end.
pub fn step(conn: &mut Conn, learner: &Learner, registration_id: Id, module: &str, screen: usize) -> Result<Next, Error> {
    let running = store::claim(conn, registration_id, learner.now)?;
    let run = Run::load(conn, learner.person_id, registration_id)?.ok_or(Error::NotFound)?;
    let index = run.module_index(module).ok_or(Error::NotFound)?;
    let screens = run.screens(index);
    let shown = screens.get(screen).ok_or(Error::NotFound)?;
    let Some(attempt) = run.attempt(index) else {
        return Err(Error::refused("player-not-yet"));
    };
    let furthest = usize::try_from(attempt.position).unwrap_or(0);
    if screen > furthest && !attempt.is_completed() {
        return Err(Error::refused("player-not-yet"));
    }
    let after = run.after(Spot { module: index, screen });
    if !running || attempt.is_completed() || screen < furthest {
        return Ok(after.map_or(Next::Finished, Next::Screen));
    }
    if let Some(key) = shown
        .question
        .and_then(|at| run.modules[index].document.0.blocks.get(at))
        .map(|block| &block.id)
        && run.answer(index, key).is_none()
    {
        return Err(Error::field("answer", "player-answer-missing"));
    }
    let mut attempt = attempt.clone();
    attempt.updated_at = learner.now;
    Telling::new(learner, &run).saw(conn, index, screen, &attempt)?;
    if screen + 1 < screens.len() {
        attempt.position = attempt.position.saturating_add(1);
        store::update_attempt(conn, &attempt)?;
        return Ok(Next::Screen(Spot {
            module: index,
            screen: screen + 1,
        }));
    }
    attempt.state = "completed".to_owned();
    attempt.finished_at = Some(learner.now);
    store::update_attempt(conn, &attempt)?;
    Telling::new(learner, &run).completed(conn, index, &attempt)?;
    let run = Run::load(conn, learner.person_id, registration_id)?.ok_or(Error::NotFound)?;
    match run.next_open() {
        Some(open_index) => {
            open(conn, learner, &run, open_index)?;
            Ok(Next::Screen(Spot {
                module: open_index,
                screen: 0,
            }))
        }
        None => {
            finish(conn, learner, &run)?;
            Ok(Next::Finished)
        }
    }
}

/// Ends a run that is through: its outcome, its statements and, where it is passed, its proof.
fn finish(conn: &mut Conn, learner: &Learner, run: &Run) -> Result<(), Error> {
    let sum = |points: fn(&Attempt) -> i32| {
        run.attempts
            .iter()
            .map(|attempt| u64::from(points(attempt).unsigned_abs()))
            .sum::<u64>()
    };
    let (score_milli, max_milli) = (sum(|attempt| attempt.score_milli), sum(|attempt| attempt.max_milli));
    let outcome = outcome(score_milli, max_milli, run.version.pass_mark());
    let state = if outcome.passed { "passed" } else { "failed" };
    let percent = outcome.percent.map(i32::from);
    if !store::finish(conn, run.registration.id, state, percent, learner.now)? {
        return Ok(());
    }
    Telling::new(learner, run).finished(conn, outcome.passed, score_milli, max_milli)?;
    if outcome.passed {
        let proof = NewEvidence {
            person_id: learner.person_id,
            course_id: run.course.id,
            course_version_id: Some(run.version.id),
            proven_on: learner.today,
            means: Means::Online,
            strength: Strength::MarkedByServer,
            note: None,
            registration_id: Some(run.registration.id),
            valid_until: None,
            score_percent: percent,
            file_id: None,
            worth: crate::rules::obligation::Worth::default(),
        };
        evidence::record(conn, &learner.chance, learner.now, &learner.by, &proof)?;
    }
    Ok(())
}

/// The key in a text; a text that is none names nothing.
pub(super) fn key(text: &str) -> Option<Key> {
    Key::new(text)
}
