//! What the rows of a completions file come to.

use super::{Decision, Line, Task, Verdicts, verdicts};
use crate::evidence::bulk as evidence;
use crate::imports::store;
use crate::people::bulk as people;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::import::{Outcome, Reason, Refusal, completion};
use crate::rules::obligation::Worth;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// A completion that is to be recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Who.
    pub person_id: Id,
    /// Code of the course.
    pub course: String,
    /// On which day.
    pub on: NaiveDate,
    /// How.
    pub means: String,
    /// The last day on which it counts.
    #[serde(default)]
    pub valid_until: Option<NaiveDate>,
    /// What it says itself to be worth.
    #[serde(default)]
    pub worth: Worth,
}

impl Plan {
    /// A row of somebody who was found.
    pub(super) fn of(person_id: Id, row: &completion::Row, worth: Worth) -> Self {
        let means = if row.source.is_empty() { "other" } else { &row.source };
        Self {
            person_id,
            course: row.course_code.clone(),
            on: row.completed_on,
            means: means.to_owned(),
            valid_until: row.valid_until,
            worth,
        }
    }
}

/// Whom the good lines mean, by number.
pub(super) fn persons<T>(conn: &mut Conn, task: &Task<'_>, lines: &[Line<'_, T>]) -> Result<HashMap<String, Id>, Error> {
    let good = lines.iter().filter(|line| line.said.is_ok());
    let named: BTreeSet<&str> = good.filter_map(|line| line.external_id).collect();
    let named: Vec<&str> = named.into_iter().collect();
    let mut persons = people::find(conn, &task.options.scope(), &named)?;
    persons.extend(store::staged_subjects(conn, &task.options.after)?);
    Ok(persons)
}

/// Compares a file with what is on record.
pub(in crate::imports) fn decide(conn: &mut Conn, task: &Task<'_>) -> Result<Verdicts, Error> {
    let today = task.latest_today();
    let mut lines = task.parse("person_external_id", |cells| completion::row(cells, today));
    let persons = persons(conn, task, &lines)?;
    let ids: BTreeSet<Id> = persons.values().copied().collect();
    let mut told = evidence::known(conn, &ids.into_iter().collect::<Vec<_>>())?;
    let mut decisions = HashMap::with_capacity(lines.len());
    for line in &mut lines {
        let Ok(row) = &line.said else { continue };
        let Some(person_id) = persons.get(&row.person_external_id).copied() else {
            line.refuse(|| Refusal::new("person_external_id", Reason::Unknown));
            continue;
        };
        let plan = Plan::of(person_id, row, Worth::default());
        // Told before, in the file or here: one fact is recorded once.
        let new = told.insert((person_id, plan.course.clone(), plan.on, plan.means.clone(), plan.valid_until));
        let decision = if new {
            Decision::of(Outcome::New, person_id, &plan, Vec::new())?
        } else {
            Decision::unchanged(person_id)
        };
        decisions.insert(line.row.line, decision);
    }
    Ok(Verdicts {
        rows: verdicts(lines, decisions),
        leavers: 0,
    })
}
