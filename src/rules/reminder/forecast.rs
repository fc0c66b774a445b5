//! The forecast: the plan over days to come, without writing.

use super::plan::{FURTHEST_MOVE_DAYS, decide, tracks};
use super::{Addressee, Calendar, Claim, Fate, Journal, Key, Ladder, Obligation};
use crate::rules::id::Id;
use chrono::NaiveDate;
use std::collections::HashMap;

/// A notice that would go out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Forecast {
    /// The recipient's local date.
    pub on: NaiveDate,
    /// The notice.
    pub key: Key,
    /// The role under which the recipient would be told.
    pub role: Addressee,
}

/// What would go out from the first to the last of these days, both included, in order (rule 10). Nobody satisfies anything in between,
/// there is no brake, and a partner whose reminders are not switched on counts as switched on on the first day.
pub fn forecast(
    obligations: &[Obligation],
    ladders: &HashMap<Id, Ladder>,
    journal: &Journal,
    calendar: &Calendar,
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<Forecast> {
    let mut found = Vec::new();
    for obligation in obligations {
        if let Some(ladder) = ladders.get(&obligation.requirement_id) {
            let mut obligation = obligation.clone();
            obligation.reminders_since_on.get_or_insert(from);
            found.extend(of_one(&obligation, ladder, journal, calendar, from, to));
        }
    }
    found.sort_unstable();
    found
}

/// The recipients' days are told apart from the days in which the obligation stands: somebody in Auckland hears on the next date.
fn of_one(
    obligation: &Obligation,
    ladder: &Ladder,
    journal: &Journal,
    calendar: &Calendar,
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<Forecast> {
    let mut found = Vec::new();
    let mut decided = Journal::default();
    let mut dues: Vec<NaiveDate> = obligation.standings.iter().filter_map(|standing| standing.due_on).collect();
    dues.sort_unstable();
    dues.dedup();
    for due_on in dues {
        let reach = (to - due_on).num_days() + FURTHEST_MOVE_DAYS;
        for track in tracks(obligation, ladder, calendar, due_on, reach).values() {
            let zone = track.holder.person.zone;
            for day in from.iter_days().take_while(|day| *day <= to) {
                let at = calendar.opens_at(day, zone).utc().with_timezone(&obligation.zone);
                let standing = obligation.on(at.date_naive()).filter(|standing| standing.due_on == Some(due_on));
                let Some(standing) = standing.filter(|standing| standing.claim != Claim::Nothing) else {
                    continue;
                };
                if journal.told_on(track.holder.person.id, day) {
                    continue;
                }
                for decision in decide(obligation, standing, track, &[journal, &decided], day) {
                    if decision.fate == Fate::Planned {
                        found.push(Forecast {
                            on: day,
                            key: decision.key,
                            role: decision.role,
                        });
                    }
                    let fate = if decision.fate == Fate::Planned {
                        Fate::Sent
                    } else {
                        decision.fate
                    };
                    decided.enter(decision.key, fate, decision.step_on);
                }
            }
        }
    }
    found
}
