//! A draft as a learner sees it, screen by screen, for pages and calls alike. Answers are marked and forgotten; what is right is told only to
//! whoever answered, as the player does.

use super::shown::{self, Given, ShownBlock, ShownQuestion};
use super::store::Module;
use crate::platform::state::State;
use crate::rules::course::{Language, screens};
use crate::rules::marking;

/// A screen of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Name of the module.
    pub module: String,
    /// Number of the screen, from 1.
    pub screen: usize,
}

/// What a screen shows.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Title of the module.
    pub title: String,
    /// How many screens the module has.
    pub screens: usize,
    /// What tells and shows.
    pub blocks: Vec<ShownBlock>,
    /// What asks.
    pub question: Option<ShownQuestion>,
    /// Why the answer that was sent cannot be read.
    pub unreadable: Option<String>,
    /// The screen before.
    pub back: Option<Place>,
    /// The screen after.
    pub next: Option<Place>,
}

impl Preview {
    /// A screen of a draft's module, with what was answered; none where there is no such screen.
    pub fn of(state: &State, modules: &[Module], at: &Place, language: Language, sent: Option<&[String]>) -> Option<Self> {
        let index = modules.iter().position(|module| module.key == at.module)?;
        let module = modules.get(index)?;
        let all = screens(&module.document.0);
        let number = at.screen.checked_sub(1)?;
        let screen = all.get(number)?;
        let place = |module: &Module, screen: usize| Place {
            module: module.key.clone(),
            screen,
        };
        let before = index.checked_sub(1).and_then(|before| modules.get(before));
        let mut preview = Self {
            title: module.title.0.text(language).to_owned(),
            screens: all.len(),
            blocks: Vec::new(),
            question: None,
            unreadable: None,
            back: match number {
                0 => before.map(|before| place(before, 1)),
                _ => Some(place(module, number)),
            },
            next: if at.screen < all.len() {
                Some(place(module, at.screen + 1))
            } else {
                modules.get(index + 1).map(|next| place(next, 1))
            },
        };
        for block in module.document.0.blocks.get(screen.blocks.clone()).unwrap_or_default() {
            let Some(question) = block.question() else {
                preview.blocks.extend(shown::block(state, block, language));
                continue;
            };
            let layout = marking::layout(&block.id, question, 0);
            let values = sent.unwrap_or_default();
            let read = sent.map(|values| marking::read(question, &layout, values));
            if let Some(Err(why)) = &read {
                preview.unreadable = Some(why.to_string());
            }
            let response = read.and_then(Result::ok);
            let given = Given {
                correct: response.as_ref().is_some_and(|response| marking::mark(question, response).correct),
                response: response.as_ref(),
                due: true,
                sent: values,
            };
            preview.question = Some(shown::question(&block.id, question, &layout, &given, language));
        }
        Some(preview)
    }
}
