//! Pauses and waivers: added and withdrawn with a reason, never edited. Two tables of one shape.

use crate::on;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::knowledge::Written;
use crate::schema::{memberships, organisations, pauses, stored_files, waivers};
use crate::scoped;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// Which of the two it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExcuseKind {
    /// Somebody is away; nothing falls due meanwhile, nor right after.
    Pause,
    /// Somebody need not do it; it falls due on the waiver's last day.
    Waiver,
}

impl ExcuseKind {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pause => "pause",
            Self::Waiver => "waiver",
        }
    }

    /// The table's name, which is also that of the records in the audit.
    pub fn table(self) -> &'static str {
        match self {
            Self::Pause => "pauses",
            Self::Waiver => "waivers",
        }
    }
}

/// A pause or a waiver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Queryable)]
pub struct Excuse {
    /// Identifier.
    pub id: Id,
    /// Whose.
    pub person_id: Id,
    /// For which requirement; none: for all.
    pub requirement_id: Option<Id>,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; none: open.
    pub to_on: Option<NaiveDate>,
    /// Why.
    pub reason: String,
    /// Who recorded it.
    pub created_by: Option<Id>,
    /// When.
    pub created_at: Instant,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Instant>,
    /// By whom.
    pub withdrawn_by: Option<Id>,
    /// Why.
    pub withdrawn_reason: Option<String>,
    /// The document on which it rests.
    pub file_id: Option<Id>,
}

impl Excuse {
    /// When it was written down and taken back.
    pub fn written(&self) -> Written {
        Written {
            recorded_at: self.created_at,
            withdrawn_at: self.withdrawn_at,
            taken_over: false,
        }
    }
}

/// What is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewExcuse {
    /// Whose.
    pub person_id: Id,
    /// For which requirement; none: for all.
    pub requirement_id: Option<Id>,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; none: open.
    pub to_on: Option<NaiveDate>,
    /// Why.
    pub reason: String,
}

/// Runs the same text for whichever table it is.
macro_rules! either {
    ($kind:expr, $table:ident => $run:expr) => {
        match $kind {
            ExcuseKind::Pause => {
                use pauses as $table;
                $run
            }
            ExcuseKind::Waiver => {
                use waivers as $table;
                $run
            }
        }
    };
}

/// Adds one.
pub fn insert_excuse(conn: &mut Conn, kind: ExcuseKind, excuse: &Excuse) -> QueryResult<()> {
    either!(kind, table => {
        let row = (
            table::id.eq(excuse.id),
            table::person_id.eq(excuse.person_id),
            table::requirement_id.eq(excuse.requirement_id),
            table::from_on.eq(excuse.from_on),
            table::to_on.eq(excuse.to_on),
            table::reason.eq(&excuse.reason),
            table::created_by.eq(excuse.created_by),
            table::created_at.eq(excuse.created_at),
            table::file_id.eq(excuse.file_id),
        );
        on!(conn, c => diesel::insert_into(table::table).values(row).execute(c))
    })?;
    Ok(())
}

/// One of somebody who has, has had or will have a membership within the scope.
pub fn find_excuse(conn: &mut Conn, scope: &Scope, kind: ExcuseKind, id: Id) -> QueryResult<Option<Excuse>> {
    either!(kind, table => on!(conn, c => table::table
        .filter(table::id.eq(id))
        .filter(table::person_id.eq_any(
            scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id)
        ))
        .first(c)
        .optional()))
}

/// Those within the scope in the order of recording: `limit` of them after a certain one, of one person where one is named.
pub fn list_excuses(
    conn: &mut Conn,
    scope: &Scope,
    kind: ExcuseKind,
    person_id: Option<Id>,
    after: Option<Id>,
    limit: i64,
) -> QueryResult<Vec<Excuse>> {
    either!(kind, table => on!(conn, c => {
        let mut query = table::table
            .filter(table::person_id.eq_any(
                scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id)
            ))
            .into_boxed();
        if let Some(id) = person_id {
            query = query.filter(table::person_id.eq(id));
        }
        if let Some(id) = after {
            query = query.filter(table::id.gt(id));
        }
        query.order(table::id).limit(limit).load(c)
    }))
}

/// All of one person, the latest first, withdrawn ones included. Without scope: ask whether the person may be seen before.
pub fn excuses_of(conn: &mut Conn, kind: ExcuseKind, person_id: Id) -> QueryResult<Vec<Excuse>> {
    either!(kind, table => on!(conn, c => table::table
        .filter(table::person_id.eq(person_id))
        .order((table::from_on.desc(), table::id.desc()))
        .load(c)))
}

/// Name, media type and hash of the document on which one rests.
pub fn document_of(conn: &mut Conn, excuse: &Excuse) -> QueryResult<Option<(String, String, String)>> {
    let Some(file_id) = excuse.file_id else { return Ok(None) };
    on!(conn, c => stored_files::table
        .find(file_id)
        .select((stored_files::name, stored_files::media_type, stored_files::hash))
        .first(c)
        .optional())
}

/// Withdraws one. False where somebody did before.
pub fn withdraw(conn: &mut Conn, kind: ExcuseKind, id: Id, by: Option<Id>, reason: &str, now: Instant) -> QueryResult<bool> {
    let changed = either!(kind, table => on!(conn, c => diesel::update(table::table.filter(table::id.eq(id).and(table::withdrawn_at.is_null())))
        .set((table::withdrawn_at.eq(now), table::withdrawn_by.eq(by), table::withdrawn_reason.eq(reason)))
        .execute(c)))?;
    Ok(changed == 1)
}
