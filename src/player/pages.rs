//! What the player's pages show.

pub mod further;
mod samples;

pub use further::{FurtherPage, GrantedRow};

use super::show::ShownScreen;
use crate::courses::shown::ShownBlock;
use crate::people::menu::Menu;
use crate::platform::views::{Frame, Page, Shell};
use crate::rules::id::Instant;
use serde::Serialize;

/// A step in an outline.
#[derive(Clone, Debug, Serialize)]
pub struct OutlineStep {
    /// Title of the module.
    pub title: String,
    /// Minutes it takes.
    pub minutes: i32,
    /// Whether it is gone through.
    pub done: bool,
    /// `step` where one is, else `false`, as `aria-current` has it.
    pub current: &'static str,
    /// The mark of its state.
    pub mark: &'static str,
    /// Where it can be seen; none while it is closed.
    pub href: Option<String>,
}

impl OutlineStep {
    /// A module that is `done`, where one is (`now`), or still `open`.
    pub fn new(title: String, minutes: i32, state: &str, href: Option<String>) -> Self {
        let (done, current) = (state == "done", state == "now");
        let mark = match (done, current) {
            (true, _) => "satisfied",
            (_, true) => "half",
            _ => "open",
        };
        Self {
            title,
            minutes,
            done,
            current: if current { "step" } else { "false" },
            mark,
            href,
        }
    }

    /// `done`, `now` or `open`.
    pub fn state(&self) -> &'static str {
        match (self.done, self.current == "step") {
            (true, _) => "done",
            (_, true) => "now",
            _ => "open",
        }
    }
}

/// One screen of a module.
#[derive(Clone, Debug, Serialize)]
pub struct ScreenPage {
    /// Title of the version.
    pub course_title: String,
    /// Code of the course.
    pub code: String,
    /// Number of the version.
    pub version: i32,
    /// The modules.
    pub steps: Vec<OutlineStep>,
    /// The same as a bar of at most twelve.
    pub segments: Vec<&'static str>,
    /// Number of the module, from 1.
    pub step: usize,
    /// How many modules there are.
    pub total: usize,
    /// Minutes of the modules that are not done.
    pub minutes_left: u32,
    /// Title of the module.
    pub title: String,
    /// Code of the language in which something is shown because the reader's is missing.
    pub foreign: Option<&'static str>,
    /// What stands on the screen.
    pub content: ShownScreen,
    /// The screen's only picture, which stands beside on desks.
    pub beside: Option<ShownBlock>,
    /// Whether the other answers can be unfolded.
    pub others: bool,
    /// Made anew for each drawing; the same event is the same answer.
    pub event_id: String,
    /// Where the form goes.
    pub action: String,
    /// The screen before.
    pub back: Option<String>,
    /// Where leaving leads.
    pub leave_url: String,
    /// Whether the question waits for an answer.
    pub asks: bool,
    /// Whether going on ends the course.
    pub last: bool,
    /// What is wrong with the answer that was sent.
    pub fault: Option<String>,
    /// Pass mark in per cent.
    pub pass_mark: Option<i32>,
    /// Runs allowed.
    pub attempts_allowed: Option<i32>,
    /// Whether the run is over and only looked at again.
    pub review: bool,
}

/// A course before, between and after its runs.
#[derive(Clone, Debug, Serialize)]
pub struct CoursePage {
    /// Code.
    pub code: String,
    /// Number of the version.
    pub version: i32,
    /// Title.
    pub title: String,
    /// What it is about.
    pub summary: Option<String>,
    /// Language of the summary where it is another.
    pub foreign: Option<&'static str>,
    /// Minutes it takes.
    pub minutes: i32,
    /// The modules.
    pub steps: Vec<OutlineStep>,
    /// Pass mark in per cent.
    pub pass_mark: Option<i32>,
    /// Runs allowed.
    pub attempts_allowed: Option<i32>,
    /// Where it goes on.
    pub resume_url: Option<String>,
    /// Whether a run may begin.
    pub may_begin: bool,
    /// Whether it is not the first one.
    pub again: bool,
    /// Where a run begins.
    pub begin_url: String,
    /// Why none may begin.
    pub refusal: Option<String>,
    /// The last run that is over.
    pub last_url: Option<String>,
    /// Whether it was passed.
    pub last_passed: bool,
}

/// How a run ended.
#[derive(Clone, Debug, Serialize)]
pub struct ResultPage {
    /// Title of the version.
    pub title: String,
    /// `passed`, `failed` or `superseded`.
    pub state: String,
    /// Whether there is a score.
    pub percent_shown: bool,
    /// Score in per cent.
    pub score: i32,
    /// Pass mark in per cent.
    pub pass_mark: Option<i32>,
    /// When it ended.
    pub finished_at: Option<Instant>,
    /// Whether runs are counted.
    pub left_shown: bool,
    /// Runs left.
    pub left: u32,
    /// Whether it was failed and none is left.
    pub used_up: bool,
    /// Where another run begins, where that is what comes next.
    pub again_url: Option<String>,
    /// Where the content can be read again.
    pub review_url: Option<String>,
}

impl Page for ScreenPage {
    const TEMPLATE: &'static str = "player/screen";

    fn samples() -> Vec<Self> {
        samples::screens()
    }

    fn sample_frame() -> Frame {
        let mut frame = Menu::Learner.sample_frame("/training");
        frame.shell = Shell::Bare;
        frame
    }
}

impl Page for CoursePage {
    const TEMPLATE: &'static str = "player/course";

    fn samples() -> Vec<Self> {
        samples::courses()
    }

    fn sample_frame() -> Frame {
        Menu::Learner.sample_frame("/training")
    }
}

impl Page for ResultPage {
    const TEMPLATE: &'static str = "player/result";

    fn samples() -> Vec<Self> {
        samples::results()
    }

    fn sample_frame() -> Frame {
        Menu::Learner.sample_frame("/training")
    }
}

crate::samples! { pages: ScreenPage, CoursePage, ResultPage, FurtherPage }
