//! Moving branches of the tree.

use crate::on;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::platform::db::bulk::{Holds, Table};
use crate::rules::id::Id;
use crate::schema::organisations;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;

use super::Change;

/// Hangs branches under their new parents. A parent that moves too goes first, so that its branch is moved once as a whole.
pub(super) fn move_branches(conn: &mut Conn, moved: &[&Change]) -> QueryResult<()> {
    let mut waiting: Vec<&Change> = moved.to_vec();
    while !waiting.is_empty() {
        let ids: BTreeSet<Id> = waiting.iter().map(|change| change.after.id).collect();
        let (ready, later): (Vec<_>, Vec<_>) = waiting
            .iter()
            .copied()
            .partition(|change| change.after.parent_id.is_none_or(|parent| !ids.contains(&parent)));
        if ready.is_empty() {
            return Err(diesel::result::Error::NotFound);
        }
        for change in ready {
            move_branch(conn, change.after.id, change.after.parent_id)?;
        }
        waiting = later;
    }
    Ok(())
}

fn move_branch(conn: &mut Conn, id: Id, parent_id: Option<Id>) -> QueryResult<()> {
    let path_of = |conn: &mut Conn, id: Id| -> QueryResult<String> {
        on!(conn, c => organisations::table.find(id).select(organisations::path).first(c))
    };
    let old = path_of(conn, id)?;
    let above = match parent_id {
        Some(parent) => path_of(conn, parent)?,
        None => String::new(),
    };
    let own = old.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let new = format!("{above}{own}/");
    if above.starts_with(&old) {
        return Err(diesel::result::Error::NotFound);
    }
    let (from, before) = Scope::branches(vec![old.clone()]).ranges().remove(0);
    let branch: Vec<(Id, String)> = on!(conn, c => organisations::table
        .filter(organisations::path.ge(from).and(organisations::path.lt(before)))
        .select((organisations::id, organisations::path))
        .load(c))?;
    let rows: Vec<_> = branch
        .iter()
        .map(|(id, path)| Moved {
            id: *id,
            path: format!("{new}{}", path.strip_prefix(&old).unwrap_or_default()),
        })
        .collect();
    PATHS.update(conn, &rows)?;
    Ok(())
}

#[derive(Serialize)]
struct Moved {
    id: Id,
    path: String,
}

const PATHS: Table = Table {
    name: "organisations",
    columns: &[("id", Holds::Text), ("path", Holds::Text)],
};
