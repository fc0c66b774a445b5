//! Who changed what: one entry per deed, written in the transaction of the deed.

use crate::on;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::audit_entries;
use diesel::prelude::*;
use serde::Serialize;

/// Who does something, from where.
#[derive(Clone, Debug)]
pub struct By {
    /// The person, where it is one.
    pub actor_id: Option<Id>,
    /// Name at that time, since people change theirs.
    pub actor_name: String,
    /// `person`, `token`, `job` or `command_line`.
    pub actor_kind: &'static str,
    /// Network address of the request.
    pub address: Option<String>,
    /// Number of the request, as on an error page and in the log.
    pub request_id: Option<String>,
}

impl By {
    /// The installation itself, in a job.
    pub fn job(name: &str) -> Self {
        Self {
            actor_id: None,
            actor_name: name.to_owned(),
            actor_kind: "job",
            address: None,
            request_id: None,
        }
    }

    /// An operator at the command line.
    pub fn command_line() -> Self {
        Self {
            actor_id: None,
            actor_name: "kundig".to_owned(),
            actor_kind: "command_line",
            address: None,
            request_id: None,
        }
    }
}

/// What was done to what.
#[derive(Debug)]
pub struct Deed<'a> {
    /// Stable word of the form `person.disable`.
    pub action: &'a str,
    /// Kind of the record, the table's name.
    pub subject_kind: &'a str,
    /// The record's identifier or code.
    pub subject_id: String,
    /// How a person would call it.
    pub subject_label: String,
    /// Branch that may see the entry: path of the organisation concerned, the root's where it concerns all.
    pub organisation_path: String,
    /// The record before, without secrets.
    pub before: Option<serde_json::Value>,
    /// The record after, without secrets.
    pub after: Option<serde_json::Value>,
}

/// A record as the audit keeps it.
pub fn state(record: &impl Serialize) -> Option<serde_json::Value> {
    serde_json::to_value(record).ok()
}

/// Writes the entry; call it in the transaction of the deed.
pub fn record(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, deed: Deed<'_>) -> QueryResult<()> {
    let row = (
        audit_entries::id.eq(chance.id(now)),
        audit_entries::at.eq(now),
        audit_entries::actor_id.eq(by.actor_id),
        audit_entries::actor_name.eq(&by.actor_name),
        audit_entries::actor_kind.eq(by.actor_kind),
        audit_entries::address.eq(&by.address),
        audit_entries::request_id.eq(&by.request_id),
        audit_entries::action.eq(deed.action),
        audit_entries::subject_kind.eq(deed.subject_kind),
        audit_entries::subject_id.eq(deed.subject_id),
        audit_entries::subject_label.eq(deed.subject_label),
        audit_entries::organisation_path.eq(deed.organisation_path),
        audit_entries::before_json.eq(deed.before.map(|v| v.to_string())),
        audit_entries::after_json.eq(deed.after.map(|v| v.to_string())),
    );
    on!(conn, c => diesel::insert_into(audit_entries::table).values(row).execute(c))?;
    Ok(())
}

/// Whether anything was done since an instant to subjects of these kinds, other than these deeds.
pub fn any_since(conn: &mut Conn, kinds: &[&str], but: &[&str], at: Instant) -> QueryResult<bool> {
    let found: Option<Id> = on!(conn, c => audit_entries::table
        .filter(audit_entries::at.gt(at))
        .filter(audit_entries::subject_kind.eq_any(kinds))
        .filter(audit_entries::action.ne_all(but))
        .select(audit_entries::id)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

/// When the newest entry was written; none on a fresh database.
pub fn newest_at(conn: &mut Conn) -> QueryResult<Option<Instant>> {
    on!(conn, c => audit_entries::table
        .order(audit_entries::at.desc())
        .select(audit_entries::at)
        .first(c)
        .optional())
}
