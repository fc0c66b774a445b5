//! What was told after it was done, as the record of changes has it.

use super::{ON_THE_WAY, PORTION};
use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Status;
use crate::rules::reminder::{Claim, Fate};
use crate::schema::{notices, obligation_changes};
use chrono::{Duration, NaiveDate};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// What is revoked or moved back soon after was owed all the same: the record of changes follows what happens at some distance.
const FOLLOWS: Duration = Duration::days(1);

/// How an obligation stood from an instant on: whether anybody was to be told, and by which date.
struct Change {
    at: Instant,
    owed: Option<NaiveDate>,
}

/// Steps that were told though their date had been done, excused or moved for a while.
pub fn told_after(conn: &mut Conn) -> QueryResult<Vec<Id>> {
    let mut found = Vec::new();
    let mut after: Option<Id> = None;
    loop {
        let people: Vec<Id> = on!(conn, c => {
            let mut query = notices::table.filter(notices::fate.eq(Fate::Sent.as_str())).select(notices::person_id).distinct().into_boxed();
            if let Some(after) = after {
                query = query.filter(notices::person_id.gt(after));
            }
            query.order(notices::person_id).limit(i64::try_from(PORTION).unwrap_or(i64::MAX)).load(c)
        })?;
        let Some(last) = people.last().copied() else { return Ok(found) };
        after = Some(last);
        let changes = changes(conn, &people)?;
        let told: Vec<(Id, Id, Id, NaiveDate, Option<Instant>)> = on!(conn, c => notices::table
            .filter(notices::person_id.eq_any(&people))
            .filter(notices::fate.eq(Fate::Sent.as_str()))
            .filter(notices::step_offset.is_not_null())
            .select((notices::id, notices::person_id, notices::requirement_id, notices::due_on, notices::resolved_at))
            .load(c))?;
        for (id, person_id, requirement_id, due_on, told_at) in told {
            let Some((told_at, changes)) = told_at.zip(changes.get(&(person_id, requirement_id))) else {
                continue;
            };
            let known = told_at.plus(-ON_THE_WAY);
            let before = changes.iter().rfind(|change| change.at <= known);
            let mut later = changes
                .iter()
                .filter(|change| change.at > known && change.at <= told_at.plus(FOLLOWS));
            if before.is_some_and(|change| change.owed != Some(due_on)) && !later.any(|change| change.owed == Some(due_on)) {
                found.push(id);
            }
        }
    }
}

/// By person and requirement, the earliest first.
fn changes(conn: &mut Conn, people: &[Id]) -> QueryResult<HashMap<(Id, Id), Vec<Change>>> {
    type Row = (Id, Id, Instant, Option<String>, Option<NaiveDate>);
    let rows: Vec<Row> = on!(conn, c => obligation_changes::table
        .filter(obligation_changes::person_id.eq_any(people))
        .order((obligation_changes::at, obligation_changes::id))
        .select((
            obligation_changes::person_id,
            obligation_changes::requirement_id,
            obligation_changes::at,
            obligation_changes::status_after,
            obligation_changes::due_after,
        ))
        .load(c))?;
    let mut found: HashMap<(Id, Id), Vec<Change>> = HashMap::new();
    for (person_id, requirement_id, at, status, due_on) in rows {
        let claim = status.and_then(|word| Status::from_word(&word)).map_or(Claim::Nothing, Claim::of);
        let owed = due_on.filter(|_| claim != Claim::Nothing);
        found.entry((person_id, requirement_id)).or_default().push(Change { at, owed });
    }
    Ok(found)
}

/// Obligations that have changed since an instant.
pub fn moved_since(conn: &mut Conn, at: Instant) -> QueryResult<HashSet<(Id, Id)>> {
    let rows: Vec<(Id, Id)> = on!(conn, c => obligation_changes::table
        .filter(obligation_changes::at.gt(at))
        .select((obligation_changes::person_id, obligation_changes::requirement_id))
        .load(c))?;
    let freed: Vec<(Id, Id)> = on!(conn, c => notices::table
        .filter(notices::fate.eq(Fate::Withdrawn.as_str()))
        .filter(notices::resolved_at.gt(at))
        .select((notices::person_id, notices::requirement_id))
        .load(c))?;
    Ok(rows.into_iter().chain(freed).collect())
}
