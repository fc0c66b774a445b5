//! A screen of a run as somebody sees it, for pages and API alike.

use super::learning::{Run, Spot};
use crate::courses::shown::{self, Given, ShownBlock, ShownQuestion};
use crate::platform::state::State;
use crate::rules::course::Language;
use crate::rules::marking;
use serde::Serialize;
use utoipa::ToSchema;

/// What stands on a screen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct ShownScreen {
    /// What tells and shows, in order.
    pub blocks: Vec<ShownBlock>,
    /// What asks, last.
    pub question: Option<ShownQuestion>,
    /// Language in which something is shown because the one asked for is missing.
    pub foreign: Option<&'static str>,
}

/// The screen at this spot; `sent` is what came back with a fault. Right answers are filled in only where they are due.
pub fn screen(state: &State, run: &Run, spot: Spot, language: Language, sent: &[String]) -> Option<ShownScreen> {
    let module = run.modules.get(spot.module)?;
    let attempt = run.attempt(spot.module)?;
    let screens = run.screens(spot.module);
    let range = screens.get(spot.screen)?.blocks.clone();
    let document = &module.document.0;
    let mut shown = ShownScreen::default();
    for block in document.blocks.get(range)? {
        let Some(question) = block.question() else {
            shown.blocks.extend(shown::block(state, block, language));
            continue;
        };
        let answer = run.answer(spot.module, &block.id);
        let given = Given {
            response: answer.map(|answer| &answer.response.0),
            correct: answer.is_some_and(|answer| answer.correct),
            due: document.reveal.is_due(!run.registration.is_running()),
            sent,
        };
        let layout = marking::layout(&block.id, question, attempt.seed());
        shown.question = Some(shown::question(&block.id, question, &layout, &given, language));
    }
    let of_question = shown.question.as_ref().and_then(|question| question.foreign);
    shown.foreign = shown.blocks.iter().find_map(|block| block.foreign).or(of_question);
    Some(shown)
}
