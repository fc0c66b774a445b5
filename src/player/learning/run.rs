//! A run as it stands: the version with its modules, what was opened, what was answered.

use super::key;
use crate::courses::store as courses;
use crate::courses::{Course, Module, Version};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::player::store::{self, Answered, Attempt, Registration};
use crate::rules::course::{Key, Question, Screen, screens};
use crate::rules::id::Id;

/// A run with everything that belongs to it.
#[derive(Clone, Debug)]
pub struct Run {
    /// The run.
    pub registration: Registration,
    /// The course.
    pub course: Course,
    /// The version on which it began.
    pub version: Version,
    /// Its modules in order.
    pub modules: Vec<Module>,
    /// Those that were opened.
    pub attempts: Vec<Attempt>,
    /// What was answered.
    pub answers: Vec<Answered>,
}

/// A screen of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Place of the module, from 0.
    pub module: usize,
    /// Place of the screen in it, from 0.
    pub screen: usize,
}

impl Run {
    /// One of a person's runs; none where it is another's.
    pub fn load(conn: &mut Conn, person_id: Id, registration_id: Id) -> Result<Option<Self>, Error> {
        let Some(registration) = store::find(conn, person_id, registration_id)? else {
            return Ok(None);
        };
        let course = courses::find(conn, registration.course_id)?.ok_or(Error::NotFound)?;
        let version = courses::find_version_by_id(conn, registration.course_version_id)?.ok_or(Error::NotFound)?;
        Ok(Some(Self {
            modules: courses::modules_of(conn, version.id)?,
            attempts: store::attempts_of(conn, registration.id)?,
            answers: store::answers_of(conn, registration.id)?,
            registration,
            course,
            version,
        }))
    }

    /// Place of the module with this name.
    pub fn module_index(&self, name: &str) -> Option<usize> {
        self.modules.iter().position(|module| module.key == name)
    }

    /// The run through a module, once it was opened.
    pub fn attempt(&self, index: usize) -> Option<&Attempt> {
        let module = self.modules.get(index)?;
        self.attempts.iter().find(|attempt| attempt.module_id == module.id)
    }

    /// Whether a module was gone through.
    pub fn is_completed(&self, index: usize) -> bool {
        self.attempt(index).is_some_and(Attempt::is_completed)
    }

    /// The screens of a module.
    pub fn screens(&self, index: usize) -> Vec<Screen> {
        self.modules
            .get(index)
            .map(|module| screens(&module.document.0))
            .unwrap_or_default()
    }

    /// A question of a module.
    pub fn question(&self, index: usize, block: &str) -> Option<(Key, Question)> {
        let block = key(block)?;
        let question = self.modules.get(index)?.document.0.block(&block)?.question()?.clone();
        Some((block, question))
    }

    /// The answer to a question.
    pub fn answer(&self, index: usize, block: &Key) -> Option<&Answered> {
        let attempt = self.attempt(index)?;
        self.answers
            .iter()
            .find(|answer| answer.attempt_id == attempt.id && answer.block_id == block.as_str())
    }

    /// Whether the screen of a block was reached.
    pub fn is_reached(&self, index: usize, block: &Key) -> bool {
        let Some(at) = self
            .modules
            .get(index)
            .and_then(|module| module.document.0.blocks.iter().position(|b| b.id == *block))
        else {
            return false;
        };
        let screen = self.screens(index).iter().position(|screen| screen.blocks.contains(&at));
        screen.is_some_and(|screen| self.may_show(Spot { module: index, screen }))
    }

    /// Whether a screen may be shown: once reached, and all of them when the run is over.
    pub fn may_show(&self, spot: Spot) -> bool {
        let Some(attempt) = self.attempt(spot.module) else { return false };
        let furthest = usize::try_from(attempt.position).unwrap_or(0);
        spot.screen < self.screens(spot.module).len() && (attempt.is_completed() || spot.screen <= furthest)
    }

    /// The first module that is not gone through.
    pub fn next_open(&self) -> Option<usize> {
        (0..self.modules.len()).find(|index| !self.is_completed(*index))
    }

    /// Where somebody goes on; none where all is done.
    pub fn here(&self) -> Option<Spot> {
        let module = self.next_open()?;
        let screen = self
            .attempt(module)
            .map_or(0, |attempt| usize::try_from(attempt.position).unwrap_or(0));
        Some(Spot { module, screen })
    }

    /// The screen after this one, in whatever module.
    pub fn after(&self, spot: Spot) -> Option<Spot> {
        if spot.screen + 1 < self.screens(spot.module).len() {
            return Some(Spot {
                module: spot.module,
                screen: spot.screen + 1,
            });
        }
        (spot.module + 1 < self.modules.len()).then_some(Spot {
            module: spot.module + 1,
            screen: 0,
        })
    }

    /// The screen before this one.
    pub fn before(&self, spot: Spot) -> Option<Spot> {
        if spot.screen > 0 {
            return Some(Spot {
                module: spot.module,
                screen: spot.screen - 1,
            });
        }
        let module = spot.module.checked_sub(1)?;
        let screen = self.screens(module).len().saturating_sub(1);
        Some(Spot { module, screen })
    }

    /// Minutes of the modules that are not gone through.
    pub fn minutes_left(&self) -> u32 {
        let open = self.modules.iter().enumerate().filter(|(index, _)| !self.is_completed(*index));
        open.map(|(_, module)| module.minutes.unsigned_abs()).sum()
    }

    /// Where a screen stands.
    pub fn href(&self, spot: Spot) -> String {
        let module = self.modules.get(spot.module).map_or("", |module| module.key.as_str());
        href(self.registration.id, module, spot.screen)
    }
}

/// Where a screen of a module stands, the screens counted from 0.
pub fn href(registration_id: Id, module: &str, screen: usize) -> String {
    format!("/learning/{registration_id}/{module}/{}", screen + 1)
}
