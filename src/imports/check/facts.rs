//! What the rows of a facts file come to. Of one fact of one organisation they are taken from the latest to the earliest, so that each holds
//! until the next one begins.

use super::{Decision, Line, Task, Verdicts, verdicts};
use crate::imports::plan::joined;
use crate::imports::store;
use crate::organisations::store::fact;
use crate::organisations::store::field::{self, OwnField};
use crate::organisations::store::values::{Ended, FieldValue, Filling, NewValue};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::audience::is_fact;
use crate::rules::id::Id;
use crate::rules::import::fact::{Row, row};
use crate::rules::import::{self, Outcome, Reason, Refusal};
use crate::rules::own_field::{Span, Subject, placed};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Compares a file with what is on record.
pub(in crate::imports) fn decide(conn: &mut Conn, task: &Task<'_>) -> Result<Verdicts, Error> {
    let mut lines = task.parse("organisation_external_id", row);
    let mut places: HashMap<String, Id> = crate::organisations::store::list(conn, &task.options.scope())?
        .into_iter()
        .map(|one| (one.external_id, one.id))
        .collect();
    places.extend(store::staged_subjects(conn, &task.options.after)?);
    let fields = field::list(conn)?;
    for line in &mut lines {
        let Ok(row) = &line.said else { continue };
        if let Some(wrong) = refusal(row, &places, &fields) {
            line.refuse(|| wrong);
        }
    }
    super::refuse_twice(&mut lines, "from_on", |line| {
        let row = line.said.as_ref().ok()?;
        Some(format!("{}\u{1f}{}\u{1f}{}", row.organisation_external_id, row.name, row.from_on))
    });
    let decisions = decisions(conn, task, &mut lines, &places, &fields)?;
    Ok(Verdicts {
        rows: verdicts(lines, decisions),
        leavers: 0,
    })
}

fn refusal(row: &Row, places: &HashMap<String, Id>, fields: &[OwnField]) -> Option<Refusal> {
    if !places.contains_key(&row.organisation_external_id) {
        return Some(Refusal::new("organisation_external_id", Reason::Unknown));
    }
    match fields.iter().find(|field| field.code == row.name) {
        Some(field) if field.subject() == Subject::Person => Some(Refusal::new("name", Reason::Invalid)),
        Some(field) => field
            .read(&row.value)
            .err()
            .map(|why| super::own::refusal("value", field, &row.value, why)),
        None if !is_fact(&row.name) => Some(Refusal::new("name", Reason::Invalid)),
        None if !is_fact(&row.value) => Some(Refusal::new("value", Reason::Invalid)),
        None => None,
    }
}

/// One fact of one organisation as it stands while rows are placed.
struct Standing {
    seen: Vec<(Id, Option<chrono::NaiveDate>)>,
    /// What is on record, with the last day that it gets.
    there: Vec<FieldValue>,
    /// The line that has the word on each of those that end.
    ends: BTreeMap<Id, (u32, Ended)>,
}

