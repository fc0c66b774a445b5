//! One record of a person takes over another's runs, in the database.

use super::Registration;
use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{further_attempts, registrations};
use diesel::prelude::*;
use std::collections::HashMap;

/// Carries the double's runs over, with further ones that it was given, and answers how many runs there were. They are counted after the kept record's own; of two that go on through
/// one course the one with the latest step does, the other is superseded.
pub fn adopt(conn: &mut Conn, double: Id, kept: Id, now: Instant) -> QueryResult<usize> {
    let own = runs(conn, kept)?;
    let theirs = runs(conn, double)?;
    let mut last: HashMap<Id, i32> = HashMap::new();
    for run in &own {
        let number = last.entry(run.course_version_id).or_default();
        *number = run.number.max(*number);
    }
    for run in &theirs {
        let number = last.entry(run.course_version_id).or_default();
        *number += 1;
        on!(conn, c => diesel::update(registrations::table.find(run.id))
            .set((registrations::person_id.eq(kept), registrations::number.eq(*number)))
            .execute(c))?;
        let rival = own.iter().find(|one| one.is_running() && one.course_id == run.course_id);
        if let Some(rival) = rival.filter(|_| run.is_running()) {
            let older = if rival.updated_at < run.updated_at { rival.id } else { run.id };
            let going_on = registrations::table.find(older).filter(registrations::state.eq("running"));
            on!(conn, c => diesel::update(going_on)
                .set((registrations::state.eq("superseded"), registrations::finished_at.eq(now)))
                .execute(c))?;
        }
    }
    let given = further_attempts::table.filter(further_attempts::person_id.eq(double));
    on!(conn, c => diesel::update(given).set(further_attempts::person_id.eq(kept)).execute(c))?;
    Ok(theirs.len())
}

fn runs(conn: &mut Conn, person_id: Id) -> QueryResult<Vec<Registration>> {
    on!(conn, c => registrations::table
        .filter(registrations::person_id.eq(person_id))
        .order((registrations::started_at, registrations::id))
        .select(Registration::as_select())
        .load(c))
}
