//! What is sent and answered.

use crate::courses::api::TextsShape;
use crate::courses::{Course, Version};
use crate::platform::state::State;
use crate::player::learning::{Run, Sent, Spot};
use crate::player::show::{self, ShownScreen};
use crate::player::store::{Answered, Registration};
use crate::rules::course::{Language, Texts};
use crate::rules::id::{Id, Instant};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A run through a course.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegistrationShape {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    pub id: Id,
    /// Code of the course.
    pub course: String,
    /// Number of the version, to the end.
    pub version: i32,
    /// Title of the version.
    #[schema(value_type = TextsShape)]
    pub title: Texts,
    /// `running`, `passed`, `failed` or `superseded`.
    pub state: String,
    /// Result in per cent, once finished, where something counted.
    pub score_percent: Option<i32>,
    /// When it began.
    #[schema(value_type = chrono::DateTime<chrono::Utc>)]
    pub started_at: Instant,
    /// When it ended.
    #[schema(value_type = Option<chrono::DateTime<chrono::Utc>>)]
    pub finished_at: Option<Instant>,
}

impl RegistrationShape {
    /// From the rows.
    pub fn of(registration: &Registration, course: &Course, version: &Version) -> Self {
        Self {
            id: registration.id,
            course: course.code.clone(),
            version: version.number,
            title: version.title.0.clone(),
            state: registration.state.clone(),
            score_percent: registration.score_percent,
            started_at: registration.started_at,
            finished_at: registration.finished_at,
        }
    }
}

/// A run with its outline and where it goes on.
#[derive(Debug, Serialize, ToSchema)]
pub struct RunShape {
    /// The run.
    pub registration: RegistrationShape,
    /// The modules in order.
    pub modules: Vec<StepOfRun>,
    /// Minutes of the modules that are not done.
    pub minutes_left: u32,
    /// Where it goes on; null once finished.
    pub here: Option<Place>,
}

/// A module of a run.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepOfRun {
    /// Name.
    pub module: String,
    /// Title in the caller's language, else the next one.
    pub title: String,
    /// Minutes it takes.
    pub minutes: i32,
    /// How many screens it has.
    pub screens: usize,
    /// `done`, `open` or `closed`.
    pub state: &'static str,
}

/// A screen of a run.
#[derive(Debug, Serialize, ToSchema)]
pub struct Place {
    /// Name of the module.
    pub module: String,
    /// Number of the screen, from 1.
    pub screen: usize,
}

impl RunShape {
    /// From a run.
    pub fn of(run: &Run, language: Language) -> Self {
        let step = |(index, module): (usize, &crate::courses::Module)| StepOfRun {
            module: module.key.clone(),
            title: module.title.0.text(language).to_owned(),
            minutes: module.minutes,
            screens: run.screens(index).len(),
            state: match run.attempt(index) {
                Some(attempt) if attempt.is_completed() => "done",
                Some(_) => "open",
                None => "closed",
            },
        };
        Self {
            registration: RegistrationShape::of(&run.registration, &run.course, &run.version),
            modules: run.modules.iter().enumerate().map(step).collect(),
            minutes_left: run.minutes_left(),
            here: run.here().filter(|_| run.registration.is_running()).map(|spot| place(run, spot)),
        }
    }
}

fn place(run: &Run, spot: Spot) -> Place {
    Place {
        module: run.modules.get(spot.module).map(|module| module.key.clone()).unwrap_or_default(),
        screen: spot.screen + 1,
    }
}

/// What stands on a screen.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScreenShape {
    /// Where it is.
    pub place: Place,
    /// What it shows.
    pub content: ShownScreen,
}

impl ScreenShape {
    /// A screen of a run.
    pub fn of(state: &State, run: &Run, spot: Spot, language: Language) -> Option<Self> {
        Some(Self {
            place: place(run, spot),
            content: show::screen(state, run, spot, language, &[])?,
        })
    }
}

/// A run to begin.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRegistration {
    /// Code of the course.
    pub course: String,
}

/// An answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAnswer {
    /// Made by the caller: the same event is the same answer.
    #[schema(value_type = uuid::Uuid)]
    pub event_id: Id,
    /// Name of the module.
    pub module: String,
    /// Id of the question's block.
    pub block: String,
    /// The places chosen; `true` or `false`; the places in order; for each left side the place of its right side; the number; what is typed
    /// into each gap.
    pub values: Vec<String>,
}

/// What became of an answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerShape {
    /// Id of the question's block.
    pub block: String,
    /// Whether it was right; null while that is not due.
    pub correct: Option<bool>,
    /// Points earned, in thousandths; null while that is not due.
    pub score_milli: Option<i32>,
    /// Most of them, in thousandths.
    pub max_milli: i32,
    /// When it was kept.
    #[schema(value_type = chrono::DateTime<chrono::Utc>)]
    pub answered_at: Instant,
}

impl AnswerShape {
    /// The answer that was kept, as far as it may be told.
    pub fn of(run: &Run, sent: &Sent, answered: &Answered) -> Self {
        let module = run.module_index(&sent.module).and_then(|index| run.modules.get(index));
        let due = module.is_some_and(|module| module.document.0.reveal.is_due(!run.registration.is_running()));
        Self {
            block: answered.block_id.clone(),
            correct: due.then_some(answered.correct),
            score_milli: due.then_some(answered.score_milli),
            max_milli: answered.max_milli,
            answered_at: answered.answered_at,
        }
    }
}

/// The screen that one leaves.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStep {
    /// Name of the module.
    pub module: String,
    /// Number of the screen, from 1.
    pub screen: usize,
}

/// Where a step led.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepShape {
    /// The next screen; null at the end.
    pub next: Option<Place>,
    /// The run, finished or not.
    pub registration: RegistrationShape,
}

impl StepShape {
    /// From a run.
    pub fn of(run: &Run, next: Option<Spot>) -> Self {
        Self {
            next: next.map(|spot| place(run, spot)),
            registration: RegistrationShape::of(&run.registration, &run.course, &run.version),
        }
    }
}
