//! Pages: documents, one document, handing one in.

pub mod document;
pub mod hand_in;
pub mod list;

use crate::rules::document::State;

/// The mark of a state.
fn mark(state: State) -> &'static str {
    match state {
        State::Waiting => "open",
        State::Recognised => "satisfied",
        State::Declined => "refused",
        State::Withdrawn => "waived",
    }
}
