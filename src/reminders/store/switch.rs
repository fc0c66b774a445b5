//! Whose people are reminded: the switch of each partner.

use crate::on;
use crate::organisations::{Organisation, Scope};
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::Fate;
use crate::schema::{memberships, notices, organisations};
use crate::scoped;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// Organisations within the scope that have a switch of their own: all but branches and subcontractors, which follow the one above, unless
/// theirs is set.
pub fn list(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<Organisation>> {
    on!(conn, c => scoped!(organisations::table, organisations::path, scope)
        .filter(organisations::archived_at.is_null())
        .filter(organisations::kind.ne_all(["branch", "subcontractor"]).or(organisations::reminders_since_on.is_not_null()))
        .order(organisations::path)
        .select(Organisation::as_select())
        .load(c))
}

/// Sets or takes the day from which an organisation's people are reminded.
pub fn set(conn: &mut Conn, id: Id, since_on: Option<NaiveDate>, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(organisations::table.find(id))
        .set((
            organisations::reminders_since_on.eq(since_on),
            organisations::updated_at.eq(now),
            organisations::revision.eq(organisations::revision + 1),
        ))
        .execute(c))?;
    Ok(())
}

/// How many notices went out since an instant, by the organisation whose people they were about.
pub fn told_since(conn: &mut Conn, scope: &Scope, since: Instant) -> QueryResult<HashMap<Id, i64>> {
    let rows: Vec<(Id, i64)> = on!(conn, c => {
        let within = scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope)
            .select((memberships::person_id, organisations::id))
            .load::<(Id, Id)>(c)?;
        let homes: HashMap<Id, Id> = within.into_iter().collect();
        let told: Vec<(Id, i64)> = notices::table
            .filter(notices::fate.eq(Fate::Sent.as_str()))
            .filter(notices::resolved_at.gt(since))
            .group_by(notices::person_id)
            .select((notices::person_id, diesel::dsl::count_star()))
            .load(c)?;
        QueryResult::Ok(told.into_iter().filter_map(|(person_id, count)| Some((*homes.get(&person_id)?, count))).collect())
    })?;
    let mut told = HashMap::new();
    for (id, count) in rows {
        *told.entry(id).or_default() += count;
    }
    Ok(told)
}
