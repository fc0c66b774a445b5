//! Which notices a push tells.

use super::PORTION;
use super::notices::Notice;
use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::Id;
use crate::rules::reminder::Fate;
use crate::schema::{notices, push_devices, push_notices};
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

/// A step of what somebody owes: requirement, due date and offset.
pub type Step = (Id, NaiveDate, Option<i32>);

/// The steps of what the owners of these devices owe themselves that stand and were put on the device before, by device.
pub fn own_steps(conn: &mut Conn, device_ids: &[Id]) -> QueryResult<HashSet<(Id, Step)>> {
    let rows: Vec<(Id, Id, NaiveDate, Option<i32>)> = on!(conn, c => push_notices::table
        .inner_join(push_devices::table)
        .inner_join(notices::table)
        .filter(push_notices::device_id.eq_any(device_ids))
        .filter(notices::person_id.eq(push_devices::person_id))
        .filter(notices::fate.ne(Fate::Withdrawn.as_str()))
        .select((push_notices::device_id, notices::requirement_id, notices::due_on, notices::step_offset))
        .load(c))?;
    let step =
        |(device_id, requirement_id, due_on, offset): (Id, Id, NaiveDate, Option<i32>)| (device_id, (requirement_id, due_on, offset));
    Ok(rows.into_iter().map(step).collect())
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
