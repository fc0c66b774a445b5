//! Pages: what is asked, asking, answering, joining.

pub mod answer;
pub mod ask;
pub mod join;
pub mod list;
pub mod need;
pub mod reason;

use super::pages::NeedRow;
use super::store::Listed;
use super::view::Sight;
use crate::duties::{Entry, told};
use crate::rules::duty::Status;
use crate::rules::need::State;

/// The mark of a need's state; of an open one that of the duty to answer.
fn mark(state: State, owed: Option<&Entry>) -> &'static str {
    match state {
        State::Open => owed.map_or("open", |entry| told::mark(entry.standing.status)),
        State::Answered => "half",
        State::Settled => "satisfied",
        State::Withdrawn => "waived",
    }
}

fn row(found: &Listed, title: String, sight: Sight, owed: Option<&Entry>) -> NeedRow {
    let state = found.need.state();
    let owed = owed.filter(|_| state == State::Open);
    let id = found.need.id;
    NeedRow {
        href: match sight {
            Sight::Other => format!("/needs/{id}/joining/new"),
            _ => format!("/needs/{id}"),
        },
        title,
        organisation: matches!(sight, Sight::Manufacturer | Sight::Own).then(|| found.organisation.clone()),
        people: found.people(),
        joined: found.joins.len(),
        wanted_by_on: found.need.wanted_by_on,
        language: found.need.language.to_uppercase(),
        state: state.as_str(),
        mark: mark(state, owed),
        answer_on: owed.and_then(|entry| entry.standing.breached_on.or(entry.standing.due_on)),
        breached: owed.is_some_and(|entry| entry.standing.status == Status::Breached),
    }
}
