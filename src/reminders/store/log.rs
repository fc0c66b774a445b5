//! The journal as pages and calls look at it: notices about people within a scope.

use super::PORTION;
use super::notices::Notice;
use crate::on;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::id::Id;
use crate::rules::reminder::Fate;
use crate::schema::{memberships, notices, organisations, people};
use crate::scoped;
use diesel::prelude::*;
use std::collections::HashMap;

/// What a page of the log asks for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only about this person.
    pub person_id: Option<Id>,
    /// Only of this fate.
    pub fate: Option<Fate>,
    /// Only such as were entered before this one.
    pub before: Option<Id>,
}

/// Notices about people within the scope, the newest first.
pub fn list(conn: &mut Conn, scope: &Scope, wanted: &Wanted, limit: i64) -> QueryResult<Vec<Notice>> {
    on!(conn, c => {
        let within = scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id);
        let mut query = notices::table.filter(notices::person_id.eq_any(within)).into_boxed();
        if let Some(person_id) = wanted.person_id {
            query = query.filter(notices::person_id.eq(person_id));
        }
        if let Some(fate) = wanted.fate {
            query = query.filter(notices::fate.eq(fate.as_str()));
        }
        if let Some(before) = wanted.before {
            query = query.filter(notices::id.lt(before));
        }
        query.order(notices::id.desc()).limit(limit).select(Notice::as_select()).load(c)
    })
}

/// What somebody is called, and the manufacturer's number of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Given and family name.
    pub name: String,
    /// The number; empty where they have none.
    pub number: String,
}

/// Who these people are.
pub fn people(conn: &mut Conn, ids: &[Id]) -> QueryResult<HashMap<Id, Named>> {
    let mut found = HashMap::with_capacity(ids.len());
    for portion in ids.chunks(PORTION) {
        let rows: Vec<(Id, String, String, Option<String>)> = on!(conn, c => people::table
            .filter(people::id.eq_any(portion))
            .select((people::id, people::given_name, people::family_name, people::external_id))
            .load(c))?;
        found.extend(rows.into_iter().map(|(id, given, family, number)| {
            let named = Named {
                name: format!("{given} {family}").trim().to_owned(),
                number: number.unwrap_or_default(),
            };
            (id, named)
        }));
    }
    Ok(found)
}

/// One notice about somebody within the scope.
pub fn find(conn: &mut Conn, scope: &Scope, id: Id) -> QueryResult<Option<Notice>> {
    on!(conn, c => {
        let within = scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id);
        notices::table
            .filter(notices::id.eq(id))
            .filter(notices::person_id.eq_any(within))
            .select(Notice::as_select())
            .first(c)
            .optional()
    })
}

/// A page of notices about people within the scope, of one fate or of all, in the order in which they were entered.
pub fn page(conn: &mut Conn, scope: &Scope, fate: Option<Fate>, after: Option<Id>, limit: i64) -> QueryResult<Vec<Notice>> {
    on!(conn, c => {
        let within = scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id);
        let mut query = notices::table.filter(notices::person_id.eq_any(within)).into_boxed();
        if let Some(fate) = fate {
            query = query.filter(notices::fate.eq(fate.as_str()));
        }
        if let Some(after) = after {
            query = query.filter(notices::id.gt(after));
        }
        query.order(notices::id).limit(limit).select(Notice::as_select()).load(c)
    })
}

/// Held notices about people within the scope, the oldest run first.
pub fn held_within(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<Notice>> {
    on!(conn, c => {
        let within = scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id);
        notices::table
            .filter(notices::fate.eq(Fate::Held.as_str()))
            .filter(notices::person_id.eq_any(within))
            .order((notices::decided_at, notices::id))
            .select(Notice::as_select())
            .load(c)
    })
}

/// How many notices about people within the scope are held.
pub fn count_held(conn: &mut Conn, scope: &Scope) -> QueryResult<i64> {
    on!(conn, c => {
        let within = scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id);
        notices::table
            .filter(notices::fate.eq(Fate::Held.as_str()))
            .filter(notices::person_id.eq_any(within))
            .count()
            .get_result(c)
    })
}
