//! The statements of a run.

use super::{Learner, Run};
use crate::lrs::store as lrs;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::player::store::{Answered, Attempt};
use crate::rules::course::{Key, Question, Texts};
use crate::rules::marking::Marked;
use crate::rules::xapi::{self, Place, ResultObject, Statement, Step, Verb};

/// Writes what somebody did in a run.
pub(super) struct Telling<'t> {
    learner: &'t Learner,
    run: &'t Run,
}

impl<'t> Telling<'t> {
    pub(super) fn new(learner: &'t Learner, run: &'t Run) -> Self {
        Self { learner, run }
    }

    pub(super) fn began(&self, conn: &mut Conn) -> Result<(), Error> {
        let statement = self.statement(Verb::Initialized, &self.course(), Some(&self.run.version.title.0), None);
        self.keep(conn, None, vec![statement])
    }

    pub(super) fn opened(&self, conn: &mut Conn, index: usize, attempt: &Attempt) -> Result<(), Error> {
        self.about_module(conn, index, attempt, Verb::Initialized, None)
    }

    pub(super) fn completed(&self, conn: &mut Conn, index: usize, attempt: &Attempt) -> Result<(), Error> {
        let result = ResultObject {
            completion: Some(true),
            duration: Some(xapi::duration(*self.learner.now - *attempt.started_at)),
            ..ResultObject::default()
        };
        self.about_module(conn, index, attempt, Verb::Completed, Some(result))
    }

    /// The blocks of a screen that were seen; questions have their own statement.
    pub(super) fn saw(&self, conn: &mut Conn, index: usize, screen: usize, attempt: &Attempt) -> Result<(), Error> {
        let (Some(module), Some(shown)) = (self.run.modules.get(index), self.run.screens(index).get(screen).cloned()) else {
            return Ok(());
        };
        let Some(key) = Key::new(&module.key) else { return Ok(()) };
        let blocks = module.document.0.blocks.get(shown.blocks).unwrap_or_default();
        let told = blocks.iter().filter(|block| block.question().is_none()).map(|block| {
            let place = Place {
                module: Some(&key),
                block: Some(&block.id),
                ..self.course()
            };
            self.statement(Verb::Experienced, &place, None, None)
        });
        self.keep(conn, Some(attempt), told.collect())
    }

    pub(super) fn answered(
        &self,
        conn: &mut Conn,
        index: usize,
        block: &Key,
        question: &Question,
        answered: &Answered,
        marked: Marked,
        attempt: &Attempt,
    ) -> Result<(), Error> {
        let Some(module) = self.run.modules.get(index) else { return Ok(()) };
        let Some(key) = Key::new(&module.key) else { return Ok(()) };
        let place = Place {
            module: Some(&key),
            block: Some(block),
            ..self.course()
        };
        // Whoever reads their own statements learns no more than their pages show.
        let due = module.document.0.reveal.is_due(false).then_some(marked);
        let took = *self.learner.now - *attempt.updated_at;
        let statement = xapi::answered(self.step(), &place, question, &answered.response.0, due, took);
        self.keep(conn, Some(attempt), vec![statement])
    }

    pub(super) fn finished(&self, conn: &mut Conn, passed: bool, score_milli: u64, max_milli: u64) -> Result<(), Error> {
        let took = xapi::duration(*self.learner.now - *self.run.registration.started_at);
        let course = self.course();
        let title = &self.run.version.title.0;
        let completed = ResultObject {
            completion: Some(true),
            duration: Some(took.clone()),
            ..ResultObject::default()
        };
        let outcome = ResultObject {
            score: xapi::score(score_milli, max_milli),
            success: Some(passed),
            duration: Some(took.clone()),
            ..ResultObject::default()
        };
        let ended = ResultObject {
            duration: Some(took),
            ..ResultObject::default()
        };
        let verb = if passed { Verb::Passed } else { Verb::Failed };
        let told = vec![
            self.statement(Verb::Completed, &course, Some(title), Some(completed)),
            self.statement(verb, &course, Some(title), Some(outcome)),
            self.statement(Verb::Terminated, &course, Some(title), Some(ended)),
        ];
        self.keep(conn, None, told)
    }

    fn about_module(
        &self,
        conn: &mut Conn,
        index: usize,
        attempt: &Attempt,
        verb: Verb,
        result: Option<ResultObject>,
    ) -> Result<(), Error> {
        let Some(module) = self.run.modules.get(index) else { return Ok(()) };
        let Some(key) = Key::new(&module.key) else { return Ok(()) };
        let place = Place {
            module: Some(&key),
            ..self.course()
        };
        let statement = self.statement(verb, &place, Some(&module.title.0), result);
        self.keep(conn, Some(attempt), vec![statement])
    }

    fn course(&self) -> Place<'_> {
        Place {
            home: &self.learner.home,
            course: &self.run.course.code,
            version: self.run.version.number,
            module: None,
            block: None,
        }
    }

    fn step(&self) -> Step {
        Step {
            id: self.learner.chance.id(self.learner.now),
            person: self.learner.person_id,
            registration: self.run.registration.id,
            language: self.learner.language,
            at: self.learner.now,
        }
    }

    fn statement(&self, verb: Verb, place: &Place<'_>, name: Option<&Texts>, result: Option<ResultObject>) -> Statement {
        xapi::statement(self.step(), verb, place, name, result)
    }

    fn keep(&self, conn: &mut Conn, attempt: Option<&Attempt>, statements: Vec<Statement>) -> Result<(), Error> {
        Ok(lrs::insert(
            conn,
            self.learner.person_id,
            attempt.map(|attempt| attempt.id),
            statements,
        )?)
    }
}
