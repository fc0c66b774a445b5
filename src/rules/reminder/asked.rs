//! A reminder that somebody asks for by hand, beside the ladder: once for each person, requirement, due date and day.

use super::recipient::recipients;
use super::{Addressee, Decision, Fate, Key, Obligation, Reason};
use crate::rules::id::Instant;
use crate::rules::obligation::Status;

/// The notice that is told because somebody asks for it, to the person or else to whoever stands in for them, or why there is none. Its step
/// is the day on which it is asked for, so that asking twice on a day is the same notice, and a step of the ladder on that day is too.
///
/// `status` is how the obligation stands: whoever has a proof that is in force is not reminded by hand.
pub fn asked(obligation: Option<&Obligation>, status: Status, now: Instant) -> Result<Vec<Decision>, Reason> {
    let obligation = obligation.filter(|_| status != Status::Valid).ok_or(Reason::NothingOwed)?;
    let (_, due_on) = obligation.owed_at(now).ok_or(Reason::NothingOwed)?;
    if obligation.reminders_since_on.is_none() {
        return Err(Reason::SwitchedOff);
    }
    let told = recipients(
        &[Addressee::Learner],
        &obligation.learner,
        &obligation.supervisors,
        &obligation.office,
    );
    let decision = |(role, holder): (Addressee, &super::Holder)| {
        let today = now.utc().with_timezone(&holder.person.zone).date_naive();
        Decision {
            key: Key {
                person_id: obligation.person_id,
                requirement_id: obligation.requirement_id,
                due_on,
                offset_days: i32::try_from((today - due_on).num_days()).ok(),
                recipient_id: holder.person.id,
            },
            role,
            step_on: today,
            fate: Fate::Planned,
            reason: Some(Reason::ByHand),
        }
    };
    // An offset that is none would be the word that nothing is owed any more.
    let decisions: Vec<Decision> = told.into_iter().map(decision).filter(|one| one.key.offset_days.is_some()).collect();
    if decisions.is_empty() {
        return Err(Reason::NotTheirs);
    }
    Ok(decisions)
}

/// Whether what somebody asked for is still to be told at this instant (rule 7), or why not. No ladder is asked.
pub fn still_asked(obligation: Option<&Obligation>, status: Option<Status>, key: &Key, now: Instant) -> Result<(), Reason> {
    let decisions = asked(obligation, status.ok_or(Reason::NothingOwed)?, now)?;
    if decisions.iter().any(|one| one.key.due_on != key.due_on) {
        return Err(Reason::DueMoved);
    }
    match decisions.iter().any(|one| one.key.recipient_id == key.recipient_id) {
        true => Ok(()),
        false => Err(Reason::NotTheirs),
    }
}
