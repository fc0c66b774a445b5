//! What the rows of an amounts file come to.

use super::completions::{Plan, persons};
use super::{Decision, Task, Verdicts, verdicts};
use crate::evidence::bulk::{self as evidence, Standing};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::import::amount::{self, Row};
use crate::rules::import::{Change, Outcome, Reason, Refusal, differences};
use crate::rules::obligation::{Amount, Worth};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// Who completed which course on which day.
type Key = (Id, String, NaiveDate);

/// A proof of a file that another file puts right: the one is revoked, the other recorded in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The one that is revoked.
    pub replaces: Id,
    /// What is recorded instead.
    pub plan: Plan,
}

/// What is told of a day of a course: on record, and by a line of the file before.
#[derive(Default)]
struct Told {
    standing: Vec<Standing>,
    line: Option<(u32, Worth)>,
}

/// Compares a file with what is on record. Evidence is never edited: where a file told another worth before, that proof is revoked and a new
/// one recorded; what was proven in any other way no file puts right.
pub(in crate::imports) fn decide(conn: &mut Conn, task: &Task<'_>) -> Result<Verdicts, Error> {
    let today = task.latest_today();
    let mut lines = task.parse("person_external_id", |cells| amount::row(cells, today));
    let persons = persons(conn, task, &lines)?;
    let ids: BTreeSet<Id> = persons.values().copied().collect();
    let mut told: HashMap<Key, Told> = HashMap::new();
    for one in evidence::standing(conn, &ids.into_iter().collect::<Vec<_>>())? {
        let key = (one.person_id, one.course.clone(), one.on);
        told.entry(key).or_default().standing.push(one);
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
        let decision = match (there.line, there.standing.as_slice()) {
            // Told before with the same worth, in the file or here: one fact is recorded once.
            (Some((_, worth)), _) if worth == row.worth => Decision::unchanged(person_id),
            (Some((before, _)), _) => {
                line.refuse(|| Refusal::new("completed_on", Reason::Twice).with("line", before));
                continue;
            }
            (None, standing) if standing.iter().any(|one| one.worth == row.worth) => Decision::unchanged(person_id),
            (None, []) => Decision::of(Outcome::New, person_id, &plan, Vec::new())?,
            (None, [one]) if one.imported => {
                let correction = corrected(one, row, plan);
                Decision::of(Outcome::Changed, person_id, &correction, changes(one.worth, row.worth))?
            }
            (None, _) => {
                line.refuse(|| Refusal::new("completed_on", Reason::Taken));
                continue;
            }
        };
        there.line = Some((line.row.line, row.worth));
        decisions.insert(line.row.line, decision);
    }
    Ok(Verdicts {
        rows: verdicts(lines, decisions),
        leavers: 0,
    })
}

/// What the file leaves open stays as it was.
fn corrected(one: &Standing, row: &Row, plan: Plan) -> Correction {
    let means = match row.completion.source.is_empty() {
        true => one.means.clone(),
        false => plan.means,
    };
    Correction {
        replaces: one.id,
        plan: Plan {
            means,
            valid_until: plan.valid_until.or(one.valid_until),
            ..plan
        },
    }
}

fn changes(before: Worth, after: Worth) -> Vec<Change> {
    let text = |amount: Option<Amount>| amount.map_or_else(String::new, |amount| amount.to_string());
    differences([
        ("hours", text(before.hours), text(after.hours)),
        ("points", text(before.points), text(after.points)),
    ])
}
