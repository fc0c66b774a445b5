//! One record of a person takes over what another owed, was spared and was asked, in the database.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{audience_entries, audience_runs, exception_decisions, extensions, obligation_changes, obligations, pauses, waivers};
use chrono::NaiveDate;
use diesel::prelude::*;

/// Carries over pauses, waivers, requests for more time, decisions and the record of changes, and forgets the double's obligations, which
/// follow anew for the kept record. Answers how many pauses and waivers there were. Call it before the places of work go over.
///
/// Of two requests about one obligation that wait, the double's is refused with this reason.
pub fn adopt(conn: &mut Conn, double: Id, kept: Id, reason: &str, now: Instant) -> QueryResult<usize> {
    on!(conn, c => diesel::delete(obligations::table.filter(obligations::person_id.eq(double))).execute(c))?;
    let paused = pauses::table.filter(pauses::person_id.eq(double));
    let mut excuses = on!(conn, c => diesel::update(paused).set(pauses::person_id.eq(kept)).execute(c))?;
    let waived = waivers::table.filter(waivers::person_id.eq(double));
    excuses += on!(conn, c => diesel::update(waived).set(waivers::person_id.eq(kept)).execute(c))?;
    let changes = obligation_changes::table.filter(obligation_changes::person_id.eq(double));
    on!(conn, c => diesel::update(changes).set(obligation_changes::person_id.eq(kept)).execute(c))?;
    let by_hand = audience_entries::table.filter(audience_entries::person_id.eq(double));
    on!(conn, c => diesel::update(by_hand).set(audience_entries::person_id.eq(kept)).execute(c))?;
    adopt_runs(conn, double, kept)?;
    adopt_requests(conn, double, kept, reason, now)?;
    adopt_decisions(conn, double, kept)?;
    Ok(excuses)
}

/// Who was seen to match an audience twice at once matched it since the earlier day.
fn adopt_runs(conn: &mut Conn, double: Id, kept: Id) -> QueryResult<()> {
    let open = |person_id: Id| audience_runs::table.filter(audience_runs::person_id.eq(person_id).and(audience_runs::to_on.is_null()));
    let own: Vec<(Id, Id, NaiveDate)> =
        on!(conn, c => open(kept).select((audience_runs::id, audience_runs::requirement_id, audience_runs::from_on)).load(c))?;
    for (id, requirement_id, from_on) in own {
        let same = open(double).filter(audience_runs::requirement_id.eq(requirement_id));
        let other: Option<NaiveDate> = on!(conn, c => same.select(audience_runs::from_on).first(c).optional())?;
        let Some(other) = other else { continue };
        on!(conn, c => diesel::delete(same).execute(c))?;
        on!(conn, c => diesel::update(audience_runs::table.find(id)).set(audience_runs::from_on.eq(from_on.min(other))).execute(c))?;
    }
    let rest = audience_runs::table.filter(audience_runs::person_id.eq(double));
    on!(conn, c => diesel::update(rest).set(audience_runs::person_id.eq(kept)).execute(c))?;
    Ok(())
}

fn adopt_requests(conn: &mut Conn, double: Id, kept: Id, reason: &str, now: Instant) -> QueryResult<()> {
    let waiting = |person_id: Id| extensions::table.filter(extensions::person_id.eq(person_id).and(extensions::state.eq("asked")));
    let own: Vec<Id> = on!(conn, c => waiting(kept).select(extensions::requirement_id).load(c))?;
    on!(conn, c => diesel::update(waiting(double).filter(extensions::requirement_id.eq_any(own)))
        .set((extensions::state.eq("refused"), extensions::answered_at.eq(now), extensions::answer_reason.eq(reason)))
        .execute(c))?;
    let theirs = extensions::table.filter(extensions::person_id.eq(double));
    on!(conn, c => diesel::update(theirs).set(extensions::person_id.eq(kept)).execute(c))?;
    let asked = extensions::table.filter(extensions::asked_by.eq(double));
    on!(conn, c => diesel::update(asked).set(extensions::asked_by.eq(kept)).execute(c))?;
    Ok(())
}

/// What was decided about the same date of the same obligation stands once.
fn adopt_decisions(conn: &mut Conn, double: Id, kept: Id) -> QueryResult<()> {
    let of = |person_id: Id| exception_decisions::table.filter(exception_decisions::person_id.eq(person_id));
    let own: Vec<(Id, NaiveDate)> =
        on!(conn, c => of(kept).select((exception_decisions::requirement_id, exception_decisions::due_on)).load(c))?;
    for (requirement_id, due_on) in own {
        let same = of(double).filter(
            exception_decisions::requirement_id
                .eq(requirement_id)
                .and(exception_decisions::due_on.eq(due_on)),
        );
        on!(conn, c => diesel::delete(same).execute(c))?;
    }
    on!(conn, c => diesel::update(of(double)).set(exception_decisions::person_id.eq(kept)).execute(c))?;
    Ok(())
}
