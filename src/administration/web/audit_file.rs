//! The audit log as a file: what was looked for, a line for each field that became different.

use super::audit::{AuditQuery, differences, parsed, read};
use crate::administration::store::{self, Entry};
use crate::people::guard::{May, SeeAudit};
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::{self, Cell, Table};
use actix_web::{HttpResponse, web};

/// Entries read at a time.
const PORTION: i64 = 1_000;

/// Most entries of a file: whoever needs more asks for a span of days.
const MOST: usize = 50_000;

/// The columns.
const COLUMNS: [&str; 11] = [
    "at",
    "actor",
    "actor_kind",
    "address",
    "request_id",
    "action",
    "subject_kind",
    "subject",
    "field",
    "before",
    "after",
];

/// `GET /administration/audit.csv`, `GET /administration/audit.xlsx`
pub async fn export(may: May<SeeAudit>, state: web::Data<State>, query: Query<AuditQuery>) -> Result<HttpResponse, Error> {
    let mut faults = Faults::new();
    let mut search = read(&query, &may.actor, &mut faults);
    faults.done()?;
    let scope = may.scope.clone();
    let rows = state
        .db
        .gather(move |conn| {
            let (mut rows, mut entries) = (Vec::new(), 0);
            loop {
                let found = store::search(conn, &scope, &search, PORTION)?;
                entries += found.len();
                search.older_than = found.last().map(|last| last.id);
                let last = found.is_empty() || entries >= MOST;
                rows.extend(found.into_iter().flat_map(lines));
                if last {
                    return Ok(rows);
                }
            }
        })
        .await?;
    let file = Table {
        name: "audit".to_owned(),
        head: COLUMNS.map(ToOwned::to_owned).to_vec(),
        rows,
        marked: true,
    };
    table::download(&may.asked.path, file, may.actor.now).await
}

/// The lines of an entry: one for each field that became different, at least one.
fn lines(entry: Entry) -> Vec<Vec<Cell>> {
    let told = differences(parsed(entry.before_json.as_deref()), parsed(entry.after_json.as_deref()));
    let common: Vec<Cell> = vec![
        entry.at.to_string().into(),
        entry.actor_name.into(),
        entry.actor_kind.into(),
        entry.address.into(),
        entry.request_id.into(),
        entry.action.into(),
        entry.subject_kind.into(),
        entry.subject_label.into(),
    ];
    let line = |further: [Cell; 3]| common.iter().cloned().chain(further).collect();
    if told.is_empty() {
        return vec![line([Cell::Empty, Cell::Empty, Cell::Empty])];
    }
    told.into_iter()
        .map(|one| line([one.field.into(), one.before.into(), one.after.into()]))
        .collect()
}
