//! What devices were told against the journal, and claims of pushes against their numbers.

use super::{Fault, LONGEST_WAIT, ON_THE_WAY};
use crate::on;
use crate::platform::db::Conn;
use crate::platform::push::outbox::PushState;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::Fate;
use crate::schema::{notices, people, push_devices, push_notices, pushes};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// Pushes that were told, or may have been.
fn told() -> Vec<&'static str> {
    let told = PushState::ALL.into_iter().filter(|state| state.may_have_arrived());
    told.map(PushState::as_str).collect()
}

/// All that is at odds.
pub fn found(conn: &mut Conn, now: Instant) -> QueryResult<Vec<Fault>> {
    let mut faults: Vec<Fault> = without_notice(conn)?.into_iter().map(Fault::PushWithoutNotice).collect();
    faults.extend(twice(conn)?.into_iter().map(Fault::PushedTwice));
    faults.extend(wrong_claims(conn, now)?.into_iter().map(Fault::PushClaim));
    faults.extend(to_ended_devices(conn)?.into_iter().map(Fault::PushToSomebodyGone));
    faults.extend(too_late(conn)?.into_iter().map(Fault::PushOfNothing));
    Ok(faults)
}

/// Pushes that tell no notice that is to or about whoever has the device.
fn without_notice(conn: &mut Conn) -> QueryResult<Vec<Id>> {
    let concerned = notices::recipient_id
        .eq(push_devices::person_id)
        .or(notices::person_id.eq(push_devices::person_id));
    let telling: Vec<Id> = on!(conn, c => push_notices::table
        .inner_join(pushes::table)
        .inner_join(notices::table)
        .inner_join(push_devices::table)
        .filter(push_notices::device_id.eq(pushes::device_id))
        .filter(concerned)
        .select(push_notices::push_id)
        .load(c))?;
    let telling: HashSet<Id> = telling.into_iter().collect();
    let all: Vec<Id> = on!(conn, c => pushes::table.select(pushes::id).load(c))?;
    Ok(all.into_iter().filter(|id| !telling.contains(id)).collect())
}

/// Devices that were told the same step of the same obligation by more than one push, whatever became of its notices.
fn twice(conn: &mut Conn) -> QueryResult<Vec<Id>> {
    type Step = (Id, Id, Id, NaiveDate, Option<i32>);
    let rows: Vec<(Id, Step)> = on!(conn, c => push_notices::table
        .inner_join(pushes::table)
        .inner_join(notices::table)
        .filter(pushes::state.eq_any(told()))
        .select((
            push_notices::push_id,
            (push_notices::device_id, notices::person_id, notices::requirement_id, notices::due_on, notices::step_offset),
        ))
        .load(c))?;
    let mut first: HashMap<Step, Id> = HashMap::with_capacity(rows.len());
    let again = |(push_id, step): (Id, Step)| (*first.entry(step).or_insert(push_id) != push_id).then_some(step.0);
    Ok(rows.into_iter().filter_map(again).collect())
}

/// Claims without a number, more attempts than claims, a claim that holds though nobody has the push, and one that nobody took up long after
/// it ran out.
fn wrong_claims(conn: &mut Conn, now: Instant) -> QueryResult<Vec<Id>> {
    let in_hands = [PushState::Claimed, PushState::Sending].map(PushState::as_str);
    let held = pushes::state
        .eq_any(in_hands)
        .and(pushes::claimed_until.is_null().or(pushes::fence.lt(1)));
    let kept = pushes::state.ne_all(in_hands).and(pushes::claimed_until.is_not_null());
    let ran_out = pushes::claimed_until.lt(now.plus(-LONGEST_WAIT));
    let unclaimed = pushes::attempts.gt(pushes::fence);
    on!(conn, c => pushes::table
        .filter(held.or(kept).or(unclaimed).or(ran_out))
        .select(pushes::id)
        .load(c))
}

/// Pushes that were told after their owner's access had ended, with which every device ends.
fn to_ended_devices(conn: &mut Conn) -> QueryResult<Vec<Id>> {
    let rows: Vec<(Id, Option<Instant>, Option<Instant>)> = on!(conn, c => pushes::table
        .inner_join(push_devices::table.inner_join(people::table))
        .filter(pushes::state.eq_any(told()))
        .filter(people::disabled_at.is_not_null())
        .select((pushes::id, pushes::ended_at, people::disabled_at))
        .load(c))?;
    let late = |told: Option<Instant>, end: Option<Instant>| told.zip(end).is_some_and(|(told, end)| told > end.plus(ON_THE_WAY));
    Ok(rows
        .into_iter()
        .filter(|(_, told, end)| late(*told, *end))
        .map(|(id, ..)| id)
        .collect())
}

/// Pushes that were told after all of their notices had been withdrawn.
fn too_late(conn: &mut Conn) -> QueryResult<Vec<Id>> {
    let rows: Vec<(Id, Option<Instant>, String, Option<Instant>)> = on!(conn, c => push_notices::table
        .inner_join(pushes::table)
        .inner_join(notices::table)
        .filter(pushes::state.eq_any([PushState::Sent, PushState::Unknown].map(PushState::as_str)))
        .select((pushes::id, pushes::ended_at, notices::fate, notices::resolved_at))
        .load(c))?;
    let (mut late, mut timely): (HashSet<Id>, HashSet<Id>) = (HashSet::new(), HashSet::new());
    for (id, told, fate, resolved) in rows {
        let over = fate == Fate::Withdrawn.as_str() && told.zip(resolved).is_some_and(|(told, end)| told > end.plus(ON_THE_WAY));
        let kept = if over { &mut late } else { &mut timely };
        kept.insert(id);
    }
    Ok(late.difference(&timely).copied().collect())
}
