//! What is remembered of many people at once, taken away again.

use crate::on;
use crate::platform::db::{Conn, Json};
use crate::rules::id::Id;
use crate::rules::obligation::{Rule, Status};
use crate::schema::{audience_runs, obligation_changes, obligations, requirement_versions};
use diesel::prelude::*;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// Values that one statement takes safely on either database.
const PORTION: usize = 5_000;

/// Forgets the projected answers about these people: for whoever is about to change what they rest on and has them recalculated.
pub fn forget_answers(conn: &mut Conn, person_ids: &[Id]) -> QueryResult<()> {
    for portion in person_ids.chunks(PORTION) {
        on!(conn, c => diesel::delete(obligations::table.filter(obligations::person_id.eq_any(portion))).execute(c))?;
    }
    Ok(())
}

/// Forgets everything that was worked out about people who were entered by mistake and are about to be removed.
pub fn forget_people(conn: &mut Conn, person_ids: &[Id]) -> QueryResult<()> {
    forget_answers(conn, person_ids)?;
    for portion in person_ids.chunks(PORTION) {
        on!(conn, c => diesel::delete(audience_runs::table.filter(audience_runs::person_id.eq_any(portion))).execute(c))?;
        on!(conn, c => diesel::delete(obligation_changes::table.filter(obligation_changes::person_id.eq_any(portion))).execute(c))?;
    }
    Ok(())
}

/// How many obligations are kept today by people who proved one of the courses that count for them: what rests on these proofs.
pub fn resting_on(conn: &mut Conn, proofs: &[(Id, String)]) -> QueryResult<i64> {
    let mut proven: HashMap<Id, HashSet<&str>> = HashMap::new();
    for (person_id, course) in proofs {
        proven.entry(*person_id).or_default().insert(course);
    }
    let people: Vec<Id> = proven.keys().copied().collect();
    let mut rules: HashMap<Id, Rule> = HashMap::new();
    let mut count = 0;
    for portion in people.chunks(PORTION) {
        let kept = obligations::status
            .eq_any([Status::Valid.as_str(), Status::Satisfied.as_str()])
            .or(obligations::compliant.eq(true).and(obligations::satisfied_on.is_not_null()));
        let kept: Vec<(Id, Id)> = on!(conn, c => obligations::table
            .filter(obligations::person_id.eq_any(portion))
            .filter(kept)
            .select((obligations::person_id, obligations::requirement_version_id))
            .load(c))?;
        for (person_id, version_id) in kept {
            let rule = match rules.entry(version_id) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(unknown) => {
                    let rule: Json<Rule> = on!(conn, c => requirement_versions::table
                        .find(version_id)
                        .select(requirement_versions::rule)
                        .first(c))?;
                    unknown.insert(rule.0)
                }
            };
            let of_them = proven.get(&person_id);
            count += i64::from(of_them.is_some_and(|courses| rule.courses().any(|code| courses.contains(code))));
        }
    }
    Ok(count)
}