fn decisions(
    conn: &mut Conn,
    task: &Task<'_>,
    lines: &mut [Line<'_, Row>],
    places: &HashMap<String, Id>,
    fields: &[OwnField],
) -> Result<HashMap<u32, Decision>, Error> {
    let good = |line: &Line<'_, Row>| line.said.is_ok();
    let rows = || lines.iter().filter(|line| good(line)).filter_map(|line| line.said.as_ref().ok());
    let ids: BTreeSet<Id> = rows()
        .filter_map(|row| places.get(&row.organisation_external_id).copied())
        .collect();
    let names: BTreeSet<String> = rows().map(|row| row.name.clone()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut standing: HashMap<(Id, String), Standing> = HashMap::new();
    for value in fact::values_of(conn, &ids.into_iter().collect::<Vec<_>>(), &names)? {
        let one = standing.entry((value.subject_id, value.name.clone())).or_insert_with(|| Standing {
            seen: Vec::new(),
            there: Vec::new(),
            ends: BTreeMap::new(),
        });
        one.seen.push((value.id, value.to_on));
        one.there.push(value);
    }
    let mut order: Vec<usize> = (0..lines.len()).filter(|at| lines.get(*at).is_some_and(good)).collect();
    order.sort_by_key(|at| std::cmp::Reverse(lines.get(*at).and_then(|line| Some(line.said.as_ref().ok()?.from_on))));
    let mut fillings: BTreeMap<u32, (Filling, Vec<import::Change>)> = BTreeMap::new();
    let mut decisions = HashMap::with_capacity(lines.len());
    for at in order {
        let Some(line) = lines.get_mut(at) else { continue };
        let Ok(row) = line.said.clone() else { continue };
        let Some(id) = places.get(&row.organisation_external_id).copied() else {
            continue;
        };
        let field = fields.iter().find(|field| field.code == row.name);
        let value = field
            .and_then(|field| field.read(&row.value).ok())
            .unwrap_or_else(|| row.value.clone());
        let one = standing.entry((id, row.name.clone())).or_insert_with(|| Standing {
            seen: Vec::new(),
            there: Vec::new(),
            ends: BTreeMap::new(),
        });
        let spans: Vec<Span> = one.there.iter().map(FieldValue::span).collect();
        let new = Span {
            from: row.from_on,
            to: row.to_on,
        };
        let placed = match placed(&spans, new) {
            Ok(placed) => placed,
            Err(next) => {
                line.refuse(|| Refusal::new("to_on", Reason::Taken).with("on", next.0));
                continue;
            }
        };
        let same =
            |value_there: &&FieldValue| value_there.from_on == row.from_on && value_there.value == value && value_there.to_on == placed.to;
        if one.there.iter().any(|value_there| same(&value_there)) {
            decisions.insert(line.row.line, Decision::unchanged(id));
            continue;
        }
        let before = one
            .there
            .iter()
            .find(|there| there.holds(row.from_on))
            .map(|there| there.value.clone());
        let new_id = task.chance.id(task.now);
        for (index, eve) in &placed.ended {
            if let Some(there) = one.there.get_mut(*index) {
                // What another row brought ends where it was placed: those rows came before this one and are cut below.
                let kept = one.ends.get(&there.id).map_or(there.to_on, |(_, ended)| ended.before);
                one.ends.insert(
                    there.id,
                    (
                        line.row.line,
                        Ended {
                            id: there.id,
                            before: kept,
                            after: *eve,
                        },
                    ),
                );
                there.to_on = Some(*eve);
            }
        }
        let replaced: Vec<Id> = placed.replaced.iter().filter_map(|index| Some(one.there.get(*index)?.id)).collect();
        one.there.retain(|there| !replaced.contains(&there.id));
        for id in &replaced {
            one.ends.remove(id);
        }
        one.there.push(FieldValue {
            id: new_id,
            subject_id: id,
            name: row.name.clone(),
            value: value.clone(),
            from_on: row.from_on,
            to_on: placed.to,
            recorded_at: task.now,
            recorded_by: None,
        });
        let filling = Filling {
            subject_id: id,
            name: row.name.clone(),
            new: Some(NewValue {
                id: new_id,
                value: value.clone(),
                from_on: row.from_on,
                to_on: placed.to,
            }),
            ended: Vec::new(),
            replaced,
            seen: one.seen.clone(),
        };
        // A change without a value before or after it shows an empty one.
        let change = import::Change {
            column: row.name.clone(),
            before: before.unwrap_or_default(),
            after: value,
        };
        fillings.insert(line.row.line, (filling, vec![change]));
    }
    for one in standing.into_values() {
        for (line, ended) in one.ends.into_values() {
            if let Some((filling, _)) = fillings.get_mut(&line) {
                filling.ended.push(ended);
            }
        }
    }
    for (line, (filling, changes)) in fillings {
        let changes_something = !filling.ended.is_empty() || !filling.replaced.is_empty();
        let (outcome, subject_id) = (if changes_something { Outcome::Changed } else { Outcome::New }, filling.subject_id);
        decisions.insert(
            line,
            Decision {
                outcome,
                plan: Some(joined(&[filling], None)?),
                changes: if changes_something { changes } else { Vec::new() },
                kept: Vec::new(),
                subject_id,
            },
        );
    }
    Ok(decisions)
}
