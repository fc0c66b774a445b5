//! Notices that a run could not tell because the mail with them could not be worded: withdrawn, so that their keys are free for the next run.

use super::PORTION;
use super::notices::{Notice, word};
use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::{Fate, Key, Reason};
use crate::schema::notices;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Those to one recipient that were decided since an instant, by key: a run that fails again says so of the same row.
pub fn of(conn: &mut Conn, recipient_id: Id, since: Instant) -> QueryResult<HashMap<Key, Id>> {
    let rows: Vec<Notice> = on!(conn, c => notices::table
        .filter(notices::recipient_id.eq(recipient_id))
        .filter(notices::fate.eq(Fate::Withdrawn.as_str()))
        .filter(notices::reason.eq(word(Reason::Unwritten)))
        .filter(notices::decided_at.gt(since))
        .select(Notice::as_select())
        .load(c))?;
    Ok(rows.iter().map(|notice| (notice.key(), notice.id)).collect())
}

/// Whom runs tried to tell in vain since an instant, without any later one that could.
pub fn recipients(conn: &mut Conn, since: Instant) -> QueryResult<BTreeSet<Id>> {
    let tried: Vec<Notice> = on!(conn, c => notices::table
        .filter(notices::fate.eq(Fate::Withdrawn.as_str()))
        .filter(notices::reason.eq(word(Reason::Unwritten)))
        .filter(notices::resolved_at.ge(since))
        .select(Notice::as_select())
        .load(c))?;
    let people: BTreeSet<Id> = tried.iter().map(|notice| notice.person_id).collect();
    let people: Vec<Id> = people.into_iter().collect();
    let mut standing: HashSet<Key> = HashSet::new();
    for portion in people.chunks(PORTION) {
        let rows: Vec<Notice> = on!(conn, c => notices::table
            .filter(notices::person_id.eq_any(portion))
            .filter(notices::fate.ne(Fate::Withdrawn.as_str()))
            .select(Notice::as_select())
            .load(c))?;
        standing.extend(rows.iter().map(Notice::key));
    }
    let untold = tried.iter().filter(|notice| !standing.contains(&notice.key()));
    Ok(untold.map(|notice| notice.recipient_id).collect())
}
