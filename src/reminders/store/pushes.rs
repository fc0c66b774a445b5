//! Which notices a push tells.

use super::PORTION;
use super::notices::Notice;
use crate::on;
use crate::platform::db::Conn;
use crate::platform::push::outbox::PushState;
use crate::rules::id::Id;
use crate::rules::reminder::{Fate, Key};
use crate::schema::{notices, push_notices, pushes};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// A notice on a device.
#[derive(Clone, Copy, Debug, Insertable)]
#[diesel(table_name = push_notices)]
pub struct Line {
    /// The device.
    pub device_id: Id,
    /// The notice.
    pub notice_id: Id,
    /// The push that tells it there.
    pub push_id: Id,
}

/// Enters what pushes tell.
pub fn insert(conn: &mut Conn, lines: &[Line]) -> QueryResult<()> {
    for portion in lines.chunks(PORTION) {
        on!(conn, c => diesel::insert_into(push_notices::table).values(portion).execute(c))?;
    }
    Ok(())
}

/// A step of what somebody owes: who, requirement, due date and offset.
pub type Step = (Id, Id, NaiveDate, Option<i32>);

/// The step that a notice tells, whoever is told.
pub fn step(key: &Key) -> Step {
    (key.person_id, key.requirement_id, key.due_on, key.offset_days)
}

/// The steps of due dates from a day on that were put on these devices before, by device: those that stand, and those that were told there
/// or are about to be, even where their notice was withdrawn since. Somebody else was told in one's place, say, until one had an address.
pub fn steps_on(conn: &mut Conn, device_ids: &[Id], since: NaiveDate) -> QueryResult<HashSet<(Id, Step)>> {
    let under_way = |state: &PushState| *state == PushState::Claimed || state.may_have_arrived();
    let told: Vec<&str> = PushState::ALL.into_iter().filter(under_way).map(PushState::as_str).collect();
    let stands = notices::fate.ne(Fate::Withdrawn.as_str());
    let rows: Vec<(Id, Step)> = on!(conn, c => push_notices::table
        .inner_join(pushes::table)
        .inner_join(notices::table)
        .filter(push_notices::device_id.eq_any(device_ids))
        .filter(notices::due_on.ge(since))
        .filter(stands.or(pushes::state.eq_any(told)))
        .select((
            push_notices::device_id,
            (notices::person_id, notices::requirement_id, notices::due_on, notices::step_offset),
        ))
        .load(c))?;
    Ok(rows.into_iter().collect())
}

/// The notices of these pushes that are told, or are to be: by push.
pub fn standing_of(conn: &mut Conn, push_ids: &[Id]) -> QueryResult<HashMap<Id, Vec<Notice>>> {
    let rows: Vec<(Id, Notice)> = on!(conn, c => push_notices::table
        .inner_join(notices::table)
        .filter(push_notices::push_id.eq_any(push_ids))
        .filter(notices::fate.eq_any([Fate::Planned, Fate::Sent, Fate::Failed].map(Fate::as_str)))
        .order(notices::id)
        .select((push_notices::push_id, Notice::as_select()))
        .load(c))?;
    let mut found: HashMap<Id, Vec<Notice>> = HashMap::new();
    for (push_id, notice) in rows {
        found.entry(push_id).or_default().push(notice);
    }
    Ok(found)
}
