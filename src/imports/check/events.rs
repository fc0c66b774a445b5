//! What the rows of an events file come to.

use super::{Decision, Task, Verdicts, verdicts};
use crate::events::bulk::{self, Known};
use crate::imports::store;
use crate::organisations::store::product;
use crate::people::bulk as people;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::import::event::row;
use crate::rules::import::{Outcome, Reason, Refusal};
use std::collections::{BTreeSet, HashMap};

/// Compares a file with what is on record.
pub(in crate::imports) fn decide(conn: &mut Conn, task: &Task<'_>) -> Result<Verdicts, Error> {
    let mut lines = task.parse("kind", row);
    let scope = task.options.scope();
    let kinds: HashMap<String, Id> = crate::events::store::kinds(conn)?
        .into_iter()
        .map(|kind| (kind.code, kind.id))
        .collect();
    let products: HashMap<String, Id> = product::list(conn)?.into_iter().map(|product| (product.code, product.id)).collect();
    let all = crate::organisations::store::list(conn, &scope)?;
    let topmost = all.iter().min_by_key(|one| one.path.len()).map(|one| one.id);
    let places: HashMap<String, Id> = all.into_iter().map(|one| (one.external_id, one.id)).collect();
    let named: BTreeSet<String> = lines
        .iter()
        .filter_map(|line| line.said.as_ref().ok()?.person_external_id.clone())
        .collect();
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    let mut persons = people::find(conn, &scope, &named)?;
    persons.extend(store::staged_subjects(conn, &task.options.after)?);
    let homes = bulk::homes(conn, &persons.values().copied().collect::<Vec<_>>())?;
    let mut told = bulk::known(conn)?;
    let mut decisions = HashMap::with_capacity(lines.len());
    for line in &mut lines {
        let Ok(row) = &line.said else { continue };
        let person = row.person_external_id.as_ref().map(|number| persons.get(number).copied());
        let product = row.product_code.as_ref().map(|code| products.get(code).copied());
        let at = match (&row.organisation_external_id, person.flatten()) {
            (_, Some(person_id)) => homes.get(&person_id).copied(),
            (Some(number), None) => places.get(number).copied(),
            (None, None) => topmost,
        };
        let unknown = |column: &str| Refusal::new(column, Reason::Unknown);
        let kind = kinds.get(&row.kind).copied();
        let wrong = if kind.is_none() {
            let mut known: Vec<&str> = kinds.keys().map(String::as_str).collect();
            known.sort_unstable();
            Some(unknown("kind").with("known", known.join(", ")))
        } else if person == Some(None) || person.flatten().is_some() && at.is_none() {
            Some(unknown("person_external_id"))
        } else if product == Some(None) {
            Some(unknown("product_code"))
        } else if at.is_none() {
            Some(unknown("organisation_external_id"))
        } else {
            None
        };
        if let Some(wrong) = wrong {
            line.refuse(|| wrong);
            continue;
        }
        let (Some(kind_id), Some(organisation_id)) = (kind, at) else {
            continue;
        };
        let known = Known {
            kind_id,
            happened_on: row.happened_on,
            organisation_id,
            product_id: product.flatten(),
            person_id: person.flatten(),
        };
        // Told before, in the file or here: it happened once.
        let decision = if told.insert(known.clone()) {
            let plan = bulk::Plan {
                id: task.chance.id(task.now),
                known,
                note: row.note.clone(),
            };
            Decision::of(Outcome::New, plan.id, &plan, Vec::new())?
        } else {
            Decision::unchanged(organisation_id)
        };
        decisions.insert(line.row.line, decision);
    }
    Ok(Verdicts {
        rows: verdicts(lines, decisions),
        leavers: 0,
    })
}
