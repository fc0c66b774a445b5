//! Declining a single correction of a file: what is on record stays, and why is kept with the row.

use super::store::{self, Import, State as Step, StoredRow};
use crate::organisations::store::top_path;
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::import::{Kind, Outcome};
use serde_json::json;

/// Longest reason, in characters.
pub const LONGEST: usize = 1_000;

/// Whether single changes of a file can be declined now: corrections of amounts, between check and application.
pub fn is_open(import: &Import) -> bool {
    import.state() == Step::Checked && import.kind == Kind::Amounts.as_str()
}

/// Declines the correction of a line, or with no reason lets it be made after all. Answers the row as it then is.
///
/// # Errors
///
/// [`Error::NotFound`] where the line is no correction or stands so already, [`Error::Refused`] where the file was applied or is no longer
/// checked.
pub fn decide(
    conn: &mut Conn,
    chance: &Chance,
    by: &By,
    id: Id,
    line: i32,
    reason: Option<&str>,
    now: Instant,
) -> Result<StoredRow, Error> {
    let import = store::hold(conn, id)?.ok_or(Error::NotFound)?;
    let before = match reason {
        Some(_) => Outcome::Changed,
        None => Outcome::Declined,
    };
    let row = store::find_row(conn, id, line)?.filter(|row| row.outcome == before.as_str());
    let row = row.filter(|_| import.kind == Kind::Amounts.as_str()).ok_or(Error::NotFound)?;
    if !is_open(&import) {
        return Err(Error::refused("import-refused-not-checked"));
    }
    store::decline_row(conn, id, line, reason)?;
    let more = if reason.is_some() { -1 } else { 1 };
    let import = Import {
        count_changed: import.count_changed + more,
        ..import
    };
    store::update(conn, &import)?;
    let branch = import.options.0.scope.first().filter(|path| !path.is_empty()).cloned();
    let told = |reason: Option<&str>| json!({ "line": line, "person": row.external_id, "changes": row.changes.as_ref().map(|changes| &changes.0), "declined_reason": reason });
    let deed = Deed {
        action: if reason.is_some() { "import.decline" } else { "import.take" },
        subject_kind: "imports",
        subject_id: import.id.to_string(),
        subject_label: import.file_name.clone(),
        organisation_path: match branch {
            Some(path) => path,
            None => top_path(conn)?,
        },
        before: Some(told(row.declined_reason.as_deref())),
        after: Some(told(reason)),
    };
    audit::record(conn, chance, now, by, deed)?;
    store::find_row(conn, id, line)?.ok_or(Error::NotFound)
}
