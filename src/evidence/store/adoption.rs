//! One record of a person takes over another's proofs, in the database.

use crate::on;
use crate::platform::audit::By;
use crate::platform::db::Conn;
use crate::rules::evidence::Strength;
use crate::rules::id::{Id, Instant};
use crate::schema::evidence;
use diesel::prelude::*;

/// Carries the double's proofs over and answers how many there were, and how many of them the kept record had already: of two imported
/// records of the same day, course and means, the double's is revoked with this reason, so that nothing counts twice.
pub fn adopt(conn: &mut Conn, double: Id, kept: Id, reason: &str, by: &By, now: Instant) -> QueryResult<(usize, usize)> {
    let imported = |person_id: Id| {
        evidence::table
            .filter(evidence::person_id.eq(person_id).and(evidence::revoked_at.is_null()))
            .filter(evidence::strength.eq(Strength::ImportedRecord.as_str()))
    };
    let known: Vec<(Id, chrono::NaiveDate, String)> =
        on!(conn, c => imported(kept).select((evidence::course_id, evidence::proven_on, evidence::means)).load(c))?;
    let mut twice = 0;
    for (course_id, proven_on, means) in known {
        let same = imported(double).filter(
            evidence::course_id
                .eq(course_id)
                .and(evidence::proven_on.eq(proven_on))
                .and(evidence::means.eq(means)),
        );
        twice += on!(conn, c => diesel::update(same)
            .set((evidence::revoked_at.eq(now), evidence::revoked_by.eq(by.actor_id), evidence::revoked_reason.eq(reason)))
            .execute(c))?;
    }
    let theirs = evidence::table.filter(evidence::person_id.eq(double));
    let moved = on!(conn, c => diesel::update(theirs).set(evidence::person_id.eq(kept)).execute(c))?;
    Ok((moved, twice))
}
