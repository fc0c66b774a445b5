//! What the rows of a badges file come to.

use super::{Decision, Task, Verdicts, verdicts};
use crate::imports::store;
use crate::people::bulk as people;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::import::badge::row;
use crate::rules::import::{Outcome, Reason, Refusal, differences};
use crate::workshops::store::{GivenBadge, badges_of, bearers};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Compares a file with what is on record.
pub(in crate::imports) fn decide(conn: &mut Conn, task: &Task<'_>) -> Result<Verdicts, Error> {
    let mut lines = task.parse("person_external_id", row);
    let said = lines.iter().filter_map(|line| line.said.as_ref().ok());
    let named: BTreeSet<String> = said.map(|row| row.person_external_id.clone()).collect();
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    let mut persons = people::find(conn, &task.options.scope(), &named)?;
    persons.extend(store::staged_subjects(conn, &task.options.after)?);
    for line in &mut lines {
        let known = line.said.as_ref().is_ok_and(|row| persons.contains_key(&row.person_external_id));
        if !known {
            line.refuse(|| Refusal::new("person_external_id", Reason::Unknown));
        }
    }
    // Two numbers can be one person's, whose double was merged.
    super::refuse_twice(&mut lines, "person_external_id", |line| {
        persons.get(&line.said.as_ref().ok()?.person_external_id).map(Id::to_string)
    });
    super::refuse_twice(&mut lines, "badge", |line| Some(line.said.as_ref().ok()?.badge.clone()));
    let rows = || lines.iter().filter_map(|line| line.said.as_ref().ok());
    let ids: HashSet<Id> = rows().filter_map(|row| persons.get(&row.person_external_id).copied()).collect();
    let carried = badges_of(conn, &ids.iter().copied().collect::<Vec<_>>())?;
    let numbers: Vec<&str> = rows().map(|row| row.badge.as_str()).collect();
    let taken = bearers(conn, &numbers)?;
    // Whoever gets another number by the same file gives up the one they have; of a refused row nobody gives up anything.
    let mut moving: HashSet<Id> = ids;
    loop {
        let mut refused = Vec::new();
        for line in &mut lines {
            let Ok(row) = &line.said else { continue };
            let Some(bearer) = taken.get(&row.badge) else { continue };
            let person = persons.get(&row.person_external_id);
            if person != Some(bearer) && !moving.contains(bearer) {
                refused.extend(person.copied());
                line.refuse(|| Refusal::new("badge", Reason::Taken));
            }
        }
        if refused.is_empty() {
            break;
        }
        moving.retain(|id| !refused.contains(id));
    }
    let mut decisions = HashMap::with_capacity(lines.len());
    for line in &lines {
        let Ok(row) = &line.said else { continue };
        let Some(person_id) = persons.get(&row.person_external_id).copied() else {
            continue;
        };
        let before = carried.get(&person_id).cloned();
        let outcome = match &before {
            None => Outcome::New,
            Some(number) if *number == row.badge => Outcome::Unchanged,
            Some(_) => Outcome::Changed,
        };
        let changes = differences([("badge", before.clone().unwrap_or_default(), row.badge.clone())]);
        let given = GivenBadge {
            person_id,
            before,
            number: Some(row.badge.clone()),
        };
        let decision = match outcome {
            Outcome::Unchanged => Decision::unchanged(person_id),
            Outcome::New => Decision::of(outcome, person_id, &given, Vec::new())?,
            _ => Decision::of(outcome, person_id, &given, changes)?,
        };
        decisions.insert(line.row.line, decision);
    }
    Ok(Verdicts {
        rows: verdicts(lines, decisions),
        leavers: 0,
    })
}
