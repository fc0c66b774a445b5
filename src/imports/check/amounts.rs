//! What the rows of an amounts file come to.

use super::completions::{Plan, persons};
use super::{Decision, Task, Verdicts, verdicts};
use crate::evidence::bulk as evidence;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::import::{Outcome, Reason, Refusal, amount};
use crate::rules::obligation::Worth;
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap};

/// Who completed which course on which day.
type Key = (Id, String, NaiveDate);

/// Compares a file with what is on record. Evidence is never edited: a day of a course that is on record with another worth is refused.
pub(in crate::imports) fn decide(conn: &mut Conn, task: &Task<'_>) -> Result<Verdicts, Error> {
    let today = task.latest_today();
    let mut lines = task.parse("person_external_id", |cells| amount::row(cells, today));
    let persons = persons(conn, task, &lines)?;
    let ids: BTreeSet<Id> = persons.values().copied().collect();
    let mut told: HashMap<Key, Vec<(Worth, Option<u32>)>> = HashMap::new();
    for (person_id, course, on, worth) in evidence::worths(conn, &ids.into_iter().collect::<Vec<_>>())? {
        told.entry((person_id, course, on)).or_default().push((worth, None));
    }
    let mut decisions = HashMap::with_capacity(lines.len());
    for line in &mut lines {
        let Ok(row) = &line.said else { continue };
        let Some(person_id) = persons.get(&row.completion.person_external_id).copied() else {
            line.refuse(|| Refusal::new("person_external_id", Reason::Unknown));
            continue;
        };
        let plan = Plan::of(person_id, &row.completion, row.worth);
        let there = told.entry((person_id, plan.course.clone(), plan.on)).or_default();
        let decision = match there.first() {
            // Told before with the same worth, in the file or here: one fact is recorded once.
            Some(_) if there.iter().any(|(worth, _)| *worth == row.worth) => Decision::unchanged(person_id),
            Some((_, Some(line_before))) => {
                let line_before = *line_before;
                line.refuse(|| Refusal::new("completed_on", Reason::Twice).with("line", line_before));
                continue;
            }
            Some((_, None)) => {
                line.refuse(|| Refusal::new("completed_on", Reason::Taken));
                continue;
            }
            None => {
                there.push((row.worth, Some(line.row.line)));
                Decision::of(Outcome::New, person_id, &plan, Vec::new())?
            }
        };
        decisions.insert(line.row.line, decision);
    }
    Ok(Verdicts {
        rows: verdicts(lines, decisions),
        leavers: 0,
    })
}
