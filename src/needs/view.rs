//! How much of a training need somebody may see.

use super::store::{Listed, NeedEvent};
use crate::duties::declared::TRAINING_NEED;
use crate::duties::{self, Entry};
use crate::organisations::{Scope, store as organisations};
use crate::people::Actor;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::need::State;
use crate::rules::person::Action;
use chrono::NaiveDate;
use std::collections::HashMap;

/// On which side somebody looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// For the manufacturer: everything.
    Manufacturer,
    /// For who asks: everything of their own, of others how many.
    Own,
    /// For who joined: what is asked and answered, and how many.
    Joined,
    /// For who could join: what is asked, and how many.
    Other,
}

/// On which side somebody looks at a need; none: it is not theirs to see.
pub fn sight(actor: &Actor, scope: &Scope, found: &Listed) -> Option<Sight> {
    if scope.covers(&found.path) {
        return Some(if actor.may(Action::SeeNetwork) {
            Sight::Manufacturer
        } else {
            Sight::Own
        });
    }
    if found.joins.iter().any(|(_, _, path)| scope.covers(path)) {
        return Some(Sight::Joined);
    }
    let joinable = matches!(found.need.state(), State::Open | State::Answered);
    (joinable && actor.may(Action::AskTraining)).then_some(Sight::Other)
}

/// Whether an event may be shown on a side: what others said to the manufacturer stays between them.
pub fn shows(conn: &mut Conn, sight: Sight, scope: &Scope, event: &NeedEvent) -> Result<bool, Error> {
    Ok(match (sight, event.organisation_id) {
        (Sight::Manufacturer, _) | (_, None) => true,
        (Sight::Other, Some(_)) => false,
        (_, Some(id)) => organisations::find(conn, scope, id)?.is_some(),
    })
}

/// The most pressing duty about each need, to whomever within the scope.
pub fn owed(conn: &mut Conn, scope: &Scope, today: NaiveDate) -> Result<HashMap<Id, Entry>, Error> {
    let mut owed = HashMap::new();
    // They come in order, the most pressing first.
    for entry in duties::entries(conn, scope, today)? {
        if entry.declared.kind.key == TRAINING_NEED.kind.key {
            owed.entry(entry.duty.subject_id).or_insert(entry);
        }
    }
    Ok(owed)
}
